"""The headings of tables of measures: which column holds what.

Owns: the wordings, matched whole with case and punctuation folded. Refuses: close spellings; a column whose
heading is not known is reported, never guessed.
"""

import re
from enum import StrEnum
from functools import lru_cache

from data_model.measures.measure_vocabulary import measure_key


class ColumnRole(StrEnum):
    """What a column holds."""

    NAME = "measure"
    REF = "reference"
    SECTION = "section"
    UNIT = "unit"
    KIND = "kind of figure"
    TARGET = "target"
    PERIOD = "period"
    START = "first day"
    END = "last day"
    YEAR = "year"
    VALUE = "figure"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    AS_AT = "as at"
    TIER = "tier"
    TEAM = "team"
    POLARITY = "which way is better"
    GREEN = "green threshold"
    AMBER = "amber threshold"
    RED = "red threshold"
    FLOOR = "floor standard"
    TOLERANCE = "tolerance"
    COMPARISON = "what others have"
    LEFT = "left out on purpose"
    UNKNOWN = "unknown"


WORDINGS: dict[ColumnRole, tuple[str, ...]] = {
    ColumnRole.NAME: (
        "measure", "measures", "indicator", "indicators", "kpi", "kpis", "metric", "metrics", "measure name",
        "indicator name", "kpi name", "performance measure", "performance measures", "performance indicator",
        "performance indicators", "key performance indicator", "key performance indicators", "pi",
        "data item", "name of measure", "name", "measure indicator", "measure title",
    ),
    ColumnRole.REF: (
        "ref", "reference", "no", "id", "code", "kpi ref", "kpi no", "pi ref", "measure ref", "measure id",
        "measure no", "indicator ref", "indicator no", "line", "row",
    ),
    ColumnRole.SECTION: (
        "section", "theme", "category", "group", "domain", "area", "service area", "priority", "heading",
    ),
    ColumnRole.UNIT: ("unit", "units", "unit of measure", "unit of measurement", "measured in", "format"),
    ColumnRole.KIND: (
        "type", "num den", "component", "figure type", "value type", "part", "n d", "line type",
    ),
    ColumnRole.TARGET: (
        "target", "targets", "standard", "goal", "annual target", "target value", "our target",
    ),
    ColumnRole.PERIOD: (
        "period", "month", "date", "week", "quarter", "day", "reporting period", "reporting month",
        "month ending", "month end", "period covered", "week commencing", "week beginning", "week starting",
        "w c", "wc", "week ending", "w e", "we", "w b", "month year", "time period", "date period",
    ),
    ColumnRole.START: (
        "period start", "start", "from", "start date", "period from", "first day", "start of period",
    ),
    ColumnRole.END: ("period end", "end", "to", "end date", "period to", "last day", "end of period"),
    ColumnRole.YEAR: ("year", "financial year", "fy", "calendar year", "reporting year"),
    ColumnRole.VALUE: (
        "value", "actual", "actuals", "result", "figure", "performance", "reading", "count", "number",
        "actual value", "data", "%", "percentage", "percent", "rate", "score", "performance value", "outcome",
        "value %", "actual %", "result %", "performance %", "total",
    ),
    ColumnRole.NUMERATOR: ("numerator", "num", "n", "numerator value"),
    ColumnRole.DENOMINATOR: ("denominator", "denom", "den", "d", "denominator value"),
    ColumnRole.AS_AT: (
        "as at", "as at date", "as of", "data as at", "snapshot date", "date extracted", "extracted",
        "extract date", "run date", "extracted on",
    ),
    ColumnRole.TIER: ("tier", "triage tier", "triage rating", "priority tier"),
    ColumnRole.TEAM: ("team", "service", "locality", "office", "hub", "district", "team name"),
    ColumnRole.POLARITY: (
        "polarity", "good is", "good performance", "good performance is", "good perf", "good perf is",
        "better is", "what is good", "good", "desired direction", "aim", "aim to", "high low",
        "high or low", "h l", "h l t", "higher lower", "bigger or smaller is better",
    ),
    ColumnRole.GREEN: ("green", "green threshold", "green if", "green when", "green range", "green target"),
    ColumnRole.AMBER: ("amber", "amber threshold", "amber if", "amber when", "amber range"),
    ColumnRole.RED: ("red", "red threshold", "red if", "red when", "red range", "threshold"),
    ColumnRole.FLOOR: (
        "floor", "floor standard", "floor target", "minimum standard", "minimum", "floor threshold",
    ),
    ColumnRole.TOLERANCE: ("tolerance", "target tolerance", "amber tolerance", "within"),
    ColumnRole.COMPARISON: (
        "england", "eng", "national", "nat", "national average", "nat ave", "england average",
        "statistical neighbours", "statistical neighbour", "stat neighbours", "stat neigh",
        "statistical neighbour average", "stat neigh ave", "best stat neigh", "sn", "sn average", "sn ave",
        "nat top qtile threshold", "benchmark", "benchmarking", "comparator", "comparators", "region",
        "regional", "regional average", "similar councils", "family average",
    ),
    ColumnRole.LEFT: (
        "dot", "d o t", "direction of travel", "direction", "travel", "trend", "trend line", "sparkline",
        "rag", "brag",
        "rag rating", "rag status", "rating", "status", "comment", "comments", "commentary", "narrative",
        "note", "notes", "owner", "lead", "lead officer", "responsible", "source", "data source", "frequency",
        "definition", "description",
        "previous year", "last year", "previous", "previous month", "change", "variance", "difference",
        "ytd", "year to date", "cumulative", "average", "mean", "outturn", "year end", "against target",
        "variance to target", "on target", "met",
    ),
}  # fmt: skip
_ROLES = {wording: role for role, wordings in WORDINGS.items() for wording in wordings}

# Beside a target, in the order in which they are said.
THRESHOLD_ROLES = (
    *(ColumnRole.GREEN, ColumnRole.AMBER, ColumnRole.RED),
    *(ColumnRole.FLOOR, ColumnRole.TOLERANCE),
)
# What stands beside the figures of a measure and belongs to it.
BESIDE_ROLES = frozenset((*THRESHOLD_ROLES, ColumnRole.POLARITY, ColumnRole.COMPARISON, ColumnRole.TARGET))
FIGURE_ROLES = frozenset((ColumnRole.VALUE, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR))
_BEGINNINGS = (
    ("target ", ColumnRole.TARGET),
    ("rag ", ColumnRole.LEFT),
    ("comment", ColumnRole.LEFT),
    ("dot ", ColumnRole.LEFT),
)
# "STAT NEIGH AVE 2023/24" and "National top quartile" in whatever order the words stand.
_WHOSE = re.compile(
    r"(?:england|eng|nat|national(?:ly)?|stat(?:istical)?|sn|neigh(?:bour)?s?|benchmark(?:ing)?|comparators?"
    r"|region(?:al)?|quartile|qtile|similar|family)\b ?"
)
_OTHERS = re.compile(
    rf"{_WHOSE.pattern}|(?:ave|avg|average|mean|median|best|worst|top|bottom|upper|lower|threshold|group|of|for|the"
    r"|councils?|authorit(?:y|ies)|las?|figure|rate|data|latest|published|%|[0-9]+)\b ?|% ?"
)
_SUMMED = re.compile(r"(?:year end|out ?turn|full year|annual)\b.*[0-9]{2}")
_PART_OF_NAME = re.compile(
    r"(?P<name>.+?)[\s:(\[,–—-]+(?P<role>numerator|denominator|num|denom|den)[\s)\]]*",
    re.IGNORECASE | re.DOTALL,
)
_PART_BEFORE = re.compile(
    r"[(\[]?(?P<role>numerator|denominator|num|denom|den)[)\]]?\s*[:–—-]\s*(?P<name>.+)",
    re.IGNORECASE | re.DOTALL,
)
_PART_OF_PERIOD = re.compile(
    r"(?P<name>.+?)[\s:(\[,–—-]+"
    r"(?P<role>numerator|denominator|num|denom|den|actual|value|result|target|%|percentage|rag|dot)[\s)\]]*",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 200


@lru_cache(maxsize=4096)
def role_of(heading: str) -> ColumnRole:
    """Tell what a heading says its column holds; UNKNOWN for words that are not in the list."""
    if len(heading) > _LONGEST:
        return ColumnRole.UNKNOWN
    key = measure_key(heading)
    role = _ROLES.get(key)
    if role is not None:
        return role
    found = next((role for start, role in _BEGINNINGS if key.startswith(start)), ColumnRole.UNKNOWN)
    is_of_others = found is ColumnRole.UNKNOWN and (_is_of_others(key) or _SUMMED.match(key))
    return ColumnRole.COMPARISON if is_of_others else found


def _is_of_others(key: str) -> bool:
    """Say whether a heading holds nothing but words for others and for what figure of theirs it is."""
    at, says_whose = 0, False
    while at < len(key):
        match = _OTHERS.match(key, at)
        if match is None or match.end() == at:
            return False
        says_whose = says_whose or _WHOSE.match(key, at) is not None
        at = match.end()
    return says_whose


def figure_role(text: str) -> ColumnRole | None:
    """Tell numerators, denominators and figures apart where the words stand alone beside or below a name."""
    role = _ROLES.get(measure_key(text)) if len(text) <= _LONGEST else None
    return role if role in FIGURE_ROLES else None


def part_name(text: str) -> tuple[str, ColumnRole | None]:
    """Part "Contacts decided (numerator)" into its name and role; the name is empty for "Numerator: …",
    which belongs to the measure above it."""
    if len(text) > _LONGEST:
        return text, None
    role = figure_role(text)
    if role is not None:
        return "", role
    if match := _PART_BEFORE.fullmatch(text.strip()):
        return "", _ROLES[match["role"].lower()]
    if match := _PART_OF_NAME.fullmatch(text.strip()):
        return match["name"].strip(), _ROLES[match["role"].lower()]
    return text, None


def part_period(text: str) -> tuple[str, ColumnRole | None]:
    """Part "Apr-22 Num" into the period's words and the role of its column."""
    match = _PART_OF_PERIOD.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    return (match["name"].strip(), role_of(match["role"])) if match else (text, None)
