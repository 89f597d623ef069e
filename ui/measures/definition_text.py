"""What a measure is, in words: units, polarities, clocks and frequencies.

Owns: those words, as plain text. Refuses: Markdown; whoever draws them escapes them. Figures and targets
are worded in `figure_text`.
"""

from data_model.measures.measure_vocabulary import Clock, Frequency, PartKind, Polarity, Unit
from data_model.measures.rows import MeasureRow
from data_model.shared.sentence_text import counted
from ui.measures.figure_text import target_text

UNIT_NAMES = {
    Unit.COUNT: "A number of cases or things",
    Unit.PERCENT: "A percentage",
    Unit.DAYS: "Days",
    Unit.WORKING_DAYS: "Working days",
    Unit.HOURS: "Hours",
    Unit.RATIO: "One thing for each of another",
    Unit.AVERAGE: "An average number over the period",
    Unit.WEEKS: "Weeks",
    Unit.PER_10000: "A rate per 10,000 children",
    Unit.POUNDS: "Pounds",
    Unit.POUNDS_A_WEEK: "Pounds a week",
}
POLARITY_NAMES = {
    Polarity.HIGHER: "Higher is better",
    Polarity.LOWER: "Lower is better",
    Polarity.INFO: "For information: neither is better",
}
CLOCK_NAMES = {
    Clock.NONE: "No clock",
    Clock.ELAPSED: "Elapsed hours",
    Clock.WORKING_DAYS: "Working days",
    Clock.SERVICE_HOURS: "Service hours",
}
FREQUENCY_NAMES = {
    Frequency.DAY: "Every day",
    Frequency.WEEK: "Every week (from Monday)",
    Frequency.MONTH: "Every month",
    Frequency.QUARTER: "Every quarter",
    Frequency.YEAR: "Every financial year",
}
_SHORT_UNIT = {
    Unit.COUNT: "number",
    Unit.PERCENT: "percentage",
    Unit.DAYS: "days",
    Unit.WORKING_DAYS: "working days",
    Unit.HOURS: "hours",
    Unit.RATIO: "ratio",
    Unit.AVERAGE: "average number",
    Unit.WEEKS: "weeks",
    Unit.PER_10000: "per 10,000",
    Unit.POUNDS: "pounds",
    Unit.POUNDS_A_WEEK: "pounds a week",
}


def measure_line(row: MeasureRow) -> str:
    """Say in one line what a measure counts, which way is better, its target and what it is tied to."""
    definition = row.definition
    target = target_text(row.target, definition.unit, definition.polarity)
    said = (
        _SHORT_UNIT[definition.unit],
        POLARITY_NAMES[definition.polarity].partition(":")[0].lower(),
        FREQUENCY_NAMES[definition.frequency].partition(" (")[0].lower(),
        f"target {target}" if target else "no target",
        f"area {row.area}" if row.area else "",
        counted(row.links, "linked action") if row.links else "",
    )
    return " · ".join(filter(None, said))


def part_name(kind: PartKind, part: str) -> str:
    """Name a part of a measure: "tier Red"; the whole of it in words of its own."""
    return "the whole measure" if kind is PartKind.WHOLE else f"{kind.value} {part}"
