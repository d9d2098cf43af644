from collections.abc import Callable

import pytest

from reportedly.extract.events import ByPlace
from reportedly.model import DateMention, Event, Extraction, Span, make_anchor

Extract = Callable[..., Extraction]


def only(found: Extraction) -> Event:
    (event,) = found.events
    return event


@pytest.mark.parametrize(
    ("text", "kind", "actor", "recipient"),
    [
        ("Russia attacked Ukraine.", "ASSAULT", "RU", "UA"),
        ("Ukraine was attacked by Russia.", "ASSAULT", "RU", "UA"),
        ("North Korea sent Russia shells.", "AID", "KP", "RU"),
        ("North Korea will send Russia shells.", "AGREE", "KP", "RU"),
        ("Japan and its allies painted the ship.", None, None, None),
    ],
)
def test_types_and_sides(
    extract: Extract, text: str, kind: str | None, actor: str | None, recipient: str | None
) -> None:
    found = extract(text)
    if kind is None:
        assert found.events == ()
        return
    event = only(found)
    assert (event.type, event.actor_country, event.recipient_country) == (kind, actor, recipient)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Norway accused Sweden of theft.", ["ACCUSE"]),
        ("Norway rejected the Swedish plan.", ["REJECT"]),
        ("Norway refused to release the sailors.", ["REJECT"]),
        ("Norway will not send guns to Sweden.", ["REJECT"]),
        ("Norway urged Sweden to free the sailors.", ["APPEAL"]),
        ("Norway demanded the release of the sailors.", ["REQUEST"]),
        ("Norway said Sweden must pay.", ["REQUEST"]),
        ("Norway threatened to bomb the harbour.", ["THREATEN"]),
        ("Norway said it would release the sailors.", ["AGREE"]),
        ("Norway agreed to supply oil to Sweden.", ["AGREE"]),
        ("Norway offered to mediate.", ["AGREE"]),
        ("Norway lifted sanctions on Sweden.", ["CONCEDE"]),
        ("Norway imposed sanctions on Sweden.", ["SANCTION"]),
        ("Norway cut diplomatic ties with Sweden.", ["SANCTION"]),
        ("Norway halted aid to Sweden.", ["SANCTION"]),
        ("Norway and Sweden held joint drills.", ["COOPERATE"]),
        ("Norway held drills at sea.", ["MOBILIZE"]),
        ("Norway and Sweden held talks in Oslo.", ["CONSULT"]),
        ("Norway declared a ceasefire.", ["CONCEDE"]),
        ("Norway broke the ceasefire.", ["ASSAULT"]),
        ("Norway signed an agreement with Sweden.", ["SUPPORT"]),
        ("Norway expressed support for Sweden.", ["SUPPORT"]),
        ("Norway expressed concern about Sweden.", ["STATEMENT"]),
        ("Norway declined to comment.", ["STATEMENT"]),
        ("Norway launched an air strike on Swedish ports.", ["ASSAULT"]),
        ("Norway carried out a series of attacks on Swedish ports.", ["ASSAULT"]),
        ("The shelling of the Swedish port went on.", ["ASSAULT"]),
        ("Workers staged a protest in Oslo.", ["PROTEST"]),
        ("The rebels laid down their arms.", ["RETREAT"]),
        ("Norway opened an investigation into the Swedish bank.", ["ACCUSE"]),
        ("Norway is considering sending aid to Sweden.", ["STATEMENT"]),
        ("The bank met the deadline.", []),
        ("Norwegian-backed bankers slept.", []),
        ("The attack helicopter was old.", []),
    ],
)
def test_types(extract: Extract, text: str, kinds: list[str]) -> None:
    assert [e.type for e in extract(text).events] == kinds


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("Norway lifted sanctions imposed on Sweden.", "Norway", "Sweden"),
        ("Norway supplied 20 trucks to Sweden.", "Norway", "Sweden"),
        ("Swedish ports were bombed by Norwegian jets.", "Norwegian jets", "Swedish ports"),
        ("Norway's shelling of Sweden went on.", "Norway", "Sweden"),
        ("Norway and Sweden held talks.", "Norway and Sweden", "Norway and Sweden"),
        ("Rebels who attacked Norway fled.", "Rebels", "Norway"),
        ("Norway said Sweden must pay.", "Norway", "Sweden"),
    ],
)
def test_who_does_it_to_whom(extract: Extract, text: str, actor: str, recipient: str) -> None:
    event = extract(text).events[0]
    assert event.actor is not None
    assert event.recipient is not None
    assert (event.actor.text, event.recipient.text) == (actor, recipient)


def test_the_country_of_a_body_is_the_country_of_the_side(extract: Extract) -> None:
    event = only(extract("The Kremlin accused the SBU of the theft."))
    assert (event.actor_country, event.recipient_country) == ("RU", "UA")


def test_a_cue_that_is_a_deed_has_its_attribution(extract: Extract) -> None:
    found = extract("Norway accused Sweden of theft.")
    (event,) = found.events
    assert event.attribution in {a.id for a in found.attributions if a.cue is not None}
    assert event.certainty == "asserted"


def test_an_event_takes_date_place_and_figures_of_its_clause(extract: Extract) -> None:
    found = extract("They attacked Ukraine on Tuesday and 40 soldiers died. It rained in 2020.")
    event = only(found)
    assert event.date == "2025-06-17"
    assert event.place == found.places[0].id
    assert event.figures == ()


def test_each_deed_of_a_sentence_has_its_own_values(extract: Extract) -> None:
    found = extract("Rebels killed 12 soldiers on Monday, and the army arrested 30 men on Tuesday.")
    days = [(e.type, e.date, len(e.figures)) for e in found.events]
    assert days == [("ASSAULT", "2025-06-16", 1), ("COERCE", "2025-06-17", 1)]


def test_a_deed_goes_on_with_the_day_of_the_clause_above(extract: Extract) -> None:
    found = extract("On Monday rebels stormed the base, killing 12 soldiers.")
    assert [(e.type, e.date) for e in found.events] == [
        ("ASSAULT", "2025-06-16"),
        ("ASSAULT", "2025-06-16"),
    ]


def test_the_day_of_saying_is_not_the_day_of_the_deed(extract: Extract) -> None:
    found = extract("The minister said on Tuesday that rebels had attacked the base.")
    assert [(e.type, e.date) for e in found.events] == [("ASSAULT", None)]


def test_the_day_in_a_dateline_is_not_the_day_of_the_deed(extract: Extract) -> None:
    found = extract("OSLO (June 3) – Rebels attacked the base.")
    assert [e.date for e in found.events] == [None]


def test_values_inside_a_span_are_found() -> None:
    text = "Monday, Tuesday"
    spans = (Span(0, 6), Span(8, 15))
    dates = [
        DateMention(make_anchor("doc_x", text, "date", [s]), "", None, None, "day", "")
        for s in spans
    ]
    values = ByPlace(list(reversed(dates)))
    assert values.within(Span(0, 15)) == dates
    assert values.within(Span(0, 14)) == dates[:1]
    assert values.within(Span(1, 15)) == dates[1:]
