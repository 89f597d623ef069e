"""The money that a meeting saw, shown again as it was kept.

Owns: drawing it. Refuses: any figure and any word of its own.
"""

from datetime import date

import streamlit as st

from data_model.money.amounts import exact_amount
from data_model.money.for_boards.money_parts import BoardMoney, MoneyCell, MoneyColumn, MoneyPart
from ui.money.money_pages import money_address
from ui.parts.whole_links import in_lines
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.plain_text import escape


def show_frozen_money(money: BoardMoney) -> None:
    """Draw the sentence, and each table as lines when it is opened; nothing where none was kept."""
    if not money.parts:
        return
    st.header("Money", anchor=False)
    if money.sentence:
        st.markdown(escape(f"{money.sentence[0].upper()}{money.sentence[1:]}"))
    for part in money.parts:
        st.markdown(f"**{escape(part.title)}**: {escape(part.sentence)}")
        with st.expander(f"{part.title}, line by line", key=f"frozen_{part.name}", on_change="rerun") as box:
            if box.open:
                _show_lines(part)


def _show_lines(part: MoneyPart) -> None:
    for line in part.lines:
        first, *others = line.cells
        said = [
            f"{column.heading}: {_text(column, cell)}"
            for column, cell in zip(part.columns[1:], others, strict=True)
            if cell not in (None, "")
        ]
        with st.container(gap=None):
            if line.about:
                page, parameters = money_address(line.about, line.about_id)
                link(page, in_lines(str(first)), **parameters)
            else:
                st.markdown(f"**{escape(str(first))}**")
            st.markdown(escape(" · ".join(said)))


def _text(column: MoneyColumn, cell: MoneyCell) -> str:
    if isinstance(cell, date):
        return short_day(cell)
    if isinstance(cell, int):
        return exact_amount(cell) if column.is_pence else f"{cell:,}"
    return cell or ""
