"""The demo council's grants as a workbook, and what became of them as its ledger's extract.

Owns: four invented funds over two financial years, their lines and movements, and the files' bytes, the same
for the same day. Refuses: loading them (`fund_seed`) and reading the clock.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO

from openpyxl import Workbook

from data_model.money.financial_years import FinancialYear, year_of
from demo.workbook_bytes import steady_bytes

SUPPORT, CAPITAL_FUND = "Improvement support grant", "Data and systems grant"
PILOT, RESERVE = "Care leavers pilot", "Transformation reserve"
SUPERVISION, AUDIT = "Practice supervision for team managers", "Collaborative audits and moderation"
SYSTEM, MIGRATION = "Case recording system", "Data migration"
_HEADINGS = (
    *("Fund", "Type", "Funder", "Decision ref", "Reference", "Year", "Line", "Amount £", "Decision amount £"),
    *("Spend control ID", "Cost centre", "Revenue/capital", "Responsible", "Spend by", "How paid", "Unspent"),
    *("SRO", "Actions", "Evidence wanted"),
)
_LEDGER = ("Posting date", "Date", "Type", "Fund", "Line", "Amount £", "Reference", "Description")
_LATE = 9  # days after which the ledger posts an invoice


@dataclass(frozen=True, slots=True)
class DemoFundFile:
    """A file of the demo's money: its name, its bytes, and the day of which it is true."""

    file_name: str
    content: bytes
    as_at: date


def demo_grants(today: date, actions: dict[str, str]) -> DemoFundFile:
    """Make the workbook of grants; `actions` has the refs of the actions that a line pays for, by line."""
    this = year_of(today)
    last = FinancialYear(this.first - 1)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Grants"
    sheet.append(_HEADINGS)
    for row in _lines(last, this, actions):
        sheet.append(row)
    return DemoFundFile("Improvement grants.xlsx", steady_bytes(book, last.start), last.start)


def _lines(last: FinancialYear, this: FinancialYear, actions: dict[str, str]) -> list[tuple[object, ...]]:
    support = ("Section 31", "Department for Education")
    spend_by = f"{this.end:%d/%m/%Y}"

    def line(
        fund: str, kind: tuple[str, str], year: FinancialYear, name: str, amount: int, *rest: object
    ) -> tuple[object, ...]:
        named, control, centre, spending, who, by, paid, unspent = rest
        return (
            *(fund, *kind, "D118", f"31/{len(fund)}", year.text, name, amount, named, control, centre),
            *(spending, who, by, paid, unspent, "Director of Children's Services", actions.get(name, "")),
            "Invoices and a note of what changed for children",
        )

    lump, arrears = ("Lump sum", "Returned"), ("In arrears", "Returned")
    reserve, digital = ("Council reserve", "The council"), ("Claimed in arrears", "Department for Education")
    manager, officer = "Head of Safeguarding and Quality", "Head of Business Systems"
    return [
        line(SUPPORT, support, this, SUPERVISION, 148_000, "", "7311; 7312", "CS410", "Revenue", manager,
             spend_by, *lump),
        line(SUPPORT, support, this, AUDIT, 62_800, 61_500, "", "CS411", "Revenue", manager, spend_by, *lump),
        line(SUPPORT, support, this, "Recruitment campaign", 40_000, "", "7318", "CS412", "Revenue",
             "Workforce lead", spend_by, *lump),
        line(CAPITAL_FUND, digital, last, SYSTEM, 96_500, "", "7120", "CS501", "Capital", officer, "",
             *arrears),
        line(CAPITAL_FUND, digital, this, SYSTEM, 120_250, "", "7120", "CS501", "Capital", officer, "",
             *arrears),
        line(CAPITAL_FUND, digital, this, MIGRATION, 38_400, "", "7126", "CS502", "Revenue", officer, "",
             *arrears),
        line(PILOT, support, last, "Personal advisers", 54_000, "", "7090", "CS300", "Revenue",
             "Head of Corporate Parenting", f"{last.end:%d/%m/%Y}", *lump),
        line(RESERVE, reserve, last, "Programme office", 85_000, "", "7001", "CS100", "Revenue",
             "Programme manager", "", "Lump sum", "Kept"),
        line(RESERVE, reserve, this, "Programme office", 85_000, "", "7001", "CS100", "Revenue",
             "Programme manager", "", "Lump sum", "Kept"),
    ]  # fmt: skip


def demo_ledger(today: date, day: date) -> DemoFundFile:
    """Make the ledger's extract of the two financial years of `today`, up to the day before `day`."""
    this = year_of(today)
    last = FinancialYear(this.first - 1)
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(_LEDGER)
    for dated, kind, fund, line, amount, reference, words in _movements(last, this):
        if dated + timedelta(days=_LATE) < day:
            posted = dated + timedelta(days=_LATE)
            writer.writerow(
                (f"{posted:%d/%m/%Y}", f"{dated:%d/%m/%Y}", kind, fund, line, amount, reference, words)
            )
    return DemoFundFile("Ledger extract.csv", stream.getvalue().encode(), day - timedelta(days=1))


_Moved = tuple[date, str, str, str, str, str, str]


def _movements(last: FinancialYear, this: FinancialYear) -> list[_Moved]:
    found: list[_Moved] = [
        (this.start, "Grant received", SUPPORT, "", "250800.00", "REM-2041", "Determination paid"),
        (last.start, "Grant received", PILOT, "", "54000.00", "REM-1702", "Determination paid"),
        (last.start, "Order", PILOT, "Personal advisers", "15000.00", "PO-0880", "Agency cover"),
        (this.start + timedelta(40), "Order", SUPPORT, AUDIT, "18000.00", "PO-1190", "External moderator"),
        (this.start + timedelta(61), "Virement out", SUPPORT, "Recruitment campaign", "-6000.00", "V-17", ""),
        (this.start + timedelta(61), "Virement in", SUPPORT, SUPERVISION, "6000.00", "V-17", "More managers"),
        (this.start + timedelta(75), "Invoice", CAPITAL_FUND, MIGRATION, "9120.00", "INV-7720", "Mapping"),
        (
            this.start + timedelta(90),
            "Credit note",
            CAPITAL_FUND,
            MIGRATION,
            "-9120.00",
            "INV-7720",
            "Wrong code",
        ),
        (this.start + timedelta(95), "Invoice", CAPITAL_FUND, MIGRATION, "41975.40", "INV-7801", "Migration"),
    ]
    found += _monthly(last, 12, PILOT, "Personal advisers", 335_050, "PA")
    found += _monthly(last, 12, RESERVE, "Programme office", 708_333, "PR")
    found += _monthly(this, 12, RESERVE, "Programme office", 716_410, "PR")
    found += _monthly(last, 10, CAPITAL_FUND, SYSTEM, 965_000, "SY")
    found += _monthly(this, 12, CAPITAL_FUND, SYSTEM, 950_000, "SY")
    found += _monthly(this, 12, SUPPORT, SUPERVISION, 741_220, "SU")
    found += _monthly(this, 12, SUPPORT, AUDIT, 488_035, "AU")
    return sorted(found, key=lambda one: (one[0], one[5]))


def _monthly(year: FinancialYear, months: int, fund: str, line: str, pence: int, prefix: str) -> list[_Moved]:
    """Spend about the same each month, on its twentieth."""
    found = []
    for month in range(months):
        first = year.start.month - 1 + month
        day = date(year.first + first // 12, first % 12 + 1, 20)
        spent = pence + (-1) ** month * (month * 1_137)
        amount = f"{spent // 100}.{spent % 100:02}"
        found.append((day, "Invoice", fund, line, amount, f"{prefix}-{year.first % 100}{month:02}", ""))
    return found
