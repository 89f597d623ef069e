"""Fields for money in forms: amounts, days that may be left empty, financial years.

Owns: reading what was typed into pence, days and years. Refuses: guessing at what is neither.
"""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from data_model.money.amounts import NotAnAmount, PartOfPenny, exact_amount, to_pence
from data_model.money.financial_years import FinancialYear, year_of
from data_model.shared.refusals import Refused
from ui.parts.form_fields import day_in, typed
from ui.shell.dates import short_day

Word = TypeVar("Word", bound=StrEnum)
_BARE = re.compile(r"[\s,£]")
_SIGNS = {"\u2212": "-", "\u2013": "-"}


def ask_amount(label: str, key: str, pence: int | None = None, note: str | None = None) -> None:
    """Draw a field for an amount in pounds, filled with one where there is one."""
    st.text_input(
        f"{label} (£)",
        key=key,
        width=210,
        value="" if pence is None else exact_amount(pence).lstrip("£"),
        placeholder="12,500.00",
        help=note,
    )


def pence_in(key: str, label: str) -> int | None:
    """Return the whole pence that a field in pounds holds, None where it is empty.

    Raises Refused for what is no amount or has parts of a penny.
    """
    written = typed(key)
    bare = _BARE.sub("", "".join(_SIGNS.get(letter, letter) for letter in written))
    if not bare:
        return None
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    try:
        if not re.fullmatch(r"-?[0-9]+(\.[0-9]*)?|-?\.[0-9]+", bare, re.ASCII):
            raise NotAnAmount(written)
        return to_pence(bare)
    except PartOfPenny:
        raise Refused(f"{label}: “{written[:40]}” has parts of a penny. Write whole pence.") from None
    except NotAnAmount:
        raise Refused(
            f"{label}: “{written[:40]}” is no amount in pounds. Write it like 12,500 or 1,203.50."
        ) from None


def needed_pence(key: str, label: str) -> int:
    """Return the whole pence that a field in pounds holds. Raises Refused where it is empty or no amount."""
    pence = pence_in(key, label)
    if pence is None:
        raise Refused(f"{label}: write an amount in pounds.")
    return pence


def ask_day_or_none(label: str, key: str, day: date | None = None) -> None:
    """Draw a field for a day that may be left empty."""
    st.text_input(label, key=key, width=210, value=short_day(day), placeholder="31 March 2026")


def day_or_none(key: str) -> date | None:
    """Return the day that a field holds, None where it is empty. Raises Refused for what is no day."""
    return day_in(key) if typed(key) else None


def years_offered(
    starts_on: date | None, ends_on: date | None, held: Iterable[int], as_at: date
) -> list[int]:
    """List the financial years that a form asks for: those of the period and those with an amount.

    Without a period they are the year of the as-at day and the two after it.
    """
    first = year_of(starts_on or as_at).first
    last = year_of(ends_on).first if ends_on else first + (0 if starts_on and ends_on else 2)
    # A slip in a period's year would draw a thousand fields.
    return sorted({*range(first, min(last, first + 10) + 1), *held})


def year_text(year: int | None) -> str:
    """Say a financial year in a list of choices."""
    return "None" if year is None else FinancialYear(year).text


def choose(label: str, choices: type[Word], names: dict[Word, str], key: str, held: Word) -> None:
    """Draw a list of the choices of a closed list, the held one chosen."""
    offered = list(choices)
    st.selectbox(label, offered, index=offered.index(held), format_func=names.__getitem__, key=key, width=340)
