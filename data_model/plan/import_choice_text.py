"""What a column or a sheet of a workbook is read as, in words.

Owns: one wording of each meaning for the command line and the pages. Refuses: deciding.
"""

from data_model.plan.action_fields import ACTION_FIELDS
from data_model.plan.import_choices import KEPT_BESIDE, LEAVE_OUT, LEFT_OUT, LOAD, ChoiceKind, month_of
from data_model.plan.import_choices import KEY as HOLDS_KEY
from data_model.shared.sentence_text import long_month

UNKNOWN = "Not known yet"
_OF_SHEET = {LOAD: "Load it", LEAVE_OUT: "Leave it out", HOLDS_KEY: "It holds the RAG key"}
_OF_COLUMN = {
    **{field.heading: field.label for field in ACTION_FIELDS if field.heading},
    LEFT_OUT: "Not loaded",
    KEPT_BESIDE: "Kept beside, as text under its heading",
}


def meaning_text(kind: ChoiceKind, meaning: str) -> str:
    """Write a meaning in words: "Due date", "Not loaded", "As it was in January 2024"; plain text."""
    if not meaning:
        return UNKNOWN
    if kind is ChoiceKind.SHEET:
        return _OF_SHEET.get(meaning, meaning)
    month = month_of(meaning)
    if month is not None:
        return f"As it was in {long_month(month)}"
    return _OF_COLUMN.get(meaning, meaning.replace("-", " ").capitalize())
