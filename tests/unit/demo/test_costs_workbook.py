"""The demo's table of costs: forecasts at the last months that were over, and one kind of care."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from data_model.measures.costs import unit_cost
from data_model.measures.measure_vocabulary import Unit
from demo.costs_workbook import cost_measures, costs_edition

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (TODAY, "2026/27 Pd6"),
        (date(2026, 5, 1), "2025/26 Pd11"),  # of April no forecast is made
        (date(2026, 6, 25), "2026/27 Pd2"),
        (date(2027, 1, 25), "2026/27 Pd9"),
    ],
)
def test_the_newest_forecast_is_of_the_last_month_that_was_over(today: date, newest: str) -> None:
    edition = costs_edition(today)
    headings = [cell.value for cell in load_workbook(io.BytesIO(edition.content)).active[4]]
    assert headings[-1] == newest
    assert edition.as_at < today


def test_the_same_day_gives_the_same_bytes_and_spend_is_what_weeks_cost() -> None:
    assert costs_edition(TODAY) == costs_edition(TODAY)
    sheet = load_workbook(io.BytesIO(costs_edition(TODAY).content)).active
    rows = {row[0]: row[1:] for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert set(rows) == set(cost_measures())
    numbers, spend, a_week = rows.values()
    for children, millions, pounds in zip(numbers, spend, a_week, strict=True):
        worked_out = unit_cost(round(millions * 100_000_000), Decimal(str(children)) * 364)
        assert abs(float(worked_out) - pounds) < 0.5
    assert [new.definition.unit for new in cost_measures().values()] == [
        Unit.AVERAGE,
        Unit.POUNDS,
        Unit.POUNDS_A_WEEK,
    ]
