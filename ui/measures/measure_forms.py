"""Forms about what a measure is: adding one, its name and place, new versions of its definition.

Owns: their fields, each handed to one write. Refuses: the rules; every write has its own.
"""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict, TypeVar

import streamlit as st

from data_model.measures.changes.measures import (
    add_measure,
    change_definition,
    edit_measure,
    restore_measure,
    retire_measure,
)
from data_model.measures.measure_vocabulary import Clock, Frequency, Polarity, Unit
from data_model.measures.rows import DefinitionRow, MeasureRow
from data_model.measures.stated_measures import FROM_THE_START, NewDefinition
from data_model.shared.refusals import Refused
from ui.measures.definition_text import CLOCK_NAMES, FREQUENCY_NAMES, POLARITY_NAMES, UNIT_NAMES
from ui.parts.form_fields import ask_day, day_in, field, first_days, save_once, turn_of, typed
from ui.parts.offered import offered
from ui.parts.saving import save
from ui.shell.signature import by

_NAME = "Name"
_NOWHERE = "Of no area"
_TEXTS = {
    "meaning": "What it is, in plain words",
    "numerator": "Counted on top (for a percentage or a ratio)",
    "denominator": "Counted below (for a percentage or a ratio)",
    "source_system": "Where the figures come from",
    "answers": "Who answers for it",
}
_LONG = frozenset({"meaning"})
_CHOICES = {
    "unit": "Unit",
    "polarity": "Which way is better",
    "clock": "Clock",
    "frequency": "How often it is read",
}
Kind = TypeVar("Kind", Unit, Polarity, Clock, Frequency)


class _Place(TypedDict):
    area_id: int | None
    outcome_id: int | None
    is_front_door: bool


def add_form(plan_id: int, areas: Mapping[int, str], outcomes: Mapping[int, str]) -> None:
    """Draw the form for a measure that the catalogue lacks."""
    form, turn = "measure_add", turn_of("measure_add")
    outcomes = offered(outcomes, "outcomes", f"{form}_find")
    with st.form(field(form, "form")):
        st.text_input(_NAME, key=field(form, "name"), max_chars=200)
        _ask_place(form, areas, outcomes, None)
        _ask_definition(form, None)
        st.form_submit_button(
            "Add this measure",
            type="primary",
            key=field(form, "save"),
            on_click=_add,
            args=(form, turn, plan_id),
        )


def about_form(row: MeasureRow, areas: Mapping[int, str], outcomes: Mapping[int, str]) -> None:
    """Draw a measure's name and what it is meant to move, and the way out of the catalogue and back."""
    form = f"measure_about_{row.id}"
    turn = turn_of(form)
    outcomes = offered(outcomes, "outcomes", f"{form}_find", [row.outcome_id])
    with st.form(field(form, "form")):
        st.text_input(_NAME, value=row.name, key=field(form, "name"), max_chars=200)
        _ask_place(form, areas, outcomes, row)
        st.form_submit_button(
            "Save", type="primary", key=field(form, "save"), on_click=_edit, args=(form, turn, row)
        )
    if row.retired:
        st.markdown("This measure is retired: it is on no page but this one. Its readings are kept.")
        st.button("Bring it back", key=f"measure_restore_{row.id}", on_click=_restore, args=(row,))
    else:
        st.markdown("A retired measure leaves every page but this one. Its readings are kept.")
        st.button("Retire this measure", key=f"measure_retire_{row.id}", on_click=_retire, args=(row,))


def definition_form(row: MeasureRow, newest: DefinitionRow, as_at: date) -> None:
    """Draw a new version of a measure's definition, filled with its newest one."""
    # Named after the version, so that somebody else's newer one is drawn with fresh fields.
    form = f"measure_definition_{row.id}_{newest.version}"
    turn = turn_of(form)
    with st.form(field(form, "form")):
        _ask_definition(form, newest)
        ask_day("Holds for periods that start from", field(form, "holds_from"), *first_days(as_at))
        st.text_input("Why it changes", key=field(form, "reason"))
        st.checkbox(
            "Figures before and after cannot be compared: charts begin anew", key=field(form, "marks_break")
        )
        st.form_submit_button(
            "Save as a new version",
            type="primary",
            key=field(form, "save"),
            on_click=_define,
            args=(form, turn, row),
        )


def _ask_place(
    form: str, areas: Mapping[int, str], outcomes: Mapping[int, str], row: MeasureRow | None
) -> None:
    area_ids, outcome_ids = [None, *areas], [None, *outcomes]
    area, outcome = (row.area_id, row.outcome_id) if row else (None, None)
    st.selectbox(
        "Area it is meant to move",
        area_ids,
        key=field(form, "area"),
        index=area_ids.index(area) if area in areas else 0,
        format_func=lambda each: _NOWHERE if each is None else areas[each],
    )
    st.selectbox(
        "Outcome it is meant to move",
        outcome_ids,
        key=field(form, "outcome"),
        index=outcome_ids.index(outcome) if outcome in outcomes else 0,
        format_func=lambda each: "No outcome" if each is None else outcomes[each],
    )
    st.checkbox(
        "A measure of the front door",
        value=row.is_front_door if row else True,
        key=field(form, "front_door"),
    )


def _ask_definition(form: str, base: DefinitionRow | None) -> None:
    for name, words in _TEXTS.items():
        ask = st.text_area if name in _LONG else st.text_input
        ask(words, value=getattr(base, name) if base else "", key=field(form, name))
    _ask_choice(form, "unit", UNIT_NAMES, base.unit if base else None)
    _ask_choice(form, "polarity", POLARITY_NAMES, base.polarity if base else None)
    _ask_choice(form, "clock", CLOCK_NAMES, base.clock if base else Clock.NONE)
    _ask_choice(form, "frequency", FREQUENCY_NAMES, base.frequency if base else Frequency.MONTH)


def _ask_choice(form: str, name: str, names: Mapping[Kind, str], chosen: Kind | None) -> None:
    st.selectbox(
        _CHOICES[name],
        list(names),
        index=list(names).index(chosen) if chosen else None,
        key=field(form, name),
        format_func=names.__getitem__,
        placeholder="Choose",
    )


def _read_definition(form: str, turn: int) -> NewDefinition:
    key = f"{form}_{turn}_{{}}".format
    chosen = {name: st.session_state.get(key(name), "") for name in _CHOICES}
    for name, words in _CHOICES.items():
        if not chosen[name]:
            raise Refused(f"{words}: choose one.")
    return NewDefinition(
        holds_from=day_in(key("holds_from")) if key("holds_from") in st.session_state else FROM_THE_START,
        **{name: typed(key(name)) for name in _TEXTS},
        unit=Unit(chosen["unit"]),
        polarity=Polarity(chosen["polarity"]),
        clock=Clock(chosen["clock"]),
        frequency=Frequency(chosen["frequency"]),
        marks_break=bool(st.session_state.get(key("marks_break"))),
        reason=typed(key("reason")),
    )


def _read_place(form: str, turn: int) -> _Place:
    state = st.session_state
    return {
        "area_id": state.get(f"{form}_{turn}_area"),
        "outcome_id": state.get(f"{form}_{turn}_outcome"),
        "is_front_door": bool(state.get(f"{form}_{turn}_front_door")),
    }


def _add(form: str, turn: int, plan_id: int) -> None:
    name = typed(f"{form}_{turn}_name")
    save_once(
        form,
        turn,
        lambda session: add_measure(
            session, plan_id, name, _read_definition(form, turn), **_read_place(form, turn), **by()
        ),
        f"{name} is added.",
    )


def _edit(form: str, turn: int, row: MeasureRow) -> None:
    name = typed(f"{form}_{turn}_name")
    save_once(
        form,
        turn,
        lambda session: edit_measure(session, row.id, name=name, **_read_place(form, turn), **by()),
        f"Saved: {name}.",
    )


def _define(form: str, turn: int, row: MeasureRow) -> None:
    save_once(
        form,
        turn,
        lambda session: change_definition(session, row.id, _read_definition(form, turn), **by()),
        lambda version: f"{row.name}: version {version} of its definition is saved.",
    )


def _retire(row: MeasureRow) -> None:
    save(lambda session: retire_measure(session, row.id, **by()), f"{row.name} is retired.")


def _restore(row: MeasureRow) -> None:
    save(lambda session: restore_measure(session, row.id, **by()), f"{row.name} is in the catalogue again.")
