"""Visitors who open pages over the browser's own protocol, without a browser.

Owns: one connection to a server and what a page sent over it. Refuses: how a page looks.
"""

import time
from dataclasses import dataclass

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets import Origin, Subprotocol
from websockets.sync.client import ClientConnection, connect

ANSWERS_WITHIN = 120.0  # seconds


@dataclass(frozen=True, slots=True)
class View:
    """What a page sent until it was drawn: bytes over the WebSocket, and its words of a fault, if any."""

    bytes: int
    fault: str


class Visitor:
    """Somebody with a session of their own, from the first view until they leave."""

    def __init__(self, address: str) -> None:
        self._at = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        self._origin = address
        self._connection: ClientConnection | None = None
        self.views = 0

    def view(self, page: str, query: str = "") -> View:
        """Open a page and wait until it is drawn. Raises TimeoutError when it is not."""
        if self._connection is None:
            # The first protocol is the one that the browser names, before its tokens.
            self._connection = connect(
                self._at,
                origin=Origin(self._origin),
                subprotocols=[Subprotocol("streamlit")],
                max_size=None,
                legacy=True,
            )
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = query
        self._connection.send(message.SerializeToString())
        self.views += 1
        sent, fault = 0, ""
        end = time.monotonic() + ANSWERS_WITHIN
        while time.monotonic() < end:
            frame = _bytes(self._connection.recv(timeout=ANSWERS_WITHIN))
            sent += len(frame)
            answer = ForwardMsg()
            answer.ParseFromString(frame)
            if answer.delta.new_element.WhichOneof("type") == "exception":
                fault = answer.delta.new_element.exception.message or "an exception"
            if answer.WhichOneof("type") == "script_finished":
                # A page that leads to another at once is drawn when that one is.
                if answer.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                return View(sent, fault)
        raise TimeoutError(page)

    def leave(self) -> None:
        """Close the tab; the next view is that of somebody else."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self.views = 0


def _bytes(frame: str | bytes) -> bytes:
    return frame.encode() if isinstance(frame, str) else frame
