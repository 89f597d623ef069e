"""The register of exports: each list that can be written out, its formats and what writes them.

Owns: an export's name, what it holds, its formats, and what every file says of itself. Refuses: reading what
is to be written (commands and pages do), and documents that are no list (the board pack, the return workbook,
the plan in its own workbook). docs/development/add-an-export.md tells how an export is added.

Each writer is imported when something is written: the libraries for workbooks and calendars take longer to
import than a page takes to draw.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from data_model.board.rows import MovedAction
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.rows import ComparisonRow
from data_model.money.fund_sums import FundPosition
from data_model.money.rows import SavingRow
from data_model.money.rows_funds import FundMovementRow
from data_model.plan.rows import ActionDetail, ActionRow
from data_model.recommendations.rows import RecommendationRow

if TYPE_CHECKING:
    from data_model.plan.rows_updates import EndedEventRow
    from exports.measures.all_readings import NamedReading
    from exports.plan.calendar import CalendarEntry

Rows = TypeVar("Rows")


@dataclass(frozen=True)
class AboutFile:
    """What a file says of itself: plan, day it was asked for, filter in words, and when it was made.

    `comparisons` are what others have for the one measure that it is of.
    """

    plan_name: str
    as_at: date
    chosen: str = ""
    made_at: datetime | None = None
    comparisons: tuple[ComparisonRow, ...] = ()


@dataclass(frozen=True)
class Export(Generic[Rows]):
    """A list that can be written out.

    `name` is what the command line and the documentation call it, `holds` is a sentence, `counted` what its
    rows are called when they are counted. `writers` has a writer for each format, by the ending of the file.
    """

    name: str
    holds: str
    counted: str
    writers: Mapping[str, Callable[[Rows, AboutFile], bytes]] = field(repr=False)
    is_on_command_line: bool = False

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings of the files it can be written as; the first is the command line's own choice."""
        return tuple(self.writers)

    @property
    def formats_for_people(self) -> tuple[str, ...]:
        """The formats that a page offers: JSON is for programs."""
        return tuple(each for each in self.writers if each != "json")

    def write(self, form: str, rows: Rows, about: AboutFile) -> bytes:
        """Write rows as a file. `form` is one of `formats`."""
        return self.writers[form](rows, about)


def _full_json(rows: Sequence[ActionDetail], about: AboutFile) -> bytes:
    from exports.plan.full import full_json

    return full_json(rows)


def _full_csv(rows: Sequence[ActionDetail], about: AboutFile) -> bytes:
    from exports.plan.full import full_csv

    return full_csv(rows)


def _full_xlsx(rows: Sequence[ActionDetail], about: AboutFile) -> bytes:
    from exports.plan.full import full_xlsx

    return full_xlsx(rows, about.plan_name, about.as_at)


def _measures_json(rows: "Sequence[NamedReading]", about: AboutFile) -> bytes:
    from exports.measures.all_readings import measures_json

    return measures_json(rows)


def _measures_csv(rows: "Sequence[NamedReading]", about: AboutFile) -> bytes:
    from exports.measures.all_readings import measures_csv

    return measures_csv(rows)


def _measures_xlsx(rows: "Sequence[NamedReading]", about: AboutFile) -> bytes:
    from exports.measures.all_readings import measures_xlsx

    return measures_xlsx(rows, about.plan_name, about.as_at)


def _savings_json(rows: Sequence[SavingRow], about: AboutFile) -> bytes:
    from exports.money.savings import savings_json

    return savings_json(rows)


def _savings_csv(rows: Sequence[SavingRow], about: AboutFile) -> bytes:
    from exports.money.savings import savings_csv

    return savings_csv(rows)


def _savings_xlsx(rows: Sequence[SavingRow], about: AboutFile) -> bytes:
    from exports.money.savings import savings_xlsx

    return savings_xlsx(rows, about.plan_name, about.as_at)


def _shown_csv(rows: Sequence[ActionRow], about: AboutFile) -> bytes:
    from exports.plan.actions import actions_csv

    return actions_csv(rows)


def _shown_xlsx(rows: Sequence[ActionRow], about: AboutFile) -> bytes:
    from exports.plan.actions import actions_xlsx

    return actions_xlsx(rows, about.plan_name, about.as_at, about.chosen)


def _one_measure_csv(assessment: MeasureAssessment, about: AboutFile) -> bytes:
    from exports.measures.measure_readings import measure_readings_csv

    return measure_readings_csv(assessment)


def _one_measure_xlsx(assessment: MeasureAssessment, about: AboutFile) -> bytes:
    from exports.measures.measure_readings import measure_readings_xlsx

    return measure_readings_xlsx(assessment, about.plan_name, about.as_at, about.comparisons)


def _moved_csv(rows: Sequence[MovedAction], about: AboutFile) -> bytes:
    from exports.pack.moved_actions import moved_actions_csv

    return moved_actions_csv(rows)


def _calendar(entries: "Sequence[CalendarEntry | EndedEventRow]", about: AboutFile) -> bytes:
    from exports.plan.calendar import due_calendar

    if about.made_at is None:
        raise ValueError("a calendar says when it was made")
    return due_calendar(entries, about.plan_name, about.as_at, about.made_at)


def _funds_json(rows: Sequence[FundPosition], about: AboutFile) -> bytes:
    from exports.money.funds import funds_json

    return funds_json(rows)


def _funds_csv(rows: Sequence[FundPosition], about: AboutFile) -> bytes:
    from exports.money.funds import funds_csv

    return funds_csv(rows)


def _funds_xlsx(rows: Sequence[FundPosition], about: AboutFile) -> bytes:
    from exports.money.funds import funds_xlsx

    return funds_xlsx(rows, about.plan_name, about.as_at)


def _fund_movements_json(rows: Sequence[FundMovementRow], about: AboutFile) -> bytes:
    from exports.money.funds import movements_json

    return movements_json(rows)


def _fund_movements_csv(rows: Sequence[FundMovementRow], about: AboutFile) -> bytes:
    from exports.money.funds import movements_csv

    return movements_csv(rows)


def _fund_movements_xlsx(rows: Sequence[FundMovementRow], about: AboutFile) -> bytes:
    from exports.money.funds import movements_xlsx

    return movements_xlsx(rows, about.plan_name, about.as_at)


def _tracker_json(rows: Sequence[RecommendationRow], about: AboutFile) -> bytes:
    from exports.recommendations.tracker import tracker_json

    return tracker_json(rows)


def _tracker_csv(rows: Sequence[RecommendationRow], about: AboutFile) -> bytes:
    from exports.recommendations.tracker import tracker_csv

    return tracker_csv(rows)


def _tracker_xlsx(rows: Sequence[RecommendationRow], about: AboutFile) -> bytes:
    from exports.recommendations.tracker import tracker_xlsx

    return tracker_xlsx(rows, about.plan_name, about.as_at, about.chosen)


ACTIONS = Export[Sequence[ActionDetail]](
    "actions",
    "Every action of the plan with all that is known of it.",
    "actions",
    {"json": _full_json, "csv": _full_csv, "xlsx": _full_xlsx},
    is_on_command_line=True,
)
MEASURES = Export["Sequence[NamedReading]"](
    "measures",
    "Every reading of the plan’s measures.",
    "readings",
    {"json": _measures_json, "csv": _measures_csv, "xlsx": _measures_xlsx},
    is_on_command_line=True,
)
FUNDS = Export[Sequence[FundPosition]](
    "funds",
    "Every line of the plan’s funds with what became of it.",
    "funds",
    {"json": _funds_json, "csv": _funds_csv, "xlsx": _funds_xlsx},
    is_on_command_line=True,
)
FUND_MOVEMENTS = Export[Sequence[FundMovementRow]](
    "fund-movements",
    "Every movement of the plan’s funds.",
    "movements",
    {"json": _fund_movements_json, "csv": _fund_movements_csv, "xlsx": _fund_movements_xlsx},
    is_on_command_line=True,
)
RECOMMENDATIONS = Export[Sequence[RecommendationRow]](
    "recommendations",
    "The recommendations as a tracker that loads again.",
    "recommendations",
    {"json": _tracker_json, "csv": _tracker_csv, "xlsx": _tracker_xlsx},
    is_on_command_line=True,
)
SAVINGS = Export[Sequence[SavingRow]](
    "savings",
    "Every saving of the plan with its amounts, a row for each year.",
    "savings",
    {"json": _savings_json, "csv": _savings_csv, "xlsx": _savings_xlsx},
    is_on_command_line=True,
)
ACTIONS_SHOWN = Export[Sequence[ActionRow]](
    "actions-shown",
    "The actions that *Actions* shows, as they were filtered and sorted.",
    "actions",
    {"csv": _shown_csv, "xlsx": _shown_xlsx},
)
ONE_MEASURE = Export[MeasureAssessment](
    "one-measure",
    "Each period of one measure with its limits, its target and what was read.",
    "periods",
    {"csv": _one_measure_csv, "xlsx": _one_measure_xlsx},
)
MOVED_ACTIONS = Export[Sequence[MovedAction]](
    "moved-actions",
    "The actions of one list of *What changed*, or of a meeting.",
    "actions",
    {"csv": _moved_csv},
)
CALENDAR = Export["Sequence[CalendarEntry | EndedEventRow]"](
    "calendar",
    "The due dates that *Due dates* shows, or one person’s, as entries of a calendar.",
    "actions",
    {"ics": _calendar},
)

EXPORTS: dict[str, Export[Any]] = {
    each.name: each
    for each in (
        *(ACTIONS, MEASURES, FUNDS, FUND_MOVEMENTS, SAVINGS, RECOMMENDATIONS),
        *(ACTIONS_SHOWN, ONE_MEASURE, MOVED_ACTIONS, CALENDAR),
    )
}
ON_COMMAND_LINE: dict[str, Export[Any]] = {
    name: each for name, each in EXPORTS.items() if each.is_on_command_line
}


def write_export(rows: Any, name: str, form: str, about: AboutFile) -> bytes:
    """Write rows as an export of this name, by which another process can be asked for it."""
    return EXPORTS[name].write(form, rows, about)
