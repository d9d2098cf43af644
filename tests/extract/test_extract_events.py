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
        ("Japan and its allies held the ship.", None, None, None),
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


def test_an_event_takes_date_place_and_figures_of_its_claim(extract: Extract) -> None:
    found = extract("They attacked Ukraine on Tuesday with 40 guns. It rained in 2020.")
    event = only(found)
    assert event.date == "2025-06-17"
    assert event.place == found.places[0].id
    assert event.figures == (found.figures[0].id,)


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
