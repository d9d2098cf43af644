"""The page of a check: the article with its findings in the margin.

As on the working page, what comes from an article reaches the page as text and attributes only,
escaped, under a policy that loads and runs nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.model import WEIGHTY, Document, Finding
from reportedly.publish.blocks import Part, make_parts, targets
from reportedly.publish.finding_list import NO_CLEARANCE
from reportedly.publish.findings import ShownFinding, ShownSide, list_gaps, show_findings
from reportedly.publish.frame import (
    content_policy,
    header_fields,
    load_asset,
    make_environment,
    page_language,
    web_address,
)
from reportedly.publish.highlight import Marked
from reportedly.publish.readings import Reading
from reportedly.publish.traces import Trace, TraceKind, make_text_traces, target_of
from reportedly.publish.wording import plain


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the text and the findings that begin in it."""

    part: Part | None
    notes: tuple[ShownFinding, ...]


def make_finding_page(
    reading: Reading,
    findings: Sequence[Finding],
    documents: Mapping[str, Document],
    *,
    against: str,
    made_by: str,
) -> str:
    """One HTML page; ``documents`` holds every document that a side stands in.

    ``against`` says what the text was held against. Same input, same bytes.
    """
    document = reading.document
    shown = show_findings(findings, documents)
    style = load_asset("style.css") + load_asset("findings.css")
    template = make_environment().get_template("findings.html.j2")
    return template.render(
        policy=content_policy(style),
        style=Markup(style),  # noqa: S704  the package's own file
        title=plain(document.title.value or ""),
        no_title=plain(document.title.where),
        lang=page_language(document),
        fields=header_fields(document, reading.capture),
        rows=_rows(document, findings, shown),
        weighty=sum(f.is_weighty for f in shown),
        light=sum(not f.is_weighty for f in shown),
        findings=shown,
        numbers={target_of(f.id): n for n, f in enumerate(shown, start=1)},
        target_of=target_of,
        href=_href,
        against=plain(against),
        gaps=list_gaps(reading),
        no_clearance=NO_CLEARANCE,
        made_by=made_by,
    )


def _href(side: ShownSide) -> str:
    return web_address(side.address)


def _rows(
    document: Document, findings: Sequence[Finding], shown: Sequence[ShownFinding]
) -> tuple[Row, ...]:
    parts = make_parts(document, [*_marks(document, findings), *make_text_traces(document)])
    left = {target_of(f.id): f for f in shown}
    rows = []
    for part in parts:
        inside = targets([part])
        notes = tuple(left.pop(t) for t in list(left) if t in inside)
        rows.append(Row(part, notes))
    return (*rows, Row(None, tuple(left.values()))) if left else tuple(rows)


def _marks(document: Document, findings: Sequence[Finding]) -> list[Marked[Trace]]:
    """Every place of this text that a finding rests on; links reach the first one of its own."""
    return [
        Marked(span, _trace(finding, side in finding.here))
        for finding in findings
        for side in (*finding.here, *finding.there)
        if side.anchor is not None and side.anchor.document == document.id
        for span in side.anchor.spans
    ]


def _trace(finding: Finding, is_here: bool) -> Trace:
    kind: TraceKind = "finding" if finding.weight >= WEIGHTY else "light_finding"
    return Trace(kind, (), target_of(finding.id) if is_here else "")
