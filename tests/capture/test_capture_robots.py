"""robots.txt is asked for once per site, obeyed, and never trusted."""

import time
from collections.abc import Callable

import pytest
from capture_server import NO_TRUST, LoopbackServer, endless, page, raw, redirect

from reportedly.capture import Limits
from reportedly.capture.fetch import Fetcher
from reportedly.capture.robots import parse_rules
from reportedly.errors import InputError

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

FORBID = b"User-agent: *\nDisallow: /private\n"


@pytest.fixture
def get(server: LoopbackServer) -> Callable[..., str]:
    """Fetch paths with one fetcher; gives ``ok`` or the error's code, ``?`` where to retry."""
    fetchers: dict[str, Fetcher] = {}

    def get_path(path: str, **options: object) -> str:
        chosen = {"timeout": 5.0, "allow_private": True} | options
        new = Fetcher(Limits(**chosen), ssl_context=NO_TRUST)
        fetcher = fetchers.setdefault(repr(options), new)
        try:
            fetcher.fetch(server.address + path, name=path, now=lambda: "now")
        except InputError as error:
            return error.code + "?" * error.retry
        return "ok"

    for path in ("/a", "/b", "/private/a"):
        server.routes[path] = page(b"text")
    return get_path


def test_what_is_forbidden_is_not_asked_for(
    server: LoopbackServer, get: Callable[..., str]
) -> None:
    server.routes["/robots.txt"] = page(FORBID)
    assert [get("/a"), get("/private/a"), get("/b")] == ["ok", "fetch_robots", "ok"]
    assert server.paths == ["/robots.txt", "/a", "/b"]
    assert get("/private/a", obey_robots=False) == "ok"


def test_rules_for_us_win_over_rules_for_all(
    server: LoopbackServer, get: Callable[..., str]
) -> None:
    server.routes["/robots.txt"] = page(
        b"\xef\xbb\xbfUser-agent: *\nDisallow: /\n\nUser-agent: Reportedly\nDisallow: /b\n"
    )
    assert [get("/a"), get("/b")] == ["ok", "fetch_robots"]
    assert get("/a", user_agent="other/1 (+reportedly)") == "fetch_robots"
    assert get("/b", user_agent="") == "fetch_robots"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (page(b"", status=404), "ok"),
        (page(b"", status=403), "ok"),
        (page(b"", status=500), "fetch_robots?"),
        (page(b"", status=503), "fetch_robots?"),
        (raw(b""), "fetch_robots?"),
        (page(FORBID, Content_Encoding="gzip"), "fetch_robots?"),
        (redirect("/robots.txt"), "ok"),
        (redirect("/rules"), "ok"),
        (redirect("http://[::1/"), "fetch_robots?"),
        (page(b"<html>\0\xff no rules</html>" * 99), "ok"),
        (page(b"User-agent: *\nDisallow: /\n"), "fetch_robots"),
        (page(FORBID + b"#" * 600_000 + b"\nDisallow: /a\n"), "ok"),
        (endless(b"HTTP/1.1 200 OK\r\n\r\n", b"#" * 5_000), "ok"),
    ],
)
def test_what_a_robots_txt_means(
    server: LoopbackServer, get: Callable[..., str], answer: object, outcome: str
) -> None:
    server.routes["/robots.txt"] = answer
    server.routes["/rules"] = page(FORBID)
    assert get("/a") == outcome


def test_a_redirect_to_a_forbidden_page_is_not_followed(
    server: LoopbackServer, get: Callable[..., str]
) -> None:
    server.routes["/robots.txt"] = page(FORBID)
    server.routes["/r"] = redirect("/private/a")
    assert get("/r") == "fetch_robots"
    assert server.paths == ["/robots.txt", "/r"]


def test_a_sites_refusal_is_remembered_and_a_broken_line_is_not(
    server: LoopbackServer, get: Callable[..., str]
) -> None:
    server.routes["/robots.txt"] = raw(b"")
    assert get("/a") == "fetch_robots?"
    server.routes["/robots.txt"] = page(b"", status=500)
    assert [get("/a"), get("/a")] == ["fetch_robots?"] * 2
    assert server.paths == ["/robots.txt"] * 2


def test_a_dripping_robots_txt_meets_the_deadline(
    server: LoopbackServer, get: Callable[..., str]
) -> None:
    server.routes["/robots.txt"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"#", pause=0.02)
    assert get("/a", timeout=0.3) == "fetch_timeout?"


def test_half_a_megabyte_of_agents_and_rules_stays_small() -> None:
    agents = "".join(f"User-agent: bot{n}\n" for n in range(14_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(14_000))
    begun = time.monotonic()
    parsed = parse_rules((agents + rules).encode())
    assert parsed.allows("http://example.org/1", "reportedly/1")
    assert time.monotonic() - begun < 5
