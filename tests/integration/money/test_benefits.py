"""Benefits recorded, loaded and read back on both databases: nothing is lost, doubled or overwritten."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.measures.measure_vocabulary import Frequency, Period, period_of
from data_model.money.benefits.benefit_checks import benefit_checks
from data_model.money.benefits.benefit_content import BenefitContent, BenefitKind, Volume
from data_model.money.benefits.benefit_profiles import (
    Profile,
    ProfileAmount,
    ProfileLevel,
    ProfileOf,
    profile_of,
)
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum, cumulate, ratio_text, reached
from data_model.money.benefits.benefit_sums import benefits_year
from data_model.money.benefits.benefit_told import ToldOfBenefits, read_stated_sum
from data_model.money.benefits.rows_benefits import BenefitReadingKind, BenefitRow, StatedBenefitReading
from data_model.money.changes.benefit_imports import BenefitBatch, StatedBenefit, record_benefits
from data_model.money.changes.benefit_returns import state_return, state_sum
from data_model.money.changes.benefits import (
    add_benefit,
    edit_benefit,
    record_banked,
    record_realised,
    reprofile,
)
from data_model.money.changes.stored_benefits import StaleBenefit
from data_model.money.financial_years import FinancialYear
from data_model.money.queries.benefit_facts import read_benefit_facts
from data_model.money.queries.benefit_returns import get_returns
from data_model.money.queries.benefits import get_benefit, list_benefit_versions, list_benefits
from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.queries.plans import get_plan
from data_model.shared.permissions import NotPermitted
from data_model.shared.refusals import Refused
from loaders.files.workbook_file import read_workbook_file
from loaders.money.benefits.benefit_import import BenefitsReport, apply_benefits, check_benefits
from tests.integration.cast import FINANCE
from tests.integration.measuring import loaded, measure, reading
from tests.integration.saving_up import LEARNT
from tests.integration.updating import Cast
from tests.places import REAL_MONEY
from tests.workbooks import build_xlsx

Sessions = sessionmaker[Session]
YEAR, NEXT = FinancialYear(2025), FinancialYear(2026)
MARCH, APRIL, MAY = date(2025, 3, 5), date(2025, 4, 10), date(2025, 5, 20)
HOMES = ["Placements", "Care", "", "", "", 300, 400]
SIGNED: dict[str, Any] = {"actor": FINANCE, "recorded_at": LEARNT}
WHY = {"reason": "The lease is late", "approved_by": "The board"}
REALISED, BANKED = BenefitReadingKind
TITLE = ["Benefits as at 5 March 2025, £000"]
HEADINGS = [
    "Benefit",
    "Service",
    "Owner",
    "Volume",
    "Measure",
    "2025/26 net",
    "2026/27 net",
    "2025/26 realised",
]


def net(*pence: int) -> Profile:
    return profile_of(
        {
            ProfileOf(YEAR.after(at), ProfileLevel.TARGET, ProfileAmount.NET): each
            for at, each in enumerate(pence)
        }
    )


def made(sessions: Sessions, plan_id: int, *pence: int, **said: Any) -> int:
    with sessions.begin() as session:
        content = BenefitContent(**{"title": "Placements", **said})
        return add_benefit(session, plan_id, content, net(*pence), as_at=MARCH, **SIGNED)


def row_of(sessions: Sessions, plan_id: int, as_at: date = MAY) -> BenefitRow:
    with sessions() as session:
        (row,) = list_benefits(session, plan_id, as_at)
    return row


def profiled(sessions: Sessions, benefit_id: int, as_at: date, held: int, *pence: int, **why: str) -> int:
    with sessions.begin() as session:
        said = {**WHY, **why}
        return reprofile(session, benefit_id, net(*pence), newest_profile=held, as_at=as_at, **said, **SIGNED)


def load(
    sessions: Sessions, plan_id: int, content: bytes, told: ToldOfBenefits | None = None
) -> BenefitsReport:
    file = read_workbook_file("benefits.xlsx", content)
    with sessions.begin() as session:
        report = check_benefits(session, get_plan(session, plan_id), file, told=told)
        if report.can_load:
            apply_benefits(session, report, actor=FINANCE, recorded_at=LEARNT)
    return report


def sheet(*rows: list[Any], title: list[str] | None = None) -> bytes:
    return build_xlsx({"Benefits": [title or TITLE, HEADINGS, *rows]})


def test_a_profile_is_never_overwritten_and_each_day_sees_its_own(sessions: Sessions, plan_id: int) -> None:
    number = made(sessions, plan_id, 300, 400)
    assert profiled(sessions, number, APRIL, 1, 200, 500) == 2
    assert profiled(sessions, number, MAY, 2, 200, 500) == 2  # it says the same
    row = row_of(sessions, plan_id)
    assert [one.profile.total(ProfileLevel.TARGET) for one in row.profiles] == [700, 700]
    assert (row.profiles[0].profile, row.profile) == (net(300, 400), net(200, 500))
    assert (row.profiles[1].reason, row.profiles[1].approved_by) == ("The lease is late", "The board")
    assert row_of(sessions, plan_id, MARCH).profile == net(300, 400)


def test_a_profile_without_reason_or_approver_or_of_an_earlier_day_is_refused(
    sessions: Sessions, plan_id: int
) -> None:
    number = made(sessions, plan_id, 300)
    for why in ({"reason": ""}, {"approved_by": " "}):
        with pytest.raises(Refused, match="Say why it is reprofiled"):
            profiled(sessions, number, APRIL, 1, 200, **why)
    with pytest.raises(Refused, match="a profile of a later day"):
        profiled(sessions, number, date(2025, 1, 1), 1, 200)
    with pytest.raises(StaleBenefit):
        profiled(sessions, number, APRIL, 0, 200)
    with pytest.raises(Refused, match="at least one year"):
        profiled(sessions, number, APRIL, 1)
    assert len(row_of(sessions, plan_id).profiles) == 1


def test_a_net_that_contradicts_gross_and_cost_is_refused_in_a_form(sessions: Sessions, plan_id: int) -> None:
    number = made(sessions, plan_id)
    of = {kind: ProfileOf(YEAR, ProfileLevel.TARGET, kind) for kind in ProfileAmount}
    wrong = profile_of(
        {of[ProfileAmount.GROSS]: 500, of[ProfileAmount.COST]: 100, of[ProfileAmount.NET]: 450}
    )
    with sessions.begin() as session, pytest.raises(Refused, match="net is £4.50, gross less cost is £4"):
        reprofile(session, number, wrong, reason="", approved_by="", newest_profile=0, as_at=MAY, **SIGNED)


def test_whatever_order_profiles_come_in_each_day_sees_the_same(sessions: Sessions, plan_id: int) -> None:
    days = (MARCH, APRIL, MAY)
    seen = set()
    for at, order in enumerate(permutations(range(3))):
        title = f"Benefit {at}"
        for place in order:
            stated = StatedBenefit(None, title, "A3", BenefitContent(title), net(100 * (place + 1), 7))
            with sessions.begin() as session:
                record_benefits(
                    session,
                    plan_id,
                    [BenefitBatch("b.xlsx", "c" * 64, 9, ("Benefits",), days[place], (stated,))],
                    plan_version=None,
                    **SIGNED,
                )
        with sessions() as session:
            for day in days:
                row = next(one for one in list_benefits(session, plan_id, day) if one.content.title == title)
                seen.add((day, tuple(one.profile for one in row.profiles)))
    assert seen == {
        (day, tuple(net(100 * (each + 1), 7) for each in range(at + 1))) for at, day in enumerate(days)
    }


def test_a_reading_of_a_past_day_never_changes_what_an_earlier_day_saw(
    sessions: Sessions, plan_id: int
) -> None:
    counted = measure(sessions, plan_id, "Placements")
    number = made(sessions, plan_id, 300, volumes=(Volume("fewer", counted),))
    days = [MARCH + timedelta(days=ahead) for ahead in (60, 10, 40, 20, 40)]
    looked = sorted({day + timedelta(days=ahead) for day in days for ahead in (-1, 0)})
    for place, day in enumerate(days):
        before = {each: row_of(sessions, plan_id, each).readings for each in looked}
        with sessions.begin() as session:
            for kind, record in ((REALISED, record_realised), (BANKED, record_banked)):
                said = StatedBenefitReading(2025, kind, None if place == 3 else 100 + place, "1,200")
                record(session, number, said, as_at=day, **SIGNED)
        later = min((one for one in days[:place] if one > day), default=date.max)
        for each in looked:
            if not day <= each < later:
                assert row_of(sessions, plan_id, each).readings == before[each]
    row = row_of(sessions, plan_id, MARCH + timedelta(days=45))
    assert (row.reading(YEAR, REALISED), row.reading(YEAR, BANKED)) == (104, 104)
    assert row.readings[0].volume == "1200"
    assert row_of(sessions, plan_id, MARCH + timedelta(days=25)).readings == ()  # taken away


def test_without_a_measure_nothing_can_be_realised(sessions: Sessions, plan_id: int) -> None:
    number = made(sessions, plan_id, 300)
    with sessions.begin() as session, pytest.raises(Refused, match="No measure counts a volume"):
        record_realised(session, number, StatedBenefitReading(2025, REALISED, 100), as_at=MAY, **SIGNED)
    with sessions.begin() as session:
        record_banked(session, number, StatedBenefitReading(2025, BANKED, 100), as_at=MAY, **SIGNED)
    with sessions() as session:
        found = benefit_checks(read_benefit_facts(session, plan_id, MAY))
    assert [one.code for one in found] == ["benefit-no-measure", "benefit-banked-above"]


def test_nothing_is_banked_for_a_benefit_that_is_not_cashable(sessions: Sessions, plan_id: int) -> None:
    number = made(sessions, plan_id, 300, kind=BenefitKind.NON_CASHABLE)
    with sessions.begin() as session, pytest.raises(Refused, match="non-cashable"):
        record_banked(session, number, StatedBenefitReading(2025, BANKED, 100), as_at=MAY, **SIGNED)


def test_the_owner_says_what_is_realised_and_never_what_is_banked(sessions: Sessions, cast: Cast) -> None:
    counted = measure(sessions, cast.plan_id, "Placements")
    said = {"owner_id": cast.hal.person_id, "volumes": (Volume("fewer", counted),)}
    number = made(sessions, cast.plan_id, 300, **said)
    as_hal: dict[str, Any] = {"as_at": MAY, "actor": cast.hal, "recorded_at": LEARNT}
    with sessions.begin() as session:
        record_realised(session, number, StatedBenefitReading(2025, REALISED, 100), **as_hal)
    for record, kind, actor in (
        (record_banked, BANKED, cast.hal),
        (record_realised, REALISED, cast.ivy),
    ):
        with sessions.begin() as session, pytest.raises(NotPermitted):
            record(session, number, StatedBenefitReading(2025, kind, 1), **{**as_hal, "actor": actor})


def test_a_benefit_is_changed_by_versions_and_tied_only_to_what_is_there(
    sessions: Sessions, cast: Cast
) -> None:
    number = made(sessions, cast.plan_id, 300)
    said = BenefitContent(
        "Placements", action_ids=(cast.hers, cast.mine), volumes=(Volume("x", baseline="1,200"),)
    )
    with sessions.begin() as session:
        assert edit_benefit(session, number, said, version=1, as_at=APRIL, **SIGNED) == 2
    with sessions() as session:
        row = get_benefit(session, cast.plan_id, number, APRIL)
        versions = list_benefit_versions(session, number)
    assert row is not None
    assert row.content.action_ids == tuple(sorted((cast.hers, cast.mine)))
    assert (row.content.volumes[0].baseline, len(versions)) == ("1200", 2)
    refused = [
        (replace(said, volumes=(Volume("x", measure_id=99),)), "no such measure"),
        (replace(said, saving_ids=(99,)), "no such saving"),
        (replace(said, owner_id=99), "no such person"),
        (replace(said, title=" – "), "Give the benefit a name"),
        (replace(said, volumes=(Volume("", baseline="5"),)), "Say what a volume counts"),
        (replace(said, retired=True), "Say why"),
    ]
    for content, words in refused:
        with sessions.begin() as session, pytest.raises(Refused, match=words):
            edit_benefit(session, number, content, version=2, as_at=MAY, **SIGNED)
    with sessions.begin() as session, pytest.raises(StaleBenefit):
        edit_benefit(session, number, said, version=1, as_at=MAY, **SIGNED)
    with sessions.begin() as session, pytest.raises(Refused, match="already"):
        add_benefit(session, cast.plan_id, BenefitContent("placements"), Profile(), as_at=MAY, **SIGNED)


def test_a_return_keeps_its_first_profile_and_a_stated_sum_can_be_taken_away(
    sessions: Sessions, plan_id: int
) -> None:
    stated = StatedSum(ProfileAmount.GROSS, YEAR, NEXT, 500, "Page 4")
    with sessions.begin() as session:
        state_return(session, plan_id, ReturnContent((), 500, "Page 1"), reason="", approved_by="", newest=0,
                     as_at=MARCH, **SIGNED)  # fmt: skip
        state_sum(session, plan_id, stated, as_at=MARCH, **SIGNED)
    with sessions.begin() as session, pytest.raises(Refused, match="profiled anew"):
        state_return(session, plan_id, ReturnContent((), 600), reason="", approved_by="", newest=1, as_at=MAY,
                     **SIGNED)  # fmt: skip
    with sessions.begin() as session:
        state_return(session, plan_id, ReturnContent((), 600), newest=1, as_at=MAY, **WHY, **SIGNED)
        state_sum(session, plan_id, stated, withdrawn=True, as_at=MAY, **SIGNED)
    with sessions() as session:
        now, then = (get_returns(session, plan_id, day) for day in (MAY, MARCH))
    assert [one.content.invested for one in now.profiles] == [500, 600]
    assert (now.stated, then.stated) == ((), (stated,))


def test_a_benefit_claimed_whose_measure_shows_only_chance_is_found(sessions: Sessions, plan_id: int) -> None:
    counted = measure(sessions, plan_id, "Placements")
    number = made(sessions, plan_id, 300, volumes=(Volume("fewer", counted, "40", date(2024, 4, 1)),))
    months = [period_of(date(2024 + at // 12, at % 12 + 1, 1), Frequency.MONTH) for at in range(16)]
    steady = [reading(counted, 40 + at % 3, month) for at, month in enumerate(months)]
    loaded(sessions, plan_id, MAY, steady)
    with sessions.begin() as session:
        record_realised(session, number, StatedBenefitReading(2025, REALISED, 10_000), as_at=MAY, **SIGNED)
    assert _codes(sessions, plan_id) == ["benefit-common-cause"]
    dropped = [reading(counted, 12, Period(month.start, month.end)) for month in months[9:]]
    loaded(sessions, plan_id, MAY, dropped)
    assert _codes(sessions, plan_id) == []


def _codes(sessions: Sessions, plan_id: int) -> list[str]:
    with sessions() as session:
        return [one.code for one in benefit_checks(read_benefit_facts(session, plan_id, MAY))]


def test_a_table_is_loaded_with_its_source_and_loading_it_again_changes_nothing(
    sessions: Sessions, cast: Cast
) -> None:
    measure(sessions, cast.plan_id, "Open placements")
    content = sheet(["Placements", "Care", "Hal Pickering", "fewer nights", "Open placements", 300, 400, 50])
    assert load(sessions, cast.plan_id, content).can_load
    row = row_of(sessions, cast.plan_id)
    assert (row.file_name, row.sheet, row.cell) == ("benefits.xlsx", "Benefits", "A3")
    assert row.content.owner_id == cast.hal.person_id
    assert row.reading(YEAR, REALISED) == 5_000_000
    again = load(sessions, cast.plan_id, content)
    assert again.changes_nothing
    assert again.issues[0].type.code == "loaded-before"
    assert len(row_of(sessions, cast.plan_id).profiles) == 1


def test_a_file_that_reprofiles_asks_why_and_who_approved_it(sessions: Sessions, plan_id: int) -> None:
    load(sessions, plan_id, sheet(["Placements", "", "", "", "", 300, 400]))
    later = sheet(["Placements", "", "", "", "", 250, 400], title=["Benefits as at 20 April 2025, £000"])
    asked = load(sessions, plan_id, later)
    assert [issue.type.code for issue in asked.issues if issue.type.severity.value == "error"] == [
        "benefits-reprofiled"
    ]
    assert load(sessions, plan_id, later, ToldOfBenefits(reason="Late", approved_by="Board")).can_load
    row = row_of(sessions, plan_id)
    assert [one.profile.total(ProfileLevel.TARGET) for one in row.profiles] == [70_000_000, 65_000_000]
    assert (row.profiles[1].reason, row.profiles[1].approved_by) == ("Late", "Board")


def test_what_the_dashboard_made_of_a_file_stands_where_the_file_says_as_before(
    sessions: Sessions, plan_id: int
) -> None:
    content = sheet(HOMES, ["Hubs", "", "", "", "", 10, 20])
    load(sessions, plan_id, content)
    with sessions() as session:
        row = list_benefits(session, plan_id, MAY)[0]
    profiled(sessions, row.id, APRIL, 1, 100, 600)
    with sessions.begin() as session:
        edit_benefit(session, row.id, replace(row.content, service="Homes"), version=1, as_at=APRIL, **SIGNED)
    later = sheet(HOMES, title=["Benefits as at 20 May 2025, £000"])
    again = load(sessions, plan_id, later)
    assert again.changes_nothing
    assert {issue.type.code for issue in again.issues} >= {"kept-from-dashboard", "benefit-missing"}
    with sessions() as session:
        assert len(list_benefits(session, plan_id, MAY)) == 2


def test_realised_without_a_measure_is_named_and_not_loaded(sessions: Sessions, plan_id: int) -> None:
    found = load(sessions, plan_id, sheet(["Placements", "", "", "", "Nobody's measure", 300, 400, 50]))
    assert {issue.type.code for issue in found.issues} >= {"benefit-measure-unknown", "benefit-unmeasured"}
    assert row_of(sessions, plan_id).readings == ()


def test_a_plan_that_changed_since_the_check_is_not_loaded_into(sessions: Sessions, plan_id: int) -> None:
    batch = BenefitBatch("b.xlsx", "c" * 64, 9, ("Benefits",), MARCH)
    with pytest.raises(StalePlan), sessions.begin() as session:
        record_benefits(session, plan_id, [batch], plan_version=99, **SIGNED)


@pytest.mark.skipif(not REAL_MONEY.exists(), reason="the real workbook is not here")
def test_the_real_workbooks_figures_come_out(sessions: Sessions, plan_id: int) -> None:
    told = ToldOfBenefits(
        date(2021, 11, 30), invested=890_000_000, sums=(read_stated_sum("gross 2022/23 to 2025/26 £20.759m"),)
    )
    report = load(sessions, plan_id, REAL_MONEY.read_bytes(), told)
    assert report.skipped == (
        *("Proposed Nov 2021", "Progress Jan 2023", "Children in care", "Demand pressures", "Grants"),
    )
    with sessions() as session:
        facts = read_benefit_facts(session, plan_id, MAY)
    last = FinancialYear(2029)
    rows = {row.content.title: row for row in facts.benefits}
    assert (len(rows), benefits_year(facts.benefits, last).target) == (8, 1_061_000_000)
    plans = rows["Fewer repeat plans"]
    assert [
        (plans.profile.volume(last, ProfileLevel.TARGET, at), volume.words)
        for at, volume in enumerate(plans.content.volumes)
    ] == [
        ("141", "fewer (CIN) children needing support each year"),
        ("89", "fewer (CP) children needing support each year"),
    ]
    stated = {(one.kind.value, one.years_text): one.pence for one in facts.stated}
    assert [stated[kind, "2029/30"] for kind in ("net", "cost", "gross")] == [
        1_061_000_000, 63_100_000, 1_124_100_000,
    ]  # fmt: skip
    assert facts.returns is not None
    so_far = cumulate(facts.returns)
    assert (so_far[-1].gross, so_far[-1].net) == (6_337_500_000, 5_077_500_000)
    ratios = [one.ratio(ProfileAmount.GROSS) for one in (so_far[3], so_far[7])]
    assert [ratio_text(one) for one in ratios if one is not None] == ["2.3 : 1", "7.1 : 1"]
    assert reached(so_far, ProfileAmount.GROSS) == FinancialYear(2026)
    said = [one.sentence for one in benefit_checks(facts) if one.code == "benefit-not-adding-up"]
    assert said == [
        "Gross 2022/23 to 2029/30: £63,376,000 stated, £63,375,000 added up, £1,000 apart, "
        "which rounding can make (sheet “Return on investment”, J4).",
        "Net 2022/23 to 2029/30: £50,776,000 stated, £50,775,000 added up, £1,000 apart, "
        "which rounding can make (sheet “Return on investment”, J5).",
        "Gross 2022/23 to 2025/26: £20,759,000 stated, £20,749,000 added up, £10,000 apart "
        "(the paper’s text).",
    ]
    assert load(sessions, plan_id, REAL_MONEY.read_bytes(), told).changes_nothing


def test_a_renamed_benefit_leaves_its_old_name_free(sessions: Sessions, plan_id: int) -> None:
    number = made(sessions, plan_id, 300)
    with sessions.begin() as session:
        edit_benefit(session, number, BenefitContent("Nights"), version=1, as_at=APRIL, **SIGNED)
    other = made(sessions, plan_id, 500)
    with sessions() as session:
        assert {row.id: row.content.title for row in list_benefits(session, plan_id, MAY)} == {
            number: "Nights",
            other: "Placements",
        }
