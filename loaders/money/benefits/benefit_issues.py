"""The kinds of issue that loading benefits and returns can raise, beside those of amounts.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

NO_BENEFITS_TABLE = define(
    "no-benefits-table",
    "No table of benefits and no table of returns was found",
    _E,
    "Head one column Benefit (or Objective, or Description under a title that names benefits) and one with "
    "its amounts; or give a table of returns rows named Gross and Net and a column for each year.",
)
BENEFITS_DAY_UNKNOWN = define(
    "benefits-day-unknown",
    "Nothing says of which day the table is true",
    _E,
    "Say the day (on the command line with --as-at), or write it into the title: as at 26 January 2023.",
)
BENEFITS_KIND_UNKNOWN = define(
    "benefits-kind-unknown",
    "Nothing says whether the amounts are gross or net",
    _E,
    "Say which they are (on the command line with --amounts), or write it into the title or the headings.",
)
BENEFITS_YEAR_UNKNOWN = define(
    "benefits-year-unknown",
    "An amount of “year 8” or another numbered year, and nothing says which year is the first",
    _E,
    "Say the first year (on the command line with --first-year), or head the amounts with financial years.",
)
BENEFITS_REPROFILED = define(
    "benefits-reprofiled",
    "A profile changes, and nothing says why and who approved it",
    _E,
    "Say both (on the command line with --reason and --approved-by), or in columns named Reason and Approved "
    "by. The earlier profile stays.",
)
BENEFITS_YEAR_TAKEN = define(
    "benefits-year-taken",
    "A numbered year was taken from the first year of the table of returns, or as it was said",
    _N,
    "Check the year.",
)
BENEFITS_KIND_TAKEN = define(
    "benefits-kind-taken",
    "What the amounts are was taken from the label of their total",
    _N,
    "Check it; the total adds up to them.",
)
BENEFITS_UNIT_TAKEN = define(
    "benefits-unit-taken",
    "A unit was taken from the other amounts of the column, which all name it",
    _N,
    "Check the total.",
)
BENEFITS_BRACKETS_TAKEN = define(
    "benefits-brackets-taken",
    "Brackets around an amount beside words were taken for brackets, and not for a minus",
    _N,
    "Check the figures; a disbenefit needs a minus sign.",
)
BENEFITS_SHEET_SKIPPED = define(
    "benefits-sheet-skipped",
    "A sheet without a table of benefits or returns",
    _N,
    "Nothing; its content was not loaded.",
)
BENEFITS_SHEET_HIDDEN = define(
    "benefits-sheet-hidden",
    "A hidden sheet holds a table of benefits or returns and was not loaded",
    _W,
    "Unhide the sheet and load again if its benefits count.",
)
BENEFITS_ROWS_HIDDEN = define(
    "benefits-rows-hidden",
    "Hidden rows or columns were loaded",
    _N,
    "Check that what they hold still counts.",
)
BENEFITS_COLUMN_UNKNOWN = define(
    "benefits-column-unknown",
    "A column of the table was not loaded",
    _W,
    "Give it a heading that the dashboard knows if its content counts.",
)
BENEFITS_COLUMN_TWICE = define(
    "benefits-column-twice",
    "Two columns have the same meaning, or one heading stands over several; it was not loaded",
    _W,
    "Give each year and kind of amount one column of its own.",
)
BENEFITS_UNITS_TWO = define(
    "benefits-units-two",
    "A heading or title names two units; amounts without a unit of their own were not loaded",
    _W,
    "Leave one unit in it: £, £000 or £m.",
)
BENEFITS_TWO_TABLES = define(
    "benefits-two-tables",
    "A second table of returns was not loaded",
    _W,
    "Load it alone, with --sheet, if it is the one that counts.",
)
BENEFIT_UNNAMED = define(
    "benefit-unnamed",
    "Amounts without a benefit were not loaded",
    _W,
    "Write the benefit's name into the row; a blank cell is not filled from the one above.",
)
BENEFIT_TWICE = define(
    "benefit-twice",
    "The same benefit stands in the table more than once; the first was loaded",
    _W,
    "Take one of them out, or give each a name of its own.",
)
BENEFIT_ON_SHEETS = define(
    "benefit-on-sheets",
    "The same benefit stands on more than one sheet; the earliest was loaded",
    _W,
    "Load the other sheet alone afterwards; where it changes a profile, it asks why.",
)
BENEFIT_WITHOUT_AMOUNTS = define(
    "benefit-without-amounts",
    "A benefit without any amount",
    _W,
    "Write what it brings in each year, or n/a.",
)
BENEFIT_TEXT_LEFT = define(
    "benefit-text-left",
    "Text in or below the table was not loaded",
    _N,
    "Nothing, if it is a note or a title.",
)
BENEFIT_STRUCK = define(
    "benefit-struck",
    "A benefit that is struck out was not loaded",
    _W,
    "Take the line through it away if it still counts.",
)
BENEFIT_AMOUNTS_TWO = define(
    "benefit-amounts-two",
    "Two amounts in one cell; neither was loaded",
    _W,
    "Write one amount a cell, such as (£0.9m).",
)
BENEFIT_VOLUMES_TWO = define(
    "benefit-volumes-two",
    "Several volumes in one cell were read as so many volumes",
    _N,
    "Check them; each can have a measure of its own.",
)
BENEFIT_VOLUME_UNREAD = define(
    "benefit-volume-unread",
    "No volume was read: the text does not begin with one number",
    _W,
    "Begin with the number: 35 more children supported each year.",
)
BENEFIT_KIND_UNKNOWN = define(
    "benefit-kind-unknown",
    "A kind of benefit that is not known",
    _W,
    "Write cashable, cost avoidance, non-cashable or disbenefit.",
)
BENEFIT_BASELINE_UNCLEAR = define(
    "benefit-baseline-unclear",
    "A baseline that is no number, or no day, was left out",
    _W,
    "Write the number and the day in columns of their own.",
)
BENEFIT_MEASURE_UNKNOWN = define(
    "benefit-measure-unknown",
    "No measure of the plan has this name; the benefit was loaded without it",
    _W,
    "Correct the name, or choose the measure on the benefit's page.",
)
BENEFIT_ACTION_UNKNOWN = define(
    "benefit-action-unknown",
    "No action of the plan has this ref; the benefit was loaded without it",
    _W,
    "Correct the ref, or choose the action on the benefit's page.",
)
BENEFIT_UNMEASURED = define(
    "benefit-unmeasured",
    "An amount realised by a benefit that no measure counts was not loaded",
    _W,
    "Name the measure that counts its volume, then load the file again.",
)
BENEFIT_NOT_BANKED = define(
    "benefit-not-banked",
    "An amount banked for a non-cashable benefit was not loaded",
    _W,
    "Correct the kind, or take the amount out.",
)
BENEFIT_NET_DIFFERS = define(
    "benefit-net-differs",
    "A net amount that is not gross less cost; all three were loaded as written",
    _W,
    "Correct whichever is wrong.",
)
BENEFITS_TOTAL_ROW = define(
    "benefits-total-row", "A totals row was checked and not loaded", _N, "Nothing; it is no benefit."
)
BENEFITS_TOTAL_DIFFERS = define(
    "benefits-total-differs",
    "A stated total that its years or rows do not add up to",
    _W,
    "Correct the total or the amounts; the amounts were loaded as written.",
)
BENEFITS_SHEETS_DIFFER = define(
    "benefits-sheets-differ",
    "Two sheets say different things of one year",
    _W,
    "Find out which of them is right, or what one of them leaves out.",
)
BENEFIT_MISSING = define(
    "benefit-missing",
    "A benefit of the plan that this table does not hold",
    _W,
    "Nothing was deleted; check whether it was dropped on purpose.",
)
BENEFITS_OLDER = define(
    "benefits-older",
    "The table is older than what the dashboard says; what it changes goes into the history alone",
    _N,
    "Nothing, if an earlier table is being added to the history.",
)
