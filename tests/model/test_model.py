"""Records: spans, anchors, identifiers. Identifiers are promises: their literal values stay."""

import pickle
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import Report, make_document, make_entry
from reportedly import errors
from reportedly.model import (
    Anchor,
    Document,
    Failure,
    Judgement,
    Maker,
    Redaction,
    Run,
    Span,
    Stated,
    absent,
    canonical,
    check_anchor,
    contains,
    hash_settings,
    hash_text,
    hash_value,
    make_anchor,
    make_document_id,
    make_id,
    merge_spans,
    overlaps,
    parse_maker,
    subtract_spans,
    touching,
    trim_span,
)

SPAN = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda p: Span(min(p), max(p)))
SPANS = st.lists(SPAN, max_size=8)


def points(*spans: Span) -> set[int]:
    return {n for start, end in spans for n in range(start, end)}


# ------------------------------------------------------------------ spans


@given(SPANS)
def test_merging_keeps_every_point_and_leaves_gaps(spans: list[Span]) -> None:
    merged = merge_spans(spans)
    assert points(*merged) == points(*spans)
    assert all(s.start < s.end for s in merged)
    assert all(a.end < b.start for a, b in pairwise(merged))
    assert merge_spans(reversed(merged)) == merged


@given(SPAN, SPANS)
def test_subtracting_takes_away_just_the_holes(whole: Span, holes: list[Span]) -> None:
    rest = subtract_spans(whole, holes)
    assert points(*rest) == points(whole) - points(*holes)
    assert all(s.start < s.end for s in rest)
    assert list(rest) == sorted(rest)


@given(SPANS, SPAN)
def test_touching_finds_those_that_overlap(spans: list[Span], span: Span) -> None:
    merged = merge_spans(spans)
    if span.start < span.end:
        assert list(touching(merged, span)) == [s for s in merged if overlaps(s, span)]


@given(SPAN, SPAN)
def test_overlap_and_containment_are_about_points(a: Span, b: Span) -> None:
    if a.start < a.end and b.start < b.end:
        assert overlaps(a, b) == bool(points(a) & points(b)) == overlaps(b, a)
        assert contains(a, b) == (points(b) <= points(a))


@given(st.text(alphabet=" \n\u00a0ab“”", max_size=20), st.data())
def test_trimming_leaves_no_white_space_at_the_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    trimmed = trim_span(text, Span(start, end), "“”")
    assert start <= trimmed.start <= trimmed.end <= end
    assert text[slice(*trimmed)] == text[start:end].strip(" \n\u00a0“”")


@pytest.mark.parametrize(
    ("spans", "merged"),
    [
        ([], ()),
        ([(3, 3)], ()),
        ([(3, 5), (0, 2)], ((0, 2), (3, 5))),
        ([(0, 2), (2, 5)], ((0, 5),)),
        ([(0, 9), (2, 5)], ((0, 9),)),
    ],
)
def test_merged_spans(spans: list[tuple[int, int]], merged: tuple[tuple[int, int], ...]) -> None:
    assert merge_spans(Span(*s) for s in spans) == merged


def test_a_span_shifts() -> None:
    assert Span(2, 5).shift(-2) == Span(0, 3)


# ------------------------------------------------------------------ anchors

TEXT = "Кім 👩‍👩‍👧 said “no” — twice."


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [(0, 0)],
        [(3, 2)],
        [(-1, 3)],
        [(-3, -1)],
        [(0, len(TEXT) + 1)],
        [(len(TEXT), len(TEXT) + 1)],
        [(4, 6), (0, 2)],
        [(0, 4), (3, 6)],
        [(0, 2), (2, 2)],
    ],
)
def test_an_anchor_needs_spans_that_stand_in_the_text(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(errors.IntegrityError) as caught:
        make_anchor("doc_1", TEXT, "claim", [Span(*s) for s in spans])
    assert caught.value.code == "span_invalid"


@given(st.data())
def test_an_anchor_covers_code_points_and_holds(data: st.DataObject) -> None:
    cuts = data.draw(
        st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=6, unique=True).map(sorted)
    )
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    anchor = make_anchor("doc_1", TEXT, "claim", spans)
    assert anchor.exact == tuple(TEXT[a:b] for a, b in spans)
    assert (anchor.start, anchor.end) == tuple(anchor.hull) == (spans[0].start, spans[-1].end)
    assert anchor.text.replace(" […] ", "") == "".join(anchor.exact)
    check_anchor(anchor, TEXT)


@pytest.mark.parametrize(
    "text", ["", TEXT[:-1], " " + TEXT, TEXT.replace("no", "No"), TEXT.replace("К", "K")]
)
def test_an_anchor_does_not_hold_in_another_text(text: str) -> None:
    anchor = make_anchor("doc_1", TEXT, "claim", [Span(0, 3), Span(10, len(TEXT))])
    with pytest.raises(errors.IntegrityError) as caught:
        check_anchor(anchor, text)
    assert caught.value.code == "span_mismatch"


def test_an_anchor_with_a_word_for_only_one_of_its_spans_does_not_hold() -> None:
    with pytest.raises((ValueError, errors.IntegrityError)):
        check_anchor(Anchor("doc_1", "claim", (Span(0, 3), Span(4, 5)), ("Кім",)), TEXT)


def test_an_anchor_s_identifier_is_its_document_role_and_spans() -> None:
    one = Anchor("doc_1", "cue", (Span(0, 3),), ("Кім",))
    assert one.id == Anchor("doc_1", "cue", (Span(0, 3),), ("███",)).id
    others = [
        Anchor("doc_2", "cue", (Span(0, 3),), ("Кім",)),
        Anchor("doc_1", "source", (Span(0, 3),), ("Кім",)),
        Anchor("doc_1", "cue", (Span(0, 2),), ("Кі",)),
        Anchor("doc_1", "cue", (Span(0, 1), Span(1, 3)), ("К", "ім")),
    ]
    assert len({one.id, *(o.id for o in others)}) == 5


# ------------------------------------------------------------------ identifiers

GOLDEN = {
    "canonical": (
        canonical({"b": [1, None, True, 0.5], "a": "ü\u2028"}),
        '{"a":"ü\u2028","b":[1,null,true,0.5]}',
    ),
    "text": (hash_text("Кім"), "3955cc198ac594887128a92ad54bf7cff8b24cd3c049d9968d52e6ccb2ed6809"),
    "value": (
        hash_value({"b": 1, "a": [Span(1, 2)]}),
        "59c935ea771bb3c8bbaa5e64bbd3a36a7ddc1ef822bb0b27c0e0d6318927c15c",
    ),
    "id": (make_id("clm", "att_1", None, 2), "clm_be2d1985e42f0462028c"),
    "document": (make_document_id("ab" * 32, None), "doc_e6f026b1e7edd7af0b52"),
    "document at an address": (
        make_document_id("ab" * 32, "https://a.example/"),
        "doc_fe102ff04e714ca69c03",
    ),
    "run": (
        Run("figures", Maker("figures", 3), "doc_1", "s", "m", "i").id,
        "run_566286cb33ceafcbedbf",
    ),
    "failure": (
        Failure("capture", "x", "timeout", "anything", True).id,
        "fai_74c0605fd2187e954a40",
    ),
    "judgement": (
        Judgement("anc_1", "confirmed", "anything", "2025").id,
        "jud_35beb958fb075d964d5d",
    ),
    "redaction": (Redaction("doc_1", "2025", "anything").id, "red_dcb5401f43c2c8a70291"),
    "figure": (make_entry().extraction.figures[0].id, "fig_e05291596bb063c56595"),
    "claim": (make_entry().extraction.claims[0].id, "clm_a4004820df98e8986abe"),
    "capture": (make_entry().capture.id, "cap_8af5c8a4509ce352d7ce"),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_identifiers_never_change(name: str) -> None:
    found, expected = GOLDEN[name]
    assert found == expected


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"a": 1, "b": {"c": 2, "d": 3}}) == canonical({"b": {"d": 3, "c": 2}, "a": 1})
    assert hash_settings({"x": 1, "y": 2}) == hash_settings({"y": 2, "x": 1})


def test_parts_do_not_run_together() -> None:
    ids = [make_id("x", "ab", "c"), make_id("x", "a", "bc"), make_id("x", "abc"),
           make_id("x", ["ab", "c"]), make_id("x", "ab", "c", None)]  # fmt: skip
    assert len(set(ids)) == 5


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no canonical form for set"):
        canonical({1, 2})


def test_a_document_is_its_text_at_its_address() -> None:
    here = make_document(Report(address="https://a.example/x"))
    there = make_document(Report(address="https://b.example/x"))
    assert here.text_hash == there.text_hash
    assert here.id != there.id
    assert here.id == make_document(Report(address="https://a.example/x", published=None)).id
    assert here.id != make_document(Report(address="https://a.example/x", count=41)).id


def test_a_capture_is_its_bytes_at_its_address() -> None:
    capture = make_entry().capture
    assert capture.id == replace(capture, name="other", fetched_at="2030").id
    assert capture.id != replace(capture, address="https://a.example").id
    assert capture.id != replace(capture, sha256="0" * 64).id


@pytest.mark.parametrize(
    "change",
    [{"stage": "x"}, {"maker": Maker("m", 2)}, {"subject": "x"}, {"settings_hash": "x"},
     {"model_hash": "x"}, {"input_hash": "x"}],
    ids=lambda c: next(iter(c)),
)  # fmt: skip
def test_a_run_is_everything_that_can_change_its_outcome(change: dict[str, object]) -> None:
    run = Run("figures", Maker("m", 1), "doc_1")
    assert run.id != replace(run, **change).id


def test_a_maker_is_written_and_read() -> None:
    assert parse_maker(str(Maker("a/b", 12))) == Maker("a/b", 12)


def test_a_digest_is_never_shown_as_the_original() -> None:
    report = Document("t", (), "text/1", publisher=Stated("BBC", "given", "by the user"))
    assert report.shown_publisher == "BBC"
    assert replace(report, kind="digest").shown_publisher == "digest of BBC"
    assert replace(report, kind="digest", publisher=absent("none")).shown_publisher is None


# ------------------------------------------------------------------ crossing to other processes


@pytest.mark.parametrize(
    "record",
    [
        make_entry(),
        make_entry().extraction.figures[0].anchor,
        Failure("capture", "x", "timeout", "m", True),
        Span(1, 2),
    ],
    ids=lambda r: type(r).__name__,
)
def test_records_cross_to_other_processes(record: object) -> None:
    copy = pickle.loads(pickle.dumps(record))
    assert copy == record
    assert getattr(copy, "id", None) == getattr(record, "id", None)


@pytest.mark.parametrize(
    ("kind", "status"),
    [("UsageError", 2), ("InputError", 2), ("IntegrityError", 3), ("NotFound", 2), ("Conflict", 2)],
)
def test_errors_cross_to_other_processes(kind: str, status: int) -> None:
    error = getattr(errors, kind)("some_code", "A sentence.", path="/x", retry=True)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert (copy.code, copy.message, copy.context) == (error.code, error.message, error.context)
    assert str(copy) == "some_code: A sentence."
    assert copy.exit_code == status
    assert getattr(copy, "retry", True) is True


def test_an_error_names_its_cause() -> None:
    error = errors.InputError("disk_full", "The disk is full")
    error.__cause__ = OSError(28, "No space left on device")
    assert str(error) == "disk_full: The disk is full ([Errno 28] No space left on device)"
    assert error.retry is False
