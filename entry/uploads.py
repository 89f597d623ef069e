"""How much may be uploaded, and by whom.

Owns: the bounds of a session and of the whole server, counting what is held and what is on its way. Refuses:
the bound of one file (`server.maxUploadSize`), and who somebody is.

Streamlit takes files of every session that ever began, also on the page that asks to sign in, and keeps them
in memory while the session lasts.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from ui.shell.uploaders import may_upload

_MB = 1_000_000
SESSION_MB, SERVER_MB = 200, 1_000


def held_bytes() -> Mapping[str, int]:
    """Count the bytes of the files that the server holds, by session."""
    files = get_instance().uploaded_file_mgr
    assert isinstance(files, MemoryUploadedFileManager)
    # Copies, for a session may end meanwhile in another thread.
    return {
        session: sum(len(one.data) for one in list(kept.values()))
        for session, kept in list(files.file_storage.items())
    }


@dataclass
class UploadRoom:
    """The room for uploads in bytes: of one session and of all together.

    `held` counts what the server holds, by session; `may` says whether a session may upload.
    """

    of_session: int
    of_all: int
    held: Callable[[], Mapping[str, int]] = held_bytes
    may: Callable[[str], bool] = may_upload
    _coming: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def taken(self, session: str, length: int) -> Iterator[tuple[int, str] | None]:
        """Keep room for an upload while it comes in; gives a status and words where there is none."""
        if not self.may(session):
            yield 403, "Sign in before you upload a file."
            return
        held = self.held()
        if held.get(session, 0) + self._coming[session] + length > self.of_session:
            yield (
                413,
                f"All files of one session may have {self.of_session // _MB:,} MB together.",
            )
            return
        if sum(held.values()) + self._coming.total() + length > self.of_all:
            yield 503, "The server holds as many uploaded files as it may. Try again later."
            return
        self._coming[session] += length
        try:
            yield None
        finally:
            self._coming[session] -= length
            self._coming += Counter()  # forgets those without any


def read_room(environ: Mapping[str, str] = os.environ) -> UploadRoom:
    """Read the bounds from the settings. Raises ValueError for one that is no whole number of megabytes."""
    one = _megabytes("DASHBOARD_UPLOADS_SESSION_MB", environ.get("DASHBOARD_UPLOADS_SESSION_MB"), SESSION_MB)
    every = _megabytes("DASHBOARD_UPLOADS_SERVER_MB", environ.get("DASHBOARD_UPLOADS_SERVER_MB"), SERVER_MB)
    # Nobody is to wonder why a file of the size that is allowed is refused.
    return UploadRoom(max(one, int(st.get_option("server.maxUploadSize")) * 1_100_000), every)


def _megabytes(name: str, said: str | None, usual: int) -> int:
    text = (said or "").strip()
    if text and not (text.isascii() and text.isdigit() and int(text)):
        raise ValueError(f"{name} has to be a whole number of megabytes, and is “{text[:40]}”")
    return (int(text) if text else usual) * _MB
