"""How long a sign-in holds, and which account a member is.

Owns: the limits, what a sign-in is known by, and why one holds no longer. Refuses: storing it, and the clock.

A browser keeps the provider's word in a cookie for a month. What counts is what the dashboard knows of that
sign-in: a cookie that was copied, or left behind in a browser, is worth nothing once the sign-in has ended.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import NamedTuple

from data_model.shared.cell_text import storable

HOURS, IDLE_MINUTES = 12, 60  # usual limits
# How much later than it was a drawing may be noted: each note is a write.
NOTED_EVERY = timedelta(seconds=60)


class SignInLimits(NamedTuple):
    """How long a sign-in holds at most, and how long without anything being pressed."""

    lifetime: timedelta
    idle: timedelta


class Over(Enum):
    """Why a sign-in holds no longer."""

    ENDED = "it was ended"
    TOO_OLD = "its time is over"
    IDLE = "nothing was pressed for long"


@dataclass(frozen=True, slots=True)
class IdToken:
    """What a provider says of somebody who signed in: who says it, the account, the address as it stands
    there, and when it was said (None where it is not told). `key` tells one sign-in from every other."""

    issuer: str
    subject: str
    email: str
    issued_at: datetime | None
    key: str


@dataclass(frozen=True, slots=True)
class SignInTimes:
    """When a sign-in began, was last used, and was ended (None while it has not been)."""

    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None


def read_token(claims: Mapping[str, object]) -> IdToken:
    """Read the claims of an ID token as its cookie keeps them; one of a wrong kind is none."""
    named = {name: str(claims.get(name) or "") for name in ("iss", "sub", "email", "nonce", "iat", "at_hash")}
    known = "\0".join(f"{name}={value}" for name, value in named.items())
    digest = hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()
    issuer, subject, email = (_text(claims.get(name)) for name in ("iss", "sub", "email"))
    return IdToken(issuer, subject, email, _moment(claims.get("iat")), digest)


def says_unverified(claims: Mapping[str, object]) -> bool:
    """Say whether a provider says that an address is not proven to be theirs; most say nothing."""
    said = claims.get("email_verified")
    return said is not None and str(said).strip().lower() not in ("true", "1")


def why_over(times: SignInTimes, now: datetime, limits: SignInLimits) -> Over | None:
    """Say why a sign-in holds no longer at a moment; None while it does."""
    if times.ended_at is not None:
        return Over.ENDED
    if now - times.began_at > limits.lifetime:
        return Over.TOO_OLD
    return Over.IDLE if now - times.seen_at > limits.idle else None


def is_account(token: IdToken, issuer: str, subject: str) -> bool:
    """Say whether the account that signed in is the one a member first signed in with; any is before that."""
    return not subject or (token.issuer, token.subject) == (issuer, subject)


def read_limits(environ: Mapping[str, str]) -> SignInLimits:
    """Read both limits from the settings. Raises ValueError for one that is no whole number above 0."""
    hours = _whole("DASHBOARD_SIGN_IN_HOURS", environ.get("DASHBOARD_SIGN_IN_HOURS"), HOURS)
    minutes = _whole("DASHBOARD_IDLE_MINUTES", environ.get("DASHBOARD_IDLE_MINUTES"), IDLE_MINUTES)
    return SignInLimits(timedelta(hours=hours), timedelta(minutes=minutes))


def _text(claim: object) -> str:
    """Return a claim that is a text or a whole number, and that a database can hold; nothing for another."""
    if not isinstance(claim, str | int) or isinstance(claim, bool):
        return ""
    text = str(claim)
    return text if storable(text) == text else ""


def _moment(claim: object) -> datetime | None:
    """Return the moment of a number of seconds, also of a fraction; None for what is no such moment."""
    try:
        return datetime.fromtimestamp(float(str(claim)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _whole(name: str, said: str | None, usual: int) -> int:
    text = (said or "").strip()
    if text and not (text.isascii() and text.isdigit() and 0 < int(text) < 10_000):
        raise ValueError(f"{name} has to be a whole number above 0, and is “{text[:40]}”")
    return int(text) if text else usual
