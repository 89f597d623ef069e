"""Rows that queries of benefits return, and what their writes are given.

Owns: those frozen classes. Refuses: rules and storage.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from data_model.money.benefits.benefit_content import BenefitContent
from data_model.money.benefits.benefit_profiles import Profile
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum
from data_model.money.financial_years import FinancialYear


class BenefitReadingKind(StrEnum):
    """Two figures that are never one: realised is said by a benefit's owner, banked is agreed by finance
    and taken from the budget."""

    REALISED = "realised"
    BANKED = "banked"


@dataclass(frozen=True, slots=True)
class StatedBenefitReading:
    """What a benefit realised or banked in a year so far; None of `pence` takes an earlier reading away.

    `volume` is plain digits of its first volume, empty where it is not said; `words` tells how it is known,
    or from which budget it was taken.
    """

    year: int
    kind: BenefitReadingKind
    pence: int | None
    volume: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One profile of a benefit. `number` counts them from 1, which stays for ever."""

    number: int
    profile: Profile
    as_at: date
    reason: str
    approved_by: str
    recorded_at: datetime
    recorded_by: str
    file_name: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class BenefitReadingRow:
    """A reading as it counts on a day: what was realised or banked in a year so far."""

    year: FinancialYear
    kind: BenefitReadingKind
    pence: int
    volume: str
    words: str
    as_at: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class BenefitRow:
    """A benefit as at a day with its profiles, the earliest first, and the readings that count by then.

    `version` is the newest one and `newest_profile` the number of the newest profile, to be handed back with
    a change.
    """

    id: int
    plan_id: int
    version: int
    newest_profile: int
    content: BenefitContent
    profiles: tuple[ProfileRow, ...]
    readings: tuple[BenefitReadingRow, ...]
    as_at: date
    recorded_at: datetime
    recorded_by: str
    file_name: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def profile(self) -> Profile:
        """The profile in force: the last one by its day; empty where there is none."""
        return self.profiles[-1].profile if self.profiles else Profile()

    def reading(self, year: FinancialYear, kind: BenefitReadingKind) -> int | None:
        """Give the pence realised or banked in a year so far; None where nobody says."""
        return next((one.pence for one in self.readings if (one.year, one.kind) == (year, kind)), None)


@dataclass(frozen=True, slots=True)
class BenefitVersionRow:
    """One version of a benefit's content."""

    version: int
    content: BenefitContent
    as_at: date
    recorded_at: datetime
    recorded_by: str
    reason: str
    file_name: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A programme's return profile as stated; `number` counts them from 1."""

    number: int
    content: ReturnContent
    as_at: date
    reason: str
    approved_by: str
    recorded_at: datetime
    recorded_by: str
    file_name: str = ""
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True, slots=True)
class ReturnStanding:
    """The returns of a plan as at a day, the earliest first, and the sums that papers state beside them."""

    profiles: tuple[ReturnRow, ...] = ()
    stated: tuple[StatedSum, ...] = ()
    newest: int = 0

    @property
    def content(self) -> ReturnContent | None:
        """The return profile in force; None where none is stated."""
        return self.profiles[-1].content if self.profiles else None


@dataclass(frozen=True, slots=True)
class BenefitImportRow:
    """A sheet of benefits or returns that was loaded."""

    id: int
    file_name: str
    sheet: str
    as_at: date
    recorded_at: datetime
    recorded_by: str
