"""Reading the pages: tables, console blocks, links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
_CODE = re.compile(r"`([^`]+)`")
_STEP = re.compile(
    r"<!-- file: (?P<name>\S+) -->\n```text\n(?P<text>.*?)```"
    r"|(?:<!-- status: (?P<status>\d+) -->\n)?```console\n(?P<console>.*?)```",
    re.DOTALL,
)


@dataclass(frozen=True)
class File:
    """A file that the reader is told to save."""

    name: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command of a console block, the lines shown under it, and its exit status."""

    line: str
    shown: tuple[str, ...]
    status: int


def list_pages() -> list[Path]:
    """Every Markdown page of the project's own."""
    top = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "DESIGN.md")]
    docs = [p for p in sorted((ROOT / "docs").rglob("*.md")) if "_build" not in p.parts]
    return [p for p in [*top, *docs] if p.exists()]


def list_steps(page: str) -> Iterator[File | Command]:
    """What a page tells its reader to do, in order."""
    for match in _STEP.finditer(page):
        if match["name"]:
            yield File(match["name"], match["text"])
        else:
            yield from _commands(match["console"], int(match["status"] or 0))


def _commands(block: str, status: int) -> Iterator[Command]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)
    assert not parts[0].strip(), "a console block begins with a command"
    for part in parts[1:]:
        line, *shown = part.splitlines()
        yield Command(line, tuple(s for s in shown if s.strip()), status)


def first_cells(section: str) -> Iterator[str]:
    """Names in backquotes in the first column of a section's tables."""
    for line in section.splitlines():
        if line.startswith("| "):
            yield from _CODE.findall(line.split("|")[1])


def section(page: str, title: str) -> str:
    """The text under a heading, up to the next heading of the same or a higher level."""
    match = re.search(rf"^(#+) {re.escape(title)}\n", page, re.MULTILINE)
    assert match, f"no heading {title!r}"
    rest = page[match.end() :]
    end = re.search(rf"^#{{1,{len(match[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest
