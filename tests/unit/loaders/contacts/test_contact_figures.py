"""The figures of any list against a slow count of its own, contact by contact, by the rules of the clocks."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data_model.measures.clocks import deadline, local, was_in_time
from data_model.measures.measure_vocabulary import Clock, Frequency, PartKind, Period, Unit, period_of
from data_model.measures.rows import PerformanceSettings, TierRow
from data_model.shared.days.working_days import working_days_between
from loaders.contacts.contact_list import compute_contacts, read_contacts

RECORDED = datetime(2020, 1, 1, tzinfo=UTC)
FIRST = date(2022, 10, 24)  # the clocks go back on 30 October
LIMITS = (
    TierRow("Red", 1, 4, Unit.HOURS, Clock.ELAPSED, date(2020, 1, 1), "", RECORDED),
    TierRow("Red", 1, 2, Unit.HOURS, Clock.ELAPSED, date(2022, 11, 1), "", RECORDED),
    TierRow("Amber", 2, 9.5, Unit.HOURS, Clock.SERVICE_HOURS, date(2020, 1, 1), "", RECORDED),
    TierRow("Yellow", 3, 3, Unit.WORKING_DAYS, Clock.WORKING_DAYS, date(2020, 1, 1), "", RECORDED),
    TierRow("Grey", 4, 30, Unit.HOURS, Clock.WORKING_DAYS, date(2020, 1, 1), "", RECORDED),
    TierRow("Green", 6, 72, Unit.HOURS, Clock.ELAPSED, date(2020, 1, 1), "", RECORDED),
    TierRow("Blue", 5, 2, Unit.DAYS, Clock.ELAPSED, date(2022, 11, 5), "", RECORDED),
)


class Contact(NamedTuple):
    received: datetime
    decided: datetime | None
    tier: str
    outcome: str
    team: str

    def line(self) -> str:
        decided = f"{self.decided:%d/%m/%Y %H:%M}" if self.decided else ""
        return f"{self.received:%d/%m/%Y %H:%M},{decided},{self.tier},{self.outcome},{self.team}"


moments = st.builds(
    lambda days, minutes: (
        datetime(FIRST.year, FIRST.month, FIRST.day)  # noqa: DTZ001
        + timedelta(days=days, minutes=minutes)
    ),
    st.one_of(st.integers(4, 8), st.integers(0, 90), st.integers(153, 158)),
    st.one_of(st.integers(1, 1439), st.sampled_from([60, 90, 119, 120, 540, 1020])),
)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    received = draw(moments)
    minutes = draw(st.one_of(st.none(), st.integers(0, 600), st.integers(0, 20_000)))
    decided = None if minutes is None else received + timedelta(minutes=minutes)
    if decided and (decided.hour, decided.minute) == (0, 0):
        decided += timedelta(minutes=1)
    tier = draw(st.sampled_from(["Red", "Amber", "Yellow", "Grey", "Green", "Blue", "Pink", ""]))
    outcome = draw(st.sampled_from(["Referral", "NFA", "Information", ""]))
    return Contact(received, decided, tier, outcome, draw(st.sampled_from(["East", "West", ""])))


Key = tuple[str, PartKind, str, Period]


def brute(
    people: Sequence[Contact], as_at: date, rules: PerformanceSettings
) -> dict[Key, tuple[float, float | None, float | None]]:
    """Count every measure of every month again, slowly and one by one."""
    sound = [
        each
        for each in people
        if each.received.date() <= as_at and (each.decided is None or each.decided.date() <= as_at)
    ]
    months = sorted({period_of(each.received.date(), Frequency.MONTH) for each in sound})
    months = [month for month in months if month.end <= as_at]
    found: dict[Key, tuple[float, float | None, float | None]] = {}
    places = [(PartKind.WHOLE, "")] + [(PartKind.TEAM, team) for team in ("East", "West")]
    for kind, part in places:
        mine = [each for each in sound if kind is PartKind.WHOLE or each.team == part]
        for month in months:
            if not mine or period_of(min(each.received for each in mine).date(), Frequency.MONTH) > month:
                continue
            for measure, figure in month_figures(mine, month, as_at, rules).items():
                found[measure, kind, part, month] = figure
    for tier in {row.name for row in LIMITS}:
        for month in months:
            mine = [each for each in sound if each.tier == tier]
            figure_of_tier = month_figures(mine, month, as_at, rules).get("Triage within the tier’s time")
            if figure_of_tier:
                found["Triage within the tier’s time", PartKind.TIER, tier, month] = figure_of_tier
    return found


def month_figures(
    people: Sequence[Contact], month: Period, as_at: date, rules: PerformanceSettings
) -> dict[str, tuple[float, float | None, float | None]]:
    mine = [each for each in people if month.start <= each.received.date() <= month.end]
    waiting = [
        each
        for each in people
        if each.received.date() <= month.end and (each.decided is None or each.decided.date() > month.end)
    ]
    limit = rules.open_longer_than
    found: dict[str, tuple[float, float | None, float | None]] = {
        "Contacts received": (len(mine), None, None),
        "Open contacts": (len(waiting), None, None),
    }
    if rules.open_longer_unit is Unit.DAYS:
        long = [each for each in waiting if (month.end - each.received.date()).days > limit]
        found[f"Contacts open longer than {limit} days"] = (len(long), None, None)
    else:
        long = [
            each for each in waiting if working_days_between(each.received.date(), month.end).count > limit
        ]
        found[f"Contacts open longer than {limit} working days"] = (len(long), None, None)
    decisions = [verdict(each, 1, Unit.WORKING_DAYS, Clock.WORKING_DAYS, as_at, rules) for each in mine]
    triages = []
    for each in mine:
        rows = [row for row in LIMITS if row.name == each.tier and row.holds_from <= each.received.date()]
        if rows:
            row = max(rows, key=lambda row: row.holds_from)
            triages.append(verdict(each, row.limit, row.unit, row.clock, as_at, rules))
    shares = {
        "Contact decision within 1 working day": [each for each in decisions if each is not None],
        "Triage within the tier’s time": [each for each in triages if each is not None],
    }
    if any(each.outcome for each in mine):
        counted = [each for each in mine if each.outcome or each.decided is None]
        shares["Contacts resulting in referral"] = [each.outcome == "Referral" for each in counted]
        shares["Contacts ending in no further action"] = [each.outcome == "NFA" for each in counted]
    for name, marks in shares.items():
        if marks:
            found[name] = (100 * sum(marks) / len(marks), sum(marks), len(marks))
    return found


def verdict(
    each: Contact, limit: float, unit: Unit, clock: Clock, as_at: date, rules: PerformanceSettings
) -> bool | None:
    """Say whether a contact was in time; None while it is open within its time."""
    if each.decided is not None:
        end = max(local(each.decided).astimezone(UTC), local(each.received).astimezone(UTC))
        return was_in_time(each.received, end, limit, unit, clock, rules)
    due = deadline(each.received, limit, unit, clock, rules).moment
    midnight = datetime.combine(as_at + timedelta(days=1), datetime.min.time())
    return False if due.astimezone(UTC) <= local(midnight).astimezone(UTC) else None


WEEKDAYS = PerformanceSettings()
EVERY_DAY = PerformanceSettings(
    opens=0, closes=1440, service_days=tuple(range(7)), open_longer_than=6, open_longer_unit=Unit.DAYS
)
AT_THE_CHANGE = Contact(datetime(2022, 10, 30, 0, 59), datetime(2022, 10, 31, 9, 0), "Amber", "", "East")  # noqa: DTZ001


@settings(max_examples=150, deadline=None)
@given(
    st.lists(contacts(), min_size=1, max_size=12),
    st.sampled_from([date(2022, 10, 31), date(2022, 11, 30), date(2022, 12, 14), date(2023, 4, 30)]),
    st.sampled_from([WEEKDAYS, EVERY_DAY]),
)
@example([AT_THE_CHANGE], date(2022, 10, 31), EVERY_DAY)
def test_every_figure_is_what_a_slow_count_gives(
    people: list[Contact], as_at: date, rules: PerformanceSettings
) -> None:
    content = "\n".join(("Received,Decided,Tier,Outcome,Team", *(each.line() for each in people)))
    found = compute_contacts(read_contacts(content.encode(), "list.csv"), as_at, rules, LIMITS)
    assert found.rows == len(people) == found.used + sum(found.left_out.values())
    figures = {each[:4]: each[4:] for each in found.readings}
    assert len(figures) == len(found.readings)
    expected = brute(people, as_at, rules)
    assert figures.keys() == expected.keys()
    for key, figure in expected.items():
        assert figures[key] == (pytest.approx(figure[0]), *figure[1:]), key
