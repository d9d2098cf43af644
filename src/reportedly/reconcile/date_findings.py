"""Days held against those of other texts: deeds that are done once, and beginnings."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportedly.knowledge import load_once, load_topics
from reportedly.model import Finding, Side
from reportedly.reconcile.comparing import days_between, stretches_meet
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.facts import Facts
from reportedly.reconcile.moments import Moment
from reportedly.reconcile.starts import Start
from reportedly.reconcile.telling import best_anchor, name_text, name_voice, quote, show_day, side
from reportedly.reconcile.weights import (
    DATE,
    DATE_ONE_TEXT,
    START,
    START_ONE_KIND,
    STILL_TO_COME,
)

_SHOWN: Final = 3
_MARGIN: Final = 1  # days by which two texts may differ and mean one day
_EARLIER: Final = 60  # days before the first report by which a beginning is out of the question
_SHARED: Final = 2  # words, apart from the thing itself, that make two deeds one


def find_date_findings(facts: Facts, corpus: Corpus) -> Iterator[Finding]:
    """What other texts say to the days that one document gives."""
    for moment in facts.moments:
        found = _other_day(moment, corpus) or _done_already(moment, corpus)
        if found is not None:
            yield found
    for start in facts.starts:
        found = _before_the_first(start, corpus)
        if found is not None:
            yield found


# ------------------------------------------------------------------ deeds done once


def _other_day(moment: Moment, corpus: Corpus) -> Finding | None:
    """A deed with a day, and other texts that give it another one."""
    if moment.day is None or moment.date is None or moment.modality != "done":
        return None
    if load_once().get(moment.deed) == "each":
        return None  # every party ratifies on its own day
    told = [o for o in corpus.moments(moment) if o.day and _is_same(moment, o)]
    if not told or any(stretches_meet(moment.day, o.day, _MARGIN) for o in told if o.day):
        return None
    first = told[: _SHOWN - 1]
    instead = [
        o for o in _instead(moment, corpus) if o.day and stretches_meet(moment.day, o.day, _MARGIN)
    ][:1]
    shown = "; ".join(f"{_day_of(o)}, {name_voice(o)}" for o in first)
    why = f"Here it is {quote(moment.date.anchor.text)} ({_day_of(moment)}); other texts: {shown}."
    if instead:
        why += (
            f" For the day that is given here, {name_text(instead[0].header)} tells of another "
            f"step: {quote(instead[0].words.text)}."
        )
    families = {o.header.family or o.header.document for o in told}
    weight = DATE if len(families) > 1 else DATE_ONE_TEXT
    there = tuple(s for o in (*first, *instead) for s in _sides(o))
    return Finding("conflict.date", weight, why, (side(moment, moment.date.anchor),), there)


def _is_same(one: Moment, other: Moment) -> bool:
    """Whether two texts tell of one deed: whose it is, and what it is done to."""
    if one.header.document == other.header.document or other.modality != "done":
        return False
    if one.countries == other.countries and len(one.countries) > 1:
        return True
    if one.spots & other.spots and one.object & other.object:
        return True
    shared = one.countries & other.countries
    both = (one.object & other.object) - load_topics()
    return bool(shared) and len(both) >= _SHARED


def _instead(moment: Moment, corpus: Corpus) -> Sequence[Moment]:
    """Other deeds done to the same thing: ratified, where it is the signing that is asked for."""
    others = sorted({*load_once(), "in_force"} - {moment.deed})
    return [
        o
        for thing in sorted(moment.object & load_topics())
        for o in corpus.moments_with(moment, others, thing)
        if o.countries & moment.countries and o.modality == "done"
    ]


def _done_already(moment: Moment, corpus: Corpus) -> Finding | None:
    """A deed that is still to come here, and that other texts report as done by then."""
    published = moment.header.day
    if moment.modality != "planned" or published is None:
        return None
    done = [
        o
        for o in corpus.moments(moment)
        if o.day
        and o.day[1] <= published
        and (o.header.day or "9999") <= published
        and _is_same(moment, o)
        and (len(o.countries & moment.countries) > 1 or o.spots & moment.spots)
    ]
    if not done:
        return None
    last = max(done, key=lambda o: (o.day, o.header.order))
    why = (
        f"Here it is still to come ({quote(moment.sentence.text)}); "
        f"{name_voice(last)} has it done by {_day_of(last)}."
    )
    here = (side(moment, best_anchor(moment.sentence, moment.words)),)
    return Finding("stale", STILL_TO_COME, why, here, _sides(last))


def _day_of(moment: Moment) -> str:
    first, last = moment.day or ("", "")
    return show_day(first) if first == last else f"{show_day(first)} to {show_day(last)}"


def _sides(moment: Moment) -> tuple[Side, ...]:
    """The words, and the day of the text where the words lean on it ("on Wednesday")."""
    words = moment.date.anchor if moment.date is not None else moment.words
    shown = (side(moment, best_anchor(moment.sentence, words)),)
    return shown + _dated(moment)


def _dated(said: Moment | Start) -> tuple[Side, ...]:
    return (side(said, said.header.dated),) if said.header.dated is not None else ()


# ------------------------------------------------------------------ beginnings


def _before_the_first(start: Start, corpus: Corpus) -> Finding | None:
    """A presence that is said to be older than every beginning that other texts give."""
    if start.how != "since":
        return None
    others = [
        o
        for o in corpus.starts(start)
        if o.header.document != start.header.document and _same_people(start, o)
    ]
    gaps = [days_between(start.last, o.first) for o in others]
    if not others or any(gap is None or gap < _EARLIER for gap in gaps):
        return None
    others.sort(key=lambda o: (o.how != "first", o.first, o.header.order))
    earliest = others[: _SHOWN - 1]
    shown = "; ".join(f"{quote(o.words.text)}, {name_voice(o)}" for o in earliest)
    why = (
        f"Here they have been there {quote(start.words.text)}; "
        f"the earliest beginnings in other texts: {shown}."
    )
    weight = START if any(o.how == "first" for o in others) else START_ONE_KIND
    there = tuple(
        s for o in earliest for s in (side(o, best_anchor(o.sentence, o.words)), *_dated(o))
    )
    here = (side(start, start.words),)
    return Finding("conflict.date", weight, why, here, there)


def _same_people(one: Start, other: Start) -> bool:
    mine, theirs = one.people[1], other.people[1]
    return not mine or not theirs or mine == theirs
