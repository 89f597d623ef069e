"""Trackers of recommendations at the command line: reported, loaded once, and written out again."""

import json
from pathlib import Path

import pytest

import cli
from tests.workbooks import build_xlsx

HEADINGS = ["Ref", "Recommendation", "Response", "Lead officer", "Status"]
Printed = tuple[int, str, str]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    file = tmp_path / "tracker.xlsx"
    file.write_bytes(
        build_xlsx({"Tracker": [HEADINGS, ["1", "Meet monthly", "Accepted", "Hal", "On track"]]})
    )
    return file


@pytest.fixture
def loaded(database: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    rows = [["Action", "Responsible", "Due date", "RAG"], ["Train staff", "Hal", "31/03/2027", "Green"]]
    plan.write_bytes(build_xlsx({"1 Front door": rows}))
    assert cli.main(["load", str(plan), "--new-plan", "Borough plan", "--as-at", "2026-06-01"]) == 0


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> Printed:
    capsys.readouterr()
    code = cli.main([str(one) for one in arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.usefixtures("loaded")
def test_a_tracker_is_loaded_once_and_written_out_again(
    capsys: pytest.CaptureFixture[str], tracker: Path, tmp_path: Path
) -> None:
    code, _, refused = run(capsys, "load-recommendations", tracker)
    assert (code, "nothing says who made the recommendations" in refused) == (1, True)
    given = ("load-recommendations", tracker, "--origin", "peer", "--as-at", "2026-06-09")
    code, printed, _ = run(capsys, *given, "--dry-run", "--json")
    report = json.loads(printed)
    assert (code, report["recommendations"], report["added"][0]["origin"]) == (0, 1, "peer")
    code, printed, _ = run(capsys, *given)
    assert (code, printed.endswith("\nLoaded.\n")) == (0, True)
    code, printed, _ = run(capsys, *given)
    assert (code, printed.endswith("\nNothing changed.\n")) == (0, True)
    out = tmp_path / "out.csv"
    assert run(capsys, "export", "recommendations", "--format", "csv", "--out", out)[0] == 0
    code, printed, _ = run(capsys, "load-recommendations", out, "--as-at", "2026-06-09")
    assert (code, printed.endswith("\nNothing changed.\n")) == (0, True)


def test_without_a_plan_nothing_is_loaded(
    database: Path, capsys: pytest.CaptureFixture[str], tracker: Path
) -> None:
    code, _, refused = run(capsys, "load-recommendations", tracker, "--origin", "peer")
    assert (code, "there is no plan yet" in refused) == (1, True)
