"""Loading figures of measures from end to end, re-read from both databases."""

import io
import json
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pandas
import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.changes.measures import add_measure, start_catalogue
from data_model.measures.measure_catalogue import CATALOGUE, entry_named
from data_model.measures.measure_vocabulary import (
    Frequency,
    PartKind,
    Period,
    Polarity,
    ReadingState,
    Unit,
    period_of,
)
from data_model.measures.queries.measures import list_measures, list_names, list_targets
from data_model.measures.queries.performance_imports import list_performance_imports, list_performance_issues
from data_model.measures.queries.readings import list_current_readings, list_series
from data_model.measures.rows import ReadingRow
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.changes.plans import create_plan, lock_plan
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import NotPermitted
from loaders.performance.measure_names import Answer
from loaders.performance.performance_check import check_performance
from loaders.performance.performance_import import (
    NotLoadable,
    PerformanceApplied,
    PerformanceReport,
    apply_performance,
    read_performance_file,
)
from loaders.performance.performance_report import performance_json, performance_sentence, performance_text
from tests.integration.cast import BOARD, OFFICE, RECORDED_AT
from tests.performance_workbooks import PUBLISHED, Percent, Rows, workbook

AS_AT = date(2022, 12, 31)
SHARE = NewMeasure(
    "Open contacts longer than 6 days",
    NewDefinition("The share of open contacts that waited longer.", Unit.PERCENT, Polarity.LOWER),
)
JUNE, OCTOBER, NOVEMBER = (period_of(date(2022, month, 1), Frequency.MONTH) for month in (6, 10, 11))


def check(
    sessions: sessionmaker[Session],
    plan_id: int,
    content: bytes,
    answers: dict[str, Answer] | None = None,
    *,
    as_at: date = AS_AT,
    name: str = "figures.xlsx",
) -> PerformanceReport:
    with sessions() as session:
        plan = get_plan(session, plan_id)
        file = read_performance_file(name, content)
        return check_performance(session, plan, file, as_at, answers=answers)


def load(
    sessions: sessionmaker[Session],
    plan_id: int,
    content: bytes,
    answers: dict[str, Answer] | None = None,
    **given: Any,
) -> PerformanceApplied:
    report = check(sessions, plan_id, content, answers, **given)
    with sessions.begin() as session:
        return apply_performance(session, report, actor=OFFICE, recorded_at=RECORDED_AT)


def held(
    sessions: sessionmaker[Session], plan_id: int, as_at: date = AS_AT
) -> dict[tuple[str, str, Period], ReadingRow]:
    with sessions() as session:
        names = {row.id: row.name for row in list_measures(session, plan_id, as_at)}
        current = list_current_readings(session, plan_id, as_at)
    return {(names[one.measure_id], one.part, one.period): one for one in current.values()}


def without_usual_target(sessions: sessionmaker[Session], plan_id: int, name: str) -> None:
    """Give the plan a measure of the catalogue that aims at nothing yet."""
    entry = entry_named(name)
    assert entry is not None
    with sessions.begin() as session:
        add_measure(session, plan_id, entry.name, entry.definition, actor=OFFICE, recorded_at=RECORDED_AT)


def aims(sessions: sessionmaker[Session], plan_id: int) -> dict[str, list[tuple[Any, ...]]]:
    """Every target of every measure, the last set first."""
    with sessions() as session:
        return {
            row.name: [
                (aim.value, aim.tolerance, aim.holds_from, aim.part_kind, aim.part, aim.reason, aim.cell)
                for aim in list_targets(session, row.id)
            ]
            for row in list_measures(session, plan_id, AS_AT)
        }


def codes(report: PerformanceReport) -> list[str]:
    return [issue.type.code for issue in report.issues]


def test_the_published_figures_are_loaded_and_the_repeated_one_is_doubted(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    content = workbook(PUBLISHED)
    answers: dict[str, Answer] = {"Share of open contacts longer than 6 days": SHARE}
    report = check(sessions, plan_id, content, answers)
    doubts = [issue for issue in report.issues if issue.type.code == "same-figure-neighbours"]
    assert [(one.sheet, one.cell) for one in doubts] == [("Front door", "C4, D4")]
    assert doubts[0].seen == "Open contacts, 1 Oct 2022 to 31 Oct 2022 and 1 Nov 2022 to 30 Nov 2022: 196"
    load(sessions, plan_id, content, answers)
    found = held(sessions, plan_id)
    assert found["Open contacts", "", JUNE].value == 603
    assert found["Open contacts", "", OCTOBER].value == found["Open contacts", "", NOVEMBER].value == 196
    waited = found["Open contacts longer than 6 days", "", JUNE]
    assert (waited.numerator, waited.denominator, round(waited.value or 0, 1)) == (158, 603, 26.2)
    upheld = found["Threshold decisions upheld at dip sample", "", OCTOBER]
    assert (upheld.numerator, upheld.denominator, round(upheld.value or 0, 1)) == (116, 120, 96.7)
    assert (upheld.sheet, upheld.cell, upheld.file_name) == ("Dip sample", "C2, D2, E2", "figures.xlsx")
    assert upheld.as_written == "96.7% (116 of 120)"


def test_the_same_bytes_again_change_nothing(sessions: sessionmaker[Session], plan_id: int) -> None:
    content = workbook(PUBLISHED)
    answers: dict[str, Answer] = {"Share of open contacts longer than 6 days": SHARE}
    first = load(sessions, plan_id, content, answers)
    before = held(sessions, plan_id)
    again = check(sessions, plan_id, content)
    assert (again.added, again.restated, again.unchanged, again.changes_nothing) == ((), (), 5, True)
    assert codes(again)[0] == "loaded-before"
    assert load(sessions, plan_id, content) == first
    assert held(sessions, plan_id) == before
    with sessions() as session:
        assert [row.unchanged for row in list_performance_imports(session, plan_id)] == [0]


def test_a_late_file_does_not_outlast_a_later_one_that_had_the_old_figure(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    def said(figure: int, *more: Any) -> bytes:
        return workbook({"A": [["Measure", "Jun-22", "Oct-22"], ["Open contacts", figure, *more]]})

    load(sessions, plan_id, said(100, 196), as_at=date(2023, 1, 31))
    load(sessions, plan_id, said(100, 197), as_at=date(2023, 3, 31))
    load(sessions, plan_id, said(90), as_at=date(2023, 2, 28))
    days = (date(2023, 1, 31), date(2023, 2, 28), date(2023, 3, 31))
    with sessions() as session:
        found = [list_series(session, plan_id, day)[0].readings[0].value for day in days]
    assert found == [100, 90, 100]


def test_a_restated_month_keeps_the_old_figure(sessions: sessionmaker[Session], plan_id: int) -> None:
    load(sessions, plan_id, workbook({"A": [["Measure", "Jun-22", "Oct-22"], ["Open contacts", 603, 196]]}))
    changed = workbook({"A": [["Measure", "Jun-22", "Oct-22"], ["Open contacts", 598, 196]]})
    report = check(sessions, plan_id, changed, as_at=date(2023, 1, 31))
    assert [(one.old.value, one.new.value) for one in report.restated] == [(603, 598)]
    assert (report.added, report.unchanged) == ((), 1)
    assert "603 before, 598 now" in performance_text(report)
    load(sessions, plan_id, changed, as_at=date(2023, 1, 31))
    with sessions() as session:
        (series,) = list_series(session, plan_id, date(2023, 1, 31), restated=True)
    assert [(r.value, [old.value for old in r.restated_from]) for r in series.readings] == [
        (598, [603]),
        (196, []),
    ]
    assert held(sessions, plan_id)["Open contacts", "", JUNE].value == 603


def test_a_figure_carried_over_from_an_earlier_file_is_doubted(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    load(sessions, plan_id, workbook({"A": [["Measure", "Oct-22"], ["Open contacts", 196]]}))
    report = check(sessions, plan_id, workbook({"A": [["Measure", "Nov-22"], ["Open contacts", 196]]}))
    assert codes(report).count("same-figure-neighbours") == 1


def test_answers_are_remembered(sessions: sessionmaker[Session], plan_id: int) -> None:
    with sessions.begin() as session:
        start_catalogue(session, plan_id, actor=OFFICE, recorded_at=RECORDED_AT)
        open_id = next(m.id for m in list_measures(session, plan_id, AS_AT) if m.name == "Open contacts")
    content = workbook({"A": [["Measure", "Oct-22"], ["MASH queue", 196], ["Spare row", 5]]})
    waiting = check(sessions, plan_id, content)
    assert [(one.written, one.figures) for one in waiting.unknown] == [("MASH queue", 1), ("Spare row", 1)]
    load(sessions, plan_id, content, {"MASH queue": open_id, "Spare row": None})
    with sessions() as session:
        assert {row.written: row.measure_id for row in list_names(session, plan_id)} == {
            "MASH queue": open_id,
            "Spare row": None,
        }
    later = check(
        sessions, plan_id, workbook({"A": [["Measure", "Nov-22"], ["MASH queue", 90], ["Spare row", 6]]})
    )
    assert [(one.measure_id, one.value) for one in later.added] == [(open_id, 90.0)]
    assert (later.unknown, later.names) == ((), ())
    assert "measure-left-out" in codes(later)


@pytest.mark.parametrize(
    ("measure", "written", "value", "tolerance"),
    [
        ("Open contacts", "<150", 150, None),
        ("Re-referrals", "18-22%", 20, 2),
        ("Contacts decided within 1 working day", "95%", 95, None),
        ("Contacts decided within 1 working day", Percent(0.9), 90, None),
        ("Average caseload", "max 17", 17, None),
    ],
)
def test_a_target_holds_from_the_first_period_of_its_table(
    sessions: sessionmaker[Session], plan_id: int, measure: str, written: Any, value: float, tolerance: float
) -> None:
    figure = 20.5 if measure != "Open contacts" else 20
    content = workbook({"A": [["Measure", "Jun-22", "Oct-22", "Target"], [measure, figure, figure, written]]})
    without_usual_target(sessions, plan_id, measure)
    load(sessions, plan_id, content)
    with sessions() as session:
        (row,) = list_measures(session, plan_id, AS_AT)
        (target,) = list_targets(session, row.id)
    assert (target.value, target.tolerance, target.holds_from, target.cell) == (
        value,
        tolerance,
        date(2022, 6, 1),
        "D2",
    )
    assert check(sessions, plan_id, content).targets == ()


def test_a_measure_of_the_catalogue_comes_with_its_usual_target(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    """Loading adds every measure of the catalogue as starting with the catalogue does."""
    rows: Rows = [["Measure", "Jun-22"], *([entry.name, 8] for entry in CATALOGUE)]
    rows[-1:] = [[CATALOGUE[-1].name, 16.5]]
    weekly: Rows = [["Measure", "w/c 03/10/2022"], ["No-further-action decisions reviewed", 31]]
    content = workbook({"A": rows, "B": weekly})
    with sessions.begin() as session:
        other = create_plan(session, "Another plan", False, actor=OFFICE, recorded_at=RECORDED_AT)
        start_catalogue(session, other, actor=OFFICE, recorded_at=RECORDED_AT)
    report = check(sessions, plan_id, content)
    assert report.targets == ()
    printed = performance_text(report)
    assert "  Contact decision within 1 working day, with its usual target: 95%\n" in printed
    assert "  Triage within the tier’s time, with its usual target: 100% for the tier Red\n" in printed
    assert "  Contacts received\n" in printed
    said = {one["name"]: one["target"] for one in performance_json(report)["new_measures"]}
    assert said["Contacts received"] is None
    assert said["Average caseload"] == {
        "value": 16,
        "tolerance": 2,
        "part_kind": "whole",
        "part": "",
        "holds_from": "2000-01-01",
    }
    load(sessions, plan_id, content)
    made = aims(sessions, plan_id)
    assert made == aims(sessions, other)
    assert made["Contact decision within 1 working day"] == [
        (95, 5, date(2000, 1, 1), PartKind.WHOLE, "", "The usual target", "")
    ]
    assert sum(len(found) for found in made.values()) == 14
    assert check(sessions, plan_id, content).changes_nothing
    load(sessions, plan_id, content)
    assert aims(sessions, plan_id) == made


@pytest.mark.parametrize("written", ["n/a", "95% by March", "tbc", 0.95])
def test_no_usual_target_is_recorded_where_the_file_says_something_else(
    sessions: sessionmaker[Session], plan_id: int, written: str | float
) -> None:
    rows: Rows = [
        ["Measure", "Jun-22", "Oct-22", "Target"],
        ["Referral decision within 1 working day", "80%", "81%", written],
    ]
    load(sessions, plan_id, workbook({"A": rows}))
    assert aims(sessions, plan_id) == {"Referral decision within 1 working day": []}


def test_a_target_of_the_file_takes_the_place_of_the_usual_one_from_its_own_period(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    rows: Rows = [
        ["Measure", "Jun-22", "Oct-22", "Target"],
        ["Referral decision within 1 working day", "80%", "81%", "85%"],
        ["Average caseload", 17.5, 18, 16],
    ]
    report = check(sessions, plan_id, workbook({"A": rows}))
    assert [(one.measure, one.stated.value, one.stated.holds_from) for one in report.targets] == [
        ("Referral decision within 1 working day", 85, date(2022, 6, 1))
    ]
    (told,) = (issue.seen for issue in report.issues if issue.type.code == "target-differs")
    # The usual 90% is of nobody here: it is not recorded where the file states another.
    assert told == "Referral decision within 1 working day: 85 from 1 Jun 2022, none in force"
    load(sessions, plan_id, workbook({"A": rows}))
    usual, whole = ("The usual target", ""), (PartKind.WHOLE, "")
    assert aims(sessions, plan_id) == {
        "Referral decision within 1 working day": [
            (85, None, date(2022, 6, 1), *whole, "Stated in the file", "D2"),
        ],
        "Average caseload": [(16, 2, date(2000, 1, 1), *whole, *usual)],
    }


@pytest.mark.parametrize("written", ["95% by March", ">150", "0.95%", "lots", "95% or 90%"])
def test_a_target_that_is_not_plain_is_not_loaded(
    sessions: sessionmaker[Session], plan_id: int, written: str
) -> None:
    content = workbook({"A": [["Measure", "Jun-22", "Target"], ["Open contacts", 5, written]]})
    report = check(sessions, plan_id, content)
    assert report.targets == ()
    assert [(i.type.code, i.cell) for i in report.issues if "target" in i.type.code] == [
        ("target-unclear", "C2")
    ]


def test_the_targets_of_a_long_table_change_with_its_periods(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    rows: Rows = [
        ["Measure", "Month", "Value", "Target"],
        ["Open contacts", "Jun-22", 603, 200],
        ["Open contacts", "Oct-22", 196, 200],
        ["Open contacts", "Nov-22", 190, 150],
    ]
    report = check(sessions, plan_id, workbook({"A": rows}))
    assert [(one.stated.holds_from, one.stated.value) for one in report.targets] == [
        (date(2022, 6, 1), 200),
        (date(2022, 11, 1), 150),
    ]


def test_conflicting_readings_are_not_loaded(sessions: sessionmaker[Session], plan_id: int) -> None:
    table: Rows = [["Measure", "Oct-22"], ["Open contacts", 196]]
    other: Rows = [["Measure", "Oct-22"], ["Open contacts", 197]]
    report = check(sessions, plan_id, workbook({"One": table, "Two": other}))
    assert report.added == ()
    found = [issue for issue in report.issues if issue.type.code == "readings-conflict"]
    assert [(one.sheet, one.cell) for one in found] == [("One", "B2"), ("Two", "B2")]
    assert found[0].seen.endswith("196; 197 in Two B2")


def test_pandas_and_libreoffice_write_what_is_read(
    sessions: sessionmaker[Session], plan_id: int, tmp_path: Path
) -> None:
    table = pandas.DataFrame(
        {"Open contacts": [603, 196], "Contacts decided within 1 working day": [0.953, 0.9]},
        index=pandas.to_datetime(["2022-06-01", "2022-10-01"]),
    )
    target = io.BytesIO()
    table.to_excel(target, sheet_name="Export")
    expected = [(603.0, JUNE), (196.0, OCTOBER), (95.3, JUNE), (90.0, OCTOBER)]
    report = check(sessions, plan_id, target.getvalue())
    assert [(one.value, one.period) for one in report.added] == expected
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "export.xlsx").write_bytes(target.getvalue())
    for ending in ("ods", "csv"):
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                str(tmp_path),
                str(tmp_path / "export.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=600,
        )
    ods = check(sessions, plan_id, (tmp_path / "export.ods").read_bytes(), name="export.ods")
    assert [(one.value, one.period) for one in ods.added] == expected


def test_a_list_of_contacts_becomes_figures_and_nothing_else(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    lines = ["Date received,Date decided,Outcome"]
    lines += [f"{day:02}/10/2022 09:00,{day:02}/10/2022 15:00,Referral" for day in range(1, 29)]
    lines += ["31/10/2022 09:00,02/12/2022 10:00,No further action"]
    content = "\n".join(lines).encode()
    load(sessions, plan_id, content, name="contacts.csv")
    found = held(sessions, plan_id)
    assert found["Contacts received", "", OCTOBER].value == 29
    assert found["Open contacts", "", OCTOBER].value == 1
    share = found["Contacts resulting in referral", "", OCTOBER]
    assert (share.numerator, share.denominator, share.as_written) == (28, 29, "28 of 29")


def test_a_list_that_names_people_is_refused_whole(sessions: sessionmaker[Session], plan_id: int) -> None:
    content = b"Date received,Date decided,Child name\n01/10/2022,02/10/2022,Zed Zebra\n03/10/2022,,Yan Yak\n"
    report = check(sessions, plan_id, content, name="contacts.csv")
    assert codes(report) == ["contact-identifying"]
    assert not report.can_load
    assert "Zebra" not in json.dumps(performance_json(report))


def test_files_that_hold_no_figures_cannot_be_loaded(sessions: sessionmaker[Session], plan_id: int) -> None:
    plan = workbook({"Plan": [["Action", "Owner"], ["Act", "A"]]})
    for content, code in (
        (plan, "no-performance-table"),
        (b"", "file-empty"),
        (b"%PDF-1.4", "file-pdf"),
    ):
        report = check(sessions, plan_id, content)
        assert code in codes(report)
        assert performance_sentence(report).startswith("figures.xlsx cannot be loaded: ")
        with sessions.begin() as session, pytest.raises(NotLoadable):
            apply_performance(session, report, actor=OFFICE, recorded_at=RECORDED_AT)


def test_a_plan_that_changed_meanwhile_and_a_board_member_write_nothing(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    report = check(sessions, plan_id, workbook(PUBLISHED))
    with pytest.raises(NotPermitted), sessions.begin() as session:
        apply_performance(session, report, actor=BOARD, recorded_at=RECORDED_AT)
    with sessions.begin() as session:
        lock_plan(session, plan_id)
    with pytest.raises(StalePlan), sessions.begin() as session:
        apply_performance(session, report, actor=OFFICE, recorded_at=RECORDED_AT)
    assert held(sessions, plan_id) == {}


def test_the_record_of_an_import_holds_its_issues(sessions: sessionmaker[Session], plan_id: int) -> None:
    rows: Rows = [["Measure", "Oct-22", "Nov-22"], ["Open contacts", "c", "oops"]]
    applied = load(sessions, plan_id, workbook({"A": rows}))
    with sessions() as session:
        (row,) = list_performance_imports(session, plan_id)
        issues = list_performance_issues(session, applied.import_id)
    assert (row.id, row.sheets, row.added, row.layout) == (
        applied.import_id,
        "A",
        1,
        "wide: measures down, periods across",
    )
    assert [(one.code, one.sheet, one.cell) for one in issues] == [
        ("figure-unclear", "A", "C2"),
        ("measure-from-catalogue", "", ""),
    ]
    (reading,) = held(sessions, plan_id).values()
    assert (reading.state, reading.value, reading.as_written) == (ReadingState.SUPPRESSED, None, "c")
    assert reading.part_kind is PartKind.WHOLE


def test_a_check_without_a_plan_shows_what_the_catalogue_knows() -> None:
    report = check_performance(None, None, read_performance_file("a.xlsx", workbook(PUBLISHED)), AS_AT)
    assert sorted({report.name_of(one.measure_id) for one in report.added}) == [
        "Open contacts",
        "Threshold decisions upheld at dip sample",
    ]
    assert (
        performance_json(report)["unknown_names"][0]["written"] == "Share of open contacts longer than 6 days"
    )


def test_a_team_written_in_another_case_is_the_same_team(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    def of(team: str, figure: int) -> bytes:
        return workbook({"A": [["Measure", "Team", "Oct-22"], ["Open contacts", team, figure]]})

    load(sessions, plan_id, of("North Team", 40))
    report = check(sessions, plan_id, of("north  team", 38))
    assert [(one.old.value, one.new.value, one.new.part) for one in report.restated] == [
        (40, 38, "North Team")
    ]


def test_a_target_with_another_tolerance_is_loaded_once(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    def of(target: str) -> bytes:
        return workbook(
            {"A": [["Measure", "Oct-22", "Nov-22", "Target"], ["Re-referrals", "20%", "21%", target]]}
        )

    without_usual_target(sessions, plan_id, "Re-referrals")
    load(sessions, plan_id, of("20%"))
    load(sessions, plan_id, of("18-22%"))
    again = check(sessions, plan_id, of("18-22%"))
    assert (again.targets, again.changes_nothing) == ((), True)


def test_a_teams_own_target_is_recorded_for_that_team_with_its_history(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    def of(north: str) -> bytes:
        rows: Rows = [
            ["Measure", "Team", "Target", "Oct-22"],
            ["Assessments on time", "All teams", "90%", "88%"],
        ]
        rows.append(["Assessments on time", "North", north, "80%"])
        return workbook({"A": [*rows, ["Assessments on time", "South", "90%", "91%"]]})

    definition = NewDefinition("The share of assessments on time.", Unit.PERCENT, Polarity.HIGHER)
    with sessions.begin() as session:
        measure_id = add_measure(
            session, plan_id, "Assessments on time", definition, actor=OFFICE, recorded_at=RECORDED_AT
        )

    def held() -> list[tuple[str, float | None, str]]:
        with sessions() as session:
            return [(one.part, one.value, one.cell) for one in reversed(list_targets(session, measure_id))]

    assert "Assessments on time, North: 85 from 1 Oct 2022" in performance_text(
        check(sessions, plan_id, of("85%"))
    )
    load(sessions, plan_id, of("85%"))
    # South states the whole's target, which it has anyway.
    assert held() == [("", 90.0, "C2"), ("North", 85.0, "C3")]
    assert check(sessions, plan_id, of("85%")).targets == ()
    load(sessions, plan_id, of("87%"))
    assert held() == [("", 90.0, "C2"), ("North", 85.0, "C3"), ("North", 87.0, "C3")]


def test_two_targets_of_one_team_are_not_chosen_between(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    rows = [["Open contacts", "North", 40, 38], ["Open contacts", "North", 35, 37]]
    content = workbook({"A": [["Measure", "Team", "Target", "Oct-22"], *rows]})
    with sessions.begin() as session:
        start_catalogue(session, plan_id, actor=OFFICE, recorded_at=RECORDED_AT)
    report = check(sessions, plan_id, content)
    assert [one.stated.part for one in report.targets] == []
    assert "targets-conflict" in {one.type.code for one in report.issues}


def test_a_corporate_scorecard_of_quarters_is_loaded_with_its_own_targets(
    sessions: sessionmaker[Session], plan_id: int
) -> None:
    """Years over their quarters and year ends, a target a year, and what others have."""
    upper = ["Code", "Performance indicator", "Outturn 2023/24", "2024/25", None, None, "2025/26", None]
    lower = [None, None, None, "Q3", "Q4", "Year end", "Q1", "RAG"]
    rows: Rows = [
        ["Quarterly scorecard"],
        [],
        [*upper, "Target 2024/25", "Target 2025/26", "DoT", "Benchmark"],
        lower,
        ["C1", "Re-referrals within 12 months", "22%", "21%", "19.5%", "20%", "18%", "G", "20%", "18%", "↓"],
        ["C2", "Assessments within 45 working days", "80%", "82%", "84%", "83%", "88%", "A", "85%", "90%"],
    ]
    rows[4] = [*rows[4], "21.5% (England)"]
    content, day = workbook({"Corporate": rows}), date(2025, 7, 31)
    assert len(check(sessions, plan_id, content, as_at=day).added) == 6
    load(sessions, plan_id, content, as_at=day)
    with sessions() as session:
        names = {row.id: row.name for row in list_measures(session, plan_id, day)}
        readings = list_current_readings(session, plan_id, day).items()
        found = {(names[key[0]], f"{row.period.start:%m/%y}"): row.value for key, row in readings}
        aims = {
            (name, f"{one.holds_from:%m/%y}"): one.value
            for one_id, name in names.items()
            for one in list_targets(session, one_id)
        }
    first, second = "Re-referrals within 12 months", "Assessments within 45 working days"
    assert found == {
        (first, "10/24"): 21.0,
        (first, "01/25"): 19.5,
        (first, "04/25"): 18.0,
        (second, "10/24"): 82.0,
        (second, "01/25"): 84.0,
        (second, "04/25"): 88.0,
    }
    assert aims == {
        (first, "04/24"): 20.0,
        (first, "04/25"): 18.0,
        (second, "04/24"): 85.0,
        (second, "04/25"): 90.0,
    }
    again = check(sessions, plan_id, content, as_at=day)
    assert (again.added, again.restated, again.targets) == ((), (), ())
