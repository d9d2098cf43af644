"""Functions that worker processes can import, for the tests of the parallel maps."""

import os
import signal
import time


def double(n: int) -> int:
    """Twice n; a little late for even numbers, so that results come out of order."""
    time.sleep(0.01 if n % 2 == 0 else 0)
    return 2 * n


def double_or_die(n: int) -> int:
    """Twice n, but numbers that end in 3 kill their process."""
    if n % 10 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * n


def refuse(n: int) -> int:
    """Raise for 3."""
    if n == 3:
        raise ValueError("not three")
    return n


def name(n: int) -> str:
    """How a number is named in a report."""
    return f"item {n}"
