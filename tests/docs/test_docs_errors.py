"""Every code that the program can give stands in the reference, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from docs_pages import first_cells, section

from reportedly import errors, pipeline

CLASSES = {"UsageError", "InputError", "IntegrityError", "NotFound", "Conflict"}
CODE_AT = dict.fromkeys(CLASSES, 0) | {"Problem": 0, "Failure": 2}
# Lines of `extract` are refused without a record: the code leads the message.
_LEADING = re.compile(r"([a-z_]+): ")


def literals(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


def leading(node: ast.AST) -> Iterator[str]:
    first = node.values[0] if isinstance(node, ast.JoinedStr) else node
    for text in literals(first):
        match = _LEADING.match(text)
        if match:
            yield match[1]


def codes_in(path: Path) -> Iterator[tuple[str, str]]:
    """Code and class of every call in a module that names a code literally."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        named = {k.arg: k.value for k in node.keywords}
        if name in CODE_AT:
            at = CODE_AT[name]
            argument = node.args[at] if len(node.args) > at else named.get("code")
            yield from ((code, name) for code in literals(argument or node))
        elif "error" in named and path.parent.name == "cli":
            yield from ((code, "") for code in leading(named["error"]))


def used(root: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in sorted((root / "src").rglob("*.py")):
        for code, kind in codes_in(path):
            found.setdefault(code, set()).update({kind} - {""})
    return found


def documented(page: str) -> dict[str, set[str]]:
    rows = {}
    for line in page.splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if len(cells) == 4 and cells[0].startswith("`"):
            rows[cells[0].strip("`")] = set(re.findall(r"`(\w+)`", cells[1]))
    return rows


def test_codes_used_are_the_codes_listed(root: Path, reference: dict[str, str]) -> None:
    listed = documented(reference["errors"])
    found = used(root)
    assert set(found) - set(listed) == set(), "codes without a row in docs/reference/errors.md"
    assert set(listed) - set(found) == set(), "rows of codes that the program does not use"


def test_classes_of_codes(root: Path, reference: dict[str, str]) -> None:
    listed = documented(reference["errors"])
    for code, classes in used(root).items():
        # A batch keeps an error as a failure of the same code; that is no class of its own.
        assert listed[code] == (classes - {"Failure"} or classes), code


def test_classes_and_their_exit_statuses(reference: dict[str, str]) -> None:
    table = section(reference["errors"], "Classes")
    assert set(first_cells(table)) >= CLASSES
    for name in CLASSES:
        row = next(line for line in table.splitlines() if line.startswith(f"| `{name}`"))
        assert str(getattr(errors, name).exit_code) in row.split("|")[2]


def test_codes_that_stop_a_batch_are_named(reference: dict[str, str]) -> None:
    classes = section(reference["errors"], "Classes")
    for code in pipeline.FATAL:
        assert f"`{code}`" in classes


def reasons_in(path: Path) -> Iterator[str]:
    """Keys under which `extract` counts refusals, and what `refusal` and `skip_reason` give."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and _is_refused(node.value):
            yield from literals(node.slice)
        elif isinstance(node, ast.Call) and _is_refused(getattr(node.func, "value", node.func)):
            keys = [d.keys for d in ast.walk(node) if isinstance(d, ast.Dict)]
            yield from (key for found in keys for k in found if k for key in literals(k))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
            yield from literals(node.args[0])
        elif isinstance(node, ast.FunctionDef) and node.name == "refusal":
            pairs = [n.elts for n in ast.walk(node) if isinstance(n, ast.Tuple)]
            yield from (text for pair in pairs for text in literals(pair[0]))
        elif isinstance(node, ast.FunctionDef) and node.name == "skip_reason":
            for returned in (n.value for n in ast.walk(node) if isinstance(n, ast.Return)):
                if isinstance(returned, ast.JoinedStr):
                    yield from (text.rstrip(":") for text in literals(returned.values[0]))
                elif returned is not None:
                    yield from literals(returned)


def _is_refused(node: ast.AST) -> bool:
    return getattr(node, "attr", getattr(node, "id", "")) in ("refused", "Counter")


def test_reasons_of_rejection(root: Path, reference: dict[str, str]) -> None:
    paths = sorted((root / "src/reportedly/extract").glob("*.py"))
    found = {reason for path in paths for reason in reasons_in(path)}
    assert {"label", "text_too_long", "unpaired_quotation_mark"} <= found, "the search is broken"
    listed = first_cells(section(reference["extraction-format"], "rejected"))
    assert {reason.removesuffix(":CODE") for reason in listed} == found
