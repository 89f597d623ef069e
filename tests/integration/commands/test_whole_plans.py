"""Whole plans in layouts that nobody here made, each compared cell by cell with its answer sheet.

A person's choices for a plan, where it needs any, stand in tests/import_choices.
"""

import importlib.util
import json
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.integration.commands.test_command_line import Run
from tests.integration.commands.test_command_line import run as run
from tests.places import IMPORT_CHOICES, WHOLE_PLANS

pytestmark = pytest.mark.skipif(
    not WHOLE_PLANS.exists(), reason="the shared plans are not beside this project"
)
ANSWERS = sorted(WHOLE_PLANS.glob("answers/[0-9]*.edits.json"))
NAMES = [path.name.removesuffix(".edits.json") for path in ANSWERS]
MOST_FLAGGED = 0.05


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    """Load the program that classes every cell."""
    spec = importlib.util.spec_from_file_location("compare_plans", WHOLE_PLANS / "compare.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keep(folder: Path, step: str, done: tuple[int, str, str]) -> None:
    """Keep a step's result in the form that the judge reads."""
    folder.mkdir(exist_ok=True)
    code, printed, said = done
    (folder / f"{step}.json").write_text(json.dumps({"rc": code, "out": printed, "err": said}))


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_plan_comes_out_as_its_answer_sheet_says(
    name: str, judge: ModuleType, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNS", str(tmp_path))
    answers: Mapping[str, Any] = json.loads((WHOLE_PLANS / "answers" / f"{name}.json").read_text())
    choices = IMPORT_CHOICES / f"{name[:2]}.json"
    options = ["--json", "--as-at", answers["as_at"]]
    options += ["--choices", str(choices)] if choices.exists() else []
    file, edited = WHOLE_PLANS / "files" / name, WHOLE_PLANS / "files" / "edited" / name
    folder = tmp_path / name

    keep(folder, "load", run("load", str(file), "--new-plan", "Plan", *options))
    keep(folder, "export", run("export", "actions", "--format", "json", "--as-at", answers["as_at"]))
    keep(folder, "again", run("load", str(file), *options))
    keep(folder, "edited", run("check", str(edited), *options))

    judged = judge.compare(name)
    tally = judged["tally"]
    assert not judged["note"]
    assert [tally["warned"], tally["WRONG"], tally["LOST"]] == [0, 0, 0], judged["bad"]
    assert tally["flagged"] <= MOST_FLAGGED * sum(tally.values())
    assert judged["again"] == "0+ 0~ 0-"
    assert judged["edited"].startswith("10/10 0+ 10~ 0-")
