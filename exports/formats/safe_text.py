"""Text of users made safe for a spreadsheet or a calendar, with nothing lost silently.

Owns: text that a spreadsheet would run as a formula. Refuses: any other change; what a person wrote leaves as
written (see `data_model.shared.cell_text` for what no file or cell can hold).

A cell of a .csv file that would start a formula gets a leading apostrophe, as OWASP advises against CSV
injection: = + - @, tab, carriage return and line feed, and the full-width forms of the four signs, also
behind spaces or marks that cannot be seen. A bullet "- done" therefore reads "'- done" in a .csv file. In an
.xlsx file the cell's type says that it is text, so nothing is added.
"""

import unicodedata

from data_model.shared.cell_text import storable

_FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def csv_safe(text: str) -> str:
    """Return the text of a .csv cell: storable, and behind an apostrophe where it would start a formula."""
    return f"'{storable(text)}" if starts_formula(text) else storable(text)


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take the text for a formula when it is opened or edited."""
    for character in text:
        if character in _FORMULA_STARTS:
            return True
        if not (character.isspace() or unicodedata.category(character) in ("Cc", "Cf")):
            return False
    return False
