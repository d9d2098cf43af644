"""Reports read as acts, and their assessments."""

from reportedly.model import Assessment, Pack, Report
from reportedly.pipeline import extract_text
from reportedly.reconcile import Facts, find_facts
from reportedly.regimes import assess


def read(text: str, published: str | None = "2018-05-02") -> Facts:
    """The facts of a text."""
    return find_facts(Report(*extract_text(text, published=published, language="en")))


def assessed(text: str, pack: Pack, published: str | None = "2018-05-02") -> dict[str, Assessment]:
    """The assessments of a text by provision; a text with several of one provision is an error."""
    found = list(assess(read(text, published).conducts, pack))
    by_key = {a.provision: a for a in found}
    assert len(by_key) == len(found)
    return by_key
