"""Whom a run of reminders writes to, and what each is told.

Owns: joining what a person's actions need of them with what changed of what they watch as a member, and the
address. Refuses: words and mail.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from data_model.access.queries.members import list_members
from data_model.access.rows import MemberRow
from data_model.plan.queries.responsible.digests import list_digests
from data_model.plan.rows_updates import Digest, WatchedChange
from data_model.readers.queries.watch_news import list_watch_news
from data_model.shared.permissions import member_key


def list_addressed(session: Session, plan_id: int, as_at: date, until: datetime) -> list[Digest]:
    """List the digests of a plan by name, each to the address with which its person signs in as a member,
    else to the one in the plan.

    What others changed of what an active member watches, recorded by `until`, stands in the digest of the
    person they are, or in one of its own. Whoever left the plan keeps no address as its person.
    """
    digests = list_digests(session, plan_id, as_at)
    everybody = list_members(session)
    news = list_watch_news(session, plan_id, until.astimezone(UTC), _own_names(everybody))
    members = [each for each in everybody if each.active]
    by_person = {each.person_id: each for each in members if each.email or member_key(each.id) in news}
    found, told = [], set[int]()
    for digest in digests:
        member = by_person.get(digest.person_id) if digest.person_id is not None else None
        has_left = digest.left_on is not None and digest.left_on <= as_at
        if member is not None and not has_left:
            told.add(member.id)
            email = member.email or digest.email
            watched = news.get(member_key(member.id), ())
            digest = replace(digest, email=email, reader=_reader(member, watched), watched=watched)
        found.append(digest)
    found += [
        _of_watching(member, news[member_key(member.id)])
        for member in members
        if member.id not in told and member_key(member.id) in news
    ]
    return sorted(found, key=lambda digest: (digest.name.casefold(), digest.person_id or 0, digest.reader))


def _own_names(members: Sequence[MemberRow]) -> dict[str, str]:
    """Return by reader the name that stands beside their changes; a name that two have tells nobody apart."""
    bearers = Counter(member.name for member in members)
    return {member_key(one.id): one.name for one in members if bearers[one.name] == 1}


def _of_watching(member: MemberRow, watched: Sequence[WatchedChange]) -> Digest:
    nothing: dict[str, tuple[()]] = dict.fromkeys(
        ("overdue", "due_14", "stale_35", "challenges", "sent_back"), ()
    )
    return Digest(
        person_id=member.person_id,
        name=member.name,
        email=member.email,
        left_on=None,
        reader=_reader(member, watched),
        watched=tuple(watched),
        **nothing,
    )


def _reader(member: MemberRow, watched: Sequence[WatchedChange]) -> str:
    return member_key(member.id) if watched else ""
