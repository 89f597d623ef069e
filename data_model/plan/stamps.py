"""The words of the stamp in workbooks that the dashboard writes and reads back, and the digest of a cell.

Owns: the sheet's name, its first words, the columns of a return workbook, and how the text of a cell is
folded before it is compared. Refuses: files; `exports` writes the stamp and `loaders` reads it.

A digest says whether a cell was touched. What spreadsheet programs do to text without anybody editing it is
folded away first: line ends, spaces at the ends of lines, characters that a file cannot hold.
"""

import hashlib
import re

from data_model.plan.action_fields import COMPARED_FIELDS, FIELD_BY_NAME, UPDATABLE_FIELDS

STAMP_SHEET = "_dashboard stamp"
PLAN_STAMP = "improvement plan in its own layout"
RETURN_STAMP = "improvement plan return"

# The columns of a return workbook by field, with our standard headings; a plan's own stand before them.
LOCKED_COLUMNS: dict[str, str] = {
    **{name: COMPARED_FIELDS[name] for name in ("ref", "area", "outcome", "text", "responsible", "due_text")},
    "previous": "Previous update",
}
# One piece of evidence of the action's impact; all empty when sent.
EVIDENCE_COLUMNS: dict[str, str] = {
    "evidence_kind": "Evidence: kind",
    "evidence_dated": "Evidence: day it shows",
    "evidence_finding": "Evidence: finding in one line",
    "evidence_link": "Evidence: link",
}
# "progress" is empty when sent: what is written there becomes the action's progress. So is "reason".
OPEN_COLUMNS: dict[str, str] = {
    "rag": COMPARED_FIELDS["rag_label"],
    **{name: FIELD_BY_NAME[name].return_heading or COMPARED_FIELDS[name] for name in UPDATABLE_FIELDS},
    "reason": "Reason for the new date",
    **EVIDENCE_COLUMNS,
}
_AFTER_THE_DATE = UPDATABLE_FIELDS.index("revised_due_text") + 1
RETURN_COLUMNS: tuple[str, ...] = (
    *(name for name in LOCKED_COLUMNS if name != "previous"),
    *("rag", "previous", *UPDATABLE_FIELDS[:_AFTER_THE_DATE]),
    *("reason", *UPDATABLE_FIELDS[_AFTER_THE_DATE:], *EVIDENCE_COLUMNS),
)

# What XML 1.0 cannot hold is written as U+FFFD.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Spaces at the ends of lines, an ordinary tab beside them; a non-breaking space counts as a space.
_LINE_END_SPACES = re.compile(r"[ \t\u00a0]+(?=\n|\Z)")


def fold_cell(text: str) -> str:
    """Fold a cell's text so that two texts differ only where somebody changed one."""
    plain = _UNSTORABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINE_END_SPACES.sub("", plain).strip()


def cell_digest(text: str) -> str:
    """Return the digest of a cell's text as folded; of an empty cell it is empty."""
    folded = fold_cell(text)
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:20] if folded else ""
