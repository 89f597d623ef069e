"""Sending digests, of one plan to nobody twice on one day.

Owns: the order of noting and sending. Refuses: choosing whom to remind, and words.

A mail is noted as sent, and that is committed, before it is handed over. If the server refuses it, or it
cannot be handed over at all, the note is taken back. If the connection breaks while it is handed over, nobody
knows whether it went: the note stays, and the run ends. So a person gets their digest once a day or, after
such a break or a computer that stops at the wrong moment, not at all on that day; never twice. The other
order could send it again, and would keep the database locked while a slow mail server answers.
"""

import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.reminders import forget_reminded, mark_reminded
from data_model.plan.rows_updates import Digest
from data_model.readers.changes.watching import forget_told, mark_told
from data_model.shared.permissions import Actor
from reminders.mail_server import said

_CLOSING = 421  # the server's answer when it ends the connection


@dataclass
class SendingOutcome:
    """What became of the digests: names, and for those not sent also why."""

    sent: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    unsure: list[tuple[str, str]] = field(default_factory=list)
    not_tried: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return not (self.failed or self.unsure or self.not_tried)


def send_digests(
    digests: Sequence[Digest],
    plan_id: int,
    make_mail: Callable[[Digest], EmailMessage],
    connection: smtplib.SMTP,
    write: sessionmaker[Session],
    day: date,
    *,
    actor: Actor,
    recorded_at: datetime,
) -> SendingOutcome:
    """Send each digest that was not sent before on this day, in the order given.

    What changed of what somebody watches is told as of `recorded_at`. Raises NotPermitted.
    """
    outcome = SendingOutcome()
    for position, digest in enumerate(digests):
        with write.begin() as session:
            is_due = _mark(session, digest, plan_id, day, actor=actor, recorded_at=recorded_at)
        if not is_due:
            outcome.before.append(digest.name)
            continue
        try:
            connection.send_message(make_mail(digest))
        except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
            _forget(write, digest, plan_id, day, actor)
            outcome.failed.append((digest.name, said(error)))
            is_over = getattr(error, "smtp_code", 0) == _CLOSING
        except (smtplib.SMTPNotSupportedError, ValueError) as error:  # nothing was handed over
            _forget(write, digest, plan_id, day, actor)
            outcome.failed.append((digest.name, said(error)))
            is_over = False
        except OSError as error:
            outcome.unsure.append((digest.name, said(error)))
            is_over = True
        else:
            outcome.sent.append(digest.name)
            is_over = False
        if is_over:
            outcome.not_tried = [each.name for each in digests[position + 1 :]]
            break
    return outcome


def _mark(
    session: Session, digest: Digest, plan_id: int, day: date, *, actor: Actor, recorded_at: datetime
) -> bool:
    """Note that a digest is sent, for its person and its reader; False where either had one that day."""
    who = digest.person_id
    by: dict[str, Any] = {"actor": actor, "recorded_at": recorded_at}
    if who is not None and not mark_reminded(session, who, plan_id, day, **by):
        return False
    return not digest.reader or mark_told(session, digest.reader, plan_id, day, **by)


def _forget(write: sessionmaker[Session], digest: Digest, plan_id: int, day: date, actor: Actor) -> None:
    with write.begin() as session:
        if digest.person_id is not None:
            forget_reminded(session, digest.person_id, plan_id, day, actor=actor)
        if digest.reader:
            forget_told(session, digest.reader, plan_id, day, actor=actor)
