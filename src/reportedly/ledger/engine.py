"""Opening a ledger: one SQLite file, its settings, transactions, and the seal.

One writer at a time: a writing transaction takes the lock at its start (``BEGIN IMMEDIATE``), so
two processes wait for one another and lose nothing. Readers see the last committed state.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    NullPool,
    create_engine,
    event,
    insert,
    select,
    text,
)

from reportedly.errors import IntegrityError, UsageError
from reportedly.ledger import schema
from reportedly.ledger.blobs import BlobStore
from reportedly.ledger.faults import result_code, translate, translated
from reportedly.ledger.seal import SEAL, wal_size, write_seal

BUSY_TIMEOUT_MS = 60_000
CACHE_KB = 65_536  # pages that a connection keeps; a pass reads the same ones again and again


class Ledger:
    """A ledger file and the folder of raw bytes beside it (``NAME.files``).

    Use :func:`open_ledger`. ``write()`` and ``read()`` give a connection inside a transaction.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self.folder = files_folder(path)
        self.blobs = BlobStore(self.folder)
        self._engine = engine
        self._wrote = False

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the write lock; all of it is kept, or nothing."""
        with translated(self.path), self._engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin():
                yield connection
            self._wrote = True

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger throughout."""
        with translated(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def probe(self) -> Iterator[Connection]:
        """A transaction that holds the write lock and keeps nothing: for checks that need it."""
        with translated(self.path), self._engine.connect() as connection:
            connection = connection.execution_options(writing=True)
            with connection.begin() as transaction:
                yield connection
                transaction.rollback()

    def close(self) -> None:
        """Fold the write-ahead log into the file and seal it, if this object wrote anything."""
        if self._wrote:
            self.seal()
            self._wrote = False
        self._engine.dispose()

    def seal(self) -> bool:
        """Record the whole file's hash beside it; false when another process is writing.

        Row hashes cannot cover the unused bytes inside a database page; the seal covers them.
        """
        with translated(self.path), contextlib.closing(_connect_raw(self.path)) as raw:
            if raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                return False
            raw.execute("PRAGMA busy_timeout=0")
            try:
                raw.execute("BEGIN IMMEDIATE")  # nobody may write while the file is hashed
            except sqlite3.OperationalError:
                return False
            if wal_size(self.path) == 0:
                seq = raw.execute("SELECT coalesce(max(seq), 0) FROM log").fetchone()[0]
                write_seal(self.folder, self.path, seq)
                return True
        return False

    def compact(self) -> None:
        """Rewrite the file without its free space, so that redacted words leave no trace."""
        with translated(self.path), contextlib.closing(_connect_raw(self.path)) as raw:
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._wrote = True

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def open_ledger(
    path: str | Path, *, create: bool = True, now: str = "", read_only: bool = False
) -> Ledger:
    """Open the ledger at ``path``; make it when ``create`` allows and there is none.

    ``now`` is the time recorded for a new ledger. With ``read_only`` nothing is made or changed,
    and a file that may not be written can be read. Raises :class:`UsageError` with the codes
    ``no_ledger``, ``not_a_ledger``, ``ledger_older`` and ``ledger_newer``, :class:`IntegrityError`
    (``ledger_damaged``) when the file is broken, :class:`InputError` (``disk_full``,
    ``ledger_unwritable``, ``ledger_locked``).
    """
    path = Path(path)
    try:
        fresh = not path.exists() or path.stat().st_size == 0
        if path.is_dir() or not path.parent.is_dir():
            raise UsageError("no_ledger", f"{path} is not a place for a ledger", path=str(path))
    except OSError as error:  # a name too long, a folder closed to us
        raise UsageError("no_ledger", f"there is no ledger at {path}", path=str(path)) from error
    if fresh and _was_sealed(path):
        raise IntegrityError("ledger_damaged", f"{path} is damaged: it is empty")
    empty = fresh or not _has_tables(path)
    if empty and (read_only or not create):
        raise UsageError("no_ledger", f"there is no ledger at {path}", path=str(path))
    ledger = Ledger(path, _make_reader(path) if read_only else _make_engine(path))
    if empty:
        _create(ledger, now)
    return ledger


def files_folder(path: Path) -> Path:
    """The folder of raw bytes and the seal that belongs to a ledger file."""
    return path.with_name(path.name + ".files")


def _make_engine(path: Path) -> Engine:
    # Absolute, so that no name is special (":memory:") and a change of folder does not matter.
    place = URL.create("sqlite", database=os.path.abspath(path))
    engine = create_engine(place)
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _make_reader(path: Path) -> Engine:
    """An engine that cannot write.

    SQLite keeps two small files beside a ledger while it is open, and takes them away at the end.
    Where the folder or the file is closed to us it cannot, so it is told that nobody writes there.
    """
    if not _is_closed(path):
        engine = _make_engine(path)
        event.listen(engine, "connect", _close_to_writing)
        return engine

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(_read_only(path), uri=True)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _teach)
    event.listen(engine, "begin", _begin)
    return engine


def _close_to_writing(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def _set_up(connection: Any, _record: object) -> None:
    _teach(connection, None)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _teach(connection: Any, _record: object) -> None:
    """What every connection has, whether it writes or not."""
    connection.isolation_level = None  # transactions are ours: see _begin
    # SQLite folds ASCII letters only; names here come in every script.
    connection.create_function("fold", 1, _fold, deterministic=True)
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KB}")


def _fold(value: object) -> str:
    return str(value or "").casefold()


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _create(ledger: Ledger, now: str) -> None:
    """Make the tables in one transaction; a second process that comes first is welcome."""
    with ledger.write() as connection:
        if connection.execute(text("PRAGMA user_version")).scalar_one():
            return
        schema.metadata.create_all(connection)
        for statement in schema.FULL_TEXT_DDL:
            connection.execute(text(statement))
        about = [
            {"key": "format", "value": f"reportedly.ledger/{schema.SCHEMA_VERSION}"},
            {"key": "created_at", "value": now},
        ]
        connection.execute(insert(schema.about), about)
        connection.execute(text(f"PRAGMA application_id={schema.APPLICATION_ID}"))
        connection.execute(text(f"PRAGMA user_version={schema.SCHEMA_VERSION}"))


def _has_tables(path: Path) -> bool:
    """Whether a file holds a ledger or, its first writer having been killed, nothing yet.

    Refuses a file that is no ledger, or one from a newer version, before touching it.
    """
    try:
        with contextlib.closing(sqlite3.connect(_read_only(path), uri=True)) as raw:
            raw.isolation_level = None
            raw.execute("BEGIN")  # all three from one moment: another process may be making it
            application = raw.execute("PRAGMA application_id").fetchone()[0]
            version = raw.execute("PRAGMA user_version").fetchone()[0]
            tables = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if result_code(error) == sqlite3.SQLITE_NOTADB and not _was_sealed(path):
            raise _no_ledger_of_ours(path) from error
        raise translate(error, path) from error
    if application != schema.APPLICATION_ID and (tables or application):
        if _was_sealed(path):
            raise IntegrityError("ledger_damaged", f"{path} is damaged: its header was altered")
        raise _no_ledger_of_ours(path)
    if version > schema.SCHEMA_VERSION:
        raise UsageError(
            "ledger_newer",
            f"{path} was made by a newer version (format {version}; this one reads up to "
            f"{schema.SCHEMA_VERSION}): update reportedly",
            path=str(path),
        )
    if tables and 0 < version < schema.SCHEMA_VERSION:
        raise UsageError(
            "ledger_older",
            f"{path} was made by an earlier version (format {version}; this one works on "
            f"{schema.SCHEMA_VERSION}): read its inputs into a new ledger",
            path=str(path),
        )
    return bool(tables)


def _no_ledger_of_ours(path: Path) -> UsageError:
    return UsageError("not_a_ledger", f"{path} is not a ledger of reportedly", path=str(path))


def _was_sealed(path: Path) -> bool:
    """Whether a seal lies beside the file: then it was a ledger, whatever it looks like now."""
    return (files_folder(path) / SEAL).is_file()


def _read_only(path: Path) -> str:
    place = f"file://{quote(os.path.abspath(path))}?mode=ro"
    return f"{place}&immutable=1" if _is_closed(path) else place


def _is_closed(path: Path) -> bool:
    """Whether neither SQLite nor we could write there, and nobody was in the middle of it."""
    closed = not os.access(path.parent, os.W_OK) or not os.access(path, os.W_OK)
    return closed and wal_size(path) == 0


def _connect_raw(path: Path) -> sqlite3.Connection:
    """A connection outside the engine, for what is no transaction: folding, sealing, VACUUM."""
    raw = sqlite3.connect(os.path.abspath(path))
    _set_up(raw, None)
    return raw


def last_seq(connection: Connection) -> int:
    """Number of the newest entry of the ledger's log; 0 for an empty one."""
    newest = select(schema.log.c.seq).order_by(schema.log.c.seq.desc()).limit(1)
    return connection.execute(newest).scalar() or 0
