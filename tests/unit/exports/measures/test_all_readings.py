"""Every reading of a plan's measures as records, .json, .csv and .xlsx."""

import csv
import json
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook

from data_model.measures.measure_vocabulary import PartKind, Period, ReadingState, Unit
from data_model.measures.rows import EarlierReading, ReadingRow
from exports.measures.all_readings import COLUMNS, measure_records, measures_csv, measures_json, measures_xlsx
from tests.measures_at_hand import earlier_of, reading_of

AS_AT = date(2022, 12, 12)


@dataclass(frozen=True)
class Named:
    measure: str
    unit: Unit
    reading: ReadingRow


def named(measure: str = "Open contacts", unit: Unit = Unit.COUNT, **changes: Any) -> Named:
    period = Period(date(2022, 10, 1), date(2022, 10, 31))
    return Named(measure, unit, reading_of(196, period, **{"cell": "H7", **changes}))


def earlier(value: float | None, state: ReadingState = ReadingState.VALUE) -> EarlierReading:
    return earlier_of(0, date(2022, 10, 4), value=value, state=state, as_written="")


COUNT = named(restated_from=(earlier(603), earlier(None, ReadingState.SUPPRESSED)))
SHARE = named(
    "Decisions",
    Unit.PERCENT,
    value=200 / 3,
    numerator=2.0,
    denominator=3.0,
    part_kind=PartKind.TIER,
    part="Red",
)
HIDDEN = named(state=ReadingState.SUPPRESSED, value=None, file_name="", sheet="", cell="")
RECORD = {
    "measure": "Open contacts",
    "period_start": "2022-10-01",
    "period_end": "2022-10-31",
    "value": 196,
    "numerator": None,
    "denominator": None,
    "unit": "count",
    "state": "value",
    "as_at": "2022-11-01",
    "source": {"file": "figures.xlsx", "sheet": "Front door", "cell": "H7"},
    "restated_from": [
        {
            "value": 603,
            "numerator": None,
            "denominator": None,
            "state": "value",
            "as_at": "2022-10-04",
            "source": {"file": "old.xlsx", "sheet": "S", "cell": "B2"},
        },
        {
            "value": None,
            "numerator": None,
            "denominator": None,
            "state": "suppressed",
            "as_at": "2022-10-04",
            "source": {"file": "old.xlsx", "sheet": "S", "cell": "B2"},
        },
    ],
    "part_kind": "whole",
    "part": "",
    "forecast_month": None,
}


def midnight(day: date) -> datetime:
    """Return a date as openpyxl reads it."""
    return datetime.combine(day, time())


def test_a_record_has_exactly_these_fields_in_this_order() -> None:
    (record,) = measure_records([COUNT])
    assert record == RECORD
    assert list(record) == list(RECORD)


def test_the_json_reads_back_as_the_same_figures() -> None:
    records = json.loads(measures_json([COUNT, SHARE, HIDDEN]))
    assert records[0] == RECORD
    assert (records[1]["value"], records[1]["numerator"], records[1]["denominator"]) == (200 / 3, 2, 3)
    assert (records[1]["unit"], records[1]["part_kind"], records[1]["part"]) == ("percent", "tier", "Red")
    assert (records[2]["value"], records[2]["state"], records[2]["restated_from"]) == (None, "suppressed", [])
    assert measures_json([]) == b"[]\n"


def test_the_json_holds_every_text_as_written() -> None:
    content = measures_json([named("=1+1 😀"), named("a\ud83db")])
    assert [record["measure"] for record in json.loads(content)] == ["=1+1 😀", "a\ud83db"]
    assert "😀".encode() in content


def test_the_columns_are_the_fields_with_the_source_in_three() -> None:
    expected = []
    for name in RECORD:
        expected += ["source_file", "source_sheet", "source_cell"] if name == "source" else [name]
    assert [column.heading for column in COLUMNS] == expected


def test_the_csv_reads_back_as_the_same_figures() -> None:
    content = measures_csv([COUNT, SHARE, HIDDEN]).decode("utf-8-sig")
    count, share, hidden = csv.DictReader(StringIO(content, newline=""))
    assert count == {
        "measure": "Open contacts",
        "period_start": "2022-10-01",
        "period_end": "2022-10-31",
        "value": "196",
        "numerator": "",
        "denominator": "",
        "unit": "count",
        "state": "value",
        "as_at": "2022-11-01",
        "source_file": "figures.xlsx",
        "source_sheet": "Front door",
        "source_cell": "H7",
        "restated_from": "603 as at 2022-10-04; suppressed as at 2022-10-04",
        "part_kind": "whole",
        "part": "",
        "forecast_month": "",
    }
    assert float(share["value"]) == 200 / 3
    assert (hidden["value"], hidden["state"]) == ("", "suppressed")


def test_no_text_of_the_csv_can_run_as_a_formula_and_a_negative_figure_stays_a_number() -> None:
    row = named("=1+1", value=-1.5, file_name="@x.xlsx", sheet="\t=1", part="+team", part_kind=PartKind.TEAM)
    (read,) = csv.DictReader(StringIO(measures_csv([row]).decode("utf-8-sig"), newline=""))
    assert (read["measure"], read["source_file"], read["source_sheet"], read["part"], read["value"]) == (
        "'=1+1",
        "'@x.xlsx",
        "'\t=1",
        "'+team",
        "-1.5",
    )


def test_the_workbook_has_real_dates_and_numbers_and_text_that_never_runs() -> None:
    content = measures_xlsx([named("=1+1"), SHARE, HIDDEN], "Nottingshire plan", AS_AT)
    book = load_workbook(BytesIO(content))
    sheet = book["Measures"]
    headings = [cell.value for cell in sheet[1]]
    assert headings == [column.heading for column in COLUMNS]
    first, second, third = (dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=2))
    assert (first["measure"].value, first["measure"].data_type) == ("=1+1", "s")
    assert (first["value"].value, first["value"].data_type) == (196, "n")
    assert first["period_end"].value == midnight(date(2022, 10, 31))
    assert (second["value"].value, second["part"].value) == (200 / 3, "Red")
    assert (third["value"].value, third["state"].value) == (None, "suppressed")
    assert not sheet.merged_cells.ranges
    about = book["About"]
    assert [about["B1"].value, about["B2"].value, about["B3"].value] == [
        "Nottingshire plan",
        midnight(AS_AT),
        3,
    ]
