"""Checking one text: what it is held against, without keeping anything.

The text and the files of a folder are read and extracted in memory; the documents of a ledger are
read from it, and nothing is written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportedly.capture import Captured, list_items
from reportedly.errors import InputError, UsageError
from reportedly.extract import find_model
from reportedly.ledger import Ledger, list_documents, load_document
from reportedly.model import WEIGHTY, Capture, Document, Failure, Finding, Report
from reportedly.parallel import Map, WorkerDied, in_process
from reportedly.pipeline import (
    Held,
    Job,
    Made,
    capture_all,
    find_all,
    load_facts,
    make_records,
    now_utc,
)
from reportedly.reading import Given
from reportedly.reconcile import Facts, find_facts
from reportedly.settings import Settings


@dataclass(frozen=True, slots=True)
class How:
    """How texts are read for a check: settings, what the user knows, the clock, the map."""

    settings: Settings
    given: Given = field(default_factory=Given)
    now: Callable[[], str] = now_utc
    map: Map = in_process


@dataclass(frozen=True, slots=True)
class Others:
    """The documents that a text is held against: their facts, and the documents by identifier."""

    facts: tuple[Facts, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    def besides(self, document: Document) -> "Others":
        """All but the text itself and its exact copies, which could only agree with it."""
        same = {i for i, d in self.documents.items() if d.text_hash == document.text_hash}
        facts = tuple(f for f in self.facts if f.document not in same)
        kept = {i: d for i, d in self.documents.items() if i not in same}
        return replace(self, facts=facts, documents=kept)


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with its findings, and the documents that it was held against."""

    report: Report
    capture: Capture
    findings: tuple[Finding, ...]
    others: Others

    @property
    def is_weighty(self) -> bool:
        """Whether anything was found that a reader should not miss."""
        return any(f.weight >= WEIGHTY for f in self.findings)

    def get_document(self, document_id: str) -> Document:
        """The text itself or one of the others, by identifier."""
        if document_id == self.report.id:
            return self.report.document
        return self.others.documents[document_id]


def check(item: str, others: Others, how: How) -> Checked:
    """Read one text and hold it against itself, known offices, and other documents.

    ``item`` is a file, an address, or ``-``. Raises :class:`InputError` when it cannot be read and
    :class:`UsageError` (``not_one_article``) for a folder or a list.
    """
    report, capture = read_one(item, how)
    rest = others.besides(report.document)
    findings = find_all(Held(report, find_facts(report), rest.facts))
    return Checked(report, capture, findings, rest)


def read_one(item: str, how: How) -> tuple[Report, Capture]:
    """One text read in memory, and its capture. Raises as :func:`check` does."""
    if Path(item).is_dir() or sum(1 for _ in list_items([item])) != 1:
        message = f"{item} is not one article: give one at a time"
        raise UsageError("not_one_article", message)
    made = next(_make_all([item], how))
    if isinstance(made, Failure):
        raise InputError(made.code, made.message, retry=made.retry)
    return made


def load_others(ledger: Ledger) -> Others:
    """All current documents of a ledger, with the facts that it keeps of them."""
    facts = load_facts(ledger)
    with ledger.read() as connection:
        documents = {
            row["id"]: load_document(connection, row["id"], row["run"])[0]
            for row in list_documents(connection)
        }
    return Others(facts, documents)


def read_others(folder: str, how: How) -> Others:
    """All texts of a folder, read in memory; what cannot be read is a failure."""
    documents, facts, failures = {}, [], []
    for made in _make_all([folder], how):
        if isinstance(made, Failure):
            failures.append(made)
            continue
        report, _ = made
        documents[report.id] = report.document
        facts.append(find_facts(report))
    return Others(tuple(facts), documents, tuple(failures))


def _make_all(inputs: Iterable[str], how: How) -> Iterator[tuple[Report, Capture] | Failure]:
    """Inputs as reports, in order."""
    find_model(how.settings.options.model)  # without one, every item would fail alike
    captured = capture_all(inputs, how.settings.limits, how.now)
    jobs = (
        Job(c, how.given, how.settings.options) if isinstance(c, Captured) else c for c in captured
    )
    for made in how.map(_make, jobs):
        if isinstance(made, Failure):
            yield made
        elif isinstance(made, WorkerDied):
            yield Failure("extract", made.name, "worker_died", made.message)
        elif made.document is None or made.extraction is None:
            name = made.job.captured.capture.name
            yield made.failure or Failure("reading", name, "internal_error", "nothing was made")
        else:
            yield Report(made.document, made.extraction), made.job.captured.capture


def _make(job: Job | Failure) -> Made | Failure:
    return job if isinstance(job, Failure) else make_records(job)
