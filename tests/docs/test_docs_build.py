"""The pages build without a warning."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("furo")


@pytest.mark.slow
def test_pages_build(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html"]
    done = subprocess.run(
        [*command, "-d", str(tmp_path / "trees"), str(root / "docs"), str(tmp_path / "html")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert (tmp_path / "html/reference/errors.html").exists()
