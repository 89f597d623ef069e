"""What a button says when its file cannot be made.

Owns: those words in place of Streamlit's, under the button that was pressed. Refuses: telling faults apart
(`data_model.shared.faults`), and making files.

A file is made when its button is pressed, which draws no page: `faults.tell_fault` never hears of it.
"""

import asyncio
import logging
from typing import TYPE_CHECKING

from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from data_model.shared.faults import fault_sentence
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import Refused
from entry.metrics import COUNTS

if TYPE_CHECKING:
    from streamlit.proto.BackMsg_pb2 import BackendOperationRequest

_FAULT = "The file was not made. Whoever runs the server finds in its log why."
_OLD_PAGE = "This page is too old to make the file. Load it again and press the button then."


def tell_download_faults() -> None:
    """Let Streamlit say in our words why a file was not made."""
    DeferredFileHandler.handle = _handle  # type: ignore[method-assign]


def words_for(error: BaseException) -> str:
    """Return the sentence for whoever pressed a button: `error` is Streamlit's, its cause the file's."""
    cause = error.__cause__
    if cause is None:
        return _OLD_PAGE
    if isinstance(cause, NotPermitted | Refused):
        return str(cause)
    sentence = fault_sentence(cause)
    COUNTS.faults["program" if sentence is None else "database"] += 1
    logging.getLogger(__name__).error("a file was not made", exc_info=cause)
    return f"{sentence} The file was not made." if sentence else _FAULT


async def _handle(
    self: DeferredFileHandler, request: "BackendOperationRequest", session_id: str
) -> BackendOperationResponse:
    """Do what Streamlit's own does, and say what went wrong."""
    files = self._get_media_file_mgr()
    try:
        url = await asyncio.to_thread(files.execute_deferred, request.deferred_file.file_id)
    except Exception as error:
        return BackendOperationResponse(request_id=request.request_id, error_msg=words_for(error))
    return BackendOperationResponse(
        request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=url)
    )
