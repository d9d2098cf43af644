"""Embedded social-media posts: their shapes, signatures and marks.

A post is known by its signature. It stands last ("— Name (@handle) June 18, 2025", a Telegram
link on its own line) or first ("Name @handle · Jun 18", "Posted by @handle").
"""

import re
from typing import NamedTuple

from reportedly.knowledge.calendar import MONTH
from reportedly.model import Mark, Span
from reportedly.reading.dates import find_days
from reportedly.reading.lines import Line

_DATE = rf"(?:{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|\d{{1,2}}\s{MONTH}(?:\s\d{{4}})?|\d{{4}}-\d\d-\d\d)"
_HOUR = r"\d{1,2}:\d\d(?:\s?[AP]M)?"
_WHEN = rf"(?:on\s|at\s)?(?:{_HOUR}\s*[·,|-]\s*)?{_DATE}(?:[\s,·at]+{_HOUR})?"
_HANDLE = r"(?<![\w.])@[\w][\w.-]{1,60}"
_LAST = re.compile(
    rf"""(?:
      (?:[—–-]{{1,3}}|―)\s*(?P<name_1>[^()@\n]{{0,80}}?)\s*\(?(?P<handle_1>{_HANDLE})\)?
      [\s,·|]*(?:{_WHEN})?
    | (?:A\spost\sshared\sby|Posted\sby|Source:\s(?:X|Twitter|Telegram)\s?[/,]?)
      \s(?P<name_2>[^()@\n]{{0,80}}?)\s*\(?(?P<handle_2>{_HANDLE})\)?[\s,·|]*(?:{_WHEN})?
    | (?:https?://)?(?:t\.me|telegram\.me)/(?P<handle_3>[\w/]+?)(?:\?\S*)?
    )\s*\.?""",
    re.IGNORECASE | re.VERBOSE,
)
_AGO = rf"(?:{_WHEN}|\d{{1,2}}[hm])"
_FIRST = re.compile(
    rf"""(?:
      (?P<name_1>[^()@\n.:]{{1,60}}?)\s\(?(?P<handle_1>{_HANDLE})\)?\s*[·,|:]?\s*{_AGO}?\s*:?
    | (?P<handle_2>{_HANDLE})\s*[·,|:]?\s*{_AGO}?\s*:?
    | Posted\s(?:by|on\s\w+\sby)\s(?P<name_3>[^()@\n]{{0,60}}?)\s*\(?(?P<handle_3>{_HANDLE})?\)?
      (?:\son\s\w+)?[\s,·|]*(?:{_WHEN})?\s*:?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DATE_ONLY = re.compile(rf"{_WHEN}\s*(?:·\s*[\d.,]+[KM]?\s*Views)?\s*\.?", re.IGNORECASE)
_EMOJI = re.compile(
    "(?:[\U0001f1e6-\U0001f1ff]{2}"  # flags
    "|[\U0001f300-\U0001faff☀-➿⬀-⯿⏏-⏿]"
    "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\u20e3]*(?:\u200d[\U0001f300-\U0001faff☀-➿]\ufe0f?)*)+"
)
LINK = re.compile(
    r"(?:https?://|pic\.twitter\.com/|pic\.x\.com/|(?<![\w.])t\.(?:co|me)/)[^\s<>\"”]+"
)
_POST_LINK = re.compile(r"pic\.(?:twitter|x)\.com/|\bt\.co/|\bt\.me/")
_LINK_OR_HANDLE = re.compile(rf"{LINK.pattern}|(?P<handle>{_HANDLE})")
_HINTS = ("@", "t.me/", "telegram.me/", "osted ", "OSTED ")
_CUT = re.compile(r"(?:…|\.\.\.)(?=\s*(?:(?:https?://|pic\.|t\.co/)\S+\s*)*$)")
_HASHTAG = re.compile(r"(?<!\w)#\w{2,}")
LONGEST = 12  # lines of one post that are looked for before its signature
_POST_LENGTH = 400  # characters; what is longer and bears no mark of a post is the article's


class Post(NamedTuple):
    """The lines of one post, by index; ``signatures`` are among them."""

    lines: tuple[int, ...]
    signatures: tuple[int, ...]


def find_posts(text: str, lines: list[Line]) -> list[Post]:
    """The posts among ``lines``, in order and without overlap."""
    posts: list[Post] = []
    taken = -1
    for n, line in enumerate(lines):
        if n <= taken or not _may_sign(text, line):
            continue
        post = _closed_by(text, lines, n, taken) or _opened_by(text, lines, n)
        if post is not None:
            posts.append(post)
            taken = post.lines[-1]
    return posts


def _may_sign(text: str, line: Line) -> bool:
    """A cheap test before the patterns: every line of a text passes here."""
    if line.end - line.start > _POST_LENGTH:
        return False
    return any(text.find(hint, line.start, line.end) >= 0 for hint in _HINTS)


def is_signature(printed: str) -> bool:
    """Whether a line signs the post before it: an account, or a link to the post."""
    match = _LAST.fullmatch(printed)
    return match is not None and any(match[f"handle_{n}"] for n in (1, 2, 3))


def mark_post(text: str, span: Span) -> tuple[Mark, ...]:
    """What in a line of a post is not prose: emoji, a cut-off, links, handles."""
    # One pass over both, so that a handle inside an address is not a handle.
    pointers = [
        Mark("handle" if m["handle"] else "link", Span(*m.span()))
        for m in _LINK_OR_HANDLE.finditer(text, *span)
    ]
    cuts = [Mark("truncation", Span(*m.span())) for m in _CUT.finditer(text, *span)]
    emoji = [Mark("emoji", Span(*m.span())) for m in _EMOJI.finditer(text, *span)]
    return tuple(sorted([*pointers, *cuts, *emoji], key=lambda m: m.span))


def mark_signature(text: str, span: Span) -> tuple[Mark, ...]:
    """Name, handle, date and link of a signature."""
    printed = text[span.start : span.end]
    match = _LAST.fullmatch(printed) or _FIRST.fullmatch(printed)
    found = [Mark("link", Span(*m.span())) for m in LINK.finditer(text, *span)]
    for name, part in (match.groupdict() if match else {}).items():
        kind = name.partition("_")[0]
        place = match.span(name) if match else (0, 0)
        if part and part.strip() and not (kind == "handle" and not part.startswith("@")):
            found.append(
                Mark("name" if kind == "name" else "handle", Span(*place).shift(span.start))
            )
    found += [Mark("date", day.span) for day in find_days(text, *span)]
    return tuple(sorted(found, key=lambda m: m.span))


def _closed_by(text: str, lines: list[Line], n: int, taken: int) -> Post | None:
    """The post that line ``n`` signs: the line before it, and those above that look like a post."""
    if n - 1 <= taken or not is_signature(_printed(text, lines[n])):
        return None
    first = n - 1
    while first - 1 > taken and n - first < LONGEST and _belongs(text, lines, first):
        first -= 1
    if _is_long(text, lines[first]):
        return None  # a signature under a paragraph of prose signs the article, not a post
    return Post(tuple(range(first, n + 1)), (n,))


def _belongs(text: str, lines: list[Line], first: int) -> bool:
    """Whether the line above ``first`` is part of the same post."""
    above = _printed(text, lines[first - 1])
    if is_signature(above):
        return False
    if _looks_posted(above):
        return True
    # A line of links alone cannot be a whole post: what it illustrates stands above it.
    only_links = not LINK.sub("", _printed(text, lines[first])).strip()
    return only_links and not lines[first].gap and len(above) <= _POST_LENGTH


def _is_long(text: str, line: Line) -> bool:
    printed = _printed(text, line)
    return len(printed) > _POST_LENGTH and not _looks_posted(printed)


def _looks_posted(printed: str) -> bool:
    if len(printed) > 2 * _POST_LENGTH:
        return False
    if _POST_LINK.search(printed) or _HASHTAG.search(printed) or _EMOJI.match(printed):
        return True
    return printed.isupper() and len(printed.split()) > 3 and len(printed) > _POST_LENGTH / 2


def _opened_by(text: str, lines: list[Line], n: int) -> Post | None:
    """The post whose account line is ``n``: the lines after it up to a gap."""
    if n + 1 == len(lines) or not _opens(_printed(text, lines[n]), _printed(text, lines[n + 1])):
        return None
    last, signatures = n, [n]
    while last + 1 < len(lines) and last - n < LONGEST and (last == n or not lines[last + 1].gap):
        printed = _printed(text, lines[last + 1])
        if last > n and not (_looks_posted(printed) or _DATE_ONLY.fullmatch(printed)):
            break
        last += 1
        if _DATE_ONLY.fullmatch(printed):
            signatures.append(last)
    if last == n or _is_long(text, lines[n + 1]) or signatures == list(range(n, last + 1)):
        return None
    return Post(tuple(range(n, last + 1)), tuple(signatures))


def _opens(printed: str, following: str) -> bool:
    """Whether an account line opens a post; a by-line with a handle opens an article."""
    head = _FIRST.fullmatch(printed)
    if head is None or printed.startswith("By "):
        return False
    announced = head["handle_3"] or head["name_3"] or printed.endswith(":")
    dated = re.search(r"\d", printed[printed.rfind("@") :].partition(" ")[2]) is not None
    return bool(announced) or dated or _looks_posted(following)


def _printed(text: str, line: Line) -> str:
    return text[line.start : line.end]
