"""The kinds of issue that a return workbook can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# The workbook.
RETURN_NOT_OURS = define(
    "return-not-ours",
    "A return workbook whose actions are not in this dashboard",
    _E,
    "Load it into the dashboard that it was made with.",
)
RETURN_HEADINGS_LOST = define(
    "return-headings-lost",
    "A return workbook whose headings are gone",
    _E,
    "Put the headings back, or make a new return workbook and copy the texts into it.",
)
RETURN_TEXT_OUTSIDE = define(
    "return-text-outside",
    "Text beside or outside the table was not loaded",
    _W,
    "Write it into the cell of the action that it belongs to.",
)
RETURN_COLUMN_GONE = define(
    "return-column-gone",
    "A column that was sent is gone; its fields were left as they are",
    _N,
    "Nothing, if it held no changes.",
)

# Its rows.
RETURN_ROW_UNKNOWN = define(
    "return-row-unknown",
    "A row that is none of the actions sent; it was not loaded",
    _W,
    "Write the text into the row of its action, or add a new action in the dashboard.",
)
RETURN_ROW_TWICE = define(
    "return-row-twice",
    "An action stands in two rows that differ; neither was loaded",
    _W,
    "Delete the row that does not count and load the workbook again.",
)
RETURN_ROW_GONE = define(
    "return-row-gone",
    "An action that was sent and is not in the workbook any more; it was left as it is",
    _N,
    "Nothing; deleting a row deletes no action.",
)
RETURN_ACTION_GONE = define(
    "return-action-gone",
    "An action that was retired since the workbook was sent; its row was not loaded",
    _W,
    "Restore it on the action's page and load the workbook again, if the row still counts.",
)
RETURN_INCOMPLETE = define(
    "return-incomplete",
    "A row that lacks something; what is complete in it is loaded, and the rest waits as a draft",
    _W,
    "Fill in on the page what is named, or leave it: whose draft it becomes can complete it under Update.",
)

# Its cells.
RETURN_LOCKED_CHANGED = define(
    "return-locked-changed",
    "A locked cell was changed; the change was not loaded",
    _W,
    "Change it in the dashboard, or load the whole plan.",
)
RETURN_RAG_UNKNOWN = define(
    "return-rag-unknown",
    "A rating that is not in the plan's RAG key; it was not loaded",
    _W,
    "Choose one from the list in the cell.",
)
RETURN_REASON_ALONE = define(
    "return-reason-alone",
    "A reason for a new date without a new date; it was not loaded",
    _W,
    "Give the new date beside it, or write the reason into the update.",
)
