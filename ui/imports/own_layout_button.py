"""The plan in its own layout: made when it is asked for, with what could not be kept, and then downloaded.

Owns: the button, the list and the download. Refuses: writing the workbook.
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from ui.parts.downloads import EXCEL
from ui.shell.dates import short_day

Written = tuple[bytes, Sequence[str]]


def offer_own_layout(write: Callable[[], Written | None], plan_name: str, as_at: date, key: str) -> None:
    """Draw the button; once pressed, `write` gives the bytes and what is not in them, None without a file."""
    if not st.button("The plan in its own layout", key=key):
        return
    with st.spinner("Writing the plan into the workbook it came from …"):
        written = write()
    if written is None:
        st.info("No workbook is kept that this plan was loaded from. Import it once more, then this works.")
        return
    content, lost = written
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
            file_name=f"{plan_name} as at {as_at.isoformat()}.xlsx",
            mime=EXCEL,
            key=f"{key}_download",
            on_click="ignore",
            type="primary",
        )
