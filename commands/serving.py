"""Serving the dashboard.

Owns: starting the server with the program's own settings, from any folder. Refuses: pages (`app.py`), and the
settings themselves (`.streamlit/config.toml`).
"""

import argparse
import os
import runpy
import sys

from commands.terminal import DONE
from data_model.shared.program import PROGRAM


def run_serve(args: argparse.Namespace) -> int:
    """Serve the dashboard until it is stopped; what `streamlit run app.py` does in the program's folder.

    Streamlit reads `.streamlit/config.toml` beside `app.py` wherever it is started. It ends this process
    itself, with code 1 when the port is taken.
    """
    options = [f"--server.port={args.port}"] if args.port else []
    if args.no_browser:
        options.append("--server.headless=true")
    if os.environ.get("DASHBOARD_LOG", "").strip().lower() == "json":
        # What Streamlit greets a terminal with is no line of a log.
        options.append("--logger.hideWelcomeMessage=true")
    sys.argv = ["streamlit", "run", str(PROGRAM / "app.py"), *options]
    runpy.run_module("streamlit", run_name="__main__", alter_sys=True)
    return DONE
