"""A chart with its sentence and its table.

Owns: drawing the three together, and what a click on a mark carried. Refuses: the chart's definition.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from ui.plain_text import escape

# The tool bar would add eight stops for a reader who goes by keyboard.
_CONFIG = {"displayModeBar": False, "scrollZoom": False}


class Drawn(Protocol):
    """A figure with the sentence that says what it shows."""

    @property
    def figure(self) -> Any: ...
    @property
    def sentence(self) -> str: ...


def show_chart(
    chart: Drawn, key: str, table: Iterable[Mapping[str, object]] = (), *, leads_on: bool = True
) -> Sequence[Any] | None:
    """Draw figure, sentence and table; return the customdata of a mark that was just clicked, or None.

    A chart that does not lead on costs a cold browser less.
    """
    event = st.plotly_chart(
        chart.figure, key=key, on_select="rerun" if leads_on else "ignore", selection_mode="points",
        config=_CONFIG, alt=chart.sentence,
    )  # fmt: skip
    st.markdown(escape(chart.sentence))
    rows = list(table)
    if rows:
        # Filled when it is opened: a table costs a cold browser another megabyte.
        with st.expander("Show as a table", key=f"{key}_table", on_change="rerun") as box:
            if box.open:
                show_table(rows)
    points = event.selection.points if leads_on else ()
    return points[0].get("customdata") if points else None


def show_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Draw a small table that a screen reader can walk; words are shown as they are, numbers to the right."""
    frame = pd.DataFrame([{name: _cell(value) for name, value in row.items()} for row in rows])
    st.table(frame, hide_index=True, border="horizontal")


def _cell(value: object) -> object:
    return escape(value) if isinstance(value, str) else value
