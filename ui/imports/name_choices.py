"""Asking once what a name in a workbook means: a measure of the plan, a new one, or nothing to be loaded.

Owns: the questions and their fields, and what was answered while the page is open. Refuses: a default that
would be a guess, a close name is only named first among the choices; and reading the file with the answers.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

import streamlit as st

from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Frequency, Polarity, Unit
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from data_model.shared.sentence_text import counted, listed
from ui.measures.definition_text import FREQUENCY_NAMES, POLARITY_NAMES, UNIT_NAMES
from ui.shell.plain_text import escape

_LEAVE, _NEW, _CATALOGUE = "leave", "new", "catalogue:"
Answer = int | NewMeasure | None
Kind = TypeVar("Kind")


class CloseName(Protocol):
    """A measure with a close name; `measure_id` None is one of the catalogue that the plan lacks."""

    @property
    def measure_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


class NameToChoose(Protocol):
    """A name as written, where it stands, how many figures wait for it, the measures that come close, and
    which way is better, its unit and how often it is read where the file says it."""

    @property
    def written(self) -> str: ...
    @property
    def figures(self) -> int: ...
    @property
    def sheet(self) -> str: ...
    @property
    def cell(self) -> str: ...
    @property
    def proposals(self) -> Sequence[CloseName]: ...
    @property
    def polarity(self) -> Polarity | None: ...
    @property
    def unit(self) -> Unit | None: ...
    @property
    def frequency(self) -> Frequency | None: ...


def names_answered(*, key: str) -> dict[str, Answer]:
    """Return what was answered on this page so far, by name as written. `key` names file and plan."""
    names: Sequence[str] = st.session_state.get(f"{key}_names", ())
    said = {written: _said(written, key) for written in names}
    return {written: answer for written, (is_said, answer) in said.items() if is_said}


def choose_names(names: Sequence[NameToChoose], measures: Mapping[int, str], *, key: str) -> int:
    """Ask of each name what it means, those that were answered on this page too; return how many wait."""
    st.session_state[f"{key}_names"] = [one.written for one in names]
    if not names:
        return 0
    verb = "is" if len(names) == 1 else "are"
    st.header(f"{counted(len(names), 'name')} that {verb} no measure yet", anchor=False)
    st.markdown("Say once what each means; it is remembered for the next workbook.")
    for number, one in enumerate(names, start=1):
        with st.container(border=True, gap="xsmall"):
            place = " ".join(filter(None, (one.sheet, one.cell)))
            where = f"{place}, {counted(one.figures, 'figure')}"
            st.markdown(f"**“{escape(one.written)}”** · {escape(where)}")
            close = [_option(each) for each in one.proposals]
            others = [each for each in measures if each not in close]
            chosen = st.selectbox(
                f"What it means ({number} of {len(names)})",
                [*close, _NEW, _LEAVE, *others],
                index=None,
                key=_key_of(one.written, key),
                placeholder="Choose",
                width=560,
                filter_mode="contains",
                format_func=partial(_words, measures=measures, close=close),
            )
            if chosen == _NEW:
                _ask_new(one, f"{_key_of(one.written, key)}_new")
    return sum(1 for one in names if not _said(one.written, key)[0])


def _key_of(written: str, key: str) -> str:
    return f"{key}_name_{written}"


def _said(written: str, key: str) -> tuple[bool, Answer]:
    """Return whether a name is answered, and its answer; a new measure only once it is described."""
    chosen = st.session_state.get(_key_of(written, key))
    if chosen == _NEW:
        new = _new_of(written, f"{_key_of(written, key)}_new")
        return new is not None, new
    return chosen is not None, None if chosen is None else _answer(chosen)


def _option(close: CloseName) -> int | str:
    return f"{_CATALOGUE}{close.name}" if close.measure_id is None else close.measure_id


def _words(option: int | str, measures: Mapping[int, str], close: Sequence[int | str]) -> str:
    if option == _NEW:
        return "A new measure …"
    if option == _LEAVE:
        return "Not to be loaded"
    if isinstance(option, str):
        return f"{option.removeprefix(_CATALOGUE)} (a close name, of the built-in catalogue)"
    return f"{measures[option]} (a close name)" if option in close else measures[option]


def _answer(option: int | str) -> Answer:
    if isinstance(option, int):
        return option
    entries = {entry.name: entry for entry in CATALOGUE}
    entry = entries.get(option.removeprefix(_CATALOGUE))
    return entry.new_measure if entry else None


def _ask_new(name: NameToChoose, key: str) -> None:
    st.text_input("Its name", value=name.written, key=f"{key}_name", max_chars=200, width=560)
    st.text_input("What it is, in plain words", key=f"{key}_meaning", width=560)
    with st.container(horizontal=True):
        _choice("Unit", UNIT_NAMES, name.unit, f"{key}_unit")
        _choice("Which way is better", POLARITY_NAMES, name.polarity, f"{key}_polarity")
        _choice(
            "How often it is read", FREQUENCY_NAMES, name.frequency or Frequency.MONTH, f"{key}_frequency"
        )
    said = {
        "Which way is better": name.polarity,
        "The unit": name.unit,
        "How often it is read": name.frequency,
    }
    told = [words for words, one in said.items() if one is not None]
    if told:
        verb = "is" if len(told) == 1 else "are"
        st.markdown(f"{listed(told)} {verb} what the file says.")
    if _new_of(name.written, key) is None:
        st.markdown("It needs a name, a meaning, a unit and which way is better.")


def _new_of(written: str, key: str) -> NewMeasure | None:
    """Make the measure of what its fields hold; None while one of them is open."""
    typed = st.session_state
    name = str(typed.get(f"{key}_name", written)).strip()
    meaning = str(typed.get(f"{key}_meaning", "")).strip()
    unit, polarity, frequency = (typed.get(f"{key}_{field}") for field in ("unit", "polarity", "frequency"))
    if not name or not meaning or unit is None or polarity is None or frequency is None:
        return None
    return NewMeasure(name, NewDefinition(meaning, Unit(unit), Polarity(polarity), Frequency(frequency)))


def _choice(words: str, names: Mapping[Kind, str], first: Kind | None, key: str) -> None:
    st.selectbox(
        words,
        list(names),
        index=list(names).index(first) if first is not None else None,
        key=key,
        width=260,
        format_func=names.__getitem__,
        placeholder="Choose",
    )
