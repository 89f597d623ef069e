"""What an import offers beside loading, to be taken or left: retiring what is struck out, links as evidence.

Owns: the two lists on the import page. Refuses: a default; nothing is taken that nobody chose.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

import streamlit as st

from data_model.shared.sentence_text import counted
from ui.shell.plain_text import shorten

_MOST = 100
_LONGEST = 70


class StruckAction(Protocol):
    """An action of the plan whose row the file strikes out."""

    @property
    def key(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def cell(self) -> str: ...


class OfferedLink(Protocol):
    """A link of the file that may become evidence of its action."""

    @property
    def key(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def finding(self) -> str: ...
    @property
    def link(self) -> str: ...
    @property
    def cell(self) -> str: ...


def choose_offers(
    struck: Sequence[StruckAction], links: Sequence[OfferedLink], *, key: str
) -> frozenset[str]:
    """Draw what is offered and return the keys of what was taken; the first hundred of each kind."""
    taken: list[str] = []
    if struck:
        st.header("Struck out in the file", anchor=False)
        st.markdown(
            "The file draws a line through these actions of the plan. None is loaded as live; those that you "
            "choose are retired when you load, with the file as the reason."
        )
        names = {one.key: f"{one.ref} {shorten(one.text, _LONGEST)} ({one.cell})" for one in struck[:_MOST]}
        taken += _pick("Retire", "struck row", names, f"{key}_retire", len(struck))
    if links:
        st.header("Links that may be evidence", anchor=False)
        st.markdown(
            "These stand behind cells of progress or evidence. Those that you choose become evidence of "
            "their actions, dated as the file and under your name. All of them stay in the text as they are."
        )
        names = {
            one.key: f"{one.ref} {shorten(one.finding, _LONGEST)} ({one.cell}): {shorten(one.link, 80)}"
            for one in links[:_MOST]
        }
        taken += _pick("Take as evidence", "link", names, f"{key}_links", len(links))
    return frozenset(taken)


def _pick(label: str, noun: str, names: dict[str, str], key: str, number: int) -> list[str]:
    words: Callable[[str], str] = names.__getitem__
    if len(names) > 1 and st.checkbox(f"All {counted(len(names), noun)}", key=f"{key}_all"):
        picked = list(names)
    else:
        picked = st.multiselect(label, list(names), key=key, format_func=words, placeholder="Choose")
    if number > len(names):
        st.markdown(f"The first {_MOST} of {number:,}; the next are offered when the file is loaded again.")
    return picked
