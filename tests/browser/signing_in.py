"""Members who sign in: the identity provider that tests run, a server that asks it, and the way through both.

Owns: who the members are, and that they are known to provider and database alike. Refuses: what they may do.
"""

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from uuid import NAMESPACE_DNS, uuid5

from playwright.sync_api import Page

from data_model.access.changes.members import save_member
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Role
from tests.browser.serving import STARTS_WITHIN, Server, free_port, running_server
from tests.browser.visiting import PATIENCE, arrive, settle
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.places import ROOT

MEMBERS = {
    "bea": ("Bea Marlow", Role.BOARD_MEMBER),
    "hal": ("Hal Pickering", Role.HEAD_OF_SERVICE),
    "fin": ("Fin Aldous", Role.FINANCE),
    "orla": ("Orla Finch", Role.PROGRAMME_OFFICE),
    "pat": ("Pat Leaver", Role.PROGRAMME_OFFICE),
    "grace": ("Grace Oduya", Role.BOARD_MEMBER),
}
# A council's directory names every group that somebody is in, by an identity of 36 letters.
GROUPS = {"grace": [str(uuid5(NAMESPACE_DNS, f"group-{number}.example.org")) for number in range(200)]}
STRANGER = "stranger"


@contextmanager
def provider() -> Iterator[str]:
    """Run the identity provider; it knows the members and a stranger by their e-mail addresses."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    claims = [
        {"sub": each, "email": f"{each}@example.org", "groups": GROUPS.get(each, [])}
        for each in (*MEMBERS, STRANGER)
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
        + [part for each in claims for part in ("--user-claims", json.dumps(each))],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{address}/.well-known/openid-configuration", process)
        yield address
    finally:
        process.kill()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the identity provider does not answer")


@contextmanager
def running_service(folder: Path, database: str, issuer: str, today: str) -> Iterator[Server]:
    """Run a server with [auth] in its secrets.toml, the members in its database, until the block ends."""
    settings = folder / ".streamlit"
    settings.mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", settings)
    add_members(database)
    port = free_port()
    (settings / "secrets.toml").write_text(
        "[auth]\n"
        f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        'cookie_secret = "only-for-this-test-0123456789abcdef"\n'
        'client_id = "dashboard"\n'
        'client_secret = "only-for-this-test"\n'
        f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
        "utf-8",
    )
    with running_server(
        folder, {"DASHBOARD_TODAY": today}, database=database, working_folder=folder, port=port
    ) as server:
        yield server


def add_members(database: str) -> None:
    """Make the members in a database that has its tables."""
    engine = make_engine(database)
    with make_write_sessions(engine).begin() as session:
        for each, (name, role) in MEMBERS.items():
            email = f"{each}@example.org"
            save_member(session, name, role, actor=OFFICE, recorded_at=RECORDED_AT, email=email)
    engine.dispose()


def sign_in(page: Page, server: Server, who: str) -> None:
    """Go the whole way: the sign-in page, the provider's page, and back."""
    arrive(page, server.address)
    page.get_by_role("button", name="Sign in").click()
    page.locator("input[name=sub]").fill(who, timeout=PATIENCE)
    page.locator("button[type=submit]", has_text="Authorize").first.click()
    page.wait_for_url(f"{server.address}/**", timeout=PATIENCE)
    page.locator("h1").first.wait_for(timeout=PATIENCE)
    settle(page)
