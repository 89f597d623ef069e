"""Recording recommendations, saying how they go, closing them and opening them again.

Owns: who may do which of these. Refuses: deleting one, closing one by itself, and actions (see
`actions_of_recommendations`).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.changes.plans import lock_plan
from data_model.plan.statuses import Status
from data_model.recommendations.changes.versions import (
    RecommendationMeta,
    append_version,
    content_of,
    insert_recommendations,
    lock_recommendation,
    newest_statement,
)
from data_model.recommendations.recommendation_content import (
    Origin,
    RecommendationContent,
    Response,
    day_of,
    due_day,
    field_changes,
)
from data_model.recommendations.tables import RecommendationVersion
from data_model.shared.permissions import Actor, NotPermitted, Permission, Role, require
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import long_day
from data_model.shared.version_guard import require_not_before

# What a lead officer who is a head of service says of a recommendation of their own.
OF_THE_LEAD = frozenset({"action_taken", "status", "status_label", "due_text"})


@dataclass(frozen=True, slots=True)
class RecommendationUpdate:
    """What is to change; every field that is None stays. See `RecommendationContent` for their meaning."""

    ref: str | None = None
    origin: Origin | None = None
    source: str | None = None
    made_text: str | None = None
    words: str | None = None
    response: Response | None = None
    response_words: str | None = None
    responded_text: str | None = None
    lead_officer: str | None = None
    executive_member: str | None = None
    action_taken: str | None = None
    status: Status | None = None
    status_label: str | None = None
    due_text: str | None = None
    other: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The fields that are to change, texts without blanks at their ends."""
        given = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            name: value.strip() if type(value) is str else value
            for name, value in given.items()
            if value is not None
        }


def add_recommendation(
    session: Session,
    plan_id: int,
    content: RecommendationContent,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> int:
    """Record a recommendation and return its id; without a ref one is made.

    Raises Refused without words or for dates that are none, NoSuchPlan, NotPermitted.
    """
    require(actor, Permission.RECOMMENDATIONS)
    lock_plan(session, plan_id)
    _check_days(content)
    meta = RecommendationMeta(actor, as_at, recorded_at, Through.ADDED)
    return insert_recommendations(session, plan_id, [(content, meta)])[0]


def update_recommendation(
    session: Session,
    recommendation_id: int,
    base_version: int,
    update: RecommendationUpdate,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
    reason: str = "",
) -> bool:
    """Say something new of a recommendation; return False, and write nothing, when nothing is different.

    The programme office changes everything; a head of service who is the lead officer says the action taken,
    the status and the next review. Raises Refused for dates that are none, a day before its newest statement,
    or when somebody changed it after `base_version`; NoSuchRecommendation, NotPermitted.
    """
    require(actor, Permission.REPORT_RECOMMENDATION)
    _check_who(actor, newest_statement(session, recommendation_id), update)
    stored, newest = lock_recommendation(session, recommendation_id, base_version)
    require_not_before(as_at, newest.as_at, "this recommendation")
    old = content_of(newest)
    new = replace(old, **update.values)
    if not field_changes(old, new):
        return False
    _check_days(new, old)
    meta = RecommendationMeta(actor, as_at, recorded_at, Through.UPDATE, reason)
    ref_given = newest.ref_given or new.ref != old.ref
    append_version(session, stored, new, meta, ref=new.ref, ref_given=ref_given)
    return True


def close_recommendation(
    session: Session,
    recommendation_id: int,
    base_version: int,
    closing_words: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Close a recommendation with what came of it. Raises Refused, NoSuchRecommendation, NotPermitted."""
    require(actor, Permission.RECOMMENDATIONS)
    stored, newest = lock_recommendation(session, recommendation_id, base_version)
    require_not_before(as_at, newest.as_at, "this recommendation")
    if newest.closed:
        raise Refused("It is closed already.")
    if not closing_words.strip():
        raise Refused("Say what came of it.")
    new = replace(
        content_of(newest), closed=True, closed_text=long_day(as_at), closing_words=closing_words.strip()
    )
    meta = RecommendationMeta(actor, as_at, recorded_at, Through.UPDATE)
    append_version(session, stored, new, meta, ref=newest.ref, ref_given=newest.ref_given)


def reopen_recommendation(
    session: Session,
    recommendation_id: int,
    base_version: int,
    reason: str,
    *,
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Open a closed recommendation again, with the reason; what closed it stays in its history.

    A rating that says complete is taken back with it. Raises Refused, NoSuchRecommendation, NotPermitted.
    """
    require(actor, Permission.RECOMMENDATIONS)
    stored, newest = lock_recommendation(session, recommendation_id, base_version)
    require_not_before(as_at, newest.as_at, "this recommendation")
    if not newest.closed:
        raise Refused("It is open already.")
    if not reason.strip():
        raise Refused("Say why it is opened again.")
    new = replace(content_of(newest), closed=False, closed_text="", closing_words="")
    if new.status in (Status.COMPLETE, Status.EMBEDDED):
        new = replace(new, status=Status.NOT_RATED, status_label="")
    meta = RecommendationMeta(actor, as_at, recorded_at, Through.UPDATE, reason)
    append_version(session, stored, new, meta, ref=newest.ref, ref_given=newest.ref_given)


def _check_who(actor: Actor, newest: RecommendationVersion, update: RecommendationUpdate) -> None:
    if actor.role is not Role.HEAD_OF_SERVICE:
        require(actor, Permission.RECOMMENDATIONS)
        return
    if actor.person_id is None or actor.person_id != newest.lead_person_id:
        raise NotPermitted("You may report only on recommendations that you lead. Ask the programme office.")
    if not update.values.keys() <= OF_THE_LEAD:
        raise NotPermitted(
            "You may say the action taken, the status and the next review. Ask the programme office."
        )


def _check_days(content: RecommendationContent, before: RecommendationContent | None = None) -> None:
    """Refuse words typed as a date that name none; what a tracker wrote stays."""
    typed = {
        "made_text": ("date", day_of),
        "responded_text": ("date of the response", day_of),
        "due_text": ("next review", due_day),
    }
    for field, (label, read) in typed.items():
        text = getattr(content, field)
        if text and read(text) is None and (before is None or getattr(before, field) != text):
            raise Refused(f"The {label} “{text[:40]}” is no day. Write it as 1 April 2026 or 01/04/2026.")
