"""The commands of the pages really run: in order, in an empty folder, with what is shown."""

from pathlib import Path

import pytest
from docs_pages import ROOT, File, list_pages, list_steps
from shown import Session

PAGES = [p for p in list_pages() if "```console\n" in p.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_of_a_page(page: Path) -> None:
    session = Session()
    try:
        for step in list_steps(page.read_text(encoding="utf-8")):
            if isinstance(step, File):
                session.file(step.name, step.text)
                continue
            ran = session.run(step.line)
            assert ran.status == step.status, f"{step.line}\n{ran.output}"
            lines = iter(ran.output.splitlines())
            for wanted in step.shown:
                if wanted != "…":
                    assert wanted in lines, f"{step.line}\nnot printed: {wanted}"
    finally:
        session.close()
