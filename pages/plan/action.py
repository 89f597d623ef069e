"""Action: everything about one action, what is to be decided on it, and how it came to be so."""

import streamlit as st

from data_model.board.queries.checks import list_checks_of_action
from data_model.plan.action_fields import TEXT_FIELDS
from data_model.plan.queries.actions import get_action
from data_model.plan.queries.comments import list_comments
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.queries.over_time.version_diff import list_slips
from data_model.plan.queries.plans import list_key
from data_model.plan.rows import ActionVersionRow
from data_model.readers.rows import WatchedThing
from data_model.shared.permissions import Permission, is_permitted, is_permitted_on
from ui.board.checks_view import show_checks_of_action
from ui.inspections import beside_plan as inspections
from ui.measures.action_measures import read_measures, show_measures
from ui.money.action_money import show_money_of
from ui.parts.saving import show_outcome
from ui.plan import action_detail
from ui.plan.action_cards import show_people_of
from ui.plan.comments_view import challenges_text, show_comments_on
from ui.plan.evidence_view import show_evidence_of
from ui.plan.rating_choice import list_choices
from ui.plan.sign_off_view import show_awaiting, show_undo
from ui.plan.watching import show_watch_button
from ui.recommendations.beside_plan import show_of_action
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.cache import cached_read
from ui.shell.clock import today
from ui.shell.database import reading
from ui.shell.links import go
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import shorten

head = start_page("Action", is_named_later=True)
number = address.read_number("id")
with reading() as session:
    found = get_action(session, head.plan.id, number, head.as_at) if number else None
    newest = head.plan.latest_as_at or head.as_at
    later = get_action(session, head.plan.id, number, newest) if number and found is None else None
    comments = list_comments(session, found.row.id) if found else []
    evidence = list_evidence(session, found.row.id) if found else []
    slips = list_slips(session, found.row.id, head.as_at) if found else []
    measures = read_measures(session, head.plan.id, found.row.id, head.as_at) if found else []
    key = list_key(session, head.plan.id) if found and found.awaiting_sign_off else []

if found is None:
    head.name("Action")
    action_detail.say_no_action(later)
    st.stop()

detail, row = found, found.row
title = shorten(row.text, 200)
head.name(f"{row.ref} {title}")
action_detail.show_neighbours(detail)
if title != row.text.strip():
    st.text(row.text.strip())
actor = current_actor()
holders = [person.person_id for person in row.people]
with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="action_state"):
    action_detail.say_state(row, challenges_text(comments))
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
        st.info("This day is still to come. Press *Back to today* above to sign off or send back.")
    show_awaiting(
        detail,
        evidence,
        list_choices(key, row.status, row.rag_label),
        head.as_at,
        may_decide=is_past_or_known and is_permitted(actor, Permission.SIGN_OFF),
    )

left, right = st.columns([3, 2], gap="large")
with left:
    action_detail.show_text("Outcome this serves", row.outcome)
    for field in TEXT_FIELDS:
        label = field.page_label or field.label
        action_detail.show_text(label, getattr(detail, field.name), nothing=field.nothing)
    doubts = st.container()
    may_change = is_permitted_on(actor, Permission.EVIDENCE, holders)
    show_evidence_of(row.id, evidence, head.as_at, may_change=may_change)
    show_comments_on(
        row.id,
        comments,
        head.as_at,
        may_answer=is_permitted_on(actor, Permission.ANSWER, holders),
        may_write=is_permitted(actor, Permission.COMMENT),
    )
with right:
    show_people_of(row)
    show_measures(measures)
    show_money_of(head.plan.id, head.as_at, [row.id], key="action", whose="it")
    inspections.show_of_action(head.plan.id, head.as_at, row.id)
    show_of_action(head.plan.id, head.as_at, row.id)
    action_detail.show_slips(slips)
    action_detail.show_source(detail)


def under_version(line: ActionVersionRow) -> None:
    """Offer to set the action back to a statement that is not the one in force."""
    if line is not detail.history[0]:
        show_undo(line, detail, head.as_at)


may_undo = is_past_or_known and is_permitted(actor, Permission.UNDO)
action_detail.show_history(detail.history, under_version if may_undo else None)
# The checks look at the whole history of the action: they are asked last and stand further up.
with doubts:
    raised = cached_read(list_checks_of_action, head.plan.id, head.as_at, row.id)
    may_accept = is_permitted(actor, Permission.ANSWER_CHECK) and head.as_at == today()
    show_checks_of_action(raised, head.as_at, answers=may_accept)
