"""The assurance checks: rules that compare a declared rating with facts and may speak against it.

Owns: each check's code, words, weight and settings, what makes one line of it, and the order of the gravest;
checks of money stand among them. Refuses: changing a declared rating, ever; the rules (`check_rules`,
`money.for_boards`), gathering the facts (see `queries.check_facts`) and answers to a check.

A rule (`check_rules`) is a function of the facts of one action, or of one area, and the as-at day. The list
answers what improvement boards complain of: activity instead of impact, ratings that are optimistic, dates
that slip unseen, and narratives copied from last month.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from data_model.board import check_rules
from data_model.board.check_rules import ActionFacts as ActionFacts  # facts are named from here
from data_model.board.check_rules import AreaFacts as AreaFacts
from data_model.board.check_rules import LinkedMeasure as LinkedMeasure
from data_model.money.for_boards.money_checks import MONEY_CHECKS
from data_model.shared.check_types import CheckSetting as CheckSetting
from data_model.shared.check_types import Settings
from data_model.shared.check_types import Weight as Weight


class Line(StrEnum):
    """What makes one line of a check where many are listed: each action, or all of a person or an area."""

    ACTION = "action"
    PERSON = "person"
    AREA = "area"


_Rule = Callable[[ActionFacts, date, Settings], str]
_AreaRule = Callable[[AreaFacts, date, Settings], str]
_Since = Callable[[ActionFacts], date | None]


class Raised(NamedTuple):
    """A check that is raised: its code, the facts as a sentence, and the day since which they are so."""

    code: str
    because: str
    since: date | None


@dataclass(frozen=True, slots=True)
class CheckType:
    """One check: `explanation` says what it asks and why, `question` is what a panel may ask an owner.

    `rule` asks an action, `area_rule` an area as a whole; a check of money has neither (`of_money`). `since`
    tells the day from which its age counts. `line` says what makes one line of it.
    """

    code: str
    title: str
    explanation: str
    question: str
    weight: Weight
    rule: _Rule | None
    since: _Since
    settings: tuple[CheckSetting, ...] = ()
    line: Line = Line.ACTION
    area_rule: _AreaRule | None = None
    instead_of: str = ""
    of_money: bool = False

    def defaults(self) -> dict[str, int]:
        return {setting.name: setting.default for setting in self.settings}


CHECKS: dict[str, CheckType] = {}
_PLACES: dict[str, tuple[int, int]] = {}
_LAST = (99, 99)  # the place of what the register has no more


def raise_checks(
    facts: ActionFacts, as_at: date, settings: Mapping[str, Settings] | None = None
) -> list[Raised]:
    """Return every check that an action raises, heaviest first.

    `settings` holds the numbers a plan set, by code; what it leaves out has its default. A check whose code
    holds {"off": 1} is not asked.
    """
    return raise_asked(facts, as_at, asked(settings))


def asked(settings: Mapping[str, Settings] | None = None) -> list[tuple[CheckType, Settings]]:
    """Return the checks that are asked, heaviest first, each with its numbers; see `raise_checks`."""
    every = (
        (check, {**check.defaults(), **((settings or {}).get(check.code) or {})}) for check in CHECKS.values()
    )
    return [(check, chosen) for check, chosen in every if not chosen.get("off")]


def raise_asked(
    facts: ActionFacts, as_at: date, checks: Iterable[tuple[CheckType, Settings]]
) -> list[Raised]:
    """Return those of some checks with their numbers that an action raises, in their order."""
    raised: dict[str, Raised] = {}
    said: set[str] = set()
    for check, chosen in checks:
        if check.rule is not None and (because := check.rule(facts, as_at, chosen)):
            raised[check.code] = Raised(check.code, because, check.since(facts))
            said.add(check.instead_of)
    return [one for one in raised.values() if one.code not in said]


def raise_area_checks(
    facts: AreaFacts, as_at: date, settings: Mapping[str, Settings] | None = None
) -> list[Raised]:
    """Return every check that an area raises as a whole; see `raise_checks`."""
    return [
        Raised(check.code, because, facts.last_voice or facts.stated_since)
        for check, chosen in asked(settings)
        if check.area_rule is not None and (because := check.area_rule(facts, as_at, chosen))
    ]


def gravity(code: str, since: date | None) -> tuple[int, int, int]:
    """Return what raised checks are sorted by, the gravest first: weight, then age, then the place here.

    A check that the register has no more comes last.
    """
    weight, place = _PLACES.get(code, _LAST)
    return weight, since.toordinal() if since is not None else date.max.toordinal(), place


def is_grave(code: str) -> bool:
    """Say whether a check is of high weight; one that the register has no more is not."""
    check = CHECKS.get(code)
    return check is not None and check.weight is Weight.HIGH


def _take_in(check: CheckType) -> None:
    _PLACES[check.code] = (list(Weight).index(check.weight), len(CHECKS))
    CHECKS[check.code] = check


def _define(
    code: str,
    title: str,
    weight: Weight,
    rule: _Rule | None,
    since: _Since,
    explanation: str,
    question: str,
    *settings: CheckSetting,
    line: Line = Line.ACTION,
    area_rule: _AreaRule | None = None,
    instead_of: str = "",
) -> None:
    _take_in(
        CheckType(
            code, title, explanation, question, weight, rule, since, settings, line, area_rule, instead_of
        )
    )


def _define_money(weight: Weight) -> None:
    """Take in the checks of money of a weight, which stand behind those of ratings."""
    for one in MONEY_CHECKS:
        if one.weight is weight:
            _take_in(
                CheckType(
                    *(one.code, one.title, one.explanation, one.question, weight, None, _unknown),
                    one.settings,
                    of_money=True,
                )
            )


def _rated_since(facts: ActionFacts) -> date | None:
    return facts.rated_since


def _unknown(_facts: ActionFacts) -> None:
    return None


# Heaviest first; raise_checks keeps this order.
_define(
    "past-due",
    "Past its date and not rated delayed or complete",
    Weight.HIGH,
    check_rules.past_due,
    lambda facts: facts.due_date,
    "The due date has passed and the rating says neither that the action is late nor that it is done: it is "
    "“on schedule” while overdue, at risk, not started or not rated.",
    "The date has passed. Is it done, or when will it be, and what rating is true today?",
    instead_of="not-rated",
)
_define(
    "measure-disagrees",
    "On track while its measure says otherwise",
    Weight.HIGH,
    check_rules.measure_disagrees,
    _rated_since,
    "The action is rated on track, and a measure that it is meant to move is deteriorating or consistently "
    "fails its target.",
    "The figures this action should move are not moving. What would have to change, and by when?",
)
_define(
    "inspectors-disagree",
    "On track or complete while inspectors asked for better",
    Weight.HIGH,
    check_rules.inspectors_disagree,
    lambda facts: facts.found.ends_on if facts.found is not None else None,
    "The action is rated on track, complete or embedded; the newest inspection or visit that found something "
    "of it asked for improvement or priority action, and no evidence shows a later day.",
    "Inspectors saw something else. What has changed since, and where can the board see it?",
)
_define(
    "reopened",
    "Reopened after completion",
    Weight.HIGH,
    check_rules.reopened,
    lambda facts: facts.reopened_on,
    "The action was complete or embedded once and is open again.",
    "What was found after this was called complete, and how will the board know next time?",
)
_define(
    "red-unexplained",
    "Delayed without reason, mitigation or revised date",
    Weight.HIGH,
    check_rules.red_without_explanation,
    _rated_since,
    "A delayed action must say why, what is being done meanwhile, and the new date.",
    "Why is this late, what protects children meanwhile, and what is the new date?",
)
_define_money(Weight.HIGH)
_define(
    "no-evidence",
    "Complete or on track without dated evidence of impact",
    Weight.MEDIUM,
    check_rules.done_without_evidence,
    _rated_since,
    "Activity is reported and nothing dated shows what difference it made: no audit, feedback, measure or "
    "document is attached.",
    "What have children and families noticed, and where can the board see it?",
)
_define(
    "no-update",
    "No update since the last board, or for too long",
    Weight.MEDIUM,
    check_rules.no_recent_update,
    lambda facts: facts.last_news,
    "Nothing was said of an open action since the plan's own board last met, counted from some days of grace "
    "after it, or for more days than the setting allows.",
    "What happened since the last board?",
    CheckSetting("days", "days without an update", 35, 1),
    CheckSetting("grace", "days of grace after a board", 14, 0, 60),
    line=Line.PERSON,
)
_define(
    "narrative-unchanged",
    "Narrative unchanged since the last update",
    Weight.MEDIUM,
    check_rules.narrative_unchanged,
    lambda facts: facts.last_news,
    "The last two updates give the same progress, word for word; case and spacing are not looked at.",
    "The words are those of last time. What is new?",
)
_define(
    "date-moved",
    "Due date moved twice or more",
    Weight.MEDIUM,
    check_rules.due_moved,
    lambda facts: max(facts.due_moves),
    "The date in force of an open action became another one at least as often as the setting says.",
    "The date has moved again. What makes this one safe?",
    CheckSetting("times", "moves of the date", 2, 1, 20),
)
_define(
    "rating-without-evidence",
    "Rating changed without any new evidence",
    Weight.MEDIUM,
    check_rules.rating_without_evidence,
    lambda facts: facts.rating_changed_on,
    "The rating changed within the days of the setting, and no evidence was added since the statement "
    "before.",
    "What do we know now that we did not know when the rating was another?",
    CheckSetting("days", "days for which a change is looked at", 35, 1),
)
_define(
    "due-not-started",
    "Due soon and not started",
    Weight.MEDIUM,
    check_rules.due_soon_not_started,
    _rated_since,
    "The action is due within the days of the setting and is rated not started.",
    "What will be done by the date, starting from nothing?",
    CheckSetting("days", "days before the due date", 30, 1),
)
_define(
    "not-rated-soon",
    "Not rated, and due soon",
    Weight.MEDIUM,
    check_rules.not_rated_soon,
    _rated_since,
    "The action is due within the days of the setting and nobody has said how it goes.",
    "It is due soon. How does it go?",
    CheckSetting("days", "days before the due date", 30, 1),
    line=Line.AREA,
    instead_of="not-rated",
)
_define(
    "no-voice",
    "Nothing from children or families in an area",
    Weight.MEDIUM,
    None,
    _unknown,
    "No evidence of the kind “feedback from children, families or staff” shows a day within the days of the "
    "setting, for any action of an area in which something is still to be done.",
    "What do children and families say of this area, and when were they last asked?",
    CheckSetting("days", "days without anything from children or families", 90, 1),
    line=Line.AREA,
    area_rule=check_rules.no_voice,
)
_define_money(Weight.MEDIUM)
_define(
    "not-rated",
    "Not rated",
    Weight.LOW,
    check_rules.not_rated,
    _rated_since,
    "Nobody has said how the action goes. One that is late or due soon raises a heavier check instead.",
    "How does it go?",
    line=Line.AREA,
)
_define(
    "nobody",
    "No responsible person",
    Weight.LOW,
    check_rules.nobody,
    _unknown,
    "An action that is not done names neither a person nor a post.",
    "Who answers for this?",
)
_define(
    "no-date",
    "No due date, and neither complete nor paused",
    Weight.LOW,
    check_rules.no_due_date,
    _unknown,
    "An open action has no date that can be understood, nor a review or a rhythm. Complete and paused "
    "actions are left out here; the overview’s count of actions without a due date includes them.",
    "By when will this be done?",
)
_define_money(Weight.LOW)
