"""Appending versions to the history of recommendations, for writes that have checked who asks.

Owns: finding and locking a recommendation, version numbers, the days understood of the words, and the person
whom the lead officer's name means. Refuses: permission, and changing or deleting a version.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from data_model.plan.action_content import Through
from data_model.plan.changes.people import find_people
from data_model.plan.changes.plans import lock_plan
from data_model.recommendations.queries.recommendations import content_from
from data_model.recommendations.recommendation_content import (
    REF_LETTERS,
    Origin,
    RecommendationContent,
    day_of,
    due_day,
)
from data_model.recommendations.tables import Recommendation, RecommendationVersion
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.name_key import name_key
from data_model.shared.permissions import Actor
from data_model.shared.refusals import Refused
from data_model.shared.stored_rows import next_position
from data_model.shared.version_guard import require_as_opened

# What may follow a name in a cell with its post: "Hal Pickering, Head of Service".
_AFTER_NAME = re.compile(r"\s*(?:[,(/;\n]|\s[-–—]\s)")


class NoSuchRecommendation(Exception):
    """Raised when a write names a recommendation that is not there."""


@dataclass(frozen=True, slots=True)
class RecommendationMeta:
    """Who makes a version, true as at which day, recorded when, through what, why, and from which file.

    `file_says` is what the tracker said, where one made the version.
    """

    actor: Actor
    as_at: date
    recorded_at: datetime
    through: Through
    reason: str = ""
    import_id: int | None = None
    sheet: str = ""
    cell: str = ""
    file_says: RecommendationContent | None = None


def lock_recommendation(
    session: Session, recommendation_id: int, base_version: int | None = None
) -> tuple[Recommendation, RecommendationVersion]:
    """Take a recommendation's plan for this transaction; return it with its newest statement.

    Raises NoSuchRecommendation, and Refused when somebody changed it after version `base_version`.
    """
    plan_id = session.scalar(select(Recommendation.plan_id).where(Recommendation.id == recommendation_id))
    if plan_id is None:
        raise NoSuchRecommendation(f"no recommendation {recommendation_id}")
    lock_plan(session, plan_id)
    stored = session.get_one(Recommendation, recommendation_id, populate_existing=True)
    if base_version is not None:
        require_as_opened(base_version, stored.version, "this recommendation")
    return stored, newest_statement(session, recommendation_id)


def newest_statement(session: Session, recommendation_id: int) -> RecommendationVersion:
    """Return what is now said of a recommendation. Raises NoSuchRecommendation."""
    newest = session.scalars(
        select(RecommendationVersion)
        .where(RecommendationVersion.recommendation_id == recommendation_id)
        .order_by(RecommendationVersion.as_at.desc(), RecommendationVersion.id.desc())
        .limit(1)
    ).one_or_none()
    if newest is None:
        raise NoSuchRecommendation(f"no recommendation {recommendation_id}")
    return newest


def content_of(row: RecommendationVersion) -> RecommendationContent:
    """Return what a stored version says."""
    return content_from({name: getattr(row, name) for name in RecommendationContent.__dataclass_fields__})


def insert_recommendations(
    session: Session, plan_id: int, added: Sequence[tuple[RecommendationContent, RecommendationMeta]]
) -> list[int]:
    """Add recommendations behind those of a plan that is locked; return their ids. A ref is made where none
    is.

    Raises Refused for one without words.
    """
    first = next_position(session, Recommendation.position, Recommendation.plan_id == plan_id)
    taken = set(
        session.scalars(
            select(RecommendationVersion.ref)
            .join(Recommendation, Recommendation.id == RecommendationVersion.recommendation_id)
            .where(Recommendation.plan_id == plan_id)
        )
    ) | {content.ref for content, _ in added}
    ids = []
    for position, (content, meta) in enumerate(added, first):
        stored = Recommendation(plan_id=plan_id, position=position, version=0)
        session.add(stored)
        session.flush()
        ref = content.ref or _free_ref(content.origin, taken)
        taken.add(ref)
        append_version(session, stored, content, meta, ref=ref, ref_given=bool(content.ref))
        ids.append(stored.id)
    return ids


def append_version(
    session: Session,
    stored: Recommendation,
    content: RecommendationContent,
    meta: RecommendationMeta,
    *,
    ref: str,
    ref_given: bool,
) -> None:
    """Add a version to a recommendation that is locked.

    Raises Refused for empty words, an empty ref, and a day later than tomorrow.
    """
    require_not_ahead(session, meta.as_at)
    if not content.words.strip():
        raise Refused("Write what is recommended.")
    if not ref.strip():
        raise Refused("A recommendation needs a ref.")
    stored.version += 1
    session.flush()
    values = {**asdict(content), "ref": ref.strip(), "words": content.words.strip()}
    session.execute(
        insert(RecommendationVersion),
        {
            **values,
            "recommendation_id": stored.id,
            "version": stored.version,
            "ref_given": ref_given,
            "made_on": day_of(content.made_text),
            "responded_on": day_of(content.responded_text),
            "due_date": due_day(content.due_text),
            "closed_on": day_of(content.closed_text),
            "lead_person_id": _person_named(session, stored.plan_id, content.lead_officer),
            "as_at": meta.as_at,
            "recorded_at": meta.recorded_at,
            "recorded_by": meta.actor.name,
            "through": meta.through.value,
            "reason": meta.reason.strip(),
            "import_id": meta.import_id,
            "sheet": meta.sheet,
            "cell": meta.cell,
            "file_says": json.dumps(asdict(meta.file_says)) if meta.file_says is not None else "",
        },
    )


def _person_named(session: Session, plan_id: int, lead_officer: str) -> int | None:
    """Return the person of the plan whose whole name the words are, or begin with before a post."""
    key = name_key(_AFTER_NAME.split(lead_officer.strip(), maxsplit=1)[0])
    return find_people(session, plan_id, [key]).get(key) if key else None


def _free_ref(origin: Origin, taken: set[str]) -> str:
    number = 1
    while f"{REF_LETTERS[origin]}-{number}" in taken:
        number += 1
    return f"{REF_LETTERS[origin]}-{number}"
