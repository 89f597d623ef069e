"""What happened to the demo plan after its last edition: members, an update, a proposal, questions.

Owns: playing the people who would do this on the pages, through the public writes, so that every page has
something to show. Refuses: real people and e-mail addresses; nobody can sign in as one of these.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from data_model.access.changes.members import save_member
from data_model.plan.action_filter import ActionFilter
from data_model.plan.changes.comments import add_comment, answer_challenge
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import get_action, list_actions
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows import ActionRow
from data_model.plan.rows_updates import CommentKind, EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.permissions import Actor, Role
from demo.fund_seed import FINANCE_OFFICER
from demo.plan_people import PEOPLE

CHAIR = "Beatrice Ashdown"  # chairs the executive improvement board
OFFICER = "Tobias Merriweather"  # runs the programme office
HEADS = ("front_door", "qa", "care", "commissioning", "data")
_DAYS_SINCE = 2  # the updates are true of two days ago


@dataclass(frozen=True, slots=True)
class _Story:
    session: Session
    plan_id: int
    as_at: date
    recorded_at: datetime
    members: dict[str, Actor]

    def first_action(self, head: str, *statuses: Status, overdue: bool = False, words: str = "") -> ActionRow:
        chosen = ActionFilter(statuses=statuses, person_id=self.members[head].person_id, words=words)
        rows = list_actions(self.session, self.plan_id, self.as_at, chosen)
        return next((row for row in rows if (row.days_overdue > 0) is overdue), rows[0])

    def update(self, action: ActionRow, head: str, update: ActionUpdate) -> None:
        detail = get_action(self.session, self.plan_id, action.id, self.as_at)
        assert detail is not None
        record_update(
            self.session,
            action.id,
            update,
            base_version=detail.version,
            as_at=self.as_at,
            actor=self.members[head],
            recorded_at=self.recorded_at,
        )


def tell_what_followed(
    session: Session, plan_id: int, today: date, *, actor: Actor, recorded_at: datetime
) -> None:
    """Make the demo's members and let some of them act, as at two days before `today`."""
    as_at = today - timedelta(days=_DAYS_SINCE)
    members = _make_members(session, plan_id, as_at, actor, recorded_at)
    story = _Story(session, plan_id, as_at, recorded_at, members)
    _update_progress(story)
    _propose_completion(story)
    _ask_and_answer(story)


def _make_members(
    session: Session, plan_id: int, as_at: date, actor: Actor, recorded_at: datetime
) -> dict[str, Actor]:
    ids = {person.name: person.id for person in list_people(session, plan_id, as_at)}
    named = [(CHAIR, Role.BOARD_MEMBER, CHAIR), (OFFICER, Role.PROGRAMME_OFFICE, OFFICER)]
    named += [(key, Role.HEAD_OF_SERVICE, PEOPLE[key].name) for key in HEADS]
    named.append((FINANCE_OFFICER, Role.FINANCE, FINANCE_OFFICER))
    members = {}
    for key, role, name in named:
        save_member(session, name, role, actor=actor, recorded_at=recorded_at, person_id=ids.get(name))
        members[key] = Actor(name, role, through=actor.through, person_id=ids.get(name))
    return members


def _update_progress(story: _Story) -> None:
    action = story.first_action("data", Status.ON_TRACK, Status.AT_RISK)
    news = (
        "The first weekly figures were shared with team managers. Two of them asked for the list behind the "
        "figure, which is now one press away."
    )
    story.update(action, "data", ActionUpdate(progress=news))


def _propose_completion(story: _Story) -> None:
    action = story.first_action("front_door", Status.ON_TRACK, words="strategy discussions")
    add_evidence(
        story.session,
        action.id,
        NewEvidence(
            EvidenceKind.AUDIT,
            story.as_at - timedelta(days=9),
            "Dip sample of 30 strategy discussions: police and health both attended 28 of them.",
        ),
        actor=story.members["front_door"],
        recorded_at=story.recorded_at,
    )
    story.update(
        action,
        "front_door",
        ActionUpdate(
            status=Status.COMPLETE,
            progress="One rota for police and health has run for four weeks, nights and weekends included.",
            impact="Decisions about risk are made together: both attended 28 of 30 sampled discussions.",
        ),
    )


def _ask_and_answer(story: _Story) -> None:
    chair = story.members[CHAIR]
    late = story.first_action("qa", Status.ON_TRACK, overdue=True)
    add_comment(
        story.session,
        late.id,
        "The date has passed and the rating still says on schedule. What is left, and by when?",
        CommentKind.CHALLENGE,
        actor=chair,
        recorded_at=story.recorded_at,
    )
    other = story.first_action("care", Status.AT_RISK, Status.ON_TRACK)
    asked = add_comment(
        story.session,
        other.id,
        "How will young people tell us that this is better for them?",
        CommentKind.CHALLENGE,
        actor=chair,
        recorded_at=story.recorded_at,
    )
    answer_challenge(
        story.session,
        asked,
        "Four of them sit on the working group; their own measure is a call returned within a day.",
        actor=story.members["care"],
        recorded_at=story.recorded_at,
    )
