"""`comparisons`: the figures of a council by themselves and in words, of made data and of real files."""

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commands.terminal import DONE, USAGE
from data_model.measures.changes.measures import add_measure
from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.measures.stated_measures import NewDefinition
from data_model.plan.queries.plans import list_plans
from data_model.published.changes.published_links import set_published_link
from data_model.published.queries.releases import list_published_measures
from data_model.shared.engine import make_engine, make_write_sessions
from tests.integration.cast import OFFICE
from tests.integration.commands.test_command_line import Run, Save
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save
from tests.integration.measuring import LEARNT
from tests.places import SHARED_DATA
from tests.workbooks import build_xlsx

PUBLISHED = SHARED_DATA / "published"
ON = ("--as-at", "2025-10-30")
HEADING = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
ROWS = [
    *(("Hillside", "27.2", 801), ("Lowton", "20.1", 802), ("Newton", "21.2", 803), ("Oldham End", "c", 804)),
    *(("England", "22.6", 970), ("North", "24.7", 980)),
]
LATE = "\n".join((HEADING, *(f"Again,% re-referral percent,2025,{n},{v},{c},North" for n, v, c in ROWS)))
NEIGHBOURS = {
    "Groups": [["LA num", "LA Name", "GOReg", "SN1", "SNP", "SN2", "SNP"], [801, "Hillside", "North"]],
}


def link(database: Path, *names: tuple[str, str, Polarity]) -> None:
    """Add measures by name, each linked to the published measure of a code."""
    engine = make_engine(f"sqlite:///{database}")
    said = {"actor": OFFICE, "recorded_at": LEARNT}
    with make_write_sessions(engine).begin() as session:
        plan = list_plans(session)[0].id
        published = {row.code: row.id for row in list_published_measures(session)}
        for name, code, polarity in names:
            unit = NewDefinition(name, Unit.PERCENT, polarity, numerator="some", denominator="all")
            measure = add_measure(session, plan, name, unit, **said)
            if code:
                set_published_link(session, measure, published[code], "Ours is monthly.", **said)
    engine.dispose()


@pytest.mark.usefixtures("loaded")
def test_a_plan_without_a_link_says_so_and_a_name_without_one_is_refused(run: Run) -> None:
    assert run("comparisons") == (DONE, "No measure is linked to a published figure.\n", "")
    code, _, err = run("comparisons", "--measure", "Caseload")
    assert (code, "“Caseload” is linked to no published figure" in err) == (USAGE, True)
    assert run("comparisons", "--format", "xlsx")[0] == USAGE


@pytest.mark.usefixtures("loaded")
def test_each_figure_comes_out_by_itself_and_in_words(
    run: Run, save: Save, database: Path, tmp_path: Path
) -> None:
    rows = NEIGHBOURS["Groups"]
    edition = build_xlsx({"Groups": [rows[0], [*rows[1], 802, "Close", 803, "Close"]]})
    assert run("load-published", save("n.xlsx", edition), *ON, "--release", "2025")[0] == DONE
    told = ("--year-ends", "3", "--council", "801")
    assert run("load-published", save("f.csv", LATE.encode()), *ON, *told)[0] == DONE
    link(
        database,
        ("Re-referrals", "Again", Polarity.LOWER),
        ("Contacts", "", Polarity.INFO),
        ("Ours", "", Polarity.LOWER),
    )
    sentence = (
        "In the year to March 2025, Hillside had 27.2% (“% re-referral percent”): more than England (22.6%), "
        "North (24.7%) and its two neighbours’ average (20.7%), 3rd of 3 councils, in the third quarter."
    )
    code, out, _ = run("comparisons", *ON)
    assert code == DONE
    assert out.splitlines() == [
        "Re-referrals",
        f"  {sentence}",
        "  How the definitions differ: Ours is monthly.",
        "  Department for Education, Local Authority Interactive Tool; Open Government Licence v3.0. Release "
        "2025, published 30 Oct 2025.",
        "",
        "Contacts",
        "  No national figure exists for this measure.",
    ]
    (record,) = json.loads(run("comparisons", *ON, "--format", "json", "--measure", "RE-REFERRALS")[1])
    assert record["sentence"] == sentence
    wanted = ("figure", "england", "region", "region_figure", "neighbours", "neighbours_counted")
    assert [record[name] for name in wanted] == [27.2, 22.6, "North", 24.7, 20.7, 2]
    assert [record[name] for name in ("place", "of", "quarter")] == [3, 3, 3]
    (first, nobody) = csv.DictReader(io.StringIO(run("comparisons", *ON, "--format", "csv")[1]))
    assert (first["rank"], first["england"], nobody["rank"]) == ("3rd of 3", "22.6", "")
    out_file = tmp_path / "c.xlsx"
    code, printed, err = run("comparisons", *ON, "--format", "xlsx", "--out", str(out_file))
    assert (code, printed, err) == (DONE, "", f"2 comparisons written to {out_file}\n")
    assert load_workbook(out_file)["Comparisons"]["A2"].value == "Re-referrals"
    assert run("export", "comparisons", *ON)[1] == run("comparisons", *ON, "--format", "json")[1]
    assert run("comparisons", "--as-at", "2025-10-29")[1].startswith("Contacts\n")


@pytest.mark.usefixtures("loaded")
def test_the_figures_of_a_real_council_come_out_of_the_command(run: Run, database: Path) -> None:
    if not PUBLISHED.exists():
        pytest.skip("the published files are not here")
    figures, neighbours = "lait-long-extract.csv", "lait-statistical-neighbours-2025-05.xlsx"
    told = (*ON, "--year-ends", "3", "--council", "892")
    assert run("load-published", str(PUBLISHED / figures), *told)[0] == DONE
    assert run("load-published", str(PUBLISHED / neighbours), *ON)[0] == DONE
    link(
        database,
        ("Again", "ReReferral", Polarity.LOWER),
        ("In 45 days", "Continue_Assess_Comp", Polarity.HIGHER),
        ("In 15 days", "CP_conf_15days", Polarity.HIGHER),
        ("Cases", "Work_Force_AvgNumCase_SW", Polarity.LOWER),
        ("In care", "LAC", Polarity.INFO),
    )
    rows = list(csv.DictReader(io.StringIO(run("comparisons", *ON, "--format", "csv")[1])))
    wanted = ("figure", "england", "region_figure", "neighbours", "place", "of")
    assert {row["measure"]: [row[name] for name in wanted] for row in rows} == {
        "Again": ["27.2", "22.6", "24.7", "20.8", "144", "153"],
        "In 45 days": ["80.9", "85.7", "90.9", "81.8", "105", "152"],
        "In 15 days": ["87.8", "81.4", "84.2", "81.2", "42", "151"],
        "Cases": ["14.7", "15.2", "15.3", "15.8", "53", "151"],
        "In care": ["93", "67", "62", "93.2", "", ""],
    }
    assert {row["region"] for row in rows} == {"East Midlands"}
