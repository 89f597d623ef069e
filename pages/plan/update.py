"""Update: the last update on the left, the new one on the right, for one action after the other."""

import streamlit as st

from data_model.plan.queries.actions import get_action
from data_model.plan.queries.drafts import get_draft
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.queries.over_time.version_diff import changes_between
from data_model.plan.queries.plans import list_key
from data_model.plan.update_rules import missing_for, proposes
from data_model.shared.permissions import Permission, is_permitted_on
from data_model.shared.sentence_text import long_day
from ui.parts.focus import focus_if_wanted
from ui.parts.notices import show_notices
from ui.plan.evidence_view import has_evidence_typed, show_evidence_in_form
from ui.plan.rating_choice import list_choices
from ui.plan.updating.last_update import show_last_update
from ui.plan.updating.update_buttons import show_buttons
from ui.plan.updating.update_conflict import meet
from ui.plan.updating.update_draft import show_draft_line
from ui.plan.updating.update_form import (
    lacking_lines,
    show_due_fields,
    show_fields,
    show_lack,
    show_lacking,
)
from ui.plan.updating.update_keeping import keep_draft
from ui.plan.updating.update_queue import find_queue, show_queue
from ui.plan.updating.update_saving import asked_for, is_leaving
from ui.plan.updating.update_state import open_form, typed_fields, update_of
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.links import go, link
from ui.shell.page_head import TITLE, start_page
from ui.shell.pages import Page

head = start_page("Update", is_named_later=True)
plan, as_at = head.plan, head.as_at
actor = current_actor()
person_id = address.read_number("person") or actor.person_id
if is_leaving():
    go(Page.MY_ACTIONS, person=address.read("person"))
number = address.read_number("id")
with reading() as session:
    detail = get_action(session, plan.id, number, as_at) if number else None
    draft = get_draft(session, actor, number) if detail and number else None
    evidence = list_evidence(session, number) if detail and number else []
    key = list_key(session, plan.id)

if detail is None:
    head.name("Update")
    show_notices()
    st.info("There is no such action in this plan on this day. It may have been retired.")
    link(Page.MY_ACTIONS, "My actions ›")
    st.stop()
row = detail.row
head.name(f"{row.ref} {row.text}")
holders = [person.person_id for person in row.people]
show_notices(on=row.id)
# After a save, focus and view come to the title: what comes next, and below it what was saved.
focus_if_wanted(TITLE)
if not is_permitted_on(actor, Permission.UPDATE, holders):
    st.info("You may update only the actions you are responsible for. The programme office can change that.")
    link(Page.ACTION, "See this action ›", id=row.id)
    st.stop()
if as_at > today():
    st.info(f"{long_day(as_at)} is still to come. Press *Back to today* above to write an update.")
    st.stop()
if as_at < today():
    st.info(
        f"What you save here is said of {long_day(as_at)}. Press *Back to today* above to say it of today."
    )

queue = find_queue(plan.id, person_id, as_at, row.id)
show_queue(queue, row.id)
choices = list_choices(key, row.status, row.rag_label)
opened = open_form(detail, draft, choices)
with reading() as session:
    meanwhile = (
        changes_between(session, row.id, opened.version, detail.version)
        if opened.version != detail.version
        else []
    )
# Containers that may be empty keep what follows in its place, so that the keyboard never loses its own.
with st.container():
    opened, must_choose = meet(opened, detail, choices, meanwhile)

left, right = st.columns([2, 3], gap="large")
with left:
    show_last_update(detail)
with right:
    st.header("New update", anchor=False)
    show_draft_line(opened, detail, draft, now())
    update = update_of(opened, typed_fields(opened))
    in_force = [one for one in evidence if not one.is_withdrawn]
    proposed = proposes(update, opened.before)
    missing = missing_for(update, opened.before, len(in_force) + has_evidence_typed(row.id, "update"))
    lacking = lacking_lines(asked_for(row.id), missing)
    with st.container():
        show_lacking(lacking)
    show_fields(opened, detail, lacking, as_at)
    show_due_fields(opened, detail, lacking, as_at)
    show_evidence_in_form(
        row.id,
        evidence,
        as_at,
        begun=draft.fields if draft is not None else {},
        is_wanted=proposed and not in_force,
        show_lack=lambda: show_lack(lacking, "evidence"),
        keep=keep_draft,
    )
    if row.awaiting_sign_off:
        st.markdown("This action awaits sign-off. Choosing another rating takes the proposal back.")
    if must_choose:
        st.markdown("**Choose first, above, between your changes and those made meanwhile.**")
        st.stop()
show_buttons(opened, row, as_at, queue)
