"""The kinds of issue that loading tables of money can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Amounts.
AMOUNT_ERROR = define(
    "amount-error", "A cell shows an error; no amount was loaded", _W, "Mend the formula in the workbook."
)
AMOUNT_NO_VALUE = define(
    "amount-no-value",
    "A formula that was never calculated; no amount was loaded",
    _W,
    "Open the workbook in Excel, save it and load it again.",
)
AMOUNT_UNCLEAR = define(
    "amount-unclear",
    "A cell that is no amount; it was not loaded",
    _W,
    "Write a number or an amount such as £0.2m or (0.2); write n/a where there is none.",
)
AMOUNT_NO_UNIT = define(
    "amount-no-unit",
    "A number whose unit nothing says; it was not loaded",
    _W,
    "Write the unit into the heading or the title (£, £000 or £m), or into the cell (£0.2m).",
)
AMOUNT_TOO_LARGE = define(
    "amount-too-large",
    "An amount of more than a billion pounds; it was not loaded",
    _W,
    "Check the unit of the heading: pounds may stand under £m or £000.",
)
AMOUNT_UNIT_CONTRADICTS = define(
    "amount-unit-contradicts",
    "A cell and its heading name different units; the amount was not loaded",
    _W,
    "Correct whichever is wrong, so that one unit is left.",
)
AMOUNT_ROUNDED = define(
    "amount-rounded",
    "An amount with parts of a penny was rounded to the nearest penny",
    _N,
    "Nothing; money is kept in whole pence.",
)
AMOUNT_OUT_OF_SCALE = define(
    "amount-out-of-scale",
    "An amount a thousand times the others of its table, or more; it was loaded as written",
    _W,
    "Check its unit: pounds or thousands may stand among millions.",
)
AMOUNT_MERGED = define(
    "amount-merged",
    "An amount in cells merged over several years or rows; it was not loaded",
    _W,
    "Unmerge the cells and write each amount where it belongs.",
)
# Tables of savings.
NO_SAVINGS_TABLE = define(
    "no-savings-table",
    "No table of savings was found",
    _E,
    "Check that one row heads a column Title of Proposal (or Title, Proposal, Saving) and one for each year, "
    "such as 2022/23 £m.",
)
NO_SAVINGS = define(
    "no-savings", "The table holds no saving", _E, "Check that this is the right file and sheet."
)
SAVINGS_DAY_UNKNOWN = define(
    "savings-day-unknown",
    "Nothing says of which day the table is true",
    _E,
    "Say the day (on the command line with --as-at), or write it into the title: as at 26 January 2023.",
)
SAVINGS_KIND_UNKNOWN = define(
    "savings-kind-unknown",
    "Nothing says whether the amounts were proposed, agreed, forecast or delivered",
    _E,
    "Say which they are (on the command line with --amounts), or write it into the title or the headings.",
)
SAVINGS_SIGNS_MIXED = define(
    "savings-signs-mixed",
    "Negative and positive amounts stand in one table, and nothing says which are savings",
    _E,
    "Say which sign a saving has (on the command line with --sign).",
)
SAVINGS_SIGN_TAKEN = define(
    "savings-sign-taken",
    "Negative amounts, or those in brackets, were read as savings",
    _N,
    "Check the figures; a saving is a positive amount here.",
)
SAVINGS_SHEET_SKIPPED = define(
    "savings-sheet-skipped",
    "A sheet without a table of savings",
    _N,
    "Nothing; its content was not loaded.",
)
SAVINGS_SHEET_HIDDEN = define(
    "savings-sheet-hidden",
    "A hidden sheet holds a table of savings and was not loaded",
    _W,
    "Unhide the sheet and load again if its savings count.",
)
SAVINGS_ROWS_HIDDEN = define(
    "savings-rows-hidden",
    "Hidden rows or columns were loaded",
    _N,
    "Check that what they hold still counts.",
)
SAVINGS_COLUMN_UNKNOWN = define(
    "savings-column-unknown",
    "A column of the table was not loaded",
    _W,
    "Give it a heading that the dashboard knows if its content counts.",
)
SAVINGS_COLUMN_TWICE = define(
    "savings-column-twice",
    "Two columns have the same meaning; the second was not loaded",
    _W,
    "Rename one of them: two columns of one year need a word such as agreed or forecast.",
)
SAVINGS_UNITS_TWO = define(
    "savings-units-two",
    "A heading or title names two units; amounts without a unit of their own were not loaded",
    _W,
    "Leave one unit in it: £, £000 or £m.",
)
SAVING_UNNAMED = define(
    "saving-unnamed",
    "Amounts without a title were not loaded",
    _W,
    "Write the title of the saving into the row; a blank cell is not filled from the one above.",
)
SAVING_TWICE = define(
    "saving-twice",
    "The same saving stands in the table more than once; the first was loaded",
    _W,
    "Take one of them out, or give each a title of its own.",
)
SAVING_REF_TWICE = define(
    "saving-ref-twice",
    "Two savings have the same ref; both were loaded, and are told apart by their titles",
    _W,
    "Give each a ref of its own.",
)
SAVING_WITHOUT_AMOUNTS = define(
    "saving-without-amounts",
    "A saving without any amount",
    _W,
    "Write what it saves in each year, or n/a.",
)
SAVING_TEXT_LEFT = define(
    "saving-text-left",
    "Text in or below the table was not loaded",
    _N,
    "Nothing, if it is a note or a title.",
)
SAVING_STRUCK = define(
    "saving-struck",
    "A saving that is struck out was not loaded",
    _W,
    "Take the line through it away if it still counts.",
)
SAVINGS_TOTAL_ROW = define(
    "savings-total-row", "A totals row was checked and not loaded", _N, "Nothing; it is no saving."
)
SAVINGS_TOTAL_DIFFERS = define(
    "savings-total-differs",
    "A stated total that its amounts do not add up to",
    _W,
    "Correct the total or the amounts; the amounts were loaded as written.",
)
SAVING_RATING_UNKNOWN = define(
    "saving-rating-unknown",
    "A colour or word that is no rating; the saving is not rated",
    _W,
    "Use blue delivered, green on track, amber at risk, red not deliverable, or these words.",
)
SAVING_RATING_NONE = define(
    "saving-rating-none", "A saving without a rating", _N, "Rate it, unless it is counted elsewhere."
)
SAVING_RATING_CONTRADICTS = define(
    "saving-rating-contradicts",
    "Colour and word of a rating contradict each other; the word was kept",
    _W,
    "Correct the one that is wrong.",
)
SAVING_COLOURS_READ = define(
    "saving-colours-read",
    "Colours were read as ratings: blue delivered, green on track, amber at risk, red not deliverable",
    _N,
    "Check one saving of each colour.",
)
SAVING_TAKEN_INTO = define(
    "saving-taken-into",
    "A saving that its progress says another programme counts now; it is never counted as at risk here",
    _W,
    "Check the programme named; correct it on the saving's page.",
)
SAVING_TERM_UNCLEAR = define(
    "saving-term-unclear",
    "Whether a saving is one-off or recurring was not understood",
    _W,
    "Write one-off or recurring.",
)
# Comparison with what is known.
SAVING_ACTION_UNKNOWN = define(
    "saving-action-unknown",
    "No action of the plan has this ref; the saving was loaded without it",
    _W,
    "Correct the ref, or choose the action on the saving's page.",
)
SAVING_MISSING = define(
    "saving-missing",
    "A saving of the plan that this table does not hold",
    _W,
    "Nothing was deleted; check whether it was dropped on purpose.",
)
SAVING_RETITLED = define(
    "saving-retitled",
    "A saving was recognised by its ref and area, though its title changed",
    _W,
    "Check that it is the same saving.",
)
SAVINGS_OLDER = define(
    "savings-older",
    "The table is older than what the dashboard says; what it changes goes into the history alone",
    _N,
    "Nothing, if an earlier table is being added to the history.",
)
