"""Correcting what a release was said to be, and taking it back.

Owns: that a person does it with a reason, and that each time is a version with a name and a time; what it was
before stays. Refuses: changing a figure: a wrong file is taken back and the right one loaded.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.published.rows import ReleaseContent
from data_model.published.tables import PublishedRelease, PublishedReleaseVersion
from data_model.shared.days.days_ahead import require_not_ahead
from data_model.shared.permissions import Actor, Permission, require
from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed_line


def correct_release(
    session: Session,
    release_id: int,
    content: ReleaseContent,
    reason: str,
    *,
    base_version: int,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Say anew what a release is, or take it back, or bring it back; what was said before stays.

    `base_version` is the version that whoever corrects has seen. A release that is taken back counts nowhere;
    frozen meetings keep what they were told. Raises Refused without a reason or a name, where nothing is
    different, for a day still to come, where somebody corrected it meanwhile, and where it is not there;
    NotPermitted.
    """
    require(actor, Permission.IMPORT)
    release = session.get(PublishedRelease, release_id, with_for_update=True)
    if release is None:
        raise Refused("There is no such release.")
    said = replace(content, label=typed_line(content.label))
    if not said.label:
        raise Refused("Give the release a name.")
    if said.year_ends is not None and not 1 <= said.year_ends <= 12:
        raise Refused("A year ends in one of twelve months.")
    require_not_ahead(session, said.published_on)
    if newest_release_version(session, release_id) != base_version:
        raise Refused("Somebody corrected this release meanwhile. Look at what it says now, then try again.")
    held = ReleaseContent(
        *(release.label, release.published_on, release.next_due, release.year_ends),
        withdrawn=release.withdrawn_at is not None,
    )
    if said == held:
        raise Refused("Nothing is different from what is recorded.")
    why = typed_line(reason)
    if not why:
        raise Refused("Say why.")
    append_release_version(session, release, said, why, actor=actor, recorded_at=recorded_at)
    release.label, release.published_on = said.label, said.published_on
    release.next_due, release.year_ends = said.next_due, said.year_ends
    release.withdrawn_at = (release.withdrawn_at or recorded_at) if said.withdrawn else None
    session.flush()


def append_release_version(
    session: Session,
    release: PublishedRelease,
    content: ReleaseContent,
    reason: str,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Add a version to a release's history; the caller asks for permission and moves the release itself."""
    session.add(
        PublishedReleaseVersion(
            release_id=release.id,
            version=newest_release_version(session, release.id) + 1,
            label=content.label,
            published_on=content.published_on,
            next_due=content.next_due,
            year_ends=content.year_ends,
            withdrawn=content.withdrawn,
            reason=reason,
            recorded_at=recorded_at,
            recorded_by=actor.name,
            through=actor.through,
        )
    )
    session.flush()


def newest_release_version(session: Session, release_id: int) -> int:
    """Return the number of a release's newest version; 0 before the first."""
    newest = session.scalar(
        select(func.max(PublishedReleaseVersion.version)).where(
            PublishedReleaseVersion.release_id == release_id
        )
    )
    return newest or 0
