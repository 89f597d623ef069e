"""The update form: only the fields that the chosen rating needs.

Owns: its widgets and what is missing, said beside each field. Refuses: saving, and the rules themselves.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from data_model.plan.action_fields import EXCEPTION_TEXTS, FIELD_BY_NAME, LONG_TEXTS, NARRATIVES
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind
from data_model.plan.rows import ActionDetail
from data_model.plan.statuses import Status
from data_model.plan.update_rules import Missing
from data_model.shared.days.date_parser import tidy_text
from data_model.shared.sentence_text import counted
from ui.plan.updating.update_conflict import NAMES
from ui.plan.updating.update_keeping import keep_draft
from ui.plan.updating.update_state import Opened, field_key, first_words, shown_fields
from ui.shell.dates import short_day
from ui.shell.plain_text import escape

_UNCHANGED = "Stays as it is"


def show_fields(opened: Opened, detail: ActionDetail, lacking: Mapping[str, str], as_at: date) -> None:
    """Draw the fields above the evidence: the rating, what it asks for, progress and impact."""
    codes = {choice.code: choice for choice in opened.choices}
    st.radio(
        "RAG",
        list(codes),
        key=field_key(opened.action_id, "rating"),
        on_change=keep_draft,
        format_func=lambda code: codes[code].shown,
        horizontal=True,  # progress is then in view below it, and nobody scrolls for a plain update
    )
    with st.container():
        if opened.is_rated_anew():
            st.markdown(codes[st.session_state[field_key(opened.action_id, "rating")]].asks)
    with st.container():
        if opened.status() is Status.DELAYED:
            _delay(opened, detail, lacking, as_at)
    _text(opened, "progress", lacking, rows=5)
    if detail.progress.strip():
        st.button(
            "Begin with the last text",
            key="update_copy",
            on_click=_copy,
            args=(opened.action_id, detail.progress),
        )
    for field in NARRATIVES:
        if field != "progress":
            _text(opened, field, lacking, rows=_rows(field))


def show_due_fields(opened: Opened, detail: ActionDetail, lacking: Mapping[str, str], as_at: date) -> None:
    """Draw the revised due date with its reason, where the rating has not asked for it already."""
    with st.container():
        if opened.status() is Status.DELAYED:
            return
        _due(opened, detail, lacking, as_at)
        if "reason" in shown_fields(opened):
            _text(opened, "reason", lacking, rows=1, label="Why the due date moves")


def lacking_lines(asked: Sequence[Missing], missing: Sequence[Missing]) -> dict[str, str]:
    """Say by field what was missing when Save was pressed: "✕ …", or "✓ …" once it is there.

    Lines are ticked, not taken away: a list that shrinks would move Save away from under the press.
    """
    still = {one.field: f"✕ {one.sentence}" for one in missing} if asked else {}
    return {**{one.field: f"✓ {one.sentence}" for one in asked}, **still}


def show_lacking(lacking: Mapping[str, str]) -> None:
    """Draw the one list of what is, or was, missing."""
    lines = "\n".join(f"- {escape(line)}" for line in lacking.values())
    if any(line.startswith("✕") for line in lacking.values()):
        st.error(f"Not saved yet. Everything you typed is still here. Before it can be saved:\n\n{lines}")
    elif lacking:
        st.success(f"Not saved yet, but nothing is missing now: press Save again.\n\n{lines}")


def show_lack(lacking: Mapping[str, str], field: str) -> None:
    """Draw what one field lacks, under it."""
    with st.container():
        if field in lacking:
            st.markdown(f"**{escape(lacking[field])}**")


def _delay(opened: Opened, detail: ActionDetail, lacking: Mapping[str, str], as_at: date) -> None:
    with st.container(border=True, key="update_delay"):
        st.markdown("**For the table of exceptions**")
        for field in EXCEPTION_TEXTS:
            _text(opened, field, lacking, rows=_rows(field))
        _due(opened, detail, lacking, as_at)


def _rows(field: str) -> int:
    return 3 if field in LONG_TEXTS else 1


def _text(opened: Opened, field: str, lacking: Mapping[str, str], *, rows: int, label: str = "") -> None:
    key = field_key(opened.action_id, field)
    label, hint = label or NAMES[field], FIELD_BY_NAME[field].hint if field in FIELD_BY_NAME else ""
    # A post may be long and stand on two lines: no text is given a field that takes its line breaks away.
    height = 28 * max(rows, 2) + 20
    first = first_words(opened, field)
    if first is None:
        st.text_area(label, key=key, on_change=keep_draft, placeholder=hint, height=height)
    else:
        st.text_area(label, first, key=key, on_change=keep_draft, placeholder=hint, height=height)
    show_lack(lacking, field)


def _due(opened: Opened, detail: ActionDetail, lacking: Mapping[str, str], as_at: date) -> None:
    key = field_key(opened.action_id, "revised_due_text")
    row = detail.row
    stands = detail.revised_due_text or row.due_text
    chosen = st.session_state.get(key)
    offered = list(dict.fromkeys(filter(None, (chosen, *map(short_day, _month_ends(as_at))))))
    # A list that takes typed days, as on every page: see ui/shell/page_head.py.
    st.selectbox(
        NAMES["revised_due_text"],
        offered,
        key=key,
        index=None,
        on_change=keep_draft,
        accept_new_options=True,
        placeholder=f"Stays {stands}" if stands else _UNCHANGED,
        help="Choose a day or type one: 30 Sep 2025, 30/09/2025 or End of September 2025",
    )
    with st.container():
        if chosen:
            st.markdown(escape(_understood(str(chosen), row.original_due_date)))
    show_lack(lacking, "revised_due_text")


def _understood(words: str, original: date | None) -> str:
    due = understand_due_date(tidy_text(words))
    if due.date is None:
        return f"No day is understood in “{words}”."
    kind = {DueKind.REVIEW: "a review date", DueKind.RECURRING: "recurring"}.get(due.kind, "a deadline")
    said = f"Understood as {short_day(due.date)}, {kind}"
    if original is None:
        return f"{said}."
    days = (due.date - original).days
    if not days:
        return f"{said}, the original date."
    return f"{said}, {counted(abs(days), 'day')} {'after' if days > 0 else 'before'} {short_day(original)}."


def _month_ends(as_at: date) -> list[date]:
    ends, day = [], as_at
    for _ in range(6):
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        ends.append(following - timedelta(days=1))
        day = following
    return [end for end in ends if end > as_at]


def _copy(action_id: int, text: str) -> None:
    key = field_key(action_id, "progress")
    st.session_state[key] = "\n\n".join(filter(None, (text.strip(), st.session_state.get(key, "").strip())))
    keep_draft()
