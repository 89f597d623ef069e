"""Savings on a page: years as bars, sums by rating and service area, and the savings one by one.

Owns: drawing them, gravest first. Refuses: sums and sentences (`data_model.money`), and drawing a bar
(`charts.money`): it is given the pictures.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.money.amounts import MoneyUnit, amount_in, exact_amount, millions
from data_model.money.check_types import MoneyFinding
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.rows_savings import SavingRow
from data_model.money.savings.saving_content import AMOUNT_NAMES, Brag, SavingAmount, SavingContent
from data_model.money.savings.saving_profiles import AgreedOtherwise
from data_model.money.savings.saving_text import BRAG_LOOKS, position_sentence, rating_name
from data_model.money.savings.saving_totals import RatedSum, year_position, years_of
from data_model.shared.sentence_text import counted
from ui.parts.chart_view import show_table
from ui.shell import address
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_GRAVEST = (Brag.NOT_DELIVERABLE, Brag.AT_RISK, Brag.NOT_RATED, Brag.ON_TRACK, Brag.DELIVERED)
_YEAR = "savings_year"


def rating_text(saving: SavingContent) -> str:
    """Write a saving's rating in plain text: symbol and word."""
    brag = None if saving.taken_into else saving.brag
    return f"{BRAG_LOOKS[brag].symbol} {rating_name(brag)}"


def rating_chip(saving: SavingContent) -> str:
    """Write a saving's rating as a chip in Markdown."""
    look = BRAG_LOOKS[None if saving.taken_into else saving.brag]
    words = escape(rating_text(saving))
    return f':color[{words}]{{foreground="{look.text}" background="{look.fill}"}}'


def show_years(
    savings: Sequence[SavingContent], bars: Mapping[FinancialYear, str], said_above: FinancialYear
) -> None:
    """Draw each year with its bar and its sentence, which the page has said already of one."""
    for year, picture in bars.items():
        said = position_sentence(year_position(savings, year))
        with st.container(gap="small", key=f"savings_year_{year.first}"):
            st.markdown(f"**{year.text}**" if year == said_above else f"**{year.text}**: {escape(said)}")
            st.image(picture, width=560, alt=f"{year.text}: {said}")


def show_rated_sums(sums: Sequence[RatedSum], years: Sequence[FinancialYear]) -> None:
    """Draw what was agreed by rating and service area, in £m, a column for each year."""
    show_table(
        [
            {
                # Few columns: a table wider than a telephone's screen scrolls where no key reaches it.
                "Rating and service area": f"{BRAG_LOOKS[one.brag].symbol} {rating_name(one.brag)} · "
                f"{one.service_area or 'all'} ({one.savings:,})",
                **{f"{year.text} £m": amount_in(one.in_year(year), MoneyUnit.MILLIONS, 3) for year in years},
            }
            for one in _without_repeats(sums)
        ]
    )


def _without_repeats(sums: Sequence[RatedSum]) -> list[RatedSum]:
    """Leave a rating's own line out where it has one service area alone, which says the same."""
    areas = [(one.brag, one.service_area) for one in sums if one.service_area]
    return [one for one in sums if one.service_area or sum(1 for brag, _ in areas if brag is one.brag) != 1]


def show_savings(rows: Sequence[SavingRow], year: FinancialYear, findings: Sequence[MoneyFinding]) -> None:
    """Draw the savings one by one, gravest first, each with what was agreed for a year and its checks."""
    for row in sorted(rows, key=lambda each: _gravity(each.content)):
        said = row.content
        agreed = said.amount(SavingAmount.AGREED, year)
        amount = "nothing known" if agreed is None else f"{millions(agreed)} agreed"
        with st.container(border=True, gap="small", key=f"saving_{row.id}"):
            link(Page.SAVING, f"{escape(' '.join((said.ref, said.title)).strip())} ›", id=row.id)
            place = " · ".join(part for part in (said.service_area, f"{amount} for {year.text}") if part)
            st.markdown(f"{rating_chip(said)} {escape(place)}")
            if said.taken_into:
                st.markdown(escape(f"Counted in {said.taken_into}, not here."))
            if said.progress:
                st.markdown(escape(shorten(said.progress, 240)))
            for found in findings:
                if found.id == row.id:
                    st.markdown(f"**{escape(found.title)}.** {escape(found.sentence)}")


def _gravity(saving: SavingContent) -> tuple[int, int]:
    place = len(_GRAVEST) if saving.taken_into else _GRAVEST.index(saving.brag)
    agreed = [pence for of, pence in saving.amounts if of.kind is SavingAmount.AGREED]
    return place, -max(agreed, default=0)


def show_agreed_otherwise(found: Sequence[AgreedOtherwise], whole: AgreedOtherwise | None = None) -> None:
    """Draw the savings of which something else was agreed than proposed, and `whole`, all together."""
    if not found:
        return
    st.header(f"Agreed otherwise than proposed · {counted(len(found), 'saving')}", anchor=False)
    st.markdown("\n".join(f"- **{escape(one.title)}**: {escape(one.sentence)}" for one in found))
    if whole is not None:
        st.markdown(f"**{escape(whole.title)}**: {escape(whole.sentence)}.")


def choose_year(years: Sequence[FinancialYear], usual: FinancialYear) -> FinancialYear:
    """Draw the choice of the year that savings are listed for, which stands in the address.

    Without one there it is the nearest to the usual.
    """
    nearest = min(years, key=lambda year: (abs(year.first - usual.first), year.first))
    by_first = {year.first: year for year in years}
    st.session_state[_YEAR] = by_first.get(address.read_number("year") or 0, nearest)
    chosen = st.selectbox(
        "Year", years, format_func=str, key=_YEAR, width=140, on_change=_year_chosen, args=(nearest,)
    )
    return chosen if chosen is not None else nearest


def _year_chosen(nearest: FinancialYear) -> None:
    chosen = st.session_state[_YEAR]
    address.write(year=None if chosen == nearest else chosen.first)


def amounts_table(saving: SavingContent) -> list[dict[str, object]]:
    """List a saving's amounts, a row a year, with every kind that it has, to the penny."""
    kinds = [kind for kind in SavingAmount if any(of.kind is kind for of, _ in saving.amounts)]
    return [
        {
            "Year": year.text,
            **{
                AMOUNT_NAMES[kind]: exact_amount(pence)
                if (pence := saving.amount(kind, year)) is not None
                else "not known"
                for kind in kinds
            },
        }
        for year in years_of([saving])
    ]
