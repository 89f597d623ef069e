"""The command line, run in this process on a temporary SQLite file: output, exit codes, what it leaves."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import cli
from data_model.plan.changes.plans import create_plan
from data_model.shared.engine import make_write_sessions
from tests.databases import OneFile, ReadyFiles
from tests.integration.cast import OFFICE, RECORDED_AT, batch, load, stated
from tests.places import ROOT
from tests.unit.exports.plan.test_full import RECORD
from tests.workbooks import GREEN, HEADINGS, YELLOW, build_xlsx

AS_AT = "2026-06-01"
WRITE_GUIDANCE = "Write triage guidance for the front door"
REPORT_KEYS = [
    "file", "sha256", "size", "plan", "new_plan", "as_at", "can_load", "sentence", "sheets", "figures", "key",
    "unexplained", "questions", "choices", "areas", "added", "changed", "will_not_show", "history",
    "unchanged", "missing", "close_matches", "offers", "kept", "conflicts", "issues",
]  # fmt: skip
RECORD_KEYS = list(RECORD)


def workbook(
    *,
    title: str = "Sampleshire improvement plan",
    guidance: str = WRITE_GUIDANCE,
    due: str = "31/03/27",
    key: bool = True,
    colours: bool = True,
) -> bytes:
    """Make a plan of three actions: one green, one yellow, one without any colour."""
    owner = "Priya Sample Head of Service – Front Door"
    rows: list[list[Any]] = [
        [title],
        [],
        ["1. Timeliness of the front door"],
        list(HEADINGS),
        ["Children are seen sooner", "Recruit four social workers", owner, "16/09/26", "Begun", "Help", None],
        ["Children are seen sooner", guidance, owner, due, "Drafted", "Help", None],
        ["Children are seen sooner", "Hold monthly supervision", owner, "Ongoing", "", "", None],
    ]
    fills = {"G5": GREEN, "G6": YELLOW} if colours else {}
    if key:
        rows += [[], ["RAG key"], ["Completed"], ["In progress and on schedule"], ["Planning"]]
        fills |= {"A10": GREEN, "A11": YELLOW}
    return build_xlsx({"Action plan": rows}, fills=fills, merges=["A1:G1", "A3:G3"])


Save = Callable[..., str]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Write a workbook to disk and give its path."""

    def write(name: str = "plan.xlsx", content: bytes | None = None, **changes: Any) -> str:
        path = tmp_path / name
        path.write_bytes(workbook(**changes) if content is None else content)
        return str(path)

    return write


@pytest.fixture
def run(database: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command, as a person without a terminal would; give its code and what it printed and said."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as ended:  # argparse leaves this way
            code = int(ended.code or 0)
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def loaded(run: Run, save: Save, commands_file: OneFile) -> str:
    """Load the plan of three actions and give its path."""

    def load_it(_: object) -> bytes:
        path = save()
        assert run("load", path, "--as-at", AS_AT)[0] == 0
        return Path(path).read_bytes()

    return save(content=commands_file.made_once(load_it, make_write_sessions(commands_file.engine)))


@pytest.fixture
def demonstration(database: Path, ready_files: ReadyFiles) -> None:
    """Put the demonstration there that the run's other tests use."""
    database.parent.mkdir()
    ready_files.copy_demo(database, date(2025, 3, 3), datetime(2025, 3, 3, 18, 0, tzinfo=UTC))


def actions(run: Run, *options: str) -> list[dict[str, Any]]:
    code, printed, _ = run("export", "actions", *options)
    assert code == 0
    records: list[dict[str, Any]] = json.loads(printed)
    return records


def codes(report: dict[str, Any]) -> list[str]:
    return [issue["code"] for issue in report["issues"]]


# check ---------------------------------------------------------------------------------------------------
def test_check_prints_the_report_and_does_not_even_make_the_database(
    run: Run, save: Save, database: Path
) -> None:
    code, printed, _ = run("check", save(), "--as-at", AS_AT)
    assert code == 0
    assert printed.startswith("3 actions in 1 area read from sheet “Action plan”; 3 new, 0 changed")
    assert "Plan: Sampleshire improvement plan (new), as at 1 Jun 2026" in printed
    assert "area 1 Timeliness of the front door: 3 actions" in printed
    assert "green (#00B050): Completed = Complete" in printed
    assert "Warning: Actions without a rating (1)" in printed
    assert not database.parent.exists()


def test_check_as_json_has_the_documented_keys_in_their_order(run: Run, save: Save) -> None:
    code, printed, _ = run("check", save(), "--as-at", AS_AT, "--json")
    report = json.loads(printed)
    assert code == 0
    assert list(report) == REPORT_KEYS
    assert report["figures"] == {
        "actions": 3,
        "areas": 1,
        "outcomes": 1,
        "people": 1,
        "nobody_responsible": 0,
        "status_complete": 1,
        "status_on_track": 1,
        "status_not_rated": 1,
        "due_deadline": 2,
        "due_none": 1,
    }
    assert report["unexplained"] == {"fill:none": 1}
    assert codes(report) == ["due-doubt", "rag-no-colour"]


def test_check_of_a_changed_file_names_each_field_and_leaves_the_plan_alone(
    run: Run, save: Save, loaded: str
) -> None:
    changed = save("next.xlsx", due="30/04/27")
    code, printed, _ = run("check", changed, "--as-at", "2026-07-01")
    assert code == 0
    assert f"  1.02 {WRITE_GUIDANCE}\n    Due date: 31/03/27 -> 30/04/27\n" in printed
    assert [row["due_date"] for row in actions(run)] == ["2026-09-16", "2027-03-31", None]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("old.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "the file is an old .xls workbook"),
        ("empty.xlsx", b"", "the file is empty (0 bytes)"),
        ("page.xls", b"<html><table></table></html>", "the file is a web page, whatever its name says"),
        ("notes.csv", b"Shopping,list\nmilk,2\n", "no action table was found"),
    ],
)
@pytest.mark.parametrize("command", ["check", "load"])
def test_a_file_that_cannot_be_loaded_gets_one_clear_sentence_and_exit_code_1(
    run: Run, save: Save, command: str, name: str, content: bytes, words: str
) -> None:
    code, _, said = run(command, save(name, content))
    assert code == 1
    assert said.startswith(f"cli.py: {name} cannot be loaded: {words}")
    assert said.count("\n") == 1


def test_an_unreadable_file_as_json_says_that_it_cannot_be_loaded(run: Run, save: Save) -> None:
    code, printed, _ = run("check", save("old.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)), "--json")
    report = json.loads(printed)
    assert code == 1
    assert report["can_load"] is False
    assert codes(report) == ["file-old-xls"]


# Wrong usage ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["forget"], "invalid choice: 'forget'"),
        (["check"], "the following arguments are required: FILE"),
        (["check", "plan.xlsx", "--as-at", "12/12/2022"], "'12/12/2022' is not a date such as 2022-12-12"),
        (["load", "plan.xlsx", "--no-colour", "maybe"], "invalid choice: 'maybe'"),
        (["export", "people"], "invalid choice: 'people'"),
        (["export", "actions", "--format", "xlsx"], "an .xlsx file needs --out FILE"),
        (["check", "nowhere.xlsx"], "nowhere.xlsx: "),
    ],
)
def test_wrong_usage_ends_with_exit_code_2(run: Run, arguments: Sequence[str], words: str) -> None:
    code, printed, said = run(*arguments)
    assert code == 2
    assert printed == ""
    assert words in said


# load ----------------------------------------------------------------------------------------------------
def test_load_makes_the_database_and_begins_a_plan_named_by_its_title(
    run: Run, save: Save, database: Path
) -> None:
    code, printed, _ = run("load", save(), "--as-at", AS_AT)
    assert code == 0
    assert printed.endswith("\nLoaded.\n")
    assert database.is_file()
    assert [(row["ref"], row["status"], row["as_at"]) for row in actions(run)] == [
        ("1.01", "complete", AS_AT),
        ("1.02", "on_track", AS_AT),
        ("1.03", "not_rated", AS_AT),
    ]


def test_loading_the_same_file_again_changes_nothing_and_says_so(run: Run, loaded: str) -> None:
    before = actions(run)
    code, printed, _ = run("load", loaded, "--as-at", AS_AT)
    assert code == 0
    assert "Note: This very file was loaded before (1)" in printed
    assert "0 new, 0 changed, 3 as before, 0 missing" in printed
    assert printed.endswith("\nNothing changed.\n")
    assert actions(run) == before


def test_load_as_json_prints_the_report_and_nothing_else(run: Run, save: Save) -> None:
    code, printed, _ = run("load", save(), "--as-at", AS_AT, "--json")
    assert code == 0
    assert len(json.loads(printed)["added"]) == 3
    assert len(actions(run)) == 3


def test_what_no_colour_means_is_decided_once_for_this_and_later_imports(run: Run, save: Save) -> None:
    run("load", save(), "--as-at", AS_AT, "--no-colour", "not_started")
    assert [row["status"] for row in actions(run)] == ["complete", "on_track", "not_started"]
    _, printed, _ = run("check", save("next.xlsx", due="30/04/27"), "--json")
    report = json.loads(printed)
    assert report["figures"]["status_not_started"] == 1
    assert "rag-no-colour" not in codes(report)


def test_a_preset_key_explains_the_colours_of_a_workbook_without_a_key(run: Run, save: Save) -> None:
    path = save(key=False)
    _, printed, _ = run("check", path, "--json")
    assert codes(json.loads(printed)).count("rag-key-missing") == 2
    code, _, _ = run("load", path, "--as-at", AS_AT, "--key", "brag")
    assert code == 0
    assert [(row["status"], row["rag_label"]) for row in actions(run)] == [
        ("on_track", "On track"),
        ("at_risk", "At risk"),
        ("not_rated", ""),
    ]


def test_close_matches_need_an_answer_before_anything_is_loaded(run: Run, save: Save, loaded: str) -> None:
    reworded = save("next.xlsx", guidance=WRITE_GUIDANCE + " team")
    code, printed, said = run("load", reworded, "--as-at", "2026-07-01")
    assert code == 1
    assert "Warning: An action whose text is close to one in the plan (1)" in printed
    assert said == "cli.py: nothing was loaded: say what the close matches are, with --close-matches\n"
    assert [row["action"] for row in actions(run)][1] == WRITE_GUIDANCE


def test_a_close_match_called_the_same_changes_the_action(run: Run, save: Save, loaded: str) -> None:
    reworded = save("next.xlsx", guidance=WRITE_GUIDANCE + " team")
    code, printed, _ = run("load", reworded, "--as-at", "2026-07-01", "--close-matches", "same")
    assert code == 0
    assert "0 new, 1 changed, 2 as before, 0 missing" in printed
    assert [(row["ref"], row["action"], row["version"]) for row in actions(run, "--as-at", "2026-07-01")] == [
        ("1.01", "Recruit four social workers", 1),
        ("1.02", WRITE_GUIDANCE + " team", 2),
        ("1.03", "Hold monthly supervision", 1),
    ]


def test_a_close_match_called_different_is_added_and_the_old_one_stays(
    run: Run, save: Save, loaded: str
) -> None:
    reworded = save("next.xlsx", guidance=WRITE_GUIDANCE + " team")
    code, printed, _ = run("load", reworded, "--as-at", "2026-07-01", "--close-matches", "different")
    assert code == 0
    assert "1 new, 0 changed, 2 as before, 1 missing" in printed
    texts = {row["action"] for row in actions(run, "--as-at", "2026-07-01")}
    assert {WRITE_GUIDANCE, WRITE_GUIDANCE + " team"} <= texts


# Choosing the plan ---------------------------------------------------------------------------------------
def test_a_plan_that_is_not_there_is_wrong_usage(run: Run, save: Save, loaded: str) -> None:
    code, _, said = run("load", save("next.xlsx", due="30/04/27"), "--plan", "Otherborough")
    assert code == 2
    assert said == (
        "cli.py: there is no plan “Otherborough”, only “Sampleshire improvement plan”; "
        "--new-plan begins one\n"
    )


def test_a_second_plan_is_begun_and_then_must_be_named(run: Run, save: Save, loaded: str) -> None:
    other = save("other.xlsx", due="30/04/27")
    assert run("load", other, "--as-at", AS_AT, "--new-plan", "Otherborough plan")[0] == 0
    code, _, said = run("check", other)
    assert code == 2
    assert said == (
        "cli.py: there are several plans; say which with --plan: "
        "Otherborough plan, Sampleshire improvement plan\n"
    )
    assert run("export", "actions")[0] == 2
    assert [row["due_text"] for row in actions(run, "--plan", "otherborough PLAN")][1] == "30/04/27"
    assert [row["due_text"] for row in actions(run, "--plan", "Sampleshire improvement plan")][
        1
    ] == "31/03/27"


def test_a_new_plan_cannot_take_the_name_of_another(run: Run, loaded: str) -> None:
    code, _, said = run("load", loaded, "--new-plan", "Sampleshire improvement plan")
    assert code == 2
    assert said == "cli.py: there is a plan “Sampleshire improvement plan” already; use --plan\n"


# export --------------------------------------------------------------------------------------------------
def test_export_as_json_has_the_documented_keys_in_their_order(run: Run, loaded: str) -> None:
    records = actions(run, "--as-at", AS_AT)
    assert [list(record) for record in records] == [RECORD_KEYS] * 3
    assert records[0] == {
        "ref": "1.01", "area_number": "1", "area": "Timeliness of the front door",
        "outcome": "Children are seen sooner", "action": "Recruit four social workers",
        "responsible": "Priya Sample Head of Service – Front Door",
        "people": [{"name": "Priya Sample", "post": "Head of Service – Front Door"}],
        "due_text": "16/09/26", "due_date": "2026-09-16", "due_kind": "deadline", "due_precision": "day",
        "original_due_date": "2026-09-16", "status": "complete", "rag_label": "Completed",
        "rag_as_seen": "green (#00B050)", "progress": "Begun", "impact": "Help",
        "source": {"file": "plan.xlsx", "sheet": "Action plan", "cell": "B5"}, "version": 1, "measure": "",
        "assurance": "", "reason_for_delay": "", "mitigation": "", "exception_responsible": "",
        "other": "",
        "revised_due_text": "", "as_at": AS_AT, "paid_by": [], "should_save": [], "should_bring": [],
    }  # fmt: skip


def test_export_of_a_day_before_the_plan_is_empty(run: Run, loaded: str) -> None:
    assert actions(run, "--as-at", "2026-05-31") == []


def test_export_of_a_past_day_gives_the_plan_as_it_stood(run: Run, save: Save, loaded: str) -> None:
    run("load", save("next.xlsx", due="30/04/27"), "--as-at", "2026-07-01")
    assert actions(run, "--as-at", "2026-06-30")[1]["due_date"] == "2027-03-31"
    later = actions(run, "--as-at", "2026-07-01")[1]
    assert (later["due_date"], later["original_due_date"]) == ("2027-04-30", "2027-03-31")


def test_export_as_csv_has_the_same_fields_with_people_and_source_written_out(run: Run, loaded: str) -> None:
    code, printed, _ = run("export", "actions", "--format", "csv", "--as-at", AS_AT)
    rows = list(csv.DictReader(io.StringIO(printed)))
    expected = [
        part
        for key in RECORD_KEYS
        for part in (["source_file", "source_sheet", "source_cell"] if key == "source" else [key])
    ]
    assert code == 0
    assert list(rows[0]) == expected
    assert rows[0]["people"] == "Priya Sample (Head of Service – Front Door)"
    assert [row["due_date"] for row in rows] == ["2026-09-16", "2027-03-31", ""]


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_export_writes_to_a_file_and_says_how_many(run: Run, loaded: str, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"actions.{kind}"
    code, printed, said = run("export", "actions", "--format", kind, "--out", str(path))
    assert (code, printed, said) == (0, "", f"3 actions written to {path}\n")
    if kind == "xlsx":
        book = load_workbook(path)
        assert book.sheetnames == ["Actions in full", "About"]
        assert book["Actions in full"]["I2"].value.date() == date(2026, 9, 16)
    elif kind == "csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    else:
        assert len(json.loads(path.read_bytes())) == 3


def test_export_without_a_database_says_to_load_a_plan_and_makes_none(run: Run, database: Path) -> None:
    code, _, said = run("export", "actions")
    assert (code, said) == (1, "cli.py: there is no database yet; load a plan first\n")
    assert not database.exists()


def test_export_from_a_database_without_a_plan_says_to_load_one(run: Run) -> None:
    run("upgrade")
    code, _, said = run("export", "actions")
    assert (code, said) == (1, "cli.py: there is no plan yet; load one first\n")


# demo and upgrade ----------------------------------------------------------------------------------------
def test_the_demonstration_is_loaded_once(run: Run) -> None:
    assert run("demo")[:2] == (0, "The demonstration plan is loaded.\n")
    assert 60 <= len(actions(run)) <= 90
    code, printed, _ = run("demo")
    assert (code, printed) == (0, "The demonstration plan is there already.\n")


@pytest.mark.usefixtures("demonstration")
def test_a_real_plan_beside_the_demonstration_is_the_one_that_is_meant(run: Run, save: Save) -> None:
    assert run("load", save(), "--as-at", AS_AT)[0] == 0
    assert len(actions(run)) == 3


def test_a_real_plan_that_was_there_before_a_demonstration_is_the_one_that_is_meant(
    run: Run, loaded: str, commands_file: OneFile
) -> None:
    with make_write_sessions(commands_file.engine).begin() as session:
        demo = create_plan(session, "Demonstration", True, actor=OFFICE, recorded_at=RECORDED_AT)
    load(
        make_write_sessions(commands_file.engine),
        demo,
        batch(date.fromisoformat(AS_AT), [stated("Visit weekly")]),
    )
    assert len(actions(run)) == 3


def test_upgrade_makes_the_tables_and_can_be_run_again(run: Run, database: Path) -> None:
    for _ in range(2):
        code, printed, _ = run("upgrade")
        assert code == 0
        assert printed == f"The database is up to date: sqlite:///{database.as_posix()}\n"
    assert database.is_file()


def test_upgrade_never_prints_a_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://plan:open-sesame@127.0.0.1:1/plan?connect_timeout=2")
    code, printed, said = run("upgrade")
    assert code == 1
    assert said.startswith("cli.py: The database does not answer. ")
    assert "open-sesame" not in printed + said


def test_the_command_line_runs_as_a_program_of_its_own(database: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "cli.py", "--help"], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=600
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    for command in ("upgrade", "demo", "check", "load", "export"):
        assert f"    {command} " in ended.stdout


@pytest.mark.usefixtures("loaded")
def test_a_file_that_shares_nothing_with_the_only_plan_goes_into_none_that_nobody_named(
    run: Run, save: Save
) -> None:
    rows = [["Ref", "Action", "RAG"], ["D1", "Ask young people what helped", "Green"]]
    other = save("review.xlsx", build_xlsx({"Review": rows}))
    code, printed, said = run("load", other, "--as-at", AS_AT)
    assert code == 2
    assert "None of this file's actions is in the plan" in printed
    assert 'say --plan "Sampleshire improvement plan"; if it is another one, begin it with --new-plan' in said
    assert run("load", other, "--as-at", AS_AT, "--new-plan", "Diagnostic review")[0] == 0
