"""Columns, sheets and ratings decided on the command line, one by one or as a file, and remembered."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.commands.test_command_line import Run, Save, actions
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save
from tests.workbooks import GREEN, RED, build_xlsx

UNKNOWN = "What the panel heard"
DAY = ("--as-at", "2026-06-01")


def workbook(heard: str = "Families wait less", heading: str = UNKNOWN, action: str = "Action") -> bytes:
    rows: list[list[Any]] = [
        ["Ref", action, "Responsible", "Due Date", heading, "RAG"],
        ["1.1", "Recruit four social workers", "Hal Pickering", "31/03/27", heard, None],
        ["1.2", "Write the triage guidance", "Ivy Stanton", "30/06/27", "No change yet", "Nearly there"],
        ["1.3", "Audit forty cases a month", "Ivy Stanton", "30/06/27", "", None],
    ]
    return build_xlsx({"Plan": rows}, fills={"F2": GREEN, "F4": RED})


@pytest.fixture
def path(save: Save) -> str:
    return save(content=workbook())


def report(run: Run, *arguments: str) -> dict[str, Any]:
    code, printed, said = run(*arguments, "--json")
    assert code == 0, said
    read: dict[str, Any] = json.loads(printed)
    return read


def impacts(run: Run) -> list[str]:
    return [row["impact"] for row in actions(run)]


def test_the_report_asks_with_values_reasons_and_meanings(run: Run, path: str) -> None:
    code, printed, _ = run("check", path, *DAY)
    assert code == 0
    assert f"  1. Column “{UNKNOWN}” (Plan E1): “Families wait less” · “No change yet”\n" in printed
    assert f'     --column "{UNKNOWN}=…": ' in printed
    assert "Columns and sheets understood (6)\n" in printed
    assert "  Column “Ref” (Plan A1): Ref\n" in printed


def test_a_file_without_a_known_action_column_says_what_to_answer_and_loads_with_the_answer(
    run: Run, save: Save
) -> None:
    path = save(content=workbook(action="Agreed management step"))
    code, printed, said = run("load", path, *DAY)
    assert code == 1
    assert said.count("\n") == 1
    assert "Nothing can be loaded without an answer." in printed
    assert '--column "Agreed management step=…": action, ' in printed
    assert report(run, "load", path, *DAY, "--column", "Agreed management step=action")["can_load"]
    assert actions(run)[0]["action"] == "Recruit four social workers"


def test_a_column_that_is_decided_is_loaded_and_remembered(run: Run, save: Save, path: str) -> None:
    said = report(run, "load", path, *DAY, "--column", f"{UNKNOWN}=impact")
    assert [(each["name"], each["meaning"]) for each in said["choices"]] == [(UNKNOWN, "impact")]
    assert impacts(run) == ["Families wait less", "No change yet", ""]
    later = save("next.xlsx", content=workbook("Two weeks less", UNKNOWN.upper()))
    again = report(run, "load", later, "--as-at", "2026-07-01")
    assert impacts(run)[0] == "Two weeks less"
    assert [each["meaning"] for each in again["choices"]] == ["impact"]
    assert not any(each["asks"] for each in again["questions"])


def test_a_remembered_choice_is_changed_or_taken_back(run: Run, path: str) -> None:
    report(run, "load", path, *DAY, "--column", f"{UNKNOWN}=impact")
    changed = report(run, "check", path, *DAY, "--column", f"{UNKNOWN}=left-out")
    assert [each["meaning"] for each in changed["choices"]] == ["left-out"]
    back = report(run, "load", path, *DAY, "--column", f"{UNKNOWN}=")
    assert back["choices"] == []
    assert any(each["asks"] for each in report(run, "check", path, *DAY)["questions"])


def test_choices_given_twice_change_nothing(run: Run, path: str) -> None:
    option = ("--column", f"{UNKNOWN}=impact", "--rating", "red=delayed")
    report(run, "load", path, *DAY, *option)
    code, printed, _ = run("load", path, *DAY, *option)
    assert code == 0
    assert "Nothing changed." in printed


def test_an_older_column_is_given_to_its_month(run: Run, save: Save) -> None:
    path = save(content=workbook("Advert placed", "Previous update"))
    code, printed, _ = run("check", path, *DAY)
    assert code == 0
    assert "earlier:YYYY-MM" not in printed  # it is understood, and stays beside
    option = ("--column", "Previous update=earlier:2026-04")
    said = report(run, "load", path, *DAY, *option)
    assert [(one["ref"], one["as_at"], one["said"]) for one in said["history"]] == [
        ("1.1", "2026-04-30", {"progress": "Advert placed"}),
        ("1.2", "2026-04-30", {"progress": "No change yet"}),
    ]
    code, printed, _ = run("load", path, *DAY)
    assert code == 0
    # It names no month itself, so that each file asks which one it is.
    assert "left-out, earlier:YYYY-MM" in printed
    assert "Nothing changed." in printed
    code, _, words = run("check", path, *DAY, "--column", "Previous update=earlier:2026-13")
    assert code == 2
    assert "or earlier:YYYY-MM for a month before" in words


def test_ratings_are_decided_by_word_and_by_colour(run: Run, path: str) -> None:
    options = ("green=on_track", "Nearly there=at_risk", f"red (#{RED})=delayed")
    said = report(run, "load", path, *DAY, *(part for each in options for part in ("--rating", each)))
    assert said["unexplained"] == {}
    assert [row["status"] for row in actions(run)] == ["on_track", "at_risk", "delayed"]


def test_a_file_says_all_of_it_and_an_option_stands_before_it(run: Run, path: str, tmp_path: Path) -> None:
    file = tmp_path / "choices.json"
    told = {"columns": {UNKNOWN: "impact", "Only in May": "due"}, "ratings": {"red": "delayed"}}
    file.write_text(json.dumps(told), "utf-8")
    code, printed, said = run("check", path, *DAY, "--choices", str(file), "--rating", "red=paused", "--json")
    assert code == 0
    read = json.loads(printed)
    assert [each["meaning"] for each in read["choices"]] == ["impact"]
    assert read["figures"]["status_paused"] == 1
    assert said == "choices.json: the file has no column “Only in May”; it has " + (
        f"“Ref”, “Action”, “Responsible”, “Due Date”, “{UNKNOWN}”, “RAG”\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--column", "Nowhere=action"), "the file has no column “Nowhere”; it has “Ref”, “Action”"),
        (("--column", f"{UNKNOWN}=deadline"), f"column “{UNKNOWN}” cannot be “deadline”; it can be "),
        (("--column", "action"), "--column “action” is not HEADING=MEANING"),
        (("--sheet", "Guidance=leave-out"), "the file has no sheet “Guidance”; "),
        (("--rating", "purple=paused"), "the file has no rating “purple”; it has "),
        (("--rating", "red=fine"), "rating “red” cannot be “fine”; it can be complete, embedded, "),
        (("--choices", "nowhere.json"), "nowhere.json: "),
    ],
)
def test_a_name_or_meaning_that_there_is_not_is_wrong_usage_that_lists_what_there_is(
    run: Run, path: str, arguments: tuple[str, ...], words: str
) -> None:
    code, _, said = run("check", path, *DAY, *arguments)
    assert code == 2
    assert words in said


def test_a_file_of_choices_that_is_none_is_wrong_usage(run: Run, path: str, tmp_path: Path) -> None:
    file = tmp_path / "choices.json"
    file.write_text('{"colums": {}}', "utf-8")
    code, _, said = run("check", path, *DAY, "--choices", str(file))
    assert code == 2
    assert "holds columns, sheets, ratings and nothing else" in said
