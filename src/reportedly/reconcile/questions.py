"""Questions: the figures of many texts that count the same, and what became of each.

One measure, population, place and aspect is one question. What a text leaves open joins the one
question that it can belong to, with that reason; where there are two, it stays by itself. The
outcome depends on the set of documents only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.knowledge import is_part, load_measure_relations
from reportedly.model import Aspect, Echo, Member, Question
from reportedly.reconcile.answers import Answer
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.mistold import find_mistold
from reportedly.reconcile.scopes import Scope, count_by
from reportedly.reconcile.standings import Known, find_standings
from reportedly.reconcile.told import Links, Standing, link_later, order_told
from reportedly.reconcile.windows import UNDATED


@dataclass(frozen=True, slots=True)
class Entry:
    """A scope in a question; ``joined`` says what its text leaves open, "" for nothing."""

    scope: Scope
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers in order of the days they stand for, and what became of each.

    ``entries``, ``members`` and ``answers`` run side by side; facts that were read without their
    answers give none.
    """

    question: Question
    entries: tuple[Entry, ...]
    members: tuple[Member, ...]
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionLink:
    """Two questions of which one counts within the other, by measure or by place."""

    part: str
    whole: str
    why: str


def find_questions(
    facts: Iterable[Facts], *, echoes: Sequence[Echo] = ()
) -> tuple[tuple[Question, ...], tuple[Member, ...]]:
    """The questions that some documents answer, and every answer as a member of one.

    ``echoes`` are links between the documents, where they are known: a figure in words that echo
    another text's is no figure of its own. Answers without a measure or without those counted, and
    answers in a denial, belong to no question.
    """
    asked = ask(facts, echoes=echoes)
    return tuple(a.question for a in asked), tuple(m for a in asked for m in a.members)


def question_keys(facts: Facts) -> frozenset[str]:
    """Keys of the questions of a document: where none is shared, no question changes.

    Measures that count within each other share keys, for one may be told as the other.
    """
    near = (
        (m, c)
        for measure, c in {s.key for s in facts.scopes}
        for m in (measure, *_related(measure))
    )
    return frozenset(f"{measure}:{country}" for measure, country in near)


def _related(measure: str) -> Iterator[str]:
    """Measures that count within one, or that it counts within."""
    for part, whole in load_measure_relations():
        if measure in (part, whole):
            yield whole if measure == part else part


def ask(facts: Iterable[Facts], *, echoes: Sequence[Echo] = ()) -> tuple[Asked, ...]:
    """As :func:`find_questions`, with answers and members side by side, in a fixed order."""
    ordered = sorted(facts, key=lambda f: f.header.order)
    answers = {a.figure.id: a for f in ordered for a in f.answers if a.key is not None}
    groups = count_by(scope for f in ordered for scope in f.scopes)
    known = Known(link_later(echoes), find_mistold(groups))
    found = [
        asked
        for key, scopes in groups.items()
        for asked in _ask(key, scopes, known, answers=answers)
    ]
    return tuple(sorted(found, key=lambda a: _order(a.question)))


def ask_of(measure: str, country: str, facts: Iterable[Facts], links: Links) -> tuple[Asked, ...]:
    """The questions of one measure and country, as :func:`ask` finds them, without their answers.

    Facts come in the order of publication, ``links`` are echoes by their later text, in the order
    of the earlier ones. Of other measures only those are looked at that this one counts within, and
    may be told as.
    """
    key = (measure, country)
    near = {key, *((w, country) for p, w in load_measure_relations() if p == measure)}
    groups = count_by(scope for f in facts for scope in f.scopes if scope.key in near)
    known = Known(links, find_mistold(groups))
    return tuple(_ask(key, groups.get(key, ()), known, answers={}))


def _ask(
    key: tuple[str, str], scopes: Sequence[Scope], known: Known, *, answers: Mapping[str, Answer]
) -> Iterator[Asked]:
    for question, entries in _split(key[0], key[1], scopes).items():
        yield _asked(question, entries, known, answers=answers)


def _order(question: Question) -> tuple[str, str, str, str]:
    return question.population, question.measure, question.place, question.aspect


# ------------------------------------------------------------------ what belongs together


def _split(measure: str, country: str, scopes: Sequence[Scope]) -> dict[Question, list[Entry]]:
    """The questions of one measure and country: by kind of people, aspect and place."""
    questions: dict[Question, list[Entry]] = {}
    kinds = sorted({s.kind for s in scopes} - {""})
    only = kinds[0] if len(kinds) == 1 else ""
    parts: dict[tuple[str, Aspect], list[Entry]] = {}
    for scope in scopes:
        kind = scope.kind
        open_kind = not kind and only and measure != "people"  # "people" are of any kind
        why = (
            f"the text does not say of which kind, and all others count {only}" if open_kind else ""
        )
        parts.setdefault((only if open_kind else kind, scope.aspect), []).append(Entry(scope, why))
    for (kind, aspect), entries in parts.items():
        for place, placed in _by_place(entries).items():
            question = Question(measure, f"{country}:{kind}", place, aspect)
            questions.setdefault(question, []).extend(placed)
    return questions


def _by_place(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Entries by place: a country takes in its places, unless two of them lie apart."""
    countries = {e.scope.country for e in entries} - {None}
    only = next(iter(countries)) if len(countries) == 1 else None
    spots: dict[str, set[str]] = {}
    for entry in entries:
        if entry.scope.country and entry.scope.spot:
            spots.setdefault(entry.scope.country, set()).add(entry.scope.spot)
    places: dict[str, list[Entry]] = {}
    for entry in entries:
        country, spot = entry.scope.country or only, entry.scope.spot
        apart = bool(spot) and len(spots.get(country or "", ())) > 1
        place = f"{country}:{spot}" if apart else country or ""
        if country and not entry.scope.country:
            why = f"the text names no place, and all others that do are in {country}"
            entry = Entry(entry.scope, f"{entry.joined}; {why}" if entry.joined else why)
        places.setdefault(place, []).append(entry)
    return places


# ------------------------------------------------------------------ what became of each


def _asked(
    question: Question, entries: Sequence[Entry], known: Known, *, answers: Mapping[str, Answer]
) -> Asked:
    told = sorted(entries, key=lambda e: order_told(e.scope))
    standings = find_standings([e.scope for e in told], known)
    ordered = sorted(told, key=lambda e: e.scope.day or UNDATED)
    own = question.id
    members = (_member(own, e, standings[e.scope.figure]) for e in ordered)
    given = (answers[e.scope.figure] for e in ordered) if answers else ()
    return Asked(question, tuple(ordered), tuple(members), tuple(given))


def _member(question: str, entry: Entry, standing: Standing) -> Member:
    scope = entry.scope
    reason = standing.reason
    if entry.joined:
        reason = "; ".join(filter(None, (reason, entry.joined)))
    return Member(
        question=question,
        figure=scope.figure,
        document=scope.header.document,
        speaker=scope.voice.line,
        day=scope.day,
        state=standing.state,
        by=standing.by,
        reason=reason,
    )


# ------------------------------------------------------------------ questions within questions


Key = tuple[str, str, str, str]


def link_questions(questions: Iterable[Question]) -> tuple[QuestionLink, ...]:
    """Which questions count within which: killed within casualties, Kursk within Russia."""
    known: dict[Key, Question] = {
        (q.measure, q.population, q.place, q.aspect): q for q in questions
    }
    placed: dict[tuple[str, str, str], list[Question]] = {}
    for q in known.values():
        placed.setdefault((q.measure, q.population, q.aspect), []).append(q)
    links = [link for q in known.values() for link in (*_measured(q, placed), *_inside(q, known))]
    return tuple(sorted(links, key=lambda link: (link.part, link.whole)))


def _measured(
    part: Question, placed: Mapping[tuple[str, str, str], Sequence[Question]]
) -> Iterator[QuestionLink]:
    """Wholes by measure, at the same place or, where either is open, at the only one there is."""
    for (measure, whole), relation in load_measure_relations().items():
        if measure != part.measure or not is_part(measure, whole):
            continue
        others = placed.get((whole, part.population, part.aspect), ())
        same = [q for q in others if q.place == part.place]
        only = [q for q in others if not q.place or not part.place] if len(others) == 1 else []
        for other in (same or only)[:1]:
            open_place = "" if same else ", as far as places are named"
            rest = ", and others" if relation == "subset" else ""
            yield QuestionLink(part.id, other.id, f"{whole} take in {measure}{rest}{open_place}")


def _inside(part: Question, known: Mapping[Key, Question]) -> Iterator[QuestionLink]:
    country, _, spot = part.place.partition(":")
    other = known.get((part.measure, part.population, country, part.aspect)) if spot else None
    if other is not None:
        yield QuestionLink(part.id, other.id, f"{spot} lies in {country}")
