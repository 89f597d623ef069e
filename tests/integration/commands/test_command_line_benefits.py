"""`load-benefits` and the export of benefits: what is printed, the codes, and that a dry run is dry."""

import csv
import json
from io import StringIO

import pytest

from commands.terminal import DONE, REFUSED, USAGE
from loaders.money.benefits.benefit_report import BENEFITS_KEYS
from tests.integration.commands.test_command_line import Run, Save
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save
from tests.places import REAL_MONEY
from tests.workbooks import build_xlsx

BENEFITS = build_xlsx(
    {
        "Benefits": [["Benefits as at 5 March 2025"], ["Benefit", "2025/26 net £m"], ["Beds", 0.5]],
        "ROI": [["Return on investment"], ["", "2025/26 £m", "2026/27 £m"], ["Gross", 1, 2], ["Net", 1, 1.5]],
    }
)
AS_AT = ("--as-at", "2025-03-05")


@pytest.mark.usefixtures("loaded")
def test_benefits_are_loaded_and_written_out(run: Run, save: Save) -> None:
    file = save("benefits.xlsx", BENEFITS)
    told = json.loads(run("load-benefits", file, *AS_AT, "--invested", "£0.5m", "--dry-run", "--json")[1])
    assert list(told) == list(BENEFITS_KEYS)
    assert told["return"]["gross_three_to_one"] == "2026/27"
    code, out, _ = run("load-benefits", file, *AS_AT, "--invested", "£0.5m")
    assert (code, "3.0 : 1" in out, "Return on £0.500m: 5.0 : 1 net and 6.0 : 1 gross" in out) == (
        DONE,
        False,
        True,
    )
    assert out.endswith("\nLoaded.\n")
    assert run("load-benefits", file, *AS_AT, "--invested", "£0.5m")[1].endswith("\nNothing changed.\n")
    _, written, _ = run("export", "benefits", "--format", "csv", *AS_AT)
    (row,) = csv.DictReader(StringIO(written))
    assert (row["benefit"], row["year"], row["target_net"], row["source_cell"]) == (
        "Beds", "2025/26", "500000.00", "A3",
    )  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [("--first-year", "2022"), ("--invested", "a lot"), ("--stated", "gross £5m")],
)
def test_what_is_told_and_cannot_be_read_is_one_message(run: Run, save: Save, wrong: tuple[str, str]) -> None:
    code, _, err = run("load-benefits", save("b.xlsx", BENEFITS), "--dry-run", *wrong)
    assert (code, wrong[0] in err, wrong[1] in err) == (USAGE, True, True)


def test_a_table_that_names_no_day_is_refused_and_a_plan_is_needed(run: Run, save: Save) -> None:
    file = save("benefits.xlsx", BENEFITS)
    code, _, err = run("load-benefits", file, "--dry-run")
    assert (code, "nothing says of which day the table is true" in err) == (REFUSED, True)
    assert run("load-benefits", file, *AS_AT)[0] == REFUSED


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the real workbook is not here")
def test_the_real_workbooks_figures_are_printed(run: Run) -> None:
    code, out, _ = run(
        *("load-benefits", str(REAL_MONEY), "--as-at", "2021-11-30", "--dry-run", "--invested", "£8.9m"),
        *("--stated", "gross 2022/23 to 2025/26 £20.759m"),
    )
    assert code == DONE
    for said in (
        "8 benefits on “Benefits” as at 30 Nov 2021: 8 new",
        "Target 2029/30, net: £10.610m",
        "Stated, cost 2029/30: £0.631m",
        "Stated, gross 2029/30: £11.241m",
        "141 fewer (CIN) children needing support each year; 89 fewer (CP) children needing",
        "£63,376,000 stated, £63,375,000 added up, £1,000 apart, which rounding can make",
        "£50,776,000 stated, £50,775,000 added up, £1,000 apart, which rounding can make",
        "£20,759,000 stated, £20,749,000 added up, £10,000 apart (the paper’s text)",
        "By year 4, 2025/26: £20.749m gross, £16.549m net, 2.3 : 1 gross",
        "By year 8, 2029/30: £63.375m gross, £50.775m net, 7.1 : 1 gross",
        "Gross, 3 : 1 is reached in 2026/27.",
    ):
        assert said in out
    skipped = out.partition("Sheets not taken")[2]
    for sheet in ("Proposed Nov 2021", "Progress Jan 2023", "Children in care", "Demand pressures", "Grants"):
        assert sheet in skipped
