"""What is declared in several files says the same: the packages, their locked versions, the version."""

import os
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.places import ROOT


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def project() -> dict[str, object]:
    declared: dict[str, object] = tomllib.loads(read("pyproject.toml"))["project"]
    return declared


def required(name: str) -> list[str]:
    """List the lines of a requirements file without their comments."""
    lines = (line.partition("#")[0].strip() for line in read(name).splitlines())
    return [line for line in lines if line]


def locked() -> Iterator[tuple[Requirement, str]]:
    """List each requirement of the lock file with the lines that belong to it."""
    entries = re.split(r"^(?=[a-z])", read("requirements.lock"), flags=re.MULTILINE)[1:]
    for entry in entries:
        yield Requirement(entry.partition(" \\")[0]), entry


def test_the_packages_declared_are_those_of_the_requirements() -> None:
    assert project()["dependencies"] == required("requirements.txt")


def test_every_package_of_the_requirements_says_why_it_is_there() -> None:
    lines = read("requirements.txt").splitlines()
    assert [line for line in lines if "==" in line and "  # " not in line] == []


def test_the_lock_file_has_the_versions_of_the_requirements() -> None:
    versions: dict[str, set[str]] = {}
    for requirement, _ in locked():
        versions.setdefault(requirement.name, set()).add(str(requirement.specifier))
    for wanted in map(Requirement, required("requirements.txt")):
        assert versions[wanted.name] == {str(wanted.specifier)}, wanted.name


def test_every_locked_package_is_known_by_its_hashes_alone() -> None:
    entries = list(locked())
    assert len(entries) > 40
    for requirement, entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), requirement.name
        assert re.fullmatch(r"==[^,*]+", str(requirement.specifier)), requirement.name
    # Where a package is fetched from is for whoever installs it to say.
    assert re.findall(r"://|--(?:index|extra-index|find-links|trusted-host)", read("requirements.lock")) == []


def test_the_wheel_is_built_with_the_tool_that_the_tests_use() -> None:
    (builder,) = tomllib.loads(read("pyproject.toml"))["build-system"]["requires"]
    assert builder in required("requirements-dev.txt")


def test_the_newest_version_of_the_changelog_is_the_programs() -> None:
    headings = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", read("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == ("Unreleased", "")
    assert headings[1][0] == project()["version"]
    assert all(day for _, day in headings[1:])


def test_what_audits_the_packages_is_pinned_and_apart_from_them() -> None:
    wanted = [Requirement(line) for line in required("requirements-audit.txt")]
    assert [one.name for one in wanted] == ["cyclonedx-bom", "pip-audit"]
    assert all(re.fullmatch(r"==[^,*]+", str(one.specifier)) for one in wanted)
    assert not {one.name for one in wanted} & {one.name for one, _ in locked()}


@pytest.mark.parametrize("task", ["sbom", "audit"])
@pytest.mark.parametrize(("required_too", "code"), [("", 0), ("1", 1)])
def test_an_audit_without_the_network_says_that_it_was_skipped(
    task: str, required_too: str, code: int, tmp_path: Path
) -> None:
    # As where no package can be had: the first thing that is asked of Python fails.
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "python3").chmod(0o755)
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "REQUIRED": required_too}
    ran = subprocess.run(
        ["bash", ".ci/packages", task, str(tmp_path / "sbom.json")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (code, "")
    assert f"; {task} was not run and says nothing." in ran.stderr
    assert ran.stderr.startswith("SKIPPED: ")


def test_checks_need_no_network_for_audits_and_the_forge_runs_them() -> None:
    assert ".ci/packages" not in read(".ci/run")
    forge = read(".github/workflows/packages.yml")
    assert "REQUIRED: 1" in forge
    for task in ("sbom", "audit"):
        assert f"bash .ci/packages {task}\n" in forge
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        for action in re.findall(r"uses: (\S+)", workflow.read_text("utf-8")):
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), workflow.name
