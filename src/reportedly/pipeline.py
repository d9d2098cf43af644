"""The order of stages: the map of the house.

    capture   input ─► bytes            capture.capture_item
    reading   bytes ─► document         reading.read_document     ┐ in parallel, by the injected
    extract   document ─► records       extract.extract_document  ┘ map; pure
    ledger    records ─► rows           ledger.append_reading     one writer, in order of input
    reconcile rows ─► records over all  reconciling.reconcile     after a batch; see there

Every item ends as an outcome: read, known, redacted or failed. What fails becomes a ``Failure``
record and the other items go on; only a broken or full ledger stops the work.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from reportedly.capture import Captured, Limits, capture_item, list_items, make_fetcher
from reportedly.errors import Conflict, InputError, IntegrityError, NotFound, describe_crash
from reportedly.extract import Options, extract_document, find_model, plan_runs
from reportedly.ledger import (
    Entry,
    FactsEntry,
    Ledger,
    append_capture,
    append_failure,
    append_reading,
    append_recovery,
    find_document,
    list_current,
    list_documents,
    list_failures,
    load_document,
    load_extraction,
    load_given,
)
from reportedly.model import (
    Assessment,
    Capture,
    Document,
    Extraction,
    Failure,
    Finding,
    Report,
    Run,
    hash_bytes,
    hash_settings,
)
from reportedly.parallel import Map, WorkerDied, in_process
from reportedly.reading import Given, choose_reader, read_document, read_text
from reportedly.reconcile import (
    Corpus,
    Facts,
    find_facts,
    find_findings,
    find_own_findings,
    order_findings,
)
from reportedly.reconciling import Plan, Reconciliation, load_kept_facts, reconcile
from reportedly.regimes import assess, bundled_packs, find_law_findings, find_pack
from reportedly.settings import Settings
from reportedly.stories import list_story

logger = logging.getLogger(__name__)

PLAN = Plan()  # how a document's facts are made, and what is made of them

# These stop a batch: every later item would fail in the same way.
FATAL = frozenset({"disk_full", "ledger_unwritable", "ledger_locked", "disk_error"})

State = Literal["read", "known", "redacted", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item. ``document`` is its identifier, None when it failed."""

    name: str
    state: State
    document: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker needs to turn bytes into records; it crosses to another process."""

    captured: Captured
    given: Given
    options: Options


@dataclass(frozen=True, slots=True)
class Made:
    """What a worker made of a job, or why it could not."""

    job: Job
    document: Document | None = None
    extraction: Extraction | None = None
    run: Run | None = None
    facts: FactsEntry | None = None
    failure: Failure | None = None


def now_utc() -> str:
    """The current time, ISO 8601 with microseconds and Z; such strings sort by time."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


# ------------------------------------------------------------------ pure: bytes to records


def plan_reading(captured: Captured, given: Given) -> Run:
    """The run that reading this would be. Raises :class:`InputError` for unreadable bytes."""
    capture = captured.capture
    maker = choose_reader(capture.name, capture.media_type, captured.raw)
    settings = hash_settings({"given": _plain(given), "charset": captured.charset})
    return Run("reading", maker, capture.id, settings, input_hash=capture.sha256)


def _plain(given: Given) -> dict[str, str | None]:
    return {name: getattr(given, name) for name in given.__slots__}


def make_records(job: Job) -> Made:
    """Read and extract one capture. Pure; runs in a worker.

    This is the one broad except of the house: whatever a page does to a parser, the batch goes on
    and the failure is a record with the exception's name.
    """
    capture = job.captured.capture
    try:
        run = plan_reading(job.captured, job.given)
        document = read_document(
            job.captured.raw,
            name=capture.name,
            reader=run.maker,
            address=capture.address,
            charset=job.captured.charset,
            given=job.given,
        )
        extraction = extract_document(document, job.options)
        return Made(job, document, extraction, run, _make_facts(document, extraction, run))
    except InputError as error:
        return Made(job, failure=make_failure("reading", capture.name, error))
    except Exception as error:
        logger.warning("reading %s failed", capture.name, exc_info=True)
        failure = Failure("reading", capture.name, "internal_error", describe_crash(error))
        return Made(job, failure=failure)


def _make_facts(document: Document, extraction: Extraction, run: Run) -> FactsEntry | None:
    """Facts of what was just read; None where that fails: reconciliation says why."""
    planned = PLAN.recipe.run(extraction.document, [run.id, *(r.id for r in extraction.runs)])
    try:
        return PLAN.make_facts(Report(document, extraction), planned)
    except Exception:
        logger.warning("facts of %s failed", extraction.document, exc_info=True)
        return None


def make_failure(stage: str, name: str, error: InputError) -> Failure:
    """Failure record of an error of the outside world."""
    return Failure(stage, name, error.code, error.message, error.retry)


class Extracted(NamedTuple):
    """A text as a document, and what was found in it."""

    document: Document
    extraction: Extraction


def extract_text(
    text: str,
    *,
    published: str | None = None,
    language: str | None = None,
    options: Options = Options(),  # noqa: B008 - frozen
) -> Extracted:
    """Read and extract a plain text, without a ledger. Pure; offsets refer to ``text`` as given.

    ``published`` (an ISO day) is what "on Tuesday" is resolved against; ``language`` spares its
    detection.
    """
    document = read_text(text, Given(published=published, language=language))
    return Extracted(document, extract_document(document, options))


def assess_text(
    text: str,
    regime: str,
    *,
    published: str | None = None,
    language: str | None = None,
) -> tuple[Assessment, ...]:
    """The acts that a plain text reports, held against a regime's provisions. Pure.

    ``regime`` is the name of a pack or its folder; ``published`` an ISO day. Raises
    :class:`UsageError` (``no_pack``, ``pack_invalid``).
    """
    pack = find_pack(regime)
    report = Report(*extract_text(text, published=published, language=language))
    return tuple(assess(find_facts(report).conducts, pack))


# ------------------------------------------------------------------ findings


@dataclass(frozen=True, slots=True)
class Held:
    """One text, and the facts of the documents that it is held against."""

    report: Report
    facts: Facts
    others: tuple[Facts, ...] = ()


Finder = Callable[[Held], Iterable[Finding]]


def _within(held: Held) -> Iterable[Finding]:
    return find_own_findings(held.report, held.facts)


def _on_the_law(held: Held) -> Iterable[Finding]:
    return find_law_findings(held.facts.law, bundled_packs())


def _across(held: Held) -> Iterable[Finding]:
    return find_findings(held.facts, Corpus.over(held.others, looks_ahead=True))


# Whoever finds something in a text: by itself, against other documents, against the law.
FINDERS: tuple[Finder, ...] = (_within, _across, _on_the_law)


def find_all(held: Held, finders: Iterable[Finder] = FINDERS) -> tuple[Finding, ...]:
    """All findings of a text, each once: the weightiest first, then by their place in it."""
    return order_findings(f for find in finders for f in find(held))


# ------------------------------------------------------------------ reading into a ledger


@dataclass(frozen=True, slots=True)
class Batch:
    """What a reading of many items works with."""

    ledger: Ledger
    settings: Settings
    given: Given = field(default_factory=Given)
    now: Callable[[], str] = now_utc
    map: Map = in_process


def read(inputs: Iterable[str], batch: Batch) -> Iterator[Outcome]:
    """Read files, folders, addresses and lists of them into the ledger, one outcome each, in order.

    Bytes whose runs are in the ledger already are not read again, so a killed batch goes on where
    it stopped.
    """
    limits = batch.settings.limits
    yield from _keep_all(capture_all(inputs, limits, batch.now), batch)


def capture_all(
    inputs: Iterable[str], limits: Limits, now: Callable[[], str]
) -> Iterator[Captured | Failure]:
    """The bytes of files, folders, addresses and lists of them; what cannot be had is a failure."""
    fetcher = None
    for item in list_items(list(inputs)):
        if isinstance(item, Failure):
            yield item
            continue
        try:
            if item.address is not None and fetcher is None:
                fetcher = make_fetcher(limits)
            yield capture_item(item, limits=limits, now=now, fetcher=fetcher)
        except InputError as error:
            yield make_failure("capture", item.name, error)


def read_story(story: str, batch: Batch) -> Iterator[Outcome]:
    """Read a bundled story into the ledger."""
    captures = (
        Captured(
            Capture(hash_bytes(f.raw), len(f.raw), f.name, batch.now(), media_type="text/markdown"),
            f.raw,
        )
        for f in list_story(story)
    )
    yield from _keep_all(captures, batch)


def _keep_all(captures: Iterable[Captured | Failure], batch: Batch) -> Iterator[Outcome]:
    """Outcomes in the order of the captures; only what is new goes to the workers."""
    find_model(batch.settings.options.model)  # without one, every item would fail alike
    with batch.ledger.read() as connection:
        failed = {row["input"] for row in list_failures(connection)}
    for made in batch.map(_work, _triage(captures, batch)):
        outcome = made if isinstance(made, Outcome) else _keep(made, batch)
        if outcome.state == "failed":
            failed.add(outcome.name)
        elif outcome.name in failed:
            failed.discard(outcome.name)
            append_recovery(batch.ledger, outcome.name, now=batch.now())
        yield outcome


def _work(todo: Job | Outcome) -> Made | Outcome:
    return todo if isinstance(todo, Outcome) else make_records(todo)


def _triage(captures: Iterable[Captured | Failure], batch: Batch) -> Iterator[Job | Outcome]:
    for captured in captures:
        if isinstance(captured, Failure):
            yield _keep_failure(captured, batch)
            continue
        given = _what_is_given(captured.capture.id, batch)
        known = _find_known(captured, given, batch)
        yield known or Job(captured, given, batch.settings.options)


def _what_is_given(capture: str, batch: Batch) -> Given:
    """What the user says now, and what the user said of these bytes before."""
    with batch.ledger.read() as connection:
        before = load_given(connection, capture)
    now = {name: value for name, value in _plain(batch.given).items() if value is not None}
    return replace(batch.given, **before | now)  # type: ignore[arg-type]


def _find_known(captured: Captured, given: Given, batch: Batch) -> Outcome | None:
    """The outcome of a capture whose runs are all in the ledger, else None."""
    name = captured.capture.name
    try:
        run = plan_reading(captured, given)
    except InputError as error:
        return _keep_unread(captured, make_failure("reading", name, error), batch)
    if run.id not in list_current(batch.ledger, captured.capture.id):
        return None
    with batch.ledger.read() as connection:
        document_id = find_document(connection, run.id)
        document, _, redacted = load_document(connection, document_id, run.id)
    if redacted:
        return Outcome(name, "redacted", document_id)
    planned = {r.id for r in plan_runs(document, document_id, batch.settings.options)}
    if planned <= list_current(batch.ledger, document_id):
        return Outcome(name, "known", document_id)
    return None


def _keep(made: Made | WorkerDied, batch: Batch) -> Outcome:
    if isinstance(made, WorkerDied):
        return _keep_failure(Failure("extract", made.name, "worker_died", made.message), batch)
    name = made.job.captured.capture.name
    if made.document is None or made.extraction is None or made.run is None:
        failure = made.failure or Failure("reading", name, "internal_error", "nothing was made")
        return _keep_unread(made.job.captured, failure, batch)
    captured = made.job.captured
    entry = Entry(
        captured.capture, captured.raw, made.document, made.extraction, made.run, made.facts
    )
    try:
        appended = append_reading(batch.ledger, entry, now=batch.now())
    except Conflict:
        return Outcome(name, "redacted", _if_kept(made.document.id, batch))
    except InputError as error:
        if error.code in FATAL:
            raise
        return _keep_failure(make_failure("ledger", name, error), batch)
    except IntegrityError as error:
        if error.code == "ledger_damaged":
            raise
        failure = Failure("ledger", name, error.code, error.message)
        return _keep_failure(failure, batch)
    return Outcome(name, "read" if appended.added else "known", appended.document)


def _if_kept(document: str, batch: Batch) -> str | None:
    """The identifier, if the ledger has that document: a redacted text may come from elsewhere."""
    try:
        with batch.ledger.read() as connection:
            load_document(connection, document)
    except NotFound:
        return None
    return document


def _keep_unread(captured: Captured, failure: Failure, batch: Batch) -> Outcome:
    """A failure with its bytes, for a page may be gone when a better reader comes."""
    if captured.raw:
        append_capture(batch.ledger, captured.capture, captured.raw, now=batch.now())
    return _keep_failure(failure, batch)


def _keep_failure(failure: Failure, batch: Batch) -> Outcome:
    append_failure(batch.ledger, failure, now=batch.now())
    return Outcome(failure.input, "failed", failure=failure)


def reconcile_ledger(
    ledger: Ledger, *, now: Callable[[], str], full: bool = False
) -> Reconciliation:
    """Hold the documents of a ledger against one another: what changed, or everything."""
    return reconcile(ledger, now=now, plan=PLAN, full=full)


# ------------------------------------------------------------------ what reconciliation works on


def load_facts(
    ledger: Ledger, *, published_by: str | None = None, recorded_by: str | None = None
) -> tuple[Facts, ...]:
    """The facts of the current documents of a ledger, by date of publication.

    ``published_by`` is an ISO day, ``recorded_by`` a moment: the two clocks. Undated documents are
    left out when a day is asked for.
    """
    kept = load_kept_facts(ledger, plan=PLAN) if recorded_by is None else {}
    with ledger.read() as connection:
        return tuple(
            kept.get(row["id"])
            or find_facts(
                Report(
                    load_document(connection, row["id"], row["run"])[0],
                    load_extraction(connection, row["id"], recorded_by),
                )
            )
            for row in list_documents(connection, at=recorded_by)
            if published_by is None or (row["published"] or "9999-99-99") <= published_by
        )
