"""What leaves the ledger: the brief on the terminal, the working page, the extraction format."""

from reportedly.publish.brief import Brief, make_brief
from reportedly.publish.origin_tree import origin_lines
from reportedly.publish.page import make_page
from reportedly.publish.readings import Reading, shown_speaker, speaker_name
from reportedly.publish.records import to_extraction_json, to_reading_json
from reportedly.publish.since import Context, origin_json, since_json, since_lines
from reportedly.publish.wording import count, shown_words

__all__ = [
    "Brief",
    "Context",
    "Reading",
    "count",
    "make_brief",
    "make_page",
    "origin_json",
    "origin_lines",
    "shown_speaker",
    "shown_words",
    "since_json",
    "since_lines",
    "speaker_name",
    "to_extraction_json",
    "to_reading_json",
]
