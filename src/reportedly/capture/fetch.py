"""Fetching pages by their addresses, if the site's robots.txt agrees. All of it is hostile.

The one way to the network: ``exchange`` speaks HTTP and ``wire`` opens the connections, and both
are used from here only. Loading this module loads the HTTP libraries.
"""

import functools
import re
import ssl
import threading
from collections.abc import Callable
from email.message import Message
from http import HTTPStatus

import httpx2

from reportedly.capture import robots
from reportedly.capture.addresses import parse_address
from reportedly.capture.exchange import Exchange, Page
from reportedly.capture.records import Captured, Limits, show_name
from reportedly.capture.wire import Resolve, look_up
from reportedly.errors import InputError
from reportedly.model import Capture, hash_bytes

# Failures of the host as such: they are the page's own, not its robots.txt's.
_HOST_CODES = frozenset({"fetch_dns", "fetch_private_address", "fetch_refused", "fetch_timeout"})
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")
_CHARSET = re.compile(r"[a-z0-9_.:-]{1,40}")
_LONGEST_TYPE = 500
_SITES_KEPT = 1_000


class Fetcher:
    """Fetches addresses and remembers each site's robots.txt as long as it lives.

    Each fetch has connections of its own, so several threads may share one fetcher. ``resolve``
    and ``ssl_context`` are the network's edge, for tests and private certificate authorities.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        resolve: Resolve = look_up,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._resolve = resolve
        self._given_context = ssl_context
        self._rules: dict[str, robots.Rules] = {}
        self._lock = threading.Lock()

    def fetch(self, address: str, *, name: str, now: Callable[[], str]) -> Captured:
        """Fetch one page; raises ``InputError``, whose message calls the page ``name``."""
        allow_private = self._limits.allow_private
        start = parse_address(address, name=name, allow_private=allow_private)
        with self._open(name) as exchange:
            check = functools.partial(self._check_robots, exchange)
            page = exchange.follow(start, check=check if self._limits.obey_robots else None)
        return _make_captured(page, name=name, fetched_at=now())

    @functools.cached_property
    def _ssl_context(self) -> ssl.SSLContext:
        # Reading the certificates takes longer than a small fetch: once is enough.
        return self._given_context or httpx2.create_ssl_context(trust_env=False)

    def _open(self, name: str) -> Exchange:
        return Exchange(name, self._limits, resolve=self._resolve, ssl_context=self._ssl_context)

    def _check_robots(self, exchange: Exchange, address: str) -> None:
        rules = self._find_rules(exchange, robots.robots_address(address))
        if rules.unknown:
            raise _robots_unknown(exchange.name, rules.unknown)
        if not rules.allows(address, self._limits.user_agent):
            message = f"{exchange.name} was not fetched: its site's robots.txt forbids it"
            raise InputError("fetch_robots", message, name=exchange.name)

    def _find_rules(self, exchange: Exchange, site: str) -> robots.Rules:
        with self._lock:
            known = self._rules.get(site)
        if known is not None:
            return known
        rules = _fetch_rules(exchange, site)
        with self._lock:
            if len(self._rules) >= _SITES_KEPT:
                self._rules.clear()
            self._rules[site] = rules
        return rules


def parse_content_type(header: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type header, in lower case, where they make sense."""
    message = Message()
    message["content-type"] = show_name(header[:_LONGEST_TYPE])
    media_type = header[:_LONGEST_TYPE].partition(";")[0].strip().lower()
    charset = message.get_content_charset("")
    return (
        media_type if _MEDIA_TYPE.fullmatch(media_type) else None,
        charset if _CHARSET.fullmatch(charset) else None,
    )


def _make_captured(page: Page, *, name: str, fetched_at: str) -> Captured:
    media_type, charset = parse_content_type(page.headers.get("content-type", ""))
    capture = Capture(
        sha256=hash_bytes(page.body),
        size=len(page.body),
        name=name,
        fetched_at=fetched_at,
        address=page.address,
        status=page.status,
        media_type=media_type,
    )
    return Captured(capture=capture, raw=page.body, charset=charset)


def _fetch_rules(exchange: Exchange, site: str) -> robots.Rules:
    try:
        return robots.parse_rules(exchange.follow(site, cut_at=robots.MAX_BYTES).body)
    except InputError as error:
        if error.code in _HOST_CODES:
            raise
        # RFC 9309, 2.3.1: what is not there allows everything, and so does an endless redirect.
        status = int(error.context.get("status", 0))
        if error.code == "fetch_redirects" or 0 < status < HTTPStatus.INTERNAL_SERVER_ERROR:
            return robots.Rules()
        reason = str(error.context.get("reason", error.code))
        if status:  # the site's own answer holds for its other pages; a broken line does not
            return robots.Rules(unknown=reason)
        raise _robots_unknown(exchange.name, reason) from None


def _robots_unknown(name: str, reason: str) -> InputError:
    message = f"{name} was not fetched: its site's robots.txt could not be read ({reason})"
    return InputError("fetch_robots", message, name=name, retry=True)
