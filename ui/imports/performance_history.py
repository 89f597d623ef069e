"""Imports of readings in the import history: listed, and one of them.

Owns: their words. Refuses: loading.
"""

from collections.abc import Sequence

import streamlit as st

from data_model.measures.rows import PerformanceImportRow
from data_model.plan.import_choices import ImportChoice
from data_model.plan.rows import ImportIssueRow
from data_model.shared.sentence_text import counted
from ui.imports.import_detail import show_choices, show_issues
from ui.imports.loaded_by import loaded_by
from ui.shell.dates import short_day
from ui.shell.links import link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def list_performance(rows: Sequence[PerformanceImportRow]) -> None:
    """Draw every import of readings, the newest first, each a way to its detail."""
    st.header("Performance data", anchor=False)
    if not rows:
        st.markdown("No performance data was loaded into this plan yet.")
        link(Page.LOAD_PERFORMANCE, "**Load performance data ›**")
    for row in rows:
        with st.container(border=True, gap=None):
            words = f"{escape(row.file_name)} as at {short_day(row.as_at)} ›"
            step(words, f"performance_{row.id}", performance=row.id, kind=None, **{"import": None})
            st.markdown(escape(loaded_by(row.recorded_at, row.recorded_by, row.through)))
            st.markdown(counts_text(row))


def show_performance(
    row: PerformanceImportRow, issues: Sequence[ImportIssueRow], choices: Sequence[ImportChoice]
) -> None:
    """Draw one import of readings: what it was read from and with, what it did, its issues."""
    step("‹ All imports", "performance_all", performance=None, kind=None)
    st.header(escape(row.file_name), anchor=False)
    st.markdown(
        escape(
            f"True as at {short_day(row.as_at)}. "
            f"{loaded_by(row.recorded_at, row.recorded_by, row.through)}. "
            f"Sheets: {row.sheets or 'not named'}. "
            f"Layout: {row.layout or 'not named'}. Size: {row.size:,} bytes."
        )
    )
    st.markdown("SHA-256 of the file:")
    st.code(row.sha256, language=None, wrap_lines=True)
    st.markdown(counts_text(row))
    link(Page.FRONT_DOOR, "What the measures say now ›")
    show_choices(choices)
    show_issues(issues, "performance_kind")


def counts_text(row: PerformanceImportRow) -> str:
    """Say in one line what an import of readings did."""
    said = [
        f"{counted(row.added, 'reading')} added",
        f"{row.restated:,} restated",
        f"{row.unchanged:,} as before",
        counted(row.measures, "measure"),
        counted(row.targets, "target"),
        counted(row.issues, "issue"),
    ]
    if row.first_period and row.last_period:
        said.append(f"periods from {short_day(row.first_period)} to {short_day(row.last_period)}")
    return " · ".join(said)
