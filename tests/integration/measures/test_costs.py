"""Costs of children in care, from tables and the published workbook through the real loader."""

from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.cost_text import forecast_sentence
from data_model.measures.measure_vocabulary import Frequency, Polarity, Unit, forecast_of, period_of
from data_model.measures.queries.assessments import list_assessments
from data_model.measures.queries.costs import CostsOfMeasure, get_costs
from data_model.measures.queries.measures import list_measures
from data_model.measures.queries.readings import list_all_readings, list_series
from data_model.measures.stated_measures import NewDefinition, NewMeasure
from data_model.plan.queries.plans import get_plan
from exports.measures.all_readings import measure_records
from loaders.performance.measure_names import Answer
from loaders.performance.performance_check import check_performance
from loaders.performance.performance_import import (
    PerformanceReport,
    apply_performance,
    read_performance_file,
)
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.performance_workbooks import workbook
from tests.places import REAL_MONEY

Sessions = sessionmaker[Session]
AS_AT = date(2023, 1, 26)
PD5, PD6 = forecast_of(2021, 5), forecast_of(2021, 6)


def loaded(sessions: Sessions, plan_id: int, content: bytes) -> PerformanceReport:
    """Load every name of a file that says its unit as a measure of its own; the others are left out."""
    with sessions() as session:
        plan, file = get_plan(session, plan_id), read_performance_file("costs.xlsx", content)
        asked = check_performance(session, plan, file, AS_AT).asked
        answers: dict[str, Answer] = {
            one.written: NewMeasure(
                one.written,
                NewDefinition("As named", one.unit, Polarity.INFO, one.frequency or Frequency.YEAR),
            )
            if one.unit is not None
            else None
            for one in asked
        }
        report = check_performance(session, plan, file, AS_AT, answers=answers)
    with sessions.begin() as session:
        apply_performance(session, report, actor=OFFICE, recorded_at=RECORDED_AT)
    return report


def costs_of(sessions: Sessions, plan_id: int, named: str) -> tuple[CostsOfMeasure, str]:
    """Return what a measure's page says of costs, and its sentence of forecasts."""
    with sessions() as session:
        row = next(one for one in list_measures(session, plan_id, AS_AT) if named in one.name)
        costs = get_costs(session, plan_id, row, AS_AT)
        series = list_series(session, plan_id, AS_AT, measure_ids=[row.id])[0]
        return costs, forecast_sentence(costs.forecasts, series.readings, row.definition.unit)


def test_a_forecast_and_the_outturn_of_its_year_stand_side_by_side(sessions: Sessions, plan_id: int) -> None:
    rows = [["Indicator", "2020/21", "2021/22 Pd6", "2021/22"], ["Children - No's", 673.65, 703.6, 698.25]]
    loaded(sessions, plan_id, workbook({"Care": rows}))
    again = loaded(sessions, plan_id, workbook({"Care": rows}))
    assert again.changes_nothing
    with sessions() as session:
        assessment = list_assessments(session, plan_id, AS_AT)[0]
        readings = list_all_readings(session, plan_id, AS_AT)
    # The chart has the outturns alone, and nothing of the forecast is called another length of period.
    assert [row.value for row in assessment.series.readings] == [673.65, 698.25]
    assert assessment.left_out == 0
    assert assessment.since_year == pytest.approx(698.25 - 673.65)
    assert [record["forecast_month"] for record in measure_records(readings)] == [None, None, 6]


def test_a_forecast_that_a_later_file_changes_is_restated_beside_the_outturn(
    sessions: Sessions, plan_id: int
) -> None:
    for figure in (703.6, 704.0):
        rows = [["Indicator", "2020/21", "2021/22 Pd6"], ["Children - No's", 673.65, figure]]
        loaded(sessions, plan_id, workbook({"Care": rows}))
    costs, _ = costs_of(sessions, plan_id, "Children")
    (forecast,) = costs.forecasts
    assert (forecast.period, forecast.value) == (PD6, 704.0)
    assert [row.value for row in forecast.restated_from] == [703.6]


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the published workbook is not here")
def test_the_published_costs_of_children_in_care(sessions: Sessions, plan_id: int) -> None:
    report = loaded(sessions, plan_id, REAL_MONEY.read_bytes())
    codes = {issue.type.code for issue in report.issues}
    assert {"forecast-read", "change-checked"} <= codes
    assert not {"change-differs", "unit-cost-differs", "figure-no-unit"} & codes
    numbers, said = costs_of(sessions, plan_id, "Numbers")
    assert {row.period: row.value for row in numbers.forecasts} == {PD5: 702.18, PD6: 703.60}
    assert "is 703.60: 1.42 more than at month 5; if it comes true, 4.4% more than the outturn" in said
    _, said = costs_of(sessions, plan_id, "Average Rate")
    assert "is £1,344.37 a week: £14.13 a week less than at month 5" in said
    assert "if it comes true, 10.8% more than the outturn of 2020/21" in said


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the published workbook is not here")
def test_the_published_cost_a_week_is_spend_over_care_days(sessions: Sessions, plan_id: int) -> None:
    loaded(sessions, plan_id, REAL_MONEY.read_bytes())
    costs, _ = costs_of(sessions, plan_id, "-AR £p/wk")
    made = {one.period: one for one in costs.worked_out}
    assert len(made) == 6
    assert all(one.agrees for one in made.values())
    assert str(made[PD6].by_weeks) == "5574.23"
    assert str(made[PD6].stated) == "5573.82"
    assert made[period_of(date(2020, 3, 1), Frequency.YEAR)].spend == 6_162_000


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the published workbook is not here")
def test_a_figure_in_pounds_without_a_scale_waits_for_one(sessions: Sessions, plan_id: int) -> None:
    with sessions() as session:
        file = read_performance_file("costs.xlsx", REAL_MONEY.read_bytes())
        named = "External Provision: Health Care Contributions"
        pounds = NewMeasure(named, NewDefinition("As named", Unit.POUNDS, Polarity.INFO, Frequency.YEAR))
        report = check_performance(session, get_plan(session, plan_id), file, AS_AT, answers={named: pounds})
    assert report.added == ()
    assert [issue.cell for issue in report.issues if issue.type.code == "figure-no-unit"][0] == "B11"
