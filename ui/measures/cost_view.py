"""Forecasts of a year, and the cost a week of a kind of care, on the page of a measure.

Owns: where they stand and their lists. Refuses: the figures and their words (`data_model.measures`), charts,
and Markdown in words of users and workbooks.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.measures.cost_text import NO_OUTTURN, forecast_sentence, worked_out_text
from data_model.measures.measure_text import period_text
from data_model.measures.measure_vocabulary import Frequency, Unit
from data_model.measures.queries.costs import CostsOfMeasure
from data_model.measures.rows import ReadingRow
from ui.measures.figure_text import figure_text, source_text
from ui.shell.plain_text import escape

_NEWEST = 4  # periods whose cost a week is shown at once


def show_costs(costs: CostsOfMeasure | None, outturns: Sequence[ReadingRow], unit: Unit) -> None:
    """Draw the forecasts of a measure, and what its kind of care costs a week; nothing without either.

    `outturns` are its readings of whole years.
    """
    if costs is None:
        return
    _show_forecasts(costs.forecasts, outturns, unit)
    _show_worked_out(costs)


def _show_forecasts(forecasts: Sequence[ReadingRow], outturns: Sequence[ReadingRow], unit: Unit) -> None:
    if not forecasts:
        return
    st.header("Forecasts of a year", anchor=False)
    if sentence := forecast_sentence(forecasts, outturns, unit):
        st.markdown(escape(sentence))
    st.caption(NO_OUTTURN)
    lines = []
    for row in sorted(forecasts, key=lambda one: one.period, reverse=True):
        named = period_text(row.period, Frequency.YEAR)
        lines.append(
            f"- **{escape(named)}** · **{escape(figure_text(row, unit))}** · {escape(source_text(row))}"
        )
        lines += [
            f"    - ↻ Restated: was {escape(f'{figure_text(old, unit)}, {source_text(old)}')}"
            for old in row.restated_from
        ]
    st.markdown("\n".join(lines))


def _show_worked_out(costs: CostsOfMeasure) -> None:
    if costs.kind is None:
        return
    st.header("Cost a week, worked out", anchor=False)
    st.markdown("Spend ÷ care days × 7, from the measures of this kind of care.")
    lines = [
        f"- {escape(worked_out_text(one, in_days=costs.kind.in_days))}" for one in reversed(costs.worked_out)
    ]
    st.markdown("\n".join(lines[:_NEWEST]))
    if earlier := lines[_NEWEST:]:
        with st.expander(f"Earlier ({len(earlier)})", key="measure_costs", on_change="rerun") as box:
            if box.open:
                st.markdown("\n".join(earlier))
