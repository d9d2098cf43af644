"""reportedly: a ledger of who reportedly said what.

The public names, each loaded when it is first used::

    from reportedly import assess_text, check, extract_text, open_ledger, read

``extract_text`` turns a text into records, without a ledger; ``read`` puts articles into one;
``open_ledger`` opens one for queries (see :mod:`reportedly.ledger`); ``check`` holds one article
against itself and other reporting, and keeps nothing (see :mod:`reportedly.checking`);
``assess_text`` holds what a text reports against the provisions of a sanctions regime.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportedly.checking import check
    from reportedly.ledger import open_ledger
    from reportedly.pipeline import assess_text, extract_text, read

__all__ = ["assess_text", "check", "extract_text", "open_ledger", "read"]

_HOMES = {
    "assess_text": "reportedly.pipeline",
    "check": "reportedly.checking",
    "extract_text": "reportedly.pipeline",
    "open_ledger": "reportedly.ledger",
    "read": "reportedly.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
