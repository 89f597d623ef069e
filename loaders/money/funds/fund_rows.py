"""The rows of a table of funds, understood: one line and one financial year a row, or a column for each year.

Owns: what each row says of a fund and of a line, rows put together by fund and line, and stated totals held
against their rows. Refuses: comparing with what is stored (`fund_compare`), and filling a blank from above
where no merge says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from data_model.money.amounts import exact_amount, held_against
from data_model.money.financial_years import FinancialYear
from data_model.money.funds.fund_vocabulary import fund_key, split_ids
from loaders.files.issues import Issue
from loaders.money.amounts import (
    is_part_of_total_label,
    is_total_label,
    out_of_scale,
    read_amount,
)
from loaders.money.funds import fund_issues as kinds
from loaders.money.funds.fund_headings import (
    FUND_KIND_WORDS,
    HOW_PAID_WORDS,
    SPENDING_WORDS,
    UNSPENT_WORDS,
    Column,
    choice,
)
from loaders.money.funds.fund_tables import FundTable, amount_in, day_of, year_in
from loaders.money.money_issues import AMOUNT_OUT_OF_SCALE

_FUND_TEXTS = {
    Column.FUNDER: "funder",
    Column.FUND_REFERENCE: "reference",
    Column.DECISION: "decision",
    Column.MEETING: "decision_meeting",
    Column.SRO: "owner",
    Column.FINANCE: "finance_contact",
}
_LINE_TEXTS = {
    Column.COST_CENTRE: "cost_centre",
    Column.RESPONSIBLE: "owner",
    Column.EVIDENCE: "evidence_wanted",
}
_WORDS: dict[Column, tuple[str, Mapping[str, Any]]] = {
    Column.FUND_KIND: ("kind", FUND_KIND_WORDS),
    Column.HOW_PAID: ("how_paid", HOW_PAID_WORDS),
    Column.UNSPENT: ("unspent_rule", UNSPENT_WORDS),
}
_DAYS = {Column.STARTS: "starts_on", Column.ENDS: "ends_on", Column.SPEND_BY: "spend_by"}


@dataclass
class ReadLine:
    """A line as a file states it: its amounts by financial year, and the other fields that it names."""

    activity: str
    sheet: str
    cell: str
    amounts: dict[int, int] = field(default_factory=dict)
    said: dict[str, Any] = field(default_factory=dict)
    actions: tuple[str, ...] = ()


@dataclass
class ReadFund:
    """A fund as a file states it: the fields that it names, and its lines by their folded names."""

    name: str
    sheet: str
    cell: str
    said: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, ReadLine] = field(default_factory=dict)


class FundRows:
    """Reads tables of lines into funds by their folded names, with issues."""

    def __init__(self) -> None:
        self.funds: dict[str, ReadFund] = {}
        self.issues: list[Issue] = []
        self._named: set[tuple[int, int, int | None]] = set()  # cells that an issue names
        self._contradicted: set[tuple[int, str]] = set()

    def read(self, table: FundTable) -> None:
        """Read the rows of one table in order."""
        loaded: list[tuple[int, int, int]] = []  # row, column and pence
        since = 0
        for row in table.rows():
            if self._is_total(table, row, loaded, since):
                since = len(loaded)
                continue
            self._read_row(table, row, loaded)
        for at in out_of_scale([pence for *_, pence in loaded]):
            where, column, pence = loaded[at]
            self._issue(AMOUNT_OUT_OF_SCALE, table, where, column, exact_amount(pence))

    def _read_row(self, table: FundTable, row: int, loaded: list[tuple[int, int, int]]) -> None:
        amounts = self._amounts(table, row)
        name, activity = table.text(row, Column.FUND), table.text(row, Column.LINE)
        if not amounts or is_part_of_total_label(activity or name):
            self._note_text(table, row)
            return
        at = next(iter(amounts))
        if not name:
            self._issue(kinds.FUND_UNNAMED, table, row, at, f"{activity}: {_said(amounts)}")
        elif not activity:
            self._issue(kinds.FUND_LINE_UNNAMED, table, row, at, f"{name}: {_said(amounts)}")
        else:
            fund = self._fund(table, row, name)
            line = self._line(table, row, fund, activity)
            for column, (year, pence) in amounts.items():
                if year in line.amounts:
                    seen = f"{name}, {activity}, {FinancialYear(year)}"
                    self._issue(kinds.FUND_LINE_TWICE, table, row, column, seen)
                else:
                    line.amounts[year] = pence
                    loaded.append((row, column, pence))

    def _amounts(self, table: FundTable, row: int) -> dict[int, tuple[int, int]]:
        """Read the amounts of a row by their columns, each with its financial year."""
        found: dict[int, tuple[int, int]] = {}
        columns = {column: year for year, column in table.years.items()}
        one = table.columns.get(Column.AMOUNT)
        if one is not None:
            pence = self._pence(table, row, one)
            if pence is not None:
                year = year_in(table.grid.seen(row, table.columns.get(Column.YEAR, 0)))
                if year is None:
                    seen = table.text(row, Column.YEAR) or "no year"
                    self._issue(kinds.FUND_YEAR_UNCLEAR, table, row, one, seen)
                else:
                    found[one] = (year, pence)
        for column, year in columns.items():
            pence = self._pence(table, row, column)
            if pence is not None:
                found[column] = (year, pence)
        return found

    def _pence(self, table: FundTable, row: int, column: int) -> int | None:
        read, found = amount_in(table, row, column, table.units[column])
        for kind, seen in found:
            self._issue(kind, table, row, column, seen)
        if read is None:
            return None
        if read.pence is not None and read.pence < 0:
            self._issue(kinds.FUND_AMOUNT_NEGATIVE, table, row, column, read.written)
            return None
        return read.pence

    def _fund(self, table: FundTable, row: int, written: str) -> ReadFund:
        key = fund_key(written)
        fund = self.funds.get(key)
        if fund is None:
            place = table.place(row, Column.FUND)
            fund = self.funds[key] = ReadFund(" ".join(written.split()), table.sheet.name, place)
        said: dict[str, Any] = {
            name: text for column, name in _FUND_TEXTS.items() if (text := _one_line(table, row, column))
        }
        for column, (name, words) in _WORDS.items():
            said |= self._word(table, row, column, name, words)
        for column, name in _DAYS.items():
            said |= self._day(table, row, column, name)
        if Column.MAXIMUM in table.columns:
            pence = self._pence(table, row, table.columns[Column.MAXIMUM])
            if pence is not None:
                said["maximum"] = pence
        self._say(fund, said, table, row)
        return fund

    def _line(self, table: FundTable, row: int, fund: ReadFund, activity: str) -> ReadLine:
        key = fund_key(activity)
        line = fund.lines.get(key)
        if line is None:
            place = table.place(row, Column.LINE)
            line = fund.lines[key] = ReadLine(" ".join(activity.split()), table.sheet.name, place)
        said: dict[str, Any] = {
            name: text for column, name in _LINE_TEXTS.items() if (text := _one_line(table, row, column))
        }
        said |= self._word(table, row, Column.SPENDING, "spending", SPENDING_WORDS)
        if Column.AUTHORITY in table.columns:
            pence = self._pence(table, row, table.columns[Column.AUTHORITY])
            if pence is not None:
                said["authority"] = pence
        ids = split_ids(table.text(row, Column.CONTROL))
        if ids:
            held = line.said.get("spend_control_ids", ())
            line.said["spend_control_ids"] = tuple(dict.fromkeys((*held, *ids)))
        line.actions = tuple(dict.fromkeys((*line.actions, *split_ids(table.text(row, Column.ACTIONS)))))
        self._say(line, said, table, row)
        return line

    def _say(self, what: ReadFund | ReadLine, said: Mapping[str, Any], table: FundTable, row: int) -> None:
        """Keep what a row says; where another row says otherwise, neither is kept."""
        for name, value in said.items():
            if (id(what), name) in self._contradicted:
                continue
            if name in what.said and what.said[name] != value:
                named = what.name if isinstance(what, ReadFund) else what.activity
                seen = f"{named}: “{_word_of(what.said[name])}” and “{_word_of(value)}”"
                self._issue(kinds.FUND_SAYS_TWO_THINGS, table, row, None, seen)
                self._contradicted.add((id(what), name))
                del what.said[name]
            else:
                what.said[name] = value

    def _word(
        self, table: FundTable, row: int, column: Column, name: str, words: Mapping[str, Any]
    ) -> dict[str, Any]:
        text = table.text(row, column)
        if not text:
            return {}
        meant = choice(words, text)
        if meant is None:
            at = table.columns[column]
            self._issue(kinds.FUND_WORD_UNKNOWN, table, row, at, f"{column.value}: {text}")
            return {}
        return {name: meant}

    def _day(self, table: FundTable, row: int, column: Column, name: str) -> dict[str, Any]:
        at = table.columns.get(column)
        if at is None or not table.text(row, column):
            return {}
        day = day_of(table.grid.seen(row, at))
        if day is None:
            seen = f"{column.value}: {table.text(row, column)}"
            self._issue(kinds.FUND_DATE_UNCLEAR, table, row, at, seen)
            return {}
        return {name: day}

    def _is_total(
        self, table: FundTable, row: int, loaded: Sequence[tuple[int, int, int]], since: int
    ) -> bool:
        """Say whether a row is a total; it is named if it is no sum of its rows, nor of all."""
        labels = (table.text(row, column) for column in (Column.LINE, Column.FUND, Column.YEAR))
        if not any(label and is_total_label(label) for label in labels):
            return False
        for column in (*table.years.values(), *filter(None, [table.columns.get(Column.AMOUNT)])):
            stated = read_amount(table.grid.own(row, column), table.units[column]).pence
            if stated is None:
                continue
            sums = [_sum(rows, column) for rows in (loaded[since:] or loaded, loaded)]
            total = held_against(stated, sums)
            if total.differs:
                self._issue(kinds.FUND_TOTAL_DIFFERS, table, row, column, total.sentence)
        return True

    def _note_text(self, table: FundTable, row: int) -> None:
        """Name a row that has words and no amount, unless an issue names its amount already."""
        texts = table.grid.own_texts(row)
        place = table.sheet.place(row, min(texts, default=1))
        if texts and not any((id(table), row, column) in self._named for column in table.units):
            seen = " · ".join(texts.values())[:120]
            self.issues.append(Issue(kinds.FUND_TEXT_LEFT, seen, table.sheet.name, place))

    def _issue(self, kind: Any, table: FundTable, row: int, column: int | None, seen: str) -> None:
        place = table.place(row) if column is None else table.sheet.place(row, column)
        self._named.add((id(table), row, column))
        self.issues.append(Issue(kind, seen[:200], table.sheet.name, place))


def _one_line(table: FundTable, row: int, column: Column) -> str:
    return " ".join(table.text(row, column).split())


def _word_of(value: Any) -> str:
    if isinstance(value, int):
        return exact_amount(value)
    return str(getattr(value, "value", value))[:60]


def _sum(loaded: Sequence[tuple[int, int, int]], column: int) -> int:
    return sum(pence for _, at, pence in loaded if at == column)


def _said(amounts: Mapping[int, tuple[int, int]]) -> str:
    return ", ".join(f"{exact_amount(pence)} for {FinancialYear(year)}" for year, pence in amounts.values())
