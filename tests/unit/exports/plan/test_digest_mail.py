"""The reminder as an e-mail: its words, its links, and hostile texts in every place."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest

from data_model.plan.action_content import FieldChange
from data_model.plan.rows_updates import ChallengeRow, CommentKind, CommentRow, Digest, WatchedChange
from data_model.shared.permissions import Role
from exports.plan.digest_mail import digest_mail
from tests.unit.exports.conftest import MakeAction

SENDER = Address("Improvement plan", addr_spec="plan@example.org")
AS_AT = date(2022, 12, 12)
SENT_AT = datetime(2022, 12, 12, 7, 30, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script> =cmd|'/c calc'!A1 [x](javascript:alert(1)) $$y$$ \u202egnp.exe\u202c 😀\r\n"
    "Bcc: everybody@example.org\r\n\r\n.\r\nQUIT"
)


def challenge(**changes: Any) -> ChallengeRow:
    values: dict[str, Any] = {
        "id": 1,
        "action_id": 8,
        "kind": CommentKind.CHALLENGE,
        "text": "How do you know that it works?",
        "answers_id": None,
        "recorded_at": datetime(2022, 12, 5, 9, tzinfo=UTC),
        "recorded_by": "Bea Marlow",
        "role": Role.BOARD_MEMBER,
        "is_open": True,
    }
    return ChallengeRow(CommentRow(**{**values, **changes}), "2.08", "Review the procedures")


def digest(**changes: Any) -> Digest:
    values: dict[str, Any] = {
        "person_id": 5,
        "name": "Ada Invented",
        "email": "ada@example.org",
        "left_on": None,
        "overdue": (),
        "due_14": (),
        "stale_35": (),
        "challenges": (),
        "sent_back": (),
    }
    return Digest(**{**values, **changes})


def write(one: Digest, plan_name: str = "Fernshire improvement plan", address: str = "") -> EmailMessage:
    return digest_mail(one, 3, plan_name, AS_AT, sender=SENDER, sent_at=SENT_AT, address=address)


def read_back(mail: EmailMessage) -> EmailMessage:
    """The mail as whoever receives it reads it."""
    received = message_from_bytes(mail.as_bytes(), policy=SMTP, _class=EmailMessage)
    assert isinstance(received, EmailMessage)
    return received


def test_a_digest_becomes_a_plain_text_mail(action: MakeAction) -> None:
    late, soon = (
        action(),
        action(
            id=9, ref="2.09", text="Appoint", days_overdue=0, due_date=date(2022, 12, 20), due_precision="day"
        ),
    )
    mail = read_back(write(digest(overdue=(late,) * 3, due_14=(soon, soon), challenges=(challenge(),))))
    assert mail["Subject"] == "3 overdue, 2 due in 14 days: Fernshire improvement plan"
    assert mail["To"] == "Ada Invented <ada@example.org>"
    assert mail["From"] == "Improvement plan <plan@example.org>"
    assert mail["Date"] == "Mon, 12 Dec 2022 07:30:00 +0000"
    assert mail["Message-ID"] == "<digest.3.5.20221212@example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert not mail.is_multipart()


def test_the_body_says_what_is_needed_in_british_dates(action: MakeAction) -> None:
    late, soon = (
        action(),
        action(
            id=9, ref="2.09", text="Appoint", days_overdue=0, due_date=date(2022, 12, 20), due_precision="day"
        ),
    )
    stale = action(id=10, ref="2.10", text="Train", days_overdue=0, due_date=None, due_text="tbc")
    mail = write(
        digest(
            overdue=(late,), due_14=(soon,), stale_35=(stale,), challenges=(challenge(),), sent_back=(soon,)
        )
    )
    assert mail.get_content() == (
        "Ada Invented,\n\n"
        "this is what your actions in the plan “Fernshire improvement plan” need of you,\n"
        "as at 12 Dec 2022.\n\n"
        "Overdue: 1\n----------\n\n"
        "  2.08 Review the procedures\n  Due End Nov 22, 12 days overdue\n\n"
        "Due in 14 days: 1\n-----------------\n\n"
        "  2.09 Appoint\n  Due 20 Dec 2022\n\n"
        "Sent back by the programme office: 1\n------------------------------------\n\n"
        "  2.09 Appoint\n  Due 20 Dec 2022\n\n"
        "Questions to answer: 1\n----------------------\n\n"
        "  2.08 Review the procedures\n"
        "  Bea Marlow asked on 5 Dec 2022: How do you know that it works?\n\n"
        "No update for more than 35 days: 1\n----------------------------------\n\n"
        "  2.10 Train\n  Due: tbc\n\n"
        "The dashboard sends one such mail of a plan a day at most.\n"
        "If an action is not yours, tell the programme office.\n"
    )


@pytest.mark.parametrize(
    ("parts", "subject"),
    [
        (("overdue",), "1 overdue"),
        (("due_14", "stale_35"), "1 due in 14 days, 1 without an update for 35 days"),
        (("sent_back", "stale_35", "overdue"), "1 overdue, 1 sent back"),
        (("challenges",), "1 to answer"),
    ],
)
def test_the_subject_names_the_two_most_pressing_counts(
    action: MakeAction, parts: tuple[str, ...], subject: str
) -> None:
    held: dict[str, tuple[object, ...]] = {
        part: (challenge(),) if part == "challenges" else (action(),) for part in parts
    }
    assert write(digest(**held))["Subject"] == f"{subject}: Fernshire improvement plan"


def test_with_an_address_actions_link_to_their_forms_and_questions_to_the_action(
    action: MakeAction,
) -> None:
    said = write(
        digest(overdue=(action(),), challenges=(challenge(action_id=44),)), address="https://plan.example.org"
    ).get_content()
    assert "\nhttps://plan.example.org/my-actions?plan=3\n" in said
    assert "  https://plan.example.org/update?id=8&plan=3\n" in said
    assert "  https://plan.example.org/action?id=44&plan=3\n" in said


def test_what_changed_of_what_somebody_watches_is_told_with_old_and_new() -> None:
    changes = (
        FieldChange("status", "On track", "Delayed"),
        FieldChange("progress", "Begun", "Forty of ninety social workers are trained. " * 3),
        FieldChange("reason_for_delay", "", HOSTILE),
    )
    watched = WatchedChange(8, "2.08", "Train everybody", changes, ("Hal Pickering",), 1, 2, is_new=False)
    new = WatchedChange(9, "2.09", "Open a hub", (), ("Orla Finch",), 0, 0, is_new=True)
    mail = read_back(
        write(
            digest(person_id=None, reader="member:7", watched=(watched, new)),
            address="https://plan.example.org",
        )
    )
    assert mail["Subject"] == "2 changed that you watch: Fernshire improvement plan"
    assert mail["Message-ID"] == "<digest.3.member-7.20221212@example.org>"
    said = mail.get_content().replace("\r\n", "\n")
    assert "this is what changed of what you watch in the plan “Fernshire improvement plan”.\n" in said
    for line in (
        "Changed since you were last told, of what you watch: 2",
        "  Status: On track → Delayed",
        "  1 comment written",
        "  2 pieces of evidence added",
        "  Said by Hal Pickering",
        "  https://plan.example.org/action?id=8&plan=3",
        "  New in the plan",
    ):
        assert f"\n{line}\n" in said
    assert "  Progress: Forty of ninety" in said
    assert "Begun →" not in said, "a long text is told as it stands now"
    assert "\nBcc:" not in said
    assert "my-actions" not in said, "who answers for nothing has no actions of their own"


def test_without_an_address_there_is_no_link(action: MakeAction) -> None:
    assert "http" not in write(digest(overdue=(action(),))).get_content()


def test_hostile_text_ends_no_heading_and_forges_no_line(action: MakeAction) -> None:
    hostile = action(ref=HOSTILE, text=HOSTILE, due_date=None, due_text=HOSTILE)
    asked = ChallengeRow(challenge(text=HOSTILE, recorded_by=HOSTILE).comment, HOSTILE, HOSTILE)
    mail = read_back(
        write(
            digest(name=HOSTILE, overdue=(hostile,), challenges=(asked,)),
            plan_name=HOSTILE,
            address="https://plan.example.org",
        )
    )
    assert mail.keys() == [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "Content-Type",
        "Content-Transfer-Encoding",
        "MIME-Version",
    ]
    assert [each.addr_spec for each in mail["To"].addresses] == ["ada@example.org"]
    body = mail.get_content()
    assert not [line for line in body.splitlines() if line.startswith(("Bcc", ".", "QUIT"))]
    assert "<script>alert(1)</script>" in body
    assert "\u202e" not in body
    assert "\u202e" not in mail["Subject"]
    assert "😀" in body


def test_a_very_long_text_is_shortened(action: MakeAction) -> None:
    body = write(digest(overdue=(action(text="x" * 100_000),))).get_content()
    assert len(body) < 1000
    assert "x…" in body


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\ud800", "\u2028"])
def test_no_control_character_reaches_the_mail(action: MakeAction, character: str) -> None:
    mail = write(digest(name=f"A{character}B", overdue=(action(text=f"A{character}B"),)), f"P{character}Q")
    received = read_back(mail)
    assert character not in received.get_content()
    assert character not in received["Subject"]


def test_a_mail_with_nothing_to_say_or_nobody_to_say_it_to_is_not_written(action: MakeAction) -> None:
    with pytest.raises(ValueError, match="something to say"):
        write(digest())
    with pytest.raises(ValueError, match="somebody to say it to"):
        write(digest(email="", overdue=(action(),)))
