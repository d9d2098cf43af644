"""Labels that travel through content selection.

Selection (trafilatura) rewrites the tree and drops attributes, so what a block *is* would be lost:
an embedded post comes back as a quotation or not at all, a caption is thrown away. The blocks in
question therefore enter it as plain paragraphs whose text begins with a label, and the serialiser
reads the label off again. The label's sign is one that the page does not contain.
"""

import re
from typing import NamedTuple

from reportedly.errors import InputError
from reportedly.model import SegmentKind

_SIGNS = "⸎⸙❡⁂⳩꧁꧂࿇᳀"
_CODES: dict[str, SegmentKind] = {"p": "post", "s": "signature", "c": "caption"}
_LETTERS = {kind: code for code, kind in _CODES.items()}


class Label(NamedTuple):
    """What a labelled block is and to which group it belongs."""

    kind: SegmentKind
    group: int


class Labels:
    """Writes and reads labels with a sign that is free in one page."""

    def __init__(self, source: str) -> None:
        sign = next((sign for sign in _SIGNS if sign not in source), None)
        if sign is None:
            raise InputError("no_article", "the page uses every sign that could mark its parts")
        self._sign = sign
        self.parting = sign * 2  # stands where two line breaks part paragraphs
        self._label = re.compile(rf"\s*{sign}([psc])(\d+){sign}\s*")

    def write(self, label: Label, words: str) -> str:
        """``words`` with the label before them."""
        return f"{self._sign}{_LETTERS[label.kind]}{label.group}{self._sign} {words}"

    def read(self, words: str) -> tuple[Label | None, str]:
        """The label that ``words`` begin with, if any, and the words without labels."""
        match = self._label.match(words)
        bare = self._label.sub(" ", words) if self._sign in words else words
        if match is None:
            return None, bare
        return Label(_CODES[match[1]], int(match[2])), self._label.sub(" ", words[match.end() :])
