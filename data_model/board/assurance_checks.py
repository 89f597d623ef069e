"""The assurance checks: rules that compare a declared rating with facts and may speak against it.

Owns: each check's code, words, severity and settings, and the rule that raises it from facts. Refuses:
changing a declared rating, ever; gathering the facts (see `queries.checks`) and answers to a check.

Each rule is a function of the facts of one action and the as-at day, and returns the facts as one sentence
when it is raised. The list answers what improvement boards complain of: activity instead of impact, ratings
that are optimistic, dates that slip unseen, and narratives copied from last month.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data_model.plan.due_dates import DueKind, days_overdue, is_due_within
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.sentence_text import counted, long_day


class Weight(StrEnum):
    """How much a check says against the rating; the value is shown."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class CheckSetting:
    """A number that a plan may set for a check: its words, its default, and the least and most it may be."""

    name: str
    words: str
    default: int
    least: int = 0
    most: int = 365


@dataclass(frozen=True, slots=True)
class LinkedMeasure:
    """A measure that an action is meant to move, as it stands on the as-at day.

    One that is improving may still fail its target: its limits rest on its earlier figures too.
    """

    name: str
    is_deteriorating: bool
    fails_target: bool
    is_improving: bool = False


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """What the checks look at of one action as at a day.

    `last_news` is the day of its last update, import or sign-off; `narratives` are the texts of progress of
    its last two, the newest first, one where there was only one. `due_moves` are the days on which the date
    in force became another. `reopened_on` is when it last stopped being complete or embedded, None if never.
    `rating_changed_on` is when its rating last became another, None if never; `evidence_for_rating` says
    whether evidence was recorded since the version before that. `evidence_days` are the days that its
    evidence shows, none withdrawn. `last_board` is the last meeting of the board before the as-at day.
    """

    id: int
    status: Status
    due_date: date | None
    due_kind: DueKind
    responsible: int
    last_news: date
    narratives: tuple[str, ...]
    due_moves: tuple[date, ...]
    reason_for_delay: str
    mitigation: str
    revised_due_text: str
    reopened_on: date | None
    rating_changed_on: date | None
    evidence_for_rating: bool
    evidence_days: tuple[date, ...]
    measures: tuple[LinkedMeasure, ...]
    last_board: date | None


Settings = Mapping[str, int]
_Rule = Callable[[ActionFacts, date, Settings], str]


@dataclass(frozen=True, slots=True)
class CheckType:
    """One check: `explanation` says what it asks and why, `question` is what a panel may ask an owner."""

    code: str
    title: str
    explanation: str
    question: str
    weight: Weight
    rule: _Rule
    settings: tuple[CheckSetting, ...] = ()

    def defaults(self) -> dict[str, int]:
        return {setting.name: setting.default for setting in self.settings}


CHECKS: dict[str, CheckType] = {}
_DONE = frozenset({Status.COMPLETE, Status.EMBEDDED})
_SETTLED = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.PAUSED})


def raise_checks(
    facts: ActionFacts, as_at: date, settings: Mapping[str, Settings] | None = None
) -> list[tuple[str, str]]:
    """Return the code of every check that an action raises, with the facts as a sentence, heaviest first.

    `settings` holds the numbers a plan set, by code; what it leaves out has its default. A check whose code
    holds {"off": 1} is not asked.
    """
    raised = []
    for check in CHECKS.values():
        chosen = {**check.defaults(), **((settings or {}).get(check.code) or {})}
        if chosen.get("off"):
            continue
        if because := check.rule(facts, as_at, chosen):
            raised.append((check.code, because))
    return raised


def _define(
    code: str,
    title: str,
    weight: Weight,
    rule: _Rule,
    explanation: str,
    question: str,
    *settings: CheckSetting,
) -> None:
    CHECKS[code] = CheckType(code, title, explanation, question, weight, rule, settings)


def _past_due(facts: ActionFacts, as_at: date, _chosen: Settings) -> str:
    late = days_overdue(facts.due_date, facts.due_kind, facts.status, as_at)
    if not late or facts.status is Status.DELAYED or facts.due_date is None:
        return ""
    rated = (
        "not rated" if facts.status is Status.NOT_RATED else f"rated “{STATUS_NAMES[facts.status].lower()}”"
    )
    return f"Due {long_day(facts.due_date)}, {counted(late, 'day')} ago, and {rated}."


def _reopened(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    if facts.reopened_on is None or facts.status in _DONE:
        return ""
    return f"It was complete until {long_day(facts.reopened_on)} and is open again."


def _red_without_explanation(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    if facts.status is not Status.DELAYED:
        return ""
    lacking = [
        words
        for words, text in (
            ("reason for delay", facts.reason_for_delay),
            ("mitigating actions", facts.mitigation),
            ("revised due date", facts.revised_due_text),
        )
        if not text.strip()
    ]
    return f"Delayed without {_either(lacking)}." if lacking else ""


def _measure_disagrees(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    if facts.status is not Status.ON_TRACK:
        return ""
    said = []
    for measure in facts.measures:
        if measure.is_deteriorating:
            said.append(f"“{measure.name}” is deteriorating")
        elif measure.fails_target and measure.is_improving:
            said.append(f"“{measure.name}” improves but does not yet reliably meet its target")
        elif measure.fails_target:
            said.append(f"“{measure.name}” consistently fails its target")
    return f"On track, while {' and '.join(said)}." if said else ""


def _done_without_evidence(facts: ActionFacts, as_at: date, _chosen: Settings) -> str:
    if facts.status not in (*_DONE, Status.ON_TRACK):
        return ""
    if any(day <= as_at for day in facts.evidence_days):
        return ""
    return f"Rated “{STATUS_NAMES[facts.status].lower()}” and no dated evidence of impact is attached."


def _no_recent_update(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    if facts.status in _SETTLED:
        return ""
    since = (as_at - facts.last_news).days
    board = facts.last_board
    before_board = board is not None and facts.last_news < board and (as_at - board).days > chosen["grace"]
    if since <= chosen["days"] and not before_board:
        return ""
    last = f"The last update is of {long_day(facts.last_news)}, {counted(since, 'day')} ago"
    if before_board and board is not None:
        return f"{last}; the board met on {long_day(board)}."
    return f"{last}."


def _narrative_unchanged(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    if facts.status in _SETTLED or len(facts.narratives) < 2:
        return ""
    newest, before = (_folded(text) for text in facts.narratives[:2])
    if not newest or newest != before:
        return ""
    return f"The progress given on {long_day(facts.last_news)} is word for word the one before."


def _due_moved(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    moves = [day for day in facts.due_moves if day <= as_at]
    if facts.status in _DONE or len(moves) < chosen["times"]:
        return ""
    return f"Its due date was moved {_times(len(moves))}, last on {long_day(max(moves))}."


def _due_soon_not_started(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    soon = is_due_within(facts.due_date, facts.due_kind, facts.status, as_at, chosen["days"])
    if facts.status is not Status.NOT_STARTED or not soon or facts.due_date is None:
        return ""
    left = (facts.due_date - as_at).days
    when = "today" if not left else f"in {counted(left, 'day')}"
    return f"Due {long_day(facts.due_date)}, {when}, and not started."


def _rating_without_evidence(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    changed = facts.rating_changed_on
    if changed is None or facts.evidence_for_rating or facts.status is Status.NOT_RATED:
        return ""
    if (as_at - changed).days > chosen["days"]:
        return ""
    return (
        f"Its rating became “{STATUS_NAMES[facts.status].lower()}” on {long_day(changed)} and no evidence "
        "was added since the statement before."
    )


def _nobody(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    if facts.responsible or facts.status in _DONE:
        return ""
    return "Neither a person nor a post is responsible."


def _no_due_date(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    repeats = facts.due_kind in (DueKind.REVIEW, DueKind.RECURRING)
    if facts.due_date is not None or repeats or facts.status in _SETTLED:
        return ""
    return "It has no due date that can be understood."


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


# Heaviest first; raise_checks keeps this order.
_define(
    "past-due",
    "Past its date and not rated delayed or complete",
    Weight.HIGH,
    _past_due,
    "The due date has passed and the rating says neither that the action is late nor that it is done.",
    "The date has passed. Is it done, or when will it be, and what rating is true today?",
)
_define(
    "measure-disagrees",
    "On track while its measure says otherwise",
    Weight.HIGH,
    _measure_disagrees,
    "The action is rated on track, and a measure that it is meant to move is deteriorating or consistently "
    "fails its target.",
    "The figures this action should move are not moving. What would have to change, and by when?",
)
_define(
    "reopened",
    "Reopened after completion",
    Weight.HIGH,
    _reopened,
    "The action was complete or embedded once and is open again.",
    "What was found after this was called complete, and how will the board know next time?",
)
_define(
    "red-unexplained",
    "Delayed without reason, mitigation or revised date",
    Weight.HIGH,
    _red_without_explanation,
    "A delayed action must say why, what is being done meanwhile, and the new date.",
    "Why is this late, what protects children meanwhile, and what is the new date?",
)
_define(
    "no-evidence",
    "Complete or on track without dated evidence of impact",
    Weight.MEDIUM,
    _done_without_evidence,
    "Activity is reported and nothing dated shows what difference it made: no audit, feedback, measure or "
    "document is attached.",
    "What have children and families noticed, and where can the board see it?",
)
_define(
    "no-update",
    "No update since the last board, or for too long",
    Weight.MEDIUM,
    _no_recent_update,
    "Nothing was said of an open action since the plan's own board last met, counted from some days of grace "
    "after it, or for more days than the setting allows.",
    "What happened since the last board?",
    CheckSetting("days", "days without an update", 35, 1),
    CheckSetting("grace", "days of grace after a board", 14, 0, 60),
)
_define(
    "narrative-unchanged",
    "Narrative unchanged since the last update",
    Weight.MEDIUM,
    _narrative_unchanged,
    "The last two updates give the same progress, word for word; case and spacing are not looked at.",
    "The words are those of last time. What is new?",
)
_define(
    "date-moved",
    "Due date moved twice or more",
    Weight.MEDIUM,
    _due_moved,
    "The date in force of an open action became another one at least as often as the setting says.",
    "The date has moved again. What makes this one safe?",
    CheckSetting("times", "moves of the date", 2, 1, 20),
)
_define(
    "rating-without-evidence",
    "Rating changed without any new evidence",
    Weight.MEDIUM,
    _rating_without_evidence,
    "The rating changed within the days of the setting, and no evidence was added since the statement "
    "before.",
    "What do we know now that we did not know when the rating was another?",
    CheckSetting("days", "days for which a change is looked at", 35, 1),
)
_define(
    "due-not-started",
    "Due soon and not started",
    Weight.MEDIUM,
    _due_soon_not_started,
    "The action is due within the days of the setting and is rated not started.",
    "What will be done by the date, starting from nothing?",
    CheckSetting("days", "days before the due date", 30, 1),
)
_define(
    "nobody",
    "No responsible person",
    Weight.LOW,
    _nobody,
    "An action that is not done names neither a person nor a post.",
    "Who answers for this?",
)
_define(
    "no-date",
    "No due date, and neither complete nor paused",
    Weight.LOW,
    _no_due_date,
    "An open action has no date that can be understood, nor a review or a rhythm. Complete and paused "
    "actions are left out here; the overview’s count of actions without a due date includes them.",
    "By when will this be done?",
)
