"""Every council of one published year as a strip of bars, the best first, one and its neighbours marked.

Owns: the strip, its marks and the sentence that says what it shows. Refuses: ranks (`ranking`), any figure of
our own, and colour alone: the council has a triangle and its name, each neighbour a diamond.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.parts.chart import NEUTRAL, Chart, empty_chart, new_figure
from charts.parts.plain_text import plain, shortened
from data_model.measures.measure_looks import COMMON
from data_model.measures.measure_vocabulary import Polarity
from data_model.published.comparison_text import (
    newest_year,
    number_text,
    ordinal,
    published_text,
    rank_text,
    when_text,
)
from data_model.published.published_vocabulary import PublishedUnit
from data_model.published.ranking import CouncilRank, england_of, rank_of, ranked_councils
from data_model.published.rows import PlaceFigure, PublishedComparison, YearFigures

_HEIGHT = 190
_OWN, _NEIGHBOUR, _OTHER = "#1D70B8", "#5A7590", "rgba(128,128,128,0.45)"
_OWN_MARK, _NEIGHBOUR_MARK = "▼", "◆"


def ranked_strip(found: PublishedComparison, polarity: Polarity) -> Chart:
    """Draw every council that has a figure in the newest year, one bar each; the sentence is not escaped.

    The best stands first; of a measure without a better way the lowest. A council without a figure has no
    bar. Fewer than two bars are no strip, and the sentence says so.
    """
    newest = newest_year(found)
    ordered = ranked_councils(newest.figures, polarity) if newest is not None else ()
    if newest is None or len(ordered) < 2:
        return empty_chart("Too few councils have a figure to be put in order.")
    unit = found.link.published.unit
    own = found.council.code if found.council is not None else ""
    figure = new_figure(
        _bars(ordered, newest, found, polarity),
        _HEIGHT,
        bargap=0.15,
        barmode="overlay",
        hovermode="closest",
        # Symbols and names say what a legend would; on a telephone that would leave the bars no height.
        showlegend=False,
        margin={"l": 44, "r": 12, "t": 26, "b": 26},
        xaxis=_place_axis(len(ordered)),
        yaxis=_value_axis(ordered, england_of(newest.figures), unit),
    )
    _name_own(figure, ordered, own)
    _name_ends(figure, polarity)
    _name_england(figure, newest, found, polarity)
    return Chart(figure, strip_sentence(found, polarity))


def strip_sentence(found: PublishedComparison, polarity: Polarity) -> str:
    """Say what the strip shows: which order, where the council and its neighbours stand."""
    newest = newest_year(found)
    if newest is None:
        return ""
    ordered = ranked_councils(newest.figures, polarity)
    order = "the lowest first" if polarity is Polarity.INFO else "the best first"
    parts = [f"{len(ordered):,} councils {when_text(newest)}, {order}"]
    parts.append(_said_of_own(found, newest, ordered, polarity))
    neighbours = [at for at, one in enumerate(ordered, 1) if one.place.code in found.neighbours]
    if neighbours:
        first, last = ordinal(min(neighbours)), ordinal(max(neighbours))
        many = number_text(len(neighbours))
        where = f"between {first} and {last}" if len(neighbours) > 1 else first
        whose = f"its {many} statistical neighbours stand" if len(neighbours) > 1 else "its neighbour stands"
        parts.append(f"{whose} ({_NEIGHBOUR_MARK}) {where} from the left")
    said = "; ".join(part for part in parts[1:] if part)
    return f"{parts[0]}: {said}." if said else f"{parts[0]}."


def _said_of_own(
    found: PublishedComparison, newest: YearFigures, ordered: Sequence[PlaceFigure], polarity: Polarity
) -> str:
    if found.council is None:
        return ""
    own = next((one for one in ordered if one.place.code == found.council.code), None)
    if own is None or own.value is None:
        return f"{found.council.name} has no figure and no bar"
    figure = published_text(own.value, found.link.published.unit)
    rank = rank_of(newest.figures, found.council.code, polarity)
    place = (
        f", {rank_text(rank)}" if rank is not None else f", {ordinal(ordered.index(own) + 1)} from the left"
    )
    return f"{found.council.name} ({_OWN_MARK}) has {figure}{place}"


def _bars(
    ordered: Sequence[PlaceFigure], newest: YearFigures, found: PublishedComparison, polarity: Polarity
) -> list[Any]:
    own = found.council.code if found.council is not None else ""
    kinds: dict[str, list[int]] = {"other": [], "neighbour": [], "own": []}
    for at, one in enumerate(ordered):
        is_neighbour = one.place.code in found.neighbours
        kinds["own" if one.place.code == own else "neighbour" if is_neighbour else "other"].append(at)
    name = shortened(found.council.name, 30) if found.council is not None else ""
    looks = {
        "other": ("Other councils", _OTHER),
        "neighbour": ("Statistical neighbours", _NEIGHBOUR),
        "own": (name, _OWN),
    }
    said = [_said(one, newest, found, polarity) for one in ordered]
    traces: list[Any] = []
    for kind, places in kinds.items():
        if places:
            traces.append(_bar_trace(ordered, places, said, *looks[kind]))
    top = max(one.value or 0.0 for one in ordered)
    for kind, symbol, size in (("neighbour", "diamond", 7), ("own", "triangle-down", 12)):
        if kinds[kind]:
            raised = [(ordered[at].value or 0.0) + top * 0.07 for at in kinds[kind]]
            marker = {"symbol": symbol, "size": size, "color": looks[kind][1], "line": {"width": 0}}
            points = {"x": kinds[kind], "y": raised, "marker": marker, "mode": "markers"}
            traces.append(go.Scatter(**points, showlegend=False, hoverinfo="skip", cliponaxis=False))
    england = england_of(newest.figures)
    if england is not None:
        line = {"width": 1.5, "dash": "dot", "color": COMMON}
        ends = {"x": [-0.5, len(ordered) - 0.5], "y": [england, england]}
        words = f"England {published_text(england, found.link.published.unit)}"
        traces.append(go.Scatter(**ends, line=line, mode="lines", name=words, hoverinfo="skip"))
    return traces


def _bar_trace(
    ordered: Sequence[PlaceFigure], places: Sequence[int], said: Sequence[str], name: str, colour: str
) -> go.Bar:
    return go.Bar(
        x=list(places),
        y=[ordered[at].value for at in places],
        name=name,
        marker={"color": colour, "line": {"width": 0}},
        customdata=[[said[at]] for at in places],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )


def _said(one: PlaceFigure, newest: YearFigures, found: PublishedComparison, polarity: Polarity) -> str:
    figure = published_text(one.value, found.link.published.unit) if one.value is not None else ""
    rank: CouncilRank | None = rank_of(newest.figures, one.place.code, polarity)
    return plain(", ".join(filter(None, (one.place.name, figure, rank_text(rank) if rank else ""))))


def _place_axis(councils: int) -> dict[str, Any]:
    return {
        "range": [-0.5, councils - 0.5],
        "showticklabels": False,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def _value_axis(ordered: Sequence[PlaceFigure], england: float | None, unit: PublishedUnit) -> dict[str, Any]:
    values = [one.value or 0.0 for one in ordered] + ([england] if england is not None else [])
    return {
        "range": [min(0.0, *values), max(values) * 1.15 or 1.0],
        "nticks": 4,
        "tickformat": ",",
        "ticksuffix": "%" if unit is PublishedUnit.PERCENT else "",
        "fixedrange": True,
        "automargin": False,
        "zeroline": False,
        "title": "",
    }


def _name_own(figure: go.Figure, ordered: Sequence[PlaceFigure], own: str) -> None:
    at = next((at for at, one in enumerate(ordered) if one.place.code == own), None)
    if at is None:
        return
    is_right = at > len(ordered) / 2
    figure.add_annotation(
        x=at,
        y=1,
        yref="paper",
        yanchor="bottom",
        xanchor="right" if is_right else "left",
        showarrow=False,
        text=f"{_OWN_MARK} {shortened(ordered[at].place.name, 24)}",
        font={"size": 12},
        borderpad=2,
    )
    line = {"color": NEUTRAL, "width": 1, "dash": "dot"}
    figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=1, yref="paper", line=line, layer="below")


def _name_ends(figure: go.Figure, polarity: Polarity) -> None:
    """Say below the bars which end is which; a tick's label at an end would be cut."""
    first, last = ("lowest", "highest") if polarity is Polarity.INFO else ("best", "worst")
    for x, side, words in ((0, "left", first), (1, "right", last)):
        ends = {"x": x, "xref": "paper", "xanchor": side, "y": 0, "yref": "paper", "yanchor": "top"}
        figure.add_annotation(**ends, showarrow=False, text=words, font={"size": 12}, borderpad=3)


def _name_england(
    figure: go.Figure, newest: YearFigures, found: PublishedComparison, polarity: Polarity
) -> None:
    """Name England's line at the end where the bars are low."""
    england = england_of(newest.figures)
    if england is None:
        return
    is_right = polarity is Polarity.HIGHER
    figure.add_annotation(
        x=1 if is_right else 0,
        xref="paper",
        xanchor="right" if is_right else "left",
        y=england,
        yanchor="bottom",
        showarrow=False,
        text=plain(f"England {published_text(england, found.link.published.unit)}"),
        font={"size": 12},
        borderpad=1,
    )
