"""The report of a checked file of funds as words for people and as JSON for machines.

Owns: one wording for the command line and the page. Refuses: deciding anything.
"""

from typing import Any

from data_model.money.amounts import exact_amount
from data_model.money.financial_years import FinancialYear
from data_model.money.funds.fund_vocabulary import MOVEMENT_NAMES
from data_model.money.funds.stated_funds import StatedLine, StatedMovement
from data_model.shared.sentence_text import counted, short_day
from loaders.files.workbook_file import cannot_load_sentence, file_json, to_look_at
from loaders.money.funds.fund_compare import ComparedLine, FieldDifference
from loaders.money.funds.fund_import import FundReport
from loaders.plan.merge_report import shorten
from loaders.plan.report import issue_lines, issues_json


def fund_report_sentence(report: FundReport) -> str:
    """Say in one sentence what the file holds and what loading it would do."""
    if not report.can_load:
        return cannot_load_sentence(report.file.name, report.issues)
    said = [words for number, words in _counts(report) if number]
    nothing = " Loading it changes nothing." if report.changes_nothing else ""
    read = ", ".join(said) or "nothing that can be loaded"
    return f"Read: {read}; {to_look_at(report.issues)}.{nothing}"


def _counts(report: FundReport) -> list[tuple[int, str]]:
    new_funds = sum(1 for one in report.funds if one.id < 0)
    changed_funds = sum(1 for one in report.funds if one.id > 0 and one.write is not None)
    new_lines = [one for one in report.lines if one.id < 0]
    changed_lines = sum(1 for one in report.lines if one.id > 0 and one.write is not None)
    ledger, added = report.ledger, report.new_movements
    total = exact_amount(sum(one.stated.amount for one in new_lines))
    return [
        (new_funds, counted(new_funds, "new fund")),
        (changed_funds, counted(changed_funds, "changed fund")),
        (len(new_lines), f"{counted(len(new_lines), 'new line')} of {total}"),
        (changed_lines, counted(changed_lines, "changed line")),
        (added, counted(added, "new movement")),
        (ledger.reversals, f"{counted(ledger.reversals, 'reversal')} among them"),
        (ledger.corrected, f"{counted(ledger.corrected, 'corrected movement')}"),
        (report.unchanged, f"{report.unchanged:,} as before"),
    ]


def fund_report_text(report: FundReport) -> str:
    """Write the report for a terminal."""
    lines = [
        fund_report_sentence(report),
        f"File: {report.file.name}, {report.file.size:,} bytes, SHA-256 {report.file.sha256}",
    ]
    if not report.can_load:
        return "\n".join([*lines, *issue_lines(report.issues)])
    plan = report.plan.name if report.plan is not None else "none chosen"
    lines += [f"Plan: {plan}, as at {short_day(report.as_at)}", "", "What was read"]
    lines += [
        f"  {shorten(one.sheet)}, rows {one.first_row} to {one.last_row}: {one.layout.value}"
        for one in report.tables
    ]
    for title, found in (
        ("New funds", [f"  {shorten(one.name)}" for one in report.funds if one.id < 0]),
        (
            "Changed funds",
            [f"  {shorten(one.name)}: {_said(one.differences)}" for one in report.funds if one.differences],
        ),
        ("New lines", [f"  {line_text(one)}" for one in report.lines if one.id < 0]),
        (
            "Changed lines",
            [
                f"  {shorten(one.fund)}, {shorten(one.stated.activity)}: {_said(one.differences)}"
                for one in report.lines
                if one.differences
            ],
        ),
        ("New movements", [f"  {text}" for text in movement_texts(report)]),
    ):
        if found:
            lines += ["", title, *found]
    return "\n".join([*lines, *issue_lines(report.issues)])


def line_text(one: ComparedLine) -> str:
    """Say what a line of the file is: its fund, its activity and its amounts by year."""
    return f"{shorten(one.fund)}, {shorten(one.stated.activity)}: {amounts_text(one.stated)}"


def amounts_text(line: StatedLine) -> str:
    """Say a line's amounts by year: "2022/23 £48,268, 2023/24 £75,083"."""
    return ", ".join(f"{FinancialYear(year)} {exact_amount(pence)}" for year, pence in line.amounts)


def movement_texts(report: FundReport) -> list[str]:
    """Say each movement that would be added."""
    return [
        movement_text(report, fund_id, one)
        for fund_id, new in report.ledger.by_fund.items()
        for one in new.movements
    ]


def movement_text(report: FundReport, fund_id: int, one: StatedMovement) -> str:
    """Say one movement: its day, kind, pence, fund, line, reference and place in the file."""
    line = report.line_names.get(one.line_id, "") if one.line_id is not None else "the whole fund"
    back = ", a reversal" if one.reverses_id is not None or one.reverses_new is not None else ""
    place = " ".join(filter(None, (shorten(one.source.sheet), one.source.cell)))
    return (
        f"{short_day(one.dated)} {MOVEMENT_NAMES[one.kind]} {exact_amount(one.pence)}{back}: "
        f"{shorten(report.fund_names.get(fund_id, ''))}, {shorten(line)} {one.ledger_reference} ({place})"
    )


def _said(differences: tuple[FieldDifference, ...]) -> str:
    return "; ".join(f"{one.name}: {shorten(one.before)} → {shorten(one.now)}" for one in differences)


def fund_report_json(report: FundReport) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`; amounts are whole pence."""
    return {
        **file_json(report.file, report.plan),
        "as_at": report.as_at.isoformat(),
        "can_load": report.can_load,
        "changes_nothing": report.changes_nothing,
        "sentence": fund_report_sentence(report),
        "tables": [
            {
                "sheet": one.sheet,
                "layout": one.layout.value,
                "first_row": one.first_row,
                "last_row": one.last_row,
            }
            for one in report.tables
        ],
        "funds": [
            {"name": one.name, "new": one.id < 0, "differences": _as_json(one.differences)}
            for one in report.funds
        ],
        "lines": [_line_json(one) for one in report.lines],
        "movements": _movements_json(report),
        "unchanged": report.unchanged,
        "loaded_before": (
            report.loaded_before.recorded_at.isoformat() if report.loaded_before is not None else None
        ),
        "issues": issues_json(report.issues),
    }


def _line_json(one: ComparedLine) -> dict[str, Any]:
    return {
        "fund": one.fund,
        "activity": one.stated.activity,
        "new": one.id < 0,
        "amounts": {FinancialYear(year).text: pence for year, pence in one.stated.amounts},
        "spend_control_ids": list(one.stated.spend_control_ids),
        "differences": _as_json(one.differences),
    }


def _movements_json(report: FundReport) -> list[dict[str, Any]]:
    return [
        {
            "fund": report.fund_names.get(fund_id, ""),
            "line": report.line_names.get(one.line_id, "") if one.line_id is not None else "",
            "kind": one.kind.value,
            "dated": one.dated.isoformat(),
            "pence": one.pence,
            "ledger_reference": one.ledger_reference,
            "is_reversal": one.reverses_id is not None or one.reverses_new is not None,
            "sheet": one.source.sheet,
            "cell": one.source.cell,
        }
        for fund_id, new in report.ledger.by_fund.items()
        for one in new.movements
    ]


def _as_json(differences: tuple[FieldDifference, ...]) -> list[dict[str, str]]:
    return [{"field": one.name, "before": one.before, "now": one.now} for one in differences]
