"""Asking once what a name in a workbook means: a measure of the plan, a new one, or nothing to be loaded.

Owns: the questions and their fields. Refuses: a default that would be a guess; a close name is only named
first among the choices.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Protocol, TypeVar

import streamlit as st

from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Frequency, Polarity, Unit
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from data_model.shared.sentence_text import counted
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
    """A name as written, where it stands, how many figures wait for it, and the measures that come close."""

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


def choose_names(
    names: Sequence[NameToChoose], measures: Mapping[int, str], *, key: str
) -> tuple[dict[str, Answer], int]:
    """Ask of each name what it means; return the answers by name as written, and how many still wait."""
    if not names:
        return {}, 0
    answers: dict[str, Answer] = {}
    waiting = 0
    verb = "is" if len(names) == 1 else "are"
    st.header(f"{counted(len(names), 'name')} that {verb} no measure yet", anchor=False)
    st.markdown("Say once what each means; it is remembered for the next workbook.")
    for number, one in enumerate(names):
        with st.container(border=True, gap="xsmall"):
            place = " ".join(filter(None, (one.sheet, one.cell)))
            where = f"{place}, {counted(one.figures, 'figure')}"
            st.markdown(f"**“{escape(one.written)}”** · {escape(where)}")
            close = [_option(each) for each in one.proposals]
            others = [each for each in measures if each not in close]
            chosen = st.selectbox(
                f"What it means ({number + 1} of {len(names)})",
                [*close, _NEW, _LEAVE, *others],
                index=None,
                key=f"{key}_name_{number}",
                placeholder="Choose",
                width=560,
                filter_mode="contains",
                format_func=partial(_words, measures=measures, close=close),
            )
            if chosen == _NEW:
                new = _ask_new(one.written, f"{key}_new_{number}")
                waiting += new is None
                if new is not None:
                    answers[one.written] = new
            elif chosen is None:
                waiting += 1
            else:
                answers[one.written] = _answer(chosen)
    return answers, waiting


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


def _ask_new(written: str, key: str) -> NewMeasure | None:
    name = st.text_input("Its name", value=written, key=f"{key}_name", max_chars=200, width=560)
    meaning = st.text_input("What it is, in plain words", key=f"{key}_meaning", width=560)
    with st.container(horizontal=True):
        unit = _choice("Unit", UNIT_NAMES, None, f"{key}_unit")
        polarity = _choice("Which way is better", POLARITY_NAMES, None, f"{key}_polarity")
        frequency = _choice("How often it is read", FREQUENCY_NAMES, Frequency.MONTH, f"{key}_frequency")
    if not name.strip() or not meaning.strip() or unit is None or polarity is None or frequency is None:
        st.markdown("It needs a name, a meaning, a unit and which way is better.")
        return None
    definition = NewDefinition(meaning.strip(), Unit(unit), Polarity(polarity), Frequency(frequency))
    return NewMeasure(name.strip(), definition)


def _choice(words: str, names: Mapping[Kind, str], first: Kind | None, key: str) -> Kind | None:
    return st.selectbox(
        words,
        list(names),
        index=list(names).index(first) if first is not None else None,
        key=key,
        width=260,
        format_func=names.__getitem__,
        placeholder="Choose",
    )
