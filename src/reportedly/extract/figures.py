"""Figures: numbers as printed, with bound, unit, measure, population and aspect."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportedly.extract.numbers import Number, read_number
from reportedly.extract.syntax import Passage
from reportedly.knowledge import find_country, load_hedges, load_measures, load_vague
from reportedly.model import (
    Aspect,
    DateMention,
    Figure,
    Maker,
    Span,
    make_anchor,
    merge_spans,
    touching,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

MAKER: Final = Maker("figures", 1)

_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₩": "KRW"}
_CURRENCY_WORDS = {"dollars": "USD", "dollar": "USD", "euros": "EUR", "pounds": "GBP",
                   "rubles": "RUB", "roubles": "RUB", "won": "KRW", "yen": "JPY"}  # fmt: skip
_PERCENT = ("%", "percent", "pct", "per cent")
_TIME_UNITS = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)
# A number after one of these names something and counts nothing: "resolution 2397", "Article 4".
_LABELS = frozenset(
    {"resolution", "resolutions", "article", "articles", "paragraph", "section", "chapter", "no."}
    | {"number", "no", "room", "page", "highway", "flight", "route", "annex", "figure", "table"}
    | {"part", "phase", "version", "unit", "brigade"}
)
_SUBJECTS = ("nsubj", "nsubjpass")
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_MODIFIERS = (*_NOUNS, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "CD")
_VICTIMS = frozenset({"killed", "wounded", "casualties", "captured"})
_WHEN = frozenset(
    {"last", "this", "next", "yesterday", "today", "tonight", "tomorrow"}
) | frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_ASKING = frozenset({"how", "too", "so", "as"})
_INCREMENT = frozenset({"another", "additional", "further", "more", "extra", "new"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in a passage: tokens first..last hold it; hedge and noun are added around it."""

    first: int
    last: int
    low: int | float | None
    high: int | float | None
    hedge: str = ""
    unit: str = ""


def find_figures(
    document: str,
    text: str,
    passages: Iterable[Passage],
    dates: Sequence[DateMention],
    vague: str = "none",
) -> tuple[tuple[Figure, ...], Counter[str]]:
    """Figures in order, and counts of numbers refused by reason.

    ``vague`` names the table that gives words like "dozens" a least value; "none" leaves it open.
    """
    figures: list[Figure] = []
    refused: Counter[str] = Counter()
    # "Three months" that only say how long or roughly when are a count all the same.
    taken = merge_spans(d.anchor.hull for d in dates if not d.value.startswith("P"))
    for passage in passages:
        tokens = list(passage.doc)
        for found in _numbers(tokens, vague, refused):
            span = passage.cover(tokens[found.first], tokens[found.last])
            if _is_cut(text, passage, span):
                refused["part_of_a_longer_word"] += 1
            elif touching(taken, span):
                refused["part_of_a_date"] += 1
            elif _is_label(tokens, found):
                refused["label"] += 1
            elif _is_year(tokens, found):
                refused["looks_like_a_year"] += 1
            elif _is_ratio(tokens, found):
                refused["ratio"] += 1
            else:
                figures.append(_make(document, text, passage, found, tokens))
    return tuple(figures), refused


# ------------------------------------------------------------------ numbers and their bounds


def _numbers(tokens: Sequence["Token"], vague: str, refused: Counter[str]) -> Iterator[_Found]:
    words = [t.text for t in tokens]
    i = 0
    while i < len(tokens):
        found = _vague_at(words, i, vague) or _number_at(words, i, refused)
        if found is None:
            i += 1
            continue
        found = _hedged(words, _with_unit(words, found))
        yield found
        i = found.last + 1


def _number_at(words: list[str], i: int, refused: Counter[str]) -> _Found | None:
    number = read_number(words[i : i + 12])
    if number is None or (words[i].lower() == "one" and number.words == 1):
        return None  # "one" is a pronoun far more often than a count
    if number.value is None:
        refused["number_out_of_range"] += 1
        return None
    last = i + number.words - 1
    low, high = number.value, number.value
    second = _range_end(words, last)
    if second and second.value is not None:
        # "5 to 6 million": the scale belongs to both.
        shared = second.scale if number.scale == 1 and second.scale > low else 1
        low, high = low * shared, second.value
        if low < high:
            return _Found(i, last + 1 + second.words, low, high)
        refused["upside_down_range"] += 1
    return _Found(i, last, number.value, number.value)


def _range_end(words: list[str], last: int) -> Number | None:
    """The second number of "5,000 to 6,000" or "5,000-6,000"."""
    if words[last + 1 : last + 2] in (["to"], ["-"], ["–"], ["or"]):
        return read_number(words[last + 2 : last + 14])
    return None


def _vague_at(words: list[str], i: int, table: str) -> _Found | None:
    for size in (4, 3, 2, 1):
        key = tuple(w.lower() for w in words[i : i + size])
        if size == 1 and i and words[i - 1].lower() in _ASKING:
            return None  # "how many", "too many": no count
        if len(key) == size and key in load_vague(table):
            low = load_vague(table)[key]
            plain = int(low) if low is not None else None
            return _Found(i, i + size - 1, plain, None, hedge=" ".join(words[i : i + size]))
    return None


def _with_unit(words: list[str], found: _Found) -> _Found:
    """Take in a currency sign before, a percent sign or currency word after."""
    unit, first, last = found.unit, found.first, found.last
    after = [w.lower() for w in words[last + 1 : last + 3]]
    if first and words[first - 1] in _CURRENCIES:
        unit, first = _CURRENCIES[words[first - 1]], first - 1
    elif after[:1] and after[0] in _PERCENT:
        unit, last = "percent", last + 1
    elif after == ["per", "cent"]:
        unit, last = "percent", last + 2
    elif after[:1] and after[0] in _CURRENCY_WORDS:
        unit, last = _CURRENCY_WORDS[after[0]], last + 1
    return _Found(first, last, found.low, found.high, found.hedge, unit)


def _hedged(words: list[str], found: _Found) -> _Found:
    """Take in the longest hedge before or after the number, and set the bound."""
    for hedge in load_hedges():
        size = len(hedge.words)
        start = found.last + 1 if hedge.after else found.first - size
        if start < 0:
            continue
        if tuple(w.lower() for w in words[start : start + size]) != hedge.words:
            continue
        printed = found.hedge or " ".join(words[start : start + size]).lower()
        low, high = found.low, found.high
        if low is not None and high is not None:
            low, high = _bounds(hedge.bound, low, high)
        first, last = min(found.first, start), max(found.last, start + size - 1)
        return _Found(first, last, low, high, printed, found.unit)
    return found


def _bounds(bound: str, low: float, high: float) -> tuple[int | float | None, int | float | None]:
    if bound == "least":
        return low, None
    if bound == "most":
        return None, high
    return low, high


def _is_cut(text: str, passage: Passage, span: Span) -> bool:
    """Whether a number goes on where an overlong word was cut between two passages."""
    whole, last = passage.segment.span, passage.doc[-1]
    before = whole.start < span.start == passage.offset and not text[span.start - 1].isspace()
    return before or (
        span.end == passage.span(last).end < whole.end and not text[span.end].isspace()
    )


def _is_year(tokens: Sequence["Token"], found: _Found) -> bool:
    """A bare four-digit number that counts nothing: "spring 2024"."""
    words = tokens[found.first].text
    plain = found.first == found.last and words.isdigit() and 1900 <= int(words) <= 2100
    return plain and _counted(tokens, found.last) is None


def _is_label(tokens: Sequence["Token"], found: _Found) -> bool:
    before = tokens[found.first - 1].text.lower() if found.first else ""
    after = tokens[found.last + 1] if found.last + 1 < len(tokens) else None
    if before in _LABELS or (
        before in ("-", "/", ".", ":") and not tokens[found.first - 1].whitespace_
    ):
        return True
    return after is not None and after.text in (":", "/") and not tokens[found.last].whitespace_


def _is_ratio(tokens: Sequence["Token"], found: _Found) -> bool:
    """Whether a number is the second half of "one in ten"."""
    before = [t.text.lower() for t in tokens[max(0, found.first - 2) : found.first]]
    return len(before) == 2 and before[0] == "one" and before[1] in ("in", "of")


# ------------------------------------------------------------------ what is counted


def _make(
    document: str, text: str, passage: Passage, found: _Found, tokens: Sequence["Token"]
) -> Figure:
    noun = _counted(tokens, found.last)
    last = max(found.last, noun.i) if noun is not None else found.last
    measure = _measure(tokens, found, noun)
    unit = found.unit
    if noun is not None and not unit and _is_time_unit(noun):
        unit, measure = noun.text.lower(), "duration"
    span = passage.cover(tokens[found.first], tokens[last])
    population = None
    if noun is not None and found.last < noun.i:
        population = passage.cover(tokens[found.last + 1], noun)
    return Figure(
        anchor=make_anchor(document, text, "figure", [span]),
        low=found.low,
        high=found.high,
        hedge=found.hedge,
        unit=unit,
        measure=measure,
        population=make_anchor(document, text, "population", [population]) if population else None,
        aspect=_aspect(tokens, found),
    )


def _is_time_unit(token: "Token") -> bool:
    return token.text.lower().rstrip("s") in _TIME_UNITS


def _counted(tokens: Sequence["Token"], last: int) -> "Token | None":
    """The noun that the number counts: the end of the run of modifiers and nouns after it."""
    noun = None
    for token in tokens[last + 1 : last + 10]:
        if token.tag_ not in _MODIFIERS or token.is_sent_start or "\n" in token.text:
            break
        if token.text.lower() in _WHEN:
            break  # "300 crates last night", "40 men Monday"
        if token.tag_ == "CD" and noun is not None:
            break
        if token.tag_ in _NOUNS:
            noun = token
            if _is_time_unit(token):
                break  # "six months Moscow had kept silent": the count ends with the unit
        elif noun is not None and token.tag_ in ("VBN", "VBG"):
            break  # "soldiers killed in": the participle says more about them
    return noun


def _measure(tokens: Sequence["Token"], found: _Found, noun: "Token | None") -> str | None:
    if found.unit == "percent":
        return _share(tokens, found)
    if found.unit:
        return "money"
    named = _named(tokens, found.last, noun) if noun is not None else None
    if named in _VICTIMS:
        return named
    verb = _by_verb(tokens, found, noun)
    return verb or named


def _named(tokens: Sequence["Token"], last: int, noun: "Token") -> str | None:
    words = [t.text.lower() for t in tokens[last + 1 : noun.i + 1]]
    table = load_measures("noun")
    keys = (tuple(words[i:]) for i in range(len(words)))
    named = next((table[k] for k in keys if k in table), None)
    return named or ("people" if _is_people(tokens, noun) else None)


def _is_people(tokens: Sequence["Token"], noun: "Token") -> bool:
    """Whether a noun is what the people of a country are called: "6,000 North Koreans"."""
    forms = (tokens[noun.i].text, f"{tokens[noun.i - 1].text} {noun.text}")
    found = [c for form in forms if form.endswith("s") and (c := find_country(form))]
    return any(c.use == "adjective" for c in found)


def _by_verb(tokens: Sequence["Token"], found: _Found, noun: "Token | None") -> str | None:
    """What happened to those counted: a participle after them, or the verb over them."""
    table = load_measures("verb")
    at = noun.i if noun is not None else found.last
    after = [t.text.lower() for t in tokens[at + 1 : at + 4]]
    said = [table[(w,)] for w in after[:1] if (w,) in table]
    if len(after) == 3 and after[1] in ("and", "or") and (after[2],) in table:
        said.append(table[(after[2],)])
    if not said:
        verb = (noun if noun is not None else tokens[found.last]).head
        said = [
            table[(t.text.lower(),)]
            for t in (verb, *_joined_verbs(verb))
            if (t.text.lower(),) in table
        ]
    if {"killed", "wounded"} <= set(said):
        return "casualties"
    return said[0] if said else None


def _joined_verbs(verb: "Token") -> Iterator["Token"]:
    """Verbs joined to one by "and" or "or" that share its subject.

    In "300 died and 2,700 were wounded" each verb has a subject, and a figure, of its own.
    """
    if verb.tag_[:1] != "V":
        return  # a list of numbers hangs on its first, and looking at all from each takes long
    for other in (*verb.children, verb.head):
        later = other if other.head == verb else verb
        if (
            other != verb
            and later.dep_ == "conj"
            and not any(c.dep_ in _SUBJECTS for c in later.children)
        ):
            yield other


def _share(tokens: Sequence["Token"], found: _Found) -> str | None:
    """A percentage's measure: the share of what was counted just before in the sentence."""
    words = dict(load_measures("noun")) | dict(load_measures("verb"))
    start = tokens[found.first].sent.start
    for token in reversed(tokens[start : found.first]):
        measure = words.get((token.text.lower(),))
        if measure in _VICTIMS:
            return f"share_{measure}"
    return "share"


def _aspect(tokens: Sequence["Token"], found: _Found) -> Aspect | None:
    before = [t.text.lower() for t in tokens[max(0, found.first - 3) : found.first]]
    after = [t.text.lower() for t in tokens[found.last + 1 : found.last + 4]]
    if "including" in before or after[:2] in (["of", "them"], ["of", "whom"]):
        return "part"
    if _INCREMENT & {*before[-1:], *after[:1]}:
        return "increment"
    if "total" in before or "altogether" in before:
        return "total"
    if after[:1] == ["daily"] or after[:2] in (["a", "day"], ["per", "day"], ["a", "month"]):
        return "rate"
    return None
