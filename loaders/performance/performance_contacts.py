"""The figures that a list of single contacts makes, taken like those of any sheet.

Owns: finding out whether a file is such a list, and turning its counts and shares into readings of the plan's
measures. Refuses: anything about one contact; only counts come out of `contact_list`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from data_model.measures.measure_vocabulary import PartKind, ReadingState, Unit, period_of
from data_model.measures.queries.performance_settings import get_settings, list_tiers
from data_model.measures.rows import PerformanceSettings, TierRow
from data_model.measures.stated_measures import StatedReading
from data_model.shared.sentence_text import counted, long_month
from loaders.contacts.contact_figures import ContactReading
from loaders.contacts.contact_list import ContactFile, ContactMeasures, compute_contacts, read_contacts
from loaders.files.issues import Issue, IssueType
from loaders.files.raw_workbook import RawWorkbook
from loaders.performance import performance_issues as kinds
from loaders.performance.measure_names import Meant, NameBook, UnknownName

CONTACT_LAYOUT = "list of contacts: one row for each contact"


@dataclass(frozen=True, slots=True)
class ContactFigures:
    """What a list of contacts gives: its readings, the names that wait for an answer, and what to look at."""

    readings: tuple[StatedReading, ...] = ()
    unknown: tuple[UnknownName, ...] = ()
    issues: tuple[Issue, ...] = ()
    answered: tuple[tuple[str, Meant], ...] = ()
    contacts: int = 0
    asked: tuple[UnknownName, ...] = ()

    @property
    def series(self) -> int:
        """How many measures and parts of measures have figures."""
        return len({(one.measure_id, one.part_kind, one.part) for one in self.readings})

    @property
    def told(self) -> str:
        """What was read, in words: contacts that counted, figures, measures, and the months they are of."""
        said = counted(self.contacts, "contact")
        if not self.readings:
            return f"{said}, no figure"
        measures = len({one.measure_id for one in self.readings})
        first = min(one.period.start for one in self.readings)
        last = max(one.period.end for one in self.readings)
        months = f"of {long_month(first)}"
        if (first.year, first.month) != (last.year, last.month):
            months = f"months from {long_month(first)} to {long_month(last)}"
        figures = counted(len(self.readings), "figure")
        return f"{said}, {figures} of {counted(measures, 'measure')}, {months}"


def find_contacts(source: bytes | RawWorkbook, file_name: str) -> ContactFile | None:
    """Look whether a file is a list of contacts; None when it is not."""
    found = read_contacts(source, file_name)
    return found if found.columns is not None else None


def without_contacts(workbook: RawWorkbook, contacts: ContactFile) -> RawWorkbook:
    """Leave the lists of contacts out of a workbook, so that no report can quote them."""
    listed = {table.sheet for table in contacts.tables}
    kept = tuple(sheet for sheet in workbook.sheets if sheet.name not in listed)
    return RawWorkbook(workbook.file_name, kept, workbook.encoding)


def read_contact_figures(
    session: Session | None, plan_id: int | None, contacts: ContactFile, book: NameBook, as_at: date
) -> ContactFigures:
    """Compute the measures of a list of contacts with the plan's settings and tiers, true as at a day."""
    settings = PerformanceSettings()
    tiers: Sequence[TierRow] = ()
    if session is not None and plan_id is not None:
        settings, tiers = get_settings(session, plan_id), _all_tiers(session, plan_id, as_at)
    computed = compute_contacts(contacts, as_at, settings, tiers)
    if computed.problem is not None:
        return ContactFigures(issues=computed.issues or (computed.problem,))
    said = [_summary(contacts, computed)]
    sheet = contacts.tables[0].sheet if contacts.tables else contacts.name
    readings: list[StatedReading] = []
    waiting: dict[str, int] = {}
    asked: dict[str, int] = {}
    answered: dict[str, Meant] = {}
    misfits: dict[str, tuple[IssueType, str]] = {}
    for one in computed.readings:
        meant = book.find(one.measure)
        if one.measure in book.answers and meant is not None:
            answered[one.measure] = meant
        if meant is None or one.measure in answered:
            asked[one.measure] = asked.get(one.measure, 0) + 1
        if meant is None:
            waiting[one.measure] = asked[one.measure]
        elif meant.measure_id is not None:
            misfit = _misfit(one, meant.measure_id, book)
            if misfit is None:
                readings.append(_reading(one, meant.measure_id, book, sheet))
            else:
                misfits.setdefault(one.measure, misfit)
        else:
            misfits.setdefault(one.measure, (kinds.MEASURE_LEFT_OUT, one.measure))
    named = tuple(UnknownName(name, count, sheet, "", book.proposals(name)) for name, count in asked.items())
    unknown = tuple(name for name in named if name.written in waiting)
    said += [Issue(kind, seen, sheet) for kind, seen in misfits.values()]
    said += [
        Issue(kinds.MEASURE_UNKNOWN, f"“{name.written}”, {name.figures:,} figures", sheet) for name in unknown
    ]
    return ContactFigures(
        tuple(readings), unknown, (*said, *computed.issues), tuple(answered.items()), computed.used, named
    )


def _summary(contacts: ContactFile, computed: ContactMeasures) -> Issue:
    seen = f"{computed.rows:,} rows, {computed.used:,} of them counted"
    sheet = contacts.tables[0].sheet if contacts.tables else ""
    return Issue(kinds.CONTACT_LIST_READ, seen, sheet)


def _misfit(one: ContactReading, measure_id: int, book: NameBook) -> tuple[IssueType, str] | None:
    told = book.described[measure_id]
    if told.retired:
        return kinds.MEASURE_RETIRED, told.name
    rule = told.definition
    if period_of(one.period.start, rule.frequency) != one.period:
        return kinds.PERIOD_DOES_NOT_FIT, f"{told.name}: months; it is read by the {rule.frequency.value}"
    is_share = one.numerator is not None
    if is_share != (rule.unit is Unit.PERCENT):
        return kinds.FIGURE_OTHER_UNIT, f"{told.name} is in {rule.unit.value.replace('_', ' ')}"
    return None


def _reading(one: ContactReading, measure_id: int, book: NameBook, sheet: str) -> StatedReading:
    written = f"{one.value:.12g}"
    if one.numerator is not None and one.denominator is not None:
        written = f"{one.numerator:.12g} of {one.denominator:.12g}"
    part = one.part
    if one.part_kind is PartKind.TIER:
        kind, known = book.part_of(part)
        part = known if kind is PartKind.TIER else part
    return StatedReading(
        measure_id,
        one.part_kind,
        part,
        one.period,
        ReadingState.VALUE,
        float(one.value),
        one.numerator,
        one.denominator,
        written,
        sheet,
    )


def _all_tiers(session: Session, plan_id: int, as_at: date) -> Sequence[TierRow]:
    """Gather the limits that held up to a day, so that a contact is judged by the one of its own day."""
    found: dict[tuple[str, date], TierRow] = {}
    day = as_at
    while True:
        rows = [row for row in list_tiers(session, plan_id, day) if (row.name, row.holds_from) not in found]
        if not rows:
            return list(found.values())
        found |= {(row.name, row.holds_from): row for row in rows}
        day = max(row.holds_from for row in rows) - timedelta(days=1)
