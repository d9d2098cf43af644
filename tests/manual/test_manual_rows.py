"""A row as a document and its records: every anchor holds, every cell survives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ledger.writer import check_reading
from reportedly.manual.sheets import RowMade

from manual_samples import FARMERS, GUARDS, csv_bytes, made_rows, one_row  # isort: skip

PLAIN = "sheet: s\nquote: words\nspeaker: who\nfigures:\n- value: n\n"


def parts(made: RowMade):
    assert made.entry is not None
    check_reading(made.entry)
    return made.entry.document, made.entry.extraction


def test_a_row_written_out() -> None:
    (made,) = made_rows(csv_bytes(GUARDS))
    document, _ = parts(made)
    assert document.kind == "manual"
    assert document.text.startswith("id: L-1\ndate: 04/03/2025\noutlet: Halvard Courier\n")
    assert "words: Boats were lost,\nand at least 12 guards\n" in document.text
    assert document.published.value == "2025-03-04"
    assert document.published.exact == "04/03/2025"
    assert document.reference.value == "https://example.org/1"
    assert document.address.value == "sheet:lake#L-1"
    assert document.title.value == "lake, L-1"
    assert document.shown_publisher == "by hand: Halvard Courier"


def test_the_figures_of_a_row() -> None:
    _, found = parts(made_rows(csv_bytes(GUARDS))[0])
    killed, hurt = found.figures
    assert (killed.measure, killed.low, killed.high, killed.hedge) == (
        "killed",
        12,
        None,
        "at least",
    )
    assert (hurt.measure, hurt.low, hurt.high) == ("wounded", 30, 30)
    assert killed.anchor.exact == ("at least 12",)
    assert killed.population is not None
    assert killed.population.exact == ("guards",)
    assert killed.as_of is not None
    assert (killed.as_of.start, killed.as_of.end) == ("2025-03-04", "2025-03-04")
    assert killed.place == found.places[0].id
    (said,) = found.attributions
    assert said.source is not None
    assert said.source.exact == ("the harbour office",)
    assert said.carrier is not None
    assert said.carrier.exact == ("Halvard Courier",)
    assert said.mode == "indirect"
    first, second = found.claims
    assert (killed.claim, hurt.claim) == (first.id, second.id)
    assert "Boats were lost,\nand at least 12 guards" in first.anchor.exact
    assert "killed: at least 12" in first.anchor.exact
    assert "hurt: ~30" not in first.anchor.exact


def test_an_empty_cell_is_no_figure_and_no_refusal() -> None:
    (made,) = made_rows(csv_bytes(FARMERS))
    _, found = parts(made)
    assert [f.measure for f in found.figures] == ["killed"]
    assert made.refused == ()


def test_a_bad_cell_costs_its_value_only() -> None:
    made = one_row(["words", "who", "n"], ["They fled.", "a miller", "n/k"], PLAIN)
    _, found = parts(made)
    assert [(r.column, r.reason) for r in made.refused] == [("n", "no_number")]
    assert [c.anchor.exact for c in found.claims] == [("They fled.",)]
    assert [(r.kind, r.reason, r.count) for r in found.rejected] == [("manual", "no_number", 1)]


def test_ignored_columns_never_enter_the_text() -> None:
    made = one_row(["n", "coder"], ["5", "Anna"], "sheet: s\nignore: coder\nfigures:\n- value: n\n")
    assert parts(made)[0].text == "n: 5\n"


def test_columns_that_the_mapping_does_not_name_are_kept_as_words() -> None:
    made = one_row(["n", "remark"], ["5", "from the radio"], "sheet: s\nfigures:\n- value: n\n")
    assert parts(made)[0].text == "n: 5\nremark: from the radio\n"


def test_what_holds_for_all_rows_stands_in_the_text_too() -> None:
    mapping = (
        "sheet: s\nspeaker: {constant: the lake council, kind: {constant: organisation}}\n"
        "population: {constant: rowers}\nfigures:\n- {value: n, measure: {constant: wounded}}\n"
    )
    document, found = parts(one_row(["n"], ["5"], mapping))
    assert document.text == (
        "n: 5\nspeaker (from the mapping): the lake council\n"
        "population (from the mapping): rowers\n"
    )
    assert found.attributions[0].source_kind == "organisation"
    assert [m.name for m in found.parties] == ["the lake council"]
    assert found.figures[0].population.exact == ("rowers",)


@pytest.mark.parametrize(
    ("low", "high", "bounds"),
    [("10", "20", (10, 20)), ("10", "", (10, None)), ("", "20", (None, 20)), ("7", "7", (7, 7))],
)
def test_bounds_in_columns_of_their_own(low: str, high: str, bounds: tuple[object, object]) -> None:
    made = one_row(
        ["low", "high", "x"], [low, high, "x"], "sheet: s\nfigures:\n- {low: low, high: high}\n"
    )
    (figure,) = parts(made)[1].figures
    assert (figure.low, figure.high) == bounds
    assert figure.anchor.exact == tuple(v for v in (low, high) if v)


def test_bounds_upside_down_are_refused() -> None:
    made = one_row(["a", "b"], ["20", "10"], "sheet: s\nfigures:\n- {low: a, high: b}\n")
    assert ("a", "upside_down_range") in {(r.column, r.reason) for r in made.refused}


def test_a_hedge_column_sets_the_bound() -> None:
    mapping = "sheet: s\nfigures:\n- {value: n, hedge: how}\n"
    (figure,) = parts(one_row(["how", "n"], ["more than", "40"], mapping))[1].figures
    assert (figure.low, figure.high, figure.hedge) == (40, None, "more than")
    assert figure.anchor.exact == ("more than", "40")


@pytest.mark.parametrize(
    ("cell", "measure"),
    [("killed", "killed"), ("Deaths", "killed"), ("KIA", "killed"), ("WIA", "wounded")],
)
def test_a_measure_column(cell: str, measure: str) -> None:
    mapping = (
        "sheet: s\nfigures:\n- value: n\n"
        "  measure: {column: what, values: {kia: killed, WIA: wounded}}\n"
    )
    (figure,) = parts(one_row(["what", "n"], [cell, "4"], mapping))[1].figures
    assert figure.measure == measure


def test_a_measure_that_is_none_is_refused() -> None:
    made = one_row(
        ["what", "n"], ["sorrows", "4"], "sheet: s\nfigures:\n- {value: n, measure: what}\n"
    )
    assert ("what", "measure_unknown") in {(r.column, r.reason) for r in made.refused}
    assert not parts(made)[1].figures


@pytest.mark.parametrize(
    ("mapping", "cell", "reason"),
    [
        ("place: p", "Owembe", "place_unknown"),
        ("place: {column: p, precision: {constant: town}, country: {constant: Atlantis}}", "Owembe",
         "country_unknown"),
        ("as_of: p", "04/03/2025", "ambiguous_date"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_figure_is_refused_alone(mapping: str, cell: str, reason: str) -> None:
    made = one_row(["n", "p"], ["5", cell], f"sheet: s\n{mapping}\nfigures:\n- value: n\n")
    assert [(r.column, r.reason) for r in made.refused] == [("p", reason)]
    assert parts(made)[1].figures[0].low == 5


def test_coordinates_of_the_sheet_hold() -> None:
    mapping = (
        "sheet: s\nplace: {column: p, precision: {constant: site}, lat: y, lon: x}\n"
        "figures:\n- value: n\n"
    )
    (place,) = parts(one_row(["n", "p", "y", "x"], ["5", "Owembe", "7.5", "-1,25"], mapping))[
        1
    ].places
    assert (place.lat, place.lon, place.precision) == (7.5, -1.25, "site")


@pytest.mark.parametrize(
    ("words", "kind", "parties"),
    [
        ("Yonhap", "organisation", 1), ("the defence ministry", "organisation", 0),
        ("Norway", "organisation", 1), ("officials in Owembe", "anonymous", 0),
        ("old Marta", "named", 0), ("a doctor", "anonymous", 0), ("@lakewatch", "social", 0),
    ],
)  # fmt: skip
def test_what_kind_of_source_speaks(words: str, kind: str, parties: int) -> None:
    _, found = parts(one_row(["words", "who", "n"], ["", words, "5"], PLAIN))
    assert (found.attributions[0].source_kind, len(found.parties)) == (kind, parties)


def test_rows_without_a_key_go_by_their_number() -> None:
    made = one_row(["n"], ["5"], "sheet: s\nfigures:\n- value: n\n")
    assert made.address == "sheet:s#row 2"


def test_keys_that_are_missing_or_repeated() -> None:
    made = made_rows(csv_bytes(GUARDS, ["", *GUARDS[1:]], GUARDS))
    assert [m.entry is not None for m in made] == [True, False, False]
    assert [r.reason for m in made for r in m.refused] == ["key_missing", "key_repeated"]


def test_the_same_row_gives_the_same_document() -> None:
    assert made_rows(csv_bytes(GUARDS))[0].entry == made_rows(csv_bytes(GUARDS, FARMERS))[0].entry


# Any character that a text may hold: controls, right-to-left, emoji, joiners; no half characters.
CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.lists(CELL, min_size=4, max_size=4))
def test_any_cell_survives_and_every_anchor_holds(cells: list[str]) -> None:
    mapping = (
        "sheet: s\npublished: d\npublisher: who\nspeaker: who\nquote: words\npopulation: who\n"
        "place: {column: who, precision: {constant: town}}\nas_of: d\nfigures:\n- value: n\n"
    )
    for made in made_rows(csv_bytes(cells, head=["words", "who", "n", "d"]), mapping):
        document, _ = parts(made)
        for cell in cells:
            assert not cell.strip() or cell in document.text
        for segment in document.segments:
            assert document.text[slice(*segment.span)].strip()


@given(CELL, st.integers(0, 10**9))
def test_a_number_beside_any_cell_is_read(cell: str, n: int) -> None:
    made = one_row(["words", "who", "n"], [cell, cell, f"{n:,}"], PLAIN)
    _, found = parts(made)
    assert [(f.low, f.anchor.exact) for f in found.figures] == [(n, (f"{n:,}",))]
