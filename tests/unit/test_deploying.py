"""The files that a server is set up with: what they promise, and that they agree with program and docs."""

import configparser
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.deploying.container import read_compose
from tests.deploying.image import NotProved, described, instructions
from tests.deploying.prove import GIVEN
from tests.places import ROOT

DEPLOY = ROOT / "deploy"


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(read("deploy/compose.yaml"))
    return found


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=True)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(read(f"deploy/{name}"))
    return parser


def test_the_image_holds_exactly_what_the_wheel_does() -> None:
    wheel = tomllib.loads(read("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    last = max(index for index, (word, _) in enumerate(instructions()) if word == "FROM")
    copied = {
        part
        for word, rest in instructions()[last:]
        if word == "COPY" and not rest.startswith("--from")
        for part in rest.split()[:-1]
    }
    assert copied == wheel["force-include"].keys() - {"installed.py"}
    taken = {line[1:] for line in read(".dockerignore").splitlines() if line.startswith("!")}
    assert taken == copied | {"requirements.lock"}


def test_the_image_runs_as_nobody_special_from_a_named_version_and_tells_its_health() -> None:
    said = instructions()
    (user,) = [rest for word, rest in said if word == "USER"]
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    assert {rest.split()[0] for word, rest in said if word == "FROM"} == {"python:3.11-slim-bookworm"}
    assert "ADD" not in dict(said)
    assert "/healthz" in dict(said)["HEALTHCHECK"]
    assert "--require-hashes" in read("Dockerfile")
    assert not re.search(r"--(?:extra-)?index|http[s]?://(?!127\.0\.0\.1)", read("Dockerfile"))


def test_containers_can_write_where_they_must_alone(compose: dict[str, Any]) -> None:
    services = compose["services"]
    for name in ("dashboard", "upgrade", "backup", "proxy"):
        assert services[name]["read_only"] is True, name
        assert services[name]["cap_drop"] == ["ALL"], name
        assert services[name]["security_opt"] == ["no-new-privileges:true"], name
    assert compose["networks"]["inside"] == {"internal": True}
    assert services["database"]["networks"] == ["inside"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    for name, one in services.items():
        assert ":" in one.get("image", "") or one["image"] == "improvement-plan", name
        assert not one["image"].endswith("latest")


def test_the_dashboard_waits_for_its_upgrade_and_every_command_is_one_of_ours(
    compose: dict[str, Any],
) -> None:
    import cli

    services = compose["services"]
    upgraded = {"upgrade": {"condition": "service_completed_successfully"}}
    assert services["dashboard"]["depends_on"] == services["backup"]["depends_on"] == upgraded
    commands = [
        services["upgrade"]["command"][2:],
        re.search(r"cli\.py (.+?); do", services["backup"]["command"][2])[1].split(),  # type: ignore[index]
        dict(instructions())["CMD"].replace('"', "").strip("[]").split(", ")[2:],
    ]
    for name in ("improvement-plan.service", "improvement-plan-backup.service"):
        service = unit(name)["Service"]
        commands += [
            service[line].split("cli.py ")[1].split()
            for line in ("ExecStartPre", "ExecStart")
            if line in service
        ]
    for command in commands:
        cli._parser().parse_args(command)


def test_the_proxy_finds_a_dashboard_that_was_made_anew(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["proxy"]["depends_on"]["dashboard"] == {"condition": "service_healthy", "restart": True}
    # A shell would not hear that it is to end, and be killed in the middle of a backup.
    assert services["backup"]["command"][0] == "sh"
    assert services["backup"]["init"] is True


def test_the_proof_of_the_deployment_knows_every_instruction() -> None:
    image = described(Path("/nowhere"))
    assert (image.user, image.working_folder) == ("10001:10001", "/srv/plan")
    assert image.environment["PATH"].startswith("/srv/venv/bin:/usr/local/sbin:")
    assert image.command_of("CMD")[:3] == ["python", "cli.py", "serve"]
    assert image.command_of("HEALTHCHECK")[:2] == ["python", "-c"]


def test_the_proof_fills_in_what_compose_asks_for() -> None:
    said = read_compose(GIVEN)["services"]["upgrade"]["environment"]
    assert said["DASHBOARD_ADDRESS"] == f"https://{GIVEN['NAME']}"
    assert said["DASHBOARD_METRICS_KEY"] == ""
    with pytest.raises(NotProved, match="NAME"):
        read_compose({**GIVEN, "NAME": ""})


def test_every_setting_of_a_container_is_one_that_is_documented(compose: dict[str, Any]) -> None:
    named = set(compose["services"]["dashboard"]["environment"])
    named |= set(re.findall(r"\b(?:DASHBOARD_\w+|DATABASE_URL)(?==)", read("Dockerfile")))
    for setting in named:
        assert f"| `{setting}` |" in read("docs/configuration.md"), setting
    for asked in re.findall(r"\$\{(\w+)", read("deploy/compose.yaml")):
        assert f"`{asked}`" in read("docs/running-it.md"), asked


def test_the_proxy_passes_on_what_the_dashboard_needs() -> None:
    said = re.sub(r"\s+", " ", re.sub(r"#.*", "", read("deploy/nginx.conf")))
    for directive in (
        "proxy_set_header Upgrade $http_upgrade;",
        "proxy_set_header X-Forwarded-Host $host;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "large_client_header_buffers 4 64k;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "hash $plan_server consistent;",
        r"location ~ (?:^|/_stcore)/metrics(?:/|$) { return 404; }",
        "gzip on;",
    ):
        assert directive in said
    largest = tomllib.loads(read(".streamlit/config.toml"))["server"]["maxUploadSize"]
    (allowed,) = re.findall(r"client_max_body_size (\d+)m;", said)
    assert int(allowed) >= largest * 1.05


def test_services_of_systemd_can_read_and_write_little() -> None:
    for name in ("improvement-plan.service", "improvement-plan-backup.service"):
        service = unit(name)["Service"]
        assert service["User"] == "plan"
        assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "yes")
        assert (service["UMask"], service["CapabilityBoundingSet"]) == ("0077", "")
    assert unit("improvement-plan-backup.timer")["Timer"]["Persistent"] == "true"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
@pytest.mark.parametrize("name", sorted(path.name for path in DEPLOY.glob("improvement-plan*")))
def test_systemd_understands_its_units(name: str, tmp_path: Path) -> None:
    for unit_file in DEPLOY.glob("improvement-plan*"):
        said = unit_file.read_text("utf-8").replace("/srv/improvement-plan/.venv/bin/python", "/bin/true")
        (tmp_path / unit_file.name).write_text(said, "utf-8")
    ended = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True
    )
    assert str(tmp_path) not in ended.stderr
    assert "Unknown" not in ended.stderr
