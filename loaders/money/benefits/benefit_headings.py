"""Headings of tables of benefits: which column holds what, and of which year, level and kind an amount is.

Owns: those words, also of the rows of a table of returns. Refuses: cells below headings (`benefit_rows`) and
finding tables (`benefit_tables`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from data_model.money.amounts import MoneyUnit
from data_model.money.benefits.benefit_content import BenefitKind
from data_model.money.benefits.benefit_profiles import ProfileAmount, ProfileLevel
from data_model.money.benefits.rows_benefits import BenefitReadingKind
from data_model.money.financial_years import FinancialYear, take_year_period
from loaders.money.amounts import units_named
from loaders.money.savings.savings_headings import fold_heading


class BenefitColumn(StrEnum):
    """What a column of words, or the one column of amounts without a year, holds."""

    REF = "ref"
    BENEFIT = "benefit"
    DESCRIPTION = "in words"
    KIND = "kind"
    SERVICE = "service"
    OWNER = "owner"
    VOLUME = "volume"
    MEASURE = "measure"
    BASELINE = "baseline"
    BASELINE_DAY = "baseline day"
    UNIT_VALUE = "unit value"
    UNIT_SOURCE = "source of the unit value"
    ACTIONS = "actions"
    REASON = "reason"
    APPROVED = "approved by"
    FULL = "amount without a year"


# Headings as councils write them, folded; the first is the field's own.
BENEFIT_WORDINGS: dict[BenefitColumn, tuple[str, ...]] = {
    BenefitColumn.REF: ("ref", "no", "number", "id", "reference", "benefit ref", "benefit no", "benefit id"),
    BenefitColumn.BENEFIT: ("benefit", "benefits", "benefit title", "title of benefit", "name of benefit",
                            "benefit name", "benefit description", "objective", "objectives"),
    BenefitColumn.DESCRIPTION: ("in words", "detail", "details", "narrative", "how", "how it is achieved",
                                "explanation", "assumptions"),
    BenefitColumn.KIND: ("kind", "type", "kind of benefit", "type of benefit", "benefit type",
                         "benefit category", "category", "classification"),
    BenefitColumn.SERVICE: ("service", "service area", "division", "area", "team", "directorate",
                            "benefit owner service", "owning service"),
    BenefitColumn.OWNER: ("owner", "benefit owner", "lead", "lead officer", "responsible",
                          "responsible officer", "accountable officer", "head of service"),
    BenefitColumn.VOLUME: ("volume", "volumes", "activity", "volume target", "target volume",
                           "non financial target", "what is counted", "unit of measure"),
    BenefitColumn.MEASURE: ("measure", "measures", "kpi", "key performance indicator", "indicator",
                            "counted by", "performance measure"),
    BenefitColumn.BASELINE: ("baseline", "baseline value", "baseline volume", "starting point"),
    BenefitColumn.BASELINE_DAY: ("baseline day", "baseline date", "date of baseline", "baseline as at"),
    BenefitColumn.UNIT_VALUE: ("unit value", "unit cost", "value per unit", "value of one", "unit benefit"),
    BenefitColumn.UNIT_SOURCE: ("source of the unit value", "unit value source", "source of unit cost",
                                "unit cost source", "source"),
    BenefitColumn.ACTIONS: ("actions", "action", "action ref", "action refs", "plan actions",
                            "actions that bring it"),
    BenefitColumn.REASON: ("reason", "reason for change", "reason for reprofiling", "reason for the change"),
    BenefitColumn.APPROVED: ("approved by", "approver", "approved at", "agreed at"),
    BenefitColumn.FULL: ("target financial equivalent", "financial equivalent", "target financial benefit",
                         "financial benefit", "full benefit", "full financial benefit", "annual benefit",
                         "full year benefit", "benefit value", "value", "target", "net benefit",
                         "gross benefit"),
}  # fmt: skip
# Headings that name a benefit only where the title or the sheet speaks of benefits.
WEAK_NAMES = ("description", "title", "project", "workstream", "initiative", "scheme", "programme", "outcome")
_BY_WORDS = {wording: column for column, wordings in BENEFIT_WORDINGS.items() for wording in wordings}
_KIND_WORDS: dict[str, BenefitKind] = {
    **dict.fromkeys(("cashable", "cash", "cashable saving", "cash releasing"), BenefitKind.CASHABLE),
    **dict.fromkeys(
        ("cost avoidance", "avoidance", "cost avoided", "avoided cost"), BenefitKind.COST_AVOIDANCE
    ),
    **dict.fromkeys(
        ("non cashable", "not cashable", "noncashable", "qualitative", "non cash"), BenefitKind.NON_CASHABLE
    ),
    **dict.fromkeys(("disbenefit", "dis benefit", "disbenefits", "dis benefits"), BenefitKind.DISBENEFIT),
}
_REALISED = re.compile(r"\b(?:realised|realized|delivered|achieved|actuals?)\b")
_BANKED = re.compile(r"\b(?:banked|cashed|agreed by finance|(?:taken|removed) from (?:the )?budget)\b")
_STRETCH = re.compile(r"\bstretch\b")
_VOLUME = re.compile(r"\b(?:volumes?|number|activity)\b")
_COST = re.compile(r"\b(?:costs?|investment|spend)\b")
_GROSS, _NET = re.compile(r"\bgross\b"), re.compile(r"\bnet\b")
_NUMBERED_YEAR = re.compile(r"\byear (?P<number>[1-9][0-9]?)\b", re.IGNORECASE)
_INVESTED = re.compile(
    r"(?:total |programme |upfront |initial |one off )*(?:investment|invested|sum invested)(?: required)?"
)
_RETURN_LABELS: tuple[tuple[re.Pattern[str], ProfileAmount], ...] = (
    (re.compile(r"(?:total )?gross(?: (?:benefits?|savings?|return|financial benefits?))?"),
     ProfileAmount.GROSS),
    (re.compile(r"(?:total )?net(?: (?:benefits?|savings?|return|financial benefits?))?"), ProfileAmount.NET),
    (re.compile(r"(?:total |less |implementation |running |ongoing |programme |delivery )*costs?"
                r"|(?:total |programme )?investment(?: required)?"), ProfileAmount.COST),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BenefitAmountColumn:
    """A column with something of a financial year: an amount of a profile, a volume, or a reading.

    `kind` is None where a profile's heading says neither gross, net nor cost. `year` is None for the one
    column without a year. `units` are all that the heading names.
    """

    column: int
    year: FinancialYear | None
    level: ProfileLevel = ProfileLevel.TARGET
    kind: ProfileAmount | None = None
    reading: BenefitReadingKind | None = None
    is_volume: bool = False
    heading: str = ""
    units: tuple[MoneyUnit, ...] = ()

    @property
    def meaning(self) -> tuple[object, ...]:
        """What no two columns of a table may both hold."""
        return self.year, self.level, self.kind, self.reading, self.is_volume

    @property
    def is_profile(self) -> bool:
        """Say whether it holds amounts of a profile."""
        return self.reading is None and not self.is_volume


def benefit_column_named(text: str) -> BenefitColumn | None:
    """Say what a heading's column holds; None where its words are not known."""
    return _BY_WORDS.get(fold_heading(text))


def is_weak_name(text: str) -> bool:
    """Say whether a heading names benefits only where the title speaks of benefits."""
    return fold_heading(text) in WEAK_NAMES


def amount_kind_named(text: str) -> ProfileAmount | None:
    """Say whether words speak of gross, net or cost; None where they say nothing, or two things."""
    words = text[:300].casefold()
    found = [
        kind
        for pattern, kind in ((_GROSS, ProfileAmount.GROSS), (_NET, ProfileAmount.NET))
        if pattern.search(words)
    ]
    if not found and _COST.search(words):
        return ProfileAmount.COST
    return found[0] if len(found) == 1 else None


def amount_column_of(column: int, text: str, *, dated: bool = True) -> BenefitAmountColumn | None:
    """Read a heading that names one whole financial year; with `dated` off, one that names none."""
    year, rest = None, text
    if dated:
        found = take_year_period(text)
        if found is None or found[0].month:
            return None
        year, rest = found[0].year, found[1]
    words = rest[:300].casefold()
    reading = None
    if _BANKED.search(words):
        reading = BenefitReadingKind.BANKED
    elif _REALISED.search(words):
        reading = BenefitReadingKind.REALISED
    is_volume = bool(_VOLUME.search(words)) and reading is None
    return BenefitAmountColumn(
        column,
        year,
        ProfileLevel.STRETCH if _STRETCH.search(words) and reading is None else ProfileLevel.TARGET,
        None if reading is not None or is_volume else amount_kind_named(rest),
        reading,
        is_volume,
        " ".join(text.split()),
        units_named(rest),
    )


def return_label(text: str) -> ProfileAmount | None:
    """Say which row of a table of returns a label heads; None for any other label."""
    words = fold_heading(text)
    return next((kind for pattern, kind in _RETURN_LABELS if pattern.fullmatch(words)), None)


def is_invested_label(text: str) -> bool:
    """Say whether a label may be that of one sum invested, without years."""
    return _INVESTED.fullmatch(fold_heading(text)) is not None


def kind_of_benefit(text: str) -> BenefitKind | None:
    """Read a kind of benefit; None for words that are not known."""
    return _KIND_WORDS.get(fold_heading(text))


def numbered_year(texts: tuple[str, ...]) -> int | None:
    """Find the one number of a year that texts speak of, "year 8"; None where there is none, or two."""
    found = {int(match["number"]) for text in texts for match in _NUMBERED_YEAR.finditer(text[:600])}
    return found.pop() if len(found) == 1 else None
