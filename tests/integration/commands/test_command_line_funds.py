"""`load-funds` and the exports of funds: what is printed, the codes, and that a dry run changes nothing."""

import csv
import json
from io import StringIO

import pytest

from commands.terminal import DONE, REFUSED
from tests.integration.commands.test_command_line import Run, Save
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save
from tests.workbooks import build_xlsx

FUND_REPORT_KEYS = [
    *(
        "file",
        "sha256",
        "size",
        "plan",
        "as_at",
        "can_load",
        "changes_nothing",
        "sentence",
        "tables",
        "funds",
    ),
    *("lines", "movements", "unchanged", "loaded_before", "issues"),
]
AS_AT = ("--as-at", "2024-06-30")
GRANTS = build_xlsx(
    {
        "Grants": [
            ["Fund", "Funder", "Year", "Line", "Amount £"],
            ["Grant A", "Department", "2024/25", "Training", 35000],
        ]
    }
)
LEDGER = "Date,Type,Fund,Line,Amount £,Reference\n01/05/2024,Invoice,Grant A,Training,12.34,I-1\n".encode()


@pytest.mark.usefixtures("loaded")
def test_funds_and_their_ledger_are_loaded_and_written_out(run: Run, save: Save) -> None:
    grants, ledger = save("grants.xlsx", GRANTS), save("ledger.csv", LEDGER)
    code, out, _ = run("load-funds", grants, *AS_AT)
    assert (code, out.splitlines()[0]) == (
        DONE, "Read: 1 new fund, 1 new line of £35,000; 0 things to look at.",
    )  # fmt: skip
    assert out.endswith("\nLoaded.\n")
    told = json.loads(run("load-funds", ledger, *AS_AT, "--dry-run", "--json")[1])
    assert list(told) == FUND_REPORT_KEYS
    assert (told["movements"][0]["pence"], told["changes_nothing"]) == (1234, False)
    assert run("load-funds", ledger, *AS_AT)[0] == DONE
    assert run("load-funds", ledger, *AS_AT)[1].endswith("\nNothing changed.\n")
    _, written, _ = run("export", "fund-movements", "--format", "csv", *AS_AT)
    (row,) = csv.DictReader(StringIO(written))
    assert (row["amount"], row["source_file"], row["source_cell"]) == ("12.34", "ledger.csv", "E2")
    (fund,) = json.loads(run("export", "funds", *AS_AT)[1])
    assert (fund["spent"], fund["left"]) == (1234, 3_498_766)


@pytest.mark.usefixtures("loaded")
def test_a_file_without_funds_is_refused_with_the_headings_seen(run: Run, save: Save) -> None:
    code, _, err = run("load-funds", save("x.csv", b"a,b,c\n1,2,3\n"), *AS_AT)
    assert code == REFUSED
    assert "no table of funds and no ledger extract was found (seen: a, b, c" in err


def test_without_a_plan_a_dry_run_still_reports(run: Run, save: Save) -> None:
    grants = save("grants.xlsx", GRANTS)
    assert run("load-funds", grants, *AS_AT, "--dry-run")[0] == DONE
    assert run("load-funds", grants, *AS_AT)[0] == REFUSED
