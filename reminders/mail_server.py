"""The mail server that reminders go through.

Owns: its settings from the environment, and connecting. Refuses: sending a password in the clear to another
computer, and any server but the one named.
"""

import smtplib
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.headerregistry import Address
from email.utils import parseaddr

from data_model.shared.email_address import NotAnAddress, fold_email

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_TIMEOUT = 30.0  # seconds
# What is said where the server gave no answer of its own; the first kind that fits.
_NO_ANSWER: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPNotSupportedError, "it does not offer encryption, sign-in or the letters of an address"),
    (ssl.SSLCertVerificationError, "its certificate is none that this computer trusts"),
    (ssl.SSLError, "it does not speak TLS here; see SMTP_SECURITY and SMTP_PORT"),
    (socket.gaierror, "no computer of that name is known"),
    (ConnectionRefusedError, "nothing listens there"),
    (TimeoutError, "it does not answer"),
    (smtplib.SMTPServerDisconnected, "it ended the connection"),
    (smtplib.SMTPException, "it does not speak as a mail server does"),
    (ConnectionError, "it ended the connection"),
    (OSError, "it cannot be reached"),
    (Exception, "the mail cannot be written as mails are"),
)


class MailNotConfigured(Exception):
    """Raised for settings that are missing or make no sense; the text says which and what to do."""


class MailServerFails(Exception):
    """Raised where the server does not answer or does not let us in; nothing was sent."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, by whom, and how it is encrypted: "starttls", "tls" or "none"."""

    host: str
    port: int
    user: str
    password: str
    sender: Address
    security: str


def read_mail_server(environ: Mapping[str, str]) -> MailServer:
    """Read the settings SMTP_HOST, SMTP_PORT, SMTP_USER, SMTP_PASSWORD, SMTP_FROM and SMTP_SECURITY.

    Raises MailNotConfigured.
    """
    host = environ.get("SMTP_HOST", "").strip()
    sender = environ.get("SMTP_FROM", "").strip()
    missing = [name for name, value in (("SMTP_HOST", host), ("SMTP_FROM", sender)) if not value]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        raise MailNotConfigured(f"{' and '.join(missing)} {verb} not set; docs/reminders.md tells how")
    security = environ.get("SMTP_SECURITY", "").strip().lower() or "starttls"
    if security not in _PORTS:
        raise MailNotConfigured(f"SMTP_SECURITY is {security!r}; it has to be starttls, tls or none")
    port = environ.get("SMTP_PORT", "").strip() or str(_PORTS[security])
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise MailNotConfigured(f"SMTP_PORT is {port!r}; it has to be a number such as {_PORTS[security]}")
    user, password = environ.get("SMTP_USER", "").strip(), environ.get("SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        raise MailNotConfigured("SMTP_USER and SMTP_PASSWORD go together; only one of them is set")
    if user and security == "none" and host.lower() not in _LOOPBACK:
        raise MailNotConfigured(
            "SMTP_SECURITY=none would send the password in the clear; use starttls or tls"
        )
    return MailServer(host, int(port), user, password, read_sender(sender), security)


def read_sender(written: str) -> Address:
    """Read "plan@example.org" or "Improvement plan <plan@example.org>". Raises MailNotConfigured."""
    try:
        name, address = parseaddr(written if written.isprintable() else "")
        if folded := fold_email(address):
            return Address(" ".join(name.split()), addr_spec=folded)
    except (NotAnAddress, ValueError):
        pass
    raise MailNotConfigured(f"SMTP_FROM is {written!r}, which is not an e-mail address")


def connect(server: MailServer) -> smtplib.SMTP:
    """Open the connection, encrypt it and sign in. Raises MailServerFails."""
    try:
        return _connect(server)
    except OSError as error:  # smtplib's own errors are such
        place = f"{server.host}, port {server.port}"
        raise MailServerFails(f"the mail server ({place}) cannot be used: {said(error)}") from error


def said(error: Exception) -> str:
    """Give a mail server's answer in one line that no terminal would obey, or say why there is none."""
    answers: list[tuple[int, bytes | str]] = []
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        answers = [(error.smtp_code, error.smtp_error)]
    if answers:
        code, words = answers[0]
        text = f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
    else:
        text = next(words for kind, words in _NO_ANSWER if isinstance(error, kind))
    return "".join(each if each.isprintable() else " " for each in text).strip()


def _connect(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=_TIMEOUT, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT)
    try:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection
