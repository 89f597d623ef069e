"""Scrutiny's work programme: its meetings with their items, and the forms that change them.

Owns: drawing and the forms. Refuses: the rules; every write checks who makes it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.board.changes.work_programme import NewItem, add_item, edit_item, remove_item
from data_model.board.queries.meetings import list_meetings
from data_model.board.rows import BoardKind, MeetingRow
from data_model.board.work_programme import MeetingItemRow
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.shared.permissions import Permission, is_permitted
from ui.parts.form_fields import field, save_once, turn_of, typed
from ui.parts.whole_links import in_lines
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.dates import moment, short_day
from ui.shell.links import link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape
from ui.shell.signature import by


def meeting_label(meeting: MeetingRow) -> str:
    """Name a meeting in a list of choices."""
    return f"{short_day(meeting.held_on)} · {meeting.board}"


def show_meetings(
    meetings: Sequence[MeetingRow],
    items: Sequence[MeetingItemRow],
    refs: Mapping[int, str],
    choices: Mapping[int | None, str],
) -> None:
    """Draw meetings in the order given, each with its items; `refs` name recommendations by id.

    `choices` are the meetings that an item may be moved to, by id.
    """
    for meeting in meetings:
        held = [item for item in items if item.meeting_id == meeting.id]
        if meeting.cancelled and not held:
            continue
        with st.container(border=True, gap="small", key=f"programme_{meeting.id}"):
            link(Page.MEETING, in_lines(meeting_label(meeting)), id=meeting.id)
            if meeting.cancelled:
                st.markdown("**This meeting was cancelled**: its items need another.")
            if not held:
                st.markdown("Nothing is to come to it yet.")
            for item in held:
                show_item(item, refs, choices)


def show_items_to_come(plan_id: int, meeting: MeetingRow, items: Sequence[MeetingItemRow]) -> None:
    """Draw what the work programme brings to a meeting; nothing where the board has no programme."""
    if not items and meeting.board_kind is not BoardKind.SCRUTINY:
        return
    st.header("What is to come", anchor=False)
    refs = {row.id: row.ref for row in cached_read(list_recommendations, plan_id, today())}
    with reading() as session:
        choices = may_take(list_meetings(session, plan_id, board_id=meeting.board_id), today())
    for item in items:
        show_item(item, refs, choices)
    link(Page.WORK_PROGRAMME, "The work programme ›")


def show_item(item: MeetingItemRow, refs: Mapping[int, str], choices: Mapping[int | None, str]) -> None:
    """Draw an item: what, by whom, what came of it; its form where the address names it."""
    with st.container(gap=None, key=f"item_{item.id}"):
        st.text(item.words)
        said = [f"By {item.brought_by}" if item.brought_by else "Nobody is named to bring it"]
        st.markdown(escape(" · ".join(said)))
        if item.recommendation_id is not None and item.recommendation_id in refs:
            words = f"On recommendation {refs[item.recommendation_id]} ›"
            link(Page.RECOMMENDATION, words, id=item.recommendation_id)
        if item.outcome:
            st.text(f"What came of it: {item.outcome}")
        if not is_permitted(current_actor(), Permission.MEETINGS):
            return
        if address.read_number("item") != item.id:
            step("Change, move or say what came of it ›", f"item_more_{item.id}", "tertiary", item=item.id)
            return
        st.caption(f"Last changed {moment(item.recorded_at)} by {escape(item.recorded_by)}")
        item_form(item, refs, choices)
        step("Close this form", f"item_less_{item.id}", "tertiary", item=None)


def add_item_form(
    plan_id: int,
    refs: Mapping[int, str],
    choices: Mapping[int | None, str],
    *,
    form: str = "item_add",
) -> None:
    """Draw the form that puts an item on a meeting."""
    turn = turn_of(form)
    with st.form(field(form, "form")):
        _fields(form, None, refs, choices)
        st.form_submit_button(
            "Put it on",
            type="primary",
            key=field(form, "save"),
            on_click=lambda: save_once(
                form,
                turn,
                lambda session: add_item(session, plan_id, _item(form, ""), **by()),
                "It is on the work programme.",
            ),
        )


def item_form(item: MeetingItemRow, refs: Mapping[int, str], choices: Mapping[int | None, str]) -> None:
    """Draw the form that changes an item; of a frozen meeting's its outcome alone."""
    form, turn = f"item_{item.id}", turn_of(f"item_{item.id}")
    with st.form(field(form, "form")):
        if not item.is_frozen:
            _fields(form, item, refs, choices)
        st.text_area("What came of it", value=item.outcome, key=field(form, "outcome"), height=90)
        st.form_submit_button(
            "Save",
            type="primary",
            key=field(form, "save"),
            on_click=lambda: save_once(
                form,
                turn,
                lambda session: edit_item(session, item.id, item.version, _changed(form, item), **by()),
                lambda saved: "It is saved." if saved else "Nothing was different.",
            ),
        )
        if not item.is_frozen:
            st.form_submit_button(
                "Take it off the programme",
                key=field(form, "remove"),
                on_click=lambda: save_once(
                    form,
                    turn,
                    lambda session: remove_item(session, item.id, item.version, **by()),
                    "It is off the work programme; its history stays.",
                ),
            )


def _fields(
    form: str,
    item: MeetingItemRow | None,
    refs: Mapping[int, str],
    choices: Mapping[int | None, str],
) -> None:
    st.text_area("What is to come", value=item.words if item else "", key=field(form, "words"), height=70)
    meetings: dict[int | None, str] = {None: "No meeting yet", **choices}
    if item is not None and item.meeting_id not in meetings:
        meetings[item.meeting_id] = f"{short_day(item.held_on)} · {item.board}"
    recommended: dict[int | None, str] = {None: "None"}
    recommended.update((key, ref) for key, ref in refs.items())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Meeting",
            list(meetings),
            index=list(meetings).index(item.meeting_id) if item else min(1, len(meetings) - 1),
            format_func=meetings.__getitem__,
            key=field(form, "meeting"),
            width=420,
        )
        st.text_input(
            "By whom", value=item.brought_by if item else "", key=field(form, "brought_by"), width=280
        )
        st.selectbox(
            "On recommendation",
            list(recommended),
            index=list(recommended).index(item.recommendation_id)
            if item and item.recommendation_id in recommended
            else 0,
            format_func=recommended.__getitem__,
            key=field(form, "recommendation"),
            width=200,
        )


def _item(form: str, outcome: str) -> NewItem:
    return NewItem(
        typed(field(form, "words")),
        st.session_state[field(form, "meeting")],
        typed(field(form, "brought_by")),
        outcome,
        st.session_state[field(form, "recommendation")],
    )


def _changed(form: str, item: MeetingItemRow) -> NewItem:
    outcome = typed(field(form, "outcome"))
    if item.is_frozen:
        return NewItem(item.words, item.meeting_id, item.brought_by, outcome, item.recommendation_id)
    return _item(form, outcome)


def may_take(meetings: Sequence[MeetingRow], on: date) -> dict[int | None, str]:
    """Return the meetings that can take an item, by id: the next first, then those past and not frozen."""
    able = [one for one in meetings if not one.cancelled and not one.is_frozen]
    ahead = sorted((one for one in able if one.held_on >= on), key=lambda one: one.held_on)
    past = sorted((one for one in able if one.held_on < on), key=lambda one: one.held_on, reverse=True)
    return {one.id: meeting_label(one) for one in [*ahead, *past]}
