"""The dashboard as a server runs it.

Owns: naming the script that is run for every visitor, and what every request passes before. Refuses: what
that script does (`entry/dashboard.py`), and which requests are refused (`entry/front.py`).
Run it with `streamlit run app.py`.
"""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from entry.addresses import Addresses, read_addresses
from entry.downloads import tell_download_faults
from entry.faults import tell_fault
from entry.front import Front, take_long_lines
from entry.log_lines import log_as_json
from entry.metrics import COUNTS, metrics_key
from entry.uploads import read_room
from entry.watched import Watched


def _addresses() -> Addresses:
    """Read the settings, and where sign-in leads back to."""
    section = st.secrets.get("auth", {}) if st.secrets.load_if_toml_exists() else {}
    return read_addresses(redirect_uri=str(section.get("redirect_uri", "")))


log_as_json()
take_long_lines()
tell_download_faults()
_KEY = metrics_key(os.environ)
app = st.App(
    Path(__file__).resolve().parent / "entry" / "dashboard.py",
    middleware=[
        Middleware(Watched, counts=COUNTS, key=_KEY),
        Middleware(Front, read_addresses=_addresses, read_room=read_room, metrics_key=_KEY),
    ],
    on_script_error=tell_fault,
)
