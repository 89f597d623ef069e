"""Every write that takes more than one id: where one of them is another plan's it is refused in words."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.changes.follow_ups import add_follow_up
from data_model.board.changes.meetings import NewBoard, save_board
from data_model.board.changes.work_programme import add_item, edit_item
from data_model.board.rows import BoardKind, FollowUpKind
from data_model.inspections.changes.findings import add_finding, update_finding
from data_model.measures.changes.measures import add_measure
from data_model.measures.changes.milestones import add_milestone
from data_model.measures.changes.performance_imports import record_performance
from data_model.measures.rows import MilestoneKind
from data_model.money.benefits.benefit_content import BenefitContent, Volume
from data_model.money.benefits.benefit_profiles import Profile
from data_model.money.changes.benefits import add_benefit, edit_benefit
from data_model.money.changes.fund_movements import add_movement
from data_model.money.changes.saving_actions import set_saving_actions
from data_model.money.changes.savings import edit_saving
from data_model.money.savings.rows_savings import SavingAbout
from data_model.plan.changes.hand_over import hand_over, set_post
from data_model.plan.changes.plan_edits import ActionEdit, edit_actions
from tests.integration.cast import OFFICE
from tests.integration.measuring import A_COUNT, figures, reading
from tests.integration.shared.test_permissions import (
    A_DECISION,
    A_FINDING,
    A_RECEIPT,
    AN_ITEM,
    NOTED,
    OF_MARCH,
    WRITES,
    World,
    Write,
    make_world,
    sessions,
    world,
)
from tests.integration.updating import MARCH
from ui.parts.saving import REFUSALS

__all__ = ["sessions", "world"]  # fixtures
REQUEST = replace(A_DECISION, kind=FollowUpKind.REQUEST)
# Notes of the reminders' own run to itself: whom it wrote to about which plan.
NOTES = {"mark_reminded", "forget_reminded"}
# What no plan has to itself.
OF_NO_PLAN = {"member", "published", "release", "post"}

# The ids that a write takes and its call in WRITES leaves out.
MORE: dict[str, Write] = {
    "add_follow_up of a meeting": lambda s, w, a: add_follow_up(
        s, w.cast.plan_id, replace(REQUEST, meeting_id=w.meeting), actor=a, **NOTED
    ),
    "add_follow_up of an area": lambda s, w, a: add_follow_up(
        s, w.cast.plan_id, replace(REQUEST, area_id=w.area), actor=a, **NOTED
    ),
    "add_follow_up of an action": lambda s, w, a: add_follow_up(
        s, w.cast.plan_id, replace(REQUEST, action_id=w.cast.mine), actor=a, **NOTED
    ),
    "add_follow_up of somebody": lambda s, w, a: add_follow_up(
        s, w.cast.plan_id, replace(REQUEST, person_id=w.cast.hal.person_id), actor=a, **NOTED
    ),
    "add_item for a meeting": lambda s, w, a: add_item(
        s, w.cast.plan_id, replace(AN_ITEM, meeting_id=w.meeting), actor=a, **NOTED
    ),
    "add_item of a recommendation": lambda s, w, a: add_item(
        s, w.cast.plan_id, replace(AN_ITEM, recommendation_id=w.recommendation), actor=a, **NOTED
    ),
    "edit_item for a meeting": lambda s, w, a: edit_item(
        s, w.item, 1, replace(AN_ITEM, meeting_id=w.meeting), actor=a, **NOTED
    ),
    "edit_item of a recommendation": lambda s, w, a: edit_item(
        s, w.item, 1, replace(AN_ITEM, recommendation_id=w.recommendation), actor=a, **NOTED
    ),
    "save_board": lambda s, w, a: save_board(
        s, w.cast.plan_id, NewBoard("Renamed", BoardKind.OTHER), board_id=w.board, actor=a, **NOTED
    ),
    "add_finding of an area": lambda s, w, a: add_finding(
        s, w.visit, replace(A_FINDING, areas=(w.area,)), actor=a, **OF_MARCH
    ),
    "add_finding of an action": lambda s, w, a: add_finding(
        s, w.visit, replace(A_FINDING, actions=(w.cast.mine,)), actor=a, **OF_MARCH
    ),
    "update_finding of a recommendation": lambda s, w, a: update_finding(
        s, w.finding, 1, replace(A_FINDING, recommendation_id=w.recommendation), actor=a, **OF_MARCH
    ),
    "add_measure of an area": lambda s, w, a: add_measure(
        s, w.cast.plan_id, "Audits", A_COUNT, area_id=w.area, actor=a, **NOTED
    ),
    "add_milestone of a measure": lambda s, w, a: add_milestone(
        s, w.cast.plan_id, MARCH, MilestoneKind.OTHER, "Rota", measure_id=w.measure, actor=a, **NOTED
    ),
    "add_milestone of an area": lambda s, w, a: add_milestone(
        s, w.cast.plan_id, MARCH, MilestoneKind.OTHER, "Rota", area_id=w.area, actor=a, **NOTED
    ),
    "add_milestone of an action": lambda s, w, a: add_milestone(
        s, w.cast.plan_id, MARCH, MilestoneKind.OTHER, "Rota", action_id=w.cast.mine, actor=a, **NOTED
    ),
    "record_performance": lambda s, w, a: record_performance(
        s, w.cast.plan_id, figures(MARCH, [reading(w.measure, 7)]), actor=a, **NOTED
    ),
    "add_benefit of an owner": lambda s, w, a: add_benefit(
        s,
        w.cast.plan_id,
        BenefitContent("Hubs", owner_id=w.cast.hal.person_id),
        Profile(),
        actor=a,
        **OF_MARCH,
    ),
    "add_benefit of a measure": lambda s, w, a: add_benefit(
        s,
        w.cast.plan_id,
        BenefitContent("Hubs", volumes=(Volume("x", w.measure),)),
        Profile(),
        actor=a,
        **OF_MARCH,
    ),
    "add_benefit of an action": lambda s, w, a: add_benefit(
        s, w.cast.plan_id, BenefitContent("Hubs", action_ids=(w.cast.mine,)), Profile(), actor=a, **OF_MARCH
    ),
    "edit_benefit of a saving": lambda s, w, a: edit_benefit(
        s, w.benefit, BenefitContent("Hubs", saving_ids=(w.saving,)), version=1, actor=a, **OF_MARCH
    ),
    "edit_saving of an owner": lambda s, w, a: edit_saving(
        s,
        w.saving,
        SavingAbout("Hal Pickering", w.cast.hal.person_id, "", ""),
        version=1,
        actor=a,
        **OF_MARCH,
    ),
    "set_saving_actions": lambda s, w, a: set_saving_actions(
        s, w.saving, [w.cast.mine, w.cast.hers], actor=a, **NOTED
    ),
    "add_movement of a line": lambda s, w, a: add_movement(
        s, w.fund, replace(A_RECEIPT, line_id=w.line), actor=a, **NOTED
    ),
    "edit_actions into an area": lambda s, w, a: edit_actions(
        s, [ActionEdit(w.cast.mine, 1, area_id=w.area, text="New")], "", actor=a, **OF_MARCH
    ),
    "hand_over": lambda s, w, a: hand_over(
        s, w.cast.plan_id, w.cast.hal.person_id or 0, w.cast.ivy.person_id or 0, "Why", actor=a, **OF_MARCH
    ),
    "set_post": lambda s, w, a: set_post(
        s, w.cast.plan_id, w.post, w.cast.hal.person_id or 0, "Why", actor=a, **OF_MARCH
    ),
}
CALLS: dict[str, Write] = {name: write for name, (_, write) in WRITES.items()} | MORE


class Mixed:
    """What one plan has, but for one name; it notes which were asked for."""

    def __init__(
        self, mine: object, theirs: object, swapped: str = "", asked: set[str] | None = None
    ) -> None:
        self._mine, self._theirs, self._swapped = mine, theirs, swapped
        self.asked: set[str] = set() if asked is None else asked

    def __getattr__(self, name: str) -> Any:
        if name == "cast":
            return Mixed(self._mine.cast, self._theirs.cast, self._swapped, self.asked)  # type: ignore[attr-defined]
        self.asked.add(name)
        return getattr(self._theirs if name == self._swapped else self._mine, name)


@pytest.fixture(scope="module")
def other(sessions: sessionmaker[Session], world: World) -> World:
    return make_world(sessions, "Another plan")


@pytest.mark.parametrize("name", sorted(CALLS.keys() - NOTES))
def test_an_id_of_another_plan_is_refused(
    sessions: sessionmaker[Session], world: World, other: World, name: str
) -> None:
    write = CALLS[name]
    with sessions() as session:
        mine = Mixed(world, other)
        write(session, mine, OFFICE)  # type: ignore[arg-type]
        session.rollback()
    ids = sorted(mine.asked - OF_NO_PLAN)
    assert len(ids) > 1 or name in WRITES, "this call takes no second id"
    for swapped in ids if len(ids) > 1 else ():
        with sessions() as session:
            with pytest.raises(REFUSALS):
                write(session, Mixed(world, other, swapped), OFFICE)  # type: ignore[arg-type]
            session.rollback()
