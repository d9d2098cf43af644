"""The YAML header of a Markdown file, each value with its place in the text.

The header is composed, not constructed: no tag is resolved, no alias followed, so neither a date
nor a boolean loses its printed form and an alias bomb stays a few nodes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from reportedly.errors import InputError
from reportedly.model import Span, Stated
from reportedly.reading.candidates import Candidate
from reportedly.reading.dates import parse_day

_FRONT = re.compile(
    r"\A\s*---[ \t]*\r?\n(?P<body>.*?)(?P<close>^(?:---|\.\.\.))[ \t]*\r?$",
    re.DOTALL | re.MULTILINE,
)
_KEY = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:(?:\s|$)", re.MULTILINE)
LONGEST = 1 << 15  # characters; YAML parsing is slow, and no honest header is longer
_FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "agency": "agency",
    "publisher": "publisher",
    "published": "published",
    "date": "published",
    "language": "language",
    "lang": "language",
    "address": "address",
    "url": "address",
    "reference": "reference",
    "kind": "kind",
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the header stands (fences included) and what it states."""

    span: Span
    candidates: tuple[Candidate, ...]

    @property
    def kind(self) -> str | None:
        """The kind of document that the header names, if it names one."""
        return next((c.stated.value for c in self.candidates if c.field == "kind"), None)


def read_front_matter(text: str) -> FrontMatter | None:
    """The header of ``text``, None when it has none.

    Raises :class:`InputError` (``front_matter_invalid``) for what is unmistakably a header (fenced,
    with keys) and cannot be read.
    """
    match = _FRONT.match(text[: LONGEST + 200])
    if match is None or not _KEY.search(match["body"]):
        return None
    span = Span(match.start() + match[0].index("---"), match.end("close"))
    body = Span(match.start("body"), match.end("body"))
    return FrontMatter(span, tuple(_candidates(text, body)))


def _candidates(text: str, body: Span) -> Iterator[Candidate]:
    root = _compose(text[body.start : body.end])
    if not isinstance(root, yaml.MappingNode):
        raise InputError(
            "front_matter_invalid", "the front matter is not a list of keys and values"
        )
    for key, value in root.value:
        field = _FIELDS.get(str(key.value).casefold()) if _is_scalar(key) else None
        if field is not None and _is_scalar(value) and value.value.strip():
            yield Candidate(field, _state(text, body.start, field, key.value, value))


def _compose(source: str) -> yaml.Node | None:
    try:
        return yaml.compose(source, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise InputError(
            "front_matter_invalid", f"the front matter is not valid YAML: {_explain(error)}"
        ) from None


def _explain(error: Exception) -> str:
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    mark = getattr(error, "problem_mark", None)
    return f"{problem} (line {mark.line + 2})" if mark else problem or type(error).__name__


def _is_scalar(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.tag.endswith(":null")


def _state(text: str, offset: int, field: str, key: str, node: yaml.Node) -> Stated:
    where = f"front matter: {key}"
    span = Span(node.start_mark.index, node.end_mark.index).shift(offset)
    printed = text[span.start : span.end]
    if printed[:1] in ("'", '"') and printed[1:-1] == node.value:
        span, printed = Span(span.start + 1, span.end - 1), printed[1:-1]
    value = " ".join(node.value.split())
    if field == "published":
        day = parse_day(value)
        if day is None:
            return Stated(None, "none", f"{where} “{value}” cannot be read as one day")
        return Stated(day, "front_matter", where, printed, span)
    return Stated(
        value.casefold() if field == "kind" else value, "front_matter", where, printed, span
    )
