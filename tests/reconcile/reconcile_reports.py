"""Reports for the tests: small texts of our own, read and extracted for real."""

from reportedly.extract import extract_document
from reportedly.model import Report
from reportedly.reading import Given, read_text


def report(
    text: str, published: str | None = "2031-05-20", publisher: str = "The Gazette"
) -> Report:
    """A report of a plain text with a date and a publisher."""
    document = read_text(text, Given(published=published, publisher=publisher))
    return Report(document, extract_document(document))
