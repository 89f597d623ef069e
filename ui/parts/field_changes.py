"""What changed of a thing, field by field: the old value beside the new one.

Owns: drawing them as they were written. Refuses: finding what changed, and Markdown in what was written.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.plan.action_content import FieldChange
from ui.shell.plain_text import escape


def show_changes(changes: Sequence[FieldChange]) -> None:
    """Draw each changed field with its old and its new value, as they were written."""
    for change in changes:
        st.markdown(f"**{escape(change.name)}**")
        with st.container(horizontal=True):
            with st.container(gap=None, width=440):
                st.caption("Was")
                st.text(change.old or "nothing")
            with st.container(gap=None, width=440):
                st.caption("Now")
                st.text(change.new or "nothing")
