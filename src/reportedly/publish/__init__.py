"""What leaves the ledger: briefs, findings, pages, the extraction format."""

from reportedly.publish.brief import Brief, make_brief
from reportedly.publish.finding_list import FindingList
from reportedly.publish.finding_page import make_finding_page
from reportedly.publish.finding_records import to_check_json
from reportedly.publish.findings import list_gaps, show_findings
from reportedly.publish.origin_tree import origin_lines
from reportedly.publish.page import make_page
from reportedly.publish.readings import Reading, shown_speaker, speaker_name
from reportedly.publish.records import to_extraction_json, to_reading_json
from reportedly.publish.since import Context, figure_at, origin_json, since_json, since_lines
from reportedly.publish.wording import count, shown_words

__all__ = [
    "Brief",
    "Context",
    "FindingList",
    "Reading",
    "count",
    "figure_at",
    "list_gaps",
    "make_brief",
    "make_finding_page",
    "make_page",
    "origin_json",
    "origin_lines",
    "show_findings",
    "shown_speaker",
    "shown_words",
    "since_json",
    "since_lines",
    "speaker_name",
    "to_check_json",
    "to_extraction_json",
    "to_reading_json",
]
