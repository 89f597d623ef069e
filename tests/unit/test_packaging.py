"""What is declared in several files says the same: the packages, their locked versions, the version."""

import re
import tomllib
from collections.abc import Iterator

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
