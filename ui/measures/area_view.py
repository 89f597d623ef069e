"""An area: what the plan says of it beside what its measures say.

Owns: the actions by status as ways to them, how many measures are shown, the lists of outcomes. Refuses:
counting actions, and the sentence that puts plan and measures side by side (`area_text`).
"""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from data_model.measures.measure_assessment import MeasureAssessment
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionRow, AreaRow
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.published.rows import PublishedLine
from data_model.shared.sentence_text import counted
from ui.measures.measure_cards import show_measure_line
from ui.parts.in_pages import show_in_pages
from ui.parts.status_chips import chip
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_OUTCOMES = 20  # drawn at once
_MEASURES = 5  # the worst; as long as what the plan says beside them


def show_plan_side(area: AreaRow) -> None:
    """Draw the area's actions by status, each a way to them, and its dates."""
    with st.container(horizontal=True, key="area_statuses", gap="small"):
        for row in area.statuses:
            if row.count:
                link(
                    Page.ACTIONS,
                    f"{chip(row.status, row.label)} **{row.count:,}**",
                    area=area.id,
                    status=row.status,
                )
    with st.container(horizontal=True, key="area_dates", gap="medium"):
        link(Page.ACTIONS, f"**{area.overdue:,}** overdue", area=area.id, due="overdue")
        link(Page.ACTIONS, f"**{area.due_soon:,}** due in 30 days", area=area.id, due="soon")
    if area.next_due is not None:
        st.markdown(f"Next due {short_day(area.next_due)}.")


def show_measures(
    assessments: Sequence[MeasureAssessment],
    published: Sequence[PublishedLine],
    as_at: date,
    area_id: int,
    draw: Callable[[MeasureAssessment], tuple[str, str]],
) -> None:
    """Draw an area's measures in the order given, all but the first few folded away.

    `draw` returns a measure's small picture and the words for those who do not see it.
    """
    lines = {line.measure_id: line for line in published}

    def show(shown: Sequence[MeasureAssessment]) -> None:
        for one in shown:
            show_measure_line(one, *draw(one), as_at, area_id, lines.get(one.series.measure.id))

    show(assessments[:_MEASURES])
    if others := assessments[_MEASURES:]:
        with st.expander(counted(len(others), "more measure"), key="area_measures", on_change="rerun") as box:
            show(others if box.open else ())


def show_outcomes(actions: Sequence[ActionRow]) -> None:
    """Draw each outcome in the plan's order with how far its actions are; no outcome is said at the end."""
    st.header("Outcomes for children and families", anchor=False)
    by_outcome: dict[str, list[ActionRow]] = {}
    for action in actions:
        by_outcome.setdefault(" ".join(action.outcome.split()), []).append(action)
    without = by_outcome.pop("", [])
    show_in_pages(list(by_outcome.items()), _OUTCOMES, "area_outcomes_page", _show_lines)
    if without:
        st.caption(f"No outcome is named for {counted(len(without), 'action')}.")


def _show_lines(outcomes: Sequence[tuple[str, list[ActionRow]]]) -> None:
    for outcome, members in outcomes:
        with st.container(gap=None):
            st.text(outcome)
            st.caption(_how_far(members))


def _how_far(actions: Sequence[ActionRow]) -> str:
    """Say how many are complete and overdue, and by when the last is due; a review ends nothing."""
    done = sum(each.status in (Status.COMPLETE, Status.EMBEDDED) for each in actions)
    late = sum(each.days_overdue > 0 for each in actions)
    still = [
        each.due_date
        for each in actions
        if each.due_date and each.due_kind == DueKind.DEADLINE and each.status not in CLOCK_STOPPED
    ]
    said = [f"{done:,} of {counted(len(actions), 'action')} complete", f"{late:,} overdue"]
    if still:
        said.append(f"last open one due {short_day(max(still))}")
    return escape(" · ".join(said))
