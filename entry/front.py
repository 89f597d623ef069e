"""What every request passes before Streamlit sees it.

Owns: refusing requests of other sites, of other names and of whoever may not upload, what a browser may do
with the answers, and cookies that travel over TLS alone. Refuses: who somebody is (`ui.shell.access`), and
which addresses are ours (`addresses`).
"""

import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import websockets.http11

from entry.addresses import Addresses
from entry.metrics import has_key
from entry.uploads import UploadRoom

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = dict[str, str]

# A sign-in that names 200 groups makes cookies of some 30 kB, which come in one line.
_LONGEST_LINE = 65_536
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
_HEALTH = "/_stcore/health"  # asked by machines, under whatever name they have for us
# Who is here and how much memory they need; and a way to drive the pages without a browser.
_CLOSED = re.compile(r"/_stcore/(?:metrics|agent)(?:/|\Z)")
_UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+\Z")
_POLICIES = (
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_OTHER_NAME = "The dashboard is not served under this name. DASHBOARD_OTHER_ADDRESSES can add it."
_OTHER_SITE = "A page of another site asks for this. DASHBOARD_OTHER_ADDRESSES can name an address of ours."
_LOG = logging.getLogger(__name__)


class Front:
    """The ASGI application before Streamlit's own.

    `read_addresses` and `read_room` are asked at the first request: secrets.toml is read by then.
    """

    def __init__(
        self,
        app: Application,
        read_addresses: Callable[[], Addresses],
        read_room: Callable[[], UploadRoom],
        *,
        metrics_key: str = "",
    ) -> None:
        self._app = app
        self._read_addresses, self._read_room = read_addresses, read_room
        self._metrics_key = metrics_key
        self._known: tuple[Addresses, UploadRoom] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that is refused; hand every other one on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        if self._known is None:
            self._known = self._read_addresses(), self._read_room()
        addresses, room = self._known
        headers = headers_of(scope)
        send = _with_policies(send, addresses.is_over_tls(scope["scheme"], headers))
        if refusal := self._why_not(scope, headers, addresses):
            await _refuse(scope, send, *refusal)
        elif scope["type"] == "websocket":
            await self._app(_asked_for_as_its_origin_says(scope, headers), receive, send)
        elif scope["method"] == "PUT" and (upload := _UPLOAD.search(scope["path"])):
            await self._upload(upload["session"], room, headers, (scope, receive, send))
        else:
            await self._app(scope, receive, send)

    def _why_not(self, scope: Scope, headers: Headers, addresses: Addresses) -> tuple[int, str] | None:
        """Return the status and the words with which a request is refused; None for one that is not."""
        path, host = scope["path"], addresses.host_of(headers)
        if _CLOSED.search(path) and not ("/metrics" in path and has_key(headers, self._metrics_key)):
            return 404, "There is no such page."
        if not addresses.is_host(host) and not path.endswith(_HEALTH):
            return 421, _OTHER_NAME
        changes = scope["type"] == "websocket" or scope["method"] not in _SAFE_METHODS
        origin = headers.get("origin")
        # Programs that are no browser name no site; Streamlit takes no sign-in from them.
        if changes and origin is not None and not addresses.is_origin(origin, host):
            _LOG.warning("refused a request of the site %r to %r", origin[:200], host[:200])
            return 403, _OTHER_SITE
        return None

    async def _upload(
        self, session: str, room: UploadRoom, headers: Headers, call: tuple[Scope, Receive, Send]
    ) -> None:
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 16):
            # The server cuts what is longer than said; of what says nothing it would keep anything.
            await _refuse(call[0], call[2], 411, "An upload has to say how long it is.")
            return
        with room.taken(session, int(length)) as refusal:
            if refusal is None:
                await self._app(*call)
            else:
                await _refuse(call[0], call[2], *refusal)


def take_long_lines() -> None:
    """Let a connection begin with cookies as large as a sign-in with hundreds of groups makes them.

    WEBSOCKETS_MAX_LINE_LENGTH, where it is set to more, holds.
    """
    # The server has imported the package before it imports us, so that the environment would come too late.
    websockets.http11.MAX_LINE_LENGTH = max(websockets.http11.MAX_LINE_LENGTH, _LONGEST_LINE)


def headers_of(scope: Scope) -> Headers:
    """Return what a request says of itself, by names in lower case."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _asked_for_as_its_origin_says(scope: Scope, headers: Headers) -> Scope:
    """Return a connection, whose origin is ours, as one that was asked for under the origin's own name.

    Streamlit takes no other name for ours without looking for this machine's addresses.
    """
    origin = headers.get("origin")
    if origin is None:
        return scope
    host = origin.partition("://")[2].encode("latin-1")
    others = [(name, value) for name, value in scope["headers"] if name.lower() != b"host"]
    return {**scope, "headers": [(b"host", host), *others]}


def _with_policies(send: Send, is_over_tls: bool) -> Send:
    """Return a `send` that adds what browsers may do with an answer, and keeps cookies to TLS."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [
                (name, _secure(value) if is_over_tls and name.lower() == b"set-cookie" else value)
                for name, value in message.get("headers", ())
            ]
            ours = {name for name, _ in _POLICIES}
            message = {**message, "headers": [each for each in given if each[0].lower() not in ours]}
            message["headers"] += _POLICIES
        await send(message)

    return sending


def _secure(cookie: bytes) -> bytes:
    said = [part.strip().lower() for part in cookie.split(b";")]
    return cookie if b"secure" in said[1:] else cookie + b"; Secure"


async def _refuse(scope: Scope, send: Send, status: int, words: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    await answer(send, status, words.encode())


async def answer(send: Send, status: int, body: bytes, kind: bytes = b"text/plain; charset=utf-8") -> None:
    """Send a whole answer, with what browsers may do with it."""
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), *_POLICIES]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
