"""What is said under a button whose file cannot be made."""

import asyncio
import sqlite3
from collections.abc import Callable

import pytest
from sqlalchemy.exc import OperationalError
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, DeferredFileRequestPayload
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from data_model.shared import faults
from data_model.shared.permissions import NotPermitted
from entry.downloads import tell_download_faults


def press(monkeypatch: pytest.MonkeyPatch, make: Callable[[], bytes] | None) -> BackendOperationResponse:
    """Press a button whose file `make` makes; None is a button of a page that is gone."""
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)
    tell_download_faults()
    files = MediaFileManager(MemoryMediaFileStorage("/media"))
    monkeypatch.setattr("streamlit.runtime.media_file_manager._get_session_id", lambda: "tab-1")
    name = files.add_deferred(make, "text/csv", "1.0", "a.csv") if make is not None else "gone"
    payload = DeferredFileRequestPayload(file_id=name)
    request = BackendOperationRequest(request_id="one", deferred_file=payload)
    return asyncio.run(DeferredFileHandler(lambda: files).handle(request, "tab-1"))


def failing(error: Exception) -> Callable[[], bytes]:
    def make() -> bytes:
        raise error

    return make


def test_a_file_that_can_be_made_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = press(monkeypatch, lambda: b"a,b")
    assert answer.deferred_file.url.startswith("/media/")
    assert answer.error_msg == ""


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (faults.DatabaseFault(faults.UNREACHABLE), f"{faults.UNREACHABLE} The file was not made."),
        (
            OperationalError("select", None, sqlite3.DatabaseError("no such table: plan")),
            f"{faults.OTHER_TABLES} The file was not made.",
        ),
        (NotPermitted("You may not do this."), "You may not do this."),
        (KeyError("Ada Byron"), "The file was not made. Whoever runs the server finds in its log why."),
    ],
)
def test_why_it_was_not_made_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    assert press(monkeypatch, failing(error)).error_msg == words


def test_a_button_of_a_page_that_is_gone_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert press(monkeypatch, None).error_msg.startswith("This page is too old")
