"""Claims typed in: only with their words, beside what the makers find, and for good."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import UsageError
from reportedly.ledger import (
    Ledger,
    Query,
    append_note,
    append_reading,
    get_record,
    list_claims,
    list_figures,
    load_extraction,
    redact,
    verify,
)
from reportedly.manual import Note, make_note
from reportedly.manual.passages import find_beside, find_claim, find_nearest
from reportedly.model import Judgement, Segment, Span, check_anchor
from reportedly.reading import read_text

from factory import Report, make_document, make_entry  # isort: skip
from manual_samples import at, new_ledger  # isort: skip

REPORT = Report(tail="Herders by the lake count about 90 goats lost. Nobody asked them.")
GOATS = Note(
    exact="count about 90 goats lost",
    speaker="Herders by the lake",
    cue="count",
    figure="about 90 goats",
    measure="goats",
)


def entered(ledger: Ledger, note: Note, now: str) -> bool:
    document = make_document(REPORT)
    made = make_note(document, document.id, note)
    by = [Judgement(made.claims[0].anchor.id, "noted", "overlooked", now, by="V. K.")]
    return append_note(ledger, made, by, now=now)


def claims(ledger: Ledger, **query: object) -> list[tuple[str, str]]:
    with ledger.read() as connection:
        return [(c.text, c.made_by) for c in list_claims(connection, Query(**query))]  # type: ignore[arg-type]


def figures(ledger: Ledger, **query: object) -> list[tuple[object, str | None, str]]:
    with ledger.read() as connection:
        found = list_figures(connection, Query(**query))  # type: ignore[arg-type]
        return [(f.low, f.measure, f.made_by) for f in found]


def test_every_record_hangs_on_words_of_the_document() -> None:
    document = make_document(REPORT)
    made = make_note(document, document.id, replace(GOATS, population="goats", place="Kursk"))
    (said,), (claim,), (figure,) = made.attributions, made.claims, made.figures
    assert (said.source.exact, said.cue.exact) == (("Herders by the lake",), ("count",))
    assert claim.anchor.exact == ("count about 90 goats lost",)
    assert (figure.low, figure.high, figure.hedge) == (90, 90, "about")
    assert figure.population.exact == ("goats",)
    assert figure.place == made.places[0].id
    anchors = [said.content, said.source, said.cue, claim.anchor, figure.anchor, figure.population]
    for anchor in anchors:
        check_anchor(anchor, REPORT.text)


@pytest.mark.parametrize(
    ("note", "code", "told"),
    [
        (Note(), "note_empty", "give --exact or --span"),
        (Note(exact="count about 90 Goats lost"), "words_absent", "“count about 90 goats lost”"),
        (Note(exact="count some 90 goats lost"), "words_absent", "the nearest is at"),
        (Note(exact="a quite different thing"), "words_absent", "character by character"),
        (Note(exact="e"), "words_repeated", "say which with --occurrence"),
        (Note(exact="goats", occurrence=2), "words_absent", "stands in the text 1 times"),
        (Note(span=Span(3, 9999)), "words_absent", "no place in a text"),
        (Note(exact="goats", span=Span(0, 5)), "words_absent", "at 0:5 stands"),
        (replace(GOATS, speaker="The herders"), "words_absent", "“The herders”"),
        (replace(GOATS, speaker="o"), "words_repeated", "as START:END"),
        (replace(GOATS, figure="lost"), "words_unreadable", "no_number"),
        (replace(GOATS, figure="at least 40"), "words_absent", "“at least 40”"),
        (replace(GOATS, as_of="lake"), "words_unreadable", "no_date"),
        (replace(GOATS, place="lake"), "words_unreadable", "place_unknown"),
    ],
)
def test_words_that_do_not_hold_are_refused(note: Note, code: str, told: str) -> None:
    document = make_document(REPORT)
    with pytest.raises(UsageError) as error:
        make_note(document, document.id, note)
    assert error.value.code == code
    assert told in error.value.message


def test_which_of_several_places() -> None:
    text = "A dog. A dog barked. The dog slept."
    assert find_claim(text, "dog", occurrence=2, span=None) == (9, 12)
    segments = [Segment("paragraph", Span(0, 6)), Segment("paragraph", Span(7, 35))]
    assert find_beside(text, "dog", Span(0, 6), segments) == (2, 5)
    assert find_beside(text, "21:28", Span(0, 6), segments) == (21, 28)
    with pytest.raises(UsageError, match="words_repeated"):
        find_beside(text, "dog", Span(7, 35), segments)
    assert find_beside("Score 10:30. Time", "10:30", Span(0, 5), ()) == (6, 11)


@pytest.mark.parametrize(
    ("words", "found"),
    [("the “GOATS” went", 'The "goats" went'), ('the "goats" walked', 'The "goats" went')],
)
def test_the_nearest_place(words: str, found: str) -> None:
    text = 'Then it rained.\nThe "goats" went home.'
    near = find_nearest(text, words)
    assert near is not None
    assert text[slice(*near)].startswith(found[:12])


@given(st.text(max_size=80), st.data())
def test_any_words_of_any_text_can_be_noted(text: str, data: st.DataObject) -> None:
    if not text or any("\ud800" <= ch <= "\udfff" for ch in text):
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = read_text(text)
    made = make_note(document, document.id, Note(span=Span(start, end)))
    assert made.claims[0].anchor.exact == (text[start:end],)


# ------------------------------------------------------------------ in the ledger


def test_a_note_stands_beside_what_the_makers_found(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        append_reading(ledger, make_entry(REPORT), now=at(1))
        before = claims(ledger)
        assert entered(ledger, GOATS, at(2))
        assert sorted(claims(ledger)) == sorted([*before, ("count about 90 goats lost", "manual")])
        assert (90, "goats", "manual") in figures(ledger)
        assert claims(ledger, words="goats", speaker="herders") == [
            ("count about 90 goats lost", "manual")
        ]
        assert claims(ledger, recorded_by=at(1)) == before
        assert verify(ledger).sound


def test_a_note_is_kept_once_and_marked_with_who_and_why(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        append_reading(ledger, make_entry(REPORT), now=at(1))
        assert entered(ledger, GOATS, at(2))
        assert not entered(ledger, GOATS, at(3))
        (text, _), *_ = claims(ledger, words="goats")
        assert text
        with ledger.read() as connection:
            (claim, *_) = list_claims(connection, Query(speaker="herders"))
            shown = get_record(connection, claim.id)
        assert [(j["decision"], j["by"], j["reason"]) for j in shown.judgements] == [
            ("noted", "V. K.", "overlooked")
        ]
        assert [(r["maker"], r["stage"]) for r in shown.runs] == [("manual", "manual")]


def test_a_note_survives_newer_makers_and_they_survive_it(tmp_path: Path) -> None:
    newer = make_entry(REPORT, makers={"claims": 2, "figures": 2, "attributions": 2}, low=41)
    with new_ledger(tmp_path) as ledger:
        append_reading(ledger, make_entry(REPORT), now=at(1))
        entered(ledger, GOATS, at(2))
        append_reading(ledger, newer, now=at(3))
        assert (41, "killed", "figures") in figures(ledger)
        assert (90, "goats", "manual") in figures(ledger)
        assert claims(ledger, words="goats") == [
            ("Herders by the lake count about 90 goats lost. Nobody asked them.", "claims"),
            ("count about 90 goats lost", "manual"),
        ]
        with ledger.read() as connection:
            kept = load_extraction(connection, make_document(REPORT).id)
        assert "manual" in {run.stage for run in kept.runs}
        assert 90 in {f.low for f in kept.figures}
        assert verify(ledger).sound


def test_noting_what_a_maker_found_shows_it_once_as_the_person_says(tmp_path: Path) -> None:
    entry = make_entry(REPORT)
    said = f"at least {REPORT.count} soldiers were killed in {REPORT.place}"
    note = Note(
        exact=said, speaker=REPORT.speaker, cue="said", figure=f"at least {REPORT.count}",
        measure="casualties",
    )  # fmt: skip
    with new_ledger(tmp_path) as ledger:
        append_reading(ledger, entry, now=at(1))
        n = len(claims(ledger))
        entered(ledger, note, at(2))
        assert len(claims(ledger)) == n
        assert figures(ledger) == [(40, "casualties", "manual")]
        assert figures(ledger, recorded_by=at(1)) == [(40, "killed", "figures")]
        append_reading(ledger, make_entry(REPORT, makers={"figures": 2}, low=41), now=at(3))
        assert figures(ledger) == [(40, "casualties", "manual")]
        with ledger.read() as connection:
            found = next(iter(list_figures(connection, Query())))
            makers = {run["maker"] for run in get_record(connection, found.id).runs}
        assert makers == {"figures", "manual"}
        assert verify(ledger).sound


def test_a_second_note_on_the_same_words_corrects_the_first(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        append_reading(ledger, make_entry(REPORT), now=at(1))
        entered(ledger, GOATS, at(2))
        entered(ledger, replace(GOATS, measure="livestock"), at(4))
        assert [f for f in figures(ledger) if f[0] == 90] == [(90, "livestock", "manual")]
        assert (90, "goats", "manual") in figures(ledger, recorded_by=at(3))
        entered(ledger, GOATS, at(5))
        assert [f for f in figures(ledger) if f[0] == 90] == [(90, "goats", "manual")]
        assert verify(ledger).sound


def test_two_figures_of_one_claim_are_two_notes(tmp_path: Path) -> None:
    whole = (
        "at least 40 soldiers were killed in Kursk.\nHerders by the lake count about 90 goats lost"
    )
    first = Note(exact=whole, figure="40", measure="troops")
    with new_ledger(tmp_path) as ledger:
        append_reading(ledger, make_entry(REPORT), now=at(1))
        entered(ledger, first, at(2))
        entered(ledger, replace(first, figure="about 90", measure="goats"), at(3))
        assert {f for f in figures(ledger) if f[2] == "manual"} == {
            (40, "troops", "manual"), (90, "goats", "manual"),
        }  # fmt: skip
        assert [c for c in claims(ledger) if c[1] == "manual"] == [(whole, "manual")]
        assert verify(ledger).sound


def test_redaction_reaches_notes(tmp_path: Path) -> None:
    with new_ledger(tmp_path) as ledger:
        append_reading(ledger, make_entry(REPORT), now=at(1))
        entered(ledger, GOATS, at(2))
        redact(ledger, make_document(REPORT).id, basis="asked for", now=at(3), words="90 goats")
        assert ("count about ████████ lost", "manual") in claims(ledger) or (
            "█" in str(claims(ledger))
        )
        assert claims(ledger, words="goats") == []
        assert verify(ledger).sound
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"90 goats" not in file.read_bytes()
