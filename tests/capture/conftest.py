"""A real HTTP server on loopback, and fetchers that may talk to it."""

from collections.abc import Callable, Iterator

import pytest
from capture_server import NO_TRUST, LoopbackServer

from reportedly.capture import Captured, Limits
from reportedly.capture.fetch import Fetcher

NOW = "2025-06-18T12:00:00Z"


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with LoopbackServer() as running:
        yield running


@pytest.fixture
def fetch(server: LoopbackServer) -> Callable[..., Captured]:
    """Fetch a path of the server; options are those of ``Limits``."""

    def fetch_path(path: str, **options: object) -> Captured:
        chosen = {"timeout": 5.0, "allow_private": True, "obey_robots": False} | options
        address = server.address + path
        fetcher = Fetcher(Limits(**chosen), ssl_context=NO_TRUST)
        return fetcher.fetch(address, name=address, now=lambda: NOW)

    return fetch_path
