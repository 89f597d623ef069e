"""The rules on dates and people, said in SQL for the columns of `actions_as_at`.

Owns: the same meaning as `data_model.plan.due_dates`, which a test holds side by side, and the reader's
filter. Refuses: another meaning of overdue or due soon; what was said earlier (see `earlier_words`).
"""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, exists, or_, select

from data_model.plan.action_fields import ACTION_FIELDS
from data_model.plan.action_filter import DUE_SOON_DAYS, ActionFilter, DueWindow
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.as_at import State
from data_model.plan.queries.comments import is_open_challenge
from data_model.plan.queries.contains import contains
from data_model.plan.queries.over_time.earlier_words import said_earlier
from data_model.plan.queries.responsible.version_people import is_of
from data_model.plan.statuses import CLOCK_STOPPED, Status
from data_model.plan.tables import Outcome, Person, Post, Responsibility
from data_model.plan.tables_updates import Comment

_STOPPED = sorted(CLOCK_STOPPED)
_LONGEST_WORDS = 20  # words of a search; more would only make the query longer


def clock_running(state: State) -> ColumnElement[bool]:
    """Say whether the action is neither complete, embedded nor paused."""
    return state.c.status.not_in(_STOPPED)


def is_deadline(state: State) -> ColumnElement[bool]:
    """Say whether the action has a due date that can be missed."""
    return and_(state.c.due_kind == DueKind.DEADLINE, state.c.due_date.is_not(None))


def overdue(state: State, as_at: date) -> ColumnElement[bool]:
    """Say whether the deadline lies before as_at while the clock runs."""
    return and_(is_deadline(state), clock_running(state), state.c.due_date < as_at)


def due_soon(state: State, as_at: date) -> ColumnElement[bool]:
    """Say whether the deadline lies from as_at to as_at + 30 days while the clock runs."""
    return and_(
        is_deadline(state),
        clock_running(state),
        state.c.due_date.between(as_at, as_at + timedelta(days=DUE_SOON_DAYS)),
    )


def due_later(state: State, as_at: date) -> ColumnElement[bool]:
    """Say whether the deadline lies after as_at + 30 days while the clock runs."""
    return and_(
        is_deadline(state), clock_running(state), state.c.due_date > as_at + timedelta(days=DUE_SOON_DAYS)
    )


def due_from(state: State, as_at: date) -> ColumnElement[bool]:
    """Say whether the deadline has not passed while the clock runs."""
    return and_(is_deadline(state), clock_running(state), state.c.due_date >= as_at)


def for_review(state: State) -> ColumnElement[bool]:
    """Say whether the due date is a review or something recurring."""
    return state.c.due_kind.in_([DueKind.REVIEW, DueKind.RECURRING])


def no_due_date(state: State) -> ColumnElement[bool]:
    """Say whether there is no due date, or none that could be understood."""
    return and_(state.c.due_date.is_(None), ~for_review(state))


def nobody_responsible(state: State) -> ColumnElement[bool]:
    """Say whether neither a person nor a post is responsible."""
    return ~exists().where(Responsibility.statement_id == state.c.statement_id)


def held_by(state: State, person_id: int) -> ColumnElement[bool]:
    """Say whether the person is among those responsible."""
    return exists().where(Responsibility.statement_id == state.c.statement_id, is_of(person_id))


def awaits_sign_off(state: State) -> ColumnElement[bool]:
    """Say whether the action was proposed as complete and not yet signed off."""
    return state.c.awaiting_sign_off.is_(True)


def is_challenged(state: State) -> ColumnElement[bool]:
    """Say whether the action has a challenge that nobody has answered, as of now."""
    return exists().where(Comment.action_id == state.c.id, is_open_challenge())


def status_order(state: State) -> ColumnElement[int]:
    """Return the place of the action's status in `Status`."""
    return case({status.value: place for place, status in enumerate(Status)}, value=state.c.status)


def in_window(state: State, window: DueWindow, as_at: date) -> ColumnElement[bool]:
    """Say whether the due date lies in the window, seen from as_at."""
    match window:
        case DueWindow.OVERDUE:
            return overdue(state, as_at)
        case DueWindow.SOON:
            return due_soon(state, as_at)
        case DueWindow.LATER:
            return due_later(state, as_at)
        case DueWindow.REVIEW:
            return for_review(state)
        case DueWindow.NO_DATE:
            return no_due_date(state)


def chosen_conditions(state: State, chosen: ActionFilter, as_at: date) -> list[ColumnElement[bool]]:
    """Return the conditions of a reader's filter. `Outcome` must be joined (left) to the state."""
    conditions: list[ColumnElement[bool]] = []
    if chosen.area_ids:
        conditions.append(state.c.area_id.in_(chosen.area_ids))
    if chosen.statuses:
        conditions.append(state.c.status.in_([status.value for status in chosen.statuses]))
    if chosen.person_id is not None:
        conditions.append(held_by(state, chosen.person_id))
    if chosen.nobody:
        conditions.append(nobody_responsible(state))
    if chosen.due is not None:
        conditions.append(in_window(state, chosen.due, as_at))
    if chosen.month is not None:
        first = chosen.month.replace(day=1)
        next_first = (first + timedelta(days=31)).replace(day=1)
        conditions += [is_deadline(state), state.c.due_date >= first, state.c.due_date < next_first]
    if chosen.awaiting:
        conditions.append(awaits_sign_off(state))
    if chosen.challenged:
        conditions.append(is_challenged(state))
    if chosen.among is not None:
        conditions.append(state.c.id.in_(chosen.among))
    words = words_of(chosen.words)
    conditions += [or_(mentions(state, word), said_earlier(state, word, as_at)) for word in words]
    return conditions


def words_of(search: str) -> list[str]:
    """Return the words that a search asks for, each of them to be found."""
    return search.split()[:_LONGEST_WORDS]


def mentions(state: State, word: str) -> ColumnElement[bool]:
    """Say whether a word occurs in what the action says as at the day, or in whom it names.

    `Outcome` must be joined (left) to the state.
    """
    columns = [
        Outcome.text if field.name == "outcome" else state.c[field.name]
        for field in ACTION_FIELDS
        if field.searched
    ]
    people = (
        select(Responsibility.statement_id)
        .outerjoin(Person, Person.id == Responsibility.person_id)
        .outerjoin(Post, Post.id == Responsibility.post_id)
        .where(
            Responsibility.statement_id == state.c.statement_id,
            or_(contains(Person.name, word), contains(Post.title, word)),
        )
        .correlate(state)
        .exists()
    )
    return or_(*(contains(column, word) for column in columns), people)
