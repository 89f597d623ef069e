"""A sheet's table of benefits, or of returns, understood: benefits, years, and the totals it states.

Owns: putting rows into contents, profiles and readings; gross or net and numbered years; naming stated totals
that do not add up. Refuses: guessing; what is not plain is an issue that a person answers (`ToldOfBenefits`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from data_model.money.benefits.benefit_content import benefit_key
from data_model.money.benefits.benefit_profiles import (
    ProfileAmount,
    ProfileLevel,
)
from data_model.money.benefits.benefit_returns import (
    ReturnContent,
    ReturnYear,
    StatedSum,
    added_up,
    apart_text,
)
from data_model.money.benefits.benefit_told import ToldOfBenefits
from data_model.money.financial_years import FinancialYear
from loaders.files.issues import Issue
from loaders.files.raw_workbook import RawSheet
from loaders.money.amounts import is_total_label
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_contents import ReadBenefit, issue_at, read_benefit
from loaders.money.benefits.benefit_headings import (
    BenefitColumn,
    is_invested_label,
    numbered_year,
    return_label,
)
from loaders.money.benefits.benefit_rows import LineReader, LinesRead, kind_of_total
from loaders.money.benefits.benefit_tables import BenefitTable, find_benefits, find_returns

_GOOD = (ProfileAmount.GROSS, ProfileAmount.NET)


@dataclass(frozen=True, slots=True)
class ReadBenefits:
    """A sheet as understood: its benefits, its return, or both. `as_at` is None where nobody says the day.

    `sums` are the totals that it states, with their cells. `kind` is what its amounts are, `year` the one of
    amounts that name none.
    """

    sheet: str
    title: str
    as_at: date | None
    benefits: tuple[ReadBenefit, ...] = ()
    returned: ReturnContent | None = None
    return_cell: str = ""
    sums: tuple[tuple[StatedSum, str], ...] = ()
    kind: ProfileAmount | None = None
    year: FinancialYear | None = None
    issues: tuple[Issue, ...] = ()


def read_returns(sheet: RawSheet, told: ToldOfBenefits) -> ReadBenefits | None:
    """Understand a sheet's table of returns; None where it has none."""
    table = find_returns(sheet)
    if table is None:
        return None
    read = LineReader(table).lines()
    issues = list(read.issues)
    content = _returned(table, read, issues)
    sums = _sums_of_return(table, read, content, issues)
    place = sheet.place(table.heading_row, table.labels)
    return ReadBenefits(
        sheet.name,
        table.title,
        table.day or told.as_at,
        (),
        content,
        place,
        tuple(sums),
        issues=tuple(issues),
    )


def _returned(table: BenefitTable, read: LinesRead, issues: list[Issue]) -> ReturnContent:
    """Put the lines of a table of returns together by year, with the sum invested."""
    sheet = table.sheet
    by_year: dict[FinancialYear, dict[str, int]] = {one.year: {} for one in table.amounts if one.year}
    invested, source = None, ""
    for line in read.lines:
        kind = return_label(line.label)
        known = [pence for one in table.amounts if (pence := line.pence(one.column)) is not None]
        if not known and is_invested_label(line.label) and line.total is not None:
            invested, source = (
                line.total.pence,
                f"sheet “{sheet.name}”, {sheet.place(line.row, table.labels)}",
            )
            continue
        if kind is None:
            continue
        for one in table.amounts:
            pence = line.pence(one.column)
            if pence is None or one.year is None:
                continue
            if kind.value in by_year[one.year]:
                issues.append(issue_at(table, kinds.BENEFIT_TWICE, line.label, line.row, one.column))
                continue
            by_year[one.year][kind.value] = abs(pence) if kind is ProfileAmount.COST else pence
    return ReturnContent(
        tuple(ReturnYear(year, **pence) for year, pence in sorted(by_year.items()) if pence), invested, source
    )


def _sums_of_return(
    table: BenefitTable, read: LinesRead, content: ReturnContent, issues: list[Issue]
) -> list[tuple[StatedSum, str]]:
    """Hold each sum that the table states against its years."""
    sheet = table.sheet
    sums: list[tuple[StatedSum, str]] = []
    for line in read.lines:
        kind = return_label(line.label)
        if not any(line.pence(one.column) is not None for one in table.amounts):
            continue  # a sum without years, such as what is invested
        if kind is not None and line.total is not None and line.total.pence is not None and content.years:
            column = table.total.column if table.total is not None else table.labels
            place = sheet.place(line.row, column)
            pence = abs(line.total.pence) if kind is ProfileAmount.COST else line.total.pence
            stated = StatedSum(
                kind, content.years[0].year, content.years[-1].year, pence, f"sheet “{sheet.name}”, {place}"
            )
            sums.append((stated, place))
            added = added_up(content, stated)
            if added is not None and added != pence:
                issues.append(
                    Issue(kinds.BENEFITS_TOTAL_DIFFERS, apart_text(stated, added), sheet.name, place)
                )
    return sums


def read_benefits(
    sheet: RawSheet, told: ToldOfBenefits, years: tuple[FinancialYear, ...] = ()
) -> ReadBenefits | None:
    """Understand a sheet's table of benefits; None where it has none.

    `years` are those of the file's table of returns, from which a numbered year is told.
    """
    table = find_benefits(sheet)
    if table is None:
        return None
    read = LineReader(table).lines()
    issues = list(read.issues)
    day = table.day or told.as_at
    kind = _kind(table, read, told, issues)
    year = _numbered(table, read, told, years, issues)
    found: dict[str, ReadBenefit] = {}
    for line in read.lines:
        key = benefit_key(line.title)
        if key in found:
            place = table.columns[BenefitColumn.BENEFIT]
            issues.append(issue_at(table, kinds.BENEFIT_TWICE, line.title, line.row, place))
            continue
        found[key] = read_benefit(table, line, kind, year, issues)
    sums = _totals(table, read, kind, year, issues)
    return ReadBenefits(
        sheet.name,
        table.title,
        day,
        tuple(found.values()),
        sums=tuple(sums),
        kind=kind,
        year=year,
        issues=tuple(issues),
    )


def _kind(
    table: BenefitTable, read: LinesRead, told: ToldOfBenefits, issues: list[Issue]
) -> ProfileAmount | None:
    """Say what amounts are whose heading says nothing: as told, by the title, or by their total."""
    bare = [one for one in table.amounts if one.is_profile and one.kind is None]
    if not bare:
        return None
    if told.kind is not None or table.kind is not None:
        return told.kind or table.kind
    for line, above in read.totals:
        kind = kind_of_total(line.label)
        if kind in _GOOD and all(
            line.pence(one.column) == sum(each.pence(one.column) or 0 for each in read.lines[:above])
            for one in bare
        ):
            place = table.columns[BenefitColumn.BENEFIT]
            issues.append(issue_at(table, kinds.BENEFITS_KIND_TAKEN, line.label, line.row, place))
            return kind
    issues.append(Issue(kinds.BENEFITS_KIND_UNKNOWN, bare[0].heading[:120], table.sheet.name))
    return None


def _numbered(
    table: BenefitTable,
    read: LinesRead,
    told: ToldOfBenefits,
    years: tuple[FinancialYear, ...],
    issues: list[Issue],
) -> FinancialYear | None:
    """Say of which year amounts are whose heading names none: "year 8" counted from the first."""
    if all(one.year is not None for one in table.amounts):
        return None
    bare = next(one for one in table.amounts if one.year is None)
    number = numbered_year((*table.texts, bare.heading, *(line.label for line, _ in read.totals)))
    first = told.first_year or (years[0] if years and number and len(years) >= number else None)
    if number is None and told.first_year is not None:
        number = 1
    if number is None or first is None:
        issues.append(Issue(kinds.BENEFITS_YEAR_UNKNOWN, table.title[:120], table.sheet.name))
        return None
    year = first.after(number - 1)
    issues.append(Issue(kinds.BENEFITS_YEAR_TAKEN, f"year {number} is {year.text}", table.sheet.name))
    return year


def _totals(
    table: BenefitTable,
    read: LinesRead,
    kind: ProfileAmount | None,
    year: FinancialYear | None,
    issues: list[Issue],
) -> list[tuple[StatedSum, str]]:
    """Hold each stated total against its rows, and gross against net and what is added back to it."""
    sums: list[tuple[StatedSum, str]] = []
    for one in [each for each in table.amounts if each.is_profile and each.level is ProfileLevel.TARGET]:
        of_year, of_kind = one.year or year, one.kind or kind
        said: dict[ProfileAmount, int] = {}
        since = 0
        for line, above in read.totals:
            pence, named = line.pence(one.column), kind_of_total(line.label) or of_kind
            if pence is None or named is None or of_year is None:
                continue
            place = table.sheet.place(line.row, one.column)
            stated = StatedSum(
                named,
                of_year,
                of_year,
                pence,
                f"sheet “{table.sheet.name}”, {place}",
                of_benefits=named in (of_kind, ProfileAmount.COST),
            )
            every = sum(each.pence(one.column) or 0 for each in read.lines[:above])
            part = sum(each.pence(one.column) or 0 for each in read.lines[since:above])
            of_rows = part if pence == part and above > since else every
            added = of_rows if named is of_kind else _net_and_cost(named, said)
            if added is not None and added != pence:
                issues.append(
                    Issue(
                        kinds.BENEFITS_TOTAL_DIFFERS,
                        f"{line.label[:60]}: {apart_text(stated, added)}",
                        table.sheet.name,
                        place,
                    )
                )
            since = above
            said[named] = abs(pence) if named is ProfileAmount.COST else pence
            is_whole = added is None or added == every or not is_total_label(line.label)
            if is_whole:
                sums.append((replace(stated, pence=said[named]), place))
    return sums


def _net_and_cost(named: ProfileAmount, said: Mapping[ProfileAmount, int]) -> int | None:
    """Add back to the net total what it costs, which makes the gross one; None where that cannot be told."""
    if named is not ProfileAmount.GROSS or not {ProfileAmount.NET, ProfileAmount.COST} <= set(said):
        return None
    return said[ProfileAmount.NET] + said[ProfileAmount.COST]
