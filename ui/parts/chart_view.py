"""A chart with its sentence and its table.

Owns: drawing the three together, the colour of a chart's words, and what a click on a mark carried. Refuses:
the chart's definition.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd
import streamlit as st

from ui.shell.plain_text import escape

# The tool bar would add eight stops for a reader who goes by keyboard.
_CONFIG = {"displayModeBar": False, "scrollZoom": False}
# Streamlit's own grey for ticks and annotations stands at 3.7:1 on white; on the dark page it is right.
# No darker than it needs to be: when the system turns dark at sunset, a page keeps it until its next run.
WORDS_IN_LIGHT = "#696E73"


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
    event = draw_figure(chart, key, leads_on=leads_on)
    st.markdown(escape(chart.sentence))
    rows = list(table)
    if rows:
        # Filled when it is opened: a table costs a cold browser another megabyte.
        with st.expander("Show as a table", key=f"{key}_table", on_change="rerun") as box:
            if box.open:
                show_table(rows)
    points = event.selection.points if leads_on else ()
    return points[0].get("customdata") if points else None


def draw_figure(chart: Drawn, key: str, *, leads_on: bool = False) -> Any:
    """Draw the figure alone, for a page that says its sentence elsewhere; return what was selected on it."""
    return st.plotly_chart(
        colour_words(chart.figure, st.context.theme.type),
        key=key,
        config=_CONFIG,
        alt=chart.sentence,
        on_select="rerun" if leads_on else "ignore",
        selection_mode="points",
    )


def colour_words(figure: Any, theme: str | None) -> Any:
    """Darken the words of a figure in the light theme so that they stand out; return the figure.

    `theme` is "light", "dark" or None where it is not known. Words that have a colour of their own keep it,
    and so does the legend, which the theme draws dark enough.
    """
    if theme != "light":
        return figure
    colour = {"color": WORDS_IN_LIGHT}
    figure.update_layout(font=colour, hoverlabel_font=colour)
    for axes in (figure.update_xaxes, figure.update_yaxes):
        axes(tickfont=colour, title_font=colour)
    figure.for_each_annotation(lambda words: words.update(font=colour) if words.font.color is None else None)
    return figure


def show_table(rows: Sequence[Mapping[str, object]]) -> None:
    """Draw a small table that a screen reader can walk; words are shown as they are, numbers to the right."""
    frame = pd.DataFrame([{name: _cell(value) for name, value in row.items()} for row in rows])
    st.table(frame, hide_index=True, border="horizontal")


def _cell(value: object) -> object:
    return escape(value) if isinstance(value, str) else value
