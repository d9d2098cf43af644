"""The graph of origins as trees: who says it, who passes it on, which texts have it, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.model import Origin, Passed
from reportedly.publish.since import QUOTED, Context
from reportedly.publish.wording import count, plain, shorten


@dataclass(slots=True)
class _Node:
    texts: list[Passed] = field(default_factory=list)
    below: dict[str, "_Node"] = field(default_factory=dict)


def origin_lines(origins: Sequence[Origin], context: Context) -> Iterator[str]:
    """How many origins, then a tree for each."""
    texts = len({p.document for o in origins for p in o.passed})
    yield f"{count(len(origins), 'origin')} behind {count(texts, 'text')}"
    for n, origin in enumerate(origins, start=1):
        words = shorten(origin.root.text, QUOTED)
        yield ""
        yield plain(f"{n}. {context.speaker(origin)}: “{words}”") + f"  {origin.id}"
        yield from _branches(_tree(origin.passed), context, "")


def _tree(passed: Sequence[Passed]) -> _Node:
    root = _Node()
    for one in passed:
        node = root
        for name in one.path:
            node = node.below.setdefault(name, _Node())
        node.texts.append(one)
    return root


def _branches(node: _Node, context: Context, indent: str) -> Iterator[str]:
    leaves = [f"{context.text(p.document)}: {p.reason}  {p.document}" for p in node.texts]
    last = len(leaves) + len(node.below) - 1
    for n, leaf in enumerate(leaves):
        yield f"{indent}{'└─' if n == last else '├─'} {plain(leaf)}"
    for n, (name, below) in enumerate(node.below.items(), start=len(leaves)):
        yield f"{indent}{'└─' if n == last else '├─'} {plain(name)}"
        yield from _branches(below, context, indent + ("   " if n == last else "│  "))
