"""What every check of money has, whatever it looks at: a fund, a saving or a benefit.

Owns: those types, and asking checks of one thing with the numbers that a plan set. Refuses: the checks
(`fund_checks`, `saving_checks`, `benefit_checks`) and their register (`money_checks`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from data_model.shared.check_types import CheckSetting, Settings, Weight

Of = TypeVar("Of")


class MoneySubject(StrEnum):
    """What of the programme's money something is about."""

    FUND = "fund"
    SAVING = "saving"
    BENEFIT = "benefit"


@dataclass(frozen=True, slots=True)
class CheckFound:
    """What a check found: a sentence, since when it is so (None: not known), and the line it is about.

    A check that looks at several things at once says in `thing` which of them it found something of.
    """

    sentence: str
    since: date | None = None
    line_id: int | None = None
    thing: "Checked[Any] | None" = None


@dataclass(frozen=True, slots=True)
class MoneyCheck(Generic[Of]):
    """A check: `explanation` says what it asks and why, `question` is what a panel may ask an owner.

    One that `is_question` wants an answer from a person, and says nothing against anybody before.
    """

    code: str
    title: str
    weight: Weight
    explanation: str
    question: str
    rule: Callable[[Of, Settings], Iterator[CheckFound]]
    settings: tuple[CheckSetting, ...] = ()
    is_question: bool = False

    def numbers(self, chosen: Mapping[str, Settings] | None) -> dict[str, int]:
        """Return its numbers: what a plan set for it, else the defaults; {"off": 1} asks it no more."""
        defaults = {one.name: one.default for one in self.settings}
        return {**defaults, **((chosen or {}).get(self.code) or {})}


class Owner(NamedTuple):
    """Who answers for something: a person of the plan by id, else a name or post as written."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class MoneyFinding:
    """One finding of a check. `id` and `name` are those of what it is about, `owner` who answers for it.

    The id is 0 where it is about all of them.
    """

    code: str
    title: str
    sentence: str
    about: MoneySubject
    id: int
    name: str
    owner: Owner
    since: date | None
    line_id: int | None = None
    is_question: bool = False


class Checked(NamedTuple, Generic[Of]):
    """A thing that checks are asked of, and what a finding says of it."""

    one: Of
    about: MoneySubject
    id: int
    name: str
    owner: Owner


def ask_checks(
    checks: Iterable[MoneyCheck[Of]],
    things: Iterable[Checked[Of]],
    chosen: Mapping[str, Settings] | None = None,
) -> list[MoneyFinding]:
    """Ask checks of things: findings in the order of the checks, then of the things.

    `chosen` holds the numbers that a plan set, by code.
    """
    every = list(things)
    return [
        _finding(check, each, found)
        for check in checks
        if not (numbers := check.numbers(chosen)).get("off")
        for each in every
        for found in check.rule(each.one, numbers)
    ]


def _finding(check: MoneyCheck[Of], asked: Checked[Of], found: CheckFound) -> MoneyFinding:
    thing = asked if found.thing is None else found.thing
    return MoneyFinding(
        *(check.code, check.title, found.sentence, thing.about, thing.id, thing.name, thing.owner),
        *(found.since, found.line_id, check.is_question),
    )
