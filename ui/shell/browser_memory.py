"""What a browser remembers for whoever sits before it: the address they wanted, and who works on a laptop.

Owns: keeping an address while somebody signs in elsewhere, and a laptop's choice of who works across reloads.
Refuses: anything secret, and where it may be trusted (`access` decides who somebody is).

Sign-in leads back to the first page; Streamlit has no way to say another. A session ends with a reload.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import streamlit as st

from data_model.access.rows import MemberRow

_COOKIE = "working_as"
_CHOSEN_HERE = "browser_chosen_here"
_FOLLOW, _WANTED, _LOOKED = "browser_address", "browser_wanted", "browser_looked"
_LONGEST = 2000
# The tab alone remembers the address, for as long as a sign-in may take, and only once.
_KEEP = """
export default function () {
    const here = location.pathname + location.search;
    try {
        if (here !== "/") sessionStorage.setItem("wanted", JSON.stringify({ here, at: Date.now() }));
    } catch { /* a browser that keeps nothing leads to the first page */ }
}
"""
_FOLLOWING = """
export default function ({ setTriggerValue }) {
    try {
        const kept = JSON.parse(sessionStorage.getItem("wanted") || "null");
        sessionStorage.removeItem("wanted");
        if (kept && Date.now() - kept.at < 900000 && location.pathname === "/" && !location.search)
            setTriggerValue("wanted", kept.here);
    } catch { /* nothing was kept */ }
}
"""
_REMEMBER = """
export default function ({ data }) {
    document.cookie = `working_as=${data.who}; path=/; SameSite=Strict; max-age=${data.who ? 31536000 : 0}`;
}
"""


def keep_address() -> None:
    """Let the tab remember the address that somebody wanted before they are asked to sign in."""
    st.components.v2.component("keep_address", js=_KEEP)(key="browser_keep", height="content")


def follow_address() -> None:
    """Ask the tab once a session for an address that it kept; the next run finds it (`wanted_address`)."""
    with st.container():
        if _LOOKED not in st.session_state:
            component = st.components.v2.component("follow_address", js=_FOLLOWING)
            component(key=_FOLLOW, height="content", on_wanted_change=_note_wanted)


def wanted_address() -> tuple[str, Mapping[str, str]] | None:
    """Return, once, the path (without a slash before it) and parameters that were wanted before sign-in."""
    written = st.session_state.pop(_WANTED, "")
    if not isinstance(written, str) or not written or len(written) > _LONGEST:
        return None
    parts = urlsplit(written)
    return parts.path.strip("/"), {name: values[-1] for name, values in parse_qs(parts.query).items()}


def remember_who(member: MemberRow | None) -> None:
    """Let a laptop's browser remember who works; None is the programme office, and leaves nothing behind."""
    with st.container():
        who = _said(member) if member is not None else ""
        # The session knows the cookie as it was when it began, and not what was written since.
        if st.context.cookies.get(_COOKIE, "") == who and not st.session_state.get(_CHOSEN_HERE):
            return
        data: dict[str, Any] = {"who": who}
        component = st.components.v2.component("remember_who", js=_REMEMBER)
        component(data=data, key="browser_remember", height="content")


def note_choice() -> None:
    """Note that somebody chose in this session who works."""
    st.session_state[_CHOSEN_HERE] = True


def is_remembered(member: MemberRow) -> bool:
    """Say whether this browser remembers that the member works here.

    The name is part of it: the same number may be somebody else in another database.
    """
    return st.context.cookies.get(_COOKIE, "") == _said(member)


def _said(member: MemberRow) -> str:
    return f"{member.id}-{quote(member.name, safe='')}"


def _note_wanted() -> None:
    st.session_state[_LOOKED] = True
    st.session_state[_WANTED] = (st.session_state.get(_FOLLOW) or {}).get("wanted") or ""
