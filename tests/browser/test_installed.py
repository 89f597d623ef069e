"""The installed copy: a wheel in an environment of its own, used from a folder that knows nothing of it."""

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from commands.terminal import USAGE
from tests.browser.conftest import TODAY
from tests.browser.plans import KNOWN, plan_workbook
from tests.browser.serving import free_port, running_server
from tests.browser.visiting import arrive
from tests.places import ROOT
from tests.unit.test_architecture import LAYERS

PACKAGE = "improvement_plan_dashboard"
WORKBOOK = plan_workbook("Sampleshire improvement plan", KNOWN)
OVERDUE = KNOWN[1][0]


@dataclass(frozen=True)
class Installed:
    """The command of an installed copy, the folder it is used from, and its user's environment."""

    command: Path
    folder: Path
    environment: Mapping[str, str]
    wheel: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.command, *arguments],
            cwd=self.folder,
            env=dict(self.environment),
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel and install it without the network: the packages it needs are those of this run."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    built = [*pip, "wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*built, str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")

    venv.create(folder / "venv", with_pip=False)
    paths = sysconfig.get_paths("venv", {"base": str(folder / "venv"), "platbase": str(folder / "venv")})
    ours = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    (Path(paths["purelib"]) / "of_this_run.pth").write_text("\n".join(ours), "utf-8")
    into = [
        "--python",
        str(folder / "venv"),
        "install",
        "--no-index",
        "--no-deps",
        "--no-warn-script-location",
    ]
    subprocess.run([*pip, *into, str(wheel)], check=True)

    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "plan.xlsx").write_bytes(WORKBOOK)
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTHONPATH")}
    # Where Linux, Mac and Windows look for a person's own data folder.
    home = {name: str(folder / "home") for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME")}
    command = next(Path(paths["scripts"]).glob("improvement-plan*"))
    return Installed(command, elsewhere, {**kept, **home}, wheel)


def test_the_wheel_holds_the_program_in_one_folder_and_nothing_else(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        names = [name for name in wheel.namelist() if ".dist-info/" not in name]
    assert {name.split("/")[0] for name in names} == {PACKAGE}
    inside = {name.partition("/")[2] for name in names}
    assert {"__init__.py", "app.py", "cli.py", ".streamlit/config.toml"} <= inside
    kinds = {Path(name).suffix for name in inside}
    assert kinds == {".py", ".toml", ".mako", ".js", ".css"}


def test_every_folder_of_the_program_goes_into_the_wheel() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    shipped = build["targets"]["wheel"]["force-include"]
    program = {layer if (ROOT / layer).is_dir() else f"{layer}.py" for layer in LAYERS}
    assert set(shipped) == {*program, ".streamlit/config.toml"}
    moved = {source: target for source, target in shipped.items() if target != f"{PACKAGE}/{source}"}
    assert moved == {"installed.py": f"{PACKAGE}/__init__.py"}


def test_a_plan_is_checked_from_another_folder(installed: Installed) -> None:
    checked = installed.run("check", "plan.xlsx", "--as-at", TODAY, "--json")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert json.loads(checked.stdout)["figures"]["actions"] == len(KNOWN)


def test_its_data_lie_in_the_users_own_folder(installed: Installed) -> None:
    upgraded = installed.run("upgrade")
    assert (upgraded.returncode, upgraded.stderr) == (0, "")
    (made,) = (installed.folder.parent / "home").rglob("improvement-plan.db")
    assert made.as_posix() in upgraded.stdout


def test_it_speaks_of_itself_by_its_own_name(installed: Installed) -> None:
    refused = installed.run("check", "not-there.xlsx")
    assert refused.returncode == USAGE
    assert refused.stderr.startswith("improvement-plan: ")


def test_a_page_opens_from_another_folder_with_its_colours(
    installed: Installed, page: Page, passing_port: int, tmp_path: Path
) -> None:
    database = f"sqlite:///{(tmp_path / 'plan.db').as_posix()}"
    there = Installed(
        installed.command,
        installed.folder,
        {**installed.environment, "DATABASE_URL": database},
        installed.wheel,
    )
    loaded = there.run("load", "plan.xlsx", "--as-at", TODAY)
    assert loaded.returncode == 0, loaded.stderr
    settings = {**installed.environment, "DASHBOARD_TODAY": TODAY, "PYTHONPATH": ""}
    with running_server(
        tmp_path,
        settings,
        database=database,
        working_folder=installed.folder,
        port=passing_port,
        command=[str(installed.command), "serve"],
    ) as server:
        arrive(page, f"{server.address}/")
        expect(page.get_by_text(OVERDUE).first).to_be_visible()
        theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]["light"]
        # Streamlit's own text colour is another.
        expect(page.locator("h1").first).to_have_css("color", as_css(theme["textColor"]))


def test_the_projects_folder_serves_with_the_same_command(tmp_path: Path) -> None:
    here = [sys.executable, str(ROOT / "cli.py"), "serve"]
    with running_server(tmp_path, {}, working_folder=tmp_path, command=here, port=free_port()) as server:
        assert server.address.startswith("http://127.0.0.1:")


def as_css(colour: str) -> str:
    """Write #12161A as the browser tells it: rgb(18, 22, 26)."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f"rgb({red}, {green}, {blue})"
