"""What each block of a text is, told by its shape and its neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.knowledge.calendar import MONTH
from reportedly.model import Mark, Segment, SegmentKind, Span
from reportedly.reading.agencies import find_agency

_WORDS = r"[^\W\d_][\w.'’-]*"
_BYLINE = re.compile(
    r"(?:By|BY|Written by|Story by|Reporting by|Report by|Compiled by|Edited by|Editing by)"
    r":?\s+(?P<names>\S.{1,150})"
)
_BYLINE_SMALL = frozenset(
    {"and", "&", "|", "/", "with", "in", "for", "of", "the", "de", "da", "di", "van", "von", "der"}
    | {"by", "den", "la", "le", "el", "al", "bin"}
)
SOURCE = re.compile(r"[(\[]?Source\s*:\s*(?P<name>[^\n.;)\]]{2,60})[)\]]?\.?", re.IGNORECASE)
_CAPTION = re.compile(
    r"\(?(?:FILE\b|File photo|Photo(?: by| credit)?\s*[:/]|Image\s*[:/]|Picture\s*[:/]|Credit\s*:"
    r"|AP Photo|Reuters/|Getty Images|Photograph\s*:)"
)
_DATE_LINE = re.compile(
    rf"""(?:(?P<label>published|posted|written|issued|released|release\sdate|date|updated
    |last\s(?:updated|modified)|modified|created)(?:\son|\sat)?\s*[:|]?\s*)?
    (?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?
    (?:{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH},?\s\d{{4}}
    |\d{{4}}[-/.]\d\d?[-/.]\d\d?|\d\d?[./]\d\d?[./]\d{{4}}|\d{{4}}[년年]\s?\d\d?[월月]\s?\d\d?[일日])
    (?P<rest>.{{0,80}})""",
    re.IGNORECASE | re.VERBOSE,
)
_TIME_REST = re.compile(
    r"[\s,|·•/–—-]*(?:at\s)?(?:\d{1,2}[:.]\d\d(?::\d\d)?)?\s*(?:[ap]\.?m\.?)?\s*"
    r"(?:[A-Z]{2,5}|[+-]\d\d:?\d\d|\([A-Z]{2,5}\))?"
    r"(?:[\s,|·•/–—-]*(?:(?:last\s)?updated|modified|edited)\b.{0,60})?",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    rf"""(?P<place>[^\W\d_a-z][^\W\d_][^.!?;:()“”"\n—–]{{0,60}}?)
    (?:,\s(?P<date>(?i:{MONTH}\s\d{{1,2}}|\d{{1,2}}\s{MONTH})(?:,?\s\d{{4}})?))?
    (?: (?<=\d),\s(?P<named>[^\W\d_a-z]\w{{1,20}})\.\s  # "Kyiv, April 30, 2025, UNN."
      | [.,]?\s*/(?P<slashed>[^/\n]{{2,30}})/[.,]?\s*(?:--+|—|–|-(?=\s))?
      | (?:\s*\((?P<agency>[^()\n]{{2,60}})\))?[.,]?\s*(?P<dash>--+|—|–|-(?=\s)) )\s*""",
    re.VERBOSE,
)
_AGENCY_START = re.compile(r"\((?P<agency>[^()\n]{2,40})\)\s*(?:--+|—|–|-(?=\s))\s*")
_CLOSERS = "\"'”’»)]"
_NOT_HEADING = ".!…;,:?"
_WITHIN = 220  # characters at the start of a paragraph in which a dateline can stand
LONGEST_HEADING = 14  # words
LONGEST_HEADLINE = 30


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text before it is known what it is; ``gap`` counts the blank lines before."""

    kind: SegmentKind
    span: Span
    gap: int = 0
    level: int = 0
    group: int = 0
    marks: tuple[Mark, ...] = ()
    lines: int = 1

    def as_segment(self) -> Segment:
        """The segment that this block became."""
        return Segment(self.kind, self.span, self.level, self.group, self.marks)


def classify(text: str, blocks: Sequence[Block], *, headline: bool) -> list[Block]:
    """Name the paragraphs that are something else: by-lines, date lines, captions, headings.

    ``headline`` says whether the first block may be the headline by its shape alone.
    """
    named = [_name_alone(text, block) for block in blocks]
    if headline:
        _name_headline(text, named)
    gapped = any(block.gap for block in named[1:])
    for n, block in enumerate(named[:-1]):
        if block.kind == "paragraph" and _is_heading(text, block, named[n + 1], gapped=gapped):
            named[n] = replace(block, kind="heading", level=block.level or 2)
    return _split_datelines(text, named)


def classify_marked(text: str, blocks: Sequence[Block]) -> list[Block]:
    """As :func:`classify`, where the markup says what is a heading and shape does not count."""
    return _split_datelines(text, [_name_alone(text, block) for block in blocks])


def is_byline(printed: str) -> bool:
    """Whether a line credits its writers and says nothing else."""
    match = _BYLINE.fullmatch(printed)
    if match is None or len(printed) > 160 or printed.endswith((".”", "…")):
        return False
    words = re.findall(r"[\w.'’@-]+|[&|/]", match["names"].rstrip("."))
    return bool(words) and all(w in _BYLINE_SMALL or not w[0].islower() for w in words[:12])


def is_date_line(printed: str) -> bool:
    """Whether a line states a day (with a time, a label, an update note) and nothing else."""
    match = _DATE_LINE.match(printed) if len(printed) <= 160 else None
    return match is not None and _TIME_REST.fullmatch(match["rest"]) is not None


def match_dateline(printed: str) -> re.Match[str] | None:
    """The dateline that a paragraph opens with ("SEOUL, April 30 (Yonhap) —"), if it does."""
    head = printed[:_WITHIN]
    agency = _AGENCY_START.match(head)
    if agency and find_agency(agency["agency"]):
        return agency
    match = _DATELINE.match(head)
    if match is None or match.end() >= len(printed):
        return None
    if match["named"] and not find_agency(match["named"]):
        return None
    credit = match["agency"] or match["slashed"] or match["named"]
    capitals = match["place"].split(",")[0].isupper()
    if credit and (capitals or match["date"] or find_agency(credit)):
        return match
    # Without a credit, "NATO — the alliance —" must not pass for a place.
    dashed = match["dash"] not in ("-", None) and not printed[match.end()].islower()
    return match if capitals and (match["date"] or dashed) else None


def _name_alone(text: str, block: Block) -> Block:
    """What a block's own words tell."""
    if block.kind != "paragraph" or block.lines > 3:
        return block
    printed = text[block.span.start : min(block.span.end, block.span.start + 400)]
    if is_byline(printed) or SOURCE.fullmatch(printed):
        return replace(block, kind="byline")
    if is_date_line(printed):
        return replace(block, kind="dateline")
    if _CAPTION.match(printed) and block.span.end - block.span.start < 400:
        return replace(block, kind="caption")
    return block


def _name_headline(text: str, blocks: list[Block]) -> None:
    """The first block, when it has a headline's shape and place."""
    if len(blocks) < 2 or any(b.kind == "headline" for b in blocks):
        return
    first, second = blocks[0], blocks[1]
    printed = _printed(text, first)
    set_off = second.gap > 0 or second.kind in ("byline", "dateline")
    one_per_line = not any(b.gap for b in blocks[1:])
    if first.kind != "paragraph" or first.lines > 2 or len(printed) > 300:
        return
    if (set_off or one_per_line) and is_titular(printed, LONGEST_HEADLINE, allow="?"):
        blocks[0] = replace(first, kind="headline", level=1)


def _is_heading(text: str, block: Block, following: Block, *, gapped: bool) -> bool:
    """Whether a short unfinished line heads what follows.

    Where blank lines part the paragraphs, a heading has one before it, too.
    """
    if block.lines > 1 or block.span.end - block.span.start > 130:
        return False
    if gapped and not block.gap:
        return False
    printed = _printed(text, block)
    leads_list = (
        following.kind == "list_item" and printed.endswith(":") and len(printed.split()) < 5
    )
    if not leads_list and not is_titular(printed, LONGEST_HEADING):
        return False
    longer = following.span.end - following.span.start > block.span.end - block.span.start
    return following.kind != "paragraph" or longer


def is_titular(printed: str, most: int, *, allow: str = "") -> bool:
    """Whether a line reads as a title: few words, no closing stop, a capital or figure first."""
    bare = printed.rstrip(_CLOSERS)
    words = printed.split()
    if not bare or len(words) > most or not any(c.isalpha() for c in bare):
        return False
    if bare[-1] in _NOT_HEADING and bare[-1] not in allow:
        return False
    first = next(c for c in bare if c.isalnum())
    return not first.islower()


def _split_datelines(text: str, blocks: list[Block]) -> list[Block]:
    """Datelines of the opening paragraphs become segments of their own, dash included."""
    parted: list[Block] = []
    tried = 0
    for block in blocks:
        if block.kind == "paragraph" and tried < 3:
            tried += 1
            match = match_dateline(text[block.span.start : block.span.end][: _WITHIN + 1])
            if match is not None and block.span.start + match.end() < block.span.end:
                cut = block.span.start + len(match[0].rstrip())
                head = replace(block, kind="dateline", span=Span(block.span.start, cut), lines=1)
                rest = Span(block.span.start + match.end(), block.span.end)
                parted += [head, replace(block, span=rest, gap=0)]
                tried = 3
                continue
        parted.append(block)
    return parted


def _printed(text: str, block: Block) -> str:
    return text[block.span.start : block.span.end]
