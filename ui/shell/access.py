"""Who is using the dashboard, found anew on every run.

Owns: that answer, from sign-in where it is configured, else from the choice on a laptop. Refuses: what they
may do; every write checks that itself.

The role is read from the database each time and kept nowhere, so that one taken away counts at once.
"""

import os
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import Path

import streamlit as st

from data_model.access.changes.sign_ins import end_sign_in, note_sign_in
from data_model.access.queries.members import find_member, get_member, list_members
from data_model.access.queries.sign_ins import find_sign_in
from data_model.access.rows import MemberRow
from data_model.access.sign_in_rules import (
    NOTED_EVERY,
    IdToken,
    Over,
    SignInLimits,
    SignInTimes,
    is_account,
    read_limits,
    read_token,
    says_unverified,
    why_over,
)
from data_model.plan.queries.plans import list_plans
from data_model.shared.permissions import Actor, NotPermitted, Role
from ui.shell.address import CHOSEN
from ui.shell.browser_memory import is_remembered, note_choice
from ui.shell.clock import now
from ui.shell.database import reading, writing
from ui.shell.loopback_guard import is_open_demo, why_exposed

OFFICE_HERE = Actor("Programme office (this laptop)", Role.PROGRAMME_OFFICE, "self-declared")
VISITOR = Actor("Visitor", Role.BOARD_MEMBER, "open demonstration", is_visitor=True)
ROLE_NAMES: dict[Role, str] = {
    Role.BOARD_MEMBER: "board member",
    Role.HEAD_OF_SERVICE: "head of service",
    Role.FINANCE: "finance",
    Role.PROGRAMME_OFFICE: "programme office",
}
_CHOSEN = "working_as"
_CHANGED = "working_as_changed"
CHOICE = "who_choice"  # the list in which somebody says who they are
_SIGN_IN = "sign-in"
# What a session keeps whoever works in it. Without the list's own state Streamlit would take the list, still
# open in the browser, for changed once more.
_KEPT = (CHOSEN, CHOICE)


class Barred(Enum):
    """Why somebody is shown no data."""

    SIGNED_OUT = "signed out"
    ENDED = "signed in, and that sign-in was ended"
    TOO_OLD = "signed in too long ago"
    IDLE = "signed in, and nothing was pressed for too long"
    OTHER_ACCOUNT = "signed in with another account than the member first did"
    UNKNOWN = "signed in with an address that no active member has"
    EXPOSED = "others can reach the dashboard and nobody signs in"
    NOT_ONLY_THE_DEMO = "the open demonstration's database holds other plans"
    BROKEN_SECRETS = "secrets.toml cannot be read"


_BARRED = {Over.ENDED: Barred.ENDED, Over.TOO_OLD: Barred.TOO_OLD, Over.IDLE: Barred.IDLE}


def find_actor() -> Actor | Barred:
    """Find who is using the dashboard in this run, or why they may not."""
    if is_sign_in_configured():
        return _find_signed_in()
    if _has_broken_secrets():
        return Barred.BROKEN_SECRETS
    if not why_exposed():
        return _find_working_as()
    if not is_open_demo():
        return Barred.EXPOSED
    with reading() as session:
        only_the_demo = all(plan.is_demo for plan in list_plans(session))
    return VISITOR if only_the_demo else Barred.NOT_ONLY_THE_DEMO


def current_actor() -> Actor:
    """Return who makes a change from a page. Raises NotPermitted for somebody who is shown no data."""
    found = find_actor()
    if isinstance(found, Barred):
        raise NotPermitted("You may not do this: you are no longer signed in, or no longer a member.")
    return found


def while_admitted(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Make a file for whoever is here now, and only while they are a member.

    A file is made when its button is pressed, which draws no page and so asks nobody who they are. What is
    returned raises NotPermitted for somebody who lost their right since the page was drawn.
    """
    if not is_sign_in_configured():
        return make
    token = _token()

    def make_for_a_member() -> bytes:
        with reading() as session:
            member, known = find_member(session, token.email), find_sign_in(session, token.key)
        if member is None or known is None or why_over(known, now(), _limits()) is not None:
            raise NotPermitted("You may not do this: you are no longer signed in, or no longer a member.")
        return make()

    return make_for_a_member


def is_sign_in_configured() -> bool:
    """Say whether secrets.toml has a section [auth]."""
    try:
        return st.user.is_logged_in is not None
    except AttributeError:
        return False


def signed_in_address() -> str:
    """Return the e-mail address in the ID token as it stands there; empty where it has none."""
    return _token().email


def list_choices() -> list[MemberRow]:
    """List whom somebody at this laptop may work as, beside the programme office."""
    with reading() as session:
        return [member for member in list_members(session) if member.active]


def work_as(member_id: int | None) -> None:
    """Keep the choice on a laptop for this session; None is the programme office.

    What the one before has typed and not saved leaves the session: it is not to be read, nor saved, as
    somebody else's. Drafts are in the database, each under its author.
    """
    for name in [name for name in st.session_state if name not in _KEPT]:
        del st.session_state[name]
    st.session_state[_CHOSEN] = member_id
    st.session_state[_CHANGED] = True
    note_choice()


def has_changed_hands() -> bool:
    """Say, once, whether somebody else has begun to work in this session."""
    return bool(st.session_state.pop(_CHANGED, False))


def working_as() -> int | None:
    """Return the member chosen on a laptop, in this session or before a reload; None is the programme office.

    Asked only where nobody signs in and nobody else can reach the dashboard.
    """
    if _CHOSEN not in st.session_state:
        found = next((member.id for member in list_choices() if is_remembered(member)), None)
        st.session_state[_CHOSEN] = found
    chosen = st.session_state[_CHOSEN]
    return chosen if isinstance(chosen, int) else None


def sign_out() -> None:
    """End the sign-in for every tab of its browser, and forget it here. To be called by a button."""
    found = find_actor()
    actor = found if isinstance(found, Actor) else Actor(signed_in_address(), Role.BOARD_MEMBER, _SIGN_IN)
    with writing() as session:
        end_sign_in(session, _token(), actor=actor, recorded_at=now())
    st.logout()


def _find_signed_in() -> Actor | Barred:
    if not st.user.is_logged_in:
        return Barred.SIGNED_OUT
    # A provider that says an address is not proven to be theirs must be believed.
    if says_unverified(st.user.to_dict()):
        return Barred.UNKNOWN
    token, at = _token(), now()
    with reading() as session:
        member = find_member(session, token.email)
        known = find_sign_in(session, token.key)
    if member is None:
        return Barred.UNKNOWN
    begun = SignInTimes(token.issued_at or at, at, None) if known is None else known
    if (over := why_over(begun, at, _limits())) is not None:
        return _BARRED[over]
    if not is_account(token, member.issuer, member.subject):
        return Barred.OTHER_ACCOUNT
    actor = _actor(member, _SIGN_IN)
    if known is None or at - known.seen_at > NOTED_EVERY:
        with writing() as session:
            note_sign_in(session, token, member, actor=actor, recorded_at=at)
    return actor


def _token() -> IdToken:
    return read_token(st.user.to_dict())


@cache
def _limits() -> SignInLimits:
    return read_limits(os.environ)


def _find_working_as() -> Actor:
    chosen = working_as()
    if chosen is None:
        return OFFICE_HERE
    with reading() as session:
        member = get_member(session, chosen)
    return _actor(member, "self-declared") if member is not None and member.active else OFFICE_HERE


def _actor(member: MemberRow, through: str) -> Actor:
    return Actor(member.name, member.role, through, member.person_id, member_id=member.id)


def _has_broken_secrets() -> bool:
    """Say whether there is a secrets.toml that cannot be read: it may have meant to configure sign-in."""
    there = any(Path(name).exists() for name in st.get_option("secrets.files"))
    return there and not st.secrets.load_if_toml_exists()
