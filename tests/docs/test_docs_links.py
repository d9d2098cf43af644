"""Links between pages lead somewhere, and every page is reached."""

import re
from pathlib import Path

import pytest
from docs_pages import ROOT, list_pages

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
_TOC = re.compile(r"```\{toctree\}\n(.*?)```", re.DOTALL)


def targets(page: Path) -> list[str]:
    text = _CODE.sub("", page.read_text(encoding="utf-8"))
    return [t for t in _LINK.findall(text) if "://" not in t]


def slug(heading: str) -> str:
    plain = re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower()
    return re.sub(r"\s+", "-", plain)


@pytest.mark.parametrize("page", list_pages(), ids=lambda p: str(p.relative_to(ROOT)))
def test_links_resolve(page: Path) -> None:
    for target in targets(page):
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert file.is_relative_to(ROOT), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {slug(h) for h in headings}, target


def test_every_page_of_the_docs_is_in_a_table_of_contents() -> None:
    listed = set()
    pages = [p for p in list_pages() if p.is_relative_to(ROOT / "docs")]
    for page in pages:
        for toc in _TOC.findall(page.read_text(encoding="utf-8")):
            names = [n for n in toc.splitlines() if n and not n.startswith(":")]
            listed |= {(page.parent / f"{n}.md").resolve() for n in names}
    assert {p for p in pages if p != ROOT / "docs/index.md"} == listed


def test_pages_name_no_path_of_a_machine() -> None:
    for page in list_pages():
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(?:home|work|root|Users)/\w", text), page.name


def test_paths_that_are_named_exist() -> None:
    for page in list_pages():
        named = re.findall(
            r"`((?:src|tests|docs|scripts|benchmarks)/[\w./-]+)`", page.read_text(encoding="utf-8")
        )
        for path in named:
            assert (ROOT / path).exists() or path.startswith("docs/_build"), f"{page.name}: {path}"
