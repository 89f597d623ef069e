"""Links whose words are never cut.

Owns: a ref as the link with the words beside it, and a long name broken into the lines of one link. Refuses:
which page, and what is said under a link.

Streamlit draws the words of a page link on one line and cuts it at the edge of a telephone's screen without a
sign of it; other words fold.
"""

import textwrap

import streamlit as st

from ui.shell.links import BREAK, link, wide_link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, in_one_line, shorten

LONGEST = 44  # signs of a line that a card on a telephone has room for
_LONGEST_TEXT = 400  # beside a link; what is longer stands whole on the page that it leads to


def in_lines(name: str, longest: int = LONGEST) -> str:
    """Write a whole name as the label of a link, in bold, in lines of at most so many signs (Markdown).

    The lines that are usual are those that no screen cuts; a narrow column needs shorter ones.
    """
    return BREAK.join(f"**{escape(line)}**" for line in textwrap.wrap(in_one_line(name), longest))


def link_beside(page: Page, ref: str, words: str, below: str = "", /, **parameters: object) -> None:
    """Draw a ref as the link ("4.06 ›") and beside it words that wrap; `below` is Markdown under them."""
    with st.container(horizontal=True, wrap=False, gap="small"):
        link(page, _label(ref), **parameters)
        st.markdown(_beside(words, below))


def wide_link_beside(
    width: int, page: Page, ref: str, words: str, below: str = "", /, **parameters: object
) -> None:
    """Draw the same with a link of so many pixels, so that the words of several rows line up."""
    with st.container(horizontal=True, wrap=False, gap="small"):
        wide_link(width, page, _label(ref), **parameters)
        st.markdown(_beside(words, below))


def _label(ref: str) -> str:
    return f"**{escape(ref)}** ›"


def _beside(words: str, below: str) -> str:
    return BREAK.join(filter(None, (escape(shorten(words, _LONGEST_TEXT)), below)))
