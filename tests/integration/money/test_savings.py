"""Savings loaded, updated and read back on both databases: nothing is lost, doubled or overwritten."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.money.changes.saving_imports import record_savings
from data_model.money.changes.savings import StaleSaving, edit_saving, update_saving
from data_model.money.financial_years import FinancialYear
from data_model.money.queries.saving_actions import list_saving_actions
from data_model.money.queries.savings import (
    get_saving,
    list_current_savings,
    list_saving_imports,
    list_saving_versions,
    list_savings,
)
from data_model.money.savings.rows_savings import SavingAbout, SavingRow, SavingUpdate
from data_model.money.savings.saving_content import Brag, SavingAmount, SavingDifference
from data_model.money.savings.saving_profiles import agreed_otherwise
from data_model.money.savings.saving_totals import total, year_position
from data_model.money.savings.tables_savings import SavingVersion
from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.queries.actions import list_actions
from data_model.shared.refusals import Refused
from loaders.files import issues as file_kinds
from loaders.money import money_issues as kinds
from tests.integration.cast import FINANCE
from tests.integration.saving_up import LEARNT, YEAR, load_savings, saving_batch
from tests.integration.updating import Cast
from tests.money_workbooks import (
    BEDS,
    DUTY,
    HEADINGS,
    HUBS,
    PROPOSED,
    RED,
    ROWS,
    proposal_rows,
    savings_xlsx,
)
from tests.places import REAL_MONEY

Sessions = sessionmaker[Session]
STATED, LATER, TODAY = date(2025, 3, 5), date(2025, 3, 20), date(2025, 4, 1)
NEXT = FinancialYear(2026)
SIGNED: dict[str, Any] = {"actor": FINANCE, "recorded_at": LEARNT}


def rows_of(sessions: Sessions, plan_id: int, as_at: date = TODAY) -> dict[str, SavingRow]:
    with sessions() as session:
        return {row.content.title: row for row in list_savings(session, plan_id, as_at)}


def count_versions(sessions: Sessions) -> int:
    with sessions() as session:
        return session.scalar(select(func.count()).select_from(SavingVersion)) or 0


def test_a_table_is_loaded_with_its_source_and_loading_it_again_changes_nothing(
    sessions: Sessions, plan_id: int
) -> None:
    content = savings_xlsx()
    first = load_savings(sessions, plan_id, content)
    assert [len(table.added) for table in first.tables] == [3]
    beds = rows_of(sessions, plan_id)["Block beds"]
    assert beds.content.amount(SavingAmount.AGREED, YEAR) == 40_000_000
    assert (beds.as_at, beds.recorded_by) == (STATED, "Fin Aldous")
    assert (beds.file_name, beds.sheet, beds.cell) == ("savings.xlsx", "Savings", "C4")
    again = load_savings(sessions, plan_id, content)
    assert again.changes_nothing
    assert again.issues[0].type is file_kinds.LOADED_BEFORE
    assert count_versions(sessions) == 3
    with sessions() as session:
        assert len(list_saving_imports(session, plan_id)) == 1


def test_two_tables_of_one_file_make_one_history(sessions: Sessions, plan_id: int) -> None:
    proposed = ("Proposals", PROPOSED, HEADINGS[:5], proposal_rows(r1=(-0.5, -0.75)))
    load_savings(sessions, plan_id, savings_xlsx(more=[proposed]))
    found = rows_of(sessions, plan_id)
    assert len(found) == 3
    beds = found["Block beds"].content
    assert [beds.amount(kind, YEAR) for kind in (SavingAmount.PROPOSED, SavingAmount.AGREED)] == [
        50_000_000,
        40_000_000,
    ]
    assert [one.title for one in agreed_otherwise(row.content for row in found.values())] == ["Block beds"]
    then = rows_of(sessions, plan_id, date(2024, 12, 1))["Block beds"].content
    assert (then.amount(SavingAmount.AGREED, YEAR), then.brag) == (None, Brag.NOT_RATED)
    assert rows_of(sessions, plan_id, date(2024, 1, 1)) == {}


def test_a_row_that_is_missing_is_reported_and_never_deleted(sessions: Sessions, plan_id: int) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    report = load_savings(
        sessions, plan_id, savings_xlsx([BEDS], title="Savings agreed, position at 20 March 2025")
    )
    missing = [issue.seen for issue in report.issues if issue.type is kinds.SAVING_MISSING]
    assert missing == ["Family hubs"]  # the third is counted in another programme
    assert len(rows_of(sessions, plan_id)) == 3


def test_an_older_table_goes_into_the_history_alone(sessions: Sessions, plan_id: int) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    older = savings_xlsx(
        [(*BEDS[:3], -0.3, -0.6, RED, "")], title="Savings agreed, position at 3 February 2025"
    )
    report = load_savings(sessions, plan_id, older)
    assert any(issue.type is kinds.SAVINGS_OLDER for issue in report.issues)
    assert rows_of(sessions, plan_id)["Block beds"].content.brag is Brag.ON_TRACK
    then = rows_of(sessions, plan_id, date(2025, 2, 10))["Block beds"].content
    assert (then.brag, then.amount(SavingAmount.AGREED, YEAR)) == (Brag.NOT_DELIVERABLE, 30_000_000)


def test_a_retitled_saving_is_recognised_by_its_ref_and_area(sessions: Sessions, plan_id: int) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    report = load_savings(
        sessions, plan_id, savings_xlsx([("1", "Care", "Beds by contract", *BEDS[3:]), HUBS, DUTY])
    )
    assert [issue.cell for issue in report.issues if issue.type is kinds.SAVING_RETITLED] == ["C4"]
    assert sorted(rows_of(sessions, plan_id)) == ["Beds by contract", "Duty carers", "Family hubs"]


def test_what_the_owner_said_since_stands_where_the_file_says_as_before(
    sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = rows_of(sessions, plan_id)["Block beds"]
    said = SavingUpdate("at_risk", "Two beds closed", "", "", ((2025, "forecast", 30_000_000),))
    with sessions.begin() as session:
        update_saving(session, beds.id, said, version=beds.version, as_at=LATER, **SIGNED)
    newer = savings_xlsx(
        [(*BEDS[:3], -0.4, -0.65, *BEDS[5:]), HUBS, DUTY], title="Savings agreed, position at 25 March 2025"
    )
    report = load_savings(sessions, plan_id, newer)
    kept = {issue.seen for issue in report.issues if issue.type is file_kinds.KEPT_FROM_DASHBOARD}
    assert kept == {"Block beds: Progress", "Block beds: Rating"}
    now = rows_of(sessions, plan_id)["Block beds"].content
    assert (now.brag, now.progress) == (Brag.AT_RISK, "Two beds closed")
    assert now.amount(SavingAmount.AGREED, NEXT) == 65_000_000
    assert now.amount(SavingAmount.FORECAST, YEAR) == 30_000_000


def test_an_update_is_a_new_version_and_an_empty_one_writes_nothing(sessions: Sessions, plan_id: int) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = rows_of(sessions, plan_id)["Block beds"]
    said = SavingUpdate("on_track", beds.content.progress, "", "", ((2025, "delivered", None),))
    with sessions.begin() as session:
        assert update_saving(session, beds.id, said, version=1, as_at=LATER, **SIGNED) == 1
        told = SavingUpdate("delivered", "All open", "Nearer to home", "", ((2025, "delivered", 39_999_999),))
        assert update_saving(session, beds.id, told, version=1, as_at=LATER, **SIGNED) == 2
    with sessions() as session:
        versions = list_saving_versions(session, [beds.id])[beds.id]
        assert [(one.version, one.content.brag) for one in versions] == [
            (1, Brag.ON_TRACK),
            (2, Brag.DELIVERED),
        ]
        before = get_saving(session, plan_id, beds.id, STATED)
        assert before is not None
        assert (before.content.progress, before.version) == (BEDS[6], 2)
        current = {row.id: row for row in list_current_savings(session, plan_id)}[beds.id]
    assert current.content.amount(SavingAmount.DELIVERED, YEAR) == 39_999_999


def test_a_version_that_is_not_the_newest_and_an_earlier_day_are_refused(
    sessions: Sessions, plan_id: int
) -> None:
    load_savings(sessions, plan_id, savings_xlsx())
    beds = rows_of(sessions, plan_id)["Block beds"]
    said = SavingUpdate("at_risk", "", "", "")
    with sessions.begin() as session:
        update_saving(session, beds.id, said, version=1, as_at=LATER, **SIGNED)
    with pytest.raises(StaleSaving), sessions.begin() as session:
        update_saving(session, beds.id, said, version=1, as_at=LATER, **SIGNED)
    for wrong in (
        lambda session: update_saving(session, beds.id, said, version=2, as_at=STATED, **SIGNED),
        lambda session: update_saving(
            session, beds.id, SavingUpdate("splendid", "", "", ""), version=2, as_at=LATER, **SIGNED
        ),
        lambda session: update_saving(
            session, beds.id, SavingUpdate("at_risk", "", "", "", ((2025, "agreed", 1),)), version=2,
            as_at=LATER, **SIGNED
        ),
        lambda session: edit_saving(
            session, beds.id, SavingAbout("", 999, "", ""), version=2, as_at=LATER, **SIGNED
        ),
    ):  # fmt: skip
        with pytest.raises(Refused), sessions.begin() as session:
            wrong(session)
    assert count_versions(sessions) == 4


def test_a_plan_that_changed_since_the_check_is_not_loaded_into(sessions: Sessions, plan_id: int) -> None:
    with pytest.raises(StalePlan), sessions.begin() as session:
        record_savings(session, plan_id, [saving_batch(STATED, "Beds")], plan_version=99, **SIGNED)
    assert count_versions(sessions) == 0


def test_an_owner_named_as_a_person_of_the_plan_may_say_how_it_goes(sessions: Sessions, cast: Cast) -> None:
    with sessions.begin() as session:
        record_savings(
            session,
            cast.plan_id,
            [saving_batch(STATED, "Beds", owner="Hal  Pickering")],
            plan_version=None,
            **SIGNED,
        )
    (row,) = rows_of(sessions, cast.plan_id).values()
    assert row.content.owner_id == cast.hal.person_id
    with sessions.begin() as session:
        said = SavingUpdate("at_risk", "", "", "")
        update_saving(session, row.id, said, version=1, as_at=LATER, actor=cast.hal, recorded_at=LEARNT)


def test_a_column_of_refs_ties_the_actions_that_bring_a_saving(sessions: Sessions, cast: Cast) -> None:
    def tied() -> list[str]:
        with sessions() as session:
            found = list_saving_actions(session, cast.plan_id, TODAY)
        return [action.ref for actions in found.values() for action in actions]

    with sessions() as session:
        ref, other = [row.ref for row in list_actions(session, cast.plan_id, TODAY)][:2]
    headings = (*HEADINGS, "Plan actions")
    report = load_savings(
        sessions, cast.plan_id, savings_xlsx([(*BEDS, f"{ref.lower()}, 99.99"), (*HUBS, "")], headings)
    )
    unknown = [issue.seen for issue in report.issues if issue.type is kinds.SAVING_ACTION_UNKNOWN]
    assert unknown == ["Block beds: 99.99"]
    assert tied() == [ref]
    # A blank says nothing; other refs are a change though nothing else of the saving is.
    assert load_savings(sessions, cast.plan_id, savings_xlsx([BEDS, HUBS])).changes_nothing
    (table,) = load_savings(
        sessions, cast.plan_id, savings_xlsx([(*BEDS, other), (*HUBS, "")], headings)
    ).tables
    assert [(one.title, *one.differences) for one in table.changed] == [
        ("Block beds", SavingDifference("Actions", ref, other))
    ]
    assert tied() == [other]
    assert count_versions(sessions) == 2


def test_rows_of_a_table_are_those_of_the_workbook(sessions: Sessions, plan_id: int) -> None:
    load_savings(sessions, plan_id, savings_xlsx(ROWS))
    assert list(rows_of(sessions, plan_id)) == [row[2] for row in ROWS]


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the real workbook is not here")
def test_the_real_workbooks_figures_come_out(sessions: Sessions, plan_id: int) -> None:
    report = load_savings(sessions, plan_id, REAL_MONEY.read_bytes())
    assert [(table.read.sheet, table.read.as_at) for table in report.tables] == [
        ("Proposed Nov 2021", date(2021, 11, 30)),
        ("Progress Jan 2023", date(2023, 1, 26)),
    ]
    savings = [row.content for row in rows_of(sessions, plan_id).values()]
    years = [FinancialYear(first) for first in (2022, 2023, 2024, 2025)]
    assert len(savings) == 10
    assert [total(savings, SavingAmount.AGREED, year) for year in years] == [179_000_000, *[248_400_000] * 3]
    assert [total(savings, SavingAmount.PROPOSED, year) for year in years[:2]] == [191_800_000, 274_700_000]
    brags = [one.brag for one in savings]
    assert [brags.count(brag) for brag in (Brag.ON_TRACK, Brag.AT_RISK, Brag.NOT_RATED)] == [8, 1, 1]
    (at_risk,) = [one for one in savings if one.brag is Brag.AT_RISK]
    assert at_risk.title == "Children's Centres - Building Only"
    (unrated,) = [one for one in savings if one.brag is Brag.NOT_RATED]
    assert unrated.taken_into == "the transformation programme"
    now = year_position(savings, years[1])
    assert (now.elsewhere, now.at_risk) == (30_900_000, 25_900_000)
    assert now.on_track + now.elsewhere + now.at_risk == now.agreed
    assert {
        one.title: [(year.first, agreed - proposed) for year, proposed, agreed in one.years[:2]]
        for one in agreed_otherwise(savings)
    } == {
        "Play & Youth Services - Excluding buildings": [(2022, -7_800_000), (2023, -10_500_000)],
        "Children's Centres - Excluding buildings": [(2022, -5_000_000), (2023, -7_300_000)],
        "Children's Centres - Building Only": [(2023, -8_500_000), (2024, -8_500_000)],
    }
    assert load_savings(sessions, plan_id, REAL_MONEY.read_bytes()).changes_nothing
