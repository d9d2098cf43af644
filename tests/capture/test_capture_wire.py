"""Where connections may go: names are looked up once, and all their addresses are checked."""

import threading
import time
from collections.abc import Callable

import pytest
from capture_server import NO_TRUST, LoopbackServer, page, redirect
from pytest_socket import SocketConnectBlockedError

from reportedly.capture import Captured, Limits, wire
from reportedly.capture.addresses import is_public
from reportedly.capture.fetch import Fetcher
from reportedly.errors import InputError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "127.0.0.2"])

PUBLIC = "93.184.216.34"
Resolve = Callable[[str, int], list[str]]


def fetch(address: str, resolve: Resolve, **options: object) -> Captured:
    limits = Limits(**({"timeout": 5.0, "obey_robots": False} | options))
    fetcher = Fetcher(limits, resolve=resolve, ssl_context=NO_TRUST)
    return fetcher.fetch(address, name=address, now=lambda: "now")


def refuse(address: str, resolve: Resolve, **options: object) -> InputError:
    with pytest.raises(InputError) as caught:
        fetch(address, resolve, **options)
    assert address in caught.value.message
    return caught.value


@pytest.mark.parametrize("robots", [True, False])
@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        [PUBLIC, "10.0.0.1"],
        ["10.0.0.1", PUBLIC],
        ["::ffff:169.254.169.254"],
        ["2606:2800:220:1::1", "64:ff9b::a00:1"],
        ["fe80::1%eth0"],
        ["100.64.0.1"],
        ["0.0.0.0"],
        ["something odd"],
    ],
)
def test_one_private_address_is_enough_to_refuse(addresses: list[str], robots: bool) -> None:
    error = refuse("http://news.example/a", lambda _host, _port: addresses, obey_robots=robots)
    assert (error.code, error.retry) == ("fetch_private_address", False)


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.1", "[::1]", "0"])
def test_numbers_are_checked_without_a_look_up(host: str) -> None:
    def look_up(_host: str, _port: int) -> list[str]:
        raise AssertionError("nothing to look up")

    assert refuse(f"http://{host}/a", look_up).code == "fetch_private_address"


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    # The test suite's own guard stops the connection, and so names where it was going.
    with (
        pytest.raises(SocketConnectBlockedError, match=f'"{PUBLIC}"'),
        pytest.warns(UserWarning, match="connect"),
    ):
        fetch("http://rebinding.example/a", lambda _host, _port: next(answers))
    assert next(answers) == ["127.0.0.1"]  # asked once


def test_a_name_is_looked_up_once_for_one_connection(server: LoopbackServer) -> None:
    asked = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["127.0.0.1"]

    server.routes["/a"] = page(b"text")
    address = f"http://NEWS.example:{server.port}/a"
    assert fetch(address, look_up, allow_private=True).raw == b"text"
    assert asked == [("news.example", server.port)]
    assert server.asked[0][1]["Host"] == f"news.example:{server.port}"


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]/", "//169.254.169.254/latest", "http://127.1:8/"]
)
def test_a_redirect_to_a_private_literal(server: LoopbackServer, target: str) -> None:
    error = _redirected(server, target, lambda _host, _port: [PUBLIC])
    assert error.code == "fetch_private_address"


def test_a_redirect_to_a_name_with_a_private_address(server: LoopbackServer) -> None:
    error = _redirected(server, "http://inside.example/", lambda _host, _port: ["192.168.1.1"])
    assert error.code == "fetch_private_address"


def _redirected(server: LoopbackServer, target: str, resolve: Resolve) -> InputError:
    """Follow a redirect from a page whose address counts as public."""
    server.routes["/a"] = redirect(target)
    start = f"http://news.example:{server.port}/a"

    def look_up(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host == "news.example" else resolve(host, port)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wire, "is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))
        error = refuse(start, look_up)
    assert server.paths == ["/a"]
    return error


@pytest.mark.parametrize("error", [OSError("no such host"), UnicodeError("label too long"), None])
def test_an_unknown_host(error: Exception | None) -> None:
    def look_up(_host: str, _port: int) -> list[str]:
        if error:
            raise error
        return []

    for robots in (True, False):
        failure = refuse("http://nowhere.example/a", look_up, obey_robots=robots)
        assert (failure.code, failure.retry) == ("fetch_dns", True)


def test_a_look_up_that_hangs_meets_the_deadline() -> None:
    release = threading.Event()

    def look_up(_host: str, _port: int) -> list[str]:
        release.wait(10)
        return []

    begun = time.monotonic()
    failure = refuse("http://slow.example/a", look_up, timeout=0.2)
    release.set()
    assert (failure.code, failure.retry) == ("fetch_timeout", True)
    assert time.monotonic() - begun < 2


def test_the_next_address_is_tried_when_one_refuses(server: LoopbackServer) -> None:
    server.routes["/a"] = page(b"text")
    address = f"http://news.example:{server.port}/a"
    both = ["127.0.0.2", "127.0.0.1"]  # the server listens on the second only
    assert fetch(address, lambda _host, _port: both, allow_private=True).raw == b"text"
