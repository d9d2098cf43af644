"""The server's side of the fetching tests: a table of paths and what happens there."""

import contextlib
import http.server
import ssl
import threading
from collections.abc import Callable
from typing import Self

# Without certificates: reading the system's for every fetcher would take most of the time.
NO_TRUST = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
Route = Callable[["Handler"], None]


class Handler(http.server.BaseHTTPRequestHandler):
    """Runs the route of the path asked for; a path without one is answered 404."""

    server: "LoopbackServer"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        route = self.server.routes.get(self.path, page(b"not here", status=404))
        with contextlib.suppress(ConnectionError):  # the client has seen enough
            route(self)

    def log_message(self, *args: object) -> None:
        pass


class LoopbackServer(http.server.ThreadingHTTPServer):
    """Serves ``routes`` and keeps what was asked, with its headers."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.stopping = threading.Event()

    def handle_error(self, *args: object) -> None:
        """Clients that break off are what is tested."""

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *args: object) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()


def page(body: bytes, *, status: int = 200, **headers: str) -> Route:
    """An ordinary answer; header names are written with underscores."""

    def answer(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def redirect(target: str, *, status: int = 302, **headers: str) -> Route:
    """A redirect."""
    return page(b"", status=status, Location=target, **headers)


def raw(data: bytes) -> Route:
    """Exactly these bytes."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(data)

    return answer


def endless(head: bytes, piece: bytes, *, pause: float = 0.0) -> Route:
    """``head``, and then ``piece`` again and again until the client goes."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(head)
        while not handler.server.stopping.wait(pause):
            handler.wfile.write(piece)

    return answer
