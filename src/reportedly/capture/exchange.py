"""One fetch as the network sees it: its requests, redirects and limits, over its own connections.

The low-level client is used on purpose: it keeps no cookies, reads no proxy or credential settings
from the environment, follows no redirect and decompresses nothing by itself.
"""

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore2
import httpx2

from reportedly.capture.addresses import invalid, parse_address
from reportedly.capture.bodies import ACCEPTED, Body, too_large
from reportedly.capture.records import Limits, show_name
from reportedly.capture.wire import Budget, GuardedBackend, Resolve
from reportedly.errors import InputError

log = logging.getLogger(__name__)

REDIRECTS = frozenset({301, 302, 303, 307, 308})
ACCEPT = "text/html,application/xhtml+xml;q=0.9,text/plain;q=0.8,text/markdown;q=0.8,*/*;q=0.1"


@dataclass(frozen=True, slots=True)
class Page:
    """One answer. ``body`` is free of content-encoding, and empty for redirects and errors."""

    address: str
    status: int
    headers: httpx2.Headers
    body: bytes


class Exchange:
    """One fetch, called ``name`` in messages; closes its connections as a context manager."""

    def __init__(
        self, name: str, limits: Limits, *, resolve: Resolve, ssl_context: ssl.SSLContext
    ) -> None:
        self.name = name
        self._limits = limits
        self._budget = Budget(name, limits)
        self._pool = httpcore2.ConnectionPool(
            ssl_context=ssl_context, network_backend=GuardedBackend(self._budget, resolve)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.close()

    def follow(
        self,
        address: str,
        *,
        check: Callable[[str], None] | None = None,
        cut_at: int | None = None,
    ) -> Page:
        """The page an address leads to; ``check`` is asked before each step.

        With ``cut_at`` a longer body is cut there, not refused.
        """
        seen: set[str] = set()
        while address not in seen and len(seen) <= self._limits.max_redirects:
            seen.add(address)
            if check is not None:
                check(address)
            page = self._get(address, cut_at=cut_at)
            if page.status not in REDIRECTS or "location" not in page.headers:
                return self._check_status(page)
            address = self._next_address(page)
        how = "in a circle" if address in seen else f"more than {self._limits.max_redirects} times"
        raise InputError("fetch_redirects", f"{self.name} redirects {how}", name=self.name)

    def _next_address(self, page: Page) -> str:
        location = page.headers["location"].strip().replace(" ", "%20")
        try:
            target = urljoin(page.address, location)
            return parse_address(target, allow_private=self._limits.allow_private)
        except ValueError:
            raise invalid(self.name, "it redirects to something that is no address") from None
        except InputError as error:
            message = f"{self.name} redirects to what may not be fetched: {error.message}"
            raise InputError(error.code, message, name=self.name) from None

    def _get(self, address: str, *, cut_at: int | None) -> Page:
        try:
            url = httpx2.URL(address)
            with self._pool.stream("GET", _make_url(url), headers=self._headers()) as response:
                headers = httpx2.Headers(response.headers)
                good = HTTPStatus.OK <= response.status < HTTPStatus.MULTIPLE_CHOICES
                body = self._read(response, headers, cut_at) if good else b""
        except httpx2.InvalidURL as error:
            raise invalid(self.name, show_name(str(error))) from None
        except httpcore2.TimeoutException:
            raise self._budget.timed_out() from None
        except (httpcore2.NetworkError, httpcore2.ProtocolError) as error:
            raise self._failed(error) from None
        log.debug("%s answered %d", show_name(address), response.status)
        return Page(address=str(url), status=response.status, headers=headers, body=body)

    def _headers(self) -> list[tuple[bytes, bytes]]:
        agent = " ".join(self._limits.user_agent.split())
        return [
            (b"User-Agent", agent.encode("utf-8", errors="replace")),
            (b"Accept", ACCEPT.encode()),
            (b"Accept-Encoding", ACCEPTED.encode()),
        ]

    def _read(
        self, response: httpcore2.Response, headers: httpx2.Headers, cut_at: int | None
    ) -> bytes:
        limit = self._limits.max_bytes if cut_at is None else cut_at
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > limit and cut_at is None:
            raise too_large(self.name, limit)
        encoding = headers.get("content-encoding", "")
        body = Body(self.name, max_bytes=limit, encoding=encoding, truncate=cut_at is not None)
        for chunk in response.iter_stream():
            body.feed(chunk)
            self._budget.seconds()  # undoing compression takes time, too
            if body.full:
                break
        return body.finish()

    def _check_status(self, page: Page) -> Page:
        status = page.status
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            return page
        words = _status_words(status)
        raise InputError(
            "fetch_status",
            f"the server answered {words} for {self.name}",
            name=self.name,
            status=status,
            reason=f"the server answered {words}",
            retry=status >= HTTPStatus.INTERNAL_SERVER_ERROR
            or status == HTTPStatus.TOO_MANY_REQUESTS,
        )

    def _failed(self, error: Exception) -> InputError:
        reason = show_name(str(error)) or type(error).__name__
        message = f"{self.name} could not be fetched: {reason}"
        return InputError("fetch_failed", message, name=self.name, reason=reason, retry=True)


def _make_url(url: httpx2.URL) -> httpcore2.URL:
    return httpcore2.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _status_words(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:  # not a registered number
        return str(status)
