"""Visitors who open pages over the browser's own protocol, without a browser.

Owns: one connection to a server, what a page sent over it, and pressing what the page offers. Refuses: how a
page looks.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

ANSWERS_WITHIN = 120.0  # seconds
# What a page says in words, by the kind of its element.
_SAID = {"alert": "body", "heading": "body", "markdown": "body", "text": "body"}


@dataclass(frozen=True, slots=True)
class View:
    """What a page sent until it was drawn: bytes over the WebSocket, its words of a fault, if any, all words
    that stand on it, and the names by which the server knows its fields and buttons, by their keys."""

    bytes: int
    fault: str
    words: tuple[str, ...] = ()
    fields: Mapping[str, str] | None = None


class Visitor:
    """Somebody with a session of their own, from the first view until they leave."""

    def __init__(self, address: str) -> None:
        self._at = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        self._origin = address
        self._connection: ClientConnection | None = None
        self._shown = View(0, "")
        self._page = ""  # as the server names the page that is open
        self._query = ""
        self._session = ""
        self.views = 0

    def view(self, page: str, query: str = "") -> View:
        """Open a page and wait until it is drawn. Raises TimeoutError when it is not."""
        asked = ClientState(page_name=page, query_string=query)
        self._query = query
        return self._drawn(asked)

    def press(self, button: str, texts: Mapping[str, str]) -> View:
        """Type texts into fields of the page that is open, press a button, all by their keys, and wait.

        Raises TimeoutError when the page is not drawn, KeyError for a key that it does not have, and
        ConnectionClosed when the server goes away meanwhile: nobody knows then whether it was done.
        """
        self.begin_press(button, texts)
        return self._hear(self._page)

    def begin_press(self, button: str, texts: Mapping[str, str]) -> None:
        """Type and press, and do not wait for what becomes of it."""
        fields = self._shown.fields or {}
        asked = ClientState(page_script_hash=self._page, query_string=self._query)
        for key, text in texts.items():
            asked.widget_states.widgets.add(id=fields[key], string_value=text)
        asked.widget_states.widgets.add(id=fields[button], trigger_value=True)
        self._send(asked)

    def leave(self) -> None:
        """Close the tab; the next view is that of somebody else."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._session = ""
        self.views = 0

    def _connect(self) -> ClientConnection:
        """Begin a connection as a browser does."""
        # The first protocol is the one that the browser names, before its tokens.
        return connect(
            self._at,
            origin=Origin(self._origin),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            legacy=True,
        )

    def _drawn(self, asked: ClientState) -> View:
        if self._connection is None:
            self._connection = self._connect()
        self._send(asked)
        return self._hear(asked.page_name)

    def _send(self, asked: ClientState) -> None:
        assert self._connection is not None
        self._connection.send(BackMsg(rerun_script=asked).SerializeToString())
        self.views += 1

    def _hear(self, page: str) -> View:
        assert self._connection is not None
        sent, fault = 0, ""
        words: list[str] = []
        fields: dict[str, str] = {}
        end = time.monotonic() + ANSWERS_WITHIN
        while time.monotonic() < end:
            frame = _bytes(self._connection.recv(timeout=ANSWERS_WITHIN))
            sent += len(frame)
            answer = ForwardMsg()
            answer.ParseFromString(frame)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._session = answer.new_session.initialize.session_id or self._session
                words, fields = [], {}
            elif kind == "navigation":
                self._page = answer.navigation.page_script_hash
            elif kind == "delta":
                fault = _note(answer.delta.new_element, words, fields) or fault
            elif kind == "script_finished":
                # A page that leads to another at once is drawn when that one is.
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                self._shown = View(sent, fault, tuple(words), fields)
                return self._shown
        raise TimeoutError(page)


def _note(element: Element, words: list[str], fields: dict[str, str]) -> str:
    """Note what an element says, and the key that it has; return its words of a fault."""
    kind = element.WhichOneof("type") or ""
    if kind == "exception":
        return element.exception.message or "an exception"
    if kind in _SAID:
        words.append(getattr(getattr(element, kind), _SAID[kind]))
    elif kind in ("button", "text_area", "text_input"):
        name = getattr(element, kind).id
        fields[name.split("-", 2)[-1]] = name
    return ""


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame
