"""The parts of the page that shows what a file of figures would do, before it is loaded.

Owns: its figures, restated readings with old and new, new readings by measure. Refuses: understanding files.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import streamlit as st

from data_model.measures.changes.comparisons import StatedComparison
from data_model.measures.changes.performance_imports import StatedTarget
from data_model.measures.measure_text import period_text, value_text
from data_model.measures.measure_vocabulary import Frequency, Polarity, ReadingState, Unit, frequency_of
from data_model.measures.rows import DefinitionRow, MeasureRow, ReadingRow, TargetRow
from data_model.measures.stated_measures import NewDefinition, NewMeasure, NewTarget, StatedReading
from data_model.plan.rows import ImportIssueRow
from data_model.shared.sentence_text import counted
from ui.measures.definition_text import POLARITY_NAMES, UNIT_NAMES, part_name
from ui.measures.figure_text import source_text, target_text
from ui.shell.dates import short_day
from ui.shell.plain_text import escape

_MOST = 100
_OF_CONTACTS, _LIST_READ = "contact-", "contact-list-read"


class Named(NamedTuple):
    """What figures of a measure are worded with."""

    name: str
    unit: Unit
    frequency: Frequency
    polarity: Polarity


Known = Mapping[int, Named]


class TableToShow(Protocol):
    """A table that was read: its sheet, its layout in words, its rows and series, or what is told of it."""

    @property
    def sheet(self) -> str: ...
    @property
    def layout(self) -> str: ...
    @property
    def first_row(self) -> int: ...
    @property
    def last_row(self) -> int: ...
    @property
    def series(self) -> int: ...
    @property
    def told(self) -> str: ...


class Target(Protocol):
    """A target as read, with the one it takes the place of."""

    @property
    def stated(self) -> StatedTarget: ...
    @property
    def before(self) -> TargetRow | NewTarget | None: ...


class Comparison(Protocol):
    """What others have for a measure, as read."""

    @property
    def stated(self) -> StatedComparison: ...


def known_measures(
    rows: Sequence[MeasureRow], new: Sequence[NewMeasure], names: Mapping[int, str]
) -> dict[int, Named]:
    """Word the measures of a file: those of the plan by id, those still to be made as -1, -2 …"""
    known = {row.id: _named(names.get(row.id, row.name), row.definition) for row in rows}
    for place, one in enumerate(new, 1):
        known[-place] = _named(names.get(-place, one.name), one.definition)
    return known


def _named(name: str, definition: DefinitionRow | NewDefinition) -> Named:
    return Named(name, definition.unit, definition.frequency, definition.polarity)


def show_figures(added: int, restated: int, unchanged: int, targets: int) -> None:
    """Draw how many figures a file adds, restates and repeats, and how many targets it states anew."""
    counts = {"New": added, "Restated": restated, "As before": unchanged, "Targets": targets}
    with st.container(horizontal=True, gap="medium"):
        for words, number in counts.items():
            st.metric(words, f"{number:,}", border=True, width=160)


def show_layouts(layouts: Sequence[TableToShow]) -> None:
    """Draw how each table was understood."""
    lines = [
        f"- {escape(f'Sheet “{one.sheet}”, {one.layout}; {one.told}')}"
        if one.told
        else f"- {escape(f'Sheet “{one.sheet}”, rows {one.first_row} to {one.last_row}: {one.layout}')}, "
        f"{one.series:,} series"
        for one in layouts
    ]
    st.markdown("\n".join(lines))


def show_new_measures(new: Sequence[NewMeasure]) -> None:
    """Draw the measures that loading would add, with what they count and the target that they begin with."""
    if not new:
        return
    st.header(f"{counted(len(new), 'measure')} would be added", anchor=False)
    lines = [
        f"- **{escape(one.name)}** · {escape(UNIT_NAMES[one.definition.unit])} · "
        f"{escape(POLARITY_NAMES[one.definition.polarity])} · {escape(_first_target(one))} · "
        f"{escape(one.definition.meaning)}"
        for one in new
    ]
    st.markdown("\n".join(lines))


def _first_target(new: NewMeasure) -> str:
    said = target_text(new.target, new.definition.unit, new.definition.polarity)
    if new.target is None or not said:
        return "no target"
    part = f" for {part_name(new.target.part_kind, new.target.part)}" if new.target.part else ""
    return f"usual target {said}{part}"


def show_restated(restated: Sequence[tuple[ReadingRow, StatedReading]], known: Known) -> None:
    """Draw, measure by measure, each reading that holds another figure, with the old one and the new one."""
    if not restated:
        return
    st.header(f"{counted(len(restated), 'reading')} would be restated", anchor=False)
    st.markdown("The figure that is there now stays in the history.")
    of: dict[str, list[str]] = {}
    for old, new in restated[:_MOST]:
        name, unit, frequency, _ = known[new.measure_id]
        was, is_now = value_text(old.value, unit, old.state), value_text(new.value, unit, new.state)
        place = " ".join(filter(None, (new.sheet, new.cell))) or "this file"
        said = f"from {place}; was from {source_text(old)}"
        title = f"{name}, {part_name(new.part_kind, new.part)}" if new.part else name
        period = escape(period_text(new.period, frequency_of(new.period) or frequency))
        line = f"- {period}: {escape(was)} → **{escape(is_now)}** · {escape(said)}"
        of.setdefault(title, []).append(line)
    for title, lines in of.items():
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{escape(title)}**")
            st.markdown("\n".join(lines))
    _say_more(len(restated))


def show_added(added: Sequence[StatedReading], known: Known) -> None:
    """Draw the new readings measure by measure: how many, of which periods, how many without a figure."""
    if not added:
        return
    st.header(f"{counted(len(added), 'reading')} would be added", anchor=False)
    of: dict[tuple[int, str, Frequency | None], list[StatedReading]] = {}
    for one in added:
        part = part_name(one.part_kind, one.part) if one.part else ""
        of.setdefault((one.measure_id, part, frequency_of(one.period)), []).append(one)
    lines = []
    for (measure_id, part, length), readings in list(of.items())[:_MOST]:
        name, unit, own, _ = known[measure_id]
        frequency = length or own
        periods = sorted(one.period for one in readings)
        span = period_text(periods[0], frequency)
        if len(periods) > 1:
            span += f" to {period_text(periods[-1], frequency)}"
        newest = max(readings, key=lambda one: one.period)
        said = [
            counted(len(readings), "reading"),
            span,
            f"last {value_text(newest.value, unit, newest.state)}",
        ]
        states = Counter(one.state for one in readings)
        said += [
            f"{states[state]:,} {state.value}"
            for state in (ReadingState.SUPPRESSED, ReadingState.MISSING)
            if states[state]
        ]
        title = escape(f"{name}, {part}" if part else name)
        lines.append(f"- **{title}** · {escape(' · '.join(said))}")
    st.markdown("\n".join(lines))
    _say_more(len(of))


def show_targets(targets: Sequence[Target], known: Known) -> None:
    """Draw the targets that the file states anew, each with the one it takes the place of."""
    if not targets:
        return
    st.header(f"{counted(len(targets), 'target')} would be set", anchor=False)
    lines = []
    for one in targets:
        of, stated = known[one.stated.measure_id], one.stated
        was = target_text(one.before, of.unit, of.polarity) or "no target"
        name = f"{of.name}, {stated.part}" if stated.part else of.name
        place = " ".join(filter(None, (stated.sheet, stated.cell)))
        words = f"{was} → {value_text(stated.value, of.unit)} from {short_day(stated.holds_from)}"
        lines.append(f"- **{escape(name)}** · {escape(words)} · {escape(place)}")
    st.markdown("\n".join(lines))


def show_comparisons(comparisons: Sequence[Comparison], known: Known) -> None:
    """Draw what others have for the measures, as the file states it; none of it is a reading."""
    if not comparisons:
        return
    st.header(f"{counted(len(comparisons), 'comparison')} would be kept", anchor=False)
    lines = []
    for one in comparisons[:_MOST]:
        of, stated = known[one.stated.measure_id], one.stated
        place = " ".join(filter(None, (stated.sheet, stated.cell)))
        words = f"{stated.name}: {value_text(stated.value, of.unit)}"
        lines.append(f"- **{escape(of.name)}** · {escape(words)} · {escape(place)}")
    st.markdown("\n".join(lines))
    _say_more(len(comparisons))


def show_contacts(issues: Sequence[ImportIssueRow]) -> None:
    """Draw what of a list of single contacts counted and what did not, each with why; nothing without one."""
    of_list = [issue for issue in issues if issue.code.startswith(_OF_CONTACTS)]
    read = next((issue for issue in of_list if issue.code == _LIST_READ), None)
    if read is None:
        return
    st.header("Worked out from a list of contacts", anchor=False)
    st.markdown(f"**{escape(read.seen)}.** The figures below are all that is kept; no contact is.")
    said = dict.fromkeys(f"{issue.title}: {issue.seen}" for issue in of_list if issue is not read)
    st.markdown("\n".join(f"- {escape(line)}" for line in list(said)[:_MOST]))


def _say_more(number: int) -> None:
    if number > _MOST:
        st.markdown(f"The first {_MOST} of {number:,}.")
