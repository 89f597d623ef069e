"""The kinds of issue that loading funds and ledger extracts can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Sheets, tables and columns.
NO_FUND_TABLE = define(
    "no-fund-table",
    "No table of funds and no ledger extract was found",
    _E,
    "Give one table columns for fund, year, line and amount, or for date, kind, line and amount.",
)
FUND_SHEET_SKIPPED = define(
    "fund-sheet-skipped",
    "A sheet without a table of funds and without a ledger extract",
    _N,
    "Nothing; its content was not loaded.",
)
FUND_SHEET_HIDDEN = define(
    "fund-sheet-hidden",
    "A hidden sheet holds a table of funds or a ledger extract and was not loaded",
    _W,
    "Unhide the sheet, save and load again if its amounts count.",
)
FUND_ROWS_HIDDEN = define(
    "fund-rows-hidden", "Hidden rows or columns were loaded", _N, "Check that their amounts still count."
)
FUND_COLUMN_UNKNOWN = define(
    "fund-column-unknown",
    "A column was not loaded",
    _N,
    "Nothing, if it does not count; else rename its heading to one that is known.",
)
FUND_COLUMN_TWICE = define(
    "fund-column-twice",
    "Two columns mean the same; the first was taken",
    _W,
    "Rename or remove whichever does not count.",
)
FUND_TEXT_LEFT = define(
    "fund-text-left",
    "A row without any amount was not loaded",
    _N,
    "Nothing, if it is a note or a title.",
)
# Lines of funds.
FUND_UNNAMED = define(
    "fund-unnamed",
    "An amount without a fund was not loaded",
    _W,
    "Write the fund's name into the row; a blank cell is not filled from the one above.",
)
FUND_LINE_UNNAMED = define(
    "fund-line-unnamed",
    "An amount without a line was not loaded",
    _W,
    "Write what the money pays for into the row.",
)
FUND_YEAR_UNCLEAR = define(
    "fund-year-unclear",
    "An amount without a clear financial year was not loaded",
    _W,
    "Write the year as 2024/25.",
)
FUND_LINE_TWICE = define(
    "fund-line-twice",
    "The same line and year stand twice; the second was not loaded",
    _W,
    "Put both into one row, or give the lines different names.",
)
FUND_AMOUNT_NEGATIVE = define(
    "fund-amount-negative",
    "A line below nought was not loaded",
    _W,
    "A line has what was approved; to move money between lines record a virement.",
)
FUND_STRUCK_OUT = define(
    "fund-struck-out", "A row that is struck out was not loaded", _N, "Nothing, if it no longer counts."
)
FUND_SAYS_TWO_THINGS = define(
    "fund-says-two-things",
    "Rows of one fund or line say different things; neither was taken",
    _W,
    "Make the rows agree.",
)
FUND_WORD_UNKNOWN = define(
    "fund-word-unknown", "A word that is not known; it was left out", _W, "Choose one of the words offered."
)
FUND_DATE_UNCLEAR = define(
    "fund-date-unclear",
    "A date that is not clear was left out",
    _W,
    "Write the day in full, such as 31/03/2025.",
)
FUND_ACTION_UNKNOWN = define(
    "fund-action-unknown",
    "No action of the plan has this ref; the line was loaded without it",
    _W,
    "Correct the ref, or choose the action on the fund's page.",
)
FUND_TOTAL_DIFFERS = define(
    "fund-total-differs",
    "A stated total is not what its rows add up to",
    _W,
    "Find which of them is wrong; the rows were loaded, the total was not.",
)
FUND_OVER_MAXIMUM = define(
    "fund-over-maximum",
    "The lines of a fund exceed its maximum sum; the fund was not loaded",
    _W,
    "Correct the lines, or the maximum sum.",
)
FUND_MAKES_NO_SENSE = define(
    "fund-makes-no-sense",
    "What is said of a fund does not go together; the fund was not loaded",
    _W,
    "Correct it in the workbook.",
)
FUND_RETIRED = define(
    "fund-retired",
    "A fund or line that was retired; its rows were not loaded",
    _W,
    "Restore it on the fund's page first if it counts again.",
)
FUND_LINE_MISSING = define(
    "fund-line-missing",
    "A line that the fund has is not in the file; it stays",
    _N,
    "Retire it on the fund's page if it is not approved any more.",
)
# Movements.
MOVEMENT_DATE_UNCLEAR = define(
    "movement-date-unclear",
    "A movement without a clear day was not loaded",
    _W,
    "Write the day in full, such as 31/03/2025.",
)
MOVEMENT_KIND_UNKNOWN = define(
    "movement-kind-unknown",
    "A movement whose kind is not known was not loaded",
    _W,
    "Use one of: received, committed, spent, returned, virement out, virement in, accrual.",
)
MOVEMENT_UNPLACED = define(
    "movement-unplaced",
    "A movement that belongs to no one fund was not loaded",
    _W,
    "Write the fund's name as it is recorded, or a cost centre or spend control id that one line has.",
)
MOVEMENT_LINE_UNKNOWN = define(
    "movement-line-unknown",
    "A movement whose line is not known was not loaded",
    _W,
    "Write the line's name as it is recorded, or leave it blank for money of the whole fund.",
)
MOVEMENT_AHEAD = define(
    "movement-ahead",
    "A movement after the day of the file; it counts from its own day",
    _N,
    "Nothing, if the day is right.",
)
MOVEMENT_UNMATCHED_CREDIT = define(
    "movement-unmatched-credit",
    "An amount below nought that takes back no movement known; it was loaded as a credit",
    _N,
    "Check that it is a credit or a released commitment, not the reversal of a movement with another "
    "reference.",
)
MOVEMENT_REVERSED_BEFORE = define(
    "movement-reversed-before",
    "A reversal of what was reversed by hand already was not loaded",
    _N,
    "Nothing; it would be taken back twice.",
)
MOVEMENT_DIFFERS = define(
    "movement-differs",
    "The ledger has another amount than before, or a line; the old one is reversed and the new one added",
    _W,
    "Check that it is the same entry of the ledger, corrected.",
)
MOVEMENT_MISSING = define(
    "movement-missing",
    "A movement loaded before, within the days of this file, is not in it; it stays",
    _W,
    "Reverse it on the fund's page if the ledger took it out.",
)
VIREMENT_UNBALANCED = define(
    "virement-unbalanced",
    "A virement whose sides differ was not loaded",
    _W,
    "What is taken from one line is given to another: both sides need the same day and reference.",
)
INCOME_SIGN_TAKEN = define(
    "income-sign-taken",
    "All income of the file is below nought; it was taken as received",
    _N,
    "Nothing, if the ledger writes income with a minus.",
)
LEDGER_IN_POUNDS = define(
    "ledger-in-pounds",
    "A ledger extract that names no unit was taken as pounds",
    _N,
    "Nothing, if it is in pounds; else write the unit into the heading.",
)
