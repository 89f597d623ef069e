"""What the importing person says of a file as a whole and of its actions before it is loaded.

Owns: asking of which day the file is true, and about close matches.
Refuses: a default that would be a guess; what is left alone stays unanswered.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import streamlit as st

from data_model.shared.days.date_parser import DateSpan, read_day, tidy_text
from ui.shell.dates import short_day
from ui.shell.plain_text import escape


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


class CloseTexts(Protocol):
    """An action of the file whose text is close to a stored one's; `likeness` is in per cent."""

    @property
    def key(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def old_text(self) -> str: ...
    @property
    def new_text(self) -> str: ...
    @property
    def likeness(self) -> int: ...


def answer_matches(matches: Sequence[CloseTexts], *, key: str) -> dict[str, bool]:
    """Ask of each close match whether it is one action; return the answers given, by key."""
    if not matches:
        return {}
    st.header("Are these the same action?", anchor=False)
    answers: dict[str, bool] = {}
    for match in matches:
        with st.container(border=True):
            before, after = st.columns(2)
            before.markdown(f"**In the plan**, {escape(match.ref)}")
            before.text(match.old_text)
            after.markdown(f"**In the file**, {match.likeness}% alike")
            after.text(match.new_text)
            answer = st.segmented_control(
                "The same action?",
                ["Same action", "Another action"],
                key=f"{key}_{match.key}",
                label_visibility="collapsed",
            )
            if answer is not None:
                answers[match.key] = answer == "Same action"
    return answers
