"""What a person is told about a list of contacts once it was counted.

Owns: the issues of what was left out, of what counts in some figures only, and of the months.
Refuses: values of a contact. Words of a column are named only when they stand beside several contacts and are
not like a name.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from data_model.measures.measure_vocabulary import measure_key
from data_model.measures.rows import TierRow
from data_model.shared.days.working_days import FIRST_KNOWN, LAST_KNOWN
from data_model.shared.sentence_text import counted, long_day, long_month
from loaders.contacts import contact_issues as issues
from loaders.contacts.contact_deadlines import NO_LIMIT, NO_TIME_OF_DAY, WAITING
from loaders.contacts.contact_figures import month_period, months_with_figures, teams_taken
from loaders.contacts.contact_privacy import Words, is_like_a_name, is_of_the_service
from loaders.contacts.contact_rows import ContactTable
from loaders.contacts.contact_tally import OPEN, WITHIN, Tally, received_of
from loaders.contacts.contact_vocabulary import Ending, ending_of
from loaders.files.issues import Issue, IssueType

_FEWEST = 5  # contacts beside which a word must stand to be named
_NAMED = 8
_STOPPED_FOR = 7  # days without anything before the as-at day
_BEGINS_BY = 7  # the day of the month by which a whole month's first contact has come


def tiers_with_limit(tally: Tally, tiers: Sequence[TierRow]) -> dict[int, TierRow]:
    """Match the tiers of a list to those with a limit, by number; the newest spelling of a name is taken."""
    newest = {measure_key(row.name): row for row in sorted(tiers, key=lambda row: row.holds_from)}
    return {number: newest[key] for number, key in tally.tier.folded.items() if key in newest}


def findings_of(tally: Tally, tables: Sequence[ContactTable], limited: dict[int, TierRow]) -> Iterator[Issue]:
    """List the issues of a list that was counted in full."""
    for kind, entry in tally.left_out.items():
        more = " …" if entry.count > len(entry.cells) else ""
        yield Issue(kind, _contacts(entry.count), entry.sheet, f"{', '.join(entry.cells)}{more}")
    if not tally.used:
        yield Issue(issues.CONTACT_NONE_USED, f"{tally.rows:,} rows")
        return
    yield from _of_columns(tally, tables, limited)
    yield from _of_months(tally)
    if tally.beyond_holidays:
        known = f"bank holidays are known from {long_day(FIRST_KNOWN)} to {long_day(LAST_KNOWN)}"
        yield Issue(issues.HOLIDAYS_UNKNOWN, f"{_contacts(tally.beyond_holidays)}; {known}")


def _of_columns(tally: Tally, tables: Sequence[ContactTable], limited: dict[int, TierRow]) -> Iterator[Issue]:
    total = _sums(tally)
    if total[WITHIN]:
        yield Issue(issues.WITHIN_TIME, f"{_contacts(total[WITHIN])} within one working day")
    if any(table.columns.tier for table in tables):
        if total[WAITING]:
            yield Issue(issues.WITHIN_TIME, f"{_contacts(total[WAITING])} within the time of their tier")
        if total[NO_TIME_OF_DAY]:
            yield Issue(issues.NO_TIME_OF_DAY, _contacts(total[NO_TIME_OF_DAY]))
        yield from _of_tiers(tally)
    if any(table.columns.outcome for table in tables):
        yield from _of_outcomes(tally)
    rare = [number for number in tally.contacts_by_word(2) if number and number not in teams_taken(tally)]
    if rare:
        yield Issue(issues.TEAM_RARE, counted(len(rare), "name"))


def _of_tiers(tally: Tally) -> Iterator[Issue]:
    blank, without = 0, dict.fromkeys(tally.tier.folded, 0)
    for _, (tier, _, _), cell in tally.cells:
        if tier:
            without[tier] += cell[NO_LIMIT]
        else:
            blank += received_of(cell)
    if blank:
        yield Issue(issues.TIER_BLANK, _contacts(blank))
    if any(without.values()):
        yield _named(issues.TIER_WITHOUT_LIMIT, tally.tier, without)


def _of_outcomes(tally: Tally) -> Iterator[Issue]:
    counts = tally.contacts_by_word(1)
    endings = {number: ending_of(tally.outcome.names[number]) for number in counts}
    without = [cell for _, words, cell in tally.cells if endings[words[1]] is Ending.BLANK]
    still_open = sum(cell[OPEN] for cell in without)
    no_outcome = sum(received_of(cell) for cell in without) - still_open
    if no_outcome:
        yield Issue(issues.OUTCOME_BLANK, _contacts(no_outcome))
    if still_open:
        yield Issue(issues.OUTCOME_STILL_OPEN, _contacts(still_open))
    if tally.undated_outcomes:
        yield Issue(issues.OUTCOME_UNDATED, _contacts(tally.undated_outcomes))
    doubts = {number: count for number, count in counts.items() if endings[number] is Ending.DOUBT}
    if doubts:
        yield _named(issues.OUTCOME_DOUBT, tally.outcome, doubts)


def _of_months(tally: Tally) -> Iterator[Issue]:
    figured = months_with_figures(tally)
    received = [day.ordinal for day in tally.days.values() if day.is_received]
    first, last = (date.fromordinal(day) for day in (min(received), max(tally.days)))
    yield Issue(issues.OPEN_OF_LIST_ALONE, f"contacts received from {long_day(first)} on")
    if first.day > _BEGINS_BY:
        yield Issue(issues.FIRST_MONTH_DOUBT, f"the first contact is of {long_day(first)}")
    if figured.empty:
        yield Issue(issues.MONTH_EMPTY, _months(figured.empty))
    as_at = date.fromordinal(tally.as_at)
    if (as_at - last).days > _STOPPED_FOR:
        seen = f"the last contact or decision is of {long_day(last)}"
        yield Issue(issues.LIST_STOPS, f"{seen}, {(as_at - last).days} days before {long_day(as_at)}")
    running = sum(
        received_of(cell)
        for month, _, cell in tally.cells
        if month_period(month).end.toordinal() > tally.as_at
    )
    if running:
        yield Issue(issues.MONTH_NOT_OVER, _contacts(running))


def _named(kind: IssueType, words: Words, counts: dict[int, int]) -> Issue:
    """Name the commonest words with their contacts, and count the others."""
    by_count = sorted(
        ((count, words.names[number]) for number, count in counts.items() if count), reverse=True
    )
    shown = [
        f"“{name}” ({_contacts(count)})"
        for count, name in by_count
        if is_of_the_service(name) or (count >= _FEWEST and not is_like_a_name(name))
    ][:_NAMED]
    left = len(by_count) - len(shown)
    if left:
        shown.append(f"{counted(left, 'other word')} not named here")
    return Issue(kind, f"{_contacts(sum(counts.values()))}: {', '.join(shown)}")


def _sums(tally: Tally) -> list[int]:
    return [sum(places) for places in zip(*(cell for _, _, cell in tally.cells), strict=True)]


def _contacts(count: int) -> str:
    return f"{count:,} contact{'s' * (count != 1)}"


def _months(months: Sequence[int]) -> str:
    names = [f"{long_month(month_period(month).start)}" for month in months]
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
