"""A long list that is drawn a page at a time, with its number always said.

Owns: which part of it is drawn, and the way to the other parts. Refuses: what a row looks like, and files,
which hold the whole list.

Each row costs the line and the browser: a plan of ten thousand actions must open as fast as one of seventy.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def show_in_pages(members: Sequence[T], rows: int, key: str, show: Callable[[Sequence[T]], object]) -> None:
    """Let `show` draw all members, or so many rows of them and below these the way to the others.

    `key` tells the list apart from others of the page.
    """
    if len(members) <= rows:
        show(members)
        return
    last = -(-len(members) // rows)
    number = min(st.session_state.get(key) or 1, last)  # a filter may have made the list shorter
    st.session_state[key] = number
    first = (number - 1) * rows
    shown = members[first : first + rows]
    show(shown)
    st.markdown(f"{first + 1:,} to {first + len(shown):,} of {len(members):,}")
    st.pagination(last, key=key)
