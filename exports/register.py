"""The register of exports: each list that can be written out, its formats and what writes them.

Owns: an export's name, what it holds, its formats, and what every file says of itself. Refuses: reading what
is to be written (commands and pages do), and documents that are no list (the board pack, the return workbook,
the plan in its own workbook). docs/development/add-an-export.md tells how an export is added.

A writer's module is imported when something is written: the libraries for workbooks and calendars take longer
to import than a page takes to draw.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from data_model.board.rows import MovedAction
from data_model.inspections.rows import VisitFinding
from data_model.measures.measure_assessment import MeasureAssessment
from data_model.measures.rows import ComparisonRow
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.for_boards.plan_money import PlanMoney
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.rows_funds import FundMovementRow
from data_model.money.savings.rows_savings import SavingRow
from data_model.plan.rows import ActionDetail, ActionRow
from data_model.published.rows import PublishedComparison, StandingRow
from data_model.recommendations.rows import RecommendationRow

if TYPE_CHECKING:
    from data_model.plan.rows_updates import EndedEventRow
    from exports.measures.all_readings import NamedReading
    from exports.plan.calendar import CalendarEntry

Rows = TypeVar("Rows")


@dataclass(frozen=True)
class AboutFile:
    """What a file says of itself: plan, day it was asked for, filter in words, and when it was made.

    `comparisons` are what others have for the one measure that it is of; `money` is that of the plan.
    """

    plan_name: str
    as_at: date
    chosen: str = ""
    made_at: datetime | None = None
    comparisons: tuple[ComparisonRow, ...] = ()
    money: PlanMoney | None = None

    @property
    def moment(self) -> datetime:
        """When the file was made. Raises ValueError where nobody said."""
        if self.made_at is None:
            raise ValueError("this file says when it was made")
        return self.made_at


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


def _written_by(module: str, function: str, *told: str) -> Callable[[Any, AboutFile], bytes]:
    """Return a writer that imports its module when something is written.

    The function takes the rows, and then what `told` names of `AboutFile`.
    """

    def write(rows: Any, about: AboutFile) -> bytes:
        of_file = (getattr(about, name) for name in told)
        written: bytes = getattr(import_module(module), function)(rows, *of_file)
        return written

    return write


def _written_in(
    forms: Sequence[str], module: str, name: str, told: Sequence[str]
) -> dict[str, Callable[[Any, AboutFile], bytes]]:
    """Return the writers of a module, whose functions are called `<name>_<format>`.

    Workbooks are told plan and day, and what `told` names.
    """
    of_workbook = ("plan_name", "as_at", *told)
    return {
        form: _written_by(module, f"{name}_{form}", *(of_workbook if form == "xlsx" else ()))
        for form in forms
    }


def _listed(name: str, holds: str, counted: str, module: str, functions: str, *told: str) -> Export[Any]:
    """Return a list that the command line writes, and a page too, as .json, .csv and .xlsx."""
    writers = _written_in(("json", "csv", "xlsx"), module, functions, told)
    return Export(name, holds, counted, writers, is_on_command_line=True)


def _shown(name: str, holds: str, counted: str, module: str, functions: str, *told: str) -> Export[Any]:
    """Return a list that a page alone writes, as .csv and .xlsx."""
    return Export(name, holds, counted, _written_in(("csv", "xlsx"), module, functions, told))


ACTIONS = Export[Sequence[ActionDetail]](
    "actions",
    "Every action of the plan with all that is known of it.",
    "actions",
    {
        "json": _written_by("exports.plan.full", "full_json", "money"),
        "csv": _written_by("exports.plan.full", "full_csv", "money"),
        "xlsx": _written_by("exports.plan.full", "full_xlsx", "plan_name", "as_at", "money"),
    },
    is_on_command_line=True,
)
MEASURES: "Export[Sequence[NamedReading]]" = _listed(
    "measures",
    "Every reading of the plan’s measures.",
    "readings",
    "exports.measures.all_readings",
    "measures",
)
FUNDS: Export[Sequence[FundPosition]] = _listed(
    "funds",
    "Every line of the plan’s funds with what became of it.",
    "funds",
    "exports.money.funds",
    "funds",
)
FUND_MOVEMENTS: Export[Sequence[FundMovementRow]] = _listed(
    "fund-movements",
    "Every movement of the plan’s funds.",
    "movements",
    "exports.money.funds",
    "movements",
)
RECOMMENDATIONS: Export[Sequence[RecommendationRow]] = _listed(
    "recommendations",
    "The recommendations as a tracker that loads again.",
    "recommendations",
    "exports.recommendations.tracker",
    "tracker",
    "chosen",
)
FINDINGS: Export[Sequence[VisitFinding]] = _listed(
    "findings",
    "What inspectors found, with the areas and actions that it is about.",
    "findings",
    "exports.inspections.findings",
    "findings",
)
SAVINGS: Export[Sequence[SavingRow]] = _listed(
    "savings",
    "Every saving of the plan with its amounts, a row for each year.",
    "savings",
    "exports.money.savings",
    "savings",
)
BENEFITS: Export[Sequence[BenefitRow]] = _listed(
    "benefits",
    "Every benefit of the plan with its profile, realised and banked, a row for each year.",
    "benefits",
    "exports.money.benefits",
    "benefits",
)
COMPARISONS: Export[Sequence[StandingRow]] = _listed(
    "comparisons",
    "Where the council stands in what is published of each measure: England, region, neighbours and rank.",
    "comparisons",
    "exports.measures.comparisons",
    "comparisons",
)
ACTIONS_SHOWN: Export[Sequence[ActionRow]] = _shown(
    "actions-shown",
    "The actions that *Actions* shows, as they were filtered and sorted.",
    "actions",
    "exports.plan.actions",
    "actions",
    "chosen",
)
ONE_MEASURE: Export[MeasureAssessment] = _shown(
    "one-measure",
    "Each period of one measure with its limits, its target and what was read.",
    "periods",
    "exports.measures.measure_readings",
    "measure_readings",
    "comparisons",
)
PUBLISHED: Export[PublishedComparison] = _shown(
    "published-figures",
    "The published figures that one measure compares with, of every year and place.",
    "figures",
    "exports.measures.published_figures",
    "published_figures",
)
MOVED_ACTIONS = Export[Sequence[MovedAction]](
    "moved-actions",
    "The actions of one list of *What changed*, or of a meeting.",
    "actions",
    {"csv": _written_by("exports.pack.moved_actions", "moved_actions_csv")},
)
CALENDAR: "Export[Sequence[CalendarEntry | EndedEventRow]]" = Export(
    "calendar",
    "The due dates that *Due dates* shows, or one person’s, as entries of a calendar.",
    "actions",
    {"ics": _written_by("exports.plan.calendar", "due_calendar", "plan_name", "as_at", "moment")},
)

EXPORTS: dict[str, Export[Any]] = {
    each.name: each
    for each in (
        *(ACTIONS, MEASURES, FUNDS, FUND_MOVEMENTS, SAVINGS, BENEFITS, RECOMMENDATIONS),
        *(FINDINGS, COMPARISONS),
        *(ACTIONS_SHOWN, ONE_MEASURE, PUBLISHED, MOVED_ACTIONS, CALENDAR),
    )
}
ON_COMMAND_LINE: dict[str, Export[Any]] = {
    name: each for name, each in EXPORTS.items() if each.is_on_command_line
}


def write_export(rows: Any, name: str, form: str, about: AboutFile) -> bytes:
    """Write rows as an export of this name, by which another process can be asked for it."""
    return EXPORTS[name].write(form, rows, about)
