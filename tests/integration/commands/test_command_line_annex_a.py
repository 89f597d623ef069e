"""Annex A by the command line: nothing of a row leaves the lists, and the counts load as they are."""

import io
import re
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from commands import annex_a as command
from loaders.annex_a.annex_a_figures import ASSESSMENTS, CONFERENCES, CONTACTS, RE_REFERRALS, SECTION_47
from tests.annex_a_lists import HEADINGS, annex_a, as_text, made_rows, sign
from tests.databases import OneFile
from tests.integration.commands.test_command_line import Run, Save
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save
from tests.places import SHARED_DATA

SAMPLE = SHARED_DATA / "published" / "annex-a-layout-sample.xlsx"
# What a sign looks like, in a cell that is not read as in one that is.
_SIGN = re.compile(rb"Zq[0-9]x[0-9]{2}y[0-9]{5}w")
_SIZES = {"List 1": 400, "List 3": 300, "List 4": 300, "List 5": 200}


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "today", lambda: date(2022, 11, 30))


def signed_lists() -> dict[str, list[list[object]]]:
    """Make lists with a sign in every column; those that are read have some instead of a value, too."""
    lists = {name: list(made_rows(name, size, signed=True)) for name, size in _SIZES.items()}
    for name, rows in lists.items():
        for number in range(10, 40):
            for column in range(len(HEADINGS[name])):
                if number % 3 == column % 3:
                    rows[number][column] = sign(name, column, number)
    return lists


def unpacked(content: bytes) -> Iterable[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        yield from (package.read(name) for name in package.namelist())
    yield content


def test_no_sign_of_any_row_leaves_the_lists(
    run: Run,
    save: Save,
    database: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    # Whatever is put into a temporary file is looked at below, though it would be gone by then.
    monkeypatch.setattr("os.remove", lambda _path: None)
    written: list[bytes] = []
    lists = signed_lists()
    texts = [save(f"{name}.csv", as_text(name, rows)) for name, rows in lists.items()]
    book = save("annex-a.xlsx", annex_a({**lists, "List 6": [["Zq6x01y00001w"] * 5]}))
    bare = save("bare.xlsx", annex_a(lists, {}))
    broken = save("broken.csv", b'Date of contact,Child\r\n01/04/2022,"Zq1x01y00001w')
    two_marks = as_text("List 1", lists["List 1"]).replace(b",Zq", b',"Zq', 1) + b'x",,,,,01/04/2022,'
    swallowing = save("swallowing.csv", two_marks)
    cut = save("cut.xlsx", annex_a(lists)[:-300])
    out = tmp_path / "counts.xlsx"
    for files, code in (
        ((book,), 0),
        (texts, 0),
        ((bare,), 1),
        ((broken,), 1),
        ((swallowing,), 1),
        ((cut,), 1),
    ):
        out.unlink(missing_ok=True)
        ended, said, problem = run("annex-a", *files, "--out", str(out))
        assert ended == code, problem
        assert out.exists() is (code == 0)
        assert not _SIGN.search((said + problem).encode())
        if out.exists():
            written += unpacked(out.read_bytes())
    assert not database.exists()
    assert not database.parent.exists()
    left = [path.read_bytes() for path in temporary.rglob("*") if path.is_file()]
    assert any(b"<worksheet" in content for content in left)  # the sheets of counts, on their way
    written += [*left, caplog.text.encode()]
    assert b"Front Door Team" in b"".join(written)
    assert [found[0] for content in written if (found := _SIGN.search(content))] == []
    # The test can fail: the lists themselves are full of signs.
    assert any(_SIGN.search(part) for part in unpacked(Path(book).read_bytes()))


def test_the_counts_are_loaded_as_they_are(
    run: Run, save: Save, loaded: str, commands_file: OneFile, tmp_path: Path
) -> None:
    sizes = {"List 1": 1500, "List 3": 900, "List 4": 900, "List 5": 600}
    book = save("annex-a.xlsx", annex_a({name: list(made_rows(name, size)) for name, size in sizes.items()}))
    out = str(tmp_path / "counts.xlsx")
    code, said, problem = run("annex-a", book, "--out", out)
    assert (code, problem) == (0, "")
    assert f"Written to {out}. Load it with: " in said
    assert f"load-performance {out}" in said
    code, said, _ = run("load-performance", out, "--as-at", "2022-11-30")
    assert code == 0
    assert " of 5 measures; 0 things to look at." in said.splitlines()[0]
    for measure in (CONTACTS, RE_REFERRALS, ASSESSMENTS, SECTION_47, CONFERENCES):
        assert f"  {measure}, 1 May 2022 to 31 May 2022: " in said
        assert (f"  {measure} (Front Door Team), " in said) is (measure != CONTACTS)
    assert "Names to be answered" not in said
    assert said.rstrip().endswith("Loaded.")
    assert "Nothing changed." in run("load-performance", out, "--as-at", "2022-11-30")[1]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("name", HEADINGS)
def test_load_performance_refuses_each_list_and_names_the_command(
    run: Run, save: Save, name: str, kind: str
) -> None:
    rows = list(made_rows(name, 30, signed=True))
    content = annex_a({name: rows}) if kind == "xlsx" else as_text(name, rows)
    code, said, problem = run("load-performance", save(f"list.{kind}", content), "--dry-run")
    assert code == 1
    assert "a list about children, which the command annex-a counts where it lies" in problem
    assert "Run it where the list may be, and load the workbook of counts" in said
    assert not _SIGN.search((said + problem).encode())
    assert "--column" not in said


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (("--out", "counts.csv"), "--out is the name of an .xlsx file"),
        (("--from", "2022-09", "--to", "2022-05"), "--from is later than --to"),
        (("--from", "2022-9"), "'2022-9' is not a month such as 2022-12"),
        (("--to", "2022-09-30"), "'2022-09-30' is not a month such as 2022-12"),
    ],
    ids=str,
)
def test_what_cannot_be_understood(
    run: Run, save: Save, changes: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    book = save("annex-a.xlsx", annex_a({"List 1": ()}))
    code, _, problem = run("annex-a", book, "--out", str(tmp_path / "counts.xlsx"), *changes)
    assert code == 2
    assert words in problem


def test_a_list_is_never_overwritten_and_a_file_that_is_not_there_is_named(
    run: Run, save: Save, tmp_path: Path
) -> None:
    content = annex_a({"List 1": list(made_rows("List 1", 400))})
    book = save("annex-a.xlsx", content)
    code, _, problem = run("annex-a", book, "--out", str(tmp_path / "." / "annex-a.xlsx"))
    assert (code, "--out is one of the lists" in problem) == (2, True)
    assert Path(book).read_bytes() == content
    code, _, problem = run("annex-a", str(tmp_path / "gone.xlsx"), "--out", str(tmp_path / "counts.xlsx"))
    assert (code, "gone.xlsx: there is no such file" in problem) == (2, True)
    code, _, problem = run("annex-a", book, "--out", str(tmp_path / "nowhere" / "counts.xlsx"))
    assert (code, "nowhere/counts.xlsx: there is no such" in problem, "Errno" in problem) == (2, True, False)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the shared sample is not beside this project")
def test_the_layout_sample_is_read_and_withheld_and_refused(run: Run, tmp_path: Path) -> None:
    out = str(tmp_path / "counts.xlsx")
    code, said, _ = run(
        *("annex-a", str(SAMPLE), "--out", out, "--as-at", "2021-03-16"),
        *("--from", "2020-09", "--to", "2021-02"),
    )
    assert code == 0
    assert said.startswith("28 figures of 5 measures, 6 months from September 2020 to February 2021, 0 teams")
    assert run("load-performance", out, "--as-at", "2021-03-16", "--dry-run")[0] == 0
    code, said, _ = run("load-performance", str(SAMPLE), "--dry-run")
    assert (code, "annex-a" in said, "9212044" in said) == (1, True, False)
