"""What is told of each request, and what those who run the server ask of it.

Owns: an id for each request, counting and timing it, and the answers to `/healthz` and `/metrics`. Refuses:
whether a request is let in (`front`), and what is in it.
"""

import logging
import re
import time
from secrets import token_hex

from entry.front import Application, Headers, Message, Receive, Scope, Send, answer, headers_of
from entry.health import Health
from entry.log_lines import REQUEST
from entry.metrics import Counts, has_key

HEALTH, METRICS = "/healthz", "/metrics"
_READS = ("GET", "HEAD")
# Files of the program, asked for by the dozen, and what asks every few seconds.
_QUIET = re.compile(r"/static/|/healthz\Z|/_stcore/health\Z|/_stcore/host-config\Z|/metrics\Z")
# An address that lets whoever reads it act as a session.
_SECRET = re.compile(r"(/_stcore/upload_file)/.*|(/media)/.*", re.DOTALL)
_LOG = logging.getLogger(__name__)


class Watched:
    """The ASGI application before `Front`: it counts, and answers machines."""

    def __init__(self, app: Application, counts: Counts, key: str, health: Health | None = None) -> None:
        self._app, self._counts, self._key = app, counts, key
        self._health = health or Health()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what machines ask, hand every other request on, and note how each ended."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request, begun = token_hex(8), time.perf_counter()
        token = REQUEST.set(request)
        ended = _Ended()
        try:
            await self._answer(scope, receive, ended.noting(send, self._counts, request), headers_of(scope))
        finally:
            if ended.is_connected:
                self._counts.sessions -= 1
            self._counts.requests[f"{ended.status // 100}xx"] += 1
            if not _QUIET.search(scope["path"]):
                _tell(scope, ended.status, time.perf_counter() - begun)
            REQUEST.reset(token)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        asked = scope["path"] if scope["type"] == "http" and scope["method"] in _READS else ""
        if asked == HEALTH:
            await answer(send, *await self._health.answer(), kind=b"application/json")
        elif asked == METRICS and has_key(headers, self._key):
            await answer(send, 200, self._counts.text().encode(), kind=b"text/plain; version=0.0.4")
        elif asked == METRICS:
            await answer(send, 404, b"There is no such page.")
        else:
            await self._app(scope, receive, send)


class _Ended:
    """How a request ended: its status, 500 until one is said, and whether it became a connection."""

    def __init__(self) -> None:
        self.status = 500
        self.is_connected = False

    def noting(self, send: Send, counts: Counts, request: str) -> Send:
        """Return a `send` that notes what it sends, and names the request in the answer."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                named = (b"x-request-id", request.encode())
                message = {**message, "headers": [*message.get("headers", ()), named]}
            elif message["type"] == "websocket.accept":
                self.status, self.is_connected = 101, True
                counts.sessions += 1
            elif message["type"] == "websocket.close" and not self.is_connected:
                self.status = 403
            await send(message)

        return sending


def _tell(scope: Scope, status: int, seconds: float) -> None:
    path = _SECRET.sub(lambda found: found[1] or found[2], scope["path"])[:200]
    told = {
        "method": scope.get("method", "WEBSOCKET"),
        "path": path,
        "status": status,
        "ms": round(seconds * 1000),
    }
    _LOG.info("request", extra={"told": told})
