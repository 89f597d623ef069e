"""Which plans one pack is of, and for which meeting of theirs.

Owns: the two choices, which stand in the address. Refuses: reading the plans, and making the files.
"""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data_model.board.rows_plans import MeetingDay
from data_model.plan.rows import PlanRow
from data_model.shared.sentence_text import counted
from ui.board.pack_choices import PLAN_ALONE
from ui.shell import address
from ui.shell.dates import short_day

_OTHERS, _DAY = "plans", "meeting_day"  # in the address


def choose_plans(plan: PlanRow, plans: Sequence[PlanRow]) -> list[PlanRow]:
    """Draw the choice of further plans and return those that the pack is of, the page's own plan first.

    Nothing is drawn where there is no other: a demonstration has no part in a council's papers.
    """
    others = {one.id: one for one in plans if one.id != plan.id and one.is_demo == plan.is_demo}
    if not others:
        return [plan]
    chosen = address.read_choices(_OTHERS, address.one_of(list(others)), [])
    st.session_state["pack_plans"] = list(chosen)
    st.multiselect(
        "Together with other plans",
        list(others),
        format_func=lambda each: others[each].name,
        key="pack_plans",
        width=480,
        placeholder="This plan alone",
        on_change=_plans_picked,
    )
    return [plan, *(others[each] for each in chosen)]


def choose_day(days: Sequence[MeetingDay], plans: int, as_at: date) -> MeetingDay | None:
    """Draw the choice of what the pack is of: a meeting of the plans, or the plans on the day."""
    named = {"": f"The plans as at {short_day(as_at)}"} | {_written(one): _words(one, plans) for one in days}
    # As a pack of one plan does, it begins with the next meeting.
    ahead = next((_written(one) for one in days if not one.frozen), "")
    wanted = address.read(_DAY) or ahead
    st.session_state["pack_day"] = wanted if wanted in named else ""
    st.selectbox(
        "The pack of",
        list(named),
        format_func=named.__getitem__,
        key="pack_day",
        width=480,
        on_change=lambda: address.write(meeting_day=st.session_state["pack_day"] or PLAN_ALONE),
    )
    return next((one for one in days if _written(one) == wanted), None)


def _written(day: MeetingDay) -> str:
    return f"{day.held_on.isoformat()} {day.board}"


def _words(day: MeetingDay, plans: int) -> str:
    met = f"{day.board}, {short_day(day.held_on)}"
    if not day.frozen:
        return f"{met} (not frozen)"
    return f"{met} (frozen in {day.frozen:,} of {counted(plans, 'plan')})"


def _plans_picked() -> None:
    chosen = ",".join(map(str, st.session_state["pack_plans"]))
    address.write(plans=chosen, **({} if chosen else {_DAY: None}))
