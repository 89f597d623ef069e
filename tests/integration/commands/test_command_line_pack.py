"""The board's pack by the command line: of a meeting, a day, some areas; refusals, exit codes."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.meetings import NewBoard, freeze_meeting, plan_meetings, save_board
from data_model.board.rows import BoardKind
from data_model.plan.queries.plans import list_plans
from data_model.shared.engine import make_write_sessions
from tests.databases import OneFile
from tests.integration.cast import OFFICE
from tests.integration.commands.test_command_line import AS_AT, Run, Save, workbook
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save

HELD = date(2026, 6, 4)
BY = {"actor": OFFICE, "recorded_at": datetime(2026, 6, 4, 15, 0, tzinfo=UTC)}
FIRST, NEXT = "1", "2"  # the ids of the two meetings in a new database


@pytest.fixture
def sessions(commands_file: OneFile, loaded: str) -> sessionmaker[Session]:
    assert Path(loaded).exists()
    return make_write_sessions(commands_file.engine)


@pytest.fixture
def frozen(sessions: sessionmaker[Session]) -> None:
    """A board with two meetings, the first of them frozen."""
    with sessions.begin() as session:
        (plan,) = list_plans(session)
        board = save_board(session, plan.id, NewBoard("Improvement board", BoardKind.EXECUTIVE), **BY)
        meetings = plan_meetings(session, board, [HELD, date(2026, 7, 2)], **BY)
        freeze_meeting(session, meetings[0], HELD, today=HELD, **BY)
    assert meetings == [int(FIRST), int(NEXT)]


def text_of(path: Path) -> str:
    return zipfile.ZipFile(path).read("word/document.xml").decode()


def sheets_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(path.read_bytes()))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


@pytest.mark.usefixtures("frozen")
def test_the_pack_of_a_frozen_meeting_is_the_same_after_the_plan_has_changed(
    run: Run, save: Save, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    assert run("pack", "--meeting", FIRST, "--out", str(first)) == (
        0,
        "",
        f"The pack is written to {first}\n",
    )
    changed = save("plan.xlsx", workbook(guidance="Write another guidance altogether"))
    assert run("load", changed, "--as-at", "2026-06-20", "--close-matches", "different")[0] == 0
    assert run("pack", "--meeting", FIRST, "--out", str(second))[0] == 0
    assert first.read_bytes() == second.read_bytes()
    assert "Improvement board" in text_of(first)


@pytest.mark.usefixtures("frozen")
def test_a_meeting_that_is_not_frozen_has_a_pack_of_today_and_that_is_said(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "next.docx"
    code, printed, said = run("pack", "--meeting", NEXT, "--out", str(out))
    assert (code, printed) == (0, "")
    assert (
        said == f"The meeting is not frozen: these are the figures of today\nThe pack is written to {out}\n"
    )
    assert out.stat().st_size > 0


@pytest.mark.usefixtures("loaded")
def test_a_pack_as_at_a_day_shows_the_plan_of_that_day(run: Run, save: Save, tmp_path: Path) -> None:
    later = save("plan.xlsx", workbook(guidance="Write another guidance altogether"))
    assert run("load", later, "--as-at", "2026-06-20", "--close-matches", "different")[0] == 0
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    for day, out in ((AS_AT, before), ("2026-06-20", after)):
        assert run("pack", "--as-at", day, "--out", str(out))[0] == 0
    assert "another guidance" not in text_of(before)
    assert "another guidance" in text_of(after)


@pytest.mark.usefixtures("loaded")
def test_the_tables_are_written_beside_the_pack(run: Run, tmp_path: Path) -> None:
    out, tables = tmp_path / "pack.docx", tmp_path / "tables.xlsx"
    options = ("pack", "--as-at", AS_AT, "--out", str(out), "--tables", str(tables))
    assert run(*options) == (0, "", f"The pack is written to {out}\nIts tables are written to {tables}\n")
    cells = [str(cell) for rows in sheets_of(tables).values() for row in rows for cell in row]
    assert "Recruit four social workers" in cells


@pytest.mark.usefixtures("loaded")
def test_areas_are_chosen_by_their_numbers_and_the_cover_names_the_audience(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "pack.docx"
    chosen = ("--areas", " 1 ", "--detail", "summary", "--audience", "Scrutiny committee")
    assert run("pack", "--as-at", AS_AT, "--out", str(out), *chosen)[0] == 0
    assert "Scrutiny committee" in text_of(out)


@pytest.mark.usefixtures("frozen")
@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--as-at", AS_AT, "--areas", "1,9"), 2, "there is no area “9”; there are: 1"),
        (("--meeting", "77"), 1, "there is no meeting 77 in the plan “Sampleshire improvement plan”"),
        (("--meeting", "9" * 30), 2, "is not an id such as 12"),
        (
            ("--as-at", AS_AT, "--template", "nowhere.docx"),
            2,
            "nowhere.docx: there is no such file",
        ),
        (("--as-at", AS_AT, "--plan", "Elsewhere"), 2, "there is no plan “Elsewhere”"),
        (("--as-at", "soon"), 2, "'soon' is not a date such as 2022-12-12"),
        (("--as-at", "9999-12-31"), 2, "'9999-12-31' is not a date such as 2022-12-12"),
        (("--as-at", AS_AT, "--detail", "some"), 2, "invalid choice: 'some'"),
        ((), 2, "one of the arguments --meeting --as-at is required"),
        (("--as-at", AS_AT, "--meeting", "1"), 2, "not allowed with argument"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(
    run: Run, tmp_path: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    out = tmp_path / "pack.docx"
    ended, printed, said = run("pack", *options, "--out", str(out))
    assert (ended, printed) == (code, "")
    assert words in said
    assert "Traceback" not in said
    assert not out.exists()


@pytest.mark.usefixtures("loaded")
def test_a_template_that_cannot_be_used_is_named_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    template, out = tmp_path / "house.docx", tmp_path / "pack.docx"
    template.write_bytes(b"not a document")
    given = ("--as-at", AS_AT, "--template", str(template), "--out", str(out))
    assert run("pack", *given) == (1, "", "cli.py: The template is not a Word document (.docx or .dotx).\n")
    assert not out.exists()


@pytest.mark.usefixtures("loaded")
def test_a_folder_that_is_not_there_is_named(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "pack.docx"
    assert run("pack", "--as-at", AS_AT, "--out", str(out)) == (
        2,
        "",
        f"cli.py: {out}: there is no such file or folder\n",
    )


@pytest.mark.usefixtures("frozen")
def test_a_frozen_meeting_that_was_tampered_with_is_refused(
    run: Run, sessions: sessionmaker[Session], tmp_path: Path
) -> None:
    from data_model.board.tables import MeetingView

    with sessions.begin() as session:
        view = session.get(MeetingView, int(FIRST))
        assert view is not None
        view.sha256 = "0" * 64
    assert run("pack", "--meeting", FIRST, "--out", str(tmp_path / "pack.docx")) == (
        1,
        "",
        "cli.py: What was kept of this meeting was changed outside the dashboard.\n",
    )


def test_without_a_database_a_pack_says_to_load_a_plan_first(
    run: Run, database: Path, tmp_path: Path
) -> None:
    code, printed, said = run("pack", "--as-at", AS_AT, "--out", str(tmp_path / "pack.docx"))
    assert (code, printed, said) == (1, "", "cli.py: there is no database yet; load a plan first\n")
    assert not database.exists()


@pytest.mark.usefixtures("frozen")
def test_one_pack_of_several_plans_says_as_at_when_each_is_shown(
    run: Run, save: Save, tmp_path: Path
) -> None:
    other = save("review.xlsx", workbook(title="Diagnostic review", guidance="Ask young people what helped"))
    assert run("load", other, "--as-at", AS_AT, "--new-plan", "Diagnostic review")[0] == 0
    out, tables = tmp_path / "pack.docx", tmp_path / "tables.xlsx"
    files = ("--out", str(out), "--tables", str(tables))
    code, _, said = run("pack", "--meeting", FIRST, "--all-plans", *files)
    assert code == 0
    assert "“Diagnostic review” is shown as at 4 Jun 2026, as it is known now\n" in said
    assert "“Sampleshire improvement plan” is shown as at 4 Jun 2026, as it was frozen on " in said
    assert " for the Improvement board of 4 Jun 2026\n" in said
    written = set(re.findall(r">([^<]+)</w:t>", text_of(out)))
    assert {"Ask young people what helped", "2 Sampleshire improvement plan"} <= written
    assert list(sheets_of(tables))[:2] == ["About", "Plans"]
    named = ("--plan", "Sampleshire improvement plan", "--plan", "diagnostic review")
    assert run("pack", "--as-at", AS_AT, *named, *files)[0] == 0
    assert "1 Sampleshire improvement plan" in text_of(out)
    for options, ended, words in (
        (("--as-at", AS_AT, *named, "--areas", "1"), 2, "--areas chooses areas of one plan"),
        (("--meeting", "77", *named), 1, "there is no meeting 77 in any of these plans"),
        (("--as-at", AS_AT, "--all-plans", "--plan", "x"), 2, "not allowed with argument"),
        (("--as-at", AS_AT), 2, "there are several plans"),
    ):
        code, _, said = run("pack", *options, *files)
        assert (code, words in said) == (ended, True), said
