"""Headings of tables of savings: which column holds what, and of which year and kind an amount is.

Owns: those words. Refuses: cells below headings (`savings_rows`) and finding tables (`savings_tables`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from data_model.money.amounts import MoneyUnit
from data_model.money.financial_years import FinancialYear, take_year_period
from data_model.money.savings.saving_content import SavingAmount
from loaders.money.amounts import units_named


class SavingColumn(StrEnum):
    """What a column of words holds."""

    REF = "ref"
    DEPARTMENT = "department"
    SERVICE_AREA = "service area"
    TITLE = "title"
    NARRATIVE = "narrative"
    OWNER = "owner"
    RATING = "rating"
    PROGRESS = "progress"
    IMPACT = "impact"
    MITIGATION = "mitigation"
    TERM = "one-off or recurring"
    TAKEN_INTO = "taken into"
    ACTIONS = "actions"
    TOTAL = "total"


# Headings as councils write them, folded; the first is the field's own.
WORDINGS: dict[SavingColumn, tuple[str, ...]] = {
    SavingColumn.REF: ("ref", "no", "number", "id", "reference", "saving ref", "savings ref", "proposal no",
                       "proposal ref", "ref no", "item"),
    SavingColumn.DEPARTMENT: ("department", "directorate", "dept"),
    SavingColumn.SERVICE_AREA: ("service area", "service", "division", "area", "team", "portfolio"),
    SavingColumn.TITLE: ("title of proposal", "title", "proposal", "saving", "savings", "savings proposal",
                         "proposal title", "saving title", "name of proposal", "savings title", "scheme",
                         "description of saving", "title of saving", "initiative"),
    SavingColumn.NARRATIVE: ("narrative", "description", "detail", "details", "summary",
                             "proposal description", "description of proposal"),
    SavingColumn.OWNER: ("owner", "responsible officer", "responsible", "lead", "lead officer",
                         "budget holder", "accountable officer", "saving owner", "head of service"),
    SavingColumn.RATING: ("rag", "brag", "rag rating", "brag rating", "rag status", "brag status", "rating",
                          "status", "delivery rating"),
    SavingColumn.PROGRESS: ("progress", "progress update", "update", "commentary", "comments",
                            "latest position", "delivery update", "position"),
    SavingColumn.IMPACT: ("impact on children", "impact on children and families", "impact", "service impact",
                          "impact on service users", "impact on residents"),
    SavingColumn.MITIGATION: ("mitigation", "mitigations", "mitigating actions", "mitigating action",
                              "alternative savings", "management action"),
    SavingColumn.TERM: ("one off or recurring", "recurring or one off", "one off recurring", "recurring",
                        "ongoing or one off", "type of saving"),
    SavingColumn.TAKEN_INTO: ("taken into", "replaced by", "now part of", "counted in", "superseded by"),
    # "Actions" alone heads what is being done, in words: only headings that speak of refs are taken.
    SavingColumn.ACTIONS: ("plan actions", "plan action", "action ref", "action refs", "plan action ref",
                           "plan action refs", "improvement plan ref", "improvement plan refs",
                           "linked actions", "actions that bring it"),
    SavingColumn.TOTAL: ("total", "total savings", "total £m", "cumulative", "full year effect"),
}  # fmt: skip
_BY_WORDS = {wording: column for column, wordings in WORDINGS.items() for wording in wordings}
_KINDS: tuple[tuple[re.Pattern[str], SavingAmount], ...] = (
    (re.compile(r"\b(?:delivered|achieved|actual|banked|realised)\b"), SavingAmount.DELIVERED),
    (re.compile(r"\b(?:forecast|projected|projection|expected|outturn)\b"), SavingAmount.FORECAST),
    (re.compile(r"\b(?:pressures?|growth)\b"), SavingAmount.PRESSURE),
    (re.compile(r"\b(?:agreed|approved|budgeted?|target)\b"), SavingAmount.AGREED),
    (re.compile(r"\b(?:proposed|proposals?|consultation)\b"), SavingAmount.PROPOSED),
)
_UNIT_WORDS = re.compile(r"£\s?(?:m|k|['\u2019]?000s?|million|thousand)?\b|\(|\)|['\u2019]|£")


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """A column of amounts: its year, what its heading says of kind and unit, and the heading as written.

    `kind` and `unit` are None where the heading says nothing; then the table's title does. `units` are all
    that it names.
    """

    column: int
    year: FinancialYear
    kind: SavingAmount | None
    unit: MoneyUnit | None
    heading: str
    units: tuple[MoneyUnit, ...] = ()


def fold_heading(text: str) -> str:
    """Fold a heading for comparing: lower case, without units, signs and line breaks."""
    plain = _UNIT_WORDS.sub(" ", text[:200].casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def column_named(text: str) -> SavingColumn | None:
    """Say what a heading's column holds; None where its words are not known."""
    return _BY_WORDS.get(fold_heading(text))


def kind_named(text: str) -> SavingAmount | None:
    """Say which kind of amount words name; None where they name none or, in one heading, two."""
    found = {kind for pattern, kind in _KINDS if pattern.search(text[:300].casefold())}
    return found.pop() if len(found) == 1 else None


def title_kind(title: str) -> SavingAmount | None:
    """Say of which kind the amounts of a table are, by its title; what was agreed stands before a forecast.

    "Savings agreed 7 March 2022: position at 26 January 2023" is of what was agreed.
    """
    found = [kind for pattern, kind in _KINDS if pattern.search(title[:300].casefold())]
    if SavingAmount.AGREED in found:
        return SavingAmount.AGREED
    return found[0] if len(found) == 1 else None


def amount_column(column: int, text: str) -> AmountColumn | None:
    """Read a heading that names one financial year; None for any other."""
    found = take_year_period(text)
    if found is None:
        return None
    period, rest = found
    kind = kind_named(rest)
    if kind is None and period.month:
        kind = SavingAmount.FORECAST
    units = units_named(rest)
    return AmountColumn(
        column, period.year, kind, units[0] if len(units) == 1 else None, " ".join(text.split()), units
    )
