"""From what the user typed to items, and from an item to captured bytes."""

import re
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.capture import files
from reportedly.capture.records import Captured, Item, Limits, show_name
from reportedly.errors import InputError
from reportedly.model import Capture, Failure, hash_bytes

if TYPE_CHECKING:  # the network libraries are loaded when the first address is fetched
    from reportedly.capture.fetch import Fetcher

STAGE = "capture"
STDIN = "-"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def list_items(inputs: Sequence[str]) -> Iterator[Item | Failure]:
    """What the arguments stand for, lazily and in order; what cannot be listed is a failure.

    An argument is ``-`` (standard input), an address, a file, a folder, or a file that lists
    addresses. An address list inside a folder is read as a text: opening a folder never starts
    fetching.
    """
    for text in inputs:
        for found in _expand(text):
            yield _make_failure(text, found) if isinstance(found, InputError) else found


def capture_item(
    item: Item,
    *,
    limits: Limits,
    now: Callable[[], str],
    fetcher: "Fetcher | None" = None,
) -> Captured:
    """Read an item's bytes and record them; raises ``InputError``.

    ``now`` gives the time as ISO 8601 in UTC. Several addresses should share one ``fetcher``
    (``make_fetcher``), so that robots.txt is asked for once per site; its own limits hold then.
    """
    if item.address is not None:
        return (fetcher or make_fetcher(limits)).fetch(item.address, name=item.name, now=now)
    if item.path is not None:
        raw = files.read_file(item.path, name=item.name, max_bytes=limits.max_bytes)
    else:
        raw = files.read_stdin(name=item.name, max_bytes=limits.max_bytes)
    capture = Capture(sha256=hash_bytes(raw), size=len(raw), name=item.name, fetched_at=now())
    return Captured(capture=capture, raw=raw)


def make_fetcher(limits: Limits) -> "Fetcher":
    """A fetcher to share between captures."""
    from reportedly.capture.fetch import Fetcher  # loads the HTTP libraries

    return Fetcher(limits)


def _make_failure(text: str, error: InputError) -> Failure:
    return Failure(
        stage=STAGE,
        input=str(error.context.get("name", show_name(text))),
        code=error.code,
        message=error.message,
        retry=error.retry,
    )


def _expand(text: str) -> Iterator[Item | InputError]:
    if text == STDIN:
        yield Item(name=STDIN)
    elif _SCHEME.match(text):  # schemes other than http(s) are refused when captured
        yield Item(name=show_name(text), address=text)
    elif not text.strip():  # Path("") would be the current folder
        yield InputError("missing_file", "an empty name was given as input")
    else:
        yield from _expand_path(Path(text))


def _expand_path(path: Path) -> Iterator[Item | InputError]:
    name = show_name(str(path))
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            yield from _expand_folder(path)
        elif stat.S_ISREG(mode) and files.is_address_list(path):
            for address in files.list_addresses(path):
                yield Item(name=show_name(address), address=address)
        else:
            yield Item(name=name, path=path)
    except (OSError, ValueError) as error:
        yield files.explain(error, name=name)


def _expand_folder(folder: Path) -> Iterator[Item | InputError]:
    empty = True
    for found in files.list_folder(folder):
        empty = False
        yield found
    if empty:
        endings = " ".join(sorted(files.READ_ENDINGS))
        name = show_name(str(folder))
        yield InputError("nothing_to_read", f"the folder {name} has nothing to read ({endings})")
