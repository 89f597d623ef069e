"""Where a laptop's database file stands.

Owns: the one folder that the dashboard and the command line agree on. Refuses: making it, and DATABASE_URL.
"""

from pathlib import Path

import platformdirs

from data_model.shared.program import PROGRAM

_APPLICATION = "improvement-plan-dashboard"


def data_folder() -> Path:
    """Return the SQLite file's folder: ./data beside the program where it exists, else the user's own."""
    beside = PROGRAM / "data"
    return beside if beside.is_dir() else Path(platformdirs.user_data_dir(_APPLICATION, appauthor=False))
