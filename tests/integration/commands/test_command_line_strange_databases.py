"""Every command says in one sentence what stands in the place of its database, and leaves it as it is."""

from pathlib import Path

import pytest

import cli
from data_model.safekeeping.backup import back_up
from data_model.shared.engine import make_engine
from tests.databases import ReadyFiles, sqlite_url
from tests.integration.cast import RECORDED_AT
from tests.strange_databases import STRANGE, content_of, copy_lacking

# A command that reads, one that would make a file, and those that work on the whole database.
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("export", "actions"),
    ("check", "plan.csv"),
    ("load", "plan.csv"),
    ("member", "--email", "bea@example.org", "--name", "Bea", "--role", "head_of_service"),
    ("demo",),
    ("remind", "--dry-run"),
    ("remove-old-sign-ins", "--older-than", "12", "--yes"),
    ("person", "--name", "Bea", "--out", "bea.json"),
    ("upgrade",),
    ("upgrade", "--no-backup"),
    ("backup", "--out", "made.zip"),
    ("restore", "plan.zip"),
    ("restore", "plan.zip", "--replace"),
)


@pytest.fixture(scope="module")
def backup_file(tmp_path_factory: pytest.TempPathFactory, ready_files: ReadyFiles) -> bytes:
    """A whole backup of a database without a row."""
    folder = tmp_path_factory.mktemp("whole")
    ready_files.copy_empty(folder / "plan.db")
    engine = make_engine(sqlite_url(folder / "plan.db"))
    made, _ = back_up(engine, folder / "plan.zip", RECORDED_AT)
    engine.dispose()
    return made.read_bytes()


@pytest.fixture
def place(tmp_path: Path, backup_file: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where DATABASE_URL looks for its file; the folder that commands run in has a file to load."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "plan.zip").write_bytes(backup_file)
    (tmp_path / "work" / "plan.csv").write_text("Action,Owner\nWrite guidance,Bea\n", encoding="utf-8")
    (tmp_path / "database").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("SMTP_FROM", "plan@example.org")
    monkeypatch.setenv("DATABASE_URL", sqlite_url(tmp_path / "database" / "plan.db"))
    return tmp_path / "database" / "plan.db"


@pytest.mark.parametrize("kind", STRANGE)
def test_every_command_says_what_it_is_and_changes_nothing(
    kind: str, place: Path, ready_files: ReadyFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    make, sentence = STRANGE[kind]
    make(place, ready_files)
    before = content_of(place)
    for command in COMMANDS:
        code = cli.main(command)
        printed, said = capsys.readouterr()
        assert (code, printed) == (1, ""), command
        assert said.startswith("cli.py: "), command
        assert sentence in said, command
        assert said.count("\n") == 1, command
        assert content_of(place) == before, command
    assert {file.name for file in Path().iterdir()} == {"plan.csv", "plan.zip"}


def test_a_table_that_is_gone_is_named_until_a_backup_is_put_back(
    place: Path, ready_files: ReadyFiles, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_lacking(place, ready_files, "follow_up_event")
    lacking = (
        "cli.py: The table follow_up_event is missing: the database is damaged. Whoever runs the server has "
        "to put a backup back: python cli.py restore --replace FILE.\n"
    )
    for command in COMMANDS:
        if command[0] != "restore":
            assert (cli.main(command), capsys.readouterr().err) == (1, lacking), command
    assert cli.main(("restore", "plan.zip", "--replace")) == 0
    assert cli.main(("upgrade",)) == 0
    assert "up to date" in capsys.readouterr().out
