"""A return workbook that came back: what it changes, what was changed here since, what clashes; then load it.

It is handed over by the import page, which knows such a workbook by its stamp.
"""

import streamlit as st

from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from loaders.plan.plan_import import issue_row, read_plan_file
from loaders.plan.three_way import Side
from loaders.return_workbook.returned import check_returned, is_return_workbook
from loaders.return_workbook.returned_apply import apply_returned
from loaders.return_workbook.returned_report import returned_sentence
from ui.imports import load_page
from ui.imports.import_conflicts import choose_sides, show_kept
from ui.imports.import_detail import show_issues
from ui.imports.import_preview import show_changed
from ui.imports.import_saving import handed_over, load_checked, say_waiting
from ui.imports.return_settling import settle_missing, settle_ratings
from ui.parts.notices import leave_done, show_notices
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape

st.title("Return workbook", anchor=False)
show_notices()
actor = current_actor()
if not is_permitted(actor, Permission.IMPORT):
    st.warning("Only the programme office may load a return workbook.")
    st.stop()
name, content = handed_over()
file = read_plan_file(name, content)
link(Page.IMPORT_PLAN, "‹ Choose another file")
if not is_return_workbook(file):
    st.info("Choose the workbook that came back on the page *Import a plan*. It is recognised by itself.")
    st.stop()

mark = f"bring_back_{file.sha256[:12]}"
as_at = load_page.ask_day(None, key=f"{mark}_as_at")
top = st.container()
with reading() as session, st.spinner("Comparing with the plan …"):
    returned = check_returned(session, file, as_at)
    sides = choose_sides(returned.conflicts, key=mark)
    choices = {key: Side(side) for key, side in sides.items()}
    # First the ratings, because what a row lacks depends on them; then what it lacks.
    settled = settle_ratings(returned.unknown_ratings, returned.labels, key=mark)
    returned = check_returned(session, file, as_at, choices=choices, settled=settled)
    settled |= settle_missing(returned.incomplete, returned.draft_author, key=mark)
    returned = check_returned(session, file, as_at, choices=choices, settled=settled)
with top:
    st.header("What came back", anchor=False)
    (st.markdown if returned.can_load else st.error)(escape(returned_sentence(returned)))
show_changed([(each.ref, each.text, each.changes) for each in returned.ready])
show_kept(returned.kept)
show_issues([issue_row(issue) for issue in returned.issues], "bring_back_kind")
if not returned.can_load:
    st.stop()

st.header("Load it", anchor=False)
waiting = say_waiting((returned.unresolved, "conflict", "conflicts", "choose which side stands"))
if returned.changes_nothing:
    st.info("Nothing in it is to be loaded.")
stops = waiting > 0 or returned.changes_nothing
drafts = f" and keep {counted(len(returned.drafts), 'draft')}" if returned.drafts else ""
label = f"Load {counted(len(returned.ready), 'update')} as at {short_day(as_at)}{drafts}"
if st.button(label, type="primary", key="bring_back_load", disabled=stops) and not stops:
    updated = load_checked(lambda session: apply_returned(session, returned, actor=actor, recorded_at=now()))
    if updated is not None:
        many = len(returned.drafts)
        kept = f" {counted(many, 'draft')} of {returned.draft_author} kept." if many else ""
        leave_done(f"{counted(len(updated), 'action')} updated from the workbook of {returned.person}.{kept}")
        st.rerun()
