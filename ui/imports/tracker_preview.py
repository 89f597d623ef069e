"""What a tracker of recommendations would do, before it is loaded, and what loaded ones did.

Owns: drawing the new and the changed, and the trackers of the import history. Refuses: reading and loading.
"""

from collections.abc import Sequence
from typing import Protocol

import streamlit as st

from data_model.plan.action_content import FieldChange
from data_model.plan.rows import ImportIssueRow
from data_model.recommendations.recommendation_content import (
    ORIGIN_NAMES,
    RESPONSE_NAMES,
    RecommendationContent,
    status_words,
)
from data_model.recommendations.rows import RecommendationImportRow
from data_model.shared.sentence_text import counted
from ui.imports.import_detail import show_issues
from ui.imports.loaded_by import loaded_by
from ui.parts.chart_view import show_table
from ui.parts.field_changes import show_changes
from ui.shell.dates import short_day
from ui.shell.links import link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_MOST = 100


class Changed(Protocol):
    """A stored recommendation that a file changes."""

    @property
    def content(self) -> RecommendationContent: ...
    @property
    def changes(self) -> tuple[FieldChange, ...]: ...


def show_changed(changed: Sequence[Changed]) -> None:
    """Draw each recommendation that would change, field by field."""
    if not changed:
        return
    st.header(f"{counted(len(changed), 'recommendation')} changed", anchor=False)
    for one in changed[:_MOST]:
        fields = ", ".join(change.name for change in one.changes)
        words = f"{one.content.ref} {shorten(one.content.words, 90)} · {fields}"
        with st.expander(escape(words)):
            show_changes(one.changes)
    if len(changed) > _MOST:
        st.markdown(f"The first {_MOST:,} of {len(changed):,}.")


def show_new(added: Sequence[RecommendationContent]) -> None:
    """Draw the recommendations that would be added."""
    if not added:
        return
    st.header(f"{counted(len(added), 'recommendation')} new", anchor=False)
    show_table(
        [
            {
                "Ref": one.ref or "made",
                "Origin": ORIGIN_NAMES[one.origin],
                "Recommendation": shorten(one.words, 160, as_written=True),
                "Response": RESPONSE_NAMES[one.response],
                "Lead officer": shorten(one.lead_officer, 60, as_written=True),
                "Status": "Closed" if one.closed else status_words(one) or "Not rated",
            }
            for one in added[:_MOST]
        ]
    )
    if len(added) > _MOST:
        st.markdown(f"The first {_MOST:,} of {len(added):,}.")


def list_trackers(rows: Sequence[RecommendationImportRow]) -> None:
    """Draw every tracker that was loaded, the newest first, each a way to its detail; nothing without any."""
    if not rows:
        return
    st.header("Trackers of recommendations", anchor=False)
    for row in rows:
        with st.container(border=True, gap=None):
            words = f"{escape(row.file_name)} as at {short_day(row.as_at)} ›"
            step(words, f"tracker_{row.id}", tracker=row.id, kind=None, **{"import": None})
            st.markdown(escape(loaded_by(row.recorded_at, row.recorded_by, row.through)))
            st.markdown(_counts(row))


def show_tracker(row: RecommendationImportRow, issues: Sequence[ImportIssueRow]) -> None:
    """Draw one tracker that was loaded: what it was, what it did, its issues."""
    step("‹ All imports", "tracker_all", tracker=None, kind=None)
    st.header(escape(row.file_name), anchor=False)
    st.markdown(
        escape(
            f"True as at {short_day(row.as_at)}. {loaded_by(row.recorded_at, row.recorded_by, row.through)}. "
            f"Sheets: {row.sheets or 'not named'}. Size: {row.size:,} bytes."
        )
    )
    st.markdown("SHA-256 of the file:")
    st.code(row.sha256, language=None, wrap_lines=True)
    st.markdown(_counts(row))
    link(Page.RECOMMENDATIONS, "The recommendations now ›")
    show_issues(issues, "tracker_kind")


def _counts(row: RecommendationImportRow) -> str:
    return (
        f"{row.added:,} added · {row.changed:,} changed · {row.unchanged:,} as before · "
        f"{row.missing:,} missing from the file · {counted(row.issues, 'issue')}"
    )
