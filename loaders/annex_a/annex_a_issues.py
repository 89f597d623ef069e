"""The kinds of issue that Annex A can raise.

Owns: their words; every code begins with "annex-a-". Refuses: values of a list, which no message may hold: a
message names the sheet, the cell and what kind of thing was wrong there.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

LIST_ABOUT_CHILDREN = define(
    "annex-a-list",
    "The file holds a list about children, which the command annex-a counts where it lies; nothing was kept",
    _E,
    "Run it where the list may be, and load the workbook of counts that it writes.",
)
NO_LIST = define(
    "annex-a-no-list",
    "No list of Annex A was found that figures can be counted from",
    _E,
    "Check that the first rows of a sheet hold the headings of List 1, 3, 4 or 5.",
)
LIST_TWICE = define(
    "annex-a-list-twice",
    "A list stands twice; nothing was counted",
    _E,
    "Leave one of the two out, or put their rows into one sheet.",
)
NO_MONTH = define(
    "annex-a-no-month",
    "The lists hold no whole month; nothing was counted",
    _E,
    "Say the first and the last month with --from and --to, if the lists hold them whole.",
)
LIST_LACKING = define(
    "annex-a-list-lacking",
    "A list was not found; its measures were not counted",
    _N,
    "Add its file, if it is to count.",
)
HEADINGS_LACKING = define(
    "annex-a-headings-lacking",
    "A sheet is named after a list and its first rows have no headings of that list; it was not read",
    _W,
    "Write the headings of Annex A into the row above the first child.",
)
COLUMN_LACKING = define(
    "annex-a-column-lacking",
    "A list lacks a column; what needs it was not counted",
    _W,
    "Add the column under its heading of Annex A.",
)
TEAM_LACKING = define(
    "annex-a-team-lacking",
    "A list has no column of teams; it was counted for the whole alone",
    _N,
    "Nothing; List 1 of Annex A has none.",
)
COLUMN_TWICE = define(
    "annex-a-column-twice",
    "A column stands twice in a list; the first was read",
    _W,
    "Check which of the two counts.",
)
SHEET_OTHER = define(
    "annex-a-sheet-other", "Sheets that no measure is counted from; they were not read", _N, "Nothing."
)
DATE_MISSING = define(
    "annex-a-date-missing",
    "Rows without a date that is needed were left out",
    _W,
    "Enter the date in the case system.",
)
DATE_UNREADABLE = define(
    "annex-a-date-unreadable",
    "Rows in which a cell is no date of 2000 to 2099 were left out",
    _W,
    "Write it as a date, day first.",
)
MONTH_FIRST = define(
    "annex-a-month-first",
    "Days are written with the month first, such as 06/25/2022; read day first they would be other months",
    _E,
    "Write them day first or as dates of the spreadsheet, and count again.",
)
DATE_LATER = define(
    "annex-a-date-later",
    "Rows with a date after the day on which the lists were drawn were left out",
    _W,
    "Correct the date, or say that day with --as-at.",
)
DATES_SWAPPED = define(
    "annex-a-dates-swapped",
    "Rows in which the second date lies before the first were left out",
    _W,
    "Correct the two dates.",
)
NUMBER_MISSING = define(
    "annex-a-number-missing",
    "Referrals without a number of earlier referrals count in no figure",
    _W,
    "Enter the number; nought is written as 0.",
)
ROW_TOO_LONG = define(
    "annex-a-row-too-long",
    "Rows with more cells than there are headings were left out",
    _W,
    "Put quotation marks around texts that hold the delimiter.",
)
ITSELF_COUNTED = define(
    "annex-a-itself-counted",
    "The number of referrals seems to count the referral itself; re-referrals were not counted",
    _W,
    "Say so with --counts-itself, if it does: no row of the list has 0.",
)
ITSELF_NOT_COUNTED = define(
    "annex-a-itself-not-counted",
    "The number of referrals is 0 in some row, so it does not count the referral itself; re-referrals were "
    "not counted",
    _W,
    "Leave --counts-itself out.",
)
OUTSIDE_MONTHS = define(
    "annex-a-outside",
    "Rows outside the months that are counted are in no figure",
    _N,
    "Nothing, if the first and the last month are right; else say them with --from and --to.",
)
MONTH_PARTIAL = define(
    "annex-a-month-partial",
    "A month that the lists do not hold whole was left out",
    _N,
    "Say it with --from or --to, if the lists hold it whole.",
)
LIST_SHORT = define(
    "annex-a-list-short",
    "A list begins later or ends earlier than the others; these months are in no figure of it",
    _W,
    "Say the months with --from and --to, if the list had no rows in them.",
)
MONTH_TOLD = define(
    "annex-a-month-told",
    "A month was counted that the lists do not seem to hold whole",
    _W,
    "Check the day on which the lists begin or end: a part of a month is not a month.",
)
STILL_WAITING = define(
    "annex-a-waiting",
    "A month whose enquiries may still lead to a conference in time is in no figure of them yet",
    _N,
    "Count a later Annex A, drawn 15 working days after the end of the month.",
)
CONFERENCES_BEGIN = define(
    "annex-a-conferences-begin",
    "Conferences of the first month are in no figure",
    _N,
    "Nothing; the list lacks those whose strategy discussion was held before it begins.",
)
HOLIDAYS_BEYOND = define(
    "annex-a-holidays-unknown",
    "Limits were counted beyond the bank holidays that are known",
    _W,
    "Take these figures with care: a bank holiday there counted as a working day.",
)
TEAM_LEFT = define(
    "annex-a-team-left",
    "Words in a column of teams were not taken as teams: they stand in few rows, or look like a person",
    _N,
    "Nothing; their rows count in the whole.",
)
TEAMS_WRONG = define(
    "annex-a-teams-wrong",
    "A column of teams seems to hold something else; no figures were made for its teams",
    _W,
    "Check that the column holds teams and no people.",
)
