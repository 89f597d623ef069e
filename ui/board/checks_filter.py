"""Which checks a page shows: of an area, of a person, of a kind.

Owns: the three lists, and that what was chosen stands in the address. Refuses: drawing checks
(`checks_view`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from data_model.board.assurance_checks import CHECKS
from data_model.board.rows import RaisedCheck
from ui.shell import address

_EVERYTHING = "Everything"


@dataclass(frozen=True, slots=True)
class ChecksWanted:
    """What was chosen, as the address has it: ids of an area and a person, a check's code; "" is all."""

    area: str = ""
    person: str = ""
    kind: str = ""

    def fits(self, one: RaisedCheck) -> bool:
        """Say whether a check is one of those wanted."""
        return (
            self.area in ("", str(one.area_id))
            and (not self.person or self.person in {str(person) for person, _ in one.people})
            and self.kind in ("", one.code)
        )


EVERY_CHECK = ChecksWanted()


def choose_checks(raised: Sequence[RaisedCheck], areas: Mapping[int, str]) -> ChecksWanted:
    """Draw the three lists and return what is chosen; `areas` are the plan's names of them, by id.

    People and kinds are those of the checks raised. What an address names beyond them is every one.
    """
    offered = {
        "area": {str(number): name for number, name in areas.items()},
        "person": {str(person): name for one in raised for person, name in one.people if person is not None},
        "check": {
            code: check.title for code, check in CHECKS.items() if any(one.code == code for one in raised)
        },
    }
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = [_choose(name, names) for name, names in offered.items()]
    return ChecksWanted(*chosen)


def _choose(name: str, offered: Mapping[str, str]) -> str:
    read, key = address.read(name), f"checks_{name}"
    st.session_state[key] = read if read in offered else _EVERYTHING
    st.selectbox(
        name.capitalize(),
        [_EVERYTHING, *offered],
        format_func=partial(_words_of, offered),
        key=key,
        width=300,
        on_change=_picked,
        args=(name, key),
    )
    chosen = st.session_state[key]
    return "" if chosen == _EVERYTHING else str(chosen)


def _words_of(offered: Mapping[str, str], one: str) -> str:
    return offered.get(one, one)


def _picked(name: str, key: str) -> None:
    chosen = st.session_state[key]
    address.write(**{name: None if chosen == _EVERYTHING else chosen})
