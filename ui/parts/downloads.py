"""Buttons that download a file.

Owns: making the file when the button is pressed and not before, where it is made, and the kind a browser is
told. Refuses: what is in the file (`exports`).
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import streamlit as st

from data_model.access.rows import AccessKind
from data_model.shared.file_kinds import MEDIA_TYPES
from ui.shell.access import while_admitted
from ui.shell.access_log import note_file, noting
from ui.shell.apart import apart, can_work_apart
from ui.shell.database import Session, reading
from ui.shell.work_process import read_then

EXCEL = MEDIA_TYPES["xlsx"]
_KINDS = {**MEDIA_TYPES, "ics": "text/calendar", "zip": "application/zip", "json": "application/json"}
_FORMAT_NAMES = {"csv": "CSV", "xlsx": "Excel"}
# Of actions in a file or read for it: about a second of work.
_LARGE = 2_000


def is_large(actions: int) -> bool:
    """Say whether a file of, or from, so many actions is made beside the server."""
    return actions > _LARGE and can_work_apart()


def offer_download(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    """Draw a button that makes a file when it is pressed, not before; the file's ending says its kind."""
    kind = _kind(file_name)
    made = noting(AccessKind.EXPORT, file_name, while_admitted(make))
    st.download_button(label, made, file_name=file_name, mime=kind, key=key, on_click="ignore")


def offer_of_plan(
    label: str,
    read: Callable[[Session], Any],
    write: Callable[[Any], bytes],
    file_name: str,
    key: str,
    *,
    actions: int,
) -> None:
    """Draw a button for a file of a plan: where it is of many actions, it is made beside the server first.

    The page then says how far it is, with a button to cancel, and offers the file when it is there. Both
    functions must be known by their names, with arguments that pickle knows.
    """
    if not is_large(actions):
        offer_download(label, partial(_make, read, write), file_name, key)
        return
    if st.button(label, key=key):
        with apart("export", key=key) as workplace:
            content: bytes = workplace.ask(read_then, read, write, "Writing the file")
        note_file(AccessKind.EXPORT, file_name)
        st.download_button(
            "Download it",
            content,
            file_name=file_name,
            mime=_kind(file_name),
            key=f"{key}_download",
            on_click="ignore",
            type="primary",
        )


def offer_formats(
    said: str, formats: Sequence[str], make: Callable[[str], bytes], file_name: str, key: str
) -> None:
    """Draw a button for each format, labelled `said` and its name; `file_name` has no ending yet."""
    for form in formats:
        offer_download(format_label(said, form), partial(make, form), f"{file_name}.{form}", f"{key}_{form}")


def format_label(said: str, form: str) -> str:
    """Return a button's label: what it does, and the name of a format."""
    return f"{said} {_FORMAT_NAMES.get(form, form)}"


def _make(read: Callable[[Session], Any], write: Callable[[Any], bytes]) -> bytes:
    with reading() as session:
        found = read(session)
    return write(found)


def _kind(file_name: str) -> str:
    return _KINDS[PurePosixPath(file_name).suffix.lstrip(".")]
