"""The kinds of issue that reading a plan can raise, save those of its ratings.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Tables and sheets.
NO_ACTION_TABLE = define(
    "no-action-table",
    "No action table was found",
    _E,
    "Check that one row holds the column headings, such as Action, Responsible, Due date and RAG.",
)
NOTHING_TO_LOAD = define(
    "nothing-to-load", "The action tables hold no actions", _E, "Check that this is the right file."
)
SHEET_HIDDEN = define(
    "sheet-hidden",
    "A hidden sheet holds an action table and was not loaded",
    _W,
    "Unhide the sheet and load again if its actions belong to the plan.",
)
SHEET_SKIPPED = define(
    "sheet-skipped", "A sheet without an action table", _N, "Nothing; its content was not loaded."
)
SHEET_LEFT_OUT = define(
    "sheet-left-out",
    "A sheet with an action table was left out",
    _N,
    "Choose that it shall be loaded if its actions belong to the plan.",
)
MERGES_OVERLAP = define(
    "merges-overlap",
    "Merged cells that overlap others were taken as not merged",
    _W,
    "Unmerge them in the workbook and check the rows around them.",
)

# Headings and columns.
HEADING_CLOSE = define(
    "heading-close",
    "A heading was understood by its close spelling",
    _W,
    "Check that it means what is said here.",
)
HEADING_TWICE = define(
    "heading-twice",
    "Two columns have the same meaning; only the first was loaded",
    _W,
    "Rename or merge the columns, then load again, if the second one holds what you need.",
)
HEADING_JOINED = define(
    "heading-joined",
    "Two columns have the same meaning; their texts were loaded one after the other",
    _N,
    "Nothing; each text stands under its own heading.",
)
COLUMNS_HIDDEN = define(
    "columns-hidden", "Hidden columns were loaded", _N, "Check that their content is still right."
)
COLUMN_NOT_LOADED = define(
    "column-not-loaded",
    "A column was not loaded",
    _W,
    "Rename its heading to one that the dashboard knows if its content belongs to the plan.",
)
COLUMN_LEFT_OUT = define(
    "column-left-out", "A column was left out, as was decided", _N, "Nothing; choose again to load it."
)

# Areas, outcomes and actions.
AREA_FROM_SHEET = define(
    "area-from-sheet", "The area is taken from the sheet's name", _N, "Check the area's name."
)
AREA_MISSING = define(
    "area-missing",
    "An action without an area",
    _W,
    "Fill in the area; a blank cell is not filled from the one above.",
)
AREA_EMPTY = define(
    "area-empty", "An area without actions was not loaded", _W, "Write its actions, or take its title out."
)
OUTCOME_MISSING = define(
    "outcome-missing",
    "Actions without an outcome",
    _W,
    "Fill in the outcome; a blank cell is not filled from the one above unless the cells are merged.",
)
OUTCOME_WITHOUT_ACTION = define(
    "outcome-without-action", "An outcome without an action was not loaded", _W, "Write the action beside it."
)
ROW_WITHOUT_ACTION = define(
    "row-without-action",
    "A row without an action was not loaded",
    _W,
    "Write the action, or move the text to the action it belongs to.",
)
MERGED_ROW_DIFFERS = define(
    "merged-row-differs",
    "A merged action has more than one ref, date or rating; the first was loaded",
    _W,
    "Split the action into one row each.",
)
SEVERAL_ACTIONS = define(
    "several-actions",
    "One cell seems to hold several actions; it was loaded as one",
    _N,
    "Split it into one row each if they are to be followed separately.",
)
SAME_ACTION_TWICE = define(
    "same-action-twice",
    "The same action stands in the plan more than once",
    _N,
    "Check that both are meant; both were loaded.",
)
REF_TWICE = define(
    "ref-twice",
    "Two actions have the same ref, which was not used to recognise them",
    _W,
    "Give each its own ref.",
)
REF_IS_DATE = define(
    "ref-is-date",
    "A ref that a spreadsheet turned into a date; it was not loaded",
    _W,
    "Format the column as text and write the ref again.",
)
DITTO_READ = define(
    "ditto-read",
    "A cell that says “as above” was read as the nearest filled cell above it",
    _N,
    "Check that it means that cell; write the words themselves if it does not.",
)

# Rows that are no actions, and words that are not live.
ROWS_HIDDEN = define(
    "rows-hidden", "Hidden rows were loaded", _N, "Check that the hidden actions still belong to the plan."
)
ROW_CONTINUES = define(
    "row-continues",
    "Rows that continue the action above; their texts were joined to it",
    _N,
    "Nothing, unless one of them is an action of its own: then give it a ref or an owner.",
)
ROW_HEADING = define(
    "row-heading", "Rows that head the actions below them", _N, "Nothing; they are no actions."
)
ROW_TOTAL = define("row-total", "A totals row was not loaded", _N, "Nothing; it is no action.")
ROW_EXAMPLE = define(
    "row-example", "A worked example was not loaded", _N, "Nothing, if it is no action of the plan."
)
ROW_STRUCK = define(
    "row-struck",
    "A row that is struck out was not loaded",
    _W,
    "Take the proposal to retire the action where it is in the plan, or take the line through it away.",
)
WORDS_STRUCK = define(
    "words-struck", "Words that are struck out were not loaded", _N, "Nothing, if they were withdrawn."
)
TEXT_NOT_LOADED = define(
    "text-not-loaded", "Text outside the tables was not loaded", _N, "Nothing, if it is a note."
)
LINK_NOT_LOADED = define(
    "link-not-loaded",
    "An address behind a cell was not loaded",
    _N,
    "Write it into the progress or evidence.",
)

# People and dates.
NOBODY_RESPONSIBLE = define(
    "nobody-responsible", "An action without a responsible person", _W, "Name who answers for it."
)
RESPONSIBLE_DOUBT = define(
    "responsible-doubt",
    "Who is responsible was not understood in full; the text was kept",
    _W,
    "Check the people on the action's page.",
)
INITIALS_READ = define(
    "initials-read",
    "Initials were read by a key of initials in the file",
    _N,
    "Check that they are these people.",
)
SURNAME_FIRST_READ = define(
    "surname-first-read",
    "Names are written surname first; each such cell was read as one person",
    _N,
    "Check that none of them names two people.",
)
ONE_NAME_SEVERAL_POSTS = define(
    "one-name-several-posts",
    "One name stands with posts that may be two people's",
    _W,
    "They were read as one person. If they are two, write their names so that they differ.",
)
DUE_UNCLEAR = define(
    "due-unclear",
    "A due date was not understood; the text was kept",
    _W,
    "Write it as a day, such as 31/03/2026.",
)
DUE_DOUBT = define("due-doubt", "A due date to look at", _N, "Check that it was understood as meant.")
DUE_OFF = define(
    "due-a-year-off",
    "A due date about a year off its neighbours",
    _W,
    "Check the year; it was loaded as written.",
)
DATES_SWAPPED = define(
    "dates-swapped",
    "Dates with days up to 12 stand beside texts with later days; day and month may be swapped",
    _N,
    "Check some of these dates; a program set to American dates turns 3 April into 4 March.",
)

# The exception table.
EXCEPTION_TEMPLATE = define(
    "exception-template",
    "The exception table's instructions are not data",
    _N,
    "Nothing; they were not loaded.",
)
EXCEPTION_UNMATCHED = define(
    "exception-unmatched",
    "A row of the exception table belongs to no action that was read",
    _W,
    "Copy the action's text exactly as it stands in the plan.",
)
EXCEPTION_TWICE = define(
    "exception-twice",
    "A second row of the exception table for the same action was not loaded",
    _W,
    "Write what it says into the action's first row there.",
)
