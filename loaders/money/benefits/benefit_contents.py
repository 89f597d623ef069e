"""One row of a table of benefits as a benefit: content, profile, volumes by year, and readings.

Owns: putting a row's cells where they belong. Refuses: which rows are benefits (`benefit_rows`), and looking
measures and actions up (`benefit_compare`).
"""

from dataclasses import dataclass
from typing import Any

from data_model.money.amounts import exact_amount
from data_model.money.benefits.benefit_content import BenefitContent, BenefitKind, Volume, plain_number
from data_model.money.benefits.benefit_profiles import (
    Profile,
    ProfileAmount,
    ProfileLevel,
    ProfileOf,
    VolumeOf,
    contradictions,
    profile_of,
)
from data_model.money.benefits.rows_benefits import BenefitReadingKind, StatedBenefitReading
from data_model.money.financial_years import FinancialYear
from data_model.shared.days.date_parser import DateSpan, Precision, read_day, tidy_text
from loaders.files.issues import Issue, IssueType
from loaders.money.amounts import read_amount, unit_named
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_headings import (
    BenefitAmountColumn,
    BenefitColumn,
    kind_of_benefit,
)
from loaders.money.benefits.benefit_rows import BenefitLine
from loaders.money.benefits.benefit_tables import BenefitTable
from loaders.money.benefits.benefit_volumes import ReadVolume, read_volumes


@dataclass(frozen=True, slots=True)
class ReadBenefit:
    """A benefit of a file. `measures` and `actions` are names and refs as written, not looked up yet."""

    content: BenefitContent
    profile: Profile
    cell: str
    readings: tuple[StatedBenefitReading, ...] = ()
    measures: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    reason: str = ""
    approved_by: str = ""


def read_benefit(
    table: BenefitTable,
    line: BenefitLine,
    kind: ProfileAmount | None,
    year: FinancialYear | None,
    issues: list[Issue],
) -> ReadBenefit:
    """Make the benefit of a row. `kind` and `year` are those of amounts whose heading says none."""
    place = table.columns[BenefitColumn.BENEFIT]
    described = [line.texts.get(BenefitColumn.DESCRIPTION, "")]
    volumes: list[ReadVolume] = []
    words = line.texts.get(BenefitColumn.VOLUME, "")
    if words:
        volumes = _volumes(table, line, words, table.columns[BenefitColumn.VOLUME], issues)
    for one in [each for each in table.amounts if not each.is_volume]:
        said = line.amounts[one.column].words
        described += [said] if said else []
        if said and not volumes:
            volumes = _volumes(table, line, said, one.column, issues)
    profile, readings = _by_year(table, line, volumes, kind, year, issues)
    for of_year, level, net, worked in contradictions(profile):
        of_net = f"{exact_amount(net)}, not {exact_amount(worked)}"
        seen = f"{line.title[:60]}, {level.value} {of_year.text}: {of_net}"
        issues.append(issue_at(table, kinds.BENEFIT_NET_DIFFERS, seen, line.row, place))
    content = _content(table, line, "\n".join(text for text in described if text), volumes, issues)
    return ReadBenefit(
        content,
        profile,
        table.sheet.place(line.row, place),
        _allowed(table, line, content, readings, issues),
        _parted(line.texts.get(BenefitColumn.MEASURE, ""), ";\n"),
        _parted(line.texts.get(BenefitColumn.ACTIONS, ""), ",;\n"),
        " ".join(line.texts.get(BenefitColumn.REASON, "").split()),
        " ".join(line.texts.get(BenefitColumn.APPROVED, "").split()),
    )


def _by_year(
    table: BenefitTable,
    line: BenefitLine,
    volumes: list[ReadVolume],
    kind: ProfileAmount | None,
    year: FinancialYear | None,
    issues: list[Issue],
) -> tuple[Profile, list[StatedBenefitReading]]:
    """Put a row's amounts into a profile and readings, each in its year."""
    amounts: dict[ProfileOf, int] = {}
    profiled: dict[VolumeOf, str] = {}
    readings: list[StatedBenefitReading] = []
    for one in table.amounts:
        held, of_year = line.amounts[one.column], one.year or year
        if of_year is None:
            continue
        if one.is_volume:
            _profile_volume(table, line, one, of_year, profiled, issues)
        elif held.amount.pence is None:
            continue
        elif one.reading is not None:
            readings.append(StatedBenefitReading(of_year.first, one.reading, held.amount.pence))
        elif (of := one.kind or kind) is not None:
            cost = of is ProfileAmount.COST
            amounts[ProfileOf(of_year, one.level, of)] = abs(held.amount.pence) if cost else held.amount.pence
    # A volume whose cell names no year is that of the last year of the target.
    targets = [of.year for of in amounts if of.level is ProfileLevel.TARGET]
    for number, volume in enumerate(volumes):
        of_last = VolumeOf(max(targets), ProfileLevel.TARGET, number) if targets else None
        if of_last is not None and of_last not in profiled and volume.number:
            profiled[of_last] = volume.number
    return profile_of(amounts, profiled), readings


def _volumes(
    table: BenefitTable, line: BenefitLine, words: str, column: int, issues: list[Issue]
) -> list[ReadVolume]:
    """Read the volumes of a cell; words without any digit are one volume whose numbers stand by year."""
    found = read_volumes(" ".join(words.split()))
    if len(found) > 1:
        seen = "; ".join(f"{one.number} {one.words}" for one in found)[:160]
        issues.append(issue_at(table, kinds.BENEFIT_VOLUMES_TWO, seen, line.row, column))
    if found:
        return found
    if any(sign.isdigit() for sign in words):
        issues.append(issue_at(table, kinds.BENEFIT_VOLUME_UNREAD, words[:120], line.row, column))
        return []
    has_own = BenefitColumn.VOLUME in table.columns and column == table.columns[BenefitColumn.VOLUME]
    return [ReadVolume("", " ".join(words.split()))] if has_own else []


def _profile_volume(
    table: BenefitTable,
    line: BenefitLine,
    one: BenefitAmountColumn,
    year: FinancialYear,
    profiled: dict[VolumeOf, str],
    issues: list[Issue],
) -> None:
    written = line.amounts[one.column].words
    if written.casefold() in ("", "-", "n/a", "tbc", "na"):
        return
    try:
        profiled[VolumeOf(year, one.level)] = plain_number(written)
    except ValueError:
        issues.append(issue_at(table, kinds.BENEFIT_VOLUME_UNREAD, written[:120], line.row, one.column))


def _content(
    table: BenefitTable, line: BenefitLine, described: str, volumes: list[ReadVolume], issues: list[Issue]
) -> BenefitContent:
    def text(meant: BenefitColumn) -> str:
        return " ".join(line.texts.get(meant, "").split())

    def say(kind: IssueType, meant: BenefitColumn) -> None:
        seen = f"{line.title[:60]}: {text(meant)[:60]}"
        issues.append(issue_at(table, kind, seen, line.row, table.columns[meant]))

    kind = kind_of_benefit(text(BenefitColumn.KIND)) if text(BenefitColumn.KIND) else BenefitKind.NOT_SAID
    if kind is None:
        say(kinds.BENEFIT_KIND_UNKNOWN, BenefitColumn.KIND)
    about: dict[str, Any] = {}
    try:
        about["baseline"] = plain_number(text(BenefitColumn.BASELINE))
    except ValueError:
        say(kinds.BENEFIT_BASELINE_UNCLEAR, BenefitColumn.BASELINE)
    if text(BenefitColumn.BASELINE_DAY):
        day = read_day(tidy_text(text(BenefitColumn.BASELINE_DAY)))
        if isinstance(day, DateSpan) and day.precision is Precision.DAY:
            about["baseline_day"] = day.last
        else:
            say(kinds.BENEFIT_BASELINE_UNCLEAR, BenefitColumn.BASELINE_DAY)
    if BenefitColumn.UNIT_VALUE in table.columns:
        column = table.columns[BenefitColumn.UNIT_VALUE]
        heading = table.grid.text(table.heading_row, column)
        read = read_amount(table.grid.own(line.row, column), unit_named(heading))
        about["unit_pence"], about["unit_source"] = read.pence, text(BenefitColumn.UNIT_SOURCE)
        if read.why is not None:
            say(read.why, BenefitColumn.UNIT_VALUE)
    made = [Volume(one.words, **about) for one in volumes]
    if len(made) > 1:  # a baseline and a unit value of one row are of its first volume
        made[1:] = [Volume(one.words) for one in volumes[1:]]
    return BenefitContent(
        title=line.title,
        ref=text(BenefitColumn.REF),
        kind=kind or BenefitKind.NOT_SAID,
        description=described,
        service=text(BenefitColumn.SERVICE),
        owner=text(BenefitColumn.OWNER),
        volumes=tuple(made),
    )


def _allowed(
    table: BenefitTable,
    line: BenefitLine,
    content: BenefitContent,
    readings: list[StatedBenefitReading],
    issues: list[Issue],
) -> tuple[StatedBenefitReading, ...]:
    """Leave out what is banked for a benefit of which nothing can be; it is named."""
    if content.kind is not BenefitKind.NON_CASHABLE:
        return tuple(readings)
    place = table.columns[BenefitColumn.BENEFIT]
    if any(one.kind is BenefitReadingKind.BANKED for one in readings):
        issues.append(issue_at(table, kinds.BENEFIT_NOT_BANKED, line.title[:80], line.row, place))
    return tuple(one for one in readings if one.kind is not BenefitReadingKind.BANKED)


def _parted(text: str, signs: str) -> tuple[str, ...]:
    for sign in signs:
        text = text.replace(sign, "\n")
    return tuple(filter(None, (" ".join(part.split()) for part in text.split("\n"))))


def issue_at(table: BenefitTable, kind: IssueType, seen: str, row: int, column: int) -> Issue:
    """Name what was found in a row, with its cell."""
    return Issue(kind, seen[:160], table.sheet.name, table.sheet.place(row, column))
