"""Run the cog blocks of README.md and of every page: write what is new, or only --check it."""

import sys
from pathlib import Path

from cogapp import Cog

DOCS = Path(__file__).resolve().parent


def list_pages() -> list[Path]:
    """The pages that have cog blocks."""
    pages = [DOCS.parent / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [p for p in pages if "[[[cog" in p.read_text(encoding="utf-8")]


def refresh(*, check: bool = False) -> int:
    """Cog's exit status: 0 when all is done, or up to date; 5 when a check found a difference."""
    mode = ["--check", "--diff"] if check else ["-r"]
    pages = [str(page) for page in list_pages()]
    return int(Cog().main(["cog", "-I", str(DOCS), "-n", "UTF-8", *mode, *pages]))


if __name__ == "__main__":
    sys.exit(refresh(check="--check" in sys.argv))
