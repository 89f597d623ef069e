"""The ratings of a plan's actions from one moment to another, as a flow.

Owns: the two columns of ratings, the bands between them, and the same as rows of a table. Refuses: counting;
the rows bring the counts, the words of the two moments are given, and `movement_text` has the sentence.

A flow cannot be reached by keyboard: whoever shows it shows `flow_table` with it.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import plotly.graph_objects as go

from charts.parts.chart import NEUTRAL, Chart, empty_chart, new_figure
from charts.parts.plain_text import plain, wrapped
from data_model.board.movement_text import flow_sentence
from data_model.board.rows import FlowRow
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted

_OUTSIDE = "Not in the plan"
# Labels stand beside the flow, two lines each: over the bands they could not be read.
_LABEL_WIDTH, _LABEL_LINES, _BESIDE, _AWAY = 15, 2, 130, 14
_TITLE_WIDTH, _TITLE_LINES, _ABOVE, _BELOW = 22, 3, 66, 20
_GAP = 36  # pixels between two bars, so that no two labels meet
_PLOT, _THICKNESS = 190, 18  # height of all actions together, width of a bar
# Ratings that stayed are drawn paler than those that moved: the moves are what a board asks about.
_STAYED, _MOVED = 0.22, 0.62
_INSIDE = 0.001  # Plotly takes 0 and 1 for places that are not given


class _Node(NamedTuple):
    """A rating on one side; `status` "" is not in the plan."""

    status: str
    label: str


def movement_flow(flow: Sequence[FlowRow], earlier: str, later: str) -> Chart:
    """Draw how many actions went from each rating to each; the words name the two moments.

    Colours are those of the statuses, the words the plan's own. A band's customdata is what it says in words.
    """
    rows = [row for row in flow if row.actions]
    if not rows:
        return empty_chart(flow_sentence(rows))
    left = _nodes(_Node(row.old, row.old_label) for row in rows)
    right = _nodes(_Node(row.new, row.new_label) for row in rows)
    whole = sum(row.actions for row in rows)
    plot = _PLOT + _GAP * (max(len(left), len(right)) - 1)
    old_totals, new_totals = _totals(rows, left, True), _totals(rows, right, False)
    old_middles, new_middles = _middles(old_totals, plot, whole), _middles(new_totals, plot, whole)
    figure = new_figure(
        [_bands(rows, left, right, [*old_middles, *new_middles])],
        plot + _ABOVE + _BELOW,
        margin={"l": _BESIDE, "r": _BESIDE, "t": _ABOVE, "b": _BELOW},
        showlegend=False,
    )
    _name_side(figure, left, old_totals, old_middles, earlier, is_left=True)
    _name_side(figure, right, new_totals, new_middles, later, is_left=False)
    return Chart(figure, flow_sentence(rows))


def flow_table(flow: Sequence[FlowRow]) -> list[dict[str, object]]:
    """Return the flow as rows of a table in plain text: from, to, actions; what moved stands first."""
    ordered = sorted((row for row in flow if row.actions), key=lambda row: (not _has_moved(row),))
    return [
        {
            "From": _words(_Node(row.old, row.old_label)),
            "To": _words(_Node(row.new, row.new_label)),
            "Actions": row.actions,
        }
        for row in ordered
    ]


def _has_moved(row: FlowRow) -> bool:
    return row.old != row.new


def _nodes(nodes: Iterable[_Node]) -> list[_Node]:
    order = {"": len(Status), **{status.value: place for place, status in enumerate(Status)}}
    return sorted(set(nodes), key=lambda node: (order[node.status], node.label))


def _totals(rows: Sequence[FlowRow], nodes: Sequence[_Node], is_old: bool) -> list[int]:
    counts = dict.fromkeys(nodes, 0)
    for row in rows:
        counts[_Node(row.old, row.old_label) if is_old else _Node(row.new, row.new_label)] += row.actions
    return list(counts.values())


def _words(node: _Node) -> str:
    if not node.status:
        return f"– {_OUTSIDE}"
    return f"{STATUS_LOOKS[Status(node.status)].symbol} {node.label}"


def _name_side(
    figure: go.Figure,
    nodes: Sequence[_Node],
    totals: Sequence[int],
    middles: Sequence[float],
    title: str,
    *,
    is_left: bool,
) -> None:
    """Write the moment over a column and, beside each bar, its rating with the number of actions."""
    x, side, other, shift = (0, "left", "right", -_BESIDE) if is_left else (1, "right", "left", _BESIDE)
    shared = {"x": x, "xref": "paper", "yref": "paper", "showarrow": False}
    heading = wrapped(title.removeprefix("the "), _TITLE_WIDTH, _TITLE_LINES)
    figure.add_annotation(
        text=f"<b>{heading}</b>",
        y=1,
        yanchor="bottom",
        yshift=8,
        xanchor=side,
        xshift=shift + (4 if is_left else -4),
        align=side,
        **shared,
    )
    for node, total, middle in zip(nodes, totals, middles, strict=True):
        words = wrapped(_words(node), _LABEL_WIDTH, _LABEL_LINES)
        figure.add_annotation(
            text=f"{words} <b>{total:,}</b>",
            y=1 - middle,
            yanchor="middle",
            xanchor=other,
            xshift=-_AWAY if is_left else _AWAY,
            align=other,
            **shared,
        )


def _fill(node: _Node) -> str:
    return STATUS_LOOKS[Status(node.status)].fill if node.status else NEUTRAL


def _band_fill(row: FlowRow) -> str:
    node = _Node(row.new, row.new_label) if row.new else _Node(row.old, row.old_label)
    fill = _fill(node)
    red, green, blue = (int(fill[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{_MOVED if _has_moved(row) else _STAYED})"


def _bands(
    rows: Sequence[FlowRow], left: Sequence[_Node], right: Sequence[_Node], middles: Sequence[float]
) -> go.Sankey:
    said = [
        f"{counted(row.actions, 'action')}: {plain(_words(_Node(row.old, row.old_label)))} → "
        f"{plain(_words(_Node(row.new, row.new_label)))}"
        for row in rows
    ]
    nodes = [*left, *right]
    return go.Sankey(
        arrangement="fixed",
        node={
            "label": [""] * len(nodes),
            "customdata": [plain(_words(node)) for node in nodes],
            "color": [_fill(node) for node in nodes],
            "x": [_INSIDE] * len(left) + [1 - _INSIDE] * len(right),
            "y": list(middles),
            "pad": _GAP,
            "thickness": _THICKNESS,
            "line": {"color": NEUTRAL, "width": 1},
            "hovertemplate": "%{customdata}: %{value:,}<extra></extra>",
        },
        link={
            "source": [left.index(_Node(row.old, row.old_label)) for row in rows],
            "target": [len(left) + right.index(_Node(row.new, row.new_label)) for row in rows],
            "value": [row.actions for row in rows],
            "color": [_band_fill(row) for row in rows],
            "customdata": said,
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    )


def _middles(totals: Sequence[int], plot: int, whole: int) -> list[float]:
    """Return the middle of each bar of a column, 0 to 1 from the top.

    Plotly makes an action as many pixels high as fit between the gaps of the longer column; the bars of the
    shorter one stand further apart.
    """
    gap = (plot - _PLOT) / (len(totals) - 1) if len(totals) > 1 else 0
    middles, top = [], 0.0
    for total in totals:
        height = _PLOT * total / whole
        middles.append(min(1 - _INSIDE, max(_INSIDE, (top + height / 2) / plot)))
        top += height + gap
    return middles
