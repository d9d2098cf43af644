import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "docs"))  # shown.py and refresh.py


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def reference(root: Path) -> dict[str, str]:
    """Text of the reference pages by name."""
    return {p.stem: p.read_text(encoding="utf-8") for p in (root / "docs/reference").glob("*.md")}
