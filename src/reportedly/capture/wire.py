"""Connections for ``fetch``: to checked addresses only, within one budget of time and bytes.

A host name is looked up once, and the connection goes to exactly the addresses that were checked:
a second look-up could answer differently (DNS rebinding). The name itself stays what the Host
header, SNI and the certificate check use, because only the TCP connection is redirected here.
Only ``exchange`` imports this module.
"""

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore2

from reportedly.capture.addresses import is_public, private_address
from reportedly.capture.records import Limits, show_name
from reportedly.errors import InputError

Resolve = Callable[[str, int], list[str]]
# Headers, redirects and a robots.txt come on top of the page itself.
OVERHEAD = 2_000_000


def look_up(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the system's order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Budget:
    """What one fetch may still spend: wall-clock seconds, and bytes from the wire."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._deadline = time.monotonic() + limits.timeout
        self._bytes_left = limits.max_bytes + OVERHEAD

    def seconds(self, at_most: float | None = None) -> float:
        """Seconds left; raises ``InputError`` when there are none."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise self.timed_out()
        return left if at_most is None else min(left, at_most)

    def spend(self, size: int) -> None:
        """Count bytes that came in."""
        self._bytes_left -= size
        if self._bytes_left < 0:
            message = f"{self.name} sends more than {self.limits.max_bytes:,} bytes"
            raise InputError("fetch_too_large", message, name=self.name)

    def timed_out(self) -> InputError:
        """The error for a fetch that took too long."""
        message = f"{self.name} was not fetched within {self.limits.timeout:g} seconds"
        return InputError("fetch_timeout", message, name=self.name, retry=True)


class GuardedBackend(httpcore2.NetworkBackend):
    """Opens connections for one fetch."""

    def __init__(self, budget: Budget, resolve: Resolve) -> None:
        self._budget = budget
        self._resolve = resolve
        self._sockets = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to one of the host's addresses, all of which must be public."""
        addresses = self._find_addresses(host, port)
        refused = 0
        failure: httpcore2.NetworkError | httpcore2.TimeoutException | None = None
        for number, address in enumerate(addresses):
            # One dead address must not use up the time of those after it.
            share = self._budget.seconds(timeout) / (len(addresses) - number)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore2.NetworkError, httpcore2.TimeoutException) as error:
                failure = error
                refused += isinstance(error.__cause__, ConnectionRefusedError)
            else:
                return GuardedStream(stream, self._budget)
        if failure is None or refused == len(addresses):
            raise self._refused(host, port)
        raise failure

    def _find_addresses(self, host: str, port: int) -> list[str]:
        addresses = [host] if _is_literal(host) else self._resolve_in_time(host, port)
        if not addresses:
            raise self._unknown_host(host)
        if not self._budget.limits.allow_private:
            # One private address among public ones is refused as a whole: it is no accident.
            for address in addresses:
                if not is_public(address):
                    raise private_address(self._budget.name, address)
        return addresses

    def _resolve_in_time(self, host: str, port: int) -> list[str]:
        # The system's look-up has no time limit; a thread that outlives ours ends by itself.
        answers: queue.SimpleQueue[list[str] | None] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(host, port))
            except (OSError, UnicodeError):
                answers.put(None)

        threading.Thread(target=ask, daemon=True, name="reportedly-dns").start()
        try:
            addresses = answers.get(timeout=self._budget.seconds())
        except queue.Empty:
            raise self._budget.timed_out() from None
        return addresses or []

    def _unknown_host(self, host: str) -> InputError:
        name = self._budget.name
        message = f"the host of {name} was not found ({show_name(host)})"
        return InputError("fetch_dns", message, name=name, retry=True)

    def _refused(self, host: str, port: int) -> InputError:
        name = self._budget.name
        message = f"nothing accepts connections for {name} ({show_name(host)}, port {port})"
        return InputError("fetch_refused", message, name=name, retry=True)


class GuardedStream(httpcore2.NetworkStream):
    """A connection whose every operation gets only the time the whole fetch has left.

    The library's own time-outs start anew with each byte: a server that drips would hold us
    for ever.
    """

    def __init__(self, inner: httpcore2.NetworkStream, budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, up to ``max_bytes``."""
        data = self._inner.read(max_bytes, self._budget.seconds(timeout))
        self._budget.spend(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of ``buffer``."""
        self._inner.write(buffer, self._budget.seconds(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        """Begin TLS, checking the certificate against the host's name."""
        seconds = self._budget.seconds(timeout)
        inner = self._inner.start_tls(ssl_context, server_hostname, seconds)
        return GuardedStream(inner, self._budget)

    def get_extra_info(self, info: str) -> Any:
        """Details of the connection, by name."""
        return self._inner.get_extra_info(info)


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
