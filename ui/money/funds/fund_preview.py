"""The parts of the page that shows what a file of funds would do, before it is loaded.

Owns: its figures, new and changed funds and lines, new movements. Refuses: understanding files.
"""

from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from data_model.shared.sentence_text import counted
from ui.shell.plain_text import escape

_MOST = 100


class Differing(Protocol):
    """A field that the file states anew."""

    @property
    def name(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def now(self) -> str: ...


class TableToShow(Protocol):
    """A table that was read."""

    @property
    def sheet(self) -> str: ...
    @property
    def layout(self) -> str: ...
    @property
    def first_row(self) -> int: ...
    @property
    def last_row(self) -> int: ...


def show_fund_figures(funds: int, lines: int, movements: int, unchanged: int) -> None:
    """Draw how many funds, lines and movements a file adds or changes, and how much it repeats."""
    counts = {"Funds": funds, "Lines": lines, "Movements": movements, "As before": unchanged}
    with st.container(horizontal=True, gap="medium"):
        for words, number in counts.items():
            st.metric(words, f"{number:,}", border=True, width=160)


def show_tables_read(tables: Sequence[TableToShow]) -> None:
    """Draw what each table was understood as."""
    lines = [
        f"- {escape(f'Sheet “{one.sheet}”, rows {one.first_row} to {one.last_row}: {one.layout}')}"
        for one in tables
    ]
    st.markdown("\n".join(lines))


def show_texts(number: int, one: str, many: str, texts: Sequence[str], said: str) -> None:
    """Draw a heading that counts, and each text as an item of a list; nothing where there is none."""
    if not texts:
        return
    st.header(f"{counted(number, one, many)} {said}", anchor=False)
    st.markdown("\n".join(f"- {escape(text)}" for text in texts[:_MOST]))
    if len(texts) > _MOST:
        st.markdown(f"The first {_MOST} of {len(texts):,}.")


def show_changed(title: str, changed: Sequence[tuple[str, Sequence[Differing]]]) -> None:
    """Draw each thing that would be changed, field by field, with what holds now and what the file says."""
    if not changed:
        return
    st.header(title, anchor=False)
    st.markdown("What holds now stays in the history.")
    for name, differences in changed[:_MOST]:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escape(name)}**")
            st.markdown(
                "\n".join(
                    f"- {escape(one.name)}: {escape(one.before)} → **{escape(one.now)}**"
                    for one in differences
                )
            )
    if len(changed) > _MOST:
        st.markdown(f"The first {_MOST} of {len(changed):,}.")
