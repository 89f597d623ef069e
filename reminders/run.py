"""One run of reminders over a plan, as the command line starts it.

Owns: which digests are sent or shown, the address of the dashboard, and what is said of the outcome. Refuses:
reading the clock and the environment itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from functools import partial
from smtplib import SMTPException
from urllib.parse import urlsplit

from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.queries.responsible.reminders import list_reminded
from data_model.plan.rows import PlanRow
from data_model.plan.rows_updates import Digest
from data_model.readers.queries.watching import list_told
from data_model.shared.permissions import Actor
from data_model.shared.sentence_text import counted
from exports.plan.digest_mail import digest_mail
from reminders.addressing import list_addressed
from reminders.mail_server import MailNotConfigured, connect, read_mail_server, read_sender
from reminders.sending import SendingOutcome, send_digests

_NOBODY_YET = Address("", "plan", "example.org")  # shown by a dry run without SMTP_FROM
Say = Callable[[str], object]


def show_reminders(
    sessions: sessionmaker[Session],
    plan: PlanRow,
    as_at: date,
    sent_at: datetime,
    environ: Mapping[str, str],
    say: Say,
) -> None:
    """Say what would be mailed as at a day, and change nothing. Raises MailNotConfigured."""
    written = environ.get("SMTP_FROM", "").strip()
    sender = read_sender(written) if written else _NOBODY_YET
    make_mail = _mail_maker(plan, as_at, sender, sent_at, environ)
    with sessions() as session:
        reached, unreached = _part(list_addressed(session, plan.id, as_at, sent_at))
        before = _list_sent(session, plan.id, sent_at.date())
    for digest in reached:
        say(_as_text(make_mail(digest)))
        if _is_among(digest, before):
            say(f"[{digest.name} got today's mail already and would not get this one]\n")
    for line in _unreached_lines(unreached, as_at):
        say(line)
    say(f"Nothing was sent: {counted(len(reached), 'mail')} shown.")


def send_reminders(
    sessions: sessionmaker[Session],
    write: sessionmaker[Session],
    plan: PlanRow,
    as_at: date,
    sent_at: datetime,
    environ: Mapping[str, str],
    say: Say,
    *,
    actor: Actor,
) -> bool:
    """Mail everybody who has not been mailed on the day of `sent_at`; return whether nothing went wrong.

    `as_at` is the day whose plan is told. Raises MailNotConfigured, NotPermitted, and MailServerFails where
    there is no connection to the mail server; then nothing was sent.
    """
    server = read_mail_server(environ)
    make_mail = _mail_maker(plan, as_at, server.sender, sent_at, environ)
    day = sent_at.date()
    with sessions() as session:
        reached, unreached = _part(list_addressed(session, plan.id, as_at, sent_at))
        before = _list_sent(session, plan.id, day)
    waiting = [digest for digest in reached if not _is_among(digest, before)]
    outcome = SendingOutcome(before=[digest.name for digest in reached if _is_among(digest, before)])
    if waiting:
        connection = connect(server)
        try:
            at = sent_at.astimezone(UTC)
            made = send_digests(
                waiting, plan.id, make_mail, connection, write, day, actor=actor, recorded_at=at
            )
        finally:
            with suppress(SMTPException, OSError):
                connection.quit()
        made.before = outcome.before + made.before
        outcome = made
    for line in (*_outcome_lines(outcome), *_unreached_lines(unreached, as_at)):
        say(line)
    say(f"{counted(len(outcome.sent), 'mail')} sent.")
    return outcome.is_complete


def read_address(environ: Mapping[str, str]) -> str:
    """Read DASHBOARD_ADDRESS, where people reach the dashboard, without a slash at its end; empty without it.

    Raises MailNotConfigured.
    """
    written = environ.get("DASHBOARD_ADDRESS", "").strip().rstrip("/")
    parts = urlsplit(written)
    plain = written.isprintable() and " " not in written and not (parts.query or parts.fragment)
    if written and not (plain and parts.scheme in ("http", "https") and parts.netloc):
        raise MailNotConfigured(
            f"DASHBOARD_ADDRESS is {written!r}; it has to be an address such as https://plan.example.org"
        )
    return written


def _mail_maker(
    plan: PlanRow, as_at: date, sender: Address, sent_at: datetime, environ: Mapping[str, str]
) -> Callable[[Digest], EmailMessage]:
    return partial(
        digest_mail,
        plan_id=plan.id,
        plan_name=plan.name,
        as_at=as_at,
        sender=sender,
        sent_at=sent_at,
        address=read_address(environ),
    )


def _list_sent(session: Session, plan_id: int, day: date) -> set[int | str]:
    """Return whose digest of a plan and a day is sent: the ids of persons, and readers."""
    return {*list_reminded(session, plan_id, day), *list_told(session, plan_id, day)}


def _is_among(digest: Digest, sent: set[int | str]) -> bool:
    return digest.person_id in sent or (bool(digest.reader) and digest.reader in sent)


def _part(digests: Sequence[Digest]) -> tuple[list[Digest], list[Digest]]:
    return [each for each in digests if each.email], [each for each in digests if not each.email]


def _as_text(mail: EmailMessage) -> str:
    headings = "\n".join(f"{name}: {mail[name]}" for name in ("From", "To", "Subject"))
    return f"{headings}\n\n{mail.get_content()}\n"


def _unreached_lines(unreached: Sequence[Digest], as_at: date) -> Iterator[str]:
    for digest in unreached:
        has_left = digest.left_on is not None and digest.left_on <= as_at
        why = "has left; hand over what is open" if has_left else "no e-mail address"
        yield f"Not mailed: {digest.name} ({why}; {len(digest.overdue)} overdue)"


def _outcome_lines(outcome: SendingOutcome) -> Iterator[str]:
    for name in outcome.sent:
        yield f"Sent: {name}"
    for name in outcome.before:
        yield f"Sent before today: {name}"
    for name, why in outcome.failed:
        yield f"Refused, and can be sent again: {name}: {why}"
    for name, why in outcome.unsure:
        yield f"Perhaps sent, and not again today: {name}: {why}"
    for name in outcome.not_tried:
        yield f"Not tried, run the command again: {name}"
