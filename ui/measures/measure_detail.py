"""The parts of the page of one measure.

Owns: its definition and targets with their versions, linked actions, readings with what they said before, and
the ways on.
Refuses: charts; and Markdown in words of users and workbooks.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from data_model.measures.measure_assessment import (
    MeasureAssessment,
    moved_since,
    period_text,
    repeated_figures,
    sentence_of,
    value_text,
)
from data_model.measures.measure_text import comparison_period
from data_model.measures.measure_vocabulary import Clock, PartKind, Unit
from data_model.measures.rows import (
    ComparisonRow,
    DefinitionRow,
    EarlierReading,
    LinkedActionRow,
    MeasureRow,
    MilestoneRow,
    ReadingRow,
    TargetRow,
)
from data_model.measures.stated_measures import FROM_THE_START
from data_model.plan.rows import ActionRow
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted
from ui.measures.definition_text import CLOCK_NAMES, FREQUENCY_NAMES, POLARITY_NAMES, UNIT_NAMES
from ui.measures.figure_text import figure_text, source_text, target_text, written_text
from ui.parts.chart_view import Drawn, draw_figure, show_table
from ui.parts.status_chips import action_chip, chip
from ui.parts.whole_links import in_lines
from ui.plan.action_cards import due_line, show_action_link
from ui.shell.dates import moment, short_day
from ui.shell.links import link, step
from ui.shell.pages import Page
from ui.shell.plain_text import escape, shorten

_NEWEST = 6  # readings that are shown at once
_CHART = 1280  # pixels; wider would neither be read better nor fit on a sheet of paper
WHERE_FROM = "Where from"
PART_HEADINGS = {PartKind.TIER: "By triage tier", PartKind.TEAM: "By team"}
_FRESH = 3  # readings whose doubts are shown at once


def show_ways_on(measure: MeasureRow, order: Sequence[int]) -> None:
    """Draw the ways to the front door, the area, and the measures before and after this one in `order`."""
    place = order.index(measure.id) if measure.id in order else None
    with st.container(horizontal=True, key="measure_neighbours", vertical_alignment="center"):
        link(Page.FRONT_DOOR, "‹ Front door")
        if place:
            step("‹ Previous measure", "measure_previous", id=order[place - 1])
        if measure.area_id:
            link(Page.AREA, in_lines(measure.area), id=measure.area_id)
        if place is not None and place + 1 < len(order):
            step("Next measure ›", "measure_next", id=order[place + 1])


def show_measure_chart(
    chart: Drawn, rows: Sequence[Mapping[str, object]], breaks: Sequence[tuple[date, str]]
) -> None:
    """Draw the chart, from when and why its limits were started anew, and its table.

    Its sentence stands above it on this page, before everything else.
    """
    with st.container(width=_CHART):
        draw_figure(chart, "measure_chart")
    # On the chart a reason is cut where the next line begins.
    if breaks:
        st.markdown("  \n".join(f"**From {short_day(day)}** · {escape(why)}" for day, why in breaks))
    with st.expander("Show as a table", key="measure_table", on_change="rerun") as box:
        if box.open:
            show_table(rows)


def show_doubts(assessment: MeasureAssessment) -> None:
    """Warn of neighbours with the very same figure: one may have been carried over. Old ones are folded."""
    newest = {each.id for each in assessment.series.readings[-_FRESH:]}
    pairs = repeated_figures(assessment.series.readings, assessment.series.measure.definition.unit)
    for earlier, later in pairs:
        if later.id in newest:
            said = f"{_repeats(earlier, later, assessment)}. Check it with whoever sends the figures."
            st.warning(escape(said))
    old = [pair for pair in pairs if pair[1].id not in newest][::-1]
    if old:
        with st.expander(f"Earlier figures that repeat the one before ({len(old)})"):
            st.markdown("\n".join(f"- {escape(_repeats(*pair, assessment))}" for pair in old))


def _repeats(earlier: ReadingRow, later: ReadingRow, assessment: MeasureAssessment) -> str:
    definition = assessment.series.measure.definition
    before, after = (period_text(each.period, definition.frequency) for each in (earlier, later))
    figure = figure_text(later, definition.unit)
    return f"{after} has the very same figure as {before}, {figure}: it may have been carried over"


def show_left_out(assessment: MeasureAssessment) -> None:
    """Say how many readings are for another length of period and so not on the chart."""
    if assessment.left_out:
        st.info(
            f"{counted(assessment.left_out, 'reading')} for another length of period cannot stand beside the "
            "others on the chart; they are listed below."
        )


def show_milestones(milestones: Sequence[MilestoneRow]) -> None:
    """List the milestones with the numbers that the chart marks them by."""
    if not milestones:
        st.markdown("No milestone is recorded, and no linked action is complete.")
    for number, each in enumerate(milestones, 1):
        what = escape(f"{each.kind}: {shorten(each.words, 160)}")
        words = f"**{number}** · {short_day(each.dated)} · {what}"
        with st.container(gap=None):
            if each.action_id is None:
                st.markdown(f"{words} · recorded by {escape(each.recorded_by)}")
            else:
                st.markdown(words)
                # Links that all said the same could not be told apart in a list of links.
                link(Page.ACTION, f"The action of milestone {number} ›", id=each.action_id)


def show_definition(holding: DefinitionRow, versions: Sequence[DefinitionRow], as_at: date) -> None:
    """Draw the version that holds on a day, and the others to be opened, the newest first.

    A version that holds from a later day is shown too, as one that does not hold yet: it is said ahead.
    """
    st.header("Definition", anchor=False)
    _show_version(holding, as_at)
    others = [version for version in versions if version.version != holding.version]
    if others:
        label = f"Other versions ({len(others)})"
        with st.expander(label, key="measure_versions", on_change="rerun") as box:
            for version in others if box.open else ():
                _show_version(version, as_at)


def show_targets(targets: Sequence[TargetRow], definition: DefinitionRow, as_at: date) -> None:
    """Draw every target, the newest first: from when it holds, why and who set it; its cell is folded.

    One that holds from after the day is shown too, as not in force: boards ask for the way to it.
    """
    st.header("Targets", anchor=False)
    if not targets:
        st.markdown("No target is set.")
    newest_first = sorted(targets, key=lambda each: (each.holds_from, each.recorded_at), reverse=True)
    lines = []
    for target in newest_first:
        words = target_text(target, definition.unit, definition.polarity) or "no target"
        facts = [_since(target.holds_from, as_at)]
        if target.part_kind is not PartKind.WHOLE:
            facts.insert(0, f"of the {target.part_kind.value} {target.part}")
        if target.tolerance:
            facts.append(f"within {target.tolerance:g} counts as near it")
        facts.append(f"set by {target.recorded_by}")
        why = f": {target.reason}" if target.reason else ""
        lines.append(f"- **{escape(words)}** · {escape(', '.join(facts) + why)}")
    st.markdown("\n".join(lines))
    _show_places((target_text(each, definition.unit, definition.polarity), each) for each in newest_first)


def show_comparisons(rows: Sequence[ComparisonRow], unit: Unit) -> None:
    """Draw what others have for the measure, each with its source; nothing without any."""
    if not rows:
        return
    st.header("What others have", anchor=False)
    lines = []
    for row in rows:
        facts = [comparison_period(row), row.file_name, f"as at {short_day(row.as_at)}"]
        figure = value_text(row.value, unit)
        lines.append(f"- {escape(row.name)}: **{escape(figure)}** · {escape(', '.join(filter(None, facts)))}")
    st.markdown("\n".join(lines))
    _show_places((row.name, row) for row in rows)


def show_other_lengths(others: Sequence[MeasureAssessment]) -> None:
    """Draw the readings for other lengths of period than the chart's: what they say, and each of them."""
    for other in others:
        frequency = other.series.measure.definition.frequency
        st.header(f"Also read by the {frequency.value}", anchor=False)
        st.markdown(escape(sentence_of(other)))
        _show_list(other, f"measure_readings_{frequency.value}")


def show_linked(
    actions: Sequence[LinkedActionRow], assessment: MeasureAssessment, rows: Mapping[int, ActionRow]
) -> None:
    """Draw the actions meant to move the measure, each with its status and whether the measure has moved.

    `rows` are the plan's actions by id: an open one is said as every list of actions says it.
    """
    st.header("Actions meant to move it", anchor=False)
    if not actions:
        st.markdown("No action is linked to this measure.")
    for action in actions:
        with st.container(gap=None):
            row = rows.get(action.id)
            said = [action_chip(row) if row else chip(Status(action.status), action.rag_label)]
            if action.completed_on is not None:
                moved = moved_since(assessment, action.completed_on)
                said.append(f"complete since {short_day(action.completed_on)}: {escape(moved.sentence)}")
            elif row is not None:
                said.append(due_line(row))
            show_action_link(action.id, action.ref, action.text, " · ".join(said))


def show_readings(assessment: MeasureAssessment) -> None:
    """Draw the readings, newest first, each with its source and what it said before it was restated."""
    st.header("Readings", anchor=False)
    readings = assessment.series.readings[::-1]
    if not readings:
        st.markdown("No figure was known by this day.")
        return
    restated = sum(bool(each.restated_from) for each in readings)
    known = f"{len(readings):,} {'period' if len(readings) == 1 else 'periods'} with a reading"
    st.markdown(f"{known}, {restated:,} restated." if restated else f"{known}, none restated.")
    _show_list(assessment, "measure_readings")


def _show_list(assessment: MeasureAssessment, key: str) -> None:
    readings = assessment.series.readings[::-1]
    st.markdown(_reading_lines(readings[:_NEWEST], assessment))
    frequency = assessment.series.measure.definition.frequency
    with st.expander(WHERE_FROM, key=f"{key}_sources", on_change="rerun") as box:
        if box.open:
            said = ((period_text(each.period, frequency), source_text(each)) for each in readings)
            st.markdown("\n".join(f"- {escape(f'{period}: {source}')}" for period, source in said))
    if earlier := readings[_NEWEST:]:
        with st.expander(f"Earlier ({len(earlier):,})", key=key, on_change="rerun") as box:
            if box.open:
                st.markdown(_reading_lines(earlier, assessment))


def _reading_lines(readings: Sequence[ReadingRow], assessment: MeasureAssessment) -> str:
    definition = assessment.series.measure.definition
    lines = []
    for each in readings:
        period = period_text(each.period, definition.frequency)
        facts = f"{source_text(each, with_cell=False)}, {_recorded(each)}"
        if each.reason:
            facts += f": {each.reason}"
        lines.append(
            f"- **{escape(period)}** · **{escape(figure_text(each, definition.unit))}** · {escape(facts)}"
        )
        for old in each.restated_from:
            was = f"was {figure_text(old, definition.unit)}{written_text(old, definition.unit)}"
            lines.append(
                f"    - ↻ Restated: {escape(f'{was}, {source_text(old, with_cell=False)}, {_recorded(old)}')}"
            )
    return "\n".join(lines)


def _show_version(definition: DefinitionRow, as_at: date) -> None:
    st.text(definition.meaning.strip() or "Nobody has written down what it means.")
    clock = "" if definition.clock is Clock.NONE else f", {CLOCK_NAMES[definition.clock].lower()}"
    pairs = {
        "Counted": definition.numerator,
        "Out of": definition.denominator,
        "Unit": f"{UNIT_NAMES[definition.unit]}{clock}",
        "Better": POLARITY_NAMES[definition.polarity],
        "How often": FREQUENCY_NAMES[definition.frequency],
        "From": definition.source_system,
        "Answers for it": definition.answers,
    }
    st.markdown("  \n".join(f"**{name}:** {escape(words)}" for name, words in pairs.items() if words.strip()))
    since = _since(definition.holds_from, as_at)
    said = f"Version {definition.version}, {since}, by {definition.recorded_by}"
    if definition.marks_break:
        said += ", figures before it cannot be compared"
    st.caption(escape(f"{said}: {definition.reason}" if definition.reason else said))


def _show_places(rows: Iterable[tuple[str, TargetRow | ComparisonRow]]) -> None:
    """Fold the file, sheet and cell of each away; nothing where all were given by hand."""
    lines = [
        f"- {escape(f'{words}: {row.file_name}, {row.sheet} {row.cell}')}"
        for words, row in rows
        if row.file_name
    ]
    if lines:
        with st.expander(WHERE_FROM):
            st.markdown("\n".join(lines))


def _since(day: date, as_at: date) -> str:
    if day == FROM_THE_START:
        return "from the start"
    return f"from {short_day(day)}" + (f", not in force on {short_day(as_at)}" if day > as_at else "")


def _recorded(reading: ReadingRow | EarlierReading) -> str:
    return f"recorded {moment(reading.recorded_at)} by {reading.recorded_by}"
