"""Which page shows what of the programme's money, and the sentence whose figures lead there.

Owns: that one list, and drawing the sentence and what moved. Refuses: their words (`data_model.money`).
"""

from collections.abc import Sequence

import streamlit as st

from data_model.money.check_types import MoneySubject
from data_model.money.for_boards.money_moves import MoneyMove
from data_model.money.for_boards.money_parts import MoneyFigure
from data_model.shared.sentence_text import counted
from ui.parts.link_rows import Cell, strong
from ui.parts.whole_links import in_lines
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, in_one_line

# By what something is about: the page of one, and the page of all.
_PAGES: dict[str, tuple[Page, Page]] = {
    MoneySubject.FUND.value: (Page.FUND, Page.MONEY),
    MoneySubject.SAVING.value: (Page.SAVING, Page.SAVINGS),
    MoneySubject.BENEFIT.value: (Page.BENEFIT, Page.BENEFITS),
}


def money_address(about: str, about_id: int | None) -> tuple[Page, dict[str, object]]:
    """Return the page of something of the money and its address: of one, or of all where none is named."""
    one, every = _PAGES[about]
    return (one, {"id": about_id}) if about_id else (every, {})


def money_figure_rows(figures: Sequence[MoneyFigure]) -> list[list[Cell]]:
    """Write the sentence on a plan's money as rows, each figure a way to its page; none without money."""
    # Funds in a row of their own: what they say is short, and the rest stands on two lines.
    funds = [figure for figure in figures if figure.about is MoneySubject.FUND]
    rest = [figure for figure in figures if figure.about is not MoneySubject.FUND]
    return [[_figure(figure) for figure in members] for members in (funds, rest) if members]


def _figure(figure: MoneyFigure) -> Cell:
    page, address = money_address(figure.about, figure.about_id)
    said = in_one_line(f"{figure.words[0].upper()}{figure.words[1:]}")
    return Cell(strong(said, " ›"), page, address)


def show_money_moves(moves: Sequence[MoneyMove]) -> None:
    """Draw what moved in the money, by kind, each a way to what it is about; nothing where nothing did."""
    if not moves:
        return
    st.header(f"Money · {counted(len(moves), 'move')}", anchor=False)
    for title in dict.fromkeys(one.title for one in moves):
        of_kind = [one for one in moves if one.title == title]
        st.markdown(f"**{escape(title)}** · {len(of_kind):,}")
        for one in of_kind:
            with st.container(gap=None):
                page, parameters = money_address(one.about, one.about_id)
                link(page, in_lines(one.name), **parameters)
                st.markdown(escape(one.sentence))
