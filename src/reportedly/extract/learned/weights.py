"""The weights of learned attribution: a package of its own, found by name, hashed into the run."""

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from reportedly.errors import UsageError
from reportedly.extract.learned.sureness import JUDGED

PACKAGE: Final = "reportedly_attribution_en"
FORMAT: Final = 2  # of the package's files; others are for another version of this program
NETWORK, HEADS, TOKENIZER, CARD = "network.onnx", "heads.npz", "tokenizer.json", "weights.json"
_NEEDED: Final = ("onnxruntime", "tokenizers")


@dataclass(frozen=True, slots=True)
class Weights:
    """An installed set of weights: its folder, its version, and how it is to be read.

    ``size`` and ``stride`` are pieces of a window; ``languages`` those it has learned. ``biases``
    are added to the log-probabilities of tags by name, of having no source ("none") and
    of each stretch of content ("stretch"); ``calibration`` turns signs of sureness
    into confidences (a curve for the whole and for each part, see ``sureness``; empty while they
    are fitted); what is less sure than ``floor`` is not kept.
    """

    folder: Path
    version: str
    size: int
    stride: int
    languages: frozenset[str]
    biases: dict[str, float]
    calibration: dict[str, dict[str, float]]
    floor: float


@cache
def find_weights(package: str = PACKAGE) -> Weights | None:
    """The installed weights, or None when they or what runs them are not installed.

    Raises :class:`UsageError` (``weights_invalid``) for weights that this program cannot read.
    """
    if not all(importlib.util.find_spec(needed) for needed in _NEEDED):
        return None
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return open_weights(Path(spec.submodule_search_locations[0]))


def open_weights(folder: Path) -> Weights:
    """The weights in a folder. Raises :class:`UsageError` (``weights_invalid``)."""
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text(encoding="utf-8"))
        missing = [n for n in (NETWORK, HEADS, TOKENIZER) if not (folder / n).is_file()]
        problem = f"missing {missing}" if missing else _other_format(card)
        weights = Weights(
            folder=folder,
            version=str(card["version"]),
            size=int(card["size"]),
            stride=int(card["stride"]),
            languages=frozenset(card["languages"]),
            biases={k: float(v) for k, v in card["biases"].items()},
            calibration=_curves(card["calibration"]),
            floor=float(card["floor"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _invalid(folder, f"{type(error).__name__}: {error}") from error
    if problem:
        raise _invalid(folder, problem)
    return weights


def _curves(written: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    judged = JUDGED if written else ()
    return {part: {k: float(v) for k, v in written[part].items()} for part in judged}


def _other_format(card: dict[str, Any]) -> str:
    return f"format {card['format']} instead of {FORMAT}" if card["format"] != FORMAT else ""


def _invalid(folder: Path, why: str) -> UsageError:
    return UsageError(
        "weights_invalid",
        f"the attribution weights in {folder.name} cannot be read ({why}); "
        "install the package that belongs to this version, or use --attribution rules",
    )


@cache
def hash_weights(folder: Path) -> str:
    """SHA-256 over the files that decide what is found."""
    digest = hashlib.sha256()
    for name in (NETWORK, HEADS, TOKENIZER, CARD):
        digest.update(name.encode())
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()
