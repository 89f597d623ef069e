"""`python cli.py remind` and `member` against a real mail server that runs here."""

import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

import cli
from data_model.access.changes.members import save_member
from data_model.access.queries.members import find_member, list_members, list_person_names
from data_model.plan.changes.comments import add_comment
from data_model.plan.changes.plans import create_plan
from data_model.plan.changes.staff import set_person
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import list_plans
from data_model.plan.queries.responsible.reminders import list_reminded
from data_model.plan.rows_updates import CommentKind
from data_model.plan.update_rules import ActionUpdate
from data_model.readers.changes.watching import set_watching
from data_model.readers.rows import WatchedThing
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from tests.certificates import make_certificate
from tests.databases import ReadyFiles, sqlite_url
from tests.integration.cast import (
    BOARD,
    HAL,
    IVY,
    OFFICE,
    RECORDED_AT,
    NamedPerson,
    batch,
    due_on,
    load,
    stated,
)

AS_AT = "2025-03-10"
JON = NamedPerson("Jon Fisk", "jon fisk", "")
Run = Callable[..., tuple[int, str, str]]


class Mailbox:
    """What a mail server received, and what it is to refuse."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.hangs_up_on = ""
        self.was_encrypted = False
        self.signed_in_as = ""

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.hangs_up_on and self.hangs_up_on in envelope.rcpt_tos:
            assert server.transport is not None
            server.transport.close()
            return "250 OK"
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=SMTP_POLICY, _class=EmailMessage)
        assert isinstance(mail, EmailMessage)
        self.received.append(mail)
        self.was_encrypted = session.ssl is not None
        return "250 OK"

    def sign_in(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.signed_in_as = given.login.decode()
        return AuthResult(success=given.password == b"right", handled=False)

    @property
    def subjects(self) -> dict[str, str]:
        return {str(mail["To"]): str(mail["Subject"]) for mail in self.received}


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Controller]:
    """A mail server without encryption on a free port of this machine, and the settings that name it."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    yield from running(controller, monkeypatch, SMTP_SECURITY="none")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def running(controller: Controller, monkeypatch: pytest.MonkeyPatch, **settings: str) -> Iterator[Controller]:
    controller.start()
    try:
        named = {
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(controller.port),
            "SMTP_FROM": "plan@example.org",
            **settings,
        }
        for name, value in named.items():
            monkeypatch.setenv(name, value)
        yield controller
    finally:
        controller.stop()


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOST", "PORT", "USER", "PASSWORD", "FROM", "SECURITY"):
        monkeypatch.delenv(f"SMTP_{name}", raising=False)
    monkeypatch.delenv("DASHBOARD_ADDRESS", raising=False)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command on the test's own database and give its exit code and what it printed."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'remind.db').as_posix()}")

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as ended:  # argparse leaves this way
            code = int(ended.code or 0)
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def database(tmp_path: Path, ready_files: ReadyFiles) -> Iterator[Engine]:
    """Hal is overdue with an open challenge, Ivy is due soon, Jon is overdue without an e-mail address."""
    ready_files.copy_empty(tmp_path / "remind.db")
    engine = make_engine(sqlite_url(tmp_path / "remind.db"))
    sessions = make_write_sessions(engine)
    with sessions.begin() as session:
        plan_id = create_plan(session, "Borough plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
    actions = (
        stated("Publish the guide", ref="1.01", due=due_on(date(2025, 2, 28)), people=(HAL,)),
        stated("Audit cases", ref="1.02", due=due_on(date(2025, 3, 20)), people=(HAL, IVY)),
        stated("Recruit", ref="1.03", due=due_on(date(2025, 3, 1)), people=(JON,)),
    )
    load(sessions, plan_id, batch(date(2025, 3, 3), actions))
    with sessions.begin() as session:
        people = {name: person_id for person_id, name in list_person_names(session).items()}
        for name in ("Hal Pickering", "Ivy Stanton"):
            email = f"{name.split()[0]}@example.org"
            set_person(session, people[name], email=email, left_on=None, actor=OFFICE)
        first = next(row for row in list_actions(session, plan_id, date(2025, 3, 10)) if row.ref == "1.01")
        add_comment(
            session, first.id, "Who reads it?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=RECORDED_AT
        )
    yield engine
    engine.dispose()


def reminded(engine: Engine) -> int:
    with sessionmaker(engine)() as session:
        today = datetime.now().astimezone().date()
        return sum(len(list_reminded(session, plan.id, today)) for plan in list_plans(session))


@pytest.mark.usefixtures("smtp", "database")
def test_each_responsible_person_gets_one_mail_with_what_is_theirs(run: Run, mailbox: Mailbox) -> None:
    code, said, _ = run("remind", "--as-at", AS_AT)
    assert code == 0
    assert mailbox.subjects == {
        "Hal Pickering <hal@example.org>": "1 overdue, 1 due in 14 days: Borough plan",
        "Ivy Stanton <ivy@example.org>": "1 due in 14 days: Borough plan",
    }
    assert "Who reads it?" in mailbox.received[0].get_content()
    assert said.splitlines() == [
        "Sent: Hal Pickering",
        "Sent: Ivy Stanton",
        "Not mailed: Jon Fisk (no e-mail address; 1 overdue)",
        "2 mails sent.",
    ]


@pytest.mark.usefixtures("smtp")
def test_nobody_is_mailed_twice_on_a_day(run: Run, mailbox: Mailbox, database: Engine) -> None:
    assert run("remind", "--as-at", AS_AT)[0] == 0
    code, said, _ = run("remind", "--as-at", "2025-03-11")
    assert code == 0
    assert len(mailbox.received) == 2
    assert "Sent before today: Hal Pickering" in said
    assert "0 mails sent." in said
    assert reminded(database) == 2


def watch_first_action(engine: Engine, name: str, role: Role, **about: Any) -> None:
    """Let a new member watch action 1.01, and Orla change it afterwards."""
    at = datetime.now(UTC) - timedelta(hours=2)
    with make_write_sessions(engine).begin() as session:
        member = save_member(session, name, role, actor=OFFICE, recorded_at=at, **about)
        first = next(row for row in list_actions(session, 1, date(2025, 3, 10)) if row.ref == "1.01")
        reader = Actor(name, role, "sign-in", about.get("person_id"), member_id=member)
        set_watching(session, WatchedThing(action_id=first.id), True, actor=reader, recorded_at=at)
        record_update(
            session,
            first.id,
            ActionUpdate(progress="It is with the printer"),
            base_version=1,
            as_at=date(2025, 3, 9),
            actor=OFFICE,
            recorded_at=at + timedelta(hours=1),
        )


@pytest.mark.usefixtures("smtp")
def test_a_board_member_is_told_once_what_changed_of_what_they_watch(
    run: Run, mailbox: Mailbox, database: Engine
) -> None:
    watch_first_action(database, "Bea Marlow", Role.BOARD_MEMBER, email="bea@example.org")
    shown = run("remind", "--as-at", AS_AT, "--dry-run")[1]
    assert "Subject: 1 changed that you watch: Borough plan" in shown
    mailbox.refused["bea@example.org"] = "550 Later"
    assert run("remind", "--as-at", AS_AT)[0] == 1
    mailbox.refused.clear()
    assert run("remind", "--as-at", AS_AT)[0] == 0
    mail = mailbox.received[-1]
    assert mail["To"] == "Bea Marlow <bea@example.org>"
    assert "Progress: nothing → It is with the printer" in mail.get_content()
    code, said, _ = run("remind", "--as-at", AS_AT)
    assert code == 0
    assert "Sent before today" in said
    assert "Bea Marlow" not in said, "nothing is left to tell"


@pytest.mark.usefixtures("smtp")
def test_what_a_person_watches_stands_in_their_one_mail(run: Run, mailbox: Mailbox, database: Engine) -> None:
    with make_write_sessions(database)() as session:
        ivy = next(number for number, name in list_person_names(session).items() if name == "Ivy Stanton")
    about = {"email": "ivy@work.example.org", "person_id": ivy}
    watch_first_action(database, "Ivy Stanton", Role.HEAD_OF_SERVICE, **about)
    assert run("remind", "--as-at", AS_AT)[0] == 0
    assert mailbox.subjects["Ivy Stanton <ivy@work.example.org>"] == (
        "1 due in 14 days, 1 changed that you watch: Borough plan"
    )
    assert len(mailbox.received) == 2
    assert run("remind", "--as-at", AS_AT)[0] == 0
    assert len(mailbox.received) == 2


@pytest.mark.usefixtures("smtp", "database")
def test_nobody_is_mailed_when_nothing_is_due(run: Run, mailbox: Mailbox) -> None:
    assert run("remind", "--as-at", "2025-01-10")[0] == 0
    assert [mail["To"] for mail in mailbox.received] == []


@pytest.mark.usefixtures("smtp")
def test_a_dry_run_prints_the_mails_and_sends_and_records_nothing(
    run: Run, mailbox: Mailbox, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_ADDRESS", "https://plan.example.org/")
    code, said, _ = run("remind", "--as-at", AS_AT, "--dry-run")
    assert code == 0
    assert "Subject: 1 overdue, 1 due in 14 days: Borough plan" in said
    assert "https://plan.example.org/update?id=1&plan=1" in said
    assert "Not mailed: Jon Fisk (no e-mail address; 1 overdue)" in said
    assert said.endswith("Nothing was sent: 2 mails shown.\n")
    assert mailbox.received == []
    assert reminded(database) == 0


@pytest.mark.usefixtures("database")
def test_a_dry_run_needs_no_mail_server(run: Run) -> None:
    assert run("remind", "--as-at", AS_AT, "--dry-run")[0] == 0


@pytest.mark.usefixtures("database")
def test_without_settings_the_command_says_which_are_missing(run: Run) -> None:
    code, _, complaint = run("remind", "--as-at", AS_AT)
    assert code == 2
    assert complaint == "cli.py: SMTP_HOST and SMTP_FROM are not set; docs/reminders.md tells how\n"


@pytest.mark.usefixtures("smtp")
def test_a_mail_that_the_server_refuses_is_not_noted_and_goes_later(
    run: Run, mailbox: Mailbox, database: Engine
) -> None:
    mailbox.refused["hal@example.org"] = "550 No such mailbox"
    code, said, _ = run("remind", "--as-at", AS_AT)
    assert code == 1
    assert "Refused, and can be sent again: Hal Pickering: 550 No such mailbox" in said
    assert list(mailbox.subjects) == ["Ivy Stanton <ivy@example.org>"]
    assert reminded(database) == 1
    mailbox.refused.clear()
    assert run("remind", "--as-at", AS_AT)[0] == 0
    assert list(mailbox.subjects) == ["Ivy Stanton <ivy@example.org>", "Hal Pickering <hal@example.org>"]


@pytest.mark.usefixtures("smtp")
def test_a_connection_that_breaks_while_a_mail_is_handed_over_never_leads_to_two(
    run: Run, mailbox: Mailbox, database: Engine
) -> None:
    mailbox.hangs_up_on = "hal@example.org"
    code, said, _ = run("remind", "--as-at", AS_AT)
    assert code == 1
    assert "Perhaps sent, and not again today: Hal Pickering" in said
    assert "Not tried, run the command again: Ivy Stanton" in said
    assert reminded(database) == 1
    mailbox.hangs_up_on = ""
    assert run("remind", "--as-at", AS_AT)[0] == 0
    assert list(mailbox.subjects) == ["Ivy Stanton <ivy@example.org>"]


@pytest.mark.usefixtures("smtp")
def test_a_server_that_does_not_answer_is_said_and_nothing_is_noted(
    run: Run, database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = free_port()
    monkeypatch.setenv("SMTP_PORT", str(port))
    code, _, complaint = run("remind", "--as-at", AS_AT)
    assert code == 1
    assert complaint.startswith(f"cli.py: the mail server (127.0.0.1, port {port}) cannot be used: ")
    assert reminded(database) == 0


@pytest.mark.usefixtures("smtp")
def test_whoever_has_left_is_listed_and_not_mailed(run: Run, mailbox: Mailbox, database: Engine) -> None:
    with make_write_sessions(database).begin() as session:
        people = {name: person_id for person_id, name in list_person_names(session).items()}
        set_person(
            session, people["Hal Pickering"], email="hal@example.org", left_on=date(2025, 3, 1), actor=OFFICE
        )
    _, said, _ = run("remind", "--as-at", AS_AT)
    assert "Not mailed: Hal Pickering (has left; hand over what is open; 1 overdue)" in said
    assert list(mailbox.subjects) == ["Ivy Stanton <ivy@example.org>"]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine that its own key has signed, with that key, in one file."""
    return make_certificate(tmp_path / "mail.pem", "127.0.0.1")


def server_context(certificate: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


def encrypted(mailbox: Mailbox, certificate: Path) -> Controller:
    """A mail server that takes mail only encrypted (STARTTLS) and from whoever signs in."""
    return Controller(
        mailbox,
        hostname="127.0.0.1",
        port=free_port(),
        authenticator=mailbox.sign_in,
        auth_required=True,
        tls_context=server_context(certificate),
        require_starttls=True,
    )


@pytest.mark.usefixtures("database")
def test_mail_goes_encrypted_after_signing_in(
    run: Run, mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings = {"SMTP_USER": "plan", "SMTP_PASSWORD": "right"}
    for _ in running(encrypted(mailbox, certificate), monkeypatch, **settings):
        assert run("remind", "--as-at", AS_AT)[0] == 0
    assert len(mailbox.received) == 2
    assert mailbox.was_encrypted
    assert mailbox.signed_in_as == "plan"


@pytest.mark.usefixtures("database")
def test_mail_goes_to_a_server_that_is_encrypted_from_the_first_byte(
    run: Run, mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Controller(
        mailbox, hostname="127.0.0.1", port=free_port(), ssl_context=server_context(certificate)
    )
    for _ in running(server, monkeypatch, SMTP_SECURITY="tls"):
        assert run("remind", "--as-at", AS_AT)[0] == 0
    assert len(mailbox.received) == 2


@pytest.mark.usefixtures("database")
def test_a_wrong_password_is_said_without_the_password(
    run: Run, mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings = {"SMTP_USER": "plan", "SMTP_PASSWORD": "very-wrong"}
    for _ in running(encrypted(mailbox, certificate), monkeypatch, **settings):
        code, said, complaint = run("remind", "--as-at", AS_AT)
    assert code == 1
    assert "cannot be used: 535" in complaint
    assert "very-wrong" not in said + complaint
    assert mailbox.received == []


@pytest.mark.usefixtures("database")
def test_a_certificate_that_nobody_vouches_for_is_refused(
    run: Run, mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = {"SMTP_USER": "plan", "SMTP_PASSWORD": "right"}
    for _ in running(encrypted(mailbox, certificate), monkeypatch, **settings):
        code, _, complaint = run("remind", "--as-at", AS_AT)
    assert code == 1
    assert "its certificate is none that this computer trusts" in complaint
    assert mailbox.signed_in_as == ""


@pytest.mark.usefixtures("smtp")
def test_without_a_plan_there_is_nobody_to_remind(run: Run) -> None:
    assert run("remind") == (1, "", "cli.py: there is no database yet; load a plan first\n")


def test_the_first_member_is_made_from_the_command_line(run: Run, tmp_path: Path) -> None:
    code, said, _ = run(
        "member", "--email", "Orla@Example.org", "--name", "Orla Finch", "--role", "programme_office"
    )
    assert (code, said) == (0, "orla@example.org may sign in, as programme office.\n")
    engine = make_engine(f"sqlite:///{(tmp_path / 'remind.db').as_posix()}")
    with make_write_sessions(engine)() as session:
        member = find_member(session, "orla@example.org")
    engine.dispose()
    assert member is not None
    assert (member.name, member.role) == ("Orla Finch", Role.PROGRAMME_OFFICE)


def test_the_command_line_changes_a_member_and_leaves_who_they_are(run: Run, database: Engine) -> None:
    for role in ("head_of_service", "board_member"):
        assert run("member", "--email", "hal@example.org", "--name", "Hal P", "--role", role)[0] == 0
    with make_write_sessions(database)() as session:
        (member,) = list_members(session)
    assert (member.role, member.person_name) == (Role.BOARD_MEMBER, "Hal Pickering")


def test_the_command_line_cannot_lock_the_programme_office_out_either(run: Run) -> None:
    arguments = ("member", "--email", "orla@example.org", "--name", "Orla", "--role")
    assert run(*arguments, "programme_office")[0] == 0
    code, _, complaint = run(*arguments, "board_member")
    assert code == 1
    assert complaint == "cli.py: The programme office needs at least one member.\n"


@pytest.mark.parametrize("email", ["", "nobody", "a b@example.org"])
def test_what_is_no_address_is_wrong_usage(run: Run, email: str) -> None:
    code, _, complaint = run("member", "--email", email, "--name", "A", "--role", "board_member")
    assert code == 2
    assert "is not an e-mail address" in complaint


@pytest.mark.usefixtures("smtp")
def test_a_member_is_mailed_at_the_address_they_sign_in_with(
    run: Run, mailbox: Mailbox, database: Engine
) -> None:
    with make_write_sessions(database).begin() as session:
        people = {name: number for number, name in list_person_names(session).items()}
        for name, email in (("Jon Fisk", "jon@sign-in.example"), ("Hal Pickering", "hal@sign-in.example")):
            about = {"person_id": people[name], "actor": OFFICE, "recorded_at": RECORDED_AT}
            save_member(session, name, Role.HEAD_OF_SERVICE, email=email, **about)
    run("remind", "--as-at", AS_AT)
    assert {"jon@sign-in.example", "hal@sign-in.example"} <= {
        mail["To"].addresses[0].addr_spec for mail in mailbox.received
    }
