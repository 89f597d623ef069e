"""Choosing measures: what the address asks for, its widgets, and the sentence on what is shown.

Owns: reading and writing `area` and `only` in the address, the sentence, what "needs attention" means here.
Refuses: finding the measures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import streamlit as st

from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_assessment import AttentionRank, MeasureAssessment
from data_model.shared.sentence_text import counted, listed
from ui.shell import address

_NAMED = 3  # measures that the sentence names


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


def needs_attention(assessment: MeasureAssessment) -> bool:
    """Say whether a measure gets worse beyond chance or consistently fails its target."""
    return assessment.need <= AttentionRank.FAILS_BUT_IMPROVES


def attention_sentence(assessments: Sequence[MeasureAssessment]) -> str:
    """Say in plain text how many measures need attention, which, and why."""
    needing = [each for each in assessments if needs_attention(each)]
    many = counted(len(assessments), "measure")
    if not needing:
        too_few = sum(each.variation is Variation.TOO_FEW for each in assessments)
        said = f"None of {many} gets worse beyond chance or consistently fails its target"
        if too_few:
            said += f"; {too_few:,} {'has' if too_few == 1 else 'have'} too few points to tell"
        return f"{said}."
    verb = "needs" if len(needing) == 1 else "need"
    improving = [each for each in needing if each.need is AttentionRank.FAILS_BUT_IMPROVES]
    # Names of measures fill lines: those that improve are named only where no other needs attention.
    first = [each for each in needing if each not in improving] or needing
    named = [f"{each.series.measure.name} ({_why(each)})" for each in first[:_NAMED]]
    if len(first) > _NAMED:
        named.append(f"{len(first) - _NAMED:,} more")
    if improving and first is not needing:
        named.append(f"{len(improving):,} that {not_yet_text(len(improving))}")
    return f"{len(needing):,} of {many} {verb} attention: {listed(named)}."


def not_yet_text(number: int) -> str:
    """Say of so many measures that they improve but cannot be relied on to meet their target."""
    if number == 1:
        return "improves but does not yet reliably meet its target"
    return "improve but do not yet reliably meet their target"


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


def _why(assessment: MeasureAssessment) -> str:
    if assessment.need is AttentionRank.FAILS_BUT_IMPROVES:
        return not_yet_text(1)
    reasons = []
    if assessment.variation is Variation.CONCERN:
        reasons.append("getting worse")
    if assessment.assurance is Assurance.FAILS:
        reasons.append("consistently fails its target")
    return " and ".join(reasons)
