"""The command line on what goes out and comes back: the plan in its own workbook, return workbooks."""

import io
import json
import pickle
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import list_stated
from data_model.plan.queries.details import list_details
from data_model.plan.queries.plans import list_key, list_plans
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, Role
from exports.own_workbook.made_files import own_layout_file, returns_file
from exports.own_workbook.return_workbook import ReturnSheet, return_workbook
from loaders.return_workbook.file_content import (
    read_differences,
    read_for_own_layout,
    read_for_returns,
)
from tests.integration.commands.test_command_line import (
    Run,
    Save,
    actions,
    demonstration,
    loaded,
    run,
    save,
    workbook,
)

__all__ = ["demonstration", "loaded", "run", "save"]  # fixtures
DAY, LATER = date(2026, 6, 1), "2026-07-01"
OFFICE = Actor("Orla Finch", Role.PROGRAMME_OFFICE, "test")
NOON = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


def in_database(database: Path, work: Any) -> Any:
    engine = make_engine(f"sqlite:///{database.as_posix()}")
    try:
        with make_write_sessions(engine).begin() as session:
            return work(session)
    finally:
        engine.dispose()


def update(database: Path, **fields: Any) -> None:
    """Update the first action in the dashboard, after the file was loaded."""

    def work(session: Session) -> None:
        row = next(iter(list_stated(session, 1, DAY).values()))
        record_update(
            session,
            row.id,
            ActionUpdate(**fields),
            base_version=row.version,
            as_at=date(2026, 6, 15),
            actor=OFFICE,
            recorded_at=NOON,
        )

    in_database(database, work)


def sent(database: Path, **cells: Any) -> bytes:
    """Make the return workbook of the whole plan and fill cells in; the first action stands in row 6."""
    content = in_database(
        database,
        lambda session: return_workbook(
            list_details(session, 1, DAY),
            ReturnSheet("Sampleshire improvement plan", "Priya Sample", DAY, key=list_key(session, 1)),
        ),
    )
    book = load_workbook(BytesIO(content))
    for name, value in cells.items():
        book["Actions"][name] = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changed(**cells: Any) -> bytes:
    book = load_workbook(BytesIO(workbook()))
    for name, value in cells.items():
        book["Action plan"][name] = value
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_return_workbook_is_known_by_its_stamp_and_loaded_as_updates(
    run: Run, save: Save, loaded: str, database: Path
) -> None:
    path = save("back.xlsx", sent(database, J6="Two in post"))
    code, printed, _ = run("check", path, "--as-at", LATER)
    assert code == 0
    assert printed.startswith(
        "Return workbook of Priya Sample: 1 action to update, 2 as sent, 0 rows not complete, 0 conflicts; "
        "0 things to look at.\n"
    )
    assert "  1.01 Recruit four social workers\n    Progress: Begun -> Two in post\n" in printed
    assert actions(run, "--as-at", LATER)[0]["progress"] == "Begun"
    code, printed, _ = run("load", path, "--as-at", LATER)
    assert (code, printed.splitlines()[-1]) == (0, "Loaded.")
    first = actions(run, "--as-at", LATER)[0]
    assert (first["progress"], first["version"], first["as_at"]) == ("Two in post", 2, LATER)
    assert run("load", path, "--as-at", LATER)[1].endswith("\nNothing changed.\n")
    assert actions(run, "--as-at", LATER)[0]["version"] == 2


def test_a_clash_in_a_return_workbook_is_refused_until_a_side_is_named(
    run: Run, save: Save, loaded: str, database: Path
) -> None:
    path = save("back.xlsx", sent(database, J6="Two in post"))
    update(database, progress="Three in post")
    code, printed, said = run("load", path, "--as-at", LATER)
    assert code == 1
    assert said == "cli.py: nothing was loaded: say which stands, with --conflicts ours|theirs\n"
    assert "    before:    Begun\n    dashboard: Three in post\n    file:      Two in post\n" in printed
    assert run("load", path, "--as-at", LATER, "--conflicts", "ours")[0] == 0
    assert actions(run, "--as-at", LATER)[0]["progress"] == "Three in post"
    assert run("load", path, "--as-at", LATER, "--conflicts", "theirs")[0] == 0
    assert actions(run, "--as-at", LATER)[0]["progress"] == "Two in post"


def test_a_return_workbook_as_json(run: Run, save: Save, loaded: str, database: Path) -> None:
    path = save("back.xlsx", sent(database, J6="Two in post", V6="aside"))
    update(database, progress="Three in post")
    code, printed, _ = run("check", path, "--as-at", LATER, "--json")
    report = json.loads(printed)
    assert code == 0
    assert list(report) == [
        "file", "sha256", "size", "plan", "person", "sent_as_at", "as_at", "can_load", "sentence",
        "drafts_of", "changed", "untouched", "kept", "conflicts", "issues",
    ]  # fmt: skip
    assert report["conflicts"] == [
        {
            "ref": "1.01",
            "field": "progress",
            "base": "Begun",
            "ours": "Three in post",
            "theirs": "Two in post",
            "chosen": None,
            "cell": "J6",
        }
    ]
    assert [issue["code"] for issue in report["issues"]] == ["return-text-outside"]


def test_a_return_workbook_of_another_dashboard_is_refused(
    run: Run, save: Save, loaded: str, database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = save("back.xlsx", sent(database, J6="Two in post"))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'other.db').as_posix()}")
    code, _, said = run("load", path)
    assert code == 1
    assert said.startswith("cli.py: back.xlsx cannot be loaded: a return workbook whose actions are not in")


def test_a_clash_of_a_whole_plan_is_refused_until_a_side_is_named(
    run: Run, save: Save, loaded: str, database: Path
) -> None:
    update(database, progress="Three in post")
    path = save("next.xlsx", changed(E5="Two in post", F6="Less waiting"))
    code, printed, said = run("load", path, "--as-at", LATER)
    assert code == 1
    assert "0 missing, 1 conflict; " in printed
    assert said == "cli.py: nothing was loaded: say which stands, with --conflicts ours|theirs\n"
    assert run("load", path, "--as-at", LATER, "--conflicts", "theirs")[0] == 0
    records = actions(run, "--as-at", LATER)
    assert (records[0]["progress"], records[1]["impact"]) == ("Two in post", "Less waiting")


def test_at_a_terminal_each_clash_is_asked_for(
    run: Run, save: Save, loaded: str, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    update(database, progress="Three in post")
    path = save("next.xlsx", changed(E5="Two in post"))
    monkeypatch.setattr(sys, "stdin", Terminal("file\n"))
    code, _, said = run("load", path, "--as-at", LATER)
    assert code == 0
    assert "dashboard: Three in post" in said
    assert actions(run, "--as-at", LATER)[0]["progress"] == "Two in post"


def test_what_the_dashboard_alone_changed_is_kept_and_said(
    run: Run, save: Save, loaded: str, database: Path
) -> None:
    update(database, progress="Three in post")
    code, printed, _ = run("load", save("next.xlsx", changed(F6="Less waiting")), "--as-at", LATER)
    assert code == 0
    assert (
        "Kept: changed in the dashboard since\n  1.01 Progress: Three in post (the file has Begun)" in printed
    )
    assert actions(run, "--as-at", LATER)[0]["progress"] == "Three in post"


def test_the_plan_goes_back_into_its_own_workbook_and_loading_that_changes_nothing(
    run: Run, loaded: str, database: Path, tmp_path: Path
) -> None:
    update(database, progress="=cmd|' /C calc'!A0")
    out = tmp_path / "out.xlsx"
    code, printed, said = run("export", "plan", "--out", str(out), "--as-at", LATER)
    assert (code, printed, said) == (0, "", f"3 actions written to {out}\n")
    sheet = load_workbook(out)["Action plan"]
    assert (sheet["E5"].value, sheet["E5"].data_type) == ("=cmd|' /C calc'!A0", "s")
    code, printed, _ = run("load", str(out), "--as-at", LATER)
    assert code == 0
    assert "0 new, 0 changed, 3 as before, 0 missing" in printed
    assert printed.endswith("\nNothing changed.\n")


def test_what_the_workbook_has_no_place_for_is_printed(
    run: Run, save: Save, loaded: str, database: Path, tmp_path: Path
) -> None:
    update(database, exception_responsible="Ivan Sample", mitigation="Agency cover")
    code, printed, _ = run("export", "plan", "--out", str(tmp_path / "out.xlsx"), "--as-at", LATER)
    assert code == 0
    assert printed == "An exception table was added below the tables of Action plan; the file had none.\n"


def test_the_whole_plan_needs_a_file_to_be_written_to(run: Run, loaded: str) -> None:
    assert run("export", "plan")[0] == 2


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_goes_out_and_comes_back_unchanged(
    run: Run, database: Path, tmp_path: Path
) -> None:
    out = tmp_path / "demo.xlsx"
    assert run("export", "plan", "--out", str(out))[:2] == (0, "")
    name = in_database(database, lambda session: list_plans(session)[0].name)
    report = json.loads(run("check", str(out), "--json", "--plan", name)[1])
    assert (report["new_plan"], report["added"], report["changed"], report["missing"]) == (False, [], [], [])
    assert report["unchanged"] == report["figures"]["actions"] > 60


@pytest.mark.usefixtures("loaded")
def test_what_a_page_writes_of_the_plan_goes_through_another_process_and_lacks_nothing(
    database: Path,
) -> None:
    def work(session: Session) -> tuple[bytes, list[str]]:
        (plan,) = list_plans(session)
        written = own_layout_file(pickle.loads(pickle.dumps(read_for_own_layout(session, plan, DAY))))
        assert written is not None
        content, lost = written
        assert not lost
        returns = read_for_returns(session, plan, DAY)
        people = {person.person_id: "" for each in returns.details for person in each.row.people}
        everybody = returns_file(returns, plan.name, DAY, {id: f"P{id}" for id in people if id is not None})
        assert ZipFile(BytesIO(everybody)).namelist() == ["P1 - actions as at 2026-06-01.xlsx"]
        return content, read_differences(session, plan, DAY, content)

    content, differences = in_database(database, work)
    assert differences == []
    assert load_workbook(BytesIO(content)).sheetnames
