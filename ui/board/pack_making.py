"""Making the files of a pack when asked for.

Owns: the buttons, and whether a file is made here or in a process of its own. Refuses: writing the files.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from data_model.access.rows import AccessKind
from ui.shell.access_log import note_file
from ui.shell.apart import apart, can_work_apart
from ui.shell.database import Session, reading
from ui.shell.work_process import read_then

# Of actions; a measure's chart takes as long as a hundred of them. About a second of work.
_LARGE = 800


class PackSize(NamedTuple):
    """How much a pack is made of: actions and measures."""

    actions: int
    measures: int

    @property
    def is_large(self) -> bool:
        return self.actions + 100 * self.measures > _LARGE


def make_file(
    read: Callable[[Session], Any], write: Callable[[Any], tuple[bytes, str]], size: PackSize, *, key: str
) -> tuple[bytes, str]:
    """Read what the pack is of and write a file of it: a large one in a process of its own.

    Both functions must be known by their names, with arguments that pickle knows. `key` is the button's.
    """
    if size.is_large and can_work_apart():
        with apart("pack", key=key) as workplace:
            made: tuple[bytes, str] = workplace.ask(read_then, read, write, "Writing the file")
            return made
    with reading() as session:
        return write(read(session))


def offer_files(
    read: Callable[[Session], Any],
    size: PackSize,
    *files: tuple[str, Callable[[Any], tuple[bytes, str]], str, str],
) -> None:
    """Draw the buttons of several files made of one read: each its label, writer, kind and key."""
    for label, write, kind, key in files:
        offer(label, partial(make_file, read, write, size), kind, key=key)


def offer(label: str, make: Callable[..., tuple[bytes, str]], kind: str, *, key: str) -> None:
    """Draw a button that makes a file, with its name, and then the button that downloads it.

    `make` takes the button's key.
    """
    named = f"{label[:1].lower()}{label[1:]}"
    if st.button(f"Make {named}", key=key):
        with st.spinner("Writing …"):
            content, file_name = make(key=key)
        note_file(AccessKind.PACK, file_name)
        st.download_button(
            f"Download {named}",
            content,
            file_name=file_name,
            mime=kind,
            key=f"{key}_download",
            on_click="ignore",
            type="primary",
        )
