"""One person's reminder as an e-mail in plain text.

Owns: its words, its headings and its links. Refuses: sending it, HTML, attachments, and line breaks or
control characters out of a plan's texts, which could end a heading or forge a line.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from data_model.plan.due_dates import DueKind
from data_model.plan.due_text import due_text
from data_model.plan.rows import ActionRow
from data_model.plan.rows_updates import STALE_DAYS, ChallengeRow, Digest, WatchedChange
from data_model.shared.cell_text import REPLACEMENT, storable
from data_model.shared.sentence_text import counted, short_day

_LONGEST = 240  # characters of an action or a challenge; the whole stands in the dashboard
_LONGEST_NAME = 80
# Marks that turn the direction of what follows, and delete or other controls that are no white space.
_UNSAFE = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
Link = Callable[[int], str]


def digest_mail(
    digest: Digest,
    plan_id: int,
    plan_name: str,
    as_at: date,
    *,
    sender: Address,
    sent_at: datetime,
    address: str = "",
) -> EmailMessage:
    """Write the mail that reminds one person of what stood on the day `as_at`.

    `sent_at` is a local time with its zone, for the heading Date. `address` is where the dashboard is
    reached, without a slash at its end; without it the mail has no links. Raises ValueError for a digest with
    nothing to say, for one without an e-mail address or with one that mail cannot carry.
    """
    if digest.is_empty or not digest.email:
        raise ValueError("a mail needs something to say and somebody to say it to")
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = Address(_one_line(digest.name, _LONGEST_NAME), addr_spec=digest.email)
    mail["Subject"] = f"{_subject(digest)}: {_one_line(plan_name, _LONGEST_NAME)}"
    mail["Date"] = format_datetime(sent_at)
    # The same for the same mail, so that a server that gets it twice can tell.
    whose = digest.person_id if digest.person_id is not None else digest.reader.replace(":", "-")
    mail["Message-ID"] = f"<digest.{plan_id}.{whose}.{sent_at:%Y%m%d}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # an absent person's mailbox does not answer
    mail.set_content("\n".join(_lines(digest, plan_id, plan_name, as_at, address)))
    return mail


def _subject(digest: Digest) -> str:
    counts = (
        (len(digest.overdue), "overdue"),
        (len(digest.due_14), "due in 14 days"),
        (len(digest.sent_back), "sent back"),
        (len(digest.challenges), "to answer"),
        (len(digest.stale_35), f"without an update for {STALE_DAYS} days"),
        (len(digest.watched), "changed that you watch"),
    )
    return ", ".join([f"{count} {words}" for count, words in counts if count][:2])


def _lines(digest: Digest, plan_id: int, plan_name: str, as_at: date, address: str) -> Iterator[str]:
    yield f"{_one_line(digest.name, _LONGEST_NAME)},"
    yield ""
    plan = f"the plan “{_one_line(plan_name, _LONGEST_NAME)}”"
    if digest.asks_nothing:
        yield f"this is what changed of what you watch in {plan}."
    else:
        yield f"this is what your actions in {plan} need of you,"
        yield f"as at {short_day(as_at)}."
    if address and not digest.asks_nothing:
        yield ""
        yield "All your actions:"
        yield f"{address}/my-actions?plan={plan_id}"

    def link(action_id: int) -> str:
        return f"{address}/action?id={action_id}&plan={plan_id}" if address else ""

    def form(action_id: int) -> str:
        return f"{address}/update?id={action_id}&plan={plan_id}" if address else ""

    yield from _section("Overdue", digest.overdue, form)
    yield from _section("Due in 14 days", digest.due_14, form)
    yield from _section("Sent back by the programme office", digest.sent_back, form)
    yield from _challenges(digest.challenges, link)
    yield from _section(f"No update for more than {STALE_DAYS} days", digest.stale_35, form)
    yield from _watched(digest.watched, link)
    yield ""
    yield "The dashboard sends one such mail of a plan a day at most."
    if not digest.asks_nothing:
        yield "If an action is not yours, tell the programme office."
    if digest.namesake_plans and not digest.asks_nothing:
        plans = ", ".join(f"“{_one_line(name, _LONGEST_NAME)}”" for name in digest.namesake_plans)
        yield f"Your name stands in {plans} too, as another person."
        yield "If that is you, tell the programme office."
    if digest.watched:
        yield "To watch something no longer, press Stop watching on the page of the action or its area."


def _section(heading: str, actions: Sequence[ActionRow], link: Link) -> Iterator[str]:
    if not actions:
        return
    yield from _heading(heading, len(actions))
    for row in actions:
        yield ""
        yield f"  {_one_line(f'{row.ref} {row.text}', _LONGEST)}"
        yield f"  {_due(row)}"
        if link(row.id):
            yield f"  {link(row.id)}"


def _challenges(challenges: Sequence[ChallengeRow], link: Link) -> Iterator[str]:
    if not challenges:
        return
    yield from _heading("Questions to answer", len(challenges))
    for each in challenges:
        comment = each.comment
        yield ""
        yield f"  {_one_line(f'{each.ref} {each.action_text}', _LONGEST)}"
        who = _one_line(comment.recorded_by, _LONGEST_NAME)
        asked = f"{who} asked on {short_day(comment.recorded_at.date())}"
        yield f"  {asked}: {_one_line(comment.text, _LONGEST)}"
        if link(comment.action_id):
            yield f"  {link(comment.action_id)}"


def _watched(changes: Sequence[WatchedChange], link: Link) -> Iterator[str]:
    if not changes:
        return
    yield from _heading("Changed since you were last told, of what you watch", len(changes))
    for each in changes:
        yield ""
        yield f"  {_one_line(f'{each.ref} {each.action_text}', _LONGEST)}"
        if each.is_new:
            yield "  New in the plan"
        for change in each.changes:
            old, new = (_one_line(text, _LONGEST) or "nothing" for text in (change.old, change.new))
            is_long = len(old) + len(new) > _LONGEST_NAME
            yield f"  {change.name}: {new}" if is_long else f"  {change.name}: {old} → {new}"
        if each.comments:
            yield f"  {counted(each.comments, 'comment')} written"
        if each.evidence:
            yield f"  {counted(each.evidence, 'piece of evidence', 'pieces of evidence')} added"
        if each.by:
            yield f"  Said by {_one_line(', '.join(each.by), _LONGEST)}"
        if link(each.action_id):
            yield f"  {link(each.action_id)}"


def _heading(words: str, count: int) -> Iterator[str]:
    yield ""
    yield f"{words}: {count:,}"
    yield "-" * len(f"{words}: {count:,}")


def _due(row: ActionRow) -> str:
    said = _one_line(due_text(row), _LONGEST_NAME)
    if row.due_date is None:
        return f"Due: {said}" if said else "No due date"
    if row.due_kind == DueKind.DEADLINE:
        said = f"Due {said}"
    if row.days_overdue:
        said += f", {row.days_overdue:,} day{'s' * (row.days_overdue != 1)} overdue"
    return said


def _one_line(text: str, longest: int) -> str:
    folded = _UNSAFE.sub(REPLACEMENT, storable(" ".join(text.split())))
    return folded if len(folded) <= longest else f"{folded[: longest - 1].rstrip()}…"
