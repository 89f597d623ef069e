"""What every chart returns, and the look they share.

Owns: the pair of figure and sentence, the common layout, bars beside their names, the line at the as-at date,
the empty figure.
Refuses: colours of text outside a bar and of the background, which the page's light or dark theme sets; and
`plotly.express`, which would import pandas.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any, NamedTuple
from unicodedata import east_asian_width

import plotly.graph_objects as go

from charts.parts.plain_text import wrapped
from data_model.shared.sentence_text import short_day

FONT_SIZE = 13
MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
_LABEL_WIDTH, _LABEL_LINES = 17, 2
# Mid grey stands at least 3.9:1 against both a white and a near-black page.
NEUTRAL = "#808080"
GAP = {"color": NEUTRAL, "width": 1}
BAND = "rgba(128,128,128,0.10)"


class BarLook(NamedTuple):
    """Fill, colour of the figure inside, pattern: for what a date says of an action, which is no status."""

    fill: str
    text: str
    pattern: dict[str, Any]


def _striped(fill: str, shape: str, stripes: str) -> dict[str, Any]:
    return {"shape": shape, "bgcolor": fill, "fgcolor": stripes, "size": 8, "solidity": 0.15}


# Stripes tell red and orange apart without colour; they are dark under white figures and light under black.
COMPLETE = BarLook("#00703C", "#FFFFFF", {})
OPEN = BarLook("#5A7590", "#FFFFFF", {})
SOON = BarLook("#F46A25", "#000000", _striped("#F46A25", "\\", "#FFD2B8"))
OVERDUE = BarLook("#D4351C", "#FFFFFF", _striped("#D4351C", "/", "#4B0D06"))

DATE_TICKS = [
    {"dtickrange": [None, "M1"], "value": "%-d %b\n%Y"},
    {"dtickrange": ["M1", None], "value": "%b\n%Y"},
]


@dataclass(frozen=True)
class Chart:
    """A figure and the one sentence that says what it shows.

    The sentence is plain text that may hold words of the plan: escape it where it is shown as Markdown.
    """

    figure: go.Figure
    sentence: str


def new_figure(traces: list[Any], height: int, **layout: Any) -> go.Figure:
    """Make a figure of a height in pixels with the shared layout; `layout` adds to it or replaces parts."""
    shared: dict[str, Any] = {
        "height": height,
        "margin": MARGIN,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": FONT_SIZE},
        "hoverlabel": {"align": "left", "namelength": -1, "font": {"size": FONT_SIZE}},
        "legend": {
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": 1.0,
            "yanchor": "bottom",
            "yref": "paper",
            "traceorder": "normal",
            "font": {"size": FONT_SIZE},
            "title": {"text": ""},
        },
        "showlegend": True,
        "dragmode": False,
        "bargap": 0.25,
        # A figure that does not fit its segment is left out rather than drawn too small to read.
        "uniformtext": {"minsize": 11, "mode": "hide"},
    }
    figure = go.Figure(data=traces, layout={**shared, **layout})
    # The page's theme would set smaller ones.
    figure.update_xaxes(tickfont_size=FONT_SIZE)
    figure.update_yaxes(tickfont_size=FONT_SIZE)
    return figure


def named_rows(names: Sequence[str]) -> dict[str, Any]:
    """Return the layout of horizontal bars, the first on top, each beside its name at positions 0, 1, 2, …

    Positions, not names, because two may be called the same. The room that the names need is worked out here:
    a browser that measures it draws the whole figure twice.
    """
    folded = [wrapped(name, _LABEL_WIDTH, _LABEL_LINES) for name in names]
    return {
        "yaxis": {
            "tickvals": list(range(len(names))),
            "ticktext": folded,
            "range": [len(names) - 0.5, -0.5],
            "automargin": False,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
        "margin": {**MARGIN, "l": room_for(line for name in folded for line in name.split("<br>"))},
    }


def room_for(lines: Iterable[str]) -> int:
    """Return the left margin, in pixels, in which the widest of some labels of `FONT_SIZE` is whole."""
    return 16 + int(max((sum(map(_letter_width, unescape(line))) for line in lines), default=0.0))


def _letter_width(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 14.0
    if letter in "mwMW@%…":
        return 11.5
    if letter in "fijlrtI .,:;!|'’()":
        return 4.5
    return 8.5 if letter.isupper() or not letter.isascii() else 6.8


def empty_chart(sentence: str) -> Chart:
    """Return a low figure without axes for when there is nothing to draw; the sentence says why."""
    hidden = {"visible": False, "fixedrange": True}
    return Chart(new_figure([], 60, xaxis=hidden, yaxis=hidden, showlegend=False), sentence)


def number_or_blank(number: int) -> str:
    """Say the figure written in a segment; a segment of nothing has none."""
    return f"{number:,}" if number else ""


def bar_text(colour: str) -> dict[str, Any]:
    """Return the settings of the figure inside a bar, in a colour that contrasts with the bar."""
    return {
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": colour, "size": FONT_SIZE},
        "constraintext": "both",
    }


def mark_as_at(figure: go.Figure, as_at: date, first: date, last: date) -> None:
    """Draw the line at the as-at date, its label on the side with more room; nothing if outside the axis."""
    if not first <= as_at <= last:
        return
    figure.add_shape(
        type="line",
        x0=as_at.isoformat(),
        x1=as_at.isoformat(),
        y0=0,
        y1=1,
        yref="paper",
        line={"color": NEUTRAL, "width": 2, "dash": "dash"},
        layer="above",
    )
    figure.add_annotation(
        x=as_at.isoformat(),
        y=1,
        yref="paper",
        yanchor="top",
        showarrow=False,
        borderpad=2,
        xanchor="right" if as_at - first > last - as_at else "left",
        text=f"as at {short_day(as_at)}",
    )
