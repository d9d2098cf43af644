"""Redaction: the words go from every file, hash and reason stay, nothing brings them back."""

import dataclasses
import gzip
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from factory import NOW, Report, make_entry, moment
from reportedly.errors import Conflict, NotFound, ReportedlyError
from reportedly.ledger import (
    Entry,
    Ledger,
    Query,
    append_reading,
    get_record,
    list_claims,
    list_figures,
    load_document,
    open_ledger,
    redact,
    schema,
    verify,
)
from reportedly.model import hash_text

NAME = "Zbigniew Qvarnström"
REPORT = Report(
    speaker=NAME,
    place="Xylopolis",
    tail="Vrzhu was not there, said a neighbour of Qvarnström.",
    name="red.txt",
)
OTHER = Report(count=7, name="other.txt", place="Belgorod")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "story.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path, now=NOW) as opened:
        append_reading(opened, make_entry(REPORT), now=moment(1))
        append_reading(opened, make_entry(OTHER), now=moment(2))
        yield opened


def forms(words: str) -> set[bytes]:
    """The words as a file may hold them: also folded and without accents, as an index does."""
    folded = words.casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    utf16 = {words.encode("utf-16-le")}
    return {w.encode() for w in (words, words.lower(), words.upper(), folded, bare)} | utf16


def holding(path: Path, words: Iterable[str]) -> list[tuple[str, bytes]]:
    """Files of the ledger that hold one of the words in some form."""
    files = [p for p in path.parent.rglob("*") if p.is_file()]
    assert path in files
    found = []
    for file in files:
        raw = file.read_bytes().lower()
        found += [(file.name, f) for w in words for f in forms(w) if f.lower() in raw]
    return found


WORDS = ("Qvarnström", "Zbigniew", "Xylopolis", "Vrzhu")


def test_the_words_are_there_before(ledger: Ledger, path: Path) -> None:
    assert {form for _, form in holding(path, WORDS)} >= {b"xylopolis", b"qvarnstrom"}


def test_a_whole_document_leaves_no_word(ledger: Ledger, path: Path) -> None:
    document = make_entry(REPORT).document.id
    done = redact(ledger, document, basis="court order 5", now=moment(3), by="A. B.")
    assert (done.document, done.passages, done.characters) == (document, 1, len(REPORT.text))
    assert holding(path, (*WORDS, "neighbour")) == []
    assert verify(ledger).problems == ()
    ledger.close()
    assert holding(path, (*WORDS, "neighbour")) == []
    with open_ledger(path, create=False) as again:
        result = verify(again)
    assert (result.problems, result.seal) == ((), "holds")


def test_hash_reason_and_time_stay(ledger: Ledger) -> None:
    entry = make_entry(REPORT)
    redact(ledger, entry.document.id, basis="court order 5", now=moment(3), by="A. B.")
    with ledger.read() as connection:
        rows = connection.execute(schema.redaction.select()).mappings().all()
        row = connection.execute(schema.text.select()).mappings().all()
        document, _, redacted = load_document(connection, entry.document.id)
        shown = get_record(connection, rows[0]["id"][:10])
    assert redacted
    assert [(r["basis"], r["by"], r["at"], r["hash_kept"]) for r in rows] == [
        ("court order 5", "A. B.", moment(3), hash_text(REPORT.text))
    ]
    assert {r["hash"] for r in row} >= {hash_text(REPORT.text)}
    assert document.text == "█" * len(REPORT.text)
    assert shown.columns["basis"] == "court order 5"


def test_other_documents_are_left_alone(ledger: Ledger) -> None:
    redact(ledger, make_entry(REPORT).document.id, basis="b", now=moment(3))
    with ledger.read() as connection:
        document, _, redacted = load_document(connection, make_entry(OTHER).document.id)
        claims = list(list_claims(connection, Query(words="Belgorod")))
    assert (document.text, redacted) == (OTHER.text, False)
    assert len(claims) == 1
    assert len(list(ledger.blobs.names())) == 1


def test_some_words_go_wherever_the_document_has_them(ledger: Ledger, path: Path) -> None:
    document = make_entry(REPORT).document.id
    done = redact(ledger, document, basis="b", now=moment(3), words="Qvarnström")
    assert (done.passages, done.characters) == (2, 20)
    assert holding(path, ["Qvarnström"]) == []
    assert verify(ledger).problems == ()
    with ledger.read() as connection:
        claims = list(list_claims(connection, Query(document=document)))
        kept, _, _ = load_document(connection, document)
        by_other_words = list(list_claims(connection, Query(words="Xylopolis")))
    assert kept.text == REPORT.text.replace("Qvarnström", "█" * 10)
    assert claims[1].text == "█"
    assert claims[0].text.startswith("at least 40 soldiers")
    assert len(by_other_words) == 1
    assert claims[0].speaker == "█"


def test_the_words_of_a_record_go(ledger: Ledger, path: Path) -> None:
    place = make_entry(REPORT).extraction.places[0]
    redact(ledger, place.id[:14], basis="b", now=moment(3))
    assert holding(path, ["Xylopolis"]) == []
    with ledger.read() as connection:
        shown = get_record(connection, place.id)
        figures = list(list_figures(connection, Query()))
    assert shown.anchors["anchor"].exact == ("█" * 9,)
    assert "at least 40" in [f.exact for f in figures]
    assert verify(ledger).problems == ()


def test_an_anchor_may_be_named(ledger: Ledger, path: Path) -> None:
    redact(ledger, make_entry(REPORT).extraction.places[0].anchor.id, basis="b", now=moment(3))
    assert holding(path, ["Xylopolis"]) == []


def test_a_title_that_only_the_markup_had_goes_with_the_document(path: Path) -> None:
    with open_ledger(path) as ledger:
        entry = make_entry(REPORT)
        append_reading(ledger, entry, now=moment(1))
        assert holding(path, ["Another title"])
        redact(ledger, entry.document.id, basis="b", now=moment(2))
        assert verify(ledger).sound
    assert holding(path, ["Another title"]) == []


def test_a_second_redaction_of_the_same_document_works(ledger: Ledger, path: Path) -> None:
    document = make_entry(REPORT).document.id
    redact(ledger, document, basis="b", now=moment(3), words="Xylopolis")
    redact(ledger, document, basis="b", now=moment(4), words="Vrzhu")
    redact(ledger, document, basis="b", now=moment(5))
    redact(ledger, document, basis="again", now=moment(6))
    assert holding(path, WORDS) == []
    assert verify(ledger).problems == ()


CAPTURES = {
    "the same reading": {},
    "another file name": {"name": "renamed.txt"},
    "another day given": {"published": "2025-06-30"},
    "a newer reader": {"reader": 2},
    "another address": {"address": "https://elsewhere.example/x"},
    "newer makers": {"makers": {"figures": 2, "claims": 3}},
}


@pytest.mark.parametrize("how", CAPTURES)
@pytest.mark.parametrize("words", [None, "Xylopolis"])
def test_reading_it_again_brings_nothing_back(
    ledger: Ledger, path: Path, how: str, words: str | None
) -> None:
    redact(ledger, make_entry(REPORT).document.id, basis="b", now=moment(3), words=words)
    with pytest.raises(Conflict, match="redacted"):
        append_reading(ledger, make_entry(REPORT, **CAPTURES[how]), now=moment(4))
    assert holding(path, ["Xylopolis"]) == []
    assert verify(ledger).problems == ()


def test_other_bytes_with_the_same_text_bring_nothing_back(ledger: Ledger, path: Path) -> None:
    entry = make_entry(REPORT)
    redact(ledger, entry.document.id, basis="b", now=moment(3))
    raw = gzip.compress(entry.raw, mtime=0)
    from reportedly.model import hash_bytes

    capture = dataclasses.replace(entry.capture, sha256=hash_bytes(raw), size=len(raw))
    with pytest.raises(Conflict, match="redacted"):
        append_reading(ledger, dataclasses.replace(entry, raw=raw, capture=capture), now=moment(4))
    assert len(list(ledger.blobs.names())) == 1


def read_again_by_a_newer_reader(entry: Entry, text_of: Report) -> Entry:
    """The same bytes, read as another text by the next version of the reader."""
    other = make_entry(text_of, reader=2)
    run = dataclasses.replace(other.run, subject=entry.run.subject, input_hash=entry.capture.sha256)
    return dataclasses.replace(other, capture=entry.capture, raw=entry.raw, run=run)


@pytest.mark.parametrize("words", [None, "Qvarnström"])
@pytest.mark.parametrize("named", ["older", "newer"])
def test_texts_read_from_the_same_bytes_lose_the_words_too(
    ledger: Ledger, path: Path, words: str | None, named: str
) -> None:
    entry = make_entry(REPORT)
    newer = read_again_by_a_newer_reader(entry, dataclasses.replace(REPORT, lead="NEW: "))
    append_reading(ledger, newer, now=moment(3))
    target = {"older": entry, "newer": newer}[named].document.id
    redact(ledger, target, basis="b", now=moment(4), words=words)
    assert holding(path, WORDS if words is None else [words]) == []
    assert verify(ledger).problems == ()


def test_what_a_killed_writer_left_goes_too(ledger: Ledger, path: Path) -> None:
    entry = make_entry(REPORT)
    blob = ledger.blobs.path(entry.capture.sha256)
    blob.with_name(".part-abc").write_bytes(entry.raw[:60])
    orphan = ledger.blobs.put(b"never committed: Xylopolis")
    redact(ledger, entry.document.id, basis="b", now=moment(3))
    assert orphan not in list(ledger.blobs.names())
    assert holding(path, WORDS) == []
    assert verify(ledger).problems == ()


def test_a_redaction_killed_before_its_bytes_were_deleted_is_finished_by_the_next(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    document = make_entry(REPORT).document.id
    sweep, calls = type(ledger.blobs).sweep, []
    monkeypatch.setattr(
        type(ledger.blobs), "sweep", lambda *a: fail() if calls else calls.append(sweep(*a))
    )
    with pytest.raises(KeyboardInterrupt):
        redact(ledger, document, basis="b", now=moment(3))
    assert {p.code for p in verify(ledger).problems} == {"blob_redacted"}
    monkeypatch.undo()
    redact(ledger, document, basis="b", now=moment(4))
    assert verify(ledger).problems == ()
    assert holding(path, WORDS) == []


@pytest.mark.parametrize(
    ("target", "words", "basis", "code"),
    [
        ("doc", "not in it", "b", "no_words"),
        ("doc", "", "b", "no_words"),
        ("doc", None, " ", "no_basis"),
        ("doc_zz", None, "b", "no_record"),
        ("nonsense", None, "b", "no_record"),
        ("cap_", None, "b", "ambiguous_id"),
        ("run", None, "b", "not_redactable"),
        ("red", None, "b", "not_redactable"),
        ("red", "Xylopolis", "b", "not_redactable"),
    ],
)
def test_a_redaction_that_makes_no_sense_changes_nothing(
    ledger: Ledger, target: str, words: str | None, basis: str, code: str
) -> None:
    entry = make_entry(REPORT)
    redact(ledger, make_entry(OTHER).document.id, basis="b", now=moment(3), words="Belgorod")
    with ledger.read() as connection:
        known = {
            "doc": entry.document.id,
            "run": entry.run.id,
            "red": connection.execute(schema.redaction.select()).mappings().one()["id"],
        }
    with pytest.raises(ReportedlyError) as caught:
        redact(ledger, known.get(target, target), basis=basis, now=moment(4), words=words)
    assert isinstance(caught.value, Conflict | NotFound)
    assert caught.value.code == code
    assert verify(ledger).problems == ()
    assert len(list(ledger.blobs.names())) == 1
