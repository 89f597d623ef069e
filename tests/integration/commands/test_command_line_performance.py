"""Figures by the command line: loading workbooks, answering for names, exporting readings; exit codes."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.integration.commands.test_command_line import ROOT, Run, Save
from tests.integration.commands.test_command_line import demonstration as demonstration
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save
from tests.workbooks import build_xlsx

AS_AT = "2026-06-09"
READING_KEYS = [
    "measure",
    "period_start",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "unit",
    "state",
    "as_at",
    "source",
    "restated_from",
    "part_kind",
    "part",
    "forecast_month",
]
FIGURES_REPORT_KEYS = [
    "file", "sha256", "size", "plan", "as_at", "can_load", "changes_nothing", "sentence", "tables",
    "new_measures", "added", "restated", "unchanged", "targets", "comparisons", "unknown_names",
    "names", "loaded_before", "questions", "choices", "issues",
]  # fmt: skip
UNKNOWN = "Sunny days in the office"
ASKED = f"cli.py: nothing was loaded: say what these names are:\n  {UNKNOWN}\n" + (
    'with --map "NAME=MEASURE" or --add "NAME=NEW NAME" for each, or leave them out with --skip-unknown\n'
)


def scorecard(*, april: int = 196, unknown: str = "") -> bytes:
    """Make a wide sheet of two measures and two months, and of a third that nobody knows."""
    rows: list[list[Any]] = [
        ["Measure", "Target", "Apr-26", "May-26"],
        ["Contacts received", None, 1203, 1188],
        ["Open contacts", 150, april, 178],
    ]
    return build_xlsx({"Scorecard": [*rows, [unknown, None, 11, 14]] if unknown else rows})


class Terminal(io.StringIO):
    """Somebody who types these lines."""

    def isatty(self) -> bool:
        return True


def unread(*arguments: str) -> tuple[int, str]:
    """Run a command whose reader has gone before anything is printed; return its code and standard error."""
    read, write = os.pipe()
    os.close(read)
    try:
        ended = subprocess.run(
            [sys.executable, "cli.py", *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=write,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=600,
        )
    finally:
        os.close(write)
    return ended.returncode, ended.stderr


def figures(run: Run, path: str, *options: str) -> tuple[int, str, str]:
    return run("load-performance", path, "--as-at", AS_AT, *options)


def readings(run: Run, *options: str) -> list[dict[str, Any]]:
    code, printed, _ = run("export", "measures", *options)
    assert code == 0
    records: list[dict[str, Any]] = json.loads(printed)
    return records


def told(run: Run) -> list[tuple[str, str, float]]:
    return [(row["measure"], row["period_start"], row["value"]) for row in readings(run)]


FOUR = [
    ("Contacts received", "2026-04-01", 1203),
    ("Contacts received", "2026-05-01", 1188),
    ("Open contacts", "2026-04-01", 196),
    ("Open contacts", "2026-05-01", 178),
]


# load-performance ----------------------------------------------------------------------------------------
def test_a_scorecard_is_loaded_and_its_report_printed(run: Run, save: Save, loaded: str) -> None:
    code, printed, said = figures(run, save("scorecard.xlsx", scorecard()))
    assert (code, said) == (0, "")
    assert printed.startswith("4 figures read from sheet “Scorecard”; 4 new of 2 measures, 1 target; ")
    assert "Plan: Sampleshire improvement plan, as at 9 Jun 2026" in printed
    assert printed.endswith("\nLoaded.\n")
    assert told(run) == FOUR


def test_the_same_file_again_changes_nothing_and_says_so(run: Run, save: Save, loaded: str) -> None:
    path = save("scorecard.xlsx", scorecard())
    figures(run, path)
    code, printed, _ = figures(run, path)
    assert code == 0
    assert "; 4 as before; 0 things" in printed
    assert printed.endswith("\nNothing changed.\n")
    assert told(run) == FOUR


def test_a_figure_that_differs_is_restated_and_the_old_one_kept(run: Run, save: Save, loaded: str) -> None:
    figures(run, save("scorecard.xlsx", scorecard()))
    code, printed, _ = run(
        "load-performance", save("next.xlsx", scorecard(april=203)), "--as-at", "2026-07-09"
    )
    assert code == 0
    assert "Open contacts, 1 Apr 2026 to 30 Apr 2026: 196 before, 203 now (Scorecard C3)" in printed
    april = readings(run, "--as-at", "2026-07-09")[2]
    assert (april["value"], [each["value"] for each in april["restated_from"]]) == (203, [196])
    assert readings(run, "--as-at", "2026-07-08")[2]["value"] == 196


def test_a_dry_run_reports_and_changes_nothing(run: Run, save: Save, loaded: str) -> None:
    code, printed, said = figures(run, save("scorecard.xlsx", scorecard(unknown=UNKNOWN)), "--dry-run")
    assert (code, said) == (0, "")
    assert "; 4 new of 2 measures, 1 target; 1 name" in printed
    assert not printed.endswith("Loaded.\n")
    assert told(run) == []


def test_a_dry_run_does_not_even_make_the_database(run: Run, save: Save, database: Path) -> None:
    code, printed, _ = figures(run, save("scorecard.xlsx", scorecard()), "--dry-run")
    assert code == 0
    assert "Plan: none chosen, as at 9 Jun 2026" in printed
    assert not database.parent.exists()


def test_the_report_as_json_has_the_documented_keys_in_their_order(run: Run, save: Save, loaded: str) -> None:
    code, printed, _ = figures(run, save("scorecard.xlsx", scorecard()), "--json")
    report = json.loads(printed)
    assert code == 0
    assert list(report) == FIGURES_REPORT_KEYS
    assert (len(report["added"]), report["can_load"], report["plan"]) == (
        4,
        True,
        "Sampleshire improvement plan",
    )


def test_a_list_of_contacts_becomes_monthly_figures(run: Run, save: Save, loaded: str) -> None:
    listed = "".join(f"{day:02d}/05/2026 10:00,{day:02d}/05/2026 11:30\n" for day in (5, 6, 7, 8))
    code, printed, _ = figures(run, save("contacts.csv", f"Date received,Date decided\n{listed}".encode()))
    assert code == 0
    assert printed.endswith("\nLoaded.\n")
    read = "list of contacts: one row for each contact; 4 contacts, "
    assert read in printed
    assert " measures, of May 2026\n" in printed
    assert not re.search(r"rows 1 to 1|contacts ,| \)", printed)
    assert ("Contacts received", "2026-05-01", 4) in told(run)
    assert ("Contact decision within 1 working day", "2026-05-01", 100) in told(run)


# Names that nobody knows ---------------------------------------------------------------------------------
def test_an_unknown_name_needs_an_answer_before_anything_is_loaded(run: Run, save: Save, loaded: str) -> None:
    code, printed, said = figures(run, save("scorecard.xlsx", scorecard(unknown=UNKNOWN)))
    assert (code, said) == (1, ASKED)
    assert "Names to be answered" in printed
    assert told(run) == []


def test_an_unknown_name_is_mapped_to_a_measure_and_remembered(run: Run, save: Save, loaded: str) -> None:
    path = save("scorecard.xlsx", scorecard(unknown=UNKNOWN))
    code, _, _ = figures(run, path, "--map", f"{UNKNOWN} = Case audits completed")
    assert code == 0
    audits = [row for row in told(run) if row[0] == "Case file audits completed"]
    assert [value for _, _, value in audits] == [11, 14]
    code, printed, _ = figures(run, path)
    assert (code, printed.endswith("\nNothing changed.\n")) == (0, True)


def test_a_sheet_is_left_out(run: Run, save: Save, loaded: str) -> None:
    path = save("scorecard.xlsx", content=scorecard())
    (sheet,) = load_workbook(path).sheetnames
    code, _, said = figures(run, path, "--sheet", "Nowhere=leave-out")
    assert (code, said) == (2, f"cli.py: the file has no sheet “Nowhere”; it has “{sheet}”\n")
    assert figures(run, path, "--sheet", f"{sheet.upper()}=leave-out")[0] == 1
    assert readings(run) == []
    assert figures(run, path, "--sheet", f"{sheet}=load")[0] == 0


def test_columns_are_told_as_options_or_as_a_file_and_remembered(
    run: Run, save: Save, loaded: str, tmp_path: Path
) -> None:
    rows = [["Measure", "Agreed level", "Apr-26", "May-26"], ["Open contacts", 150, 196, 178]]
    path = save("levels.xlsx", content=build_xlsx({"Front door": rows}))
    code, printed, _ = figures(run, path, "--dry-run")
    assert code == 0
    assert "Columns and sheets to decide (1)\n  1. Column “Agreed level” (Front door B1): “150”\n" in printed
    code, _, said = figures(run, path, "--column", "Agreed level=due")
    assert (code, said.startswith("cli.py: column “Agreed level” cannot be “due”; it can be measure, ")) == (
        2,
        True,
    )
    choices = tmp_path / "choices.json"
    choices.write_text(
        '{"columns": {"Agreed level": "target", "Gone": "left-out"}, "ratings": {"H": "late"}}'
    )
    code, printed, said = figures(run, path, "--choices", str(choices))
    assert code == 0
    assert "Targets\n  Open contacts: 150 from 1 Apr 2026" in printed
    assert "choices.json: a workbook of figures has no ratings" in said
    assert "choices.json: the file has no column “Gone”; it has “Measure”, “Agreed level”" in said
    code, printed, _ = figures(run, path, "--json")
    assert [(one["name"], one["meaning"]) for one in json.loads(printed)["choices"]] == [
        ("Agreed level", "target")
    ]


def test_nothing_is_loaded_while_a_column_must_be_told(run: Run, save: Save, loaded: str) -> None:
    rows = [
        ["What we count", "Month", "Value"],
        ["Open contacts", "Apr-26", 196],
        ["Open contacts", "May-26", 178],
    ]
    path = save("long.xlsx", content=build_xlsx({"Front door": rows}))
    code, printed, _ = figures(run, path)
    assert (code, "Nothing can be loaded without an answer." in printed) == (1, True)
    assert figures(run, path, "--column", "What we count=measure")[0] == 0
    assert len(readings(run)) == 2


@pytest.mark.parametrize("options", [("--skip-unknown",), ("--map", f"{UNKNOWN}=")])
def test_an_unknown_name_is_left_out_for_good(
    run: Run, save: Save, loaded: str, options: tuple[str, ...]
) -> None:
    path = save("scorecard.xlsx", scorecard(unknown=UNKNOWN))
    assert figures(run, path, *options)[0] == 0
    assert told(run) == FOUR
    code, printed, _ = figures(run, path)
    assert (code, printed.endswith("\nNothing changed.\n")) == (0, True)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("-\n", 4), ("Audits graded inadequate\n", 4), ("Case file audits completed\n", 6)],
)
def test_at_a_terminal_each_unknown_name_is_asked_for(
    run: Run, save: Save, loaded: str, monkeypatch: pytest.MonkeyPatch, typed: str, expected: int
) -> None:
    path = save("scorecard.xlsx", scorecard(unknown=UNKNOWN))
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    code, printed, said = figures(run, path)
    assert code == 0
    assert f"\n{UNKNOWN} (Scorecard A4)\n" in said
    assert "Which measure? Its number or name, or - for none of them: " in printed
    assert len([row for row in told(run) if row[0] != "Audits graded inadequate"]) == expected


def test_at_a_terminal_no_answer_leaves_the_name_open(
    run: Run, save: Save, loaded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("\n"))
    code, _, said = figures(run, save("scorecard.xlsx", scorecard(unknown=UNKNOWN)))
    assert code == 1
    assert said.endswith(ASKED)


def test_at_a_terminal_a_proposal_is_chosen_by_its_number(
    run: Run, save: Save, loaded: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = save("scorecard.xlsx", scorecard(unknown="Case file audits that were completed"))
    monkeypatch.setattr(sys, "stdin", Terminal("1\n"))
    code, _, said = figures(run, path)
    assert code == 0
    assert "\n  1  Case file audits completed\n" in said
    assert ("Case file audits completed", "2026-05-01", 14) in told(run)


# Wrong usage and refusals --------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--map", "Open contacts"), "--map “Open contacts” is not NAME=MEASURE"),
        (("--map", "=Open contacts"), "--map “=Open contacts” is not NAME=MEASURE"),
        (("--map", "A=B"), "there is no measure “B”, neither in the plan nor in the catalogue"),
        (("--plan", "Otherborough"), "there is no plan “Otherborough”, only “Sampleshire improvement plan”"),
        (("--as-at", "June"), "'June' is not a date such as 2022-12-12"),
    ],
)
def test_wrong_usage_ends_with_exit_code_2(
    run: Run, save: Save, loaded: str, options: tuple[str, ...], words: str
) -> None:
    code, printed, said = figures(run, save("scorecard.xlsx", scorecard()), *options)
    assert (code, printed) == (2, "")
    assert words in said


def test_a_file_that_is_not_there_is_wrong_usage(run: Run) -> None:
    code, _, said = figures(run, "nowhere.xlsx")
    assert code == 2
    assert said.startswith("cli.py: nowhere.xlsx: ")


def test_figures_without_a_plan_are_refused(run: Run, save: Save) -> None:
    code, printed, said = figures(run, save("scorecard.xlsx", scorecard()))
    assert (code, printed, said) == (1, "", "cli.py: there is no plan yet; load one first\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.xlsx", b""),
        ("page.xls", b"<html><table></table></html>"),
        ("notes.csv", b"Milk,bread\nno,no\n"),
    ],
)
def test_a_file_without_figures_gets_one_clear_sentence_and_exit_code_1(
    run: Run, save: Save, loaded: str, name: str, content: bytes
) -> None:
    code, _, said = figures(run, save(name, content))
    assert code == 1
    assert said.startswith(f"cli.py: {name} cannot be loaded: ")
    assert said.count("\n") == 1


# export measures -----------------------------------------------------------------------------------------
def test_readings_as_json_have_the_documented_keys_in_their_order(run: Run, save: Save, loaded: str) -> None:
    figures(run, save("scorecard.xlsx", scorecard()))
    records = readings(run)
    assert [list(record) for record in records] == [READING_KEYS] * 4
    assert records[2] == {
        "measure": "Open contacts",
        "period_start": "2026-04-01",
        "period_end": "2026-04-30",
        "value": 196,
        "numerator": None,
        "denominator": None,
        "unit": "count",
        "state": "value",
        "as_at": AS_AT,
        "source": {"file": "scorecard.xlsx", "sheet": "Scorecard", "cell": "C3"},
        "restated_from": [],
        "part_kind": "whole",
        "part": "",
        "forecast_month": None,
    }


def test_readings_of_a_day_before_the_first_are_none(run: Run, save: Save, loaded: str) -> None:
    figures(run, save("scorecard.xlsx", scorecard()))
    assert readings(run, "--as-at", "2026-06-08") == []


def test_readings_as_csv_have_the_same_fields_with_the_source_in_three(
    run: Run, save: Save, loaded: str
) -> None:
    figures(run, save("scorecard.xlsx", scorecard()))
    code, printed, _ = run("export", "measures", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    expected = [
        part
        for key in READING_KEYS
        for part in (["source_file", "source_sheet", "source_cell"] if key == "source" else [key])
    ]
    assert code == 0
    assert list(rows[0]) == expected
    assert [row["value"] for row in rows] == ["1203", "1188", "196", "178"]


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_readings_are_written_to_a_file_and_counted(
    run: Run, save: Save, loaded: str, tmp_path: Path, kind: str
) -> None:
    figures(run, save("scorecard.xlsx", scorecard()))
    path = tmp_path / f"measures.{kind}"
    code, printed, said = run("export", "measures", "--format", kind, "--out", str(path))
    assert (code, printed, said) == (0, "", f"4 readings written to {path}\n")
    if kind == "xlsx":
        assert load_workbook(path)["Measures"]["D2"].value == 1203
    elif kind == "csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    else:
        assert len(json.loads(path.read_bytes())) == 4


def test_readings_as_a_workbook_need_a_file(run: Run, loaded: str) -> None:
    code, printed, said = run("export", "measures", "--format", "xlsx")
    assert (code, printed, said) == (2, "", "cli.py: an .xlsx file needs --out FILE\n")


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_has_readings_of_its_own(run: Run) -> None:
    assert len({row["measure"] for row in readings(run)}) == 22


def test_figures_are_loaded_though_nobody_reads_the_report_on(run: Run, save: Save, loaded: str) -> None:
    path = save("scorecard.xlsx", scorecard())
    assert unread("load-performance", path, "--as-at", AS_AT) == (0, "\nLoaded.\n")
    assert len(readings(run)) == 4
    assert unread("load-performance", path, "--as-at", AS_AT) == (0, "\nNothing changed.\n")
    asked = save("unknown.xlsx", scorecard(unknown=UNKNOWN))
    assert unread("load-performance", asked, "--as-at", AS_AT) == (1, ASKED)
    assert len(readings(run)) == 4


@pytest.mark.usefixtures("database")
def test_a_plan_is_loaded_though_nobody_reads_the_report_on(run: Run, save: Save) -> None:
    assert unread("load", save(), "--as-at", AS_AT, "--no-colour", "not_started") == (0, "\nLoaded.\n")
    code, printed, _ = run("export", "actions")
    assert (code, len(json.loads(printed))) == (0, 3)
    assert unread("export", "actions") == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
def test_a_plan_is_loaded_without_any_standard_output(run: Run, save: Save, database: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "cli.py", "load", save(), "--as-at", AS_AT],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=600,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(json.loads(run("export", "actions")[1])) == 3


def test_a_name_becomes_a_measure_in_the_unit_that_the_file_says(run: Run, save: Save, loaded: str) -> None:
    rows: list[list[Any]] = [
        ["Indicator", "2023/24", "2024/25 Pd6"],
        ["Care - £m", 1.5, 2],
        ["Contributions", 1, 2],
    ]
    file = save("costs.xlsx", build_xlsx({"Costs": rows}))
    assert figures(run, file, "--add", "Care - £m=Spend on care", "--map", "Contributions=")[0] == 0
    found = readings(run)
    assert [(one["measure"], one["value"], one["unit"], one["forecast_month"]) for one in found] == [
        ("Spend on care", 1_500_000, "pounds", None),
        ("Spend on care", 2_000_000, "pounds", 6),
    ]
    other = save("other.xlsx", build_xlsx({"Costs": [rows[0], ["Fees", 1, 2]]}))
    code, _, said = figures(run, other, "--add", "Fees")
    assert code == 2
    assert "does not say its unit" in said
    assert "no such name" in figures(run, other, "--add", "Rents")[2]
