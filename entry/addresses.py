"""Under which addresses the dashboard is served, and which of them a request may come from.

Owns: the settings that name addresses, and comparing them with what a request says of itself. Refuses:
answering requests (see `front`).

A browser names in `Origin` the site whose page makes a request, and in `Host` the name that was asked for.
Streamlit compares an unknown origin with this machine's addresses, and asks a server on the internet for one
of them while everybody waits. Here an origin is the host's own, or one that a setting names, or is refused.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ui.shell.loopback_guard import is_loopback

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Addresses:
    """What the settings say: `origins` as scheme, host and port; `hosts` that may be asked for.

    Without any `hosts` every name may be asked for: a laptop's pages then tell a wrong one
    (`ui.shell.loopback_guard`). `is_behind_proxy` believes what a proxy says of the browser's request, and
    `is_secure` says that people open the dashboard over TLS whatever the request says.
    """

    origins: frozenset[tuple[str, str, int | None]]
    hosts: frozenset[str]
    is_behind_proxy: bool
    is_secure: bool

    def host_of(self, headers: Mapping[str, str]) -> str:
        """Return the name, with its port, that the browser asked for; empty where it is not said."""
        forwarded = headers.get("x-forwarded-host", "") if self.is_behind_proxy else ""
        # The last of several is what the proxy next to us wrote; anybody can write those before it.
        return forwarded.rpartition(",")[2].strip() or headers.get("host", "")

    def is_host(self, host: str) -> bool:
        """Say whether the dashboard may be asked for under this name; its port does not matter."""
        name = _host_name(host)
        return not self.hosts or name in self.hosts or is_loopback(name)

    def is_origin(self, origin: str, host: str) -> bool:
        """Say whether a page of this origin is the dashboard's own, which was asked for under `host`."""
        found = _origin(origin)
        if found is None:
            return False
        # Whoever is asked for over TLS is asked for at its port, and the proxy before us may not say which.
        return found in self.origins or _netloc(urlsplit(origin).netloc, found[0]) == _netloc(host, found[0])

    def is_over_tls(self, scheme: str, headers: Mapping[str, str]) -> bool:
        """Say whether the browser made a request over TLS; `scheme` is the connection's own."""
        forwarded = headers.get("x-forwarded-proto", "") if self.is_behind_proxy else ""
        said = forwarded.rpartition(",")[2].strip().lower()
        return self.is_secure or scheme in ("https", "wss") or said in ("https", "wss")


def read_addresses(environ: Mapping[str, str] = os.environ, redirect_uri: str = "") -> Addresses:
    """Read the settings; `redirect_uri` is that of sign-in, which is an address of the dashboard too.

    A setting that names no address counts as none.
    """
    named = [redirect_uri, _setting(environ, "DASHBOARD_ADDRESS")]
    named += _setting(environ, "DASHBOARD_OTHER_ADDRESSES").split(",")
    # Pages of this computer are told by the name they were asked for: another program's have its own port.
    found = [each for each in map(_origin, named) if each is not None and not is_loopback(each[1])]
    return Addresses(
        origins=frozenset(found),
        hosts=frozenset(host for _, host, _ in found),
        is_behind_proxy=_setting(environ, "DASHBOARD_BEHIND_PROXY") == "1",
        is_secure=redirect_uri.strip().lower().startswith("https://"),
    )


def _setting(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name, "").strip()


def _origin(address: str) -> tuple[str, str, int | None] | None:
    """Part an address into scheme, host and port; None for what is none, such as "null"."""
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not parts.hostname:
        return None
    return parts.scheme, parts.hostname.rstrip("."), port or _PORTS[parts.scheme]


def _netloc(netloc: str, scheme: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{netloc}")
        return (parts.hostname or "").rstrip("."), parts.port or _PORTS[scheme]
    except ValueError:
        return "", None


def _host_name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""
