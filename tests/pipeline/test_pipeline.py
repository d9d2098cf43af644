"""Reading into a ledger: one outcome for each item, in order; failures are records."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly import pipeline
from reportedly.errors import InputError, IntegrityError
from reportedly.ledger import (
    Ledger,
    append_failure,
    get_record,
    list_documents,
    list_failures,
    open_ledger,
    redact,
    verify,
)
from reportedly.model import Failure
from reportedly.parallel import ProcessMap, WorkerDied, in_process
from reportedly.pipeline import Batch, Outcome, read, read_story
from reportedly.reading import Given
from reportedly.settings import Settings
from reportedly.stories import STORIES

GOOD = "Le général Park a parlé de la guerre et de la paix dans le pays, {} fois hier soir.\n"
PAGE = """<html><head><title>Général</title><link rel="canonical" href="{}"></head><body><article>
<p>Le général Park a parlé de la guerre et de la paix dans le pays, sept fois hier soir.</p>
<p>Il a dit que les soldats étaient rentrés dans leurs villages après la bataille de mai.</p>
</article></body></html>"""


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "story.db") as opened:
        yield opened


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(GOOD.format(n), encoding="utf-8")
    return folder


def states(ledger: Ledger, *inputs: Path | str, **batch: object) -> list[str]:
    settings = Settings()
    return [o.state for o in read(map(str, inputs), Batch(ledger, settings, **batch))]  # type: ignore[arg-type]


def failures(ledger: Ledger, *, all_of_them: bool = False) -> list[tuple[str, str]]:
    with ledger.read() as connection:
        rows = list_failures(connection, all_of_them=all_of_them)
    return [(Path(row["input"]).name, row["code"]) for row in rows]


@pytest.mark.parametrize("mapping", [in_process, ProcessMap(2, name_of=str)], ids=["one", "two"])
def test_outcomes_come_in_the_order_of_the_inputs(
    ledger: Ledger, texts: Path, mapping: pipeline.Map
) -> None:
    (texts / "2.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    (texts / "4.txt").unlink()
    names = [str(texts / f"{n}.txt") for n in (5, 2, 0, 4, 3, 1)]
    outcomes = list(read(names, Batch(ledger, Settings(), map=mapping)))
    assert [o.name for o in outcomes] == names
    assert [o.state for o in outcomes] == ["read", "failed", "read", "failed", "read", "read"]
    assert [o.failure.code for o in outcomes if o.failure] == ["binary_input", "missing_file"]
    assert [bool(o.document) for o in outcomes] == [o.state == "read" for o in outcomes]
    assert verify(ledger).problems == ()


def test_what_is_read_already_is_known(ledger: Ledger, texts: Path) -> None:
    assert states(ledger, texts) == ["read"] * 6
    assert states(ledger, texts) == ["known"] * 6
    (texts / "3.txt").rename(texts / "33.txt")
    assert states(ledger, texts) == ["known"] * 6
    assert verify(ledger).checked["documents"] == 6


def test_a_day_given_later_is_a_new_reading(ledger: Ledger, texts: Path) -> None:
    assert states(ledger, texts / "1.txt") == ["read"]
    given = Given(published="2025-05-05")
    assert states(ledger, texts / "1.txt", given=given) == ["read"]
    assert states(ledger, texts / "1.txt", given=given) == ["known"]
    with ledger.read() as connection:
        assert [row["published"] for row in list_documents(connection)] == ["2025-05-05"]


@pytest.mark.parametrize("stage", ["read_document", "extract_document"])
def test_a_parser_that_breaks_is_a_failure_and_the_others_go_on(
    ledger: Ledger, texts: Path, stage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = getattr(pipeline, stage)

    def fail_on_three(*args: object, **options: object) -> object:
        shown = str(options.get("name", "")) + str(getattr(args[0], "text", ""))
        if "3.txt" in shown or " 3 fois" in shown:
            raise RecursionError("too deep\nto say more")
        return real(*args, **options)

    monkeypatch.setattr(pipeline, stage, fail_on_three)
    outcomes = list(read([str(texts)], Batch(ledger, Settings())))
    assert [o.state for o in outcomes] == ["read"] * 3 + ["failed"] + ["read"] * 2
    failure = outcomes[3].failure
    assert failure
    assert (failure.code, failure.message) == ("internal_error", "RecursionError: too deep")
    assert failures(ledger) == [("3.txt", "internal_error")]


def test_a_worker_that_dies_is_a_failure_of_its_item(ledger: Ledger, texts: Path) -> None:
    def dying(function, items):
        for n, item in enumerate(items):
            yield WorkerDied("1.txt") if n == 1 else function(item)

    assert states(ledger, texts, map=dying) == ["read", "failed", "read", "read", "read", "read"]
    assert failures(ledger) == [("1.txt", "worker_died")]


def test_records_that_do_not_hold_are_a_failure(
    ledger: Ledger, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise IntegrityError("span_mismatch", "not in the text")

    monkeypatch.setattr(pipeline, "append_reading", refuse)
    assert states(ledger, texts / "1.txt") == ["failed"]
    assert failures(ledger) == [("1.txt", "span_mismatch")]


@pytest.mark.parametrize("code", sorted(pipeline.FATAL))
def test_a_ledger_that_cannot_be_written_stops_the_batch(
    ledger: Ledger, texts: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise InputError(code, "no more")

    monkeypatch.setattr(pipeline, "append_reading", refuse)
    with pytest.raises(InputError, match=code):
        states(ledger, texts)


# ------------------------------------------------------------------ failures come and go


def test_a_failure_is_kept_once_and_goes_with_success(ledger: Ledger, texts: Path) -> None:
    late = texts / "late.txt"
    for _ in range(3):
        assert states(ledger, late) == ["failed"]
    assert failures(ledger, all_of_them=True) == [("late.txt", "missing_file")]
    late.write_text(GOOD.format("neuf"))
    assert states(ledger, late) == ["read"]
    assert failures(ledger) == []
    assert failures(ledger, all_of_them=True) == [("late.txt", "missing_file")]
    assert verify(ledger).problems == ()


def test_a_failure_goes_when_the_bytes_are_known_already(ledger: Ledger, texts: Path) -> None:
    one, two = texts / "1.txt", texts / "copy.txt"
    assert states(ledger, one, two) == ["read", "failed"]
    two.write_bytes(one.read_bytes())
    assert states(ledger, two) == ["known"]
    assert failures(ledger) == []


def test_a_failure_that_comes_back_is_listed_again(ledger: Ledger, texts: Path) -> None:
    one = texts / "1.txt"
    raw = one.read_bytes()
    for n in range(1, 4):
        one.unlink()
        assert states(ledger, one) == ["failed"]
        assert failures(ledger) == [("1.txt", "missing_file")]
        assert len(failures(ledger, all_of_them=True)) == n
        one.write_bytes(raw)
        assert states(ledger, one) == ["read" if n == 1 else "known"]
        assert failures(ledger) == []
    assert verify(ledger).problems == ()


def test_only_the_newest_failure_of_an_input_is_listed(ledger: Ledger) -> None:
    for code in ("timeout", "http_404", "timeout"):
        append_failure(ledger, Failure("capture", "https://a.example", code, "m"), now="2025")
    assert [code for _, code in failures(ledger)] == ["timeout"]
    assert len(failures(ledger, all_of_them=True)) == 3


# ------------------------------------------------------------------ redacted texts


def test_a_redacted_text_is_not_read_again(ledger: Ledger, texts: Path) -> None:
    one = texts / "1.txt"
    (outcome,) = read([str(one)], Batch(ledger, Settings()))
    assert outcome.document
    redact(ledger, outcome.document, basis="b", now="2025-07-01")
    other = texts / "other name.txt"
    other.write_bytes(one.read_bytes())
    assert states(ledger, one, other) == ["redacted", "redacted"]
    assert states(ledger, one, given=Given(published="2025-05-05")) == ["redacted"]
    assert list(ledger.blobs.names()) == []
    assert verify(ledger).problems == ()


def test_a_redacted_text_from_elsewhere_has_no_document(ledger: Ledger, texts: Path) -> None:
    pages = [texts / "a.html", texts / "b.html"]
    for page in pages:
        page.write_text(PAGE.format(f"https://{page.stem}.example/x"), encoding="utf-8")
    (outcome,) = read([str(pages[0])], Batch(ledger, Settings()))
    redact(ledger, str(outcome.document), basis="b", now="2025-07-01")
    (again,) = read([str(pages[1])], Batch(ledger, Settings()))
    assert again == Outcome(str(pages[1]), "redacted", None)


# ------------------------------------------------------------------ the story


def test_the_bundled_story_is_read_whole(ledger: Ledger) -> None:
    outcomes = list(read_story(STORIES[0], Batch(ledger, Settings(), map=_first_ten)))
    assert [o.state for o in outcomes] == ["read"] * 10
    assert verify(ledger).problems == ()


def test_bytes_that_cannot_be_read_are_kept(ledger: Ledger, tmp_path: Path) -> None:
    bad = tmp_path / "menu.html"
    bad.write_bytes(b"<html><body><nav><a href=x>Home</a></nav></body></html>")
    assert states(ledger, bad, bad) == ["failed", "failed"]
    with ledger.read() as connection:
        (row,) = list_failures(connection)
    assert row["code"] == "no_article"
    assert get_capture(ledger, row["capture"]) == bad.read_bytes()
    assert verify(ledger).sound


def test_unread_bytes_can_be_redacted_and_stay_away(ledger: Ledger, tmp_path: Path) -> None:
    bad = tmp_path / "menu.html"
    bad.write_bytes(b"<html><body><nav><a href=x>Home</a></nav></body></html>")
    states(ledger, bad)
    with ledger.read() as connection:
        capture = list_failures(connection)[0]["capture"]
    done = redact(ledger, capture, basis="a person asked", now="2026-01-01T00:00:00.000000Z")
    assert len(done.blobs) == 1
    states(ledger, bad)
    with pytest.raises(IntegrityError):
        get_capture(ledger, capture)
    assert verify(ledger).sound


def get_capture(ledger: Ledger, capture: str) -> bytes:
    with ledger.read() as connection:
        return ledger.blobs.get(get_record(connection, capture).columns["sha256"])


def test_what_was_given_before_is_not_lost_by_reading_again(ledger: Ledger, texts: Path) -> None:
    one = texts / "0.txt"
    assert states(ledger, one, given=Given(published="2025-05-02")) == ["read"]
    assert states(ledger, one) == ["known"]
    assert states(ledger, one, given=Given(publisher="The Post")) == ["read"]
    with ledger.read() as connection:
        (row,) = list_documents(connection)
    assert (row["published"], row["publisher"]) == ("2025-05-02", "The Post")


def _first_ten(function, items):
    for _, item in zip(range(10), items, strict=False):
        yield function(item)
