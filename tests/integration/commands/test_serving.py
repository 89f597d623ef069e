"""`serve`: with a log as JSON, every line that the server writes is an object, also its first."""

import json
import sys
from pathlib import Path

from tests.browser.serving import running_server
from tests.places import ROOT

GREETING = "You can now view"


def printed(folder: Path, log: str) -> list[str]:
    """Serve until the server is well, and return the lines that it wrote to its end."""
    settings = {"PYTHONUNBUFFERED": "1", "DASHBOARD_LOG": log}
    with running_server(folder, settings, command=[sys.executable, str(ROOT / "cli.py"), "serve"]):
        pass
    return [line for line in (folder / "server.log").read_text("utf-8").splitlines() if line.strip()]


def test_a_log_of_objects_has_no_greeting(tmp_path: Path) -> None:
    assert [line for line in printed(tmp_path, "json") if not isinstance(json.loads(line), dict)] == []


def test_a_terminal_is_greeted(tmp_path: Path) -> None:
    # The sentence that the test before would meet.
    assert any(GREETING in line for line in printed(tmp_path, ""))
