"""Fetching from a real server that behaves well, badly or maliciously."""

import contextlib
import gzip
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from capture_server import Handler, LoopbackServer, endless, page, raw, redirect
from hypothesis import given
from hypothesis import strategies as st

from reportedly.capture import Captured, Item, Limits, capture_item, make_fetcher
from reportedly.capture.fetch import Fetcher, parse_content_type
from reportedly.errors import InputError
from reportedly.model import hash_bytes

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOW = "2025-06-18T12:00:00Z"
HTML = b"<html><p>caf\xe9</p></html>"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
Fetch = Callable[..., Captured]


def refuse(fetch: Fetch, path: str, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        fetch(path, **options)
    error = caught.value
    assert path in error.message
    assert error.message.isprintable()
    return error


def test_a_page_is_captured_as_it_was_sent(server: LoopbackServer, fetch: Fetch) -> None:
    server.routes["/a"] = page(HTML, Content_Type="Text/HTML; Charset=ISO-8859-1")
    got = fetch("/a#part")
    assert got.raw == HTML
    assert got.charset == "iso-8859-1"
    assert got.capture.sha256 == hash_bytes(HTML)
    assert (got.capture.size, got.capture.status, got.capture.fetched_at) == (len(HTML), 200, NOW)
    assert got.capture.media_type == "text/html"
    assert got.capture.name == server.address + "/a#part"
    assert got.capture.address == server.address + "/a"


def test_an_item_is_fetched_by_its_address(server: LoopbackServer) -> None:
    server.routes["/a"] = page(HTML)
    item = Item(name="the story", address=server.address + "/a")
    limits = Limits(allow_private=True, user_agent="reportedly/test (+desk@example.org)")
    got = capture_item(item, limits=limits, now=lambda: NOW)
    assert (got.raw, got.capture.name, got.capture.media_type) == (HTML, "the story", None)
    assert server.paths == ["/robots.txt", "/a"]
    shared = make_fetcher(limits)
    for _ in range(2):
        capture_item(item, limits=limits, now=lambda: NOW, fetcher=shared)
    assert server.paths[2:] == ["/robots.txt", "/a", "/a"]
    for _, headers in server.asked:
        assert headers["User-Agent"] == "reportedly/test (+desk@example.org)"
        assert headers["Accept-Encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("header", "parsed"),
    [
        ("", (None, None)),
        ("text/html", ("text/html", None)),
        ('text/html; charset="UTF-8"', ("text/html", "utf-8")),
        ("text/html;charset=x-user-defined", ("text/html", "x-user-defined")),
        ("text/html; charset=%3Cb%3E", ("text/html", None)),
        ("; charset=utf-8", (None, "utf-8")),
        ("<script>/x", (None, None)),
        ("text/html; charset*=utf-8''%ff%fe", ("text/html", None)),
        ("a" * 100_000, (None, None)),
    ],
)
def test_content_types(header: str, parsed: tuple[str | None, str | None]) -> None:
    assert parse_content_type(header) == parsed


def test_redirects_lead_to_the_final_address(server: LoopbackServer, fetch: Fetch) -> None:
    server.routes["/1"] = redirect("2?a=b c#d", status=301, Set_Cookie="id=1; Path=/")
    server.routes["/2?a=b%20c"] = redirect(server.address + "/3", status=308)
    server.routes["/3"] = page(HTML)
    got = fetch("/1")
    assert (got.raw, got.capture.address) == (HTML, server.address + "/3")
    assert got.capture.name == server.address + "/1"
    assert not any("Cookie" in headers for _, headers in server.asked)


def test_five_redirects_are_followed_and_six_are_not(server: LoopbackServer, fetch: Fetch) -> None:
    for number in range(6):
        server.routes[f"/{number}"] = redirect(f"/{number + 1}")
    server.routes["/6"] = page(HTML)
    assert fetch("/1").raw == HTML
    error = refuse(fetch, "/0")
    assert (error.code, error.retry) == ("fetch_redirects", False)
    assert refuse(fetch, "/5", max_redirects=0).code == "fetch_redirects"


def test_a_redirect_loop_ends_at_once(server: LoopbackServer, fetch: Fetch) -> None:
    server.routes["/a"] = redirect("/b")
    server.routes["/b"] = redirect("/a")
    assert refuse(fetch, "/a").code == "fetch_redirects"
    assert server.paths == ["/a", "/b"]


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("file:///etc/passwd", "address_invalid"),
        ("ftp://example.org/", "address_invalid"),
        ("http://user:word@127.0.0.1/", "address_invalid"),
        ("http://[::1/", "address_invalid"),
        ("http://" + "ü" * 80 + ".example/", "address_invalid"),
    ],
)
def test_redirects_to_other_things(
    server: LoopbackServer, fetch: Fetch, target: str, code: str
) -> None:
    server.routes["/a"] = raw(f"HTTP/1.1 302 F\r\nLocation: {target}\r\n\r\n".encode())
    assert refuse(fetch, "/a").code == code


@pytest.mark.parametrize(
    ("status", "retry"), [(404, False), (410, False), (429, True), (500, True), (503, True)]
)
def test_error_pages_are_no_articles(
    server: LoopbackServer, fetch: Fetch, status: int, retry: bool
) -> None:
    server.routes["/a"] = page(HTML, status=status)
    error = refuse(fetch, "/a")
    assert (error.code, error.retry, error.context["status"]) == ("fetch_status", retry, status)


@pytest.mark.parametrize("status", [300, 304, 302, 799])
def test_odd_statuses_are_failures(server: LoopbackServer, fetch: Fetch, status: int) -> None:
    server.routes["/a"] = raw(f"HTTP/1.1 {status} Odd\r\nContent-Length: 0\r\n\r\n".encode())
    assert refuse(fetch, "/a").code == "fetch_status"


def test_compressed_pages_are_kept_uncompressed(server: LoopbackServer, fetch: Fetch) -> None:
    server.routes["/a"] = page(gzip.compress(HTML), Content_Encoding="gzip")
    got = fetch("/a")
    assert (got.raw, got.capture.sha256) == (HTML, hash_bytes(HTML))


def test_bombs_and_broken_compression(server: LoopbackServer, fetch: Fetch) -> None:
    server.routes["/bomb"] = page(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    server.routes["/half"] = page(gzip.compress(HTML * 9)[:-9], Content_Encoding="gzip")
    server.routes["/none"] = page(HTML, Content_Encoding="gzip")
    for path in ("/bomb", "/half", "/none"):
        error = refuse(fetch, path)
        assert (error.code, error.retry) == ("fetch_encoding", False)


@pytest.mark.parametrize("head", [OK + b"\r\n", OK + b"Transfer-Encoding: chunked\r\n\r\n"])
def test_an_endless_body_is_cut(server: LoopbackServer, fetch: Fetch, head: bytes) -> None:
    server.routes["/a"] = endless(head, b"1000\r\n" + b"x" * 4096 + b"\r\n")
    error = refuse(fetch, "/a", max_bytes=100_000)
    assert (error.code, error.retry) == ("fetch_too_large", False)


def test_content_lengths_that_lie(server: LoopbackServer, fetch: Fetch) -> None:
    server.routes["/huge"] = page(b"x", Content_Length="10000000000")
    server.routes["/long"] = page(b"x", Content_Length="10")
    server.routes["/short"] = page(b"x" * 10, Content_Length="3")
    server.routes["/odd"] = page(b"x", Content_Length="-1")
    assert refuse(fetch, "/huge").code == "fetch_too_large"
    assert refuse(fetch, "/long").code == "fetch_failed"
    assert fetch("/short").raw == b"xxx"
    assert refuse(fetch, "/odd").code == "fetch_failed"


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX: ", OK + b"\r\n"])
def test_a_dripping_server_meets_the_deadline(
    server: LoopbackServer, fetch: Fetch, head: bytes
) -> None:
    server.routes["/a"] = endless(head, b"x", pause=0.02)
    begun = time.monotonic()
    error = refuse(fetch, "/a", timeout=0.3)
    assert (error.code, error.retry) == ("fetch_timeout", True)
    assert time.monotonic() - begun < 1.5


def test_the_deadline_is_one_for_all_redirects(server: LoopbackServer, fetch: Fetch) -> None:
    def slowly(handler: Handler) -> None:
        time.sleep(0.15)
        redirect(f"{handler.path}x")(handler)

    for number in range(6):
        server.routes["/a" + "x" * number] = slowly
    assert refuse(fetch, "/a", timeout=0.3).code == "fetch_timeout"
    assert len(server.asked) < 4


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (OK, b"X-Flood: " + b"y" * 5_000 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"y" * 5_000),
        (b"", b"HTTP/1.1 103 Early Hints\r\nX: " + b"y" * 5_000 + b"\r\n\r\n"),
    ],
)
def test_a_flood_of_headers_ends(
    server: LoopbackServer, fetch: Fetch, head: bytes, piece: bytes
) -> None:
    server.routes["/a"] = endless(head, piece)
    assert refuse(fetch, "/a", max_bytes=1_000).code in ("fetch_failed", "fetch_too_large")


@pytest.mark.parametrize("answer", [b"", b"\0\xff\r\n\r\n", b"HTTP/1.1 2x0 OK\r\n\r\n"])
def test_answers_that_are_no_http(server: LoopbackServer, fetch: Fetch, answer: bytes) -> None:
    server.routes["/a"] = raw(answer)
    error = refuse(fetch, "/a")
    assert (error.code, error.retry) == ("fetch_failed", True)


HEADERS = ["Content-Length: 3", "Content-Length: x", "Transfer-Encoding: chunked", "Location: /a"]
HEADERS += ["Content-Encoding: gzip", "Content-Encoding: zstd", "Content-Type: \xff;charset=\xff"]
HEADERS += ["Location: http://\xff:1/", "Set-Cookie: a=b", "Connection: close", "\0", ": x"]


@given(st.integers(100, 599), st.lists(st.sampled_from(HEADERS)), st.binary(max_size=200))
def test_any_answer_gives_a_capture_or_an_input_error(
    server: LoopbackServer, fetch: Fetch, status: int, headers: list[str], body: bytes
) -> None:
    head = "\r\n".join([f"HTTP/1.1 {status} Odd", *headers, "\r\n"])
    server.routes["/a"] = raw(head.encode("latin-1") + body)
    with contextlib.suppress(InputError):
        assert fetch("/a").capture.status == status


def test_nobody_listens() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/a"
    for obey in (True, False):
        fetcher = Fetcher(Limits(allow_private=True, obey_robots=obey))
        with pytest.raises(InputError) as caught:
            fetcher.fetch(address, name=address, now=lambda: NOW)
        assert (caught.value.code, caught.value.retry) == ("fetch_refused", True)


def test_the_environment_is_not_asked(
    server: LoopbackServer, fetch: Fetch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    server.routes["/a"] = page(HTML)
    assert fetch("/a").raw == HTML
    ((_, headers),) = server.asked
    assert "Authorization" not in headers


def test_importing_capture_loads_no_network_library() -> None:
    code = "import sys, reportedly.capture; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not {"httpx2", "httpcore2", "protego"} & set(done.stdout.split())


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example that signs itself, with its key, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
    command += " -subj /CN=news.example -addext subjectAltName=DNS:news.example"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run([*command.split(), *files], capture_output=True, check=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return both


@pytest.fixture
def tls_server(server: LoopbackServer, authority: Path) -> LoopbackServer:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority)
    server.names = []
    context.sni_callback = lambda _socket, name, _context: server.names.append(name)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    server.routes["/a"] = page(HTML)
    return server


def test_the_name_stays_while_the_connection_is_pinned(
    tls_server: LoopbackServer, authority: Path
) -> None:
    trusting = ssl.create_default_context(cafile=authority)
    limits = Limits(allow_private=True, obey_robots=False, timeout=5)
    fetcher = Fetcher(limits, resolve=lambda _host, _port: ["127.0.0.1"], ssl_context=trusting)
    address = f"https://news.example:{tls_server.port}/a"
    got = fetcher.fetch(address, name=address, now=lambda: NOW)
    assert (got.raw, got.capture.address) == (HTML, address)
    assert tls_server.names == ["news.example"]
    assert tls_server.asked[0][1]["Host"] == f"news.example:{tls_server.port}"


@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_must_fit_the_name(
    tls_server: LoopbackServer, authority: Path, trusted: bool
) -> None:
    context = ssl.create_default_context(cafile=authority) if trusted else None
    host = "other.example" if trusted else "news.example"
    limits = Limits(allow_private=True, obey_robots=False, timeout=5)
    fetcher = Fetcher(limits, resolve=lambda _host, _port: ["127.0.0.1"], ssl_context=context)
    with pytest.raises(InputError, match="certificate verify failed") as caught:
        fetcher.fetch(f"https://{host}:{tls_server.port}/a", name="the page", now=lambda: NOW)
    assert caught.value.code == "fetch_failed"
    assert tls_server.asked == []
