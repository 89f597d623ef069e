"""The settings of the mail server and of the dashboard's address: what they may say."""

import pytest

from reminders.mail_server import MailNotConfigured, read_mail_server
from reminders.run import read_address

GIVEN = {"SMTP_HOST": "mail.example.org", "SMTP_FROM": "plan@example.org"}


def test_host_and_sender_are_enough() -> None:
    server = read_mail_server(GIVEN)
    assert (server.host, server.port, server.security, server.user) == (
        "mail.example.org",
        587,
        "starttls",
        "",
    )
    assert str(server.sender) == "plan@example.org"


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("TLS", 465), ("none", 25)])
def test_each_kind_of_security_has_its_usual_port(security: str, port: int) -> None:
    assert read_mail_server({**GIVEN, "SMTP_SECURITY": security}).port == port


def test_the_sender_may_have_a_name() -> None:
    sender = read_mail_server({**GIVEN, "SMTP_FROM": "Improvement plan <Plan@Example.org>"}).sender
    assert (sender.display_name, sender.addr_spec) == ("Improvement plan", "plan@example.org")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"SMTP_HOST": ""}, "SMTP_HOST is not set; docs/reminders.md tells how"),
        ({"SMTP_FROM": " ", "SMTP_HOST": ""}, "SMTP_HOST and SMTP_FROM are not set"),
        ({"SMTP_FROM": "plan"}, "SMTP_FROM is 'plan', which is not an e-mail address"),
        ({"SMTP_FROM": "a@example.org\nBcc: b@example.org"}, "is not an e-mail address"),
        ({"SMTP_SECURITY": "ssl"}, "SMTP_SECURITY is 'ssl'; it has to be starttls, tls or none"),
        ({"SMTP_PORT": "smtp"}, "SMTP_PORT is 'smtp'; it has to be a number such as 587"),
        ({"SMTP_PORT": "70000"}, "it has to be a number"),
        ({"SMTP_USER": "plan"}, "SMTP_USER and SMTP_PASSWORD go together"),
        (
            {"SMTP_USER": "plan", "SMTP_PASSWORD": "x", "SMTP_SECURITY": "none"},
            "would send the password in the clear",
        ),
    ],
)
def test_what_is_missing_or_makes_no_sense_is_said(changes: dict[str, str], said: str) -> None:
    with pytest.raises(MailNotConfigured) as refused:
        read_mail_server({**GIVEN, **changes})
    assert said in str(refused.value)


def test_the_password_is_never_in_what_is_said() -> None:
    with pytest.raises(MailNotConfigured) as refused:
        read_mail_server({**GIVEN, "SMTP_PASSWORD": "very-secret"})
    assert "very-secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("", ""),
        ("https://plan.example.org/", "https://plan.example.org"),
        ("http://10.0.0.4:8501/plan", "http://10.0.0.4:8501/plan"),
    ],
)
def test_the_dashboards_address_is_read(written: str, address: str) -> None:
    assert read_address({"DASHBOARD_ADDRESS": written}) == address


@pytest.mark.parametrize(
    "written",
    ["plan.example.org", "javascript:alert(1)", "https://", "https://a b", "https://a\nb", "https://a?b"],
)
def test_what_is_no_address_of_a_dashboard_is_refused(written: str) -> None:
    with pytest.raises(MailNotConfigured, match="DASHBOARD_ADDRESS"):
        read_address({"DASHBOARD_ADDRESS": written})
