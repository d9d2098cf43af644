"""Reports for the tests: small texts of our own, read and extracted for real."""

from reportedly.extract import extract_document
from reportedly.model import WEIGHTY, Finding, Report
from reportedly.reading import Given, read_text
from reportedly.reconcile.corpus import Corpus
from reportedly.reconcile.facts import find_facts
from reportedly.reconcile.findings import find_findings


def report(
    text: str, published: str | None = "2031-05-20", publisher: str = "The Gazette"
) -> Report:
    """A report of a plain text with a date and a publisher."""
    document = read_text(text, Given(published=published, publisher=publisher))
    return Report(document, extract_document(document))


def held_against(
    text: str, *others: tuple[str, str, str], published: str = "2031-05-20"
) -> tuple[Finding, ...]:
    """Findings of a text against others, each (publisher, day, text)."""
    corpus = Corpus.over(
        find_facts(report(words, published=day, publisher=outlet)) for outlet, day, words in others
    )
    return find_findings(find_facts(report(text, published=published)), corpus)


def of_type(findings: tuple[Finding, ...], kind: str) -> list[Finding]:
    """The findings of one type."""
    return [f for f in findings if f.type == kind]


def weighty(findings: tuple[Finding, ...]) -> list[str]:
    """Types and reasons of what a reader should not miss."""
    return [f"{f.type}: {f.why}" for f in findings if f.weight >= WEIGHTY]
