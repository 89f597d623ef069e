"""The form for one reading by hand: what it is of, what stands there already, and the figure.

Owns: its fields, handed to one write. Refuses: the rules; a reading is never changed, only said anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from data_model.measures.changes.readings import add_reading
from data_model.measures.measure_assessment import period_text
from data_model.measures.measure_vocabulary import Frequency, PartKind, Period, ReadingState, Unit, period_of
from data_model.measures.rows import MeasureRow, ReadingRow
from data_model.measures.stated_measures import StatedReading, worked_out
from data_model.shared.days.date_parser import DateSpan, read_single, tidy_text
from data_model.shared.refusals import Refused
from ui.measures.definition_text import part_name
from ui.measures.figure_text import figure_text, source_text, written_text
from ui.parts.form_fields import ask_day, day_in, field, not_taken, number_in, save_once, turn_of, typed
from ui.shell import address
from ui.shell.access import current_actor
from ui.shell.clock import now
from ui.shell.database import Session
from ui.shell.dates import moment
from ui.shell.plain_text import escape

Part = tuple[PartKind, str]
WHOLE: Part = (PartKind.WHOLE, "")
_STATES = {
    ReadingState.VALUE: "A figure",
    ReadingState.SUPPRESSED: "Suppressed: a small number that is not published",
    ReadingState.MISSING: "Missing: the source says there is none",
}
# What a figure and its parts are called, on their fields and where one of them cannot be read.
_FIGURES = {"numerator": "Numerator", "denominator": "Denominator", "value": "Figure"}
_OFFERED = 24  # periods to choose from; any other can be typed


def choose_measure(choices: Mapping[int, str]) -> int | None:
    """Draw the choice of a measure from names by id and return its id; it stands in the address."""
    wanted = address.read_number("id")
    chosen = wanted if wanted in choices else None
    st.session_state["reading_measure"] = chosen
    st.selectbox(
        "Measure",
        list(choices),
        index=None,
        key="reading_measure",
        on_change=address.write_chosen,
        kwargs={"id": "reading_measure"},
        width=560,
        format_func=choices.__getitem__,
        placeholder="Type a word of its name",
        filter_mode="contains",
    )
    return chosen


def choose_part(row: MeasureRow, known: Sequence[Part]) -> Part:
    """Draw the choice of the whole measure or a part; a typed name is a team's."""
    names = {part_name(*part).capitalize(): part for part in (WHOLE, *known)}
    key = f"reading_part_{row.id}"
    chosen = st.selectbox(
        "Whole measure or a part",
        _with_typed(names, key),
        key=key,
        accept_new_options=True,
        width=340,
        help="The whole measure, a tier or a team. Type the name of a team that is not listed.",
    )
    return names.get(chosen, (PartKind.TEAM, " ".join(str(chosen).split()))) if chosen else WHOLE


def choose_period(row: MeasureRow, as_at: date) -> Period | None:
    """Draw the choice of a period that is over, the latest first, or of one typed.

    For other words it says what is wrong with them and returns None.
    """
    frequency = row.definition.frequency
    offered = {period_text(each, frequency): each for each in _latest(as_at, frequency)}
    key = f"reading_period_{row.id}"
    written = st.selectbox(
        "Period",
        _with_typed(offered, key),
        key=key,
        accept_new_options=True,
        width=340,
        help="Choose a period or type a day in it: 12 Dec 2022, or a month: December 2022.",
    )
    if written in offered:
        return offered[written]
    found = read_single(tidy_text(written or ""))
    if isinstance(found, DateSpan):
        return period_of(found.first, frequency)
    if isinstance(found, str):
        st.error(escape(not_taken(written or "", found)))
    else:
        st.error("That is no period. Choose one, or type a day in it like 12 Dec 2022.")
    return None


def show_held(row: MeasureRow, held: ReadingRow | None) -> None:
    """Draw what the reading says so far, and that it would be restated."""
    if held is None:
        st.info("There is no reading of it yet.")
        return
    said = f"So far it says {figure_text(held, row.definition.unit)}"
    written = written_text(held, row.definition.unit)
    source = f", {source_text(held)}, recorded {moment(held.recorded_at)} by {held.recorded_by}."
    st.info(escape(f"{said}{written}{source} Another figure restates it; this one stays in the history."))


def figure_form(row: MeasureRow, part: Part, period: Period, held: ReadingRow | None, as_at: date) -> None:
    """Draw the figure and where it comes from; only the fields that are needed."""
    form = f"reading_{row.id}"
    turn = turn_of(form)
    state = st.radio(
        "What the source says", list(_STATES), format_func=_STATES.__getitem__, key=field(form, "state")
    )
    has_parts = row.definition.unit in (Unit.PERCENT, Unit.RATIO)
    with st.form(field(form, "form")):
        if state is ReadingState.VALUE and has_parts:
            st.markdown("Give what is counted, or the figure itself, or all three.")
            for name, words in (
                ("numerator", row.definition.numerator),
                ("denominator", row.definition.denominator),
            ):
                label = f"{_FIGURES[name]}: {words}" if words else _FIGURES[name]
                st.text_input(escape(label), key=field(form, name), width=560)
        if state is ReadingState.VALUE:
            label = _FIGURES["value"]
            if row.definition.unit is Unit.PERCENT:
                label += ", in percent (95.3)"
            st.text_input(label, key=field(form, "value"), width=210)
        ask_day("True as at", field(form, "as_at"), as_at, period.end)
        st.text_input(
            "Why it differs from what it said" if held else "Where it comes from", key=field(form, "reason")
        )
        label = f"{'Restate' if held else 'Add'} {period_text(period, row.definition.frequency)}"
        st.form_submit_button(
            escape(label),
            type="primary",
            key=field(form, "save"),
            on_click=_add,
            args=(form, turn, row, part, period),
        )


def known_parts(tiers: Sequence[str], held: Iterable[ReadingRow]) -> list[Part]:
    """List the parts that a reading can be of: the plan's tiers, and what a measure's readings name."""
    read = {(row.part_kind, row.part) for row in held if row.part}
    return list(dict.fromkeys([*((PartKind.TIER, name) for name in tiers), *sorted(read)]))


def _with_typed(offered: Mapping[str, object], key: str) -> list[str]:
    return list(dict.fromkeys([*offered, *filter(None, [typed(key)])]))


def _latest(as_at: date, frequency: Frequency) -> list[Period]:
    last = period_of(as_at, frequency)
    found = [last] if last.end <= as_at else []
    while len(found) < _OFFERED:
        last = period_of(last.start - timedelta(days=1), frequency)
        found.append(last)
    return found


def _add(form: str, turn: int, row: MeasureRow, part: Part, period: Period) -> None:
    key, unit = f"{form}_{turn}_{{}}".format, row.definition.unit
    state = ReadingState(st.session_state[key("state")])

    def write(session: Session) -> int:
        figures = {name: number_in(key(name), label) for name, label in _FIGURES.items()}
        if state is not ReadingState.VALUE:
            figures = dict.fromkeys(figures)
        over, under, value = figures["numerator"], figures["denominator"], figures["value"]
        if value is None and over is not None and under:
            value = worked_out(over, under, unit)
        if state is ReadingState.VALUE and value is None and over is None and under is None:
            raise Refused("Give the figure, or say that it is suppressed or missing.")
        as_written = typed(key("value")) if state is ReadingState.VALUE else str(state.value)
        stated = StatedReading(row.id, *part, period, state, value, over, under, as_written)
        return add_reading(
            session,
            row.id,
            stated,
            typed(key("reason")),
            as_at=day_in(key("as_at")),
            actor=current_actor(),
            recorded_at=now(),
        )

    save_once(form, turn, write, f"{row.name}: {period_text(period, row.definition.frequency)} is saved.")
