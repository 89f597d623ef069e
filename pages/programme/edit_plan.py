"""Edit the plan: refs, texts, areas, people, dates and order of many actions at once, or of one in a form;
add, split, merge, retire and restore actions."""

from functools import partial
from typing import Any

import streamlit as st

from data_model.plan.changes.plan_edits import ActionEdit, edit_actions
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.over_time.versions import list_identities
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.retired import list_retired
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from loaders.plan.people.responsible import named_people, say_understood
from ui.parts.saving import save, show_outcome
from ui.programme.plan_editor import Edits, ask_reason, edit_one, edit_table, is_being_edited, show_pending
from ui.programme.plan_forms import add_form, merge_form, pick_action, restore_list, retire_form, split_form
from ui.programme.plan_rows import edit_rows, position
from ui.programme.plan_tasks import ask_meanwhile, choose_rows, choose_task, forget, keep_meanwhile
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import now, today
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page

head = start_page("Edit the plan", dated=False)
actor = current_actor()
if not is_permitted(actor, Permission.EDIT_PLAN):
    st.warning("Only the programme office may edit the plan.")
    st.stop()
plan = head.plan
# The plan is edited as it is now, whatever day the reader looks at it from.
as_at = max(today(), plan.latest_as_at or today())
with reading() as session:
    areas = list_areas(session, plan.id, as_at)
    known = list_identities(session, plan.id, as_at)
    rows = edit_rows(list_actions(session, plan.id, as_at), {each: known[each][1] for each in known})
    retired = list_retired(session, plan.id)


def save_edits(edits: Edits, versions: dict[int, int], reason: str) -> None:
    """Save the edits of the actions in `versions`, each against that version; all or none."""
    made = []
    for action_id, version in versions.items():
        # The table's fields are named as the edit's.
        fields: dict[str, Any] = {**edits.fields[action_id]}
        place = fields.pop("place", None)
        if place is not None:
            area_id = int(fields.get("area_id", edits.opened_on[action_id].area_id))
            fields["position"] = position(rows, areas, area_id, int(place))
        people = named_people(str(fields["responsible"])) if "responsible" in fields else None
        made.append(ActionEdit(action_id, version, people=people, **fields))
    changed = save(
        partial(edit_actions, edits=made, reason=reason, as_at=as_at, actor=actor, recorded_at=now()),
        lambda saved: f"{counted(len(saved), 'action')} saved, as at {short_day(as_at)}.",
        versions,
        asks=True,
    )
    if changed is None:
        forget()
    elif changed:
        keep_meanwhile(changed)
    st.rerun()


show_outcome()
if not areas:
    st.markdown("This plan has no areas yet; they come with its first workbook.")
    link(Page.IMPORT_PLAN, "**Import a plan ›**")
    st.stop()
task = choose_task()
forms = {
    "add": lambda: add_form(plan.id, areas, named_people, as_at),
    "split": lambda: split_form(rows, as_at),
    "merge": lambda: merge_form(rows, as_at),
    "retire": lambda: retire_form(rows, as_at),
    "restore": lambda: restore_list(retired, as_at),
}
if task in forms:
    forms[task]()
    st.stop()
if task == "one":
    row = pick_action("Action", rows, "edit_plan_one", address.read_number("id"))
    if row is None:
        st.stop()
    edits = edit_one(row, areas)
else:
    edits = edit_table(choose_rows(rows, areas, is_locked=is_being_edited()), areas)

words = {each: str(f["responsible"]) for each, f in edits.fields.items() if "responsible" in f}
if edits.fields:
    st.header(f"{counted(len(edits.fields), 'action')} to save", anchor=False)
    show_pending(edits, areas, {each: say_understood(written) for each, written in words.items()})
reason = ask_reason()
with st.container(horizontal=True, key="edit_plan_ways"):
    saves = st.button(
        f"Save as at {short_day(as_at)}", type="primary", key="edit_plan_save", disabled=not edits.fields
    )
    if edits.fields:
        st.button("Throw away", key="edit_plan_forget", on_click=forget)
decided = ask_meanwhile(edits)
if decided or saves:
    save_edits(edits, decided or edits.versions, reason)
