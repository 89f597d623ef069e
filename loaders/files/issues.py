"""The kinds of issue a loader can raise, and one issue as found.

Owns: the catalogue (code, title, severity, what to do) and the record of one finding with sheet and cell.
Refuses: deciding what to do about an issue; that is the importing person's choice.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much an issue stands in the way."""

    ERROR = "error"  # nothing of the file can be loaded
    WARNING = "warning"  # loaded, but a person should look
    NOTE = "note"  # loaded as written; nothing is wrong


@dataclass(frozen=True, slots=True)
class IssueType:
    code: str
    title: str
    severity: Severity
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: what was seen and where. `cell` is "D33" or a range; both may be empty for a file."""

    type: IssueType
    seen: str = ""
    sheet: str = ""
    cell: str = ""


class UnreadableFile(Exception):
    """Raised when nothing of a file can be read; carries the one issue that says why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(f"{issue.type.title}: {issue.seen}" if issue.seen else issue.type.title)
        self.issue = issue


ISSUE_TYPES: dict[str, IssueType] = {}


def _define(code: str, title: str, severity: Severity, what_to_do: str) -> IssueType:
    ISSUE_TYPES[code] = IssueType(code, title, severity, what_to_do)
    return ISSUE_TYPES[code]


# Files that cannot be read at all.
_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE
FILE_EMPTY = _define(
    "file-empty", "The file is empty", _E, "Choose the file again; it may not have finished copying."
)
FILE_PASSWORD = _define(
    "file-password",
    "The workbook is protected by a password",
    _E,
    "Open it in Excel, remove the password (File, Info, Protect Workbook), save and load it again.",
)
FILE_OLD_XLS = _define(
    "file-old-xls",
    "The file is an old .xls workbook",
    _E,
    "Open it in Excel and save it as .xlsx, then load that.",
)
FILE_LABELLED = _define(
    "file-labelled",
    "The file is encrypted by a sensitivity label, not by a password",
    _E,
    "Open it in Excel or Word, which shows the label beside the file's name. Ask the person who set the "
    "label, or your information governance team, for a copy whose label does not encrypt, and load that.",
)
FILE_LOCK = _define(
    "file-lock",
    "The file is the lock of an open workbook, not the workbook",
    _E,
    "Choose the file of the same name without ~$ or .~lock at its beginning.",
)
FILE_LINK = _define(
    "file-link",
    "The file is a link to a plan kept elsewhere",
    _E,
    "Open the link, download the plan there (in Google Sheets: File, Download, Microsoft Excel; in "
    "SharePoint: Download a copy) and load that.",
)
FILE_NOT_DOWNLOADED = _define(
    "file-not-downloaded",
    "The file's content is not on this computer",
    _E,
    "Choose Always keep on this device for it in OneDrive, wait until it is there, and choose it again.",
)
FILE_OLD_DOC = _define(
    "file-old-doc",
    "The file is an old .doc document",
    _E,
    "Open it in Word and save it as .docx, then load that.",
)
FILE_PDF = _define(
    "file-pdf",
    "The file is a PDF",
    _E,
    "Ask for the workbook or the document that it was made from. Without it, open the PDF in Word, check "
    "every table against the PDF, save it as .docx and load that.",
)
FILE_WEB_PAGE = _define(
    "file-web-page",
    "The file is a web page, whatever its name says",
    _E,
    "Open it in Excel and save it as .xlsx, then load that.",
)
FILE_NOT_WORKBOOK = _define(
    "file-not-workbook",
    "The file is not a workbook that can be read",
    _E,
    "Open it in Excel or LibreOffice and save it as .xlsx, then load that.",
)
FILE_DAMAGED = _define(
    "file-damaged",
    "The workbook is damaged",
    _E,
    "Open it in Excel, let it repair the file, save it under a new name and load that.",
)
FILE_QUOTATION_MARK = _define(
    "file-quotation-mark",
    "A quotation mark has no partner, so that the rows of the text cannot be told apart",
    _E,
    "Open the file in a text editor, go to that line, and take the mark away, or write it twice if it is "
    "part of a text. Or open the list where it was made and save it as .xlsx.",
)
FILE_TOO_LARGE = _define(
    "file-too-large",
    "The file is too large to be an action plan",
    _E,
    "Delete empty rows, columns and pictures, or split the workbook, then load it again.",
)
FILE_UNSAFE = _define(
    "file-unsafe",
    "The file contains constructs that no spreadsheet program writes",
    _E,
    "Do not open it; ask its sender for a fresh copy.",
)

# Sheets, headings and rows.
NO_ACTION_TABLE = _define(
    "no-action-table",
    "No action table was found",
    _E,
    "Check that one row holds the column headings, such as Action, Responsible, Due date and RAG.",
)
NOTHING_TO_LOAD = _define(
    "nothing-to-load", "The action tables hold no actions", _E, "Check that this is the right file."
)
SHEET_HIDDEN = _define(
    "sheet-hidden",
    "A hidden sheet holds an action table and was not loaded",
    _W,
    "Unhide the sheet and load again if its actions belong to the plan.",
)
SHEET_SKIPPED = _define(
    "sheet-skipped", "A sheet without an action table", _N, "Nothing; its content was not loaded."
)
ROWS_HIDDEN = _define(
    "rows-hidden", "Hidden rows were loaded", _N, "Check that the hidden actions still belong to the plan."
)
COLUMNS_HIDDEN = _define(
    "columns-hidden", "Hidden columns were loaded", _N, "Check that their content is still right."
)
HEADING_CLOSE = _define(
    "heading-close",
    "A heading was understood by its close spelling",
    _W,
    "Check that it means what is said here.",
)
HEADING_TWICE = _define(
    "heading-twice",
    "Two columns have the same meaning; only the first was loaded",
    _W,
    "Rename or merge the columns, then load again, if the second one holds what you need.",
)
HEADING_JOINED = _define(
    "heading-joined",
    "Two columns have the same meaning; their texts were loaded one after the other",
    _N,
    "Nothing; each text stands under its own heading.",
)
COLUMN_NOT_LOADED = _define(
    "column-not-loaded",
    "A column was not loaded",
    _W,
    "Rename its heading to one that the dashboard knows if its content belongs to the plan.",
)
AREA_FROM_SHEET = _define(
    "area-from-sheet", "The area is taken from the sheet's name", _N, "Check the area's name."
)
AREA_MISSING = _define(
    "area-missing",
    "An action without an area",
    _W,
    "Fill in the area; a blank cell is not filled from the one above.",
)
AREA_EMPTY = _define(
    "area-empty", "An area without actions was not loaded", _W, "Write its actions, or take its title out."
)
OUTCOME_MISSING = _define(
    "outcome-missing",
    "Actions without an outcome",
    _W,
    "Fill in the outcome; a blank cell is not filled from the one above unless the cells are merged.",
)
OUTCOME_WITHOUT_ACTION = _define(
    "outcome-without-action", "An outcome without an action was not loaded", _W, "Write the action beside it."
)
ROW_WITHOUT_ACTION = _define(
    "row-without-action",
    "A row without an action was not loaded",
    _W,
    "Write the action, or move the text to the action it belongs to.",
)
TEXT_NOT_LOADED = _define(
    "text-not-loaded", "Text outside the tables was not loaded", _N, "Nothing, if it is a note."
)
COMMENT_NOT_LOADED = _define(
    "comment-not-loaded",
    "A comment on a cell was not loaded",
    _N,
    "Copy it into the cell if it belongs to the plan.",
)
MERGED_ROW_DIFFERS = _define(
    "merged-row-differs",
    "A merged action has more than one ref, date or rating; the first was loaded",
    _W,
    "Split the action into one row each.",
)
CELL_ERROR = _define("cell-error", "A cell shows an error", _W, "Mend the formula in the workbook.")
FORMULA_NO_VALUE = _define(
    "formula-no-value",
    "A formula without a stored value",
    _W,
    "Open the workbook in Excel, save it and load it again.",
)
SEVERAL_ACTIONS = _define(
    "several-actions",
    "One cell seems to hold several actions; it was loaded as one",
    _N,
    "Split it into one row each if they are to be followed separately.",
)
SAME_ACTION_TWICE = _define(
    "same-action-twice",
    "The same action stands in the plan more than once",
    _N,
    "Check that both are meant; both were loaded.",
)
REF_TWICE = _define(
    "ref-twice",
    "Two actions have the same ref, which was not used to recognise them",
    _W,
    "Give each its own ref.",
)
# People and dates.
NOBODY_RESPONSIBLE = _define(
    "nobody-responsible", "An action without a responsible person", _W, "Name who answers for it."
)
RESPONSIBLE_DOUBT = _define(
    "responsible-doubt",
    "Who is responsible was not understood in full; the text was kept",
    _W,
    "Check the people on the action's page.",
)
DUE_UNCLEAR = _define(
    "due-unclear",
    "A due date was not understood; the text was kept",
    _W,
    "Write it as a day, such as 31/03/2026.",
)
DUE_DOUBT = _define("due-doubt", "A due date to look at", _N, "Check that it was understood as meant.")
DUE_OFF = _define(
    "due-a-year-off",
    "A due date about a year off its neighbours",
    _W,
    "Check the year; it was loaded as written.",
)
DATES_SWAPPED = _define(
    "dates-swapped",
    "Dates with days up to 12 stand beside texts with later days; day and month may be swapped",
    _N,
    "Check some of these dates; a program set to American dates turns 3 April into 4 March.",
)
REF_IS_DATE = _define(
    "ref-is-date",
    "A ref that a spreadsheet turned into a date; it was not loaded",
    _W,
    "Format the column as text and write the ref again.",
)
# Rows that are no actions, and words that are not live.
ROW_CONTINUES = _define(
    "row-continues",
    "Rows that continue the action above; their texts were joined to it",
    _N,
    "Nothing, unless one of them is an action of its own: then give it a ref or an owner.",
)
ROW_HEADING = _define(
    "row-heading", "Rows that head the actions below them", _N, "Nothing; they are no actions."
)
ROW_TOTAL = _define("row-total", "A totals row was not loaded", _N, "Nothing; it is no action.")
ROW_EXAMPLE = _define(
    "row-example", "A worked example was not loaded", _N, "Nothing, if it is no action of the plan."
)
ROW_STRUCK = _define(
    "row-struck",
    "A row that is struck out was not loaded",
    _W,
    "Take the proposal to retire the action where it is in the plan, or take the line through it away.",
)
WORDS_STRUCK = _define(
    "words-struck", "Words that are struck out were not loaded", _N, "Nothing, if they were withdrawn."
)
LINK_NOT_LOADED = _define(
    "link-not-loaded",
    "An address behind a cell was not loaded",
    _N,
    "Write it into the progress or evidence.",
)
COVERED_TEXT = _define(
    "covered-text",
    "Text that merged cells cover was not loaded",
    _W,
    "Unmerge the cells to see it, and move it or delete it.",
)
TEXT_BOX = _define(
    "text-box", "A text box was not loaded", _N, "Copy its text into a cell if it belongs to the plan."
)
COLUMN_LEFT_OUT = _define(
    "column-left-out", "A column was left out, as was decided", _N, "Nothing; choose again to load it."
)
SHEET_LEFT_OUT = _define(
    "sheet-left-out",
    "A sheet with an action table was left out",
    _N,
    "Choose that it shall be loaded if its actions belong to the plan.",
)
# Ratings.
RAG_KEY_MISSING = _define(
    "rag-key-missing",
    "The workbook has no RAG key that explains its colours",
    _W,
    "Choose the key that the plan uses; until then these actions are not rated.",
)
RAG_COLOUR_UNKNOWN = _define(
    "rag-colour-unknown",
    "A colour that the RAG key does not explain",
    _W,
    "Say what it means in the key; until then these actions are not rated.",
)
RAG_WORD_UNKNOWN = _define(
    "rag-word-unknown",
    "A rating in words that the RAG key does not explain",
    _W,
    "Say what it means in the key; until then these actions are not rated.",
)
RAG_NO_COLOUR = _define(
    "rag-no-colour",
    "Actions without a rating",
    _W,
    "Rate them; or decide once what no colour means in this plan.",
)
RAG_BEFORE_STANDS = _define(
    "rag-before-stands",
    "Actions whose newest rating is blank; the one before it was loaded",
    _W,
    "Rate them in the newest column; or decide once what no colour means in this plan, if blank says it.",
)
DITTO_READ = _define(
    "ditto-read",
    "A cell that says “as above” was read as the nearest filled cell above it",
    _N,
    "Check that it means that cell; write the words themselves if it does not.",
)
RAG_CONTRADICTS = _define(
    "rag-contradicts",
    "Colour and word of a rating contradict each other; the word was kept",
    _W,
    "Correct the one that is wrong.",
)
RAG_TICKS_UNCLEAR = _define(
    "rag-ticks-unclear",
    "Of the columns that rate by a mark more than one is marked, or one holds words",
    _W,
    "Mark one column for each action.",
)
RAG_COLUMN_MISSING = _define(
    "rag-column-missing",
    "A table without a RAG column",
    _W,
    "Nothing was rated there; add a RAG column if you can.",
)
KEY_LABEL_UNKNOWN = _define(
    "key-label-unknown",
    "A label of the RAG key whose meaning is not plain",
    _W,
    "Say which status it stands for.",
)
KEY_COLOUR_TWICE = _define(
    "key-colour-twice",
    "The RAG key gives one colour two labels; the first was kept",
    _W,
    "Say which of the two the colour stands for.",
)
KEY_FORMAT_UNREAD = _define(
    "format-unread", "A conditional format that cannot be read", _W, "Check the ratings in its range."
)
MERGES_OVERLAP = _define(
    "merges-overlap",
    "Merged cells that overlap others were taken as not merged",
    _W,
    "Unmerge them in the workbook and check the rows around them.",
)
INITIALS_READ = _define(
    "initials-read",
    "Initials were read by a key of initials in the file",
    _N,
    "Check that they are these people.",
)
SURNAME_FIRST_READ = _define(
    "surname-first-read",
    "Names are written surname first; each such cell was read as one person",
    _N,
    "Check that none of them names two people.",
)
ENCODING = _define(
    "encoding",
    "The text file is not in UTF-8",
    _N,
    "Check that accents, dashes and quotation marks are right; if not, save it as CSV UTF-8.",
)
# Exceptions and comparison.
EXCEPTION_TEMPLATE = _define(
    "exception-template",
    "The exception table's instructions are not data",
    _N,
    "Nothing; they were not loaded.",
)
EXCEPTION_UNMATCHED = _define(
    "exception-unmatched",
    "A row of the exception table belongs to no action that was read",
    _W,
    "Copy the action's text exactly as it stands in the plan.",
)
EXCEPTION_TWICE = _define(
    "exception-twice",
    "A second row of the exception table for the same action was not loaded",
    _W,
    "Write what it says into the action's first row there.",
)
ACTION_MISSING = _define(
    "action-missing",
    "An action of the plan that this file does not hold",
    _W,
    "Nothing was deleted; check whether it was dropped on purpose.",
)
CLOSE_MATCH = _define(
    "close-match",
    "An action whose text is close to one in the plan",
    _W,
    "Say whether they are the same action.",
)
ANOTHER_PLAN = _define(
    "another-plan",
    "None of this file's actions is in the plan",
    _W,
    "If it is another plan's file, choose that plan or begin a new one.",
)
ONE_NAME_SEVERAL_POSTS = _define(
    "one-name-several-posts",
    "One name stands with posts that may be two people's",
    _W,
    "They were read as one person. If they are two, write their names so that they differ.",
)
LOADED_BEFORE = _define(
    "loaded-before", "This very file was loaded before", _N, "Nothing; loading it again changes nothing."
)

# Edits made in the dashboard and in a file since both began with the same.
KEPT_FROM_DASHBOARD = _define(
    "kept-from-dashboard",
    "Changed in the dashboard since the file before, and kept",
    _N,
    "Nothing; write it into your copy of the workbook, or change it in the dashboard.",
)
EDITED_ON_BOTH_SIDES = _define(
    "edited-on-both-sides",
    "Changed differently in the dashboard and in the file",
    _W,
    "Choose the dashboard's value or the file's.",
)
# What older columns say of their month.
HISTORY_LOADED = _define(
    "history-loaded",
    "Older columns become history of their month",
    _N,
    "Nothing; it stands in each action's history, true as at the end of that month.",
)
HISTORY_OTHERWISE = _define(
    "history-otherwise",
    "The dashboard says another thing of that month, and it stands",
    _N,
    "Nothing, or keep the column beside the action; what is said of a month is never replaced.",
)
HISTORY_NOT_BEFORE = _define(
    "history-not-before",
    "A column was given to a month that is not over before the day of the file; it was not loaded",
    _W,
    "Choose another month, a later day for the file, or keep the column beside the action.",
)
HISTORY_RATED_TWICE = _define(
    "history-rated-twice",
    "Two ratings of one action for one month; the first counts",
    _W,
    "Give one of the two columns to another month, or keep it beside the action.",
)
RETIRED_IN_DASHBOARD = _define(
    "retired-in-dashboard",
    "An action that was retired in the dashboard; the file still holds it, and it was not loaded",
    _W,
    "Take it out of the workbook, or restore it on the action's page and load the file again.",
)
# Return workbooks.
RETURN_WORKBOOK = _define(
    "return-workbook",
    "A workbook of one person's actions, sent out to be filled in; it is no plan",
    _E,
    "Bring it back as a return workbook: with load, or on the page for it.",
)
RETURN_NOT_OURS = _define(
    "return-not-ours",
    "A return workbook whose actions are not in this dashboard",
    _E,
    "Load it into the dashboard that it was made with.",
)
RETURN_HEADINGS_LOST = _define(
    "return-headings-lost",
    "A return workbook whose headings are gone",
    _E,
    "Put the headings back, or make a new return workbook and copy the texts into it.",
)
RETURN_ROW_UNKNOWN = _define(
    "return-row-unknown",
    "A row that is none of the actions sent; it was not loaded",
    _W,
    "Write the text into the row of its action, or add a new action in the dashboard.",
)
RETURN_ROW_TWICE = _define(
    "return-row-twice",
    "An action stands in two rows that differ; neither was loaded",
    _W,
    "Delete the row that does not count and load the workbook again.",
)
RETURN_ROW_GONE = _define(
    "return-row-gone",
    "An action that was sent and is not in the workbook any more; it was left as it is",
    _N,
    "Nothing; deleting a row deletes no action.",
)
RETURN_LOCKED_CHANGED = _define(
    "return-locked-changed",
    "A locked cell was changed; the change was not loaded",
    _W,
    "Change it in the dashboard, or load the whole plan.",
)
RETURN_TEXT_OUTSIDE = _define(
    "return-text-outside",
    "Text beside or outside the table was not loaded",
    _W,
    "Write it into the cell of the action that it belongs to.",
)
RETURN_COLUMN_GONE = _define(
    "return-column-gone",
    "A column that was sent is gone; its fields were left as they are",
    _N,
    "Nothing, if it held no changes.",
)
RETURN_RAG_UNKNOWN = _define(
    "return-rag-unknown",
    "A rating that is not in the plan's RAG key; it was not loaded",
    _W,
    "Choose one from the list in the cell.",
)
RETURN_INCOMPLETE = _define(
    "return-incomplete",
    "A row that lacks something; what is complete in it is loaded, and the rest waits as a draft",
    _W,
    "Fill in on the page what is named, or leave it: whose draft it becomes can complete it under Update.",
)
RETURN_REASON_ALONE = _define(
    "return-reason-alone",
    "A reason for a new date without a new date; it was not loaded",
    _W,
    "Give the new date beside it, or write the reason into the update.",
)
RETURN_ACTION_GONE = _define(
    "return-action-gone",
    "An action that was retired since the workbook was sent; its row was not loaded",
    _W,
    "Restore it on the action's page and load the workbook again, if the row still counts.",
)
