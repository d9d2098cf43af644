"""Packs: those that ship with the program, folders, and installed packages; loaded whole or not."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from yaml.nodes import Node

from reportedly.errors import UsageError
from reportedly.model import Case, Pack, Provision, Resolution
from reportedly.plain_yaml import Tree
from reportedly.regimes.pack_file import HeadFile, ProvisionFile, open_tree, read_cases

GROUP: Final = "reportedly.regimes"  # entry points whose module has a pack beside it
_MOST_FILES: Final = 200


def list_bundled() -> tuple[str, ...]:
    """Names of the packs that ship with the program."""
    return tuple(sorted(entry.name for entry in _bundled() if entry.is_dir()))


def list_installed() -> dict[str, Traversable]:
    """Folders of packs in installed packages, by the name of their entry point."""
    return {point.name: files(point.value) for point in entry_points(group=GROUP)}


def find_pack(name: str) -> Pack:
    """A pack by name or folder: a folder with ``regime.yml``, a bundled pack, an installed one.

    Raises :class:`UsageError` (``no_pack``, ``pack_invalid``).
    """
    return load_bundled(name) if name in list_bundled() else load_pack(find_folder(name))


def load_with_cases(name: str) -> Pack:
    """A pack by name or folder, with its cases. Raises as :func:`find_pack` does."""
    return load_pack(find_folder(name), cases=True)


def find_folder(name: str) -> Traversable:
    """The folder of a pack: one that is given, a bundled pack, an installed one."""
    folder = Path(name)
    if (folder / "regime.yml").is_file():
        return folder
    if name in list_bundled():
        return files("reportedly.regimes") / "data" / name
    installed = list_installed()
    if name in installed:
        return installed[name]
    known = ", ".join((*list_bundled(), *sorted(installed)))
    message = f"there is no pack {name!r}: give a folder with a regime.yml, or one of {known}"
    raise UsageError("no_pack", message)


@cache
def load_bundled(name: str) -> Pack:
    """A pack that ships with the program."""
    return load_pack(files("reportedly.regimes") / "data" / name)


def load_pack(folder: Traversable, *, cases: bool = False) -> Pack:
    """A pack from its folder, checked; with its cases, or without, which is quicker.

    Raises :class:`UsageError` (``pack_invalid``) with file, line and rule.
    """
    texts = dict(_read(folder, cases=cases))
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        if name != "cases.yml":
            digest.update(f"{name}\0{text}\0".encode())
    if "regime.yml" not in texts:
        raise UsageError("pack_invalid", f"{folder}: there is no regime.yml")
    head = HeadFile(open_tree(texts["regime.yml"], "regime.yml"))
    made = _provisions(texts, head)
    provisions = tuple(p for p, _, _ in made)
    found: tuple[Case, ...] = ()
    if "cases.yml" in texts:
        keys = [p.key for p in provisions]
        found = read_cases(open_tree(texts["cases.yml"], "cases.yml"), keys)
    return Pack(
        **head.head(),
        digest=digest.hexdigest(),
        resolutions=head.resolutions,
        provisions=provisions,
        parties=head.parties,
        terms=head.terms,
        kinds=head.kinds,
        topics=head.topics,
        cases=found,
    )


def _bundled() -> Iterable[Traversable]:
    return (files("reportedly.regimes") / "data").iterdir()


def _read(folder: Traversable, *, cases: bool) -> Iterator[tuple[str, str]]:
    """Names and texts of the files of a pack."""
    for name in ("regime.yml", *(("cases.yml",) if cases else ())):
        if (folder / name).is_file():
            yield name, _text(folder / name, name)
    inner = folder / "provisions"
    if not inner.is_dir():
        return
    found = sorted((e for e in inner.iterdir() if e.name.endswith(".yml")), key=lambda e: e.name)
    if len(found) > _MOST_FILES:
        raise UsageError("pack_invalid", f"provisions: more than {_MOST_FILES} files")
    for entry in found:
        name = f"provisions/{entry.name}"
        yield name, _text(entry, name)


def _text(entry: Traversable, name: str) -> str:
    try:
        return entry.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError("pack_invalid", f"{name}: cannot be read as UTF-8 text") from error


_Placed = tuple[Provision, Tree, Node]


def _provisions(texts: dict[str, str], head: HeadFile) -> list[_Placed]:
    made: list[_Placed] = []
    by_key: dict[str, _Placed] = {}
    for name, text in texts.items():
        if not name.startswith("provisions/"):
            continue
        tree = open_tree(text, name)
        for provision, node in ProvisionFile(tree, head).provisions():
            if provision.key in by_key:
                tree.refuse(node, provision.key, "a provision above has this key")
            by_key[provision.key] = (provision, tree, node)
            made.append((provision, tree, node))
    if not made:
        raise UsageError("pack_invalid", "provisions: there is no provision")
    for placed in made:
        _check_references(placed, by_key)
        _check_paragraph(placed, {r.key: r for r in head.resolutions})
    _check_cycles(by_key)
    return made


def _check_references(placed: _Placed, by_key: dict[str, _Placed]) -> None:
    """Provisions that another one names exist; what was replaced ended before, or as, it began."""
    provision, tree, node = placed
    named = (*provision.extends, *provision.supersedes, *(e.by for e in provision.exemptions))
    for key in filter(None, named):
        if key not in by_key:
            tree.refuse(node, provision.key, f"there is no provision {key!r}")
    for key in provision.supersedes:
        before = by_key[key][0]
        if not before.last:
            tree.refuse(node, provision.key, f"{key} was superseded and has no `until`")
        if provision.first and before.last >= provision.first:
            rule = f"{key} is in force until {before.last}, and this one from {provision.first} on"
            tree.refuse(node, provision.key, f"overlapping validity: {rule}")


def _check_paragraph(placed: _Placed, resolutions: dict[str, Resolution]) -> None:
    """A paragraph's number lies within its resolution; none is in force before its adoption."""
    provision, tree, node = placed
    resolution = resolutions[provision.resolution]
    number = "".join(c for c in provision.paragraph.split("(")[0] if c.isdigit())
    if resolution.paragraphs and number and int(number) > resolution.paragraphs:
        rule = f"{resolution.title} has {resolution.paragraphs} paragraphs, not {number}"
        tree.refuse(node, provision.key, rule)
    if provision.first and provision.first < resolution.adopted:
        rule = f"in force from {provision.first}, before {resolution.title} was adopted"
        tree.refuse(node, provision.key, rule)


def _check_cycles(by_key: dict[str, _Placed]) -> None:
    """No provision supersedes itself, however far round."""
    order = TopologicalSorter({key: placed[0].supersedes for key, placed in by_key.items()})
    try:
        order.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        _, tree, node = by_key[circle[0]]
        tree.refuse(node, circle[0], f"a cycle in supersedes: {' → '.join(circle)}")
