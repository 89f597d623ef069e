"""The report of checked figures as words for people and as JSON for machines.

Owns: one wording for the command line and the page. Refuses: deciding anything.
"""

from collections.abc import Sequence
from typing import Any

from data_model.measures.changes.comparisons import StatedComparison
from data_model.measures.changes.performance_imports import StatedTarget
from data_model.measures.measure_vocabulary import ReadingState, Unit
from data_model.measures.rows import ReadingRow
from data_model.measures.stated_measures import NewMeasure, NewTarget, StatedReading
from data_model.shared.sentence_text import counted, short_day
from loaders.files.workbook_file import cannot_load_sentence, file_json, to_look_at
from loaders.performance.measure_names import UnknownName
from loaders.performance.performance_beside import PlacedComparison
from loaders.performance.performance_figures import SheetLayout
from loaders.performance.performance_import import PerformanceReport
from loaders.performance.performance_targets import PlacedTarget
from loaders.performance.periods.period_text import period_text
from loaders.plan.choice_report import choices_as_json, question_lines, questions_json
from loaders.plan.merge_report import shorten
from loaders.plan.report import issue_lines, issues_json

Reading = StatedReading | ReadingRow


def performance_sentence(report: PerformanceReport) -> str:
    """Say in one sentence what the file holds and what loading it would do."""
    if not report.can_load:
        return cannot_load_sentence(report.file.name, report.issues)
    sheets = list(dict.fromkeys(one.sheet for one in report.layouts))
    named = ", ".join(f"“{name}”" for name in sheets)
    total = len(report.added) + len(report.restated) + report.unchanged
    measures = {one.measure_id for one in report.added} | {one.new.measure_id for one in report.restated}
    read = f"{counted(total, 'figure')} read from {'sheet' if len(sheets) == 1 else 'sheets'} {named}"
    of = f" of {counted(len(measures), 'measure')}" if measures else ""
    parts = (
        (len(report.added), f"{len(report.added):,} new"),
        (len(report.restated), f"{len(report.restated):,} restated"),
        (report.unchanged, f"{report.unchanged:,} as before"),
    )
    said = [words for number, words in parts if number]
    # The measures are those of what is new or restated, so they stand right behind it.
    at = bool(report.added) + bool(report.restated)
    if at:
        said[at - 1] += of
    if report.targets:
        said.append(counted(len(report.targets), "target"))
    if report.comparisons:
        said.append(counted(len(report.comparisons), "comparison"))
    difference = f"; {', '.join(said)}" if said else ""
    waiting = f"; {counted(len(report.unknown), 'name')} to be answered" if report.unknown else ""
    nothing = " Loading it changes nothing." if report.changes_nothing else ""
    return f"{read}{difference}{waiting}; {to_look_at(report.issues)}.{nothing}"


def performance_text(report: PerformanceReport) -> str:
    """Write the report for a terminal."""
    lines = [
        performance_sentence(report),
        f"File: {report.file.name}, {report.file.size:,} bytes, SHA-256 {report.file.sha256}",
    ]
    if not report.can_load:
        lines += question_lines(report.questions, report.choices)
        return "\n".join([*lines, *issue_lines(report.issues)])
    plan = report.plan.name if report.plan is not None else "none chosen"
    lines += [f"Plan: {plan}, as at {short_day(report.as_at)}", "", "What was read"]
    lines += [
        f"  {shorten(one.sheet)}, {one.layout}; {one.told}"
        if one.told
        else f"  {shorten(one.sheet)}, rows {one.first_row} to {one.last_row}: {one.layout}, "
        f"{counted(one.series, 'series', 'series')}"
        for one in report.layouts
    ]
    lines += question_lines(report.questions, report.choices)
    lines += _under("Measures to be added", [new_text(new) for new in report.new_measures])
    lines += _under(
        "Restated",
        [
            f"{_of(report, one.new)}: {figure_text(one.old)} before, {figure_text(one.new)} now "
            f"({_place(one.new)})"
            for one in report.restated
        ],
    )
    lines += _under(
        "New", [f"{_of(report, one)}: {figure_text(one)} ({_place(one)})" for one in report.added]
    )
    lines += _under("Targets", [_target_text(target) for target in report.targets])
    lines += _under(
        "To compare with, no readings",
        [
            f"{one.measure}: {one.stated.name} {one.stated.as_written} ({_place(one.stated)})"
            for one in report.comparisons
        ],
    )
    lines += _under("Names to be answered", [_unknown_text(name) for name in report.unknown])
    return "\n".join([*lines, *issue_lines(report.issues)])


def _under(heading: str, rows: Sequence[str]) -> list[str]:
    """Put rows under a heading; nothing where there are none."""
    return ["", heading, *(f"  {row}" for row in rows)] if rows else []


def _target_text(target: PlacedTarget) -> str:
    stated = target.stated
    return f"{target.of}: {stated.value:.12g} from {short_day(stated.holds_from)} ({_place(stated)})"


def _unknown_text(name: UnknownName) -> str:
    close = "".join(f"; {one.name}?" for one in name.proposals)
    return f"{name.written} ({counted(name.figures, 'figure')}, {_place(name)}){close}"


def new_text(new: NewMeasure) -> str:
    """Name a measure that is to be added, with the target that it begins with: its usual one."""
    aim = new.target
    if aim is None:
        return new.name
    sign = "%" if new.definition.unit is Unit.PERCENT else ""
    of = f" for the {aim.part_kind.value} {aim.part}" if aim.part else ""
    return f"{new.name}, with its usual target: {aim.value:.12g}{sign}{of}"


def _target(aim: NewTarget | None) -> dict[str, Any] | None:
    if aim is None:
        return None
    return {
        "value": aim.value,
        "tolerance": aim.tolerance,
        "part_kind": aim.part_kind.value,
        "part": aim.part,
        "holds_from": aim.holds_from.isoformat(),
    }


def _place(one: StatedReading | StatedTarget | StatedComparison | UnknownName) -> str:
    return " ".join(filter(None, (shorten(one.sheet), one.cell)))


def _of(report: PerformanceReport, reading: StatedReading) -> str:
    part = f" ({reading.part})" if reading.part else ""
    return f"{shorten(report.name_of(reading.measure_id))}{part}, {period_text(reading.period)}"


def figure_text(reading: Reading, unit: Unit | None = None) -> str:
    """Write a reading's figure with its numerator and denominator, or what stands in its place."""
    if reading.state is not ReadingState.VALUE or reading.value is None:
        return reading.state.value
    sign = "%" if unit is Unit.PERCENT else ""
    value = f"{round(reading.value, 2):,.12g}{sign}"
    if reading.numerator is None or reading.denominator is None:
        return value
    return f"{value} ({reading.numerator:,.12g} of {reading.denominator:,.12g})"


def performance_json(report: PerformanceReport) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`."""
    return {
        **file_json(report.file, report.plan),
        "as_at": report.as_at.isoformat(),
        "can_load": report.can_load,
        "changes_nothing": report.changes_nothing,
        "sentence": performance_sentence(report),
        "tables": [_table(one) for one in report.layouts],
        "new_measures": [_new_measure(new) for new in report.new_measures],
        "added": [_reading(report, one) for one in report.added],
        "restated": [
            {
                **_reading(report, one.new),
                "before": _figure(one.old),
                "before_as_at": one.old.as_at.isoformat(),
            }
            for one in report.restated
        ],
        "unchanged": report.unchanged,
        "targets": [_stated_target(target) for target in report.targets],
        "comparisons": [_comparison(one) for one in report.comparisons],
        "unknown_names": [_unknown_name(name) for name in report.unknown],
        "names": [
            {"written": one.written, "measure": report.name_of(one.measure_id) if one.measure_id else None}
            for one in report.names
        ],
        "loaded_before": (
            report.loaded_before.recorded_at.isoformat() if report.loaded_before is not None else None
        ),
        "questions": questions_json(report.questions),
        "choices": choices_as_json(report.choices),
        "issues": issues_json(report.issues),
    }


def _table(one: SheetLayout) -> dict[str, Any]:
    return {
        "sheet": one.sheet,
        "layout": one.layout,
        "first_row": one.first_row,
        "last_row": one.last_row,
        "series": one.series,
    }


def _new_measure(new: NewMeasure) -> dict[str, Any]:
    return {
        "name": new.name,
        "unit": new.definition.unit.value,
        "polarity": new.definition.polarity.value,
        "target": _target(new.target),
    }


def _stated_target(target: PlacedTarget) -> dict[str, Any]:
    return {
        "measure": target.measure,
        "part": target.stated.part,
        "holds_from": target.stated.holds_from.isoformat(),
        "value": target.stated.value,
        "tolerance": target.stated.tolerance,
        "before": target.before.value if target.before is not None else None,
        "words": target.stated.words,
        "as_written": target.written,
        "sheet": target.stated.sheet,
        "cell": target.stated.cell,
    }


def _comparison(one: PlacedComparison) -> dict[str, Any]:
    period = one.stated.period
    return {
        "measure": one.measure,
        "name": one.stated.name,
        "period_start": period.start.isoformat() if period else None,
        "period_end": period.end.isoformat() if period else None,
        "value": one.stated.value,
        "as_written": one.stated.as_written,
        "sheet": one.stated.sheet,
        "cell": one.stated.cell,
    }


def _unknown_name(name: UnknownName) -> dict[str, Any]:
    return {
        "written": name.written,
        "figures": name.figures,
        "sheet": name.sheet,
        "cell": name.cell,
        "close": [
            {"measure_id": one.measure_id, "name": one.name, "likeness": one.likeness}
            for one in name.proposals
        ],
    }


def _reading(report: PerformanceReport, reading: StatedReading) -> dict[str, Any]:
    return {
        "measure": report.name_of(reading.measure_id),
        "part_kind": reading.part_kind.value,
        "part": reading.part,
        "period_start": reading.period.start.isoformat(),
        "period_end": reading.period.end.isoformat(),
        "forecast_month": reading.period.forecast_month or None,
        **_figure(reading),
        "as_at": (reading.as_at or report.as_at).isoformat(),
        "sheet": reading.sheet,
        "cell": reading.cell,
    }


def _figure(reading: Reading) -> dict[str, Any]:
    return {
        "state": reading.state.value,
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "as_written": reading.as_written,
    }
