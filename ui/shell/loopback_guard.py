"""How far the dashboard can be reached.

Owns: telling whether somebody beyond this computer may be looking. Refuses: who they are.

What the browser says of itself can be forged. These checks catch a server that was set up by mistake without
sign-in; they are no lock.
"""

import os
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def why_exposed() -> str:
    """Say in a sentence why others may reach the dashboard; empty while only this computer can."""
    listens_at = str(st.get_option("server.address") or "")
    if not is_loopback(listens_at):
        return f"It listens at {listens_at or 'every address of this computer'}."
    headers = st.context.headers
    for name in _FORWARDED:
        if headers.get(name):
            return f"The page comes through a proxy, which says so in its heading {name}."
    for host in (headers.get("Host"), urlsplit(st.context.url or "").netloc):
        if host and not is_loopback(_without_port(host)):
            return f"The browser opened it at {host}."
    return ""


def is_loopback(host: str) -> bool:
    """Say whether a name or address can only mean this computer."""
    name = host.strip().strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def is_open_demo() -> bool:
    """Say whether DASHBOARD_OPEN_DEMO=1 lets anybody look at the demonstration."""
    return os.environ.get("DASHBOARD_OPEN_DEMO", "").strip() == "1"


def _without_port(host: str) -> str:
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
