"""The plan in its own layout: made when it is asked for, with what could not be kept, and then downloaded.

Owns: the button, the list and the download. Refuses: writing the workbook.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from data_model.access.rows import AccessKind
from ui.parts.downloads import EXCEL, is_large
from ui.shell.access_log import note_file
from ui.shell.apart import apart
from ui.shell.database import Session, reading
from ui.shell.dates import short_day
from ui.shell.work_process import read_then

Written = tuple[bytes, Sequence[str]]
Read = Callable[[Session], Any]
Write = Callable[[Any], Written | None]
ReadAgain = Callable[..., Sequence[str]]


def offer_own_layout(
    read: Read, write: Write, read_again: ReadAgain, *, about: tuple[str, date], actions: int, key: str
) -> None:
    """Draw the button; once pressed, `write` makes a workbook of what `read` found, None without a file.

    `read_again` takes a session and `content`, and says what is not in it. `about` is the plan's name and the
    day. A plan of many actions is written in a process of its own.
    """
    if not st.button("The plan in its own layout", key=key):
        return
    with st.spinner("Writing the plan into the workbook it came from …"):
        written = (_written_apart if is_large(actions) else _written)(read, write, read_again, key)
    if written is None:
        st.info("No workbook is kept that this plan was loaded from. Import it once more, then this works.")
        return
    content, lost = written
    plan_name, as_at = about
    file_name = f"{plan_name} as at {as_at.isoformat()}.xlsx"
    note_file(AccessKind.EXPORT, file_name)
    with st.container(border=True):
        st.markdown(f"The plan as at {short_day(as_at)}, in the workbook it was last loaded from, is ready.")
        if lost:
            st.markdown("Not everything of it could be kept:")
            for sentence in lost:
                st.text(sentence)
        else:
            st.markdown("Everything of it was kept; loading it again changes nothing.")
        st.download_button(
            "Download it",
            content,
            file_name=file_name,
            mime=EXCEL,
            key=f"{key}_download",
            on_click="ignore",
            type="primary",
        )


def _written(read: Read, write: Write, read_again: ReadAgain, _key: str) -> Written | None:
    with reading() as session:
        written = write(read(session))
        return (
            None if written is None else (written[0], (*written[1], *read_again(session, content=written[0])))
        )


def _written_apart(read: Read, write: Write, read_again: ReadAgain, key: str) -> Written | None:
    with apart("export", key=key) as workplace:
        written: Written | None = workplace.ask(read_then, read, write, "Writing the workbook")
        if written is None:
            return None
        again = partial(read_again, content=written[0])
        lost: Sequence[str] = workplace.ask(read_then, again, list, "Reading it again")
    return written[0], (*written[1], *lost)
