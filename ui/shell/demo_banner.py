"""The banner over demonstration data and the way out of it.

Owns: saying that the figures are invented and, while they are, that they are not whole yet, and removing them
after a second press. Refuses: the removal itself, and telling the demonstration (`first_start`).
"""

from contextlib import suppress

import streamlit as st

from data_model.access.changes.demonstration import remove_demo
from data_model.shared.permissions import NotPermitted, Permission, is_permitted
from ui.shell.access import current_actor
from ui.shell.database import still_told, writing
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_demo_banner() -> None:
    """Draw the banner: whole on the first page of a visit, one line on every page after it."""
    here = str(st.context.url)
    first = st.session_state.setdefault("demo_banner_first", here)
    if first and first.partition("?")[0] != here.partition("?")[0]:
        first = st.session_state["demo_banner_first"] = ""
    with st.container(
        border=bool(first), horizontal=True, vertical_alignment="center", key="demo_banner", gap="medium"
    ):
        st.markdown("**Demo data**: an invented council. No real child, person or service.", width="content")
        link(Page.IMPORT_PLAN, "Import your own plan")
        if is_permitted(current_actor(), Permission.REMOVE_DEMO):
            with st.popover("Remove the demo"):
                st.markdown(
                    "This removes the demo plan and everything in it. Your own plans stay as they are."
                )
                st.button(
                    "Remove the demo and start empty", type="primary", key="demo_remove", on_click=_remove
                )
    if still_told() is not None:
        _show_telling()


@st.fragment(run_every=1.0)
def _show_telling() -> None:
    """Say what of the demonstration is still being told, until it is whole: the page is then drawn anew."""
    start = still_told()
    if start is None:
        st.rerun()
    now = f" {escape(start.words)}." if start.words else ""
    st.caption(f"Its measures and past boards are still being written.{now}")


def _remove() -> None:
    # Pressed by somebody whose role has ended meanwhile it does nothing; the run that follows says why.
    with suppress(NotPermitted):
        actor = current_actor()
        with writing() as session:
            remove_demo(session, actor=actor)
        st.query_params.clear()
