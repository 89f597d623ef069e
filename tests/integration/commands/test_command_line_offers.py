"""What an import offers, taken on the command line: who and when are recorded, and twice is once."""

import json
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from sqlalchemy import select
from sqlalchemy.orm import Session

from commands.terminal import this_person
from data_model.plan.tables import Action, ActionVersion
from data_model.plan.tables_updates import Evidence
from tests.databases import OneFile
from tests.integration.commands.test_command_line import Run, Save
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save
from tests.workbooks import build_xlsx

ROWS = [
    ["Ref", "Area", "Action", "Lead", "Due", "Progress", "Evidence"],
    ["1.1", "Front door", "Write guidance", "Ola Brett", "31/12/26", "Report", "Minutes"],
    ["1.2", "Front door", "Audit cases", "Ravi Olden", "31/12/26", "Begun", None],
]
REPORT, MINUTES = "https://files.example.org/report.docx", "https://files.example.org/minutes.docx"


def linked(book: Workbook) -> None:
    book["Plan"]["F2"].hyperlink, book["Plan"]["G2"].hyperlink = REPORT, MINUTES


def struck(book: Workbook) -> None:
    linked(book)
    for cell in book["Plan"][3]:
        cell.font = Font(strike=True)


def report(run: Run, *arguments: str) -> dict[str, Any]:
    code, printed, said = run(*arguments, "--json")
    assert code == 0, said
    read: dict[str, Any] = json.loads(printed)
    return read


@pytest.fixture
def loaded(run: Run, save: Save) -> str:
    """Load a plan whose cells have links, none of them taken, and give its path."""
    path = save(content=build_xlsx({"Plan": ROWS}, change=linked))
    said = report(run, "load", path, "--as-at", "2026-06-01")
    assert [one["link"] for one in said["offers"]["evidence"]] == [REPORT, MINUTES]
    return path


def test_links_are_taken_once_under_the_name_of_whoever_took_them(
    run: Run, loaded: str, commands_file: OneFile
) -> None:
    take = ("load", loaded, "--as-at", "2026-06-01", "--take-links")
    assert "changes nothing" not in report(run, *take)["sentence"]
    assert report(run, *take)["offers"]["evidence"] == []
    with Session(commands_file.engine) as session:
        kept = session.scalars(select(Evidence).order_by(Evidence.id)).all()
        told = [(one.finding, one.link, str(one.dated), one.recorded_by) for one in kept]
        assert all(one.recorded_at for one in kept)
    name = this_person().name
    assert told == [("Report", REPORT, "2026-06-01", name), ("Minutes", MINUTES, "2026-06-01", name)]


def test_links_of_a_plan_that_begins_are_taken_with_it(run: Run, save: Save, commands_file: OneFile) -> None:
    path = save(content=build_xlsx({"Plan": ROWS}, change=linked))
    report(run, "load", path, "--as-at", "2026-06-01", "--take-links")
    with Session(commands_file.engine) as session:
        of = session.execute(
            select(Action.ref, Evidence.link).join(Evidence, Evidence.action_id == Action.id)
        )
        assert {(ref, link) for ref, link in of} == {("1.1", REPORT), ("1.1", MINUTES)}


def test_a_struck_row_is_offered_and_retires_its_action_only_when_that_is_taken(
    run: Run, save: Save, loaded: str, commands_file: OneFile
) -> None:
    path = save("later.xlsx", build_xlsx({"Plan": ROWS}, change=struck))
    load = ("load", path, "--as-at", "2026-07-01")
    assert [one["ref"] for one in report(run, *load)["offers"]["retire"]] == ["1.2"]
    assert _refs(run) == ["1.1", "1.2"]
    report(run, *load, "--retire-struck")
    assert _refs(run) == ["1.1"]
    assert report(run, *load, "--retire-struck")["offers"]["retire"] == []
    with Session(commands_file.engine) as session:
        (last,) = session.scalars(select(ActionVersion).where(ActionVersion.retired))
        assert (last.reason, last.recorded_by) == ("Struck out in later.xlsx, Plan C3", this_person().name)


def _refs(run: Run) -> list[str]:
    code, printed, _ = run("export", "actions", "--format", "json", "--as-at", "2026-07-02")
    assert code == 0
    return [one["ref"] for one in json.loads(printed)]
