"""One measure's table with limits, target and reading, as .csv and .xlsx."""

import csv
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from data_model.measures.measure_assessment import MeasureAssessment, sentence_of
from exports.measures.measure_readings import COLUMNS, measure_readings_csv, measure_readings_xlsx
from tests.measures_at_hand import assessment_of
from tests.pack_views import ENGLAND

AS_AT = date(2022, 12, 12)


def assessment(figures: list[float | str | None], name: str = "Open contacts") -> MeasureAssessment:
    """Read monthly figures from April 2021, with a target of 15 from June."""
    return assessment_of(figures, name=name, targets=[(date(2021, 6, 1), 15.0)])


FALLEN: list[float | str | None] = [*[20, 22] * 10, 2]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_has_figure_limits_target_and_reading() -> None:
    rows = rows_of(measure_readings_csv(assessment(FALLEN)))
    assert len(rows) == 21
    last = rows[-1]
    assert [float(last.pop(name)) for name in ("Mean", "Lower limit", "Upper limit")] == [
        pytest.approx(422 / 21),
        pytest.approx(422 / 21 - 5.32),
        pytest.approx(422 / 21 + 5.32),
    ]
    assert last == {
        "Period": "December 2022", "From": "2022-12-01", "To": "2022-12-31", "Value": "2", "Numerator": "",
        "Denominator": "", "State": "value", "As written": "2", "Target": "15", "Variation": "improvement",
        "Rules": "outside the limits", "Restated from": "", "As at": "2022-11-01",
        "Source file": "figures.xlsx", "Source sheet": "Front door", "Source cell": "C4",
        "Recorded by": "Ada Invented",
    }  # fmt: skip
    assert [row["Target"] for row in rows[:3]] == ["", "", "15"]


def test_a_period_without_a_figure_has_none_and_no_reading_of_it() -> None:
    rows = rows_of(measure_readings_csv(assessment([4, "s", None, 6])))
    told = [(row["Value"], row["State"], row["As written"], row["Variation"], row["Mean"]) for row in rows]
    assert told == [
        ("4", "value", "4", "too few points", ""),
        ("", "suppressed", "s", "", ""),
        ("", "no reading", "", "", ""),
        ("6", "value", "6", "too few points", ""),
    ]


def test_the_workbook_says_how_the_chart_was_read() -> None:
    fallen = assessment(FALLEN, name="=Open")
    book = load_workbook(BytesIO(measure_readings_xlsx(fallen, "Nottingshire plan", AS_AT)))
    sheet = book["Readings"]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert (sheet["B22"].value, sheet["D22"].value) == (datetime.combine(date(2022, 12, 1), time()), 2)
    about = {row[0].value: row[1] for row in book["About"].iter_rows(max_row=8)}
    assert (about["Measure"].value, about["Measure"].data_type) == ("=Open", "s")
    assert about["Reading"].value == sentence_of(fallen)
    assert about["Settings"].value == "trend 7, run 7, limits screened"
    assert about["Missing"].value == 0


def test_the_workbook_says_what_others_have() -> None:
    neighbours = replace(ENGLAND, name="=Neighbours", period=None, value=7)
    content = measure_readings_xlsx(assessment(FALLEN), "Nottingshire plan", AS_AT, [ENGLAND, neighbours])
    about = [[cell.value for cell in row[:2]] for row in load_workbook(BytesIO(content))["About"].iter_rows()]
    said = [value for heading, value in about if heading == "What others have"]
    assert said == ["England: 18.5 (2021/22)", "=Neighbours: 7"]


def test_a_measure_without_readings_has_headings_alone() -> None:
    assert rows_of(measure_readings_csv(assessment([]))) == []
