"""The screen that a page is read on, and the browser's tab around it.

Owns: telling a telephone, the name of the tab, and that pages use the whole width. Refuses: what is drawn
otherwise on a telephone.
"""

import streamlit as st


def is_telephone() -> bool:
    """Say whether the reader's screen is a telephone's."""
    # The server is not told how wide a screen is; every telephone's browser calls itself mobile.
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def name_tab(title: str = "") -> None:
    """Name the browser's tab, its history and bookmarks after a page; call it once before a page is drawn.

    A browser lays all of the page out anew for each call, which the overview feels.
    """
    named = f"{title} · Improvement plan" if title else "Improvement plan"
    st.set_page_config(page_title=named, layout="wide")
