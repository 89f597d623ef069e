"""The kinds of issue that loading tables of money can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, _define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Amounts.
AMOUNT_ERROR = _define(
    "amount-error", "A cell shows an error; no amount was loaded", _W, "Mend the formula in the workbook."
)
AMOUNT_NO_VALUE = _define(
    "amount-no-value",
    "A formula that was never calculated; no amount was loaded",
    _W,
    "Open the workbook in Excel, save it and load it again.",
)
AMOUNT_UNCLEAR = _define(
    "amount-unclear",
    "A cell that is no amount; it was not loaded",
    _W,
    "Write a number or an amount such as £0.2m or (0.2); write n/a where there is none.",
)
AMOUNT_NO_UNIT = _define(
    "amount-no-unit",
    "A number whose unit nothing says; it was not loaded",
    _W,
    "Write the unit into the heading or the title (£, £000 or £m), or into the cell (£0.2m).",
)
AMOUNT_TOO_LARGE = _define(
    "amount-too-large",
    "An amount of more than a billion pounds; it was not loaded",
    _W,
    "Check the unit of the heading: pounds may stand under £m or £000.",
)
AMOUNT_UNIT_CONTRADICTS = _define(
    "amount-unit-contradicts",
    "A cell and its heading name different units; the amount was not loaded",
    _W,
    "Correct whichever is wrong, so that one unit is left.",
)
AMOUNT_ROUNDED = _define(
    "amount-rounded",
    "An amount with parts of a penny was rounded to the nearest penny",
    _N,
    "Nothing; money is kept in whole pence.",
)
AMOUNT_MERGED = _define(
    "amount-merged",
    "An amount in cells merged over several years or rows; it was not loaded",
    _W,
    "Unmerge the cells and write each amount where it belongs.",
)
