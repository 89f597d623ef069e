"""What a list of contacts comes to: exact figures, what is left out, and what is said about it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from data_model.measures.measure_vocabulary import Clock, PartKind, Period, Unit
from data_model.measures.rows import PerformanceSettings, TierRow
from loaders.contacts.contact_list import ContactMeasures, compute_contacts, read_contacts
from loaders.files.raw_workbook import RawCell, RawSheet, RawWorkbook
from tests.workbooks import build_xlsx

HEADINGS = "Received,Decided,Tier,Outcome,Team"
APRIL = Period(date(2023, 4, 1), date(2023, 4, 30))
MAY = Period(date(2023, 5, 1), date(2023, 5, 31))
SETTINGS = PerformanceSettings()
WHOLE = (PartKind.WHOLE, "")


def tier(name: str, limit: float, unit: Unit, clock: Clock, holds_from: date = date(2020, 1, 1)) -> TierRow:
    return TierRow(name, 1, limit, unit, clock, holds_from, "Nobody", datetime(2020, 1, 1, tzinfo=UTC))


RED = tier("Red", 4, Unit.HOURS, Clock.ELAPSED)
AMBER = tier("Amber", 8, Unit.HOURS, Clock.SERVICE_HOURS)
YELLOW = tier("Yellow", 1, Unit.WORKING_DAYS, Clock.WORKING_DAYS)
TIERS = (RED, AMBER, YELLOW)


def measured(
    rows: Sequence[str],
    as_at: date = date(2023, 5, 31),
    tiers: Sequence[TierRow] = TIERS,
    headings: str = HEADINGS,
    settings: PerformanceSettings = SETTINGS,
) -> ContactMeasures:
    """Measure a list whose rows are lines of text."""
    file = read_contacts("\n".join((headings, *rows)).encode(), "contacts.csv")
    return compute_contacts(file, as_at, settings, tiers)


def figure(
    found: ContactMeasures,
    measure: str,
    period: Period = APRIL,
    place: tuple[PartKind, str] = WHOLE,
) -> tuple[float, float | None, float | None] | None:
    """Give the value, numerator and denominator of one reading; None when there is none."""
    readings = [
        (each.value, each.numerator, each.denominator)
        for each in found.readings
        if (each.measure, each.period, each.part_kind, each.part) == (measure, period, *place)
    ]
    assert len(readings) < 2
    return readings[0] if readings else None


def said(found: ContactMeasures) -> dict[str, str]:
    """Give what the issues saw, by code."""
    return {issue.type.code: issue.seen for issue in found.issues}


DECISION, TRIAGE = "Contact decision within 1 working day", "Triage within the tier’s time"


def test_a_contact_before_easter_is_in_time_until_the_end_of_the_next_working_day() -> None:
    row = "06/04/2023 16:50,{},Yellow,NFA,"
    for decided, met in (("11/04/2023 23:59", 1), ("12/04/2023 00:01", 0), ("12/04/2023", 0)):
        found = measured([row.format(decided)])
        assert figure(found, DECISION) == (100 * met, met, 1)
        assert figure(found, TRIAGE) == (100 * met, met, 1)


def test_the_night_on_which_the_clocks_go_back_has_an_hour_more() -> None:
    october = Period(date(2022, 10, 1), date(2022, 10, 31))
    for decided, met in (("30/10/2022 02:30", 1), ("30/10/2022 02:31", 0)):
        # From 23:30 in summer time four hours end at 2:30 in winter time.
        found = measured([f"29/10/2022 23:30,{decided},Red,NFA,"], date(2022, 10, 31))
        assert figure(found, TRIAGE, october, (PartKind.TIER, "Red")) == (100 * met, met, 1)


def test_the_night_on_which_the_clocks_go_forward_has_an_hour_less() -> None:
    march = Period(date(2023, 3, 1), date(2023, 3, 31))
    for decided, met in (("26/03/2023 04:30", 1), ("26/03/2023 04:31", 0)):
        found = measured([f"25/03/2023 23:30,{decided},Red,NFA,"], date(2023, 3, 31))
        assert figure(found, TRIAGE, march) == (100 * met, met, 1)


def test_a_limit_of_days_in_hours_is_of_true_hours_across_the_change_of_the_clocks() -> None:
    october = Period(date(2022, 10, 1), date(2022, 10, 31))
    slow = (tier("Green", 72, Unit.HOURS, Clock.ELAPSED),)
    for decided, met in (("31/10/2022 11:00", 1), ("31/10/2022 11:01", 0)):
        found = measured([f"28/10/2022 12:00,{decided},Green,NFA,"], date(2022, 10, 31), slow)
        assert figure(found, TRIAGE, october) == (100 * met, met, 1)


def test_a_service_that_never_closes_is_open_an_hour_more_when_the_clocks_go_back() -> None:
    october = Period(date(2022, 10, 1), date(2022, 10, 31))
    always = PerformanceSettings(opens=0, closes=24 * 60, service_days=tuple(range(7)))
    slow = (tier("Green", 40, Unit.HOURS, Clock.SERVICE_HOURS),)
    for decided, met in (("31/10/2022 03:00", 1), ("31/10/2022 03:01", 0)):
        row = f"29/10/2022 12:00,{decided},Green,NFA,"
        found = measured([row], date(2022, 10, 31), slow, settings=always)
        assert figure(found, TRIAGE, october) == (100 * met, met, 1)


def test_an_open_contact_whose_hours_end_at_midnight_is_late_at_the_end_of_the_as_at_day() -> None:
    april = date(2023, 4, 30)
    assert figure(measured(["30/04/2023 20:00,,Red,,"], april), TRIAGE) == (0, 0, 1)
    assert figure(measured(["30/04/2023 20:01,,Red,,"], april), TRIAGE) is None


def test_a_decision_in_the_hour_that_comes_twice_may_be_written_before_its_receipt() -> None:
    found = measured(["30/10/2022 01:50,30/10/2022 01:10,Red,NFA,"], date(2022, 10, 31))
    october = Period(date(2022, 10, 1), date(2022, 10, 31))
    assert (found.used, found.left_out) == (1, {})
    assert figure(found, TRIAGE, october) == (100, 1, 1)


def test_service_hours_rest_over_a_weekend_and_a_bank_holiday() -> None:
    # Friday 28 April 2023, 16:00: one hour that day, none until Tuesday 2 May, seven hours then.
    for decided, met in (("02/05/2023 16:00", 1), ("02/05/2023 16:01", 0), ("01/05/2023 23:00", 1)):
        found = measured([f"28/04/2023 16:00,{decided},Amber,NFA,"])
        assert figure(found, TRIAGE) == (100 * met, met, 1)


def test_a_limit_of_service_hours_that_ends_at_closing_time_is_not_met_in_the_evening() -> None:
    for decided, met in (("27/04/2023 17:00", 1), ("27/04/2023 17:01", 0), ("28/04/2023 08:59", 0)):
        found = measured([f"27/04/2023 09:00,{decided},Amber,NFA,"])
        assert figure(found, TRIAGE) == (100 * met, met, 1)


LIST = [
    "03/04/2023 09:00,03/04/2023 12:00,Red,Referral,North Team",
    "03/04/2023 09:00,03/04/2023 14:00,Red,No further action,North Team",
    "04/04/2023 09:00,05/04/2023 10:00,Yellow,NFA,South Team",
    "04/04/2023 09:00,02/05/2023 10:00,Yellow,Information and advice,South Team",
    "28/04/2023 09:00,,Yellow,,South Team",
    "31/05/2023 09:00,,Yellow,,South Team",
]


def test_the_measures_of_a_small_list_are_exact() -> None:
    found = measured(LIST)
    assert (found.rows, found.used, found.left_out, found.problem) == (6, 6, {}, None)
    wanted = {
        "Contacts received": (5, None, None),
        "Open contacts": (2, None, None),
        "Contacts open longer than 5 working days": (1, None, None),
        DECISION: (60, 3, 5),
        TRIAGE: (40, 2, 5),
        "Contacts resulting in referral": (20, 1, 5),
        "Contacts ending in no further action": (40, 2, 5),
    }
    assert {reading.measure for reading in found.readings} == set(wanted)
    assert {name: figure(found, name) for name in wanted} == wanted
    assert figure(found, "Contacts received", MAY) == (1, None, None)
    assert figure(found, "Open contacts", MAY) == (2, None, None)
    assert figure(found, "Contacts open longer than 5 working days", MAY) == (1, None, None)


def test_an_open_contact_within_its_time_counts_neither_way_and_is_named() -> None:
    found = measured(LIST)
    assert figure(found, DECISION, MAY) is None
    assert figure(found, TRIAGE, MAY) is None
    assert [issue.seen for issue in found.issues if issue.type.code == "contact-within-time"] == [
        "1 contact within one working day",
        "1 contact within the time of their tier",
    ]


def test_an_open_contact_whose_last_day_is_the_as_at_day_is_late_at_its_end() -> None:
    rows = ["27/04/2023 16:00,,Yellow,,"]
    april = date(2023, 4, 30)
    assert figure(measured(rows, april), DECISION) == (0, 0, 1)
    assert figure(measured(["28/04/2023 16:00,,Yellow,,"], april), DECISION) is None


def test_tiers_and_teams_have_figures_of_their_own() -> None:
    found = measured(LIST)
    assert figure(found, TRIAGE, place=(PartKind.TIER, "Red")) == (50, 1, 2)
    assert figure(found, TRIAGE, place=(PartKind.TIER, "Yellow")) == (100 / 3, 1, 3)
    assert figure(found, "Contacts received", place=(PartKind.TEAM, "North Team")) == (2, None, None)
    assert figure(found, "Contacts received", MAY, (PartKind.TEAM, "North Team")) == (0, None, None)
    assert figure(found, "Open contacts", place=(PartKind.TEAM, "South Team")) == (2, None, None)
    assert figure(found, DECISION, place=(PartKind.TEAM, "South Team")) == (100 / 3, 1, 3)


def test_the_limit_in_force_on_the_day_received_counts() -> None:
    stricter = tier("red", 2, Unit.HOURS, Clock.ELAPSED, date(2023, 4, 10))
    rows = [f"{day}/04/2023 09:00,{day}/04/2023 12:00,RED,NFA," for day in ("07", "10")]
    assert figure(measured(rows, tiers=(RED, stricter)), TRIAGE) == (50, 1, 2)


def test_a_tier_without_a_limit_on_the_day_received_is_named() -> None:
    later = tier("Green", 5, Unit.WORKING_DAYS, Clock.WORKING_DAYS, date(2023, 4, 10))
    rows = [f"{day}/04/2023,{day}/04/2023,{name},NFA," for day in ("07", "10") for name in ("Green", "Blue")]
    found = measured(rows, tiers=(later,))
    assert figure(found, TRIAGE) == (100, 1, 1)
    assert said(found)["contact-tier-no-limit"] == "3 contacts: “Blue” (2 contacts), “Green” (1 contact)"


def test_a_day_without_a_time_is_not_held_against_a_limit_in_hours() -> None:
    found = measured(["03/04/2023,03/04/2023 10:00,Red,NFA,", "03/04/2023 09:00,04/04/2023 00:00,Red,NFA,"])
    assert figure(found, TRIAGE) is None
    assert figure(found, DECISION) == (100, 2, 2)
    assert said(found)["contact-no-time"] == "2 contacts"


def test_the_contacts_left_out_are_counted_by_kind_with_their_first_cells() -> None:
    rows = [
        "03/04/2023 09:00,03/04/2023 12:00,Red,Referral,North Team",
        "04/13/2023,,Red,,",
        ",03/04/2023,Red,,",
        "05/04/2023,soon,Red,,",
        "05/04/2023,04/04/2023,Red,,",
        "05/04/2023 12:00,05/04/2023 11:59,Red,,",
        "01/06/2023,,Red,,",
        "05/04/2023,01/06/2023,Red,,",
        "05/04/2023,05/04/2023,Red,NFA,North Team,more",
        "",
        ",,,,",
    ]
    found = measured(rows)
    assert found.left_out == {
        "contact-received-unreadable": 1,
        "contact-received-blank": 1,
        "contact-decided-unreadable": 1,
        "contact-decided-first": 2,
        "contact-received-later": 1,
        "contact-decided-later": 1,
        "contact-row-too-long": 1,
    }
    assert (found.rows, found.used) == (9, 1)
    assert found.rows == found.used + sum(found.left_out.values())
    cells = {issue.type.code: (issue.sheet, issue.cell) for issue in found.issues}
    assert cells["contact-received-unreadable"] == ("contacts", "A3")
    assert cells["contact-decided-first"] == ("contacts", "B6, B7")
    assert figure(found, "Contacts received") == (1, None, None)


def test_only_the_first_cells_of_many_are_named() -> None:
    found = measured(["yesterday,,,,"] * 7)
    assert found.issues[0].cell == "A2, A3, A4, A5, A6 …"
    assert found.issues[0].seen == "7 contacts"
    assert found.problem is not None
    assert found.problem.type.code == "contact-none-used"


def test_a_month_that_is_not_over_has_no_figures() -> None:
    found = measured(LIST, date(2023, 5, 30))
    assert found.left_out == {"contact-received-later": 1}
    found = measured([*LIST[:5], "30/05/2023,,Yellow,,"], date(2023, 5, 30))
    assert {reading.period for reading in found.readings} == {APRIL}
    assert said(found)["contact-month-not-over"] == "1 contact"


def test_a_month_without_a_contact_has_no_figures_and_is_named() -> None:
    rows = ["03/03/2023,03/03/2023,,,", "03/05/2023,03/05/2023,,,"]
    found = measured(rows)
    assert [reading.period for reading in found.readings if reading.measure == "Open contacts"] == [
        Period(date(2023, 3, 1), date(2023, 3, 31)),
        MAY,
    ]
    assert said(found)["contact-month-empty"] == "April 2023"


def test_months_after_the_list_stops_have_no_figures() -> None:
    found = measured(LIST[:3], date(2023, 8, 31))
    assert {reading.period for reading in found.readings} == {APRIL}
    assert said(found)["contact-list-stops"] == (
        "the last contact or decision is of 5 April 2023, 148 days before 31 August 2023"
    )


def test_open_contacts_say_from_when_the_list_counts() -> None:
    assert said(measured(LIST))["contact-open-since"] == "contacts received from 3 April 2023 on"
    found = measured(["10/04/2023,,,,"])
    assert said(found)["contact-first-month"] == "the first contact is of 10 April 2023"


def test_contacts_open_longer_are_counted_in_calendar_days_when_the_settings_say_so() -> None:
    settings = PerformanceSettings(open_longer_than=6, open_longer_unit=Unit.DAYS)
    rows = ["23/04/2023,,,,", "24/04/2023,,,,", "01/04/2023,30/04/2023,,,", "01/04/2023,01/05/2023,,,"]
    found = measured(rows, settings=settings)
    assert figure(found, "Contacts open longer than 6 days") == (2, None, None)
    with pytest.raises(ValueError, match="days or working days"):
        measured(rows, settings=PerformanceSettings(open_longer_unit=Unit.HOURS))


def test_what_ends_without_an_outcome_or_without_a_date_is_said() -> None:
    rows = [
        "03/04/2023,03/04/2023,,Referral,",
        "03/04/2023,03/04/2023,,,",
        "03/04/2023,,,NFA,",
        "03/04/2023,,,,",
        "03/04/2023,03/04/2023,,Referral to early help,",
    ]
    found = measured(rows)
    assert figure(found, "Contacts resulting in referral") == (25, 1, 4)
    assert figure(found, "Contacts ending in no further action") == (25, 1, 4)
    told = said(found)
    assert told["contact-outcome-blank"] == "1 contact"
    assert told["contact-outcome-open"] == "1 contact"
    assert told["contact-outcome-undated"] == "1 contact"
    assert told["contact-outcome-doubt"] == "1 contact: “Referral to early help” (1 contact)"


def test_a_list_without_outcomes_tiers_and_teams_has_the_other_measures() -> None:
    found = measured(["03/04/2023,03/04/2023"], headings="Date received,Decision date")
    assert {reading.measure for reading in found.readings} == {
        *("Contacts received", "Open contacts", "Contacts open longer than 5 working days", DECISION)
    }
    assert said(found).keys() == {"contact-open-since", "contact-list-stops"}


def test_dates_beyond_the_bank_holidays_known_are_said() -> None:
    found = measured(["03/04/2090,03/04/2090,,,"], date(2090, 4, 30))
    assert said(found)["contact-holidays-unknown"].startswith("1 contact; bank holidays are known from ")


def test_a_column_that_is_not_read_is_named_and_not_kept() -> None:
    found = measured(
        ["03/04/2023,03/04/2023,police", "03/04/2023,03/04/2023,police"],
        headings="Received,Decided,Source of contact",
    )
    (issue,) = [each for each in found.issues if each.type.code == "contact-column-not-read"]
    assert (issue.seen, issue.sheet, issue.cell) == ("“Source of contact”", "contacts", "C1")
    assert "police" not in repr(found)


def test_what_is_like_a_name_and_rare_is_no_team() -> None:
    rows = ["03/04/2023,03/04/2023,,,Bury Fields"] * 9 + ["03/04/2023,03/04/2023,,,Hester Cawston"]
    found = measured(rows)
    assert {reading.part for reading in found.readings} == {"", "Bury Fields"}
    assert "Cawston" not in repr(found)
    assert said(found)["contact-team-rare"] == "1 name"
    assert figure(found, "Contacts received") == (10, None, None)


def test_a_workbook_is_read_with_real_dates_and_uncalculated_formulas_are_left_out(tmp_path: Path) -> None:
    content = build_xlsx(
        {
            "Notes": [("Contacts of April",)],
            "List": [
                ("Contacts", None, None),
                ("Received", "Decided", "Tier"),
                (datetime(2023, 4, 3, 9, 0), datetime(2023, 4, 3, 13, 0), "Red"),  # noqa: DTZ001
                (date(2023, 4, 4), None, "Yellow"),
            ],
        }
    )
    path = tmp_path / "contacts.xlsx"
    path.write_bytes(content)
    for source in (path, content):
        file = read_contacts(source, "contacts.xlsx")
        found = compute_contacts(file, date(2023, 5, 31), SETTINGS, TIERS)
        assert (file.size, found.used, found.left_out) == (len(content), 2, {})
        assert figure(found, TRIAGE, place=(PartKind.TIER, "Red")) == (100, 1, 1)
        assert figure(found, "Open contacts") == (1, None, None)

    cells = {
        1: {1: RawCell("Received"), 2: RawCell("Decided")},
        2: {1: RawCell(date(2023, 4, 3)), 2: RawCell(None, problem="formula-without-value")},
    }
    workbook = RawWorkbook("contacts.xlsx", (RawSheet("List", cells),))
    found = compute_contacts(read_contacts(workbook), date(2023, 4, 30), SETTINGS, ())
    assert found.left_out == {"contact-decided-unreadable": 1}


def test_several_sheets_of_contacts_are_counted_together() -> None:
    rows = {
        1: {1: RawCell("Received"), 2: RawCell("Decided")},
        2: {1: RawCell("03/04/2023"), 2: RawCell("04/04/2023")},
    }
    workbook = RawWorkbook("contacts.xlsx", (RawSheet("April", rows), RawSheet("More", rows)))
    found = compute_contacts(read_contacts(workbook), date(2023, 4, 30), SETTINGS, ())
    assert figure(found, "Contacts received") == (2, None, None)


def test_a_file_that_is_no_list_of_contacts_is_not_computed() -> None:
    file = read_contacts(b"Measure,April 2023\nContacts received,120\n", "measures.csv")
    assert (file.columns, file.problem) == (None, None)
    with pytest.raises(ValueError, match="no list of contacts"):
        compute_contacts(file, date(2023, 4, 30), SETTINGS, ())
