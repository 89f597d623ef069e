"""A chart for a display across a room: the same figure, drawn larger.

Owns: which parts of a figure grow: its height, margins, words, marks, lines, and what is placed by pixels.
Refuses: what the chart shows, and the width, which is the page's.
"""

from typing import Any

import plotly.graph_objects as go

from charts.parts.chart import Chart

# Words of an axis that stand beside each other: with larger ones every other has no room on a telephone.
_MOST_NAMED = 4


def enlarged(chart: Chart, factor: float, height: float) -> Chart:
    """Return the same chart, its words and marks larger by a factor, and as a whole higher by another."""
    figure = go.Figure(chart.figure)
    layout = figure.layout
    figure.update_layout(
        height=round(layout.height * height),
        margin={side: round(layout.margin[side] * factor) for side in ("l", "r", "t", "b")},
        font_size=layout.font.size * factor,
        hoverlabel_font_size=layout.hoverlabel.font.size * factor,
        legend_font_size=layout.legend.font.size * factor,
    )
    _grow(layout.legend, factor, "entrywidth", "itemwidth")
    for axis in (*figure.select_xaxes(), *figure.select_yaxes()):
        _grow(axis.tickfont, factor, "size")
    for axis in figure.select_xaxes():
        _name_fewer(axis)
    for words in layout.annotations:
        _grow(words, factor, "xshift", "yshift", "borderpad")
        _grow(words.font, factor, "size")
    for shape in layout.shapes:
        _grow(shape.line, factor, "width")
        if shape.xsizemode == "pixel":
            _grow(shape, factor, "x0", "x1")
        if shape.ysizemode == "pixel":
            _grow(shape, factor, "y0", "y1")
    for trace in figure.data:
        _grow_trace(trace, factor, height)
    return Chart(figure, chart.sentence)


def _grow_trace(trace: Any, factor: float, height: float) -> None:
    if isinstance(trace, go.Sankey):
        _grow(trace.node, factor, "thickness")
        _grow(trace.node, height, "pad")
        return
    _grow(trace.line, factor, "width")
    if isinstance(trace.marker.size, tuple):
        trace.marker.size = [size * factor for size in trace.marker.size]
    else:
        _grow(trace.marker, factor, "size")
    _grow(trace.marker.line, factor, "width")


def _grow(part: Any, factor: float, *names: str) -> None:
    for name in names:
        if part[name] is not None:
            part[name] = part[name] * factor


def _name_fewer(axis: Any) -> None:
    """Name every so many of an axis's places only, the newest among them."""
    places = axis.tickvals
    if places is None or len(places) <= _MOST_NAMED:
        return
    step = -(-len(places) // _MOST_NAMED)
    axis.update(tickvals=places[::-1][::step][::-1], ticktext=axis.ticktext[::-1][::step][::-1])
