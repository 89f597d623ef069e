"""What the address in the browser says, and writing to it.

Owns: reading parameters without trusting them, telling which could not be read, and carrying what somebody
chose from page to page. Refuses: meaning.

A page that is drawn writes nothing: each writing is one more step for the browser's Back button. The day and
the plan stand in an address only where somebody chose another than the first plan, as at today.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

# These go along from page to page.
CARRIED = ("plan", "as_at")
# What of these was chosen, kept in a session from page to page.
CHOSEN = "chosen_for_every_page"
# These say which actions a list shows, and how.
FILTER = ("area", "status", "person", "due", "month", "words", "awaiting", "challenge", "watched", "page")
LIST = (*FILTER, "order", "group", "view")
Choice = TypeVar("Choice")


def read(name: str) -> str:
    """Return a parameter, or nothing when the address does not have it."""
    return str(st.query_params.get(name, "")).strip()


def read_number(name: str) -> int | None:
    """Return a parameter that is an id; None when it is missing or no such number."""
    return _number(read(name))


def read_choices(
    name: str, understand: Callable[[str], Choice | None], refused: list[str]
) -> tuple[Choice, ...]:
    """Read choices parted by commas; words that mean none of them are added to `refused`."""
    found: list[Choice] = []
    for word in filter(None, (part.strip() for part in read(name).split(","))):
        choice = understand(word)
        if choice is None:
            refused.append(f"{name}={word[:40]}")
        elif choice not in found:
            found.append(choice)
    return tuple(found)


def one_of(numbers: Sequence[int]) -> Callable[[str], int | None]:
    """Return a reading that accepts only these ids."""
    allowed = frozenset(numbers)
    return lambda word: number if (number := _number(word)) in allowed else None


def write(**parameters: object) -> None:
    """Put parameters into the address; empty ones leave it. The others stay.

    However many they are, they are one step for the browser's Back button: each message to the browser would
    be a step of its own.
    """
    said = st.query_params.to_dict()
    new = {**said, **{name: "" if value is None else str(value) for name, value in parameters.items()}}
    new = {name: text for name, text in new.items() if text}
    if new != said:
        st.query_params.from_dict(new)


def write_chosen(**widgets: str) -> None:
    """Put what was chosen into the address: each parameter is what the widget with that key says now."""
    write(**{name: st.session_state[key] for name, key in widgets.items()})


def choose(**parameters: object) -> None:
    """Put what somebody chose for every page into the address, and keep it for the pages after this one."""
    write(**parameters)
    keep(**parameters)


def keep(**parameters: object) -> None:
    """Keep for the pages after this one what is chosen for all of them, and leave the address as it is."""
    kept = {**st.session_state.get(CHOSEN, {}), **parameters}
    st.session_state[CHOSEN] = {name: str(value) for name, value in kept.items() if value not in (None, "")}


def carried(today: date) -> dict[str, str]:
    """Return what of the address goes along to other pages; today's day says no more than none."""
    said = {name: read(name) for name in CARRIED}
    return {
        name: text for name, text in said.items() if text and (name, text) != ("as_at", today.isoformat())
    }


def carry_on(today: date) -> None:
    """Keep what the address says for every page; where it says nothing, put in what was chosen before.

    The navigation leads to a page without parameters. This comes before the page is known, while the browser
    still shows the address of the page before: it then writes both as one step. On the way back or forward
    the address is what somebody saw, and holds.
    """
    kept: dict[str, str] = st.session_state.get(CHOSEN, {})
    context = get_script_run_ctx()
    if context is None or not context.is_history_navigation:
        write(**{name: kept[name] for name in CARRIED if name in kept and not read(name)})
    st.session_state[CHOSEN] = carried(today)


def _number(word: str) -> int | None:
    # Longer numbers fit no database's integer.
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None
