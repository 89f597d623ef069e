"""The dashboard as a server runs it.

Owns: naming the script that is run for every visitor. Refuses: what that script does (`entry/dashboard.py`).
Run it with `streamlit run app.py`.
"""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).resolve().parent / "entry" / "dashboard.py")
