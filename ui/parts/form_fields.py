"""Forms that save once, and the days and numbers typed into them.

Owns: fields whose names carry the form's turn, so that a form that was saved is a fresh one and a second
click on the old one does nothing; reading typed days and numbers. Refuses: guessing at what is neither.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import streamlit as st

from data_model.measures.measure_vocabulary import Frequency, period_of
from data_model.shared.days.date_parser import read_day, tidy_text
from data_model.shared.refusals import Refused
from ui.parts.saving import save
from ui.shell.database import Session
from ui.shell.dates import short_day

Saved = TypeVar("Saved")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")


def turn_of(form: str) -> int:
    """Return how often a form was saved in this session."""
    return int(st.session_state.get(f"{form}_turn", 0))


def field(form: str, name: str) -> str:
    """Name a field of a form as it stands now."""
    return f"{form}_{turn_of(form)}_{name}"


def save_once(
    form: str, turn: int, write: Callable[[Session], Saved], said: Callable[[Saved], str] | str
) -> None:
    """Save what a form drawn in this turn holds; a refusal keeps what was typed, a success empties the form.

    `write` may raise Refused for what cannot be read. A second click on a form that was saved does nothing.
    """
    if turn == turn_of(form) and save(write, said) is None:
        st.session_state[f"{form}_turn"] = turn + 1


def typed(key: str) -> str:
    """Return what a field holds, without blanks at its ends."""
    return str(st.session_state.get(key) or "").strip()


def ask_day(label: str, key: str, *offered: date | None, note: str | None = None, width: int = 210) -> None:
    """Draw a list of days that also takes a typed one; the first is chosen to begin with."""
    days = list(dict.fromkeys([*filter(None, [typed(key)]), *(short_day(day) for day in offered if day)]))
    st.selectbox(
        label,
        days,
        index=0 if days else None,
        key=key,
        accept_new_options=True,
        width=width,
        placeholder="1 April 2026",
        help=note or "Choose a day or type one: 12 Dec 2022 or 12/12/2022",
    )


def first_days(as_at: date) -> tuple[date, ...]:
    """Return days from which things usually hold: the month's first, the financial year's, the day itself."""
    year = period_of(as_at, Frequency.YEAR).start
    return as_at.replace(day=1), year, as_at


def day_in(key: str) -> date:
    """Return the day that a field holds. Raises Refused where it is none, or none that can be taken."""
    written = typed(key)
    if not written:
        raise Refused("Choose a day.")
    found = read_day(tidy_text(written))
    if isinstance(found, str):
        raise Refused(not_taken(written, found))
    if found is None:
        raise Refused(f"“{written[:40]}” is no day. Write it as 1 April 2026 or 01/04/2026.")
    return found.first


def not_taken(written: str, why: str) -> str:
    """Say why a date that was understood cannot be used, as whoever read it put it: its year is too far."""
    return f"“{written[:40]}” cannot be taken: {why[:1].lower()}{why[1:]}"


def number_in(key: str, label: str) -> float | None:
    """Return the number that a field holds, None where it is empty. Raises Refused for other words."""
    written = typed(key)
    bare = re.sub(r"[\s,%]", "", written)
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare):
        raise Refused(f"{label}: “{written[:40]}” is no number. Write it like 1,203 or 95.3.")
    return float(bare)
