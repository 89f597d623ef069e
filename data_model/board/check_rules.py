"""The rules behind the assurance checks: what is looked at of an action or an area, and what raises a check.

Owns: the facts and one function a check, which returns the facts as a sentence where it is raised. Refuses:
what a check is called and how much it weighs (`assurance_checks`), and gathering (`queries.check_facts`).
"""

from dataclasses import dataclass
from datetime import date

from data_model.inspections.finding_content import FindingAgainst
from data_model.plan.due_dates import DueKind, days_overdue, is_due_within
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.check_types import Settings
from data_model.shared.sentence_text import counted, listed, long_day

_DONE = frozenset({Status.COMPLETE, Status.EMBEDDED})
_SETTLED = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.PAUSED})


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
    evidence shows, none withdrawn. `last_board` is the last meeting of the plan's own board before the as-at
    day. `rated_since` is the day since which the rating is what it is; None where that is not known. `found`
    says that the newest visit which found something of it asked for better.
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
    rated_since: date | None = None
    found: FindingAgainst | None = None


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """What the checks look at of an area as at a day.

    `open_actions` are neither complete, embedded nor paused. `stated_since` is the day of the first statement
    of any action in it; `last_voice` the newest day that feedback from children or families shows, not
    withdrawn, None without any.
    """

    id: int
    open_actions: int
    stated_since: date
    last_voice: date | None


def past_due(facts: ActionFacts, as_at: date, _chosen: Settings) -> str:
    """Say by how many days an action is late that is rated neither late nor done."""
    late = days_overdue(facts.due_date, facts.due_kind, facts.status, as_at)
    if not late or facts.status is Status.DELAYED or facts.due_date is None:
        return ""
    rated = (
        "not rated" if facts.status is Status.NOT_RATED else f"rated “{STATUS_NAMES[facts.status].lower()}”"
    )
    return f"Due {long_day(facts.due_date)}, {counted(late, 'day')} ago, and {rated}."


def reopened(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    """Say until when an action was complete that is open again."""
    if facts.reopened_on is None or facts.status in _DONE:
        return ""
    return f"It was complete until {long_day(facts.reopened_on)} and is open again."


def red_without_explanation(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    """Say what a delayed action does not explain."""
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


def measure_disagrees(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    """Say which measures speak against an action that is on track."""
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


def inspectors_disagree(facts: ActionFacts, as_at: date, _chosen: Settings) -> str:
    """Say which visit asked for better where an action is rated green and nothing later shows better."""
    found = facts.found
    if found is None or facts.status not in (*_DONE, Status.ON_TRACK):
        return ""
    if any(found.ends_on < day <= as_at for day in facts.evidence_days):
        return ""
    where = ""
    if found.paragraphs:
        where = f" (paragraph{'' if len(found.paragraphs) == 1 else 's'} {listed(found.paragraphs)})"
    kinds = listed([f"an {kind[:1].lower()}{kind[1:]}" for kind in found.kinds])
    return (
        f"Rated “{STATUS_NAMES[facts.status].lower()}”, while the {found.visit} of {long_day(found.ends_on)} "
        f"found {kinds}{where}, and no evidence of a later day is attached."
    )


def done_without_evidence(facts: ActionFacts, as_at: date, _chosen: Settings) -> str:
    """Say that a good rating has no dated evidence of impact."""
    if facts.status not in (*_DONE, Status.ON_TRACK):
        return ""
    if any(day <= as_at for day in facts.evidence_days):
        return ""
    return f"Rated “{STATUS_NAMES[facts.status].lower()}” and no dated evidence of impact is attached."


def no_recent_update(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    """Say when an open action was last updated, where that is too long ago."""
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


def narrative_unchanged(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    """Say that the last two updates of an open action tell the same."""
    if facts.status in _SETTLED or len(facts.narratives) < 2:
        return ""
    newest, before = (_folded(text) for text in facts.narratives[:2])
    if not newest or newest != before:
        return ""
    return f"The progress given on {long_day(facts.last_news)} is word for word the one before."


def due_moved(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    """Say how often the due date of an open action was moved."""
    moves = [day for day in facts.due_moves if day <= as_at]
    if facts.status in _DONE or len(moves) < chosen["times"]:
        return ""
    return f"Its due date was moved {_times(len(moves))}, last on {long_day(max(moves))}."


def _soon_and(status: Status, words: str, facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    soon = is_due_within(facts.due_date, facts.due_kind, facts.status, as_at, chosen["days"])
    if facts.status is not status or not soon or facts.due_date is None:
        return ""
    return f"Due {long_day(facts.due_date)}, {_in_days(facts.due_date, as_at)}, and {words}."


def due_soon_not_started(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    """Say how soon an action is due that is not started."""
    return _soon_and(Status.NOT_STARTED, "not started", facts, as_at, chosen)


def rating_without_evidence(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    """Say when a rating changed to which no evidence was added."""
    changed = facts.rating_changed_on
    if changed is None or facts.evidence_for_rating or facts.status is Status.NOT_RATED:
        return ""
    if (as_at - changed).days > chosen["days"]:
        return ""
    return (
        f"Its rating became “{STATUS_NAMES[facts.status].lower()}” on {long_day(changed)} and no evidence "
        "was added since the statement before."
    )


def not_rated(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    """Say that an action is not rated."""
    return "It is not rated." if facts.status is Status.NOT_RATED else ""


def not_rated_soon(facts: ActionFacts, as_at: date, chosen: Settings) -> str:
    """Say how soon an action is due that is not rated."""
    return _soon_and(Status.NOT_RATED, "not rated", facts, as_at, chosen)


def no_voice(facts: AreaFacts, as_at: date, chosen: Settings) -> str:
    """Say since when nothing from children or families shows what an area's open actions changed."""
    since = facts.last_voice or facts.stated_since
    days = (as_at - since).days
    if not facts.open_actions or days <= chosen["days"]:
        return ""
    if facts.last_voice is None:
        return f"No feedback from children or families is attached to any of its actions in {days:,} days."
    return (
        f"The newest feedback from children or families is of {long_day(since)}, {counted(days, 'day')} ago."
    )


def nobody(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    """Say that nobody answers for an action that is not done."""
    if facts.responsible or facts.status in _DONE:
        return ""
    return "Neither a person nor a post is responsible."


def no_due_date(facts: ActionFacts, _as_at: date, _chosen: Settings) -> str:
    """Say that an open action has no date."""
    repeats = facts.due_kind in (DueKind.REVIEW, DueKind.RECURRING)
    if facts.due_date is not None or repeats or facts.status in _SETTLED:
        return ""
    return "It has no due date that can be understood."


def _in_days(day: date, as_at: date) -> str:
    return f"in {counted((day - as_at).days, 'day')}" if day > as_at else "today"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
