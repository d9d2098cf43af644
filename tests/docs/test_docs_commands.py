"""Every verb and every option is documented; `make` targets that are named exist."""

import re
from pathlib import Path

import click
import pytest
from docs_pages import list_pages, section

from reportedly.cli.main import VERBS, cli


@pytest.mark.parametrize("verb", VERBS)
def test_verb_has_a_section_with_all_its_options(verb: str, reference: dict[str, str]) -> None:
    part = section(reference["commands"], verb)
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert max(parameter.opts, key=len) in part, f"{verb} {parameter.opts}"


def test_no_section_for_a_verb_that_is_not_there(reference: dict[str, str]) -> None:
    headings = re.findall(r"^## (.+)$", reference["commands"], re.MULTILINE)
    assert headings == list(VERBS)


def test_readme_and_tutorial_use_the_verbs(root: Path) -> None:
    pages = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    shown = "\n".join(p.read_text(encoding="utf-8") for p in pages)
    for verb in VERBS:
        assert re.search(rf"^\$ (?:.*\| )?reportedly (?:--ledger \S+ )?{verb}\b", shown, re.M), verb


def test_make_targets_that_are_named_exist(root: Path) -> None:
    makefile = root / "Makefile"
    if not makefile.exists():
        pytest.skip("no Makefile yet")
    targets = set(re.findall(r"^([a-z][\w-]*):", makefile.read_text(encoding="utf-8"), re.M))
    for page in list_pages():
        named = set(
            re.findall(r"(?:`|^)make ([a-z][\w-]*)", page.read_text(encoding="utf-8"), re.M)
        )
        assert named <= targets, page.name
