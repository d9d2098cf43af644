"""The database's errors as ours."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from reportedly.errors import InputError, IntegrityError, ReportedlyError


@contextlib.contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours."""
    try:
        yield
    except DatabaseError as error:
        # The cause is printed on one line: SQLAlchemy's own message has several.
        cause = error.orig if isinstance(error.orig, Exception) else error
        raise translate(cause, path) from cause
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise translate(error, path) from error


def result_code(error: Exception) -> int | None:
    """SQLite's primary result code."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def translate(error: Exception, path: Path) -> ReportedlyError:
    """The error of ours that stands for one of the database's."""
    code = result_code(error)
    if code == sqlite3.SQLITE_FULL:
        return InputError("disk_full", f"the disk of {path} is full", retry=True)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return InputError("ledger_locked", f"another process keeps {path} locked", retry=True)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return InputError("ledger_unwritable", f"cannot write to {path}", retry=True)
    if code == sqlite3.SQLITE_IOERR:
        return InputError("disk_error", f"the disk of {path} does not answer", retry=True)
    return IntegrityError("ledger_damaged", f"{path} is damaged")
