"""The screen that a page is read on.

Owns: telling a telephone. Refuses: what is drawn otherwise there.
"""

import streamlit as st


def is_telephone() -> bool:
    """Say whether the reader's screen is a telephone's."""
    # The server is not told how wide a screen is; every telephone's browser calls itself mobile.
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
