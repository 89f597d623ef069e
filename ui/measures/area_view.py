"""An area: what the plan says of it beside what its measures say.

Owns: the sentence that puts the two side by side, and the lists of outcomes. Refuses: counting actions and
reading charts.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_assessment import AttentionRank, MeasureAssessment
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionRow, AreaRow
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.shared.sentence_text import counted, listed
from ui.measures.measure_assessments import needs_attention, not_yet_text
from ui.parts.status_chips import chip
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_GREEN = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.ON_TRACK})


def plan_and_measures_sentence(area: AreaRow, assessments: Sequence[MeasureAssessment]) -> str:
    """Say in plain text how many actions are complete or on schedule and how many measures get worse.

    The two are joined by "while" where the plan is mostly green and a measure gets worse or consistently
    fails its target, without improving, all the same.
    """
    green = sum(row.count for row in area.statuses if row.status in _GREEN)
    is_or_are = "is" if green == 1 else "are"
    plan = f"{green:,} of {counted(area.actions, 'action')} {is_or_are} complete or on schedule"
    if not assessments:
        return f"{plan}. No measure is linked to this area, so nothing here says whether it helps."
    joined = ", while" if is_green_outside(area, assessments) else ";"
    return f"{plan}{joined} {_worse_text(assessments)}."


def is_green_outside(area: AreaRow, assessments: Sequence[MeasureAssessment]) -> bool:
    """Say whether more than half of the actions are complete or on schedule and a measure says otherwise.

    A measure that improves does not, however far from its target it is.
    """
    green = sum(row.count for row in area.statuses if row.status in _GREEN)
    return green * 2 > area.actions and any(
        needs_attention(each) and each.need is not AttentionRank.FAILS_BUT_IMPROVES for each in assessments
    )


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


def show_outcomes(actions: Sequence[ActionRow]) -> None:
    """Draw each outcome in the plan's order with how far its actions are; no outcome is said at the end."""
    st.header("Outcomes for children and families", anchor=False)
    by_outcome: dict[str, list[ActionRow]] = {}
    for action in actions:
        by_outcome.setdefault(" ".join(action.outcome.split()), []).append(action)
    without = by_outcome.pop("", [])
    for outcome, members in by_outcome.items():
        with st.container(gap=None):
            st.text(outcome)
            st.caption(_how_far(members))
    if without:
        st.caption(f"No outcome is named for {counted(len(without), 'action')}.")


def _worse_text(assessments: Sequence[MeasureAssessment]) -> str:
    worse = sum(each.variation is Variation.CONCERN for each in assessments)
    improving = sum(each.need is AttentionRank.FAILS_BUT_IMPROVES for each in assessments)
    failing = sum(each.assurance is Assurance.FAILS for each in assessments) - improving
    said = []
    if worse or not failing:
        said.append(f"{_how_many_of(worse, len(assessments))} getting worse")
    if failing:
        of_all = "" if said else f" of {counted(len(assessments), 'measure')}"
        verb = "fails its" if failing == 1 else "fail their"
        said.append(f"{failing:,}{of_all} consistently {verb} target")
    if improving:
        said.append(f"{improving:,} {not_yet_text(improving)}")
    return listed(said)


def _how_many_of(worse: int, measures: int) -> str:
    if measures == 1 and not worse:
        return "its one measure is not"
    return f"{worse or 'none'} of {counted(measures, 'measure')} {'are' if worse > 1 else 'is'}"


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
