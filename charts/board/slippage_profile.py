"""How far the due dates in force are from the original ones, as bars.

Owns: the bars in the order of the bands, their sentence and the same as rows of a table. Refuses: counting
and the bands (`movement`); the rows bring both.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.parts.chart import GAP, OPEN, SOON, BarLook, Chart, empty_chart, new_figure
from charts.parts.plain_text import plain
from data_model.board.rows import SlippageRow
from data_model.shared.sentence_text import counted, listed

_ROW_HEIGHT, _AROUND = 34, 30


def slippage_profile_chart(rows: Sequence[SlippageRow]) -> Chart:
    """Draw one bar a band, earlier dates on top, the number of actions at its end.

    Each bar's customdata is its words with the number.
    """
    if not any(row.actions for row in rows):
        return empty_chart("There are no actions whose dates could be compared.")
    counts = [row.actions for row in rows]
    looks = [_look(row) for row in rows]
    bars = go.Bar(
        orientation="h",
        x=counts,
        y=list(range(len(rows))),
        marker={
            "color": [look.fill for look in looks],
            "line": GAP,
            "pattern": {
                "shape": [look.pattern.get("shape", "") for look in looks],
                "bgcolor": [look.fill for look in looks],
                "fgcolor": [look.pattern.get("fgcolor", look.fill) for look in looks],
                "size": 8,
                "solidity": 0.15,
            },
        },
        text=[f"{count:,}" for count in counts],
        textposition="outside",
        cliponaxis=False,
        customdata=[f"{plain(row.words)}: {counted(row.actions, 'action')}" for row in rows],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure = new_figure(
        [bars],
        _AROUND + _ROW_HEIGHT * len(rows),
        showlegend=False,
        xaxis={"visible": False, "fixedrange": True, "range": [0, max(counts) * 1.18]},
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [plain(row.words) for row in rows],
            "range": [len(rows) - 0.5, -0.5],
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
        },
    )
    return Chart(figure, slippage_sentence(rows))


def slippage_sentence(rows: Sequence[SlippageRow]) -> str:
    """Say in plain text how many actions stand as first agreed, slipped, or were brought forward."""
    dated = [row for row in rows if not _is_without(row)]
    whole = sum(row.actions for row in dated)
    without = sum(row.actions for row in rows if _is_without(row))
    if not whole:
        return f"{counted(without, 'action')} without two dates to compare."
    kept = sum(row.actions for row in dated if row.days_from == 0 and row.days_to == 0)
    late = [row for row in dated if row.days_from is not None and row.days_from > 0]
    slipped, longest = sum(row.actions for row in late), late[-1] if late else None
    earlier = whole - kept - slipped
    parts = [f"{kept:,} {'stands' if kept == 1 else 'stand'} as first agreed"]
    if slipped:
        parts.append(f"{slipped:,} slipped")
    if longest is not None and longest.actions:
        parts[-1] += f" ({longest.actions:,} by more than {(longest.days_from or 1) - 1} days)"
    if earlier:
        parts.append(f"{earlier:,} {'was' if earlier == 1 else 'were'} brought forward")
    rest = f"; {without:,} {'has' if without == 1 else 'have'} no date to compare" if without else ""
    return f"Of {counted(whole, 'due date')}, {listed(parts)}{rest}."


def slippage_table(rows: Sequence[SlippageRow]) -> list[dict[str, object]]:
    """Return the bands as rows of a table in plain text."""
    return [{"Due date now": row.words, "Actions": row.actions} for row in rows]


def _is_without(row: SlippageRow) -> bool:
    return row.days_from is None and row.days_to is None


def _look(row: SlippageRow) -> BarLook:
    return SOON if row.days_from is not None and row.days_from > 0 else OPEN
