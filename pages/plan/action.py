"""Action: everything about one action, what is to be decided on it, and how it came to be so."""

import streamlit as st

from data_model.board.queries.checks import list_checks_of_action
from data_model.plan.action_fields import TEXT_FIELDS
from data_model.plan.queries.actions import get_action
from data_model.plan.queries.comments import list_comments
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.queries.plans import list_key
from data_model.plan.queries.version_diff import list_slips
from data_model.plan.rows import ActionVersionRow
from data_model.readers.rows import WatchedThing
from data_model.shared.permissions import Permission, is_permitted, is_permitted_on
from ui.board.checks_view import show_checks_of_action
from ui.inspections import beside_plan as inspections
from ui.measures.action_measures import read_measures, show_measures
from ui.money.action_money import show_money_of
from ui.parts.saving import show_outcome
from ui.parts.status_chips import action_chip
from ui.parts.whole_links import in_lines
from ui.plan.action_cards import due_line, show_responsible
from ui.plan.action_detail import show_history, show_slips, show_source, show_text
from ui.plan.comments_view import challenges_text, show_comments, show_writing
from ui.plan.evidence_view import show_adding, show_evidence
from ui.plan.rating_choice import list_choices
from ui.plan.sign_off_view import show_awaiting, show_undo
from ui.plan.watching import show_watch_button
from ui.recommendations.beside_plan import show_of_action
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import back_to_list, go, link, step
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

head = start_page("Action", is_named_later=True)
number = address.read_number("id")
with reading() as session:
    found = get_action(session, head.plan.id, number, head.as_at) if number else None
    if found is None and number:
        later = get_action(session, head.plan.id, number, head.plan.latest_as_at or head.as_at)
    else:
        later = None
    comments = list_comments(session, found.row.id) if found else []
    evidence = list_evidence(session, found.row.id) if found else []
    slips = list_slips(session, found.row.id) if found else []
    measures = read_measures(session, head.plan.id, found.row.id, head.as_at) if found else []
    key = list_key(session, head.plan.id) if found and found.awaiting_sign_off else []

if found is None:
    head.name("Action")
    if later is not None:
        st.info(f"Action {escape(later.row.ref)} was not stated yet by this day. Choose a later one above.")
    else:
        st.info("There is no such action in this plan. The address may be from another plan.")
    link(Page.ACTIONS, "All actions ›")
    st.stop()

detail, row = found, found.row
title = shorten(row.text, 200)
head.name(f"{row.ref} {title}")
with st.container(horizontal=True, key="action_neighbours", vertical_alignment="center"):
    back_to_list()
    if detail.previous_id:
        step("‹ Previous action", "action_previous", id=detail.previous_id)
    link(Page.ACTIONS, in_lines(f"All of {row.area_number} {row.area_short_name}"), area=row.area_id)
    if detail.next_id:
        step("Next action ›", "action_next", id=detail.next_id)

if title != row.text.strip():
    st.text(row.text.strip())
actor = current_actor()
holders = [person.person_id for person in row.people]
open_challenges = challenges_text(comments)
with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="action_state"):
    said = [action_chip(row), due_line(row), f"**{open_challenges}**" if open_challenges else ""]
    st.markdown(" · ".join(filter(None, said)), width="content")
    if is_permitted_on(actor, Permission.UPDATE, holders) and st.button(
        "Update", key="action_update", type="primary"
    ):
        go(Page.UPDATE, id=row.id)
    show_watch_button(head.plan.id, WatchedThing(action_id=row.id), row.ref, "action_watch")
show_outcome()
# A decision said of a day to come would hold back every update until then.
is_past_or_known = head.as_at <= max(today(), head.plan.latest_as_at or today())
if row.awaiting_sign_off:
    if not is_past_or_known and is_permitted(actor, Permission.SIGN_OFF):
        st.info("This day is still to come. Press Today above to sign off or send back.")
    show_awaiting(
        detail,
        evidence,
        list_choices(key, row.status, row.rag_label),
        head.as_at,
        may_decide=is_past_or_known and is_permitted(actor, Permission.SIGN_OFF),
    )

left, right = st.columns([3, 2], gap="large")
with left:
    show_text("Outcome this serves", row.outcome)
    for field in TEXT_FIELDS:
        show_text(field.page_label or field.label, getattr(detail, field.name), nothing=field.nothing)
    doubts = st.container()
    may_change = is_permitted_on(actor, Permission.EVIDENCE, holders)
    st.header("Evidence", anchor=False)
    if not evidence:
        st.markdown("No evidence was added yet.")
    show_evidence(evidence, page="action", may_change=may_change)
    if may_change:
        with st.expander("Add evidence", key="action_evidence", on_change="rerun") as box:
            if box.open:
                show_adding(row.id, head.as_at, page="action")
    st.header("Comments and challenges", anchor=False)
    if not comments:
        st.markdown("Nobody has written anything yet.")
    show_comments(comments, may_answer=is_permitted_on(actor, Permission.ANSWER, holders))
    if is_permitted(actor, Permission.COMMENT):
        with st.expander("Write a comment or a challenge", key="action_comment", on_change="rerun") as box:
            if box.open:
                show_writing(row.id)
with right:
    st.header("Responsible", anchor=False)
    for person in row.people:
        show_responsible(person)
    if not row.people:
        st.markdown("Nobody is named.")
    show_measures(measures)
    show_money_of(head.plan.id, head.as_at, [row.id], key="action", whose="it")
    inspections.show_of_action(head.plan.id, head.as_at, row.id)
    show_of_action(head.plan.id, head.as_at, row.id)
    show_slips(slips)
    show_source(detail)


def under_version(line: ActionVersionRow) -> None:
    """Offer to set the action back to a statement that is not the one in force."""
    if line is not detail.history[0]:
        show_undo(line, detail, head.as_at)


may_undo = is_past_or_known and is_permitted(actor, Permission.UNDO)
show_history(detail.history, under_version if may_undo else None)
# The checks look at the whole history of the action: they are asked last and stand further up.
with doubts:
    raised = cached_read(list_checks_of_action, head.plan.id, head.as_at, row.id)
    may_accept = is_permitted(actor, Permission.ANSWER_CHECK) and head.as_at == today()
    show_checks_of_action(raised, head.as_at, answers=may_accept)
