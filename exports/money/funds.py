"""Funds and their lines, and their movements, for people and programs: .json, .csv and .xlsx.

Owns: their columns and their order. Refuses: choosing rows. Amounts are pounds to the penny in .csv and .xlsx
and whole pence in .json. Dates in .json and .csv are YYYY-MM-DD.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from data_model.money.financial_years import FinancialYear
from data_model.money.funds.fund_sums import FundPosition, LinePosition
from data_model.money.funds.fund_text import fund_sentence
from data_model.money.funds.fund_vocabulary import (
    HOW_PAID_NAMES,
    KIND_NAMES,
    MOVEMENT_NAMES,
    SPENDING_NAMES,
    UNSPENT_NAMES,
)
from data_model.money.funds.rows_funds import FundMovementRow
from exports.formats.cells import CellContent, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.json_list import write_json
from exports.formats.workbook import write_workbook
from exports.money.pounds import pounds

_POUNDS = "In pounds"
LINE_COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("fund", "The fund's name.", 30),
    TableColumn("funder", "Who gives the money.", 24),
    TableColumn("kind", "Section 31 grant, grant agreement, claimed in arrears, or council reserve.", 22),
    TableColumn("reference", "The funder's reference.", 16),
    TableColumn("decision", "The reference of the decision that accepted it.", 12),
    TableColumn("starts_on", "The first day of the period.", 12),
    TableColumn("ends_on", "The last day of the period.", 12),
    TableColumn("spend_by", "The day by which the money is to be spent; empty where none is stated.", 12),
    TableColumn("how_paid", "How the funder pays.", 20),
    TableColumn("unspent_rule", "What becomes of money that is not spent.", 24),
    TableColumn("accepted", f"{_POUNDS}: the maximum sum, else what the lines add up to.", 14),
    TableColumn("line", "What the line pays for; empty for a fund without lines.", 40),
    TableColumn("spending", "Revenue, capital, or not said.", 10),
    TableColumn("years", "The line's amount for each financial year.", 30),
    TableColumn("amount", f"{_POUNDS}: the line's amount over all years.", 14),
    TableColumn("budget", f"{_POUNDS}: the amount with virements in and out.", 14),
    TableColumn("spent", f"{_POUNDS}: what was spent, accruals included.", 14),
    TableColumn("committed", f"{_POUNDS}: what is ordered or contracted and not yet spent.", 14),
    TableColumn("left", f"{_POUNDS}: the budget without what is spent and committed.", 14),
    TableColumn("authority", f"{_POUNDS}: the sum that the decision itself names, where it differs.", 14),
    TableColumn("cost_centre", "The ledger's cost centre.", 14),
    TableColumn("spend_control_ids", "Spend control ids, parted by semicolons.", 20),
    TableColumn("responsible", "Who answers for the line.", 24),
    TableColumn("actions", "The refs of the actions that it pays for.", 16),
    TableColumn("fund_sentence", "What the whole fund comes to.", 60),
    TableColumn("source_file", "The file that the line was read from; empty when typed in.", 28),
    TableColumn("source_sheet", "The sheet in that file.", 16),
    TableColumn("source_cell", "The cell of the line.", 8),
)
MOVEMENT_COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("fund", "The fund's name.", 30),
    TableColumn("line", "The line; empty for money of the whole fund.", 40),
    TableColumn("kind", "Received, committed, spent, returned, virement out or in, accrual.", 14),
    TableColumn("dated", "The ledger's day.", 12),
    TableColumn("amount", f"{_POUNDS}, in the direction of the kind; below nought takes back.", 14),
    TableColumn("ledger_reference", "The ledger's reference.", 20),
    TableColumn("words", "The ledger's description, or why it was reversed.", 40),
    TableColumn("reverses", "The number of the movement that it takes back.", 10),
    TableColumn("number", "The movement's own number here.", 10),
    TableColumn("as_at", "The day from which it counts.", 12),
    TableColumn("recorded_at", "When it was recorded, in UTC.", 20),
    TableColumn("recorded_by", "Who recorded it.", 20),
    TableColumn("source_file", "The file that it was read from; empty when typed in.", 28),
    TableColumn("source_sheet", "The sheet in that file.", 16),
    TableColumn("source_cell", "The cell of its amount.", 8),
)


def funds_json(positions: Sequence[FundPosition]) -> bytes:
    """Write each fund with its sums and lines as a JSON list in UTF-8; amounts are whole pence."""
    return write_json([_fund_record(one) for one in positions])


def funds_csv(positions: Sequence[FundPosition]) -> bytes:
    """Write one row a line as .csv in UTF-8 with a byte order mark."""
    return write_csv(LINE_COLUMNS, _line_rows(positions))


def funds_xlsx(positions: Sequence[FundPosition], plan_name: str, as_at: date) -> bytes:
    """Write one row a line as .xlsx with an "About" sheet; `as_at` is the day they were asked for."""
    about: list[tuple[str, CellContent]] = [("Plan", plan_name), ("As at", as_at), ("Funds", len(positions))]
    return write_workbook("Funds", LINE_COLUMNS, _line_rows(positions), about, as_at)


def movements_json(rows: Sequence[FundMovementRow]) -> bytes:
    """Write each movement as a JSON list in UTF-8; amounts are whole pence."""
    return write_json([_movement_record(row) for row in rows])


def movements_csv(rows: Sequence[FundMovementRow]) -> bytes:
    """Write one row a movement as .csv in UTF-8 with a byte order mark."""
    return write_csv(MOVEMENT_COLUMNS, map(_movement_cells, rows))


def movements_xlsx(rows: Sequence[FundMovementRow], plan_name: str, as_at: date) -> bytes:
    """Write one row a movement as .xlsx with an "About" sheet; `as_at` is the day they were asked for."""
    about: list[tuple[str, CellContent]] = [("Plan", plan_name), ("As at", as_at), ("Movements", len(rows))]
    return write_workbook("Movements", MOVEMENT_COLUMNS, map(_movement_cells, rows), about, as_at)


def _fund_record(one: FundPosition) -> dict[str, object]:
    fund, sums = one.fund, one.sums
    return {
        "fund": fund.name,
        "funder": fund.funder,
        "kind": fund.kind.value,
        "reference": fund.reference,
        "decision": fund.decision,
        "starts_on": _iso(fund.starts_on),
        "ends_on": _iso(fund.ends_on),
        "spend_by": _iso(fund.spend_by),
        "how_paid": fund.how_paid.value,
        "unspent_rule": fund.unspent_rule.value,
        "maximum": fund.maximum,
        "accepted": one.accepted,
        "received": sums.received,
        "spent": sums.used,
        "committed": sums.committed,
        "returned": sums.returned,
        "left": one.left,
        "days_left": one.days_left,
        "to_be_returned": one.to_be_returned,
        "sentence": fund_sentence(one),
        "lines": [_line_record(line) for line in one.lines],
    }


def _line_record(one: LinePosition) -> dict[str, object]:
    line = one.line
    return {
        "line": line.activity,
        "spending": line.spending.value,
        "years": {FinancialYear(year).text: pence for year, pence in line.amounts},
        "amount": line.amount,
        "budget": one.budget,
        "spent": one.sums.used,
        "committed": one.sums.committed,
        "left": one.left,
        "authority": line.authority,
        "cost_centre": line.cost_centre,
        "spend_control_ids": list(line.spend_control_ids),
        "responsible": line.owner,
        "actions": [action.ref for action in line.actions],
    }


def _line_rows(positions: Sequence[FundPosition]) -> Iterator[list[CellContent]]:
    for one in positions:
        fund, of_fund = one.fund, fund_sentence(one)
        head: list[CellContent] = [
            *(fund.name, fund.funder, KIND_NAMES[fund.kind], fund.reference, fund.decision),
            *(fund.starts_on, fund.ends_on, fund.spend_by),
            *(HOW_PAID_NAMES[fund.how_paid], UNSPENT_NAMES[fund.unspent_rule], pounds(one.accepted)),
        ]
        for each in one.lines:
            yield [*head, *_line_cells(each), of_fund, *_source(each)]
        if not one.lines:
            blank: list[CellContent] = [""] * (len(LINE_COLUMNS) - len(head) - 4)
            yield [*head, *blank, of_fund, "", "", ""]


def _line_cells(one: LinePosition) -> list[CellContent]:
    line = one.line
    years = "; ".join(f"{FinancialYear(year)} {pounds(pence)}" for year, pence in line.amounts)
    return [
        *(line.activity, SPENDING_NAMES[line.spending], years, pounds(line.amount), pounds(one.budget)),
        *(pounds(one.sums.used), pounds(one.sums.committed), pounds(one.left), pounds(line.authority)),
        *(line.cost_centre, "; ".join(line.spend_control_ids), line.owner),
        "; ".join(action.ref for action in line.actions),
    ]


def _source(one: LinePosition) -> tuple[str, str, str]:
    stamp = one.line.stamp
    return stamp.file_name, stamp.sheet, stamp.cell


def _movement_record(row: FundMovementRow) -> dict[str, object]:
    return {
        "number": row.id,
        "fund": row.fund,
        "line": row.line,
        "kind": row.kind.value,
        "dated": row.dated.isoformat(),
        "pence": row.pence,
        "ledger_reference": row.ledger_reference,
        "words": row.words,
        "reverses": row.reverses_id,
        "reversed_by": row.reversed_by_id,
        "as_at": row.as_at.isoformat(),
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by": row.recorded_by,
        "through": row.through,
        "source": {"file": row.file_name, "sheet": row.sheet, "cell": row.cell},
    }


def _movement_cells(row: FundMovementRow) -> list[CellContent]:
    return [
        *(row.fund, row.line, MOVEMENT_NAMES[row.kind], row.dated, pounds(row.pence)),
        *(row.ledger_reference, row.words, row.reverses_id, row.id, row.as_at),
        *(f"{row.recorded_at:%Y-%m-%d %H:%M:%S}", row.recorded_by, row.file_name, row.sheet, row.cell),
    ]


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
