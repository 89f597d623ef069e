"""Going through the actions of one person that want an update, one after the other.

Owns: their order, kept as it was when the queue began, so that saving one does not shuffle the rest. Refuses:
whose actions may be changed.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.rows_updates import MyActionRow
from data_model.plan.statuses import CLOCK_STOPPED
from ui.shell import address
from ui.shell.database import reading
from ui.shell.links import link, step
from ui.shell.pages import Page

_KEY = "queue"


@dataclass(frozen=True)
class UpdateQueue:
    """A person's actions that want an update, those that most need them first."""

    plan_id: int
    person_id: int
    ids: tuple[int, ...]

    def place(self, action_id: int) -> int:
        """The place of an action, from 1."""
        return self.ids.index(action_id) + 1

    def next_id(self, action_id: int) -> int | None:
        """The action after this one; None after the last."""
        place = self.place(action_id)
        return self.ids[place] if place < len(self.ids) else None

    def previous_id(self, action_id: int) -> int | None:
        """The action before this one; None before the first."""
        place = self.place(action_id)
        return self.ids[place - 2] if place > 1 else None


def wants_update(mine: MyActionRow) -> bool:
    """Say whether there is something to update: the action is open and does not await sign-off."""
    return is_open(mine) and not mine.row.awaiting_sign_off


def is_open(mine: MyActionRow) -> bool:
    """Say whether an action is open, as on the overview: neither complete, embedded nor paused."""
    return mine.row.status not in CLOCK_STOPPED


def find_queue(plan_id: int, person_id: int | None, as_at: date, action_id: int) -> UpdateQueue | None:
    """Return the queue that this action is part of; None where it is none of them."""
    if person_id is None:
        return None
    kept = st.session_state.get(_KEY)
    if isinstance(kept, UpdateQueue) and (kept.plan_id, kept.person_id) == (plan_id, person_id):
        queue = kept
        if action_id in queue.ids:
            return queue
    with reading() as session:
        mine = list_my_actions(session, plan_id, person_id, as_at)
    queue = UpdateQueue(plan_id, person_id, tuple(each.row.id for each in mine if wants_update(each)))
    st.session_state[_KEY] = queue
    return queue if action_id in queue.ids else None


def show_queue(queue: UpdateQueue | None, action_id: int) -> None:
    """Draw the way back to *My actions* and, within a queue, the action's place and the ways to its sides."""
    with st.container(horizontal=True, key="update_walk", vertical_alignment="center"):
        link(Page.MY_ACTIONS, "‹ My actions", person=address.read("person"))
        if queue is None:
            return
        st.markdown(f"{queue.place(action_id)} of {len(queue.ids)}", width="content")
        if before := queue.previous_id(action_id):
            step("‹ Previous", "update_previous", id=before)
        if after := queue.next_id(action_id):
            step("Next ›", "update_next", id=after)


def end_queue() -> None:
    """Forget the order, so that the next queue begins with what most needs somebody then."""
    st.session_state.pop(_KEY, None)
