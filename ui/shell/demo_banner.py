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
from ui.shell.navigation import has_arrived
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.screen import is_telephone


def show_demo_banner() -> None:
    """Draw the banner: whole on the first page of a visit, one line on every page after it.

    On a telephone that line has room for few words and one thing to press.
    """
    here = str(st.context.url)
    first = st.session_state.setdefault("demo_banner_first", here)
    if first and first.partition("?")[0] != here.partition("?")[0]:
        first = st.session_state["demo_banner_first"] = ""
    is_narrow = is_telephone() and not first
    with st.container(
        border=bool(first), horizontal=True, vertical_alignment="center", key="demo_banner", gap="medium"
    ):
        more = "" if is_narrow else ". No real child, person or service."
        st.markdown(f"**Demo data**: an invented council{more}", width="content")
        if not is_narrow:
            link(Page.IMPORT_PLAN, "Import your own plan")
        if is_permitted(current_actor(), Permission.REMOVE_DEMO):
            words = "More" if is_narrow else "Remove the demo"
            with st.popover(words, type="tertiary" if is_narrow else "secondary"):
                if is_narrow:
                    link(Page.IMPORT_PLAN, "Import your own plan")
                _offer_removal()
    if still_told() is not None:
        _show_telling()


def _offer_removal() -> None:
    st.markdown("This removes the demo plan and everything in it. Your own plans stay as they are.")
    st.button("Remove the demo and start empty", type="primary", key="demo_remove", on_click=_remove)


@st.fragment(run_every=1.0)
def _show_telling() -> None:
    """Say what of the demonstration is still being told, until it is whole: the page is then drawn anew.

    Not by itself where something was pressed on it since: that would take away what the press brought, such
    as a file that was made and not yet taken.
    """
    start = still_told()
    if start is None:
        if has_arrived():
            st.rerun()
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption("Its measures and past boards are written now.", width="content")
            if st.button("Show them", type="tertiary", key="demo_show_whole"):
                st.rerun()
        return
    now = f" {escape(start.words)}." if start.words else ""
    st.caption(f"Its measures and past boards are still being written.{now}")


def _remove() -> None:
    # Pressed by somebody whose role has ended meanwhile it does nothing; the run that follows says why.
    with suppress(NotPermitted):
        actor = current_actor()
        with writing() as session:
            remove_demo(session, actor=actor)
        st.query_params.clear()
