"""Checking a file that was chosen: a small one here, a large one in a process of its own.

Owns: telling them apart, and that a check somebody cancelled does not begin again by itself. Refuses:
checking.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, TypeVar, cast
from zipfile import BadZipFile, ZipFile

import streamlit as st

from ui.shell.apart import Apart, apart, can_work_apart
from ui.shell.database import Session
from ui.shell.work_process import ask_kept, keep

Check = TypeVar("Check")
# About a second of work: cells of some 10,000 actions, or a text of as many contacts.
_LARGE_UNPACKED, _LARGE_TEXT = 8_000_000, 1_000_000


class _There:
    """A check in another process, asked by the methods that it has."""

    def __init__(self, workplace: Apart) -> None:
        self._workplace = workplace

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*args: object, **kwargs: object) -> Any:
            return self._workplace.ask(ask_kept, name, args, kwargs)

        return ask


def is_large(content: bytes) -> bool:
    """Say whether checking or loading a file takes more than a moment."""
    try:
        with ZipFile(BytesIO(content)) as package:
            return sum(part.file_size for part in package.infolist()) > _LARGE_UNPACKED
    except (BadZipFile, zlib.error, NotImplementedError, ValueError, OSError):
        return len(content) > _LARGE_TEXT


@contextmanager
def checking(
    make: Callable[[Session, str, bytes, Callable[[str, float], None]], Check],
    session: Session,
    name: str,
    content: bytes,
    *,
    key: str,
) -> Iterator[Check]:
    """Give the check that `make` makes of a file's name and bytes; it is asked within the block.

    What it takes and answers must be of kinds that pickle knows. The page stops where somebody cancelled.
    """
    if not is_large(content) or not can_work_apart():
        with st.spinner("Reading the file …"):
            check = make(session, name, content, lambda _words, _share: None)
        yield check
        return
    cancelled = f"{key}_cancelled"
    mark = zlib.crc32(content)
    if st.session_state.get(cancelled) == mark:
        st.info("The check was cancelled. Nothing was changed.")
        st.button(
            "Check the file again", key=f"{key}_again", on_click=st.session_state.pop, args=(cancelled,)
        )
        st.stop()

    def note() -> None:
        st.session_state[cancelled] = mark

    with apart("check", key=key, on_cancel=note) as workplace:
        workplace.ask(keep, make, name, content)
        yield cast(Check, _There(workplace))
