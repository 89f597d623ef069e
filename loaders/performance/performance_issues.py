"""The kinds of issue that loading performance figures can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Sheets, tables and columns.
NO_PERFORMANCE_TABLE = define(
    "no-performance-table",
    "No table of measures was found",
    _E,
    "Say what the columns hold where they are asked for, or check that one table has measures and periods.",
)
NO_FIGURES = define(
    "no-figures", "The tables hold no figure that can be loaded", _W, "Check that this is the right file."
)
PERFORMANCE_SHEET_SKIPPED = define(
    "performance-sheet-skipped",
    "A sheet without a table of measures",
    _N,
    "Nothing; its content was not loaded.",
)
PERFORMANCE_SHEET_HIDDEN = define(
    "performance-sheet-hidden",
    "A hidden sheet holds a table of measures and was not loaded",
    _W,
    "Say that the sheet is to be loaded if its figures count.",
)
PERFORMANCE_SHEET_LEFT = define(
    "performance-sheet-left",
    "A sheet with a table of measures was left out",
    _N,
    "Nothing, if it is to stay out; else say that it is to be loaded.",
)
PERFORMANCE_ROWS_HIDDEN = define(
    "performance-rows-hidden",
    "Hidden rows or columns were loaded",
    _N,
    "Check that their figures still count.",
)
PERFORMANCE_COLUMN_LEFT = define(
    "performance-column-left",
    "A column that repeats or comments on figures was left out on purpose",
    _N,
    "Nothing; totals, averages, directions of travel, ratings and notes are not figures of a period.",
)
PERFORMANCE_COLUMN_UNKNOWN = define(
    "performance-column-unknown",
    "A column of the table was not loaded",
    _W,
    "Say what the column holds if it counts.",
)
PERFORMANCE_TEXT_LEFT = define(
    "performance-text-left",
    "Text in or beside a table was not loaded",
    _N,
    "Nothing, if it is a note or a title.",
)
TITLE_CUMULATIVE = define(
    "title-cumulative",
    "A title speaks of figures added up over several periods; they were loaded as those of single ones",
    _W,
    "Check that each figure is of its own period alone; a year to date is not a month.",
)
PERFORMANCE_ROW_UNNAMED = define(
    "performance-row-unnamed",
    "Figures without the name of a measure were not loaded",
    _W,
    "Write the measure's name into the row; a blank cell is not filled from the one above.",
)
# Periods.
PERIOD_UNCLEAR = define(
    "period-unclear",
    "A period that is not clear; its figures were not loaded",
    _W,
    "Write the period in full, such as October 2022, Q3 2022/23 or w/c 03/10/2022.",
)
PERIOD_DOES_NOT_FIT = define(
    "period-does-not-fit",
    "A period whose length is not the measure's; its figures were not loaded",
    _W,
    "Give the figure for the measure's own period, or change how often the measure is read.",
)
PERIOD_TWICE = define(
    "period-twice",
    "Two columns have the same period",
    _W,
    "Check which of the two counts; figures that differ were not loaded.",
)
PERIOD_OF_ITS_OWN = define(
    "period-other-length",
    "Figures for another length of period than the measure's; they make a series of their own",
    _N,
    "Nothing, if the measure is also read so; its chart shows the others.",
)
WEEK_TAKEN = define(
    "week-taken",
    "A week that ends on a Friday was taken as Monday to Sunday",
    _N,
    "Check that no weekend work is counted elsewhere.",
)
PERIOD_IN_FUTURE = define(
    "period-in-future",
    "A period after the as-at day; it was not loaded",
    _W,
    "Check the period and the as-at day.",
)
PERIOD_NOT_OVER = define(
    "period-not-over",
    "A period that was not yet over on the as-at day; it was not loaded",
    _W,
    "Load it once the period is over: a part of a month is not a month.",
)
AS_AT_UNCLEAR = define(
    "as-at-unclear",
    "The day that a figure is true of is not clear or lies ahead; the figure was not loaded",
    _W,
    "Write it as a day, such as 31/10/2022, no later than the file's own as-at day.",
)
# Figures.
FIGURE_ERROR = define(
    "figure-error", "A cell shows an error; it was not loaded", _W, "Mend the formula in the workbook."
)
FIGURE_NO_VALUE = define(
    "figure-no-value",
    "A formula that was never calculated; it was not loaded",
    _W,
    "Open the workbook in Excel, save it and load it again.",
)
FIGURE_NO_UNIT = define(
    "figure-no-unit",
    "A figure of a measure in pounds whose scale nothing says; it was not loaded",
    _W,
    "Write £, £000 or £m into the row's name, its unit or its section.",
)
FIGURE_ROUNDED = define(
    "figure-rounded",
    "A figure in pounds with parts of a penny was rounded to the nearest penny",
    _N,
    "Nothing; pounds are kept with whole pence.",
)
FORECAST_READ = define(
    "forecast-read",
    "The forecast of a year as it stood at the end of a month; it was kept apart from the year's outturn",
    _N,
    "Nothing; it is on no chart, and is compared with forecasts of the same year.",
)
CHANGE_CHECKED = define(
    "change-checked",
    "A stated change is what the figures make; it was not loaded",
    _N,
    "Nothing; the readings say it.",
)
CHANGE_DIFFERS = define(
    "change-differs",
    "A stated change is not what the figures make; it was not loaded",
    _W,
    "Find which is wrong; the figures were loaded as written.",
)
CHANGE_UNCHECKED = define(
    "change-unchecked",
    "A stated change without the figures to hold it against; it was not loaded",
    _N,
    "Nothing, if the year before is not in the table.",
)
UNIT_COST_DIFFERS = define(
    "unit-cost-differs",
    "A stated cost a week is not spend ÷ care days × 7",
    _W,
    "Check the three figures; all were loaded as written.",
)
FIGURE_NEGATIVE = define(
    "figure-negative", "A figure below zero; it was not loaded", _W, "Correct the figure in the workbook."
)
FIGURE_UNCLEAR = define(
    "figure-unclear",
    "A cell that is no figure; it was not loaded",
    _W,
    "Write a number, or c for a suppressed and n/a for a missing one.",
)
FIGURE_OTHER_UNIT = define(
    "figure-other-unit",
    "A figure in another unit than the measure's; it was not loaded",
    _W,
    "Check which measure is meant, and in which unit it is read.",
)
FIGURE_MERGED = define(
    "figure-merged",
    "A figure in cells merged over several periods or measures; it was not loaded",
    _W,
    "Unmerge the cells and write the figure where it belongs.",
)
PERCENT_UNCLEAR = define(
    "percent-unclear",
    "A percentage that is not clear; it was not loaded",
    _W,
    "Write it with a percent sign, or format the whole row as percentages.",
)
PERCENT_FROM_FRACTIONS = define(
    "percent-from-fractions",
    "Figures of 1 and less were read as fractions: 0.953 is 95.3%",
    _N,
    "Check the percentages.",
)
PERCENT_MIXED_TABLE = define(
    "percent-mixed-table",
    "Figures of 1 and less were read as fractions, while other rows hold percentages as they are",
    _W,
    "Check the percentages; write them with a percent sign to be certain.",
)
PERCENT_FROM_WHOLE = define(
    "percent-from-whole-numbers",
    "Whole numbers without a percent sign were read as percentages",
    _W,
    "Check that they are percentages and no counts.",
)
PERCENT_ABOVE_100 = define(
    "percent-above-100",
    "A percentage above 100; it was not loaded",
    _W,
    "Correct the figure, or its numerator and denominator.",
)
SHARE_DISAGREES = define(
    "share-disagrees",
    "A percentage and its numerator and denominator disagree; none of them was loaded",
    _W,
    "Correct whichever is wrong; more than rounding stands between them.",
)
SHARE_INCOMPLETE = define(
    "share-incomplete",
    "A numerator or a denominator alone makes no figure; it was not loaded",
    _W,
    "Give both, or the percentage itself.",
)
SHARE_UNUSED = define(
    "share-unused",
    "A numerator or denominator of a measure that has none was not loaded",
    _W,
    "Check which measure is meant; the figure itself was loaded.",
)
READING_TWICE = define(
    "reading-twice",
    "The same figure stands for a measure and period more than once; it was loaded once",
    _N,
    "Nothing; take one of them out if you can.",
)
READINGS_CONFLICT = define(
    "readings-conflict",
    "Conflicting readings: two figures for one measure and period; neither was loaded",
    _W,
    "Correct the workbook so that one figure is left.",
)
SAME_FIGURE_NEIGHBOURS = define(
    "same-figure-neighbours",
    "The same figure stands for two neighbouring periods",
    _W,
    "Check that the second was not carried over from the first; both were loaded.",
)
# Names and targets.
MEASURE_UNKNOWN = define(
    "measure-unknown",
    "A name that is no measure of the plan; its figures were not loaded",
    _W,
    "Say which measure is meant, add it as a new one, or say that it is not to be loaded.",
)
MEASURE_LEFT_OUT = define(
    "measure-left-out",
    "A name that somebody decided is not to be loaded",
    _N,
    "Nothing; decide anew if it should be loaded after all.",
)
MEASURE_FROM_CATALOGUE = define(
    "measure-from-catalogue",
    "A measure that the plan does not have yet; it will be added as the catalogue defines it",
    _N,
    "Check its definition and target once it is loaded.",
)
MEASURE_RETIRED = define(
    "measure-retired",
    "A measure that was retired; its figures were not loaded",
    _W,
    "Restore the measure, or take its row out of the workbook.",
)
TARGET_UNCLEAR = define(
    "target-unclear",
    "A target that is not plain; it was not loaded",
    _W,
    "Write it as a number, such as 95%, or set it on the measure's page.",
)
TARGET_DIFFERS = define(
    "target-differs",
    "The target in the file is not in force yet; it is recorded, in place of the one before if there is one",
    _N,
    "Check that it holds from the first period of the table.",
)
TARGETS_CONFLICT = define(
    "targets-conflict",
    "Two targets stand for one measure and period; neither was loaded",
    _W,
    "Correct the workbook so that one target is left.",
)
POLARITY_DIFFERS = define(
    "polarity-differs",
    "Which way is better is not what the measure's definition says, or is not clear",
    _W,
    "Check which of the two is right, and change the measure's definition if it is the file.",
)
COMPARISON_KEPT = define(
    "comparison-kept",
    "What others have for a measure was kept beside it; it is no reading",
    _N,
    "Nothing; it stands on the measure's page with its source.",
)
COMPARISON_UNCLEAR = define(
    "comparison-unclear",
    "What others have for a measure is no plain figure in its unit; it was not kept",
    _N,
    "Write a number, such as 85.7%, if it counts.",
)
CONTACT_LIST_READ = define(
    "contact-list-read",
    "A list of single contacts; its figures were worked out from it and no contact was kept",
    _N,
    "Check how many rows counted and why others were left out.",
)
