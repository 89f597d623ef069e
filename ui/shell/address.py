"""What the address in the browser says, and writing to it.

Owns: reading parameters without trusting them, and telling which could not be read. Refuses: meaning.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

# These go along from page to page.
CARRIED = ("plan", "as_at")
# These say which actions a list shows, and how.
FILTER = ("area", "status", "person", "due", "month", "words", "awaiting", "challenge", "page")
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
    """Put parameters into the address; empty ones leave it. The others stay."""
    for name, value in parameters.items():
        text = str(value) if value not in (None, "") else ""
        if text and st.query_params.get(name) != text:
            st.query_params[name] = text
        elif not text and name in st.query_params:
            del st.query_params[name]


def _number(word: str) -> int | None:
    # Longer numbers fit no database's integer.
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None
