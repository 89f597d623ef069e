"""Buttons that download a file.

Owns: making the file when the button is pressed and not before, and the kind a browser is told. Refuses: what
is in the file (`exports`).
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePosixPath

import streamlit as st

from data_model.access.rows import AccessKind
from data_model.shared.file_kinds import MEDIA_TYPES
from ui.shell.access import while_admitted
from ui.shell.access_log import noting

EXCEL = MEDIA_TYPES["xlsx"]
_KINDS = {**MEDIA_TYPES, "ics": "text/calendar", "zip": "application/zip", "json": "application/json"}
_FORMAT_NAMES = {"csv": "CSV", "xlsx": "Excel"}


def offer_download(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    """Draw a button that makes a file when it is pressed, not before; the file's ending says its kind."""
    kind = _KINDS[PurePosixPath(file_name).suffix.lstrip(".")]
    made = noting(AccessKind.EXPORT, file_name, while_admitted(make))
    st.download_button(label, made, file_name=file_name, mime=kind, key=key, on_click="ignore")


def offer_formats(
    said: str, formats: Sequence[str], make: Callable[[str], bytes], file_name: str, key: str
) -> None:
    """Draw a button for each format, labelled `said` and its name; `file_name` has no ending yet."""
    for form in formats:
        label = f"{said} {_FORMAT_NAMES.get(form, form)}"
        offer_download(label, partial(make, form), f"{file_name}.{form}", f"{key}_{form}")
