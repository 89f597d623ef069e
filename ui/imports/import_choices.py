"""What the importing person decides before a file is loaded.

Owns: asking of which day the file is true and what unexplained colours and words mean, showing the key, and
asking about close matches.
Refuses: a default that would be a guess; whatever is left alone stays not rated or unanswered.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import streamlit as st

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL, describe
from data_model.shared.date_parser import DateSpan, read_day, tidy_text
from data_model.shared.sentence_text import counted
from ui.parts.chart_view import show_table
from ui.parts.status_chips import status_text
from ui.shell.dates import short_day
from ui.shell.plain_text import escape

_LEAVE = "Leave not rated"
_CHOICES = [status for status in Status if status is not Status.NOT_RATED]


def choose_day(named: date | None, today: date, *, key: str, latest: date | None = None) -> date | None:
    """Ask of which day the file is true: the day it names, today, or one typed; None if not a day.

    `latest` is the day of the plan's last version. A named day that is not newer is still on offer, but today
    is proposed: a title is easily left as it was.
    """
    days = (today, named) if _is_older(named, latest) else (named, today)
    # A list that takes typed days, as on every page: see ui/shell/page_head.py.
    written = st.selectbox(
        "True as at",
        [*dict.fromkeys(short_day(day) for day in days if day)],
        key=key,
        accept_new_options=True,
        width=170,
        help="The day of which the file is true, not the day on which you load it. Choose one or type it.",
    )
    found = read_day(tidy_text(written or ""))
    return found.first if isinstance(found, DateSpan) else None


def say_named_day(named: date, where: str, latest: date | None) -> None:
    """Say which day the file names and where, and why it is not proposed if it is not."""
    older = f", not newer than the plan ({short_day(latest)})" if latest and _is_older(named, latest) else ""
    st.markdown(f"The {where} names {short_day(named)}{older}.", width="content")


def _is_older(named: date | None, latest: date | None) -> bool:
    return named is not None and latest is not None and named <= latest


def decide_colours(
    unexplained: Mapping[str, int],
    entries: Sequence[KeyRow],
    presets: Mapping[str, Sequence[KeyRow]],
    by: str,
    at: datetime,
    *,
    key: str,
) -> list[KeyRow]:
    """Ask what each thing seen, but not explained by the key, means; return what was decided."""
    if not unexplained:
        return []
    st.header("What do these mean?", anchor=False)
    chosen: list[KeyRow] = []
    if not entries and set(unexplained) != {NO_FILL}:
        preset = st.selectbox(
            "The workbook has no RAG key. Which one does the plan use?",
            [*presets],
            index=None,
            placeholder="Choose a key, or answer one by one below",
            key=f"{key}_preset",
        )
        chosen += [KeyRow(row.seen, row.label, row.status, by, at) for row in presets.get(preset or "", ())]
    labels = {row.seen: row.label for row in entries}
    for number, (seen, count) in enumerate(unexplained.items(), start=1):
        label = labels.get(seen, "")
        hint = (
            f" In the key, “{label}” has no colour, so they may be that." if seen == NO_FILL and label else ""
        )
        # A list's label is read out with the backslashes that make foreign words safe: they stand above it.
        st.markdown(escape(f"{counted(count, 'action')} with {describe(seen)}.{hint}"))
        status = st.selectbox(
            f"What {'it means' if count == 1 else 'they mean'} ({number} of {len(unexplained)})",
            [None, *_CHOICES],
            key=f"{key}_{seen}",
            format_func=lambda each: _LEAVE if each is None else status_text(each),
        )
        if status is not None:
            chosen.append(KeyRow(seen, label or _own_word(seen), status, by, at))
    return chosen


def show_key(entries: Sequence[KeyRow]) -> None:
    """Draw the key as it was understood."""
    with st.expander(
        f"RAG key as understood ({counted(len(entries), 'entry').replace('entrys', 'entries')})"
    ):
        if not entries:
            st.markdown("The workbook has no RAG key.")
            return
        show_table(
            [
                {
                    "In the workbook": describe(row.seen),
                    "The plan’s words": row.label,
                    "Means": status_text(row.status),
                    "Decided by": row.decided_by or "The workbook's own key",
                }
                for row in entries
            ]
        )


def answer_matches(matches: Sequence[tuple[str, str, str, str, int]], *, key: str) -> dict[str, bool]:
    """Ask of each close match, (key, ref, old text, new text, likeness), whether it is one action."""
    if not matches:
        return {}
    st.header("Are these the same action?", anchor=False)
    answers: dict[str, bool] = {}
    for name, ref, old, new, likeness in matches:
        with st.container(border=True):
            before, after = st.columns(2)
            before.markdown(f"**In the plan**, {escape(ref)}")
            before.text(old)
            after.markdown(f"**In the file**, {likeness}% alike")
            after.text(new)
            answer = st.segmented_control(
                "The same action?",
                ["Same action", "Another action"],
                key=f"{key}_{name}",
                label_visibility="collapsed",
            )
            if answer is not None:
                answers[name] = answer == "Same action"
    return answers


def _own_word(seen: str) -> str:
    kind, _, value = seen.partition(":")
    return value.capitalize() if kind == "word" else ""
