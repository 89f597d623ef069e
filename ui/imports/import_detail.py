"""The parts of the page of one import.

Owns: its counts, what was decided of its columns and sheets, its issues by kind, its changes with ways to the
actions. Refuses: loading.
"""

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from data_model.plan.import_choice_text import meaning_text
from data_model.plan.import_choices import ImportChoice
from data_model.plan.rows import ImportChangeRow, ImportIssueRow, ImportRow
from data_model.shared.sentence_text import counted
from ui.parts.chart_view import show_table
from ui.parts.field_changes import show_changes
from ui.parts.whole_links import link_beside
from ui.shell import address
from ui.shell.dates import moment, short_day
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_SEVERITY = {"error": "✕ Error", "warning": "! To look at", "note": "i Note"}
_MOST = 100


def show_counts(row: ImportRow) -> None:
    """Draw what an import did, in one line."""
    st.markdown(
        f"{row.added:,} added · {row.changed:,} changed · {row.unchanged:,} as before · "
        f"{row.missing:,} missing from the file · {counted(row.issues, 'issue')}"
    )


def show_choices(choices: Sequence[ImportChoice]) -> None:
    """Draw what the file's columns and sheets were said to be, by whom and when; nothing without a choice."""
    if not choices:
        return
    st.header(f"{counted(len(choices), 'choice')} of columns and sheets", anchor=False)
    show_table(
        [
            {
                "In the file": f"{each.kind.value.capitalize()} “{shorten(each.written, 120)}”",
                "Read as": meaning_text(each.kind, each.meaning),
                "Decided by": each.decided_by,
                "When": moment(each.decided_at) if each.decided_at else "",
            }
            for each in choices
        ]
    )


def show_issues(issues: Sequence[ImportIssueRow], key: str) -> None:
    """Draw the issues, of one kind where the address names it, and the choice of kind."""
    st.header(_counts(issues), anchor=False)
    if not issues:
        st.markdown("Nothing in this file needed a look.")
        return
    kinds = Counter(issue.code for issue in issues)
    titles = {issue.code: issue.title for issue in issues}
    words = {
        "": "Every kind",
        **{code: f"{titles[code]} ({number:,})" for code, number in kinds.most_common()},
    }
    chosen = address.read("kind")
    chosen = chosen if chosen in kinds else ""
    st.session_state[key] = chosen
    st.selectbox(
        "Kind",
        list(words),
        format_func=words.__getitem__,
        key=key,
        on_change=address.write_chosen,
        kwargs={"kind": key},
    )
    shown = [issue for issue in issues if chosen in ("", issue.code)]
    if chosen:
        st.markdown(escape(shown[0].what_to_do))
    show_table([_issue_cells(issue) for issue in shown[:_MOST]])
    if len(shown) > _MOST:
        st.markdown(f"The first {_MOST:,} of {len(shown):,}. Choose a kind to see fewer.")


def _counts(issues: Sequence[ImportIssueRow]) -> str:
    """Count the issues by how much they ask: the report's sentence counts only those to look at."""
    levels = Counter(issue.severity for issue in issues)
    named = {
        "error": counted(levels["error"], "error"),
        "warning": f"{levels['warning']:,} to look at",
        "note": counted(levels["note"], "note"),
    }
    said = ", ".join(words for level, words in named.items() if levels[level])
    return f"{counted(len(issues), 'issue')}: {said}" if said else counted(len(issues), "issue")


def show_import_changes(changes: Sequence[ImportChangeRow]) -> None:
    """Draw changed actions field by field, the new ones as a list, and what went into the history."""
    earlier = [row for row in changes if row.earlier_as_at is not None]
    changed = [row for row in changes if not row.is_new and row.earlier_as_at is None]
    new = [row for row in changes if row.is_new]
    if changed:
        st.header(f"{counted(len(changed), 'action')} changed", anchor=False)
    for row in changed[:_MOST]:
        fields = ", ".join(change.name for change in row.changes)
        with st.expander(f"{_words(row)} · {escape(fields)}"):
            link(Page.ACTION, "Open this action ›", id=row.action_id)
            show_changes(row.changes)
    if new:
        st.header(f"{counted(len(new), 'action')} added", anchor=False)
    for row in new[:_MOST]:
        link_beside(Page.ACTION, row.ref, row.text, id=row.action_id)
    if earlier:
        st.header(f"{counted(len(earlier), 'earlier statement')} in the history", anchor=False)
    for row in earlier[:_MOST]:
        link_beside(Page.ACTION, row.ref, row.text, f"as at {short_day(row.earlier_as_at)}", id=row.action_id)
    if max(len(changed), len(new), len(earlier)) > _MOST:
        st.markdown(f"The first {_MOST:,} of each are listed.")


def _words(row: ImportChangeRow) -> str:
    return f"**{escape(row.ref)}** {escape(shorten(row.text, 90))}"


def _issue_cells(issue: ImportIssueRow) -> dict[str, object]:
    # Few columns: a table wider than a telephone's screen scrolls where no key reaches it.
    return {
        "Issue": f"{_SEVERITY.get(issue.severity, issue.severity)}: {issue.title}",
        "Where": " ".join(filter(None, (issue.sheet, issue.cell))),
        "Seen": shorten(issue.seen, 160, as_written=True),
    }
