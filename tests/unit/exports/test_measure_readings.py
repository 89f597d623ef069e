"""One measure's table with limits, target and reading, as .csv and .xlsx."""

import csv
from datetime import UTC, date, datetime, time
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook

from data_model.measure_standing import Standing, sentence_of, stand
from data_model.measures import (
    Clock,
    Frequency,
    PartKind,
    Polarity,
    ReadingState,
    Unit,
    next_period,
    period_of,
)
from data_model.rows_performance import (
    DefinitionRow,
    MeasureRow,
    PerformanceSettings,
    ReadingRow,
    Series,
    TargetRow,
)
from exports.measure_readings import COLUMNS, measure_readings_csv, measure_readings_xlsx

NOW = datetime(2022, 12, 13, 9, tzinfo=UTC)
AS_AT = date(2022, 12, 12)


def standing(figures: list[float | str | None], name: str = "Open contacts") -> Standing:
    """Read monthly figures from April 2021: a number, "s" suppressed, None no reading."""
    definition = DefinitionRow(
        version=1, holds_from=date(2021, 4, 1), meaning="", numerator="", denominator="", unit=Unit.COUNT,
        polarity=Polarity.LOWER, clock=Clock.NONE, frequency=Frequency.MONTH, source_system="", answers="",
        marks_break=False, reason="", recorded_at=NOW, recorded_by="Ada Invented",
    )  # fmt: skip
    target = TargetRow(date(2021, 6, 1), 15.0, None, "", NOW, "Ada Invented")
    period = period_of(date(2021, 4, 1), Frequency.MONTH)
    readings = []
    for number, figure in enumerate(figures):
        if figure is not None:
            readings.append(reading(number, figure, period=period))
        period = next_period(period, Frequency.MONTH)
    measure = MeasureRow(1, name, 1, True, None, "", None, False, definition, target, 0)
    series = Series(measure, PartKind.WHOLE, "", tuple(readings), (definition,), (target,), ())
    return stand(series, PerformanceSettings())


def reading(number: int, figure: float | str, **changes: Any) -> ReadingRow:
    values: dict[str, Any] = {
        "id": number, "measure_id": 1, "part_kind": PartKind.WHOLE, "part": "", "numerator": None,
        "denominator": None, "as_written": str(figure), "as_at": date(2022, 11, 1), "recorded_at": NOW,
        "state": ReadingState.SUPPRESSED if figure == "s" else ReadingState.VALUE,
        "value": None if figure == "s" else float(figure), "recorded_by": "Ada Invented",
        "through": "import", "reason": "", "file_name": "figures.xlsx", "sheet": "Front door", "cell": "C4",
    }  # fmt: skip
    return ReadingRow(**{**values, **changes})


FALLEN: list[float | str | None] = [*[20, 22] * 10, 2]


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_has_figure_limits_target_and_reading() -> None:
    rows = rows_of(measure_readings_csv(standing(FALLEN)))
    assert len(rows) == 21
    last = rows[-1]
    assert [float(last.pop(name)) for name in ("Mean", "Lower limit", "Upper limit")] == [
        pytest.approx(422 / 21), pytest.approx(422 / 21 - 5.32), pytest.approx(422 / 21 + 5.32),
    ]  # fmt: skip
    assert last == {
        "Period": "December 2022", "From": "2022-12-01", "To": "2022-12-31", "Value": "2", "Numerator": "",
        "Denominator": "", "State": "value", "As written": "2", "Target": "15", "Variation": "improvement",
        "Rules": "outside the limits", "Restated from": "", "As at": "2022-11-01",
        "Source file": "figures.xlsx", "Source sheet": "Front door", "Source cell": "C4",
        "Recorded by": "Ada Invented",
    }  # fmt: skip
    assert [row["Target"] for row in rows[:3]] == ["", "", "15"]


def test_a_period_without_a_figure_has_none_and_no_reading_of_it() -> None:
    rows = rows_of(measure_readings_csv(standing([4, "s", None, 6])))
    told = [(row["Value"], row["State"], row["As written"], row["Variation"], row["Mean"]) for row in rows]
    assert told == [
        ("4", "value", "4", "too few points", ""), ("", "suppressed", "s", "", ""),
        ("", "no reading", "", "", ""), ("6", "value", "6", "too few points", ""),
    ]  # fmt: skip


def test_the_workbook_says_how_the_chart_was_read() -> None:
    fallen = standing(FALLEN, name="=Open")
    book = load_workbook(BytesIO(measure_readings_xlsx(fallen, "Nottingshire plan", AS_AT)))
    sheet = book["Readings"]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in COLUMNS]
    assert (sheet["B22"].value, sheet["D22"].value) == (datetime.combine(date(2022, 12, 1), time()), 2)
    about = {row[0].value: row[1] for row in book["About"].iter_rows(max_row=8)}
    assert (about["Measure"].value, about["Measure"].data_type) == ("=Open", "s")
    assert about["Reading"].value == sentence_of(fallen)
    assert about["Settings"].value == "trend 7, run 7, limits screened"
    assert about["Missing"].value == 0


def test_a_measure_without_readings_has_headings_alone() -> None:
    assert rows_of(measure_readings_csv(standing([]))) == []
