"""An invented regime: measures about a lake."""

import shutil
from pathlib import Path

import pytest

from reportedly.model import Pack
from reportedly.regimes import load_pack

LAKE = Path(__file__).parent / "lake"


@pytest.fixture(scope="session")
def lake() -> Pack:
    """The pack of the invented regime, with its cases."""
    return load_pack(LAKE, cases=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the pack that may be spoilt."""
    return Path(shutil.copytree(LAKE, tmp_path / "lake"))
