"""The areas of a plan with their actions by status, as stacked bars in plan order.

Owns: the bars, what a click on one carries, and their sentence. Refuses: counting; the rows bring the counts.
"""

from collections.abc import Sequence

import plotly.graph_objects as go

from charts.parts.chart import GAP, Chart, bar_text, empty_chart, named_rows, new_figure, number_or_blank
from charts.parts.plain_text import plain, shortened
from data_model.plan.rows import AreaRow
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.sentence_text import counted, is_or_are, listed

_ROW_HEIGHT, _LEGEND_ROW, _AROUND = 44, 10, 60  # the legend is one column on a telephone


def status_by_area(areas: Sequence[AreaRow]) -> Chart:
    """Draw one bar an area, first area on top, parted by status in the order of the statuses.

    Each segment's customdata is [area id, status value, area name, share in words], so that a click can be
    turned into a filter. Areas without actions keep their row.
    """
    if not any(area.actions for area in areas):
        return empty_chart("There are no actions to show by area.")
    traces = [_segments(areas, status, label) for status, label in _statuses_present(areas).items()]
    figure = new_figure(
        traces,
        _AROUND + _ROW_HEIGHT * len(areas) + _LEGEND_ROW * len(traces),
        barmode="stack",
        xaxis={"visible": False, "fixedrange": True},
        **named_rows([_name(area) for area in areas]),
    )
    return Chart(figure, _sentence(areas))


def _name(area: AreaRow) -> str:
    return f"{area.number} {area.short_name or area.title}".strip()


def _statuses_present(areas: Sequence[AreaRow]) -> dict[Status, str]:
    """Map each status that any area has to the plan's word for it, in the order of the statuses."""
    labels = {row.status: row.label for area in areas for row in area.statuses if row.count}
    return {status: labels[status] or STATUS_NAMES[status] for status in Status if status in labels}


def _count(area: AreaRow, status: Status) -> int:
    return sum(row.count for row in area.statuses if row.status is status)


def _segments(areas: Sequence[AreaRow], status: Status, label: str) -> go.Bar:
    look = STATUS_LOOKS[status]
    counts = [_count(area, status) for area in areas]
    return go.Bar(
        orientation="h",
        name=f"{look.symbol} {shortened(label, 34)}",
        x=counts,
        y=list(range(len(areas))),
        marker={"color": look.fill, "line": GAP},
        text=[number_or_blank(count) for count in counts],
        customdata=[
            [area.id, status.value, plain(_name(area)), f"{count:,} of {counted(area.actions, 'action')}"]
            for area, count in zip(areas, counts, strict=True)
        ],
        hovertemplate="<b>%{customdata[2]}</b><br>%{fullData.name}: %{customdata[3]}<extra></extra>",
        **bar_text(look.text),
    )


def _sentence(areas: Sequence[AreaRow]) -> str:
    total = sum(area.actions for area in areas)
    overdue = sum(area.overdue for area in areas)
    parts = [
        f"{sum(_count(area, status) for area in areas):,} {label}"
        for status, label in _statuses_present(areas).items()
    ]
    return (
        f"{counted(total, 'action')} in {counted(len(areas), 'area')}: {listed(parts)}; "
        f"{overdue:,} {is_or_are(overdue)} overdue."
    )
