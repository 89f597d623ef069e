"""A sheet's table of savings understood: its savings as content, its day, kind and sign, and its totals.

Owns: putting rows into contents, choosing the sign, and naming stated totals that amounts do not add up to.
Refuses: guessing any of the three; what is not plain is an issue that a person answers (`ToldOfSavings`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from data_model.money.amounts import StatedTotal, held_against
from data_model.money.funds.fund_vocabulary import split_ids
from data_model.money.savings.saving_content import (
    AmountOf,
    SavingAmount,
    SavingContent,
    in_order,
    saving_key,
)
from loaders.files.issues import Issue, has_error
from loaders.files.raw_workbook import RawSheet
from loaders.money import money_issues as kinds
from loaders.money.amounts import AmountKind, ReadAmount
from loaders.money.savings.savings_headings import SavingColumn
from loaders.money.savings.savings_rows import RowReader, RowsRead, SavingsRow
from loaders.money.savings.savings_tables import SavingsTable, find_tables

_SIGNLESS = frozenset({SavingAmount.PRESSURE})
_ONE_LINE = frozenset(
    {SavingColumn.REF, SavingColumn.DEPARTMENT, SavingColumn.SERVICE_AREA, SavingColumn.OWNER}
)


@dataclass(frozen=True, slots=True)
class ToldOfSavings:
    """What a person says of a file: `as_at` of its newest table, what its amounts are, which sign saves."""

    as_at: date | None = None
    kind: SavingAmount | None = None
    negative_saves: bool | None = None


@dataclass(frozen=True, slots=True)
class ReadSaving:
    """A saving of a file: its content, its row's place, and the refs of the actions that bring it."""

    content: SavingContent
    cell: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadSavings:
    """A table as understood. `as_at` and `kind` are None where nobody says them; an issue then does.

    `has_ratings` says that the table has a column for them, so that none is no rating. `negative_saves` is
    the sign that was taken, None where it is not plain.
    """

    sheet: str
    title: str
    as_at: date | None
    kind: SavingAmount | None
    negative_saves: bool | None
    savings: tuple[ReadSaving, ...]
    has_ratings: bool
    issues: tuple[Issue, ...]

    @property
    def can_load(self) -> bool:
        """Say whether nothing stands in the way of loading it."""
        return not has_error(self.issues)


def read_savings(sheet: RawSheet, told: ToldOfSavings) -> list[ReadSavings]:
    """Understand a sheet's tables of savings; those of one day and one kind are one table in parts."""
    found: list[ReadSavings] = []
    for one in (_read_table(table, told) for table in find_tables(sheet)):
        at = next(
            (n for n, each in enumerate(found) if (each.as_at, each.kind) == (one.as_at, one.kind)), None
        )
        if at is None:
            found.append(one)
        else:
            found[at] = _joined(found[at], one)
    return found


def _joined(first: ReadSavings, second: ReadSavings) -> ReadSavings:
    """Put the savings of two tables together. Which sign saves is asked where each would say otherwise."""
    held = {saving_key(one.content.title) for one in first.savings}
    twice = [one for one in second.savings if saving_key(one.content.title) in held]
    issues = [*first.issues, *second.issues]
    issues += [Issue(kinds.SAVING_TWICE, one.content.title[:80], second.sheet, one.cell) for one in twice]
    signs = {first.negative_saves, second.negative_saves} - {None}
    if len(signs) > 1:
        seen = "negative in one table of the sheet, positive in another"
        issues.append(Issue(kinds.SAVINGS_SIGNS_MIXED, seen, first.sheet))
    return replace(
        first,
        negative_saves=signs.pop() if len(signs) == 1 else None,
        savings=(*first.savings, *(one for one in second.savings if one not in twice)),
        has_ratings=first.has_ratings or second.has_ratings,
        issues=tuple(dict.fromkeys(issues)),
    )


def _read_table(table: SavingsTable, told: ToldOfSavings) -> ReadSavings:
    sheet = table.sheet
    read = RowReader(table).rows()
    issues = list(read.issues)
    kind, day = told.kind or table.kind, told.as_at or table.day
    if day is None:
        issues.append(Issue(kinds.SAVINGS_DAY_UNKNOWN, table.title[:120], sheet.name))
    if kind is None and any(one.kind is None for one in table.amounts):
        issues.append(Issue(kinds.SAVINGS_KIND_UNKNOWN, table.title[:120], sheet.name))
    sign = _sign(table, read, told, issues)
    if read.by_colour:
        issues.append(Issue(kinds.SAVING_COLOURS_READ, "", sheet.name))
    issues += _wrong_totals(table, read)
    savings = _contents(table, read, kind, -1 if sign else 1, issues)
    if not savings:
        issues.append(Issue(kinds.NO_SAVINGS, "", sheet.name))
    return ReadSavings(
        sheet.name,
        table.title,
        day,
        kind,
        sign,
        tuple(savings),
        SavingColumn.RATING in table.columns,
        tuple(issues),
    )


def _sign(table: SavingsTable, read: RowsRead, told: ToldOfSavings, issues: list[Issue]) -> bool | None:
    """Say whether negative amounts are savings; None where both signs stand there and nothing says which."""
    sheet = table.sheet.name
    if told.negative_saves is not None:
        return told.negative_saves
    signed = [one for one in table.amounts if one.kind not in _SIGNLESS]
    pence = [row.amounts[one.column].pence or 0 for row in read.savings for one in signed]
    below, above = sum(1 for one in pence if one < 0), sum(1 for one in pence if one > 0)
    if below and (table.negative_saves or not above):
        issues.append(Issue(kinds.SAVINGS_SIGN_TAKEN, f"{below:,} amounts below zero", sheet))
        return True
    if below and above:
        seen = f"{below:,} below zero, {above:,} above"
        issues.append(Issue(kinds.SAVINGS_SIGNS_MIXED, seen, sheet))
        return None
    return False


def _contents(
    table: SavingsTable, read: RowsRead, kind: SavingAmount | None, sign: int, issues: list[Issue]
) -> list[ReadSaving]:
    found: dict[str, ReadSaving] = {}
    for row in read.savings:
        place = table.sheet.place(row.row, table.columns[SavingColumn.TITLE])
        key = saving_key(row.title)
        if key in found:
            issues.append(Issue(kinds.SAVING_TWICE, row.title[:80], table.sheet.name, place))
            continue
        amounts = {}
        for one in table.amounts:
            of = one.kind or kind
            if of is not None and row.amounts[one.column].pence is not None:
                amounts[AmountOf(one.year, of)] = _signed(row.amounts[one.column], of, sign)
        actions = split_ids(row.texts.get(SavingColumn.ACTIONS, ""))
        found[key] = ReadSaving(_content(row, amounts), place, actions)
    refs: dict[str, str] = {}
    for saving in found.values():
        ref, title = saving_key(saving.content.ref), saving.content.title
        if ref and ref in refs:
            seen = f"{saving.content.ref[:20]}: {refs[ref][:50]} and {title[:50]}"
            issues.append(Issue(kinds.SAVING_REF_TWICE, seen, table.sheet.name, saving.cell))
        refs.setdefault(ref, title)
    return list(found.values())


def _signed(read: ReadAmount, of: SavingAmount, sign: int) -> int:
    assert read.pence is not None
    # A pressure is what a service costs more, however it is written.
    return abs(read.pence) if of in _SIGNLESS else sign * read.pence


def _content(row: SavingsRow, amounts: dict[AmountOf, int]) -> SavingContent:
    texts = {
        meant: " ".join(text.split()) if meant in _ONE_LINE else text for meant, text in row.texts.items()
    }
    return SavingContent(
        title=row.title,
        ref=texts.get(SavingColumn.REF, ""),
        department=texts.get(SavingColumn.DEPARTMENT, ""),
        service_area=texts.get(SavingColumn.SERVICE_AREA, ""),
        narrative=texts.get(SavingColumn.NARRATIVE, ""),
        owner=texts.get(SavingColumn.OWNER, ""),
        brag=row.rating.brag,
        brag_seen=row.rating.seen if row.rating.brag.value != "not_rated" else "",
        progress=texts.get(SavingColumn.PROGRESS, ""),
        impact=texts.get(SavingColumn.IMPACT, ""),
        mitigation=texts.get(SavingColumn.MITIGATION, ""),
        taken_into=texts.get(SavingColumn.TAKEN_INTO, ""),
        term=row.term,
        amounts=in_order(amounts),
    )


def _wrong_totals(table: SavingsTable, read: RowsRead) -> list[Issue]:
    """Name each stated total that its amounts do not add up to: down the columns and along the rows."""
    found, since = [], 0
    for number, (row, above) in enumerate(read.totals):
        others = read.savings[since:above]
        is_last = number == len(read.totals) - 1
        for one in table.amounts:
            stated = row.amounts[one.column]
            if stated.pence is None:
                continue
            parts = [others or read.savings[:above]]
            if is_last:
                parts.append(read.savings[:above])
            total = held_against(stated.pence, (_sum(part, one.column) for part in parts))
            if total.differs:
                found.append(_differs(table, row.row, one.column, one.heading, total))
        since = above
    for row in (*read.savings, *(row for row, _ in read.totals)):
        stated_total = row.total
        known = [row.amounts[one.column] for one in table.amounts]
        if stated_total is None or stated_total.pence is None:
            continue
        if any(one.kind is AmountKind.UNREADABLE for one in known):
            continue
        total = StatedTotal(stated_total.pence, sum(one.pence or 0 for one in known))
        if total.differs:
            column = table.columns[SavingColumn.TOTAL]
            found.append(_differs(table, row.row, column, row.title or "Total", total))
    return found


def _sum(rows: Sequence[SavingsRow], column: int) -> int:
    return sum(row.amounts[column].pence or 0 for row in rows)


def _differs(table: SavingsTable, row: int, column: int, of: str, total: StatedTotal) -> Issue:
    place = table.sheet.place(row, column)
    return Issue(kinds.SAVINGS_TOTAL_DIFFERS, f"{of[:60]}: {total.sentence}", table.sheet.name, place)


def with_day(read: ReadSavings, day: date) -> ReadSavings:
    """Give a table the day that a person says, in place of its own."""
    issues = tuple(issue for issue in read.issues if issue.type is not kinds.SAVINGS_DAY_UNKNOWN)
    return replace(read, as_at=day, issues=issues)
