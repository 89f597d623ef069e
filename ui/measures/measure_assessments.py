"""Choosing measures: what the address asks for, and its widgets.

Owns: reading and writing `area` and `only` in the address. Refuses: finding the measures, and saying which
need attention (`assessment_text`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from data_model.measures.assessment_text import needs_attention
from data_model.measures.measure_assessment import MeasureAssessment
from ui.shell import address


class Only(StrEnum):
    """Which measures alone are to be shown; the value is its word in the address."""

    FRONT_DOOR = "front-door"
    ATTENTION = "attention"


_SHOWN: dict[tuple[Only, ...], str] = {
    (): "Every measure",
    (Only.FRONT_DOOR,): "Front door only",
    (Only.ATTENTION,): "Needs attention only",
    (Only.FRONT_DOOR, Only.ATTENTION): "Front door that needs attention",
}


@dataclass(frozen=True)
class Chosen:
    """What the address asks for; `area_id` None: every area."""

    area_id: int | None
    only: tuple[Only, ...]


def read_chosen(areas: dict[int, str], refused: list[str]) -> Chosen:
    """Read the address; parameters that mean nothing here are added to `refused`."""
    numbers = address.read_choices("area", address.one_of(list(areas)), refused)
    only = address.read_choices("only", lambda word: Only(word) if word in set(Only) else None, refused)
    return Chosen(numbers[0] if numbers else None, only)


def chosen_of(
    assessments: Sequence[MeasureAssessment], chosen: Chosen, of_area: Sequence[int]
) -> list[MeasureAssessment]:
    """Keep what was chosen, in the order given; `of_area` are the ids of the measures of the chosen area."""
    return [
        each
        for each in assessments
        if (chosen.area_id is None or each.series.measure.id in of_area)
        and (Only.FRONT_DOOR not in chosen.only or each.series.measure.is_front_door)
        and (Only.ATTENTION not in chosen.only or needs_attention(each))
    ]


def choose_measures(page: str, areas: dict[int, str], chosen: Chosen) -> None:
    """Draw the widgets in one row, set to what is chosen."""
    area_key, only_key = f"{page}_area", f"{page}_only"
    st.session_state[area_key] = chosen.area_id or 0
    st.session_state[only_key] = tuple(each for each in Only if each in chosen.only)
    names = {0: "Every area", **areas}
    st.selectbox(
        "Area",
        list(names),
        format_func=names.__getitem__,
        key=area_key,
        on_change=_area_picked,
        args=(area_key,),
        width=280,
    )
    # A chosen pill has too little contrast in the dark theme.
    st.selectbox(
        "Show",
        list(_SHOWN),
        format_func=_SHOWN.__getitem__,
        key=only_key,
        on_change=_only_picked,
        args=(only_key,),
        width=280,
    )


def _area_picked(key: str) -> None:
    address.write(area=st.session_state[key] or None)


def _only_picked(key: str) -> None:
    address.write(only=",".join(st.session_state[key]))
