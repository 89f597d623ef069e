"""The row of a group's pages, such as those of *Money*.

Owns: that row. Refuses: which pages belong to a group (`ui.shell.pages`).
"""

import streamlit as st

from ui.shell.access import current_actor
from ui.shell.links import link
from ui.shell.pages import Page, PageGroup, list_group


def show_page_group(group: PageGroup, here: Page) -> None:
    """Draw links to the pages of a group, under the head of each of them; nothing for a group of one."""
    pages = list_group(group, current_actor())
    if len(pages) < 2:
        return
    with st.container(
        horizontal=True, vertical_alignment="center", gap="medium", key=f"group_{group.name.lower()}"
    ):
        for page in pages:
            if page is here:
                st.markdown(f"**{page.value.title}**", width="content")
            else:
                link(page, page.value.title)
