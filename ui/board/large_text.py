"""Words and figures on a display in a room, as large as Streamlit writes them.

Owns: their sizes, and chips that have the size of their line. Refuses: what is said. Words are Markdown.

Body text cannot be read from five metres; headings are the larger sizes there are. The title alone is of the
first level.
"""

import re

import streamlit as st

_BADGE = re.compile(r":(\w+)-badge\[((?:\\.|[^\]\\])*)\]")
_NO_BREAK = "\u00a0"


def say_large(words: str) -> None:
    """Draw words one size below a screen's title."""
    st.markdown(f"## {_with_large_chips(words)}", anchors=False)


def say_second(words: str) -> None:
    """Draw what stands under such a line, one size smaller."""
    st.markdown(f"### {_with_large_chips(words)}", anchors=False)


def show_tile(name: str, number: int, words: str) -> None:
    """Draw a figure with its words below, as wide as they are, so that no chip is cut."""
    with st.container(border=True, width="content", gap=None, key=f"room_tile_{name}_{words}"):
        st.metric(name, f"{number:,}", label_visibility="collapsed")
        say_large(words)


def _with_large_chips(words: str) -> str:
    """Write badges, which have one small size wherever they stand, as coloured words of the line's size."""
    return _BADGE.sub(_large_chip, words)


def _large_chip(badge: re.Match[str]) -> str:
    colour, words = badge.groups()
    return f":{colour}-background[:{colour}[{words.replace(' ', _NO_BREAK)}]]"
