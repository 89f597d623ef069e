"""The kinds of issue that loading a tracker of recommendations can raise.

Owns: their wording, in the manner of `issues`. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

NO_TRACKER = define(
    "no-tracker",
    "No table of recommendations was found",
    _E,
    "Check that one row holds the headings, such as Ref, Recommendation, Response, Lead officer and Status.",
)
TRACKER_EMPTY = define(
    "tracker-empty", "The tables hold no recommendation", _E, "Check that this is the right file."
)
ORIGIN_UNKNOWN = define(
    "tracker-origin-unknown",
    "Nothing says who made the recommendations",
    _E,
    "Choose scrutiny, inspection, diagnostic review or peer; on the command line with --origin.",
)
ORIGIN_READ = define(
    "tracker-origin-read",
    "Who made the recommendations was read from a title or a name",
    _N,
    "Check it; choose another where it is wrong.",
)
ORIGIN_UNCLEAR = define(
    "tracker-origin-unclear",
    "An origin that is not known; the words were kept as the review or inspection",
    _W,
    "Write scrutiny, inspection, diagnostic review or peer.",
)
TRACKER_SHEET_HIDDEN = define(
    "tracker-sheet-hidden",
    "A hidden sheet holds a table of recommendations and was not loaded",
    _W,
    "Unhide the sheet and load again if it counts.",
)
TRACKER_SHEET_SKIPPED = define(
    "tracker-sheet-skipped",
    "A sheet without a table of recommendations",
    _N,
    "Nothing; its content was not loaded.",
)
TRACKER_ROWS_HIDDEN = define(
    "tracker-rows-hidden", "Hidden rows or columns were loaded", _N, "Check that they still count."
)
TRACKER_COLUMN_BESIDE = define(
    "tracker-column-beside",
    "A column that is not known was kept beside, under its heading",
    _N,
    "Nothing; the text stands with each recommendation.",
)
TRACKER_COLUMN_TWICE = define(
    "tracker-column-twice",
    "Two columns have the same meaning; the second was kept beside, under its heading",
    _W,
    "Rename one of them if the second is the one that counts.",
)
TRACKER_ROW_WITHOUT = define(
    "tracker-row-without",
    "A row without a recommendation was not loaded",
    _W,
    "Write the recommendation, or move the text to the one it belongs to.",
)
TRACKER_ROW_DIFFERS = define(
    "tracker-row-differs",
    "A recommendation over several rows has more than one value; the first was loaded",
    _W,
    "Split it into one row each.",
)
TRACKER_TEXT_LEFT = define(
    "tracker-text-left",
    "Text beside or around the tables was not loaded",
    _N,
    "Nothing, if it is a title or note.",
)
TRACKER_STRUCK = define(
    "tracker-struck", "Struck-out words were not loaded", _N, "Nothing, if they no longer count."
)
TRACKER_REF_TWICE = define(
    "tracker-ref-twice",
    "Two recommendations of one review have the same ref; they are told apart by their words",
    _W,
    "Give each its own ref.",
)
RESPONSE_UNCLEAR = define(
    "tracker-response-unclear",
    "A response that says neither yes nor no was kept in its words",
    _W,
    "Write accepted, accepted in part or rejected, or leave it.",
)
TRACKER_DATE_UNCLEAR = define(
    "tracker-date-unclear",
    "A date that names no day was kept as written",
    _W,
    "Write it day first, such as 12/01/2023.",
)
TRACKER_STATUS_UNKNOWN = define(
    "tracker-status-unknown",
    "A status that the plan's key does not explain was kept as written, not rated",
    _W,
    "Add the word or colour to the plan's RAG key, or write what it means.",
)
TRACKER_STATUS_CONTRADICTS = define(
    "tracker-status-contradicts",
    "The word of a status and its colour contradict each other; the word was kept",
    _W,
    "Correct one of them.",
)
TRACKER_CHANGED_TWICE = define(
    "tracker-changed-twice",
    "Dashboard and file changed the same since the last tracker; the dashboard's stands",
    _W,
    "Read both, and write what is right on the recommendation's page.",
)
RECOMMENDATION_MISSING = define(
    "recommendation-missing",
    "A recommendation of before is not in the file; it stays as it is",
    _W,
    "Close it with words if it is done with.",
)
