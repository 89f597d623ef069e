"""Load published figures: choose a file, see what it holds and would change, say what it does not, load."""

import streamlit as st

from data_model.published.queries.releases import (
    get_plan_council,
    list_councils,
    list_release_measures,
    list_release_versions,
    list_releases,
)
from data_model.shared.permissions import Permission
from loaders.plan.plan_import import issue_row
from loaders.published.published_import import (
    ToldOfRelease,
    apply_published,
    check_published,
)
from loaders.published.published_read import read_published_file
from loaders.published.published_report import (
    published_sentence,
    restated_lines,
    stored_measures,
    symbol_lines,
)
from ui.imports import load_page
from ui.imports.published_corrections import correct_releases
from ui.imports.published_preview import (
    ask_of_release,
    choose_council,
    show_council,
    show_lines,
    show_releases,
    told_of_release,
)
from ui.parts.saving import show_outcome
from ui.shell.database import reading
from ui.shell.page_head import start_page
from ui.shell.pages import Page

head = start_page("Load published figures", dated=False, asks_day=False)
st.markdown(
    "Choose a file that you downloaded: a CSV of Explore Education Statistics, the long data of the Local "
    "Authority Interactive Tool, or its table of statistical neighbours. Nothing is fetched from here, and "
    "nothing changes until you press *Load*."
)
load_page.stop_others("published figures", Permission.IMPORT)
show_outcome()
upload = st.file_uploader("File (.csv or .xlsx)", type=["csv", "xlsx"], key="published_file")
with reading() as session:
    council, councils = get_plan_council(session, head.plan.id), list_councils(session)
    releases, versions = list_releases(session), list_release_versions(session)
    measures = list_release_measures(session)
if upload is None:
    show_council(council)
    choose_council(head.plan.id, council, councils)
    show_releases(releases)
    correct_releases(releases, versions, measures)
    st.stop()

file = read_published_file(upload.name, upload)
mark = f"published_{file.sha256[:12]}"
# What the fields below held when they were last drawn; one pass over a long file a press.
told = told_of_release(mark)
with st.spinner("Reading the file …"), reading() as session:
    report = check_published(
        session,
        file,
        ToldOfRelease(told.published_on, told.label, told.next_due, told.year_ends, told.measures),
    )

load_page.say(report, published_sentence(report))
if report.read is not None:
    names = {seen.code: seen.name for seen in report.read.measures}
    ask_of_release(mark, names, [seen.code for seen in stored_measures(report)])
    show_lines("Symbols in the place of figures", symbol_lines(report))
    show_lines("Restated", restated_lines(report))
issues = [issue_row(issue) for issue in report.issues]
label, to = f"Load release {report.label}", (Page.LOAD_PUBLISHED, head.plan.id)
load_page.load(report, issues, label, apply_published, key="published", file_name=file.name, to=to)
