"""A dashboard that really runs: its server, and a browser to look at it with.

Owns: starting and stopping both, on a free port, with an empty cache, reaching nothing but this machine.
Refuses: what is on the pages.
"""

import itertools
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, Playwright
from playwright.sync_api import Error as PlaywrightError

from tests.places import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Chromium itself would otherwise look for updates, and its sandbox does not start in containers.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTS_WITHIN = 120.0  # seconds; it takes two or three, unless many share the machine

# Below the ports that the system itself gives to whoever asks for any.
FIRST_PORT, WORKERS, PORTS_EACH = 12_000, 40, 500
_steps = itertools.count(os.getpid())  # another run at the same time begins elsewhere


@dataclass(frozen=True)
class Server:
    """A server that answers at `address` (without a slash at its end) on the database at `database_url`."""

    address: str
    database_url: str
    process: int  # its id


class NoBrowser(Exception):
    """Raised when this computer has none of the browsers that can be driven."""


@contextmanager
def running_server(
    folder: Path,
    settings: Mapping[str, str],
    script: Path = ROOT / "app.py",
    database: str = "",
    working_folder: Path = ROOT,
    port: int = 0,
    arguments: Sequence[str] = (),
    command: Sequence[str] = (),
) -> Iterator[Server]:
    """Run a Streamlit script with these environment variables until the block ends.

    The database is a new SQLite file in `folder` unless its address is given. The working folder is where
    Streamlit looks for `.streamlit`; `port` is a free one unless it is given. With `command` that is run
    instead of Streamlit, with `--port` and `--no-browser`. Raises RuntimeError with what the server printed
    when it does not start.
    """
    url = database or f"sqlite:///{(folder / 'plan.db').as_posix()}"
    port = port or free_port()
    printed = folder / "server.log"
    # Never those of whoever runs the tests, which may lie in the program's folder and at home.
    secrets = (folder if working_folder == ROOT else working_folder) / ".streamlit" / "secrets.toml"
    streamlit = [sys.executable, "-m", "streamlit", "run", str(script)]
    run = [*streamlit, f"--server.port={port}", "--server.headless=true", *arguments]
    with printed.open("wb") as log:
        process = subprocess.Popen(
            [*command, f"--port={port}", "--no-browser"] if command else run,
            cwd=working_folder,
            env={**os.environ, "STREAMLIT_SECRETS_FILES": str(secrets), **settings, "DATABASE_URL": url},
            stdout=log,
            stderr=log,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_healthy(address, process, printed)
        yield Server(address, url, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def launch_browser(playwright: Playwright) -> Browser:
    """Start the Chromium, Chrome or Edge that is installed; CHROMIUM names another one. Raises NoBrowser."""
    installed = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if installed:
        return playwright.chromium.launch(executable_path=installed, args=list(ARGUMENTS))
    if platform.system() in ("Windows", "Darwin"):
        for channel in ("chrome", "msedge"):
            try:
                return playwright.chromium.launch(channel=channel, args=list(ARGUMENTS))
            except PlaywrightError:
                continue
    raise NoBrowser(f"none of {', '.join(NAMES)} is installed, and CHROMIUM names no other")


def free_port() -> int:
    """Find a port that nobody listens at, and that no other worker of this run is given before it is used."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) % WORKERS
    for step in _steps:
        port = FIRST_PORT + worker * PORTS_EACH + step % PORTS_EACH
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("the steps never end")


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes], printed: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server does not answer:\n{printed.read_text('utf-8', 'replace')[-4000:]}")
