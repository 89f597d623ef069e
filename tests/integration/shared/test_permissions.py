"""Every role against every write: who may not is refused and writes nothing, who may changes something."""

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from types import FunctionType
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

import data_model
from data_model.access.changes.access_events import log_access
from data_model.access.changes.demonstration import remove_demo
from data_model.access.changes.members import NewMember, add_members, deactivate_member, save_member
from data_model.access.changes.retention import remove_old_access
from data_model.access.changes.sign_ins import end_sign_in, end_sign_ins, note_sign_in, release_account
from data_model.access.queries.members import find_member
from data_model.access.rows import AccessKind
from data_model.access.sign_in_rules import read_token
from data_model.board.changes.checks import answer_check, save_check_settings, withdraw_answer
from data_model.board.changes.follow_ups import (
    NewFollowUp,
    add_follow_up,
    close_follow_up,
    move_follow_up,
    note_follow_up,
    reopen_follow_up,
)
from data_model.board.changes.meetings import (
    NewBoard,
    cancel_meeting,
    edit_meeting,
    freeze_meeting,
    plan_meetings,
    save_board,
)
from data_model.board.changes.work_programme import NewItem, add_item, edit_item, remove_item
from data_model.board.rows import BoardKind, FollowUpKind
from data_model.inspections.changes.findings import (
    add_finding,
    restore_finding,
    update_finding,
    withdraw_finding,
)
from data_model.inspections.changes.gradings import grade_visit, withdraw_grades
from data_model.inspections.changes.visits import (
    NewVisit,
    add_visit,
    bring_back_visit,
    remove_visit,
    update_visit,
)
from data_model.inspections.finding_content import FindingContent
from data_model.inspections.rows import VisitKind
from data_model.measures.changes.measure_targets import link_actions, set_target
from data_model.measures.changes.measures import (
    add_measure,
    change_definition,
    edit_measure,
    restore_measure,
    retire_measure,
    start_catalogue,
)
from data_model.measures.changes.milestones import (
    add_milestone,
    rebaseline,
    withdraw_milestone,
    withdraw_rebaseline,
)
from data_model.measures.changes.performance_imports import record_performance
from data_model.measures.changes.performance_settings import save_settings, save_tiers
from data_model.measures.changes.readings import add_reading
from data_model.measures.rows import MilestoneKind, PerformanceSettings
from data_model.migrations.metadata import METADATA
from data_model.money.benefits.benefit_content import BenefitContent, Volume
from data_model.money.benefits.benefit_profiles import (
    Profile,
    ProfileAmount,
    ProfileLevel,
    ProfileOf,
    profile_of,
)
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum
from data_model.money.benefits.rows_benefits import BenefitReadingKind, StatedBenefitReading
from data_model.money.changes.benefit_imports import BenefitBatch, record_benefits
from data_model.money.changes.benefit_returns import state_return, state_sum
from data_model.money.changes.benefits import (
    add_benefit,
    edit_benefit,
    record_banked,
    record_realised,
    reprofile,
)
from data_model.money.changes.fund_conditions import add_claim, add_condition, edit_claim, edit_condition
from data_model.money.changes.fund_imports import FundBatch, record_funds
from data_model.money.changes.fund_movements import add_movement, reverse_movement, vire
from data_model.money.changes.funds import (
    add_fund,
    add_line,
    edit_fund,
    edit_line,
    restore_fund,
    restore_line,
    retire_fund,
    retire_line,
)
from data_model.money.changes.money_drafts import discard_money_draft, keep_money_draft
from data_model.money.changes.saving_actions import set_saving_actions
from data_model.money.changes.saving_imports import record_savings
from data_model.money.changes.savings import edit_saving, update_saving
from data_model.money.financial_years import FinancialYear
from data_model.money.funds.fund_vocabulary import FundMovementKind
from data_model.money.funds.stated_funds import (
    StatedClaim,
    StatedCondition,
    StatedFund,
    StatedLine,
    StatedMovement,
)
from data_model.money.queries.savings import list_current_savings
from data_model.money.savings.rows_savings import SavingAbout, SavingUpdate
from data_model.people.changes.erasing import erase_person
from data_model.people.changes.joining import join_people, part_person
from data_model.plan.changes.comments import add_comment, answer_challenge
from data_model.plan.changes.drafts import discard_draft, forget_in_draft, keep_for_person, save_draft
from data_model.plan.changes.evidence import add_evidence, withdraw_evidence
from data_model.plan.changes.hand_over import NewPerson, hand_over, rename_post, set_post
from data_model.plan.changes.import_choices import record_choices, remember_choices
from data_model.plan.changes.imports import record_import
from data_model.plan.changes.plan_edits import ActionEdit, NewAction, add_action, edit_actions
from data_model.plan.changes.plans import create_plan, decide_key, rename_area
from data_model.plan.changes.reminders import forget_reminded, mark_reminded
from data_model.plan.changes.reshaping import merge_duplicate, restore_action, retire_action, split_action
from data_model.plan.changes.several import set_for_several
from data_model.plan.changes.sign_off import send_back, sign_off
from data_model.plan.changes.staff import set_person
from data_model.plan.changes.undo import undo
from data_model.plan.changes.updates import confirm_action, record_update
from data_model.plan.import_choices import LEAVE_OUT, ChoiceFiles, ChoiceKind, ImportChoice
from data_model.plan.rows_updates import CommentKind
from data_model.plan.statuses import Status
from data_model.plan.tables import Area, PlanPerson, Post
from data_model.plan.update_rules import ActionUpdate
from data_model.published.changes.plan_councils import set_plan_council
from data_model.published.changes.published_links import set_published_link
from data_model.published.changes.release_corrections import correct_release
from data_model.published.changes.releases import ReleaseBatch, StatedMeasureName, record_release
from data_model.published.published_vocabulary import FigureState, PlaceKind, PublishedUnit, ReleaseKind
from data_model.published.queries.releases import list_published_measures, list_releases
from data_model.published.rows import Place, ReleaseContent, StatedFigure
from data_model.readers.changes.saved_filters import remove_filter, rename_filter, save_filter
from data_model.readers.changes.watching import forget_told, mark_told, set_watching
from data_model.readers.rows import FilterPage, WatchedThing
from data_model.recommendations.changes.actions_of_recommendations import (
    link_recommendation,
    make_action,
    unlink_recommendation,
)
from data_model.recommendations.changes.recommendation_imports import (
    RecommendationBatch,
    StatedRecommendation,
    record_recommendations,
)
from data_model.recommendations.changes.recommendations import (
    RecommendationUpdate,
    add_recommendation,
    close_recommendation,
    reopen_recommendation,
    update_recommendation,
)
from data_model.recommendations.recommendation_content import Origin, RecommendationContent
from data_model.shared.engine import make_engine, make_write_sessions
from data_model.shared.permissions import Actor, NotPermitted, Permission, Role, is_permitted
from data_model.shared.upgrade import upgrade
from tests.databases import BACKENDS, ReadyFiles, postgresql_schema, sqlite_url
from tests.integration.cast import BOARD, FINANCE, HAL, IVY, OFFICE, batch, key_row, load, stated
from tests.integration.measuring import A_COUNT, A_TIER, figures, reading
from tests.integration.saving_up import saving_batch
from tests.integration.updating import AN_AUDIT, MARCH, NOW, Cast, begin, said
from tests.places import ROOT

A_YEAR = FinancialYear(2025)
A_PROFILE = profile_of({ProfileOf(A_YEAR, ProfileLevel.TARGET, ProfileAmount.NET): 500})
FEBRUARY, APRIL = date(2025, 2, 1), date(2025, 4, 30)
EVERYBODY = frozenset({"board", "owner", "another head", "finance", "office"})
OWNER = frozenset({"owner", "office"})
HEADS = frozenset({"owner", "another head", "office"})
ONLY_OFFICE = frozenset({"office"})
ASKERS = frozenset({"board", "office"})
MONEY = frozenset({"finance", "office"})
A_LINE = StatedLine("Training", ((2025, 500),))
A_RECEIPT = StatedMovement(FundMovementKind.RECEIVED, MARCH, 5)
A_REPORT, A_CLAIM = StatedCondition("A report"), StatedClaim(MARCH, MARCH, 5)
A_FILE_OF_FUNDS = FundBatch("funds.xlsx", "f" * 64, 1, ("Grants",), "lines of funds", MARCH)
A_CHOICE = ImportChoice(ChoiceKind.SHEET, "lists", "Lists", LEAVE_OUT, "Orla Finch", NOW)
A_TOKEN = read_token({"iss": "https://id.example.org", "sub": "bea", "email": "bea@example.org"})
A_RELEASE = ReleaseBatch(
    *(ReleaseKind.LONG_DATA, "2024", MARCH, None, 3, "f.csv", "d" * 64, 9),
    (StatedMeasureName("Late", "Percentage late", PublishedUnit.PERCENT),),
    (Place("801", "Hillside", PlaceKind.COUNCIL),),
    (StatedFigure("Late", "801", 2024, "2024", 9.5, FigureState.VALUE),),
)
A_DECISION = NewFollowUp(FollowUpKind.DECISION, "Report in May", "Hal Pickering", date(2025, 5, 1), MARCH)

A_RECOMMENDATION = RecommendationContent(Origin.PEER, "Meet monthly", lead_officer="Hal Pickering")
A_TRACKER = RecommendationBatch(
    *("tracker.xlsx", "a" * 64, 1, ("Tracker",), MARCH),
    added=[StatedRecommendation(A_RECOMMENDATION, A_RECOMMENDATION, "Tracker", "B2")],
    changed=(),
    unchanged=0,
    missing=0,
    issues=(),
)
A_FINDING = FindingContent("to-improve", "Decisions wait too long")
AN_ITEM = NewItem("The plan at half a year")
A_VISIT = NewVisit(VisitKind.INSPECTION, "", MARCH, MARCH)
CORRECTED = ReleaseContent("Named anew", date(2025, 1, 2), None, 3)

# What the writes are made of: nobody outside a room's `changes` may call them, because they ask nobody.
INNER = {
    # What writes of benefits are made of.
    *("append_content", "append_profile", "append_reading", "append_return", "append_stated_sum"),
    *("check_content", "content_in_force", "find_by_key", "lock_benefit", "make_benefit", "profile_in_force"),
    "add_actions", "add_earlier", "append_fund_version", "append_line_version", "append_version",
    "append_versions", "area_meant", "bring_out", "change_actions", "check_day", "check_not_retired",
    "append_saving_version", "check_total", "check_version", "lock_saving", "people_texts",
    "close_draft", "find_owners", "find_rating", "free_fund_key", "free_line_key",
    "free_name", "insert_actions", "insert_comment", "insert_comparisons", "insert_definition",
    "insert_fund", "insert_import", "insert_issues", "insert_line",
    "insert_measures", "insert_movements", "insert_readings",
    "insert_recommendations", "insert_target", "insert_versions", "listing", "lock_action", "lock_actions",
    "lock_compared_plan", "lock_fund", "lock_line", "lock_measure", "lock_plan", "lock_recommendation",
    "lock_visit",
    "rewrite_posts", "rewrite_table",  # of an erasure
    "append_release_version", "newest_release_version", "remove_invented",
    "newest_statement", "move_actions", "newest_definition", "newest_version",
    "pair_virement", "read_action_as_at", "read_holders", "reorder", "require_on_action",
    "set_line_actions", "stamped", "stated_line_of", "store_areas", "store_key", "store_outcomes",
    "store_people", "sum_of", "require_person",
    "find_people", "of_plan", "person_columns", "repoint", "tie_actions",
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """A plan in which every write has something to work on; `cast.mine` is the owner's."""

    cast: Cast
    area: int
    post: int
    challenge: int
    evidence: int
    member: int
    retired: int
    measure: int
    retired_measure: int
    rebaseline: int
    milestone: int
    board: int
    meeting: int
    decision: int
    closed: int
    answer: int
    fund: int
    retired_fund: int
    line: int
    other_line: int
    retired_line: int
    movement: int
    condition: int
    claim: int
    recommendation: int
    closed_recommendation: int
    item: int
    visit: int
    removed_visit: int
    graded_visit: int
    finding: int
    withdrawn_finding: int
    shared_filter: str
    saving: int
    namesakes: tuple[int, int]
    in_both: int
    benefit: int
    published: int
    release: int

    @property
    def actors(self) -> dict[str, Actor]:
        return {
            "board": BOARD,
            "owner": self.cast.hal,
            "another head": self.cast.ivy,
            "finance": FINANCE,
            "office": OFFICE,
        }


Write = Callable[[Session, World, Actor], object]
Content = dict[str, list[tuple[Any, ...]]]
NOTED: dict[str, Any] = {"recorded_at": NOW}
MONTH_ON = NOW + timedelta(days=30)
OF_MARCH: dict[str, Any] = {"recorded_at": NOW, "as_at": MARCH}

# Every write, who may make it on the owner's action, and one call of it.
WRITES: dict[str, tuple[frozenset[str], Write]] = {
    "create_plan": (ONLY_OFFICE, lambda s, w, a: create_plan(s, "Second plan", True, actor=a, **NOTED)),
    "remove_demo": (ONLY_OFFICE, lambda s, w, a: remove_demo(s, actor=a)),
    "rename_area": (ONLY_OFFICE, lambda s, w, a: rename_area(s, w.area, "Another name", actor=a)),
    "decide_key": (
        ONLY_OFFICE,
        lambda s, w, a: decide_key(
            s, w.cast.plan_id, [key_row("fill:none", "", Status.NOT_RATED)], actor=a, **NOTED
        ),
    ),
    "record_choices": (
        ONLY_OFFICE,
        lambda s, w, a: record_choices(s, w.cast.plan_id, [A_CHOICE], actor=a, **NOTED),
    ),
    "remember_choices": (
        ONLY_OFFICE,
        lambda s, w, a: remember_choices(
            s, w.cast.plan_id, [A_CHOICE], ChoiceFiles.PERFORMANCE, actor=a, **NOTED
        ),
    ),
    "record_import": (
        ONLY_OFFICE,
        lambda s, w, a: record_import(s, w.cast.plan_id, batch(MARCH, [stated("b")]), actor=a, **NOTED),
    ),
    "record_update": (
        OWNER,
        lambda s, w, a: record_update(s, w.cast.mine, ActionUpdate(progress="New"), **said(a)),
    ),
    "confirm_action": (OWNER, lambda s, w, a: confirm_action(s, w.cast.mine, **said(a))),
    "sign_off": (ONLY_OFFICE, lambda s, w, a: sign_off(s, w.cast.nobodys, **said(a, MARCH, 2))),
    "send_back": (ONLY_OFFICE, lambda s, w, a: send_back(s, w.cast.nobodys, "Why", **said(a, MARCH, 2))),
    "add_evidence": (OWNER, lambda s, w, a: add_evidence(s, w.cast.mine, AN_AUDIT, actor=a, **NOTED)),
    "withdraw_evidence": (OWNER, lambda s, w, a: withdraw_evidence(s, w.evidence, actor=a, **NOTED)),
    "add_comment": (
        EVERYBODY,
        lambda s, w, a: add_comment(s, w.cast.mine, "Hm", CommentKind.CHALLENGE, actor=a, **NOTED),
    ),
    "answer_challenge": (OWNER, lambda s, w, a: answer_challenge(s, w.challenge, "So", actor=a, **NOTED)),
    "keep_money_draft": (
        MONEY | HEADS,
        lambda s, w, a: keep_money_draft(s, w.cast.plan_id, "form", {"words": "x"}, 0, actor=a, **NOTED),
    ),
    "discard_money_draft": (
        MONEY | HEADS,
        lambda s, w, a: discard_money_draft(s, w.cast.plan_id, "kept", actor=a),
    ),
    "save_draft": (OWNER, lambda s, w, a: save_draft(s, w.cast.mine, {"progress": "x"}, 1, actor=a, **NOTED)),
    # Whoever may update anything may forget what they typed, also on an action they handed over since.
    "discard_draft": (HEADS, lambda s, w, a: discard_draft(s, w.cast.nobodys, actor=a)),
    "forget_in_draft": (
        HEADS,
        lambda s, w, a: forget_in_draft(s, w.cast.nobodys, ["progress"], actor=a),
    ),
    "keep_for_person": (
        ONLY_OFFICE,
        lambda s, w, a: keep_for_person(
            s, w.cast.mine, w.cast.hal.person_id or 0, {"progress": "x"}, 1, actor=a, **NOTED
        ),
    ),
    "edit_actions": (
        ONLY_OFFICE,
        lambda s, w, a: edit_actions(s, [ActionEdit(w.cast.mine, 1, text="New")], "", actor=a, **OF_MARCH),
    ),
    "set_for_several": (
        ONLY_OFFICE,
        lambda s, w, a: set_for_several(
            s, {w.cast.mine: 1}, ActionUpdate(progress="New"), actor=a, **OF_MARCH
        ),
    ),
    "add_action": (
        ONLY_OFFICE,
        lambda s, w, a: add_action(s, w.cast.plan_id, NewAction(w.area, "New"), actor=a, **OF_MARCH),
    ),
    "split_action": (ONLY_OFFICE, lambda s, w, a: split_action(s, w.cast.mine, ["One", "Two"], **said(a))),
    "merge_duplicate": (ONLY_OFFICE, lambda s, w, a: merge_duplicate(s, w.cast.hers, w.cast.mine, **said(a))),
    "retire_action": (ONLY_OFFICE, lambda s, w, a: retire_action(s, w.cast.mine, "Why", **said(a))),
    "restore_action": (ONLY_OFFICE, lambda s, w, a: restore_action(s, w.retired, "Why", **said(a, MARCH, 2))),
    "undo": (ONLY_OFFICE, lambda s, w, a: undo(s, w.cast.nobodys, 1, "Why", **said(a, MARCH, 2))),
    "hand_over": (
        ONLY_OFFICE,
        lambda s, w, a: hand_over(
            s,
            w.cast.plan_id,
            w.cast.hal.person_id or 0,
            NewPerson("Ada Invented"),
            "Why",
            actor=a,
            **OF_MARCH,
        ),
    ),
    "set_post": (
        ONLY_OFFICE,
        lambda s, w, a: set_post(
            s, w.cast.plan_id, w.post, NewPerson("Ada Invented"), "Why", actor=a, **OF_MARCH
        ),
    ),
    "rename_post": (
        ONLY_OFFICE,
        lambda s, w, a: rename_post(
            s,
            w.cast.plan_id,
            w.cast.hal.person_id or 0,
            "Head of Service",
            "Chief",
            "Why",
            actor=a,
            **OF_MARCH,
        ),
    ),
    "set_person": (
        ONLY_OFFICE,
        lambda s, w, a: set_person(
            s, w.cast.hal.person_id or 0, email="hal@example.org", left_on=None, actor=a
        ),
    ),
    "join_people": (ONLY_OFFICE, lambda s, w, a: join_people(s, *w.namesakes, "Why", actor=a, **NOTED)),
    "part_person": (
        ONLY_OFFICE,
        lambda s, w, a: part_person(s, w.cast.plan_id, w.in_both, "Why", actor=a, **NOTED),
    ),
    "save_member": (ONLY_OFFICE, lambda s, w, a: save_member(s, "Ada", Role.BOARD_MEMBER, actor=a, **NOTED)),
    "add_members": (
        ONLY_OFFICE,
        lambda s, w, a: add_members(
            s,
            [NewMember(w.cast.ivy.person_id or 0, "Ivy Stanton", "ivy@example.org", Role.HEAD_OF_SERVICE)],
            actor=a,
            **NOTED,
        ),
    ),
    "erase_person": (
        ONLY_OFFICE,
        lambda s, w, a: erase_person(
            s,
            ["Hal Pickering"],
            person_id=w.cast.hal.person_id,
            keep_actions=True,
            read_people=lambda _: [],
            actor=a,
            **NOTED,
        ),
    ),
    "remove_old_access": (
        ONLY_OFFICE,
        lambda s, w, a: remove_old_access(s, MONTH_ON, actor=a, recorded_at=MONTH_ON + timedelta(days=90)),
    ),
    "deactivate_member": (ONLY_OFFICE, lambda s, w, a: deactivate_member(s, w.member, actor=a, **NOTED)),
    "end_sign_ins": (ONLY_OFFICE, lambda s, w, a: end_sign_ins(s, w.member, actor=a, **NOTED)),
    "release_account": (ONLY_OFFICE, lambda s, w, a: release_account(s, w.member, actor=a, **NOTED)),
    "note_sign_in": (
        EVERYBODY,
        lambda s, w, a: note_sign_in(s, A_TOKEN, find_member(s, A_TOKEN.email), actor=a, **NOTED),
    ),
    "end_sign_in": (EVERYBODY, lambda s, w, a: end_sign_in(s, A_TOKEN, actor=a, **NOTED)),
    "log_access": (EVERYBODY, lambda s, w, a: log_access(s, AccessKind.EXPORT, "a.csv", actor=a, **NOTED)),
    "mark_reminded": (
        ONLY_OFFICE,
        lambda s, w, a: mark_reminded(s, w.cast.hal.person_id or 0, w.cast.plan_id, APRIL, actor=a, **NOTED),
    ),
    "forget_reminded": (
        ONLY_OFFICE,
        lambda s, w, a: forget_reminded(s, w.cast.hal.person_id or 0, w.cast.plan_id, MARCH, actor=a),
    ),
    "add_measure": (
        ONLY_OFFICE,
        lambda s, w, a: add_measure(s, w.cast.plan_id, "Audits", A_COUNT, actor=a, **NOTED),
    ),
    "change_definition": (
        ONLY_OFFICE,
        lambda s, w, a: change_definition(
            s, w.measure, replace(A_COUNT, meaning="Children", reason="Clearer"), actor=a, **NOTED
        ),
    ),
    "edit_measure": (
        ONLY_OFFICE,
        lambda s, w, a: edit_measure(
            s,
            w.measure,
            name="Another",
            area_id=w.area,
            outcome_id=None,
            is_front_door=True,
            actor=a,
            **NOTED,
        ),
    ),
    "retire_measure": (ONLY_OFFICE, lambda s, w, a: retire_measure(s, w.measure, actor=a, **NOTED)),
    "restore_measure": (ONLY_OFFICE, lambda s, w, a: restore_measure(s, w.retired_measure, actor=a, **NOTED)),
    "start_catalogue": (ONLY_OFFICE, lambda s, w, a: start_catalogue(s, w.cast.plan_id, actor=a, **NOTED)),
    "set_target": (
        ONLY_OFFICE,
        lambda s, w, a: set_target(s, w.measure, MARCH, 150, 10, "Agreed", actor=a, **NOTED),
    ),
    "link_actions": (
        ONLY_OFFICE,
        lambda s, w, a: link_actions(s, w.measure, [w.cast.mine], actor=a, **NOTED),
    ),
    "rebaseline": (ONLY_OFFICE, lambda s, w, a: rebaseline(s, w.measure, MARCH, "Why", actor=a, **NOTED)),
    "withdraw_rebaseline": (
        ONLY_OFFICE,
        lambda s, w, a: withdraw_rebaseline(s, w.rebaseline, actor=a, **NOTED),
    ),
    "add_milestone": (
        ONLY_OFFICE,
        lambda s, w, a: add_milestone(
            s, w.cast.plan_id, MARCH, MilestoneKind.OTHER, "New rota", actor=a, **NOTED
        ),
    ),
    "withdraw_milestone": (
        ONLY_OFFICE,
        lambda s, w, a: withdraw_milestone(s, w.milestone, actor=a, **NOTED),
    ),
    "save_tiers": (ONLY_OFFICE, lambda s, w, a: save_tiers(s, w.cast.plan_id, [A_TIER], actor=a, **NOTED)),
    "save_settings": (
        ONLY_OFFICE,
        lambda s, w, a: save_settings(s, w.cast.plan_id, PerformanceSettings(), actor=a, **NOTED),
    ),
    "record_performance": (
        ONLY_OFFICE,
        lambda s, w, a: record_performance(
            s, w.cast.plan_id, figures(MARCH, [reading(w.measure, 196)]), actor=a, **NOTED
        ),
    ),
    "add_reading": (
        ONLY_OFFICE,
        lambda s, w, a: add_reading(s, w.measure, reading(w.measure, 196), "", actor=a, **OF_MARCH),
    ),
    "record_savings": (
        MONEY,
        lambda s, w, a: record_savings(
            s, w.cast.plan_id, [saving_batch(APRIL, "Hubs")], plan_version=None, actor=a, **NOTED
        ),
    ),
    "update_saving": (
        MONEY | {"owner"},
        lambda s, w, a: update_saving(
            s, w.saving, SavingUpdate("at_risk", "New", "", ""), version=1, actor=a, **OF_MARCH
        ),
    ),
    "edit_saving": (
        MONEY,
        lambda s, w, a: edit_saving(
            s, w.saving, SavingAbout("Ivy Stanton", None, "", ""), version=1, actor=a, **OF_MARCH
        ),
    ),
    "set_saving_actions": (
        MONEY,
        lambda s, w, a: set_saving_actions(s, w.saving, [w.cast.mine], actor=a, recorded_at=NOW),
    ),
    "record_release": (ONLY_OFFICE, lambda s, w, a: record_release(s, A_RELEASE, actor=a, **NOTED)),
    "correct_release": (
        ONLY_OFFICE,
        lambda s, w, a: correct_release(
            s, w.release, CORRECTED, "Named wrongly", base_version=1, actor=a, **NOTED
        ),
    ),
    "set_plan_council": (
        ONLY_OFFICE,
        lambda s, w, a: set_plan_council(s, w.cast.plan_id, "801", actor=a, **NOTED),
    ),
    "set_published_link": (
        ONLY_OFFICE,
        lambda s, w, a: set_published_link(s, w.measure, w.published, "The same", actor=a, **NOTED),
    ),
    "record_benefits": (
        MONEY,
        lambda s, w, a: record_benefits(
            s,
            w.cast.plan_id,
            [BenefitBatch("b.xlsx", "c" * 64, 9, ("Benefits",), APRIL)],
            plan_version=None,
            actor=a,
            **NOTED,
        ),
    ),
    "add_benefit": (
        MONEY,
        lambda s, w, a: add_benefit(
            s, w.cast.plan_id, BenefitContent("Hubs"), Profile(), actor=a, **OF_MARCH
        ),
    ),
    "edit_benefit": (
        MONEY,
        lambda s, w, a: edit_benefit(
            s, w.benefit, BenefitContent("Placements", service="Care"), version=1, actor=a, **OF_MARCH
        ),
    ),
    "reprofile": (
        MONEY,
        lambda s, w, a: reprofile(
            s, w.benefit, A_PROFILE, reason="", approved_by="", newest_profile=0, actor=a, **OF_MARCH
        ),
    ),
    "record_realised": (
        MONEY | {"owner"},
        lambda s, w, a: record_realised(
            s, w.benefit, StatedBenefitReading(2025, BenefitReadingKind.REALISED, 100), actor=a, **OF_MARCH
        ),
    ),
    "record_banked": (
        MONEY,
        lambda s, w, a: record_banked(
            s, w.benefit, StatedBenefitReading(2025, BenefitReadingKind.BANKED, 100), actor=a, **OF_MARCH
        ),
    ),
    "state_return": (
        MONEY,
        lambda s, w, a: state_return(
            s,
            w.cast.plan_id,
            ReturnContent(invested=500),
            reason="",
            approved_by="",
            newest=0,
            actor=a,
            **OF_MARCH,
        ),
    ),
    "state_sum": (
        MONEY,
        lambda s, w, a: state_sum(
            s,
            w.cast.plan_id,
            StatedSum(ProfileAmount.GROSS, A_YEAR, A_YEAR, 5, "Page 4"),
            actor=a,
            **OF_MARCH,
        ),
    ),
    "save_board": (
        ONLY_OFFICE,
        lambda s, w, a: save_board(s, w.cast.plan_id, NewBoard("Second", BoardKind.OTHER), actor=a, **NOTED),
    ),
    "plan_meetings": (ONLY_OFFICE, lambda s, w, a: plan_meetings(s, w.board, [MARCH], actor=a, **NOTED)),
    "edit_meeting": (
        ONLY_OFFICE,
        lambda s, w, a: edit_meeting(
            s, w.meeting, held_on=MARCH, place="Hall", chair="", attendees="", notes="", actor=a, **NOTED
        ),
    ),
    "cancel_meeting": (ONLY_OFFICE, lambda s, w, a: cancel_meeting(s, w.meeting, actor=a, **NOTED)),
    "freeze_meeting": (
        ONLY_OFFICE,
        lambda s, w, a: freeze_meeting(s, w.meeting, APRIL, today=APRIL, actor=a, **NOTED),
    ),
    "add_visit": (ONLY_OFFICE, lambda s, w, a: add_visit(s, w.cast.plan_id, A_VISIT, actor=a, **OF_MARCH)),
    "update_visit": (
        ONLY_OFFICE,
        lambda s, w, a: update_visit(s, w.visit, 1, replace(A_VISIT, focus="All"), actor=a, **OF_MARCH),
    ),
    "remove_visit": (
        ONLY_OFFICE,
        lambda s, w, a: remove_visit(s, w.visit, 1, "Twice", actor=a, **OF_MARCH),
    ),
    "bring_back_visit": (
        ONLY_OFFICE,
        lambda s, w, a: bring_back_visit(s, w.removed_visit, 2, "Not twice", actor=a, **OF_MARCH),
    ),
    "withdraw_grades": (
        ONLY_OFFICE,
        lambda s, w, a: withdraw_grades(s, w.graded_visit, 1, "Twice", actor=a, **OF_MARCH),
    ),
    "grade_visit": (
        ONLY_OFFICE,
        lambda s, w, a: grade_visit(
            s, w.visit, "ilacs-2026", [("leaders", "good")], base_version=0, actor=a, **OF_MARCH
        ),
    ),
    "add_finding": (ONLY_OFFICE, lambda s, w, a: add_finding(s, w.visit, A_FINDING, actor=a, **OF_MARCH)),
    "update_finding": (
        ONLY_OFFICE,
        lambda s, w, a: update_finding(
            s, w.finding, 1, replace(A_FINDING, words="Slower"), actor=a, **OF_MARCH
        ),
    ),
    "withdraw_finding": (
        ONLY_OFFICE,
        lambda s, w, a: withdraw_finding(s, w.finding, 1, "Twice", actor=a, **OF_MARCH),
    ),
    "restore_finding": (
        ONLY_OFFICE,
        lambda s, w, a: restore_finding(s, w.withdrawn_finding, 2, "Not twice", actor=a, **OF_MARCH),
    ),
    "add_follow_up": (
        ASKERS,
        lambda s, w, a: add_follow_up(
            s, w.cast.plan_id, replace(A_DECISION, kind=FollowUpKind.REQUEST), actor=a, **NOTED
        ),
    ),
    "note_follow_up": (OWNER, lambda s, w, a: note_follow_up(s, w.decision, "Begun", actor=a, **NOTED)),
    "move_follow_up": (
        ONLY_OFFICE,
        lambda s, w, a: move_follow_up(s, w.decision, date(2025, 6, 1), "Ill", actor=a, **NOTED),
    ),
    "close_follow_up": (
        ONLY_OFFICE,
        lambda s, w, a: close_follow_up(s, w.decision, "Done", actor=a, **NOTED),
    ),
    "reopen_follow_up": (
        ONLY_OFFICE,
        lambda s, w, a: reopen_follow_up(s, w.closed, "Not done", actor=a, **NOTED),
    ),
    "add_recommendation": (
        ONLY_OFFICE,
        lambda s, w, a: add_recommendation(s, w.cast.plan_id, A_RECOMMENDATION, actor=a, **OF_MARCH),
    ),
    # The owner leads the recommendation.
    "update_recommendation": (
        OWNER,
        lambda s, w, a: update_recommendation(
            s, w.recommendation, 1, RecommendationUpdate(action_taken="Begun"), actor=a, **OF_MARCH
        ),
    ),
    "close_recommendation": (
        ONLY_OFFICE,
        lambda s, w, a: close_recommendation(s, w.recommendation, 1, "Done", actor=a, **OF_MARCH),
    ),
    "reopen_recommendation": (
        ONLY_OFFICE,
        lambda s, w, a: reopen_recommendation(s, w.closed_recommendation, 2, "Why", actor=a, **OF_MARCH),
    ),
    "make_action": (
        ONLY_OFFICE,
        lambda s, w, a: make_action(s, w.recommendation, NewAction(w.area, "New"), actor=a, **OF_MARCH),
    ),
    "link_recommendation": (
        ONLY_OFFICE,
        lambda s, w, a: link_recommendation(s, w.recommendation, [w.cast.mine], actor=a, **NOTED),
    ),
    "unlink_recommendation": (
        ONLY_OFFICE,
        lambda s, w, a: unlink_recommendation(s, w.recommendation, w.cast.hers, actor=a, **NOTED),
    ),
    "record_recommendations": (
        ONLY_OFFICE,
        lambda s, w, a: record_recommendations(s, w.cast.plan_id, A_TRACKER, actor=a, **NOTED),
    ),
    "add_item": (ONLY_OFFICE, lambda s, w, a: add_item(s, w.cast.plan_id, AN_ITEM, actor=a, **NOTED)),
    "edit_item": (
        ONLY_OFFICE,
        lambda s, w, a: edit_item(s, w.item, 1, replace(AN_ITEM, outcome="Noted"), actor=a, **NOTED),
    ),
    "remove_item": (ONLY_OFFICE, lambda s, w, a: remove_item(s, w.item, 1, actor=a, **NOTED)),
    "answer_check": (
        ONLY_OFFICE,
        lambda s, w, a: answer_check(s, w.cast.mine, "nobody", "Agreed", until=APRIL, actor=a, **OF_MARCH),
    ),
    "withdraw_answer": (ONLY_OFFICE, lambda s, w, a: withdraw_answer(s, w.answer, actor=a, **NOTED)),
    "set_watching": (
        EVERYBODY,
        lambda s, w, a: set_watching(s, WatchedThing(area_id=w.area), True, actor=a, **NOTED),
    ),
    "mark_told": (
        ONLY_OFFICE,
        lambda s, w, a: mark_told(s, "member:1", w.cast.plan_id, APRIL, actor=a, **NOTED),
    ),
    "forget_told": (ONLY_OFFICE, lambda s, w, a: forget_told(s, "member:1", w.cast.plan_id, MARCH, actor=a)),
    "save_filter": (
        EVERYBODY,
        lambda s, w, a: save_filter(
            s, w.cast.plan_id, FilterPage.ACTIONS, "Late", "status=delayed", actor=a, **NOTED
        ),
    ),
    "rename_filter": (
        ONLY_OFFICE,
        lambda s, w, a: rename_filter(s, w.shared_filter, "Another", actor=a, **NOTED),
    ),
    "remove_filter": (ONLY_OFFICE, lambda s, w, a: remove_filter(s, w.shared_filter, actor=a, **NOTED)),
    "save_check_settings": (
        ONLY_OFFICE,
        lambda s, w, a: save_check_settings(s, w.cast.plan_id, "nobody", {"off": 1}, actor=a, **NOTED),
    ),
    "add_fund": (
        MONEY,
        lambda s, w, a: add_fund(s, w.cast.plan_id, StatedFund("Second"), actor=a, **OF_MARCH),
    ),
    "edit_fund": (MONEY, lambda s, w, a: edit_fund(s, w.fund, StatedFund("New"), actor=a, **OF_MARCH)),
    "retire_fund": (MONEY, lambda s, w, a: retire_fund(s, w.fund, actor=a, **OF_MARCH)),
    "restore_fund": (MONEY, lambda s, w, a: restore_fund(s, w.retired_fund, actor=a, **OF_MARCH)),
    "add_line": (
        MONEY,
        lambda s, w, a: add_line(s, w.fund, StatedLine("New"), actor=a, **OF_MARCH),
    ),
    "edit_line": (MONEY, lambda s, w, a: edit_line(s, w.line, StatedLine("New"), actor=a, **OF_MARCH)),
    "retire_line": (MONEY, lambda s, w, a: retire_line(s, w.line, actor=a, **OF_MARCH)),
    "restore_line": (MONEY, lambda s, w, a: restore_line(s, w.retired_line, actor=a, **OF_MARCH)),
    "add_movement": (MONEY, lambda s, w, a: add_movement(s, w.fund, A_RECEIPT, actor=a, **NOTED)),
    "vire": (MONEY, lambda s, w, a: vire(s, w.line, w.other_line, 5, MARCH, actor=a, **NOTED)),
    "reverse_movement": (
        MONEY,
        lambda s, w, a: reverse_movement(s, w.movement, MARCH, "Why", actor=a, **NOTED),
    ),
    "add_condition": (MONEY, lambda s, w, a: add_condition(s, w.fund, A_REPORT, actor=a, **OF_MARCH)),
    "edit_condition": (
        MONEY,
        lambda s, w, a: edit_condition(s, w.condition, A_REPORT, actor=a, **OF_MARCH),
    ),
    "add_claim": (MONEY, lambda s, w, a: add_claim(s, w.fund, A_CLAIM, actor=a, **OF_MARCH)),
    "edit_claim": (MONEY, lambda s, w, a: edit_claim(s, w.claim, A_CLAIM, actor=a, **OF_MARCH)),
    "record_funds": (
        MONEY,
        lambda s, w, a: record_funds(s, w.cast.plan_id, A_FILE_OF_FUNDS, actor=a, **NOTED),
    ),
}


@pytest.fixture(scope="module", params=BACKENDS)
def sessions(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, ready_files: ReadyFiles
) -> Iterator[sessionmaker[Session]]:
    """Sessions on a database that no test of this module changes: what a write did is rolled back."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            file = tmp_path_factory.mktemp("permissions") / "plan.db"
            ready_files.copy_empty(file)
            engine = make_engine(sqlite_url(file))
        else:
            engine = make_engine(stack.enter_context(postgresql_schema()))
            upgrade(engine)
        stack.callback(engine.dispose)
        yield make_write_sessions(engine)


@pytest.fixture(scope="module")
def world(sessions: sessionmaker[Session]) -> World:
    return make_world(sessions, "Borough plan")


def make_world(sessions: sessionmaker[Session], name: str) -> World:
    """Make a plan with one of everything; what belongs to no plan is that of the first."""
    with sessions.begin() as session:
        plan_id = create_plan(session, name, False, actor=OFFICE, **NOTED)
    cast = begin(sessions, plan_id)
    with sessions.begin() as session:
        demo = create_plan(session, f"Demonstration beside {name}", True, actor=OFFICE, **NOTED)
    load(sessions, demo, batch(MARCH, [stated("a", people=(HAL, IVY))]))
    with sessions.begin() as session:
        area = session.scalars(select(Area.id).where(Area.plan_id == cast.plan_id)).one()
        evidence = [
            add_evidence(session, one, AN_AUDIT, actor=OFFICE, **NOTED) for one in (cast.mine, cast.nobodys)
        ]
        proposal = ActionUpdate(status=Status.COMPLETE, impact="Seen")
        record_update(session, cast.nobodys, proposal, **said(OFFICE))
        retired = add_action(session, cast.plan_id, NewAction(area, "Retired"), actor=OFFICE, **OF_MARCH)
        retire_action(session, retired, "Done", **said(OFFICE))
        mark_reminded(session, cast.hal.person_id or 0, cast.plan_id, MARCH, actor=OFFICE, **NOTED)
        mark_told(session, "member:1", cast.plan_id, MARCH, actor=OFFICE, **NOTED)
        measures = [
            add_measure(session, cast.plan_id, name, A_COUNT, actor=OFFICE, **NOTED)
            for name in ("Open contacts", "Contacts of old")
        ]
        retire_measure(session, measures[1], actor=OFFICE, **NOTED)
        board = save_board(
            session, cast.plan_id, NewBoard("Board", BoardKind.EXECUTIVE), actor=OFFICE, **NOTED
        )
        decisions = [
            add_follow_up(
                session,
                cast.plan_id,
                replace(A_DECISION, person_id=cast.hal.person_id),
                actor=OFFICE,
                **NOTED,
            )
            for _ in range(2)
        ]
        close_follow_up(session, decisions[1], "Done", actor=OFFICE, **NOTED)
        funds = [
            add_fund(session, cast.plan_id, StatedFund(name), actor=OFFICE, **OF_MARCH)
            for name in ("Grant", "Grant of old")
        ]
        lines = [
            add_line(session, funds[0], replace(A_LINE, activity=name), actor=OFFICE, **OF_MARCH)
            for name in ("One", "Two", "Of old")
        ]
        retire_fund(session, funds[1], actor=OFFICE, **OF_MARCH)
        retire_line(session, lines[2], actor=OFFICE, **OF_MARCH)
        recommended = [
            add_recommendation(session, cast.plan_id, A_RECOMMENDATION, actor=OFFICE, **OF_MARCH)
            for _ in range(2)
        ]
        link_recommendation(session, recommended[0], [cast.hers], actor=OFFICE, **NOTED)
        close_recommendation(session, recommended[1], 1, "Done", actor=OFFICE, **OF_MARCH)
        visit, removed_visit, graded_visit = (
            add_visit(session, plan_id, A_VISIT, actor=OFFICE, **OF_MARCH) for _ in range(3)
        )
        remove_visit(session, removed_visit, 1, "Twice", actor=OFFICE, **OF_MARCH)
        good = [("leaders", "good")]
        grade_visit(session, graded_visit, "ilacs-2026", good, base_version=0, actor=OFFICE, **OF_MARCH)
        findings = [add_finding(session, visit, A_FINDING, actor=OFFICE, **OF_MARCH) for _ in range(2)]
        withdraw_finding(session, findings[1], 1, "Twice", actor=OFFICE, **OF_MARCH)
        hal, ivy = (_named_in(session, demo, one.key) for one in (HAL, IVY))
        join_people(session, cast.ivy.person_id or 0, ivy, "Asked", actor=OFFICE, **NOTED)
        made = World(
            cast=cast,
            namesakes=(cast.hal.person_id or 0, hal),
            in_both=cast.ivy.person_id or 0,
            fund=funds[0],
            retired_fund=funds[1],
            line=lines[0],
            other_line=lines[1],
            retired_line=lines[2],
            movement=add_movement(session, funds[0], A_RECEIPT, actor=OFFICE, **NOTED),
            condition=add_condition(session, funds[0], A_REPORT, actor=OFFICE, **OF_MARCH),
            claim=add_claim(session, funds[0], A_CLAIM, actor=OFFICE, **OF_MARCH),
            board=board,
            meeting=plan_meetings(session, board, [APRIL], actor=OFFICE, **NOTED)[0],
            decision=decisions[0],
            closed=decisions[1],
            answer=answer_check(
                session, cast.mine, "no-date", "Agreed", until=APRIL, actor=OFFICE, **OF_MARCH
            ),
            recommendation=recommended[0],
            closed_recommendation=recommended[1],
            visit=visit,
            removed_visit=removed_visit,
            graded_visit=graded_visit,
            finding=findings[0],
            withdrawn_finding=findings[1],
            item=add_item(session, cast.plan_id, AN_ITEM, actor=OFFICE, **NOTED),
            shared_filter=save_filter(
                session,
                cast.plan_id,
                FilterPage.ACTIONS,
                "Everybody's",
                "due=overdue",
                for_everybody=True,
                actor=OFFICE,
                recorded_at=NOW,
            ),
            saving=_a_saving(session, cast),
            benefit=_a_benefit(session, cast),
            published=_a_release(session),
            release=list_releases(session)[0].id,
            area=area,
            post=session.scalars(select(Post.id).where(Post.title == "Duty Manager")).one(),
            challenge=add_comment(
                session, cast.mine, "How?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=NOW
            ),
            evidence=evidence[0],
            member=save_member(
                session, "Bea Marlow", Role.BOARD_MEMBER, email=A_TOKEN.email, actor=OFFICE, **NOTED
            ),
            retired=retired,
            measure=measures[0],
            retired_measure=measures[1],
            rebaseline=rebaseline(session, measures[0], FEBRUARY, "Why", actor=OFFICE, **NOTED),
            milestone=add_milestone(
                session, cast.plan_id, MARCH, MilestoneKind.POST_FILLED, "A lead", actor=OFFICE, **NOTED
            ),
        )
        for actor in made.actors.values():
            # Typed while they were responsible for it, or as the programme office.
            as_office = replace(actor, role=OFFICE.role)
            save_draft(session, cast.nobodys, {"progress": "x"}, 1, actor=as_office, **NOTED)
            keep_money_draft(session, cast.plan_id, "kept", {"words": "x"}, 0, actor=as_office, **NOTED)
    return made


def _named_in(session: Session, plan_id: int, key: str) -> int:
    named = select(PlanPerson.person_id).where(PlanPerson.plan_id == plan_id, PlanPerson.key == key)
    return session.scalars(named).one()


def _a_saving(session: Session, cast: Cast) -> int:
    batches = [saving_batch(MARCH, "Beds", owner="Hal Pickering")]
    record_savings(session, cast.plan_id, batches, plan_version=None, actor=OFFICE, **NOTED)
    return list_current_savings(session, cast.plan_id)[0].id


def _a_release(session: Session) -> int:
    """A published measure of one council."""
    if not list_releases(session):
        record_release(session, A_RELEASE, actor=OFFICE, **NOTED)
    return list_published_measures(session)[0].id


def _a_benefit(session: Session, cast: Cast) -> int:
    """A benefit that Hal owns, with a measure that counts it."""
    counted = add_measure(session, cast.plan_id, "Placements", A_COUNT, actor=OFFICE, **NOTED)
    said = BenefitContent("Placements", owner_id=cast.hal.person_id, volumes=(Volume("fewer", counted),))
    return add_benefit(session, cast.plan_id, said, Profile(), actor=OFFICE, **OF_MARCH)


def content(session: Session) -> Content:
    """Every row of every table, as this transaction sees it."""
    session.flush()
    return {
        table.name: sorted((tuple(row) for row in session.connection().execute(select(table))), key=repr)
        for table in METADATA.sorted_tables
    }


@pytest.fixture(scope="module")
def before(sessions: sessionmaker[Session], world: World) -> Content:
    """What the database holds before and after each of these tests."""
    with sessions() as session:
        return content(session)


@pytest.mark.parametrize("name", WRITES)
def test_every_role_against_this_write(
    sessions: sessionmaker[Session], world: World, before: Content, name: str
) -> None:
    may, write = WRITES[name]
    visitor = replace(OFFICE, is_visitor=True)
    for who, actor in {**world.actors, "visitor": visitor}.items():
        with sessions() as session:
            if who in may:
                write(session, world, actor)
                assert content(session) != before, f"{who} changed nothing"
            else:
                with pytest.raises(NotPermitted, match="Ask the programme office"):
                    write(session, world, actor)
                assert content(session) == before, f"{who} was refused and yet changed something"
            session.rollback()
    with sessions() as session:
        assert content(session) == before, "something was committed"


def public_functions() -> Iterator[FunctionType]:
    """Every public function that any module of any room's `changes` defines."""
    for found in pkgutil.walk_packages(data_model.__path__, "data_model."):
        if ".changes." not in found.name:
            continue
        module = import_module(found.name)
        for name, thing in vars(module).items():
            if isinstance(thing, FunctionType) and thing.__module__ == module.__name__ and name[0] != "_":
                yield thing


def test_every_write_there_is_stands_in_this_test() -> None:
    take_a_session = {
        one.__name__ for one in public_functions() if "session" in inspect.signature(one).parameters
    }
    assert take_a_session - INNER == set(WRITES)
    assert INNER - {one.__name__ for one in public_functions()} == set()


def test_every_write_asks_for_its_actor_by_name() -> None:
    for one in public_functions():
        if one.__name__ in WRITES:
            parameter = inspect.signature(one).parameters["actor"]
            assert (parameter.kind, parameter.default) == (parameter.KEYWORD_ONLY, parameter.empty), (
                one.__name__
            )


def test_nobody_outside_the_writes_calls_what_they_are_made_of() -> None:
    outer = ("entry", "pages", "ui", "loaders", "exports", "charts", "demo", "commands", "reminders")
    layers = (*outer, "data_model")
    files = [file for layer in layers for file in (ROOT / layer).rglob("*.py") if "changes" not in file.parts]
    assert len(files) > 200
    wrong = [
        f"{file.name}: {alias.name}"
        for file in (*files, ROOT / "cli.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and ".changes." in (node.module or "")
        for alias in node.names
        if alias.name in INNER
    ]
    assert wrong == []


def test_every_permission_is_asked_for_by_some_write() -> None:
    writes = (ROOT / "data_model").glob("*/changes/*.py")
    source = "".join(file.read_text("utf-8") for file in writes)
    asked = {permission.name for permission in Permission if f"Permission.{permission.name}" in source}
    assert asked == {permission.name for permission in Permission}


def test_each_roles_permissions_are_these() -> None:
    allowed = {
        role: {one for one in Permission if is_permitted(Actor("Any", role, "sign-in"), one)} for role in Role
    }
    of_everybody = {Permission.COMMENT, Permission.SIGN_IN, Permission.WATCH, Permission.SAVE_FILTER}
    of_a_head = {
        Permission.UPDATE,
        Permission.PROPOSE,
        Permission.EVIDENCE,
        Permission.ANSWER,
        Permission.UPDATE_SAVING,
        Permission.REALISE,
    }
    assert allowed == {
        Role.BOARD_MEMBER: {*of_everybody, Permission.ASK},
        Role.HEAD_OF_SERVICE: {
            *of_everybody,
            Permission.FOLLOW_UP,
            Permission.REPORT_RECOMMENDATION,
            *of_a_head,
        },
        Role.FINANCE: {*of_everybody, Permission.MONEY, Permission.UPDATE_SAVING, Permission.REALISE},
        Role.PROGRAMME_OFFICE: set(Permission),
    }
    nobody = Actor("Any", Role.PROGRAMME_OFFICE, "sign-in", is_visitor=True)
    assert not any(is_permitted(nobody, permission) for permission in Permission)
