"""What an issue is, the register of every kind of issue, and the kinds that a file of any subject can raise.

Owns: the record of a kind (code, title, severity, what to do) and of one finding with sheet and cell. The
kinds of one subject stand in that subject's room and enter the register when they are defined.
Refuses: deciding what to do about an issue; that is the importing person's choice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from data_model.plan.rows import ImportIssueRow


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


def has_error(issues: Iterable[Issue]) -> bool:
    """Say whether one of these issues is an error, so that nothing of their file can be loaded."""
    return any(issue.type.severity is Severity.ERROR for issue in issues)


def issue_row(issue: Issue) -> ImportIssueRow:
    """Write an issue out with the words it is shown with."""
    kind = issue.type
    return ImportIssueRow(
        kind.code, kind.title, kind.severity.value, issue.sheet, issue.cell, issue.seen, kind.what_to_do
    )


class UnreadableFile(Exception):
    """Raised when nothing of a file can be read; carries the one issue that says why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(f"{issue.type.title}: {issue.seen}" if issue.seen else issue.type.title)
        self.issue = issue


ISSUE_TYPES: dict[str, IssueType] = {}


def define(code: str, title: str, severity: Severity, what_to_do: str) -> IssueType:
    """Enter a kind of issue in the register and give it."""
    ISSUE_TYPES[code] = IssueType(code, title, severity, what_to_do)
    return ISSUE_TYPES[code]


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Files that cannot be read at all.
FILE_EMPTY = define(
    "file-empty", "The file is empty", _E, "Choose the file again; it may not have finished copying."
)
FILE_PASSWORD = define(
    "file-password",
    "The workbook is protected by a password",
    _E,
    "Open it in Excel, remove the password (File, Info, Protect Workbook), save and load it again.",
)
FILE_OLD_XLS = define(
    "file-old-xls",
    "The file is an old .xls workbook",
    _E,
    "Open it in Excel and save it as .xlsx, then load that.",
)
FILE_LABELLED = define(
    "file-labelled",
    "The file is encrypted by a sensitivity label, not by a password",
    _E,
    "Open it in Excel or Word, which shows the label beside the file's name. Ask the person who set the "
    "label, or your information governance team, for a copy whose label does not encrypt, and load that.",
)
FILE_LOCK = define(
    "file-lock",
    "The file is the lock of an open workbook, not the workbook",
    _E,
    "Choose the file of the same name without ~$ or .~lock at its beginning.",
)
FILE_LINK = define(
    "file-link",
    "The file is a link to a plan kept elsewhere",
    _E,
    "Open the link, download the plan there (in Google Sheets: File, Download, Microsoft Excel; in "
    "SharePoint: Download a copy) and load that.",
)
FILE_NOT_DOWNLOADED = define(
    "file-not-downloaded",
    "The file's content is not on this computer",
    _E,
    "Choose Always keep on this device for it in OneDrive, wait until it is there, and choose it again.",
)
FILE_OLD_DOC = define(
    "file-old-doc",
    "The file is an old .doc document",
    _E,
    "Open it in Word and save it as .docx, then load that.",
)
FILE_PDF = define(
    "file-pdf",
    "The file is a PDF",
    _E,
    "Ask for the workbook or the document that it was made from. Without it, open the PDF in Word, check "
    "every table against the PDF, save it as .docx and load that.",
)
FILE_WEB_PAGE = define(
    "file-web-page",
    "The file is a web page, whatever its name says",
    _E,
    "Open it in Excel and save it as .xlsx, then load that.",
)
FILE_NOT_WORKBOOK = define(
    "file-not-workbook",
    "The file is not a workbook that can be read",
    _E,
    "Open it in Excel or LibreOffice and save it as .xlsx, then load that.",
)
FILE_DAMAGED = define(
    "file-damaged",
    "The workbook is damaged",
    _E,
    "Open it in Excel, let it repair the file, save it under a new name and load that.",
)
FILE_QUOTATION_MARK = define(
    "file-quotation-mark",
    "A quotation mark has no partner, so that the rows of the text cannot be told apart",
    _E,
    "Open the file in a text editor, go to that line, and take the mark away, or write it twice if it is "
    "part of a text. Or open the list where it was made and save it as .xlsx.",
)
FILE_TOO_LARGE = define(
    "file-too-large",
    "The file is too large to be an action plan",
    _E,
    "Delete empty rows, columns and pictures, or split the workbook, then load it again.",
)
FILE_UNSAFE = define(
    "file-unsafe",
    "The file contains constructs that no spreadsheet program writes",
    _E,
    "Do not open it; ask its sender for a fresh copy.",
)

# What a file of any subject may hold that is read otherwise or not at all.
ENCODING = define(
    "encoding",
    "The text file is not in UTF-8",
    _N,
    "Check that accents, dashes and quotation marks are right; if not, save it as CSV UTF-8.",
)
CELL_ERROR = define("cell-error", "A cell shows an error", _W, "Mend the formula in the workbook.")
FORMULA_NO_VALUE = define(
    "formula-no-value",
    "A formula without a stored value",
    _W,
    "Open the workbook in Excel, save it and load it again.",
)
COMMENT_NOT_LOADED = define(
    "comment-not-loaded",
    "A comment on a cell was not loaded",
    _N,
    "Copy it into the cell if it belongs to the plan.",
)
COVERED_TEXT = define(
    "covered-text",
    "Text that merged cells cover was not loaded",
    _W,
    "Unmerge the cells to see it, and move it or delete it.",
)
TEXT_BOX = define(
    "text-box", "A text box was not loaded", _N, "Copy its text into a cell if it belongs to the plan."
)

# What an import of any subject may find of the file before.
LOADED_BEFORE = define(
    "loaded-before", "This very file was loaded before", _N, "Nothing; loading it again changes nothing."
)
KEPT_FROM_DASHBOARD = define(
    "kept-from-dashboard",
    "Changed in the dashboard since the file before, and kept",
    _N,
    "Nothing; write it into your copy of the workbook, or change it in the dashboard.",
)
