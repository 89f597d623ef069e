"""Where the project lies, and the shared data beside it, which may be absent.

Owns: these paths, written once. Refuses: reading anything there.
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# The script that Streamlit runs for every visitor.
DASHBOARD = ROOT / "entry" / "dashboard.py"
SHARED_DATA = ROOT.parent / "shared" / "data"
REAL_PLAN = SHARED_DATA / "nottingham-action-plan-2022-12.xlsx"
REAL_MONEY = SHARED_DATA / "nottingham-programme-2021-2024.xlsx"
WHOLE_PLANS = ROOT.parent / "shared" / "fidelity"
IMPORT_CHOICES = ROOT / "tests" / "import_choices"
