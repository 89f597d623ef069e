"""The parts of the page of one action.

Owns: the ways to its neighbours, long texts as written, the history, and where an action was read. Refuses:
Markdown in those texts.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from data_model.plan.rows import ActionDetail, ActionRow, ActionVersionRow
from data_model.plan.rows_updates import SlipRow
from data_model.plan.statuses import STATUS_NAMES
from data_model.shared.sentence_text import counted
from ui.parts.field_changes import show_changes
from ui.parts.status_chips import action_chip, chip
from ui.parts.whole_links import in_lines
from ui.plan.action_cards import due_line
from ui.shell.dates import moment, short_day
from ui.shell.links import back_to_list, link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape

_NEWEST = 4  # statements that are shown at once; a year of monthly ones is a long page
_PRECISION = frozenset({"week", "month", "quarter", "season", "year"})
_KIND = {"deadline": "a deadline", "review": "a review date", "none": "no date"}


def say_no_action(later: ActionDetail | None) -> None:
    """Say that there is no such action, or none yet where it was stated `later`, with a way to all."""
    if later is not None:
        st.info(f"Action {escape(later.row.ref)} was not stated yet by this day. Choose a later one above.")
    else:
        st.info("There is no such action in this plan. The address may be from another plan.")
    link(Page.ACTIONS, "All actions ›")


def say_state(row: ActionRow, challenges: str) -> None:
    """Say in one line how an action is rated, when it is due and which challenges are open."""
    said = [action_chip(row), due_line(row), f"**{challenges}**" if challenges else ""]
    st.markdown(" · ".join(filter(None, said)), width="content")


def show_neighbours(detail: ActionDetail) -> None:
    """Draw the ways to the list, to the actions before and after this one, and to all of its area."""
    row = detail.row
    with st.container(horizontal=True, key="action_neighbours", vertical_alignment="center"):
        back_to_list()
        if detail.previous_id:
            step("‹ Previous action", "action_previous", id=detail.previous_id)
        link(Page.ACTIONS, in_lines(f"All of {row.area_number} {row.area_short_name}"), area=row.area_id)
        if detail.next_id:
            step("Next action ›", "action_next", id=detail.next_id)


def show_text(heading: str, text: str, nothing: str = "") -> None:
    """Draw a heading and a text with its line breaks; without a text, `nothing` or no heading at all."""
    if text.strip() or nothing:
        st.header(heading, anchor=False)
        st.text(text.strip() or nothing)


def show_source(detail: ActionDetail) -> None:
    """Draw what the workbook says, in its own words; the place of each statement in it is folded."""
    row = detail.row
    st.header("As written", anchor=False)
    written = {
        "Responsible": row.responsible,
        "Due date": row.due_text,
        "Revised due date": detail.revised_due_text,
        "Understood as": _understood(detail),
        "RAG": detail.rag_as_seen,
        "The plan’s word for it": row.rag_label,
        "Status": STATUS_NAMES[row.status],
        "Area": f"{row.area_number} {detail.area_title}".strip(),
    }
    _pairs(written)
    with st.expander("Where from"):
        _pairs(
            {
                "File": detail.file_name or "Entered by hand",
                "Sheet and cell": f"{detail.sheet} {detail.cell}".strip(),
                "As at": short_day(row.as_at),
                "Version": str(detail.version),
            }
        )
        earlier = [line for line in detail.history if line.version != detail.version and line.cell]
        places = (f"As at {short_day(line.as_at)}: {_place(line)}" for line in earlier)
        st.markdown("\n".join(f"- {escape(place)}" for place in places))


def show_history(
    history: Sequence[ActionVersionRow], under: Callable[[ActionVersionRow], None] | None = None
) -> None:
    """Draw every statement, newest first, with what it changed; `under` draws what may be done with one."""
    st.header("History", anchor=False)
    for line in history[:_NEWEST]:
        _show_version(line, under)
    if earlier := history[_NEWEST:]:
        with st.expander(f"Earlier ({len(earlier):,})", key="history_earlier", on_change="rerun") as box:
            for line in earlier if box.open else ():
                _show_version(line, under)


def show_slips(slips: Sequence[SlipRow]) -> None:
    """Draw each move of the due date, oldest first, with its reason and author."""
    if not slips:
        return
    with st.expander(f"How the due date moved ({len(slips)})"):
        for slip in slips:
            moved = f"{short_day(slip.old) or 'no date'} to {short_day(slip.new) or 'no date'}"
            if slip.days:
                moved += f", {counted(abs(slip.days), 'day')} {'later' if slip.days > 0 else 'earlier'}"
            with st.container(gap=None):
                st.markdown(f"**{escape(moved)}**")
                st.text(slip.reason or "No reason was given.")
                st.caption(escape(f"As at {short_day(slip.as_at)}, by {slip.recorded_by}"))


def _show_version(line: ActionVersionRow, under: Callable[[ActionVersionRow], None] | None) -> None:
    with st.container(border=True):
        st.markdown(
            f"**As at {short_day(line.as_at)}** · {chip(line.status, line.rag_label)} · "
            + escape(f"recorded {moment(line.recorded_at)} by {_author(line)}, {_through(line)}")
        )
        if line.reason:
            st.text(line.reason)
        show_changes(line.changes)
        if line.version == 1:
            st.markdown("First statement of this action.")
        if under is not None:
            under(line)


def _pairs(pairs: dict[str, str]) -> None:
    for name, words in pairs.items():
        if words.strip():
            st.markdown(f"**{name}:** {escape(words)}")


def _understood(detail: ActionDetail) -> str:
    row = detail.row
    kind = _KIND.get(row.due_kind, row.due_kind)
    if row.due_date is None:
        return kind
    said = f"{short_day(row.due_date)}, {kind}"
    if row.due_precision in _PRECISION:
        said += f" (the last day of the {row.due_precision} written)"
    return f"{said}, {detail.due_repeats}" if detail.due_repeats else said


def _through(line: ActionVersionRow) -> str:
    return ", ".join(filter(None, (f"through {line.through}", line.file_name)))


def _place(line: ActionVersionRow) -> str:
    return ", ".join(filter(None, (line.file_name, f"{line.sheet} {line.cell}".strip())))


def _author(line: ActionVersionRow) -> str:
    # A name that somebody gave themselves is worth less than one that was signed in with.
    known = f" ({line.identified})" if line.identified in ("sign-in", "self-declared") else ""
    return f"{line.recorded_by}{known}"
