"""Files, folders, lists of addresses and standard input."""

import io
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.capture import Captured, Item, Limits, capture_item, list_items, make_user_agent
from reportedly.capture.records import show_name
from reportedly.errors import InputError
from reportedly.model import Failure, hash_bytes

NOW = "2025-06-18T12:00:00Z"


def capture(item: Item, **options: int) -> Captured:
    return capture_item(item, limits=Limits(**options), now=lambda: NOW)


def refuse(item: Item, **options: int) -> InputError:
    with pytest.raises(InputError) as caught:
        capture(item, **options)
    assert item.name in caught.value.message
    assert caught.value.message.isprintable()
    return caught.value


def expand(*inputs: str | Path) -> list[Item]:
    found = list(list_items([str(text) for text in inputs]))
    assert not [one for one in found if isinstance(one, Failure)]
    return [one for one in found if isinstance(one, Item)]


def fail(text: str | Path) -> Failure:
    (failure,) = list_items([str(text)])
    assert isinstance(failure, Failure)
    assert failure.stage == "capture"
    assert failure.id  # made of printable text: hashing it cannot fail
    return failure


def test_a_file_is_captured_as_its_bytes(tmp_path: Path) -> None:
    raw = b"\xff\xfe\x00 not decoded \r\n"
    path = tmp_path / "article.html"
    path.write_bytes(raw)
    (item,) = expand(path)
    got = capture(item)
    assert got.raw == raw
    assert got.charset is None
    assert got.capture.sha256 == hash_bytes(raw)
    assert (got.capture.size, got.capture.fetched_at) == (len(raw), NOW)
    assert (got.capture.name, got.capture.address) == (str(path), None)


@pytest.mark.parametrize("name", ["отчёт.html", "보도.txt", "a b'c.md", "статья.doc", "noending"])
def test_a_named_file_is_tried_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"text")
    (item,) = expand(path)
    assert item.name == str(path)
    assert capture(item).raw == b"text"


def test_an_empty_file_is_the_readers_to_refuse(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.touch()
    assert capture(Item(name="empty.html", path=path)).raw == b""


@pytest.mark.parametrize("name", ["missing.html", "file/below", "", "  ", "nul\0byte"])
def test_a_missing_file_is_a_failure(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    failure = fail(tmp_path / name if name.strip() else name)
    assert failure.code == "missing_file"
    assert not failure.retry


def test_a_file_that_went_away_since_it_was_listed(tmp_path: Path) -> None:
    assert refuse(Item(name="gone.html", path=tmp_path / "gone.html")).code == "missing_file"


def test_an_unreadable_file(tmp_path: Path) -> None:
    loop = tmp_path / "loop.html"
    loop.symlink_to(loop)
    assert fail(loop).code == "unreadable_file"
    assert refuse(Item(name="loop.html", path=loop)).code == "unreadable_file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.html"
    path.write_bytes(b"x")
    path.chmod(0)
    assert refuse(Item(name="secret.html", path=path)).code == "unreadable_file"
    tmp_path.chmod(0)
    try:
        assert fail(tmp_path).code == "unreadable_file"
    finally:
        tmp_path.chmod(0o700)


def test_ten_gigabytes_are_refused_by_their_size(tmp_path: Path) -> None:
    path = tmp_path / "huge.html"
    with path.open("wb") as file:
        file.truncate(10_000_000_000)
    assert refuse(Item(name="huge.html", path=path)).code == "too_large"


def test_the_size_limit_is_inclusive(tmp_path: Path) -> None:
    path = tmp_path / "ten.html"
    path.write_bytes(b"0123456789")
    item = Item(name="ten.html", path=path)
    assert capture(item, max_bytes=10).raw == b"0123456789"
    assert refuse(item, max_bytes=9).code == "too_large"


@pytest.mark.skipif(sys.platform != "linux", reason="no /proc")
def test_a_file_whose_size_is_a_lie_is_cut_off() -> None:
    # Files of /proc have a size of 0 and contents all the same.
    item = Item(name="status", path=Path("/proc/self/status"))
    assert refuse(item, max_bytes=10).code == "too_large"


def test_pipes_devices_sockets_and_folders_are_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "pipe.html"
    os.mkfifo(pipe)
    listener = socket.socket(socket.AF_UNIX)
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    listener.bind("socket.html")
    for path in (pipe, tmp_path / "socket.html", Path("/dev/zero"), tmp_path):
        assert refuse(Item(name=path.name, path=path)).code == "not_a_file"
    listener.close()
    assert [item.path for item in expand(pipe)] == [pipe]


def test_a_folder_is_listed_in_the_order_of_its_paths(tmp_path: Path) -> None:
    names = ["b.html", "a/z.txt", "a/b/c.MD", "a.markdown", "A.htm", "c/d.xhtml"]
    for name in [*names, "image.png", "a/page.pdf", ".hidden.html", ".git/x.txt", "a/.b/x.md"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    items = expand(tmp_path)
    assert [item.path for item in items] == sorted(tmp_path / name for name in names)
    assert [item.name for item in items] == [str(item.path) for item in items]


def test_a_folder_without_texts_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "image.png").touch()
    (tmp_path / "below").mkdir()
    assert fail(tmp_path).code == "nothing_to_read"


def test_links_out_of_a_folder_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.txt").write_bytes(b"secret")
    inside = tmp_path / "inside"
    (inside / "sub").mkdir(parents=True)
    (inside / "a.html").write_bytes(b"a")
    (inside / "link.txt").symlink_to("../secret/key.txt")
    (inside / "folder.txt").symlink_to("../secret")
    (inside / "chain.txt").symlink_to("link.txt")
    (inside / "sub" / "up").symlink_to("..")
    (inside / "b.html").symlink_to("a.html")
    (inside / "broken.html").symlink_to("nothing.html")
    items = expand(inside)
    assert [Path(item.name).name for item in items] == ["a.html", "b.html", "broken.html"]
    assert [capture(item).raw for item in items[:2]] == [b"a", b"a"]
    assert refuse(items[2]).code == "missing_file"


def test_a_named_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(b"a")
    (tmp_path / "link").symlink_to("real")
    (item,) = expand(tmp_path / "link")
    assert item.name == str(tmp_path / "link" / "a.txt")
    assert capture(item).raw == b"a"


@pytest.fixture
def deep_file(tmp_path: Path) -> Iterator[Path]:
    """A file so deep down that pytest's own cleaning up would run out of stack."""
    deepest = tmp_path.joinpath(*"d" * 1_200)
    for folder in [*reversed(deepest.parents[:1_199]), deepest]:
        folder.mkdir()
    (deepest / "a.txt").touch()
    yield deepest / "a.txt"
    (deepest / "a.txt").unlink()
    os.removedirs(deepest)


def test_a_folder_deeper_than_the_stack(tmp_path: Path, deep_file: Path) -> None:
    assert [item.path for item in expand(tmp_path)] == [deep_file]


def test_listing_is_lazy(tmp_path: Path) -> None:
    early, late = tmp_path / "early.txt", tmp_path / "late.txt"
    early.write_bytes(b"x")
    listing = list_items([str(early), str(late)])
    assert next(listing) == Item(name=str(early), path=early)
    late.write_bytes(b"x")
    assert next(listing) == Item(name=str(late), path=late)


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    found = list(list_items([str(tmp_path / "nothing"), str(path), "-", "https://example.org/a"]))
    assert [type(one) for one in found] == [Failure, Item, Item, Item]
    assert found[3] == Item(name="https://example.org/a", address="https://example.org/a")


@pytest.mark.parametrize("ending", [".txt", ".urls", ".list"])
def test_a_list_of_addresses(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"list{ending}"
    lines = ["\ufeff# Monday", "", "https://example.org/a", "  HTTP://example.org/b#c  ", "\t", "#"]
    path.write_text("\r\n".join(lines), encoding="utf-8")
    items = expand(path)
    assert [item.address for item in items] == ["https://example.org/a", "HTTP://example.org/b#c"]
    assert all(item.path is None for item in items)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# only a comment\n",
        b"https://example.org/a\nA sentence.\n",
        b"https://example.org/a b\n",
        b"ftp://example.org/a\n",
        b"\xff\xfe\n",
        b"https://example.org/" + b"a" * 20_000,
    ],
)
def test_a_text_is_no_list_of_addresses(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(content)
    (item,) = expand(path)
    assert item.path == path
    assert capture(item).raw == content


def test_a_list_inside_a_folder_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(b"https://example.org/a\n")
    (item,) = expand(tmp_path)
    assert item.address is None


def test_other_schemes_are_addresses_that_are_refused() -> None:
    (item,) = expand("file:///etc/passwd")
    assert refuse(item).code == "address_invalid"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    (item,) = expand("-")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xfftext")))
    got = capture(item)
    assert (got.raw, got.capture.name) == (b"\xfftext", "-")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * 11)))
    assert refuse(item, max_bytes=10).code == "too_large"
    monkeypatch.setattr(sys, "stdin", None)
    assert refuse(item).code == "unreadable_file"


def test_undecodable_file_names_are_printable(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n\x1b[31m.html")
    (tmp_path / name).write_bytes(b"text")
    (item,) = expand(tmp_path)
    assert item.name.endswith(r"caf\xe9\n\x1b[31m.html")
    assert capture(item).capture.id
    (tmp_path / name).unlink()
    assert refuse(item).code == "missing_file"
    assert fail(tmp_path / name).input.endswith(r"caf\xe9\n\x1b[31m.html")


@given(st.text(st.characters()))
def test_every_shown_name_can_be_printed(text: str) -> None:
    shown = show_name(text + "\udcff\u202e")
    assert shown.encode("utf-8")
    assert len(shown.splitlines()) <= 1
    assert "\u202e" not in shown


def test_the_user_agent_says_who_it_is() -> None:
    assert make_user_agent().startswith("reportedly/")
    assert make_user_agent("desk@example.org\r\nX: y").endswith(" (+desk@example.org X: y)")
    assert Limits().user_agent == make_user_agent()
