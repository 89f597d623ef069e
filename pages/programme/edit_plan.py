"""Edit the plan: refs, texts, areas, people, dates and order of many actions at once, or of one in a form;
add, split, merge, retire and restore actions."""

from functools import partial

import streamlit as st

from data_model.changes.plan_edits import ActionEdit, edit_actions
from data_model.permissions import Permission, is_permitted
from data_model.queries.actions import list_actions
from data_model.queries.identities import list_identities
from data_model.queries.overview import list_areas
from data_model.queries.retired import list_retired
from data_model.stated import StatedPerson
from loaders.responsible import person_key, understand_responsible
from ui import address
from ui.access import current_actor
from ui.database import reading
from ui.dates import counted, short_day
from ui.head import start_page
from ui.plan_editor import Edits, edit_one, edit_table, show_pending, start_again
from ui.plan_forms import add_form, merge_form, pick_action, restore_list, retire_form, split_form
from ui.plan_rows import edit_rows, position
from ui.plan_tasks import TABLE, ask_meanwhile, choose_area, choose_task
from ui.saving import save, show_outcome
from ui.today import now, today

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


def read_people(words: str) -> tuple[StatedPerson, ...]:
    """Read words for the responsible as a workbook's cell is read."""
    found = understand_responsible(words).people
    return tuple(StatedPerson(one.name, person_key(one.name), one.post) for one in found)


def understood(words: str) -> str:
    read = understand_responsible(words)
    people = "; ".join(", ".join(filter(None, (one.name, one.post))) for one in read.people)
    return f"{people or 'nobody'}. {read.doubt}".strip()


def save_edits(edits: Edits, versions: dict[int, int]) -> None:
    """Save the edits of the actions in `versions`, each against that version; all or none."""
    made = []
    for action_id, version in versions.items():
        fields = {**edits.fields[action_id]}
        place = fields.pop("place", None)
        if place is not None:
            area_id = int(fields.get("area_id", edits.opened_on[action_id].area_id))
            fields["position"] = position(rows, areas, area_id, int(place))
        people = read_people(str(fields["responsible"])) if "responsible" in fields else None
        made.append(ActionEdit(action_id, version, people=people, **fields))
    reason = st.session_state.get("edit_plan_reason", "")
    left = save(
        partial(edit_actions, edits=made, reason=reason, as_at=as_at, actor=actor, recorded_at=now()),
        lambda saved: f"{counted(len(saved), 'action')} saved, as at {short_day(as_at)}.",
        versions,
    )
    if left is None:
        start_again()
        st.session_state.pop("edit_plan_reason", None)
    st.rerun()


show_outcome()
task = choose_task(address.read("task"))
if task.form == "add":
    add_form(plan.id, areas, read_people, as_at)
elif task.form == "split":
    split_form(rows, as_at)
elif task.form == "merge":
    merge_form(rows, as_at)
elif task.form == "retire":
    retire_form(rows, as_at)
elif task.form == "restore":
    restore_list(retired, as_at)
else:
    pass
