"""Generated parts of the pages are what the program prints today."""

from contextlib import redirect_stdout
from io import StringIO

import pytest


def test_generated_parts_are_up_to_date() -> None:
    pytest.importorskip("cogapp")
    from refresh import refresh

    out = StringIO()
    with redirect_stdout(out):
        status = refresh(check=True)
    assert status == 0, f"run: python docs/refresh.py\n{out.getvalue()[-3000:]}"
