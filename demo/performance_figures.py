"""The invented figures of Fernshire's front door, month by month and week by week, as its plan tells them.

Owns: the numbers, which agree with one another (every share is of a count that is told too) and with what
the demo plan's own texts say. Refuses: layout (`performance_workbooks`), the clock, and chance that differs
from one run to the next: what looks like chance is worked out from the measure's name and the month.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import NamedTuple

from demo.plan_content import EDITION_DAYS

MONTHS = 36
WEEKS = 156
_LAST = MONTHS - 1

# Days from the given day on which something happened that the figures answer to; the plan's texts name them.
SAMPLING_BEGAN = -200
HUDDLE_BEGAN = -165
POSTS_FILLED = -148

_TIERS: dict[str, float] = {"Red": 0.09, "Amber": 0.31}  # of all contacts; the others are Yellow
_POSTS: dict[str, float] = {"East": 0.28, "North": 0.26, "South": 0.22, "West": 0.24}  # of all case holders
_EAST_ABOVE_AVERAGE = 1.2  # the plan: everyone above the limit works in the east locality
_SEASONS = {1: 1.02, 3: 1.03, 8: 0.76, 9: 1.03, 10: 1.04, 11: 1.03, 12: 0.80}  # schools make most contacts

CONTACTS, OPEN, OPEN_LONGER = "Contacts received", "Open contacts", "Contacts open longer than 5 working days"
DECISION, TRIAGE = "Contact decision within 1 working day", "Triage within the tier’s time"
REFERRALS, NO_ACTION = "Contacts resulting in referral", "Contacts ending in no further action"
REFERRAL_DECISION, AGAIN = "Referral decision within 1 working day", "Re-referrals within 12 months"
STRATEGY, CONFERENCES = "Strategy discussions on time", "Section 47 to initial conference"
CONFERENCE_ON_TIME = "Initial child protection conference within 15 working days"
ASSESSMENTS, INTERVIEWS = "Assessments within 45 working days", "Return home interviews within 72 hours"
UPHELD, REVIEWED = "Threshold decisions upheld at dip sample", "No-further-action decisions reviewed"
AUDITS, INADEQUATE = "Case file audits completed", "Audits graded inadequate"
CASELOAD = "Average caseload"

NEVER_RECORDED = 17  # the month in which strategy discussions were lost between two recording systems
KEPT_BACK = 21  # the month whose inadequate audits were too few to be published


class Line(NamedTuple):
    """What a row of figures is of: a measure as the council calls it, or one tier or team of it."""

    measure: str
    tier: str = ""
    team: str = ""


class Share(NamedTuple):
    """A numerator and its denominator."""

    part: int
    of: float

    @property
    def percent(self) -> float:
        return 100 * self.part / self.of


@dataclass(frozen=True, slots=True)
class DemoFigures:
    """Thirty-six months of figures, oldest first. `months` are the first days of the months."""

    months: tuple[date, ...]
    counts: Mapping[str, tuple[int, ...]]
    shares: Mapping[Line, tuple[Share, ...]]


def demo_figures(today: date) -> DemoFigures:
    """Make the figures of the 36 months that end with the last whole month before `today`."""
    months = tuple(_month(today, number) for number in range(MONTHS))
    contacts = _contacts(months)
    referrals = _shares(contacts, _curve(REFERRALS, {0: 27.0}, 3))
    enquiries = [round(share.part * 0.4) for share in referrals]
    conferences = _shares(enquiries, _curve(CONFERENCES, {0: 41.0}, 10))
    audits, inadequate = _audits(today)
    counts = {CONTACTS: contacts, AUDITS: audits} | _waiting(today)
    shares = {
        Line(DECISION): _shares(contacts, _decided(today)),
        Line(REFERRALS): referrals,
        Line(NO_ACTION): _shares(contacts, _curve(NO_ACTION, {0: 39.0, 24: 38.0, _LAST: 34.0}, 3.4)),
        Line(REFERRAL_DECISION): _shares(_parts(referrals), _curve(REFERRAL_DECISION, {0: 96.5}, 2.4)),
        Line(AGAIN): _shares(_parts(referrals), _curve(AGAIN, {0: 26.2, 24: 26.0, _LAST: 23.8}, 5)),
        Line(STRATEGY): _shares([share.part // 7 for share in referrals], _curve(STRATEGY, {0: 83.0}, 12)),
        Line(CONFERENCES): conferences,
        Line(CONFERENCE_ON_TIME): _falling(_parts(conferences)),
        Line(ASSESSMENTS): _shares([round(share.part * 0.83) for share in referrals], _assessed()),
        Line(INTERVIEWS): _shares(_chances(INTERVIEWS, 86, 14), _interviewed(today)),
        Line(UPHELD): _upheld(today),
        Line(INADEQUATE): inadequate,
    }
    shares |= _triage(today, contacts) | _caseload(today)
    return DemoFigures(
        months,
        {name: tuple(values) for name, values in counts.items()},
        {line: tuple(values) for line, values in shares.items()},
    )


def weekly_reviews(today: date) -> list[tuple[date, int, int]]:
    """List, for the 156 whole weeks before `today`, the Monday, the decisions reviewed and the sent back."""
    this_monday = today - timedelta(days=today.weekday())
    began = today + timedelta(days=SAMPLING_BEGAN)
    weeks = []
    for number in range(WEEKS):
        monday = this_monday - timedelta(weeks=WEEKS - number)
        level, swing = (28.5, 4.0) if monday >= began else (11.0, 5.0)
        if monday.month == 12 and monday.day >= 22:
            level *= 0.6  # two days of that week are worked
        reviewed = round(level + swing * _chance(REVIEWED, number))
        weeks.append((monday, reviewed, round(reviewed * 0.037 + 0.5 * _chance("sent back", number))))
    return weeks


def month_index(today: date, days: int) -> int:
    """Count which of the 36 months, from 0, holds the day so many days from `today`; beyond them, 36."""
    day = today + timedelta(days=days)
    return MONTHS + (day.year - today.year) * 12 + day.month - today.month


def _said(today: date, edition: int) -> int:
    """Find the month that an edition of the plan (from 1) calls the last whole month before it."""
    return month_index(today, EDITION_DAYS[edition - 1]) - 1


def _month(today: date, number: int) -> date:
    months = today.year * 12 + today.month - 1 - MONTHS + number
    return date(months // 12, months % 12 + 1, 1)


def _chance(name: str, number: int) -> float:
    """Give a number between -1 and 1, nearer to 0 more often; the same for the same name and number."""
    digest = sha256(f"{name} {number}".encode()).digest()
    return (digest[0] * 256 + digest[1] + digest[2] * 256 + digest[3]) / 65535 - 1


def _chances(name: str, level: float, swing: float) -> list[int]:
    return [round(level + swing * _chance(f"{name}, how many", number)) for number in range(MONTHS)]


def _curve(
    name: str, levels: Mapping[int, float], swing: float, said: Mapping[int, float] | None = None
) -> list[float]:
    """Draw a line through the levels, with chance about it; what is `said` stands as it is."""
    exact = dict(said or {})
    points = sorted((dict(levels) | exact).items())
    values = []
    for number in range(MONTHS):
        before = [point for point in points if point[0] <= number][-1:] or points[:1]
        after = [point for point in points if point[0] > number][:1] or before
        (first, low), (last, high) = before[0], after[0]
        level = low + (high - low) * (number - first) / max(1, last - first)
        values.append(exact.get(number, level + swing * _chance(name, number)))
    return values


def _shares(of: Sequence[float], percents: Sequence[float]) -> list[Share]:
    """Make numerators; a percentage beyond the hundred that chance drew becomes all of them."""
    return [
        Share(min(round(whole), round(whole * percent / 100)), whole)
        for whole, percent in zip(of, percents, strict=True)
    ]


def _parts(shares: Sequence[Share]) -> list[int]:
    return [share.part for share in shares]


def _contacts(months: Sequence[date]) -> list[int]:
    level = _curve(CONTACTS, {0: 1230.0, _LAST: 1290.0}, 52)
    return [round(value * _SEASONS.get(month.month, 1)) for value, month in zip(level, months, strict=True)]


def _waiting(today: date) -> dict[str, list[int]]:
    """Tell of the contacts at each month's end: four hundred for years, then the huddle clears them."""
    began = month_index(today, HUDDLE_BEGAN)
    clearing = {began: 340, began + 1: 216, began + 2: 160, _LAST - 2: 138, _LAST - 1: 121, _LAST: 141}
    waiting = _curve(OPEN, {0: 428.0, began - 1: 412.0}, 95, clearing)
    clearing = {began: 62, began + 1: 27, began + 2: 15, _LAST - 2: 9, _LAST - 1: 0, _LAST: 12}
    longer = _curve(OPEN_LONGER, {0: 104.0, began - 1: 96.0}, 30, clearing)
    return {OPEN: [round(value) for value in waiting], OPEN_LONGER: [round(value) for value in longer]}


def _decided(today: date) -> list[float]:
    said = _said(today, 2)
    return _curve(DECISION, {0: 62.0, _LAST: 88.0}, 5.5, {said - 4: 61, said: 84})


def _triage(today: date, contacts: Sequence[int]) -> dict[Line, list[Share]]:
    began = month_index(today, HUDDLE_BEGAN)
    red = _curve("Red", {0: 79.0, began - 1: 79.0, began + 1: 96.0}, 8, {_said(today, 3): 98})
    amber = _curve("Amber", {0: 74.0, began - 1: 75.0, began + 2: 86.0}, 6)
    yellow = _curve("Yellow", {0: 81.0, began: 82.0, _LAST: 88.0}, 4)
    of = {tier: [round(count * share) for count in contacts] for tier, share in _TIERS.items()}
    others = [count - sum(sizes) for count, *sizes in zip(contacts, *of.values(), strict=True)]
    tiers = {
        Line(TRIAGE, "Red"): _shares(of["Red"], red),
        Line(TRIAGE, "Amber"): _shares(of["Amber"], amber),
        Line(TRIAGE, "Yellow"): _shares(others, yellow),
    }
    return {Line(TRIAGE): _sums(list(tiers.values()))} | tiers


def _sums(lines: Sequence[Sequence[Share]]) -> list[Share]:
    return [
        Share(sum(share.part for share in each), round(sum(share.of for share in each), 1))
        for each in zip(*lines, strict=True)
    ]


def _falling(of: Sequence[int]) -> list[Share]:
    """Tell of conferences on time: well for two years, then a little worse every month."""
    turned = MONTHS - 9
    shares = _shares(of, _curve(CONFERENCE_ON_TIME, {0: 94.0, turned: 93.0, _LAST: 74.0}, 6, {_LAST: 74}))
    for number in range(turned, MONTHS):
        share = shares[number]
        while share.percent >= shares[number - 1].percent:
            share = Share(share.part - 1, share.of)
        shares[number] = share
    return shares


def _assessed() -> list[float]:
    return _curve(ASSESSMENTS, {0: 67.0, 20: 69.0, _LAST: 71.0}, 6)


def _interviewed(today: date) -> list[float]:
    said = {_said(today, edition): percent for edition, percent in ((1, 49), (2, 66), (3, 74), (4, 81))}
    return _curve(INTERVIEWS, {0: 47.0, _LAST: 81.0}, 10, said)


def _upheld(today: date) -> list[Share]:
    """Tell of dip samples: a few in a month, then what the weekly sample found."""
    began = month_index(today, SAMPLING_BEGAN) + 1
    of = [size if number < began else size * 3 for number, size in enumerate(_chances(UPHELD, 40, 5))]
    said = {began: 88.0, _said(today, 3): 96.0}
    return _shares(of, _curve(UPHELD, {0: 87.0, _LAST: 96.0}, 8, said))


def _audits(today: date) -> tuple[list[int], list[Share]]:
    said = {_said(today, edition): count for edition, count in ((1, 22), (2, 36), (3, 41), (4, 40))}
    done = [round(value) for value in _curve(AUDITS, {0: 19.0, _LAST: 41.0}, 6, said)]
    percents = _curve(
        INADEQUATE, {0: 29.0, _said(today, 1): 26.0, _LAST: 12.0}, 14, {0: 29, _said(today, 4): 12}
    )
    shares = _shares(done, percents)
    shares[KEPT_BACK] = Share(1, done[KEPT_BACK])
    return done, shares


def _caseload(today: date) -> dict[Line, list[Share]]:
    """Tell of the children for each full-time social worker, the county's average as the plan gives it."""
    said = {_said(today, edition): size for edition, size in ((1, 23.4), (2, 19.6), (3, 18.9), (4, 18.2))}
    average = _curve(CASELOAD, {0: 22.1, _LAST: 18.2}, 1.1, said)
    posts = _curve("posts", {0: 104.0, _said(today, 1): 108.0, _LAST: 131.0}, 1.5)
    others = (1 - _POSTS["East"] * _EAST_ABOVE_AVERAGE) / (1 - _POSTS["East"])
    lines: dict[Line, list[Share]] = {}
    for team, share in _POSTS.items():
        factor = _EAST_ABOVE_AVERAGE if team == "East" else others
        held = [round(count * share, 1) for count in posts]
        cases = [
            Share(round(of * size * factor * (1 + 0.02 * _chance(team, number))), of)
            for number, (of, size) in enumerate(zip(held, average, strict=True))
        ]
        lines[Line(CASELOAD, team=team)] = cases
    return _with_whole(lines, average)


def _with_whole(teams: dict[Line, list[Share]], average: Sequence[float]) -> dict[Line, list[Share]]:
    """Let the last team take what rounding left, so that the teams add up to the county's figure."""
    *most, last = teams.values()
    whole = _sums(list(teams.values()))
    for number, size in enumerate(average):
        of = whole[number].of
        total = round(of * size)
        last[number] = Share(total - sum(line[number].part for line in most), last[number].of)
        whole[number] = Share(total, of)
    return {Line(CASELOAD): whole} | teams
