"""The kinds of issue that loading published figures can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

NOT_PUBLISHED_FILE = define(
    "not-published-file",
    "The file is none of the published files that can be loaded",
    _E,
    "Choose a CSV of Explore Education Statistics (it begins time_period), the long data of the Local "
    "Authority Interactive Tool (Short Desc, Data item, Years), or its table of statistical neighbours "
    "(LA num, SN1).",
)
PUBLISHED_COLUMN_MISSING = define(
    "published-column-missing",
    "A column that every such file has is missing",
    _E,
    "Download the file again and load it as it is.",
)
PUBLISHED_DAY_UNKNOWN = define(
    "published-day-unknown",
    "Nothing says when the release was published",
    _E,
    "Say the day (on the command line with --as-at); the page that you downloaded it from names it.",
)
PUBLISHED_NOTHING_CHOSEN = define(
    "published-nothing-chosen",
    "None of the file’s measures is one that plans usually measure",
    _E,
    "Choose the measures to load (on the command line with --measure).",
)
PUBLISHED_MEASURE_UNKNOWN = define(
    "published-measure-unknown",
    "The file has no such measure",
    _E,
    "Choose one of the codes that the report lists.",
)
PUBLISHED_NOT_READABLE = define(
    "published-not-readable",
    "The file, or a row of it, is no text in columns; reading stopped there",
    _E,
    "Download the file again as CSV and load it as it is; it may not have finished copying, or a spreadsheet "
    "may have saved it in another form.",
)
PUBLISHED_TEXT_RECOGNISED = define(
    "published-text-recognised",
    "The file is not the comma-separated UTF-8 that publishers write; it was read as what it is",
    _N,
    "Compare a figure of the report with the file.",
)
PUBLISHED_ROW_SHORT = define(
    "published-row-short",
    "A row with fewer or more cells than headings; it was not loaded",
    _W,
    "Compare the row with the one above it, in the file as it was downloaded.",
)
PUBLISHED_PLACE_UNKNOWN = define(
    "published-place-unknown",
    "A row whose council, region or country has no code that can be read; it was not loaded",
    _W,
    "Look at the row: a council’s number has three digits.",
)
PUBLISHED_NAMES_SWAPPED = define(
    "published-names-swapped",
    "The council’s name and its code stand in each other’s column; they were read the right way round",
    _N,
    "Nothing; some releases have them so.",
)
PUBLISHED_YEAR_UNCLEAR = define(
    "published-year-unclear",
    "Rows of a period that is no year; they were not loaded",
    _W,
    "Only yearly figures are compared. A year is written 2025, 202425 or 2024-25.",
)
PUBLISHED_NO_ROW = define(
    "published-no-row",
    "The file has no row that can be loaded",
    _E,
    "Look at what is said of its rows; only yearly figures of England, its regions and councils are loaded.",
)
PUBLISHED_VALUE_UNCLEAR = define(
    "published-value-unclear",
    "A cell that is neither a number nor one of the publishers’ symbols; it was not loaded",
    _W,
    "Look at the cell, in the file as it was downloaded.",
)
PUBLISHED_TWICE = define(
    "published-twice",
    "Two rows say different figures of one council and year; neither was loaded",
    _W,
    "Look for a column that tells the rows apart, and ask the publisher where there is none.",
)
PUBLISHED_COUNCIL_NEW = define(
    "published-council-new",
    "A council that no earlier release named",
    _N,
    "After a reorganisation, say again which council the plan is of, if it is the plan’s own.",
)
PUBLISHED_COUNCIL_GONE = define(
    "published-council-gone",
    "A council that has no figure in the newest year and had one the year before",
    _N,
    "Nothing; it is not ranked in that year.",
)
PUBLISHED_COUNCIL_LACKING = define(
    "published-council-lacking",
    "A council that the release before has and this one lacks, altogether or in the measures named",
    _W,
    "Look whether the file is whole. After a reorganisation say again which council the plan is of, if it "
    "was the plan’s own.",
)
NEIGHBOUR_ROW_UNCLEAR = define(
    "neighbour-row-unclear",
    "A row of neighbours with a number that is no council’s; that neighbour was not loaded",
    _W,
    "Look at the row; a council’s number has three digits.",
)
