"""Import history: every file that was loaded, what was odd about it and what it changed."""

from functools import partial

import streamlit as st

from data_model.measures.queries.performance_imports import (
    list_performance_choices,
    list_performance_imports,
    list_performance_issues,
)
from data_model.plan.queries.actions import count_actions
from data_model.plan.queries.import_choices import list_import_choices
from data_model.plan.queries.imports import list_import_changes, list_import_issues, list_imports
from data_model.recommendations.queries.recommendation_imports import (
    list_recommendation_imports,
    list_recommendation_issues,
)
from exports.own_workbook.made_files import own_layout_file
from loaders.return_workbook.file_content import read_differences, read_for_own_layout
from ui.imports.import_detail import show_choices, show_counts, show_import_changes, show_issues
from ui.imports.loaded_by import loaded_by
from ui.imports.money_history import ADDRESSES, list_money, show_chosen_money
from ui.imports.own_layout_button import offer_own_layout
from ui.imports.performance_history import list_performance, show_performance
from ui.imports.tracker_preview import list_trackers, show_tracker
from ui.shell import address
from ui.shell.database import reading
from ui.shell.dates import short_day
from ui.shell.links import link, step
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Import history", dated=False)
wanted = address.read_number("import")
with reading() as session:
    imports = list_imports(session, head.plan.id)
    in_plan = count_actions(session, head.plan.id, head.as_at)
    found = next((row for row in imports if row.id == wanted), None)
    issues = list_import_issues(session, found.id) if found else []
    changes = list_import_changes(session, found.id) if found else []
    choices = list_import_choices(session, found.id) if found else []
    performance = [] if found else list_performance_imports(session, head.plan.id)
    chosen = next((row for row in performance if row.id == address.read_number("performance")), None)
    performance_issues = list_performance_issues(session, chosen.id) if chosen else []
    performance_choices = list_performance_choices(session, chosen.id) if chosen else []
    trackers = [] if found else list_recommendation_imports(session, head.plan.id)
    tracker = next((row for row in trackers if row.id == address.read_number("tracker")), None)
    tracker_issues = list_recommendation_issues(session, tracker.id) if tracker else []


if show_chosen_money(head.plan.id):
    st.stop()
if chosen is not None:
    show_performance(chosen, performance_issues, performance_choices)
    st.stop()
if tracker is not None:
    show_tracker(tracker, tracker_issues)
    st.stop()
if found is None:
    if any(address.read(name) for name in ("import", "performance", "tracker", *ADDRESSES)):
        st.warning("This plan has no such import. Here are all it has.")
    if not imports:
        st.markdown("Nothing was imported into this plan yet.")
        link(Page.IMPORT_PLAN, "**Import a plan ›**")
    else:
        offer_own_layout(
            partial(read_for_own_layout, plan=head.plan, as_at=head.as_at),
            own_layout_file,
            partial(read_differences, plan=head.plan, as_at=head.as_at),
            about=(head.plan.name, head.as_at),
            actions=in_plan,
            key="import_own_layout",
        )
    for row in imports:
        with st.container(border=True, gap=None):
            words = f"{escape(row.file_name)} as at {short_day(row.as_at)} ›"
            step(words, f"import_{row.id}", **{"import": row.id})
            st.markdown(escape(loaded_by(row.recorded_at, row.recorded_by, row.through)))
            show_counts(row)
    list_performance(performance)
    list_trackers(trackers)
    list_money(head.plan.id)
    st.stop()

step("‹ All imports", "import_all", **{"import": None, "kind": None})
st.header(escape(found.file_name), anchor=False)
st.markdown(
    escape(
        f"True as at {short_day(found.as_at)}. "
        f"{loaded_by(found.recorded_at, found.recorded_by, found.through)}. "
        f"Sheets: {found.sheets or 'not named'}. Size: {found.size:,} bytes."
    )
)
st.markdown("SHA-256 of the file:")
st.code(found.sha256, language=None, wrap_lines=True)
show_counts(found)
show_choices(choices)
show_issues(issues, "import_kind")
show_import_changes(changes)
