"""What a saving says of itself, year by year, and how it is rated.

Owns: the ratings of savings (BRAG), the kinds of amount, and a saving's content whole. Refuses: adding
savings up (`saving_totals`) and checks on them (`saving_checks`).

A saving is a positive amount, whatever sign a file wrote it with; a negative one costs. Totals of what was
agreed hold every saving, also one that was `taken_into` another programme; what is at risk does not, so that
no pound is counted twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from data_model.money.financial_years import FinancialYear


class Brag(StrEnum):
    """How a saving is rated; `NOT_RATED` is no rating."""

    DELIVERED = "delivered"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    NOT_DELIVERABLE = "not_deliverable"
    NOT_RATED = "not_rated"


BRAG_NAMES: dict[Brag, str] = {
    Brag.DELIVERED: "Delivered",
    Brag.ON_TRACK: "On track",
    Brag.AT_RISK: "At risk",
    Brag.NOT_DELIVERABLE: "Not deliverable",
    Brag.NOT_RATED: "Not rated",
}


class SavingAmount(StrEnum):
    """Of which kind an amount of a saving in a year is. A pressure is what the service costs more."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    FORECAST = "forecast"
    DELIVERED = "delivered"
    PRESSURE = "pressure"


AMOUNT_NAMES: dict[SavingAmount, str] = {
    SavingAmount.PROPOSED: "Proposed",
    SavingAmount.AGREED: "Agreed",
    SavingAmount.FORECAST: "Forecast",
    SavingAmount.DELIVERED: "Delivered",
    SavingAmount.PRESSURE: "Pressure",
}


class SavingTerm(StrEnum):
    """Whether a saving comes once or every year; UNKNOWN where nobody said."""

    UNKNOWN = ""
    ONE_OFF = "one-off"
    RECURRING = "recurring"


@dataclass(frozen=True, slots=True)
class AmountOf:
    """The year and the kind of an amount; what an amount of a saving is known by."""

    year: FinancialYear
    kind: SavingAmount

    @property
    def text(self) -> str:
        """As a list of changes says it: "Agreed 2022/23"."""
        return f"{AMOUNT_NAMES[self.kind]} {self.year.text}"


Amounts = Mapping[AmountOf, int]

# The plain texts of a saving, in their order, each with its heading.
SAVING_TEXTS: dict[str, str] = {
    "ref": "Ref",
    "department": "Department",
    "service_area": "Service area",
    "title": "Title",
    "narrative": "Narrative",
    "owner": "Owner",
    "progress": "Progress",
    "impact": "Impact on children",
    "mitigation": "Mitigation",
    "taken_into": "Taken into",
}


@dataclass(frozen=True, slots=True)
class SavingContent:
    """All that a saving says at one time. `amounts` are pence; a year and kind without one is not known.

    `taken_into` names the programme that counts the saving now, empty where it is counted here. `owner` is as
    written; `owner_id` is the person of the plan who may say how it goes. `brag_seen` is what the rating was
    read from: a colour or a word.
    """

    title: str
    ref: str = ""
    department: str = ""
    service_area: str = ""
    narrative: str = ""
    owner: str = ""
    owner_id: int | None = None
    brag: Brag = Brag.NOT_RATED
    brag_seen: str = ""
    progress: str = ""
    impact: str = ""
    mitigation: str = ""
    taken_into: str = ""
    term: SavingTerm = SavingTerm.UNKNOWN
    amounts: tuple[tuple[AmountOf, int], ...] = ()

    @property
    def by_kind(self) -> dict[AmountOf, int]:
        """The amounts by year and kind."""
        return dict(self.amounts)

    @property
    def years(self) -> tuple[FinancialYear, ...]:
        """Every year that has an amount, earliest first."""
        return tuple(sorted({of.year for of, _ in self.amounts}))

    def amount(self, kind: SavingAmount, year: FinancialYear) -> int | None:
        """Give the pence of a kind in a year; None where they are not known."""
        return self.by_kind.get(AmountOf(year, kind))

    def with_amounts(self, amounts: Amounts) -> "SavingContent":
        """Give the same saving with these amounts beside or in place of its own."""
        return replace(self, amounts=in_order({**self.by_kind, **amounts}))


@dataclass(frozen=True, slots=True)
class SavingDifference:
    """What of a saving differs between two contents; an amount that is not known is None.

    `field` is a heading for texts and "Agreed 2022/23" for amounts, which `is_amount` marks.
    """

    field: str
    before: str | int | None
    after: str | int | None
    is_amount: bool = False


def in_order(amounts: Amounts) -> tuple[tuple[AmountOf, int], ...]:
    """Put amounts into their order: by year, then by kind."""
    kinds = list(SavingAmount)
    return tuple(sorted(amounts.items(), key=lambda one: (one[0].year, kinds.index(one[0].kind))))


def saving_key(title: str) -> str:
    """Fold a title, so that spellings of one saving meet."""
    letters = "".join(sign if sign.isalnum() else " " for sign in title.casefold())
    return " ".join(letters.split())


def differences(before: SavingContent, after: SavingContent) -> list[SavingDifference]:
    """List what differs, texts first, then the rating and the amounts in their order."""
    found = [
        SavingDifference(heading, getattr(before, name), getattr(after, name))
        for name, heading in SAVING_TEXTS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    if before.term is not after.term:
        found.append(SavingDifference("One-off or recurring", before.term.value, after.term.value))
    if before.brag is not after.brag:
        found.append(SavingDifference("Rating", BRAG_NAMES[before.brag], BRAG_NAMES[after.brag]))
    old, new = before.by_kind, after.by_kind
    found += [
        SavingDifference(of.text, old.get(of), new.get(of), is_amount=True)
        for of, _ in in_order({**old, **new})
        if old.get(of) != new.get(of)
    ]
    return found
