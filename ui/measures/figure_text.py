"""A measure's figures in words: latest, target, change, and where a figure comes from.

Owns: these words, in plain text that is escaped where it is shown. Refuses: the figures and the rules.
"""

from data_model.measures.measure_assessment import MeasureAssessment, period_text, value_text
from data_model.measures.measure_text import PERIOD_NOUNS, during
from data_model.measures.measure_vocabulary import Frequency, Polarity, ReadingState, Unit
from data_model.measures.rows import EarlierReading, ReadingRow, TargetRow
from data_model.measures.stated_measures import NewTarget
from ui.shell.dates import short_day

_GROUPING = str.maketrans({",": None, "\xa0": None, " ": None, "−": "-"})
_SIDE = {Polarity.HIGHER: "at least ", Polarity.LOWER: "at most ", Polarity.INFO: ""}


def latest_words(assessment: MeasureAssessment) -> tuple[str, str]:
    """Return the latest figure and its period; "no figure yet" and nothing where there is none."""
    latest, definition = assessment.latest, assessment.series.measure.definition
    if latest is None:
        return "No figure yet", ""
    figure = value_text(latest.value, definition.unit, latest.state)
    return figure, period_text(latest.period, definition.frequency)


def latest_phrase(assessment: MeasureAssessment) -> tuple[str, str]:
    """Return the latest figure and when it was read: "29", "in the week from 9 November 2026"."""
    figure, period = latest_words(assessment)
    if assessment.latest is None:
        return figure, period
    return figure, during(assessment.latest.period, assessment.series.measure.definition.frequency)


def target_text(target: TargetRow | NewTarget | None, unit: Unit, polarity: Polarity) -> str:
    """Say a target with its side: "at least 95%"; nothing where there is none."""
    if target is None or target.value is None:
        return ""
    return f"{_SIDE[polarity]}{value_text(target.value, unit)}"


def met_text(assessment: MeasureAssessment) -> str:
    """Say the target in force and whether the latest figure meets it, with a symbol before the word."""
    definition = assessment.series.measure.definition
    target = target_text(assessment.target, definition.unit, definition.polarity)
    if not target:
        return "No target"
    if assessment.is_met is None:
        return f"Target {target}"
    if assessment.is_met:
        return f"Target {target}: ✓ met"
    return f"Target {target}: ✕ not met{', but near' if _is_near(assessment) else ''}"


def change_words(assessment: MeasureAssessment) -> list[str]:
    """Say the change since the period before and since a year before: "↓ 12 in a month".

    A change that is not known is not said.
    """
    definition = assessment.series.measure.definition
    step = PERIOD_NOUNS[definition.frequency]
    changes = [(assessment.since_month, f"in a {step}"), (assessment.since_year, "in a year")]
    if definition.frequency is Frequency.YEAR:
        changes = changes[1:]
    return [f"{_change(by, definition.unit)} {since}" for by, since in changes if by is not None]


def _change(by: float, unit: Unit) -> str:
    if abs(by) < 0.05 if unit is Unit.PERCENT else by == 0:
        return "no change"
    if unit is Unit.PERCENT:
        points = f"{abs(by):,.1f}".removesuffix(".0")
        size = f"{points} point" if points == "1" else f"{points} points"
    else:
        size = value_text(abs(by), unit)
    return f"{'↑' if by > 0 else '↓'} {size}"


def _is_near(assessment: MeasureAssessment) -> bool:
    latest, target = assessment.latest, assessment.target
    if latest is None or latest.value is None or target is None or target.value is None:
        return False
    return target.tolerance is not None and abs(latest.value - target.value) <= target.tolerance


def source_text(reading: ReadingRow | EarlierReading, *, with_cell: bool = True) -> str:
    """Say where a figure comes from: file, sheet and cell, or by whose hand, and as at which day."""
    place = " ".join(filter(None, (reading.sheet, reading.cell))) if with_cell else ""
    by_hand = f"entered by hand by {reading.recorded_by}"
    source = ", ".join(filter(None, (reading.file_name, place))) or by_hand
    return f"{source}, as at {short_day(reading.as_at)}"


def figure_text(reading: ReadingRow | EarlierReading, unit: Unit) -> str:
    """Say a figure, a percentage with what it is a share of: "95.3% (182 of 191)"."""
    said = value_text(reading.value, unit, reading.state)
    if (
        reading.state is ReadingState.VALUE
        and reading.numerator is not None
        and reading.denominator is not None
    ):
        said += f" ({_number(reading.numerator)} of {_number(reading.denominator)})"
    return said


def written_text(reading: ReadingRow | EarlierReading, unit: Unit) -> str:
    """Say how the source wrote a figure, ", written “0.953”"; nothing where it wrote it as it is said."""
    figure = value_text(reading.value, unit, reading.state)
    said = (figure_text(reading, unit), figure, figure.split()[0])
    if _bare(reading.as_written) in ("", *map(_bare, said)):
        return ""
    return f", written “{reading.as_written}”"


def _bare(figure: str) -> str:
    return figure.translate(_GROUPING).removesuffix("%")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
