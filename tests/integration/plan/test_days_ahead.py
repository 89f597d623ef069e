"""Nothing is recorded as true of a day later than tomorrow."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.checks import answer_check
from data_model.measures.changes.performance_imports import record_performance
from data_model.money.changes.benefit_imports import BenefitBatch, record_benefits
from data_model.money.changes.fund_imports import FundBatch, record_funds
from data_model.money.changes.funds import add_fund
from data_model.money.changes.saving_imports import record_savings
from data_model.money.funds.stated_funds import StatedFund
from data_model.plan.changes.imports import record_import
from data_model.plan.changes.updates import record_update
from data_model.plan.update_rules import ActionUpdate
from data_model.recommendations.changes.recommendation_imports import (
    RecommendationBatch,
    record_recommendations,
)
from data_model.recommendations.changes.recommendations import add_recommendation
from data_model.recommendations.recommendation_content import Origin, RecommendationContent
from data_model.shared.days.days_ahead import note_today
from data_model.shared.refusals import Refused
from tests.integration.cast import OFFICE, batch, stated
from tests.integration.measuring import figures
from tests.integration.saving_up import saving_batch
from tests.integration.updating import NOW, Cast

TODAY = date(2025, 4, 1)
TOMORROW, LATER = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
ABOUT: dict[str, Any] = {"actor": OFFICE, "recorded_at": NOW}


def update(session: Session, cast: Cast, day: date) -> None:
    record_update(
        session, cast.mine, ActionUpdate(progress="Two have begun"), base_version=1, as_at=day, **ABOUT
    )


def load(session: Session, cast: Cast, day: date) -> None:
    record_import(session, cast.plan_id, batch(day, added=[stated("A new action")]), **ABOUT)


def load_figures(session: Session, cast: Cast, day: date) -> None:
    record_performance(session, cast.plan_id, figures(day, []), **ABOUT)


def accept(session: Session, cast: Cast, day: date) -> None:
    answer_check(session, cast.mine, "nobody", "Known", as_at=day, until=day, **ABOUT)


def load_savings(session: Session, cast: Cast, day: date) -> None:
    record_savings(session, cast.plan_id, [saving_batch(day, "Beds")], plan_version=None, **ABOUT)


def load_funds(session: Session, cast: Cast, day: date) -> None:
    record_funds(session, cast.plan_id, FundBatch("f.xlsx", "c" * 64, 9, ("Funds",), "funds", day), **ABOUT)


def load_benefits(session: Session, cast: Cast, day: date) -> None:
    sheet = BenefitBatch("b.xlsx", "c" * 64, 9, ("Benefits",), day)
    record_benefits(session, cast.plan_id, [sheet], plan_version=None, **ABOUT)


def load_recommendations(session: Session, cast: Cast, day: date) -> None:
    tracker = RecommendationBatch("t.xlsx", "c" * 64, 9, ("Tracker",), day, (), (), 1, 0, ())
    record_recommendations(session, cast.plan_id, tracker, **ABOUT)


def fund(session: Session, cast: Cast, day: date) -> None:
    add_fund(session, cast.plan_id, StatedFund("Grant"), as_at=day, **ABOUT)


def recommend(session: Session, cast: Cast, day: date) -> None:
    content = RecommendationContent(Origin.PEER, "Meet monthly")
    add_recommendation(session, cast.plan_id, content, as_at=day, **ABOUT)


WRITES = (
    *(update, load, load_figures, accept, load_savings, load_funds, load_benefits, load_recommendations),
    *(fund, recommend),
)


@pytest.mark.parametrize("write", WRITES)
def test_a_day_later_than_tomorrow_is_refused_and_tomorrow_is_not(
    sessions: sessionmaker[Session], cast: Cast, write: Any
) -> None:
    for day, refused in ((TOMORROW, False), (LATER, True)):
        with sessions() as session:
            note_today(session, TODAY)
            if refused:
                with pytest.raises(Refused, match="3 Apr 2025 is still to come"):
                    write(session, cast, day)
            else:
                write(session, cast, day)
            session.rollback()
