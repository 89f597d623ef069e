"""The pages that Streamlit's navigation is made of.

Owns: registering the pages that somebody may open. Refuses: which pages there are (see `pages`).
"""

from typing import TYPE_CHECKING

import streamlit as st

from data_model.shared.permissions import Actor
from ui.shell.pages import FIRST, Page, may_open

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage


def pages_for(actor: Actor) -> "list[StreamlitPage]":
    """Make the pages that the actor may use; those they may not are not even registered."""
    return [
        st.Page(
            page.value.path,
            title=page.value.title,
            url_path=page.value.url_path,
            default=page is FIRST,
            visibility="visible" if page.value.is_in_navigation else "hidden",
        )
        for page in Page
        if may_open(page, actor)
    ]
