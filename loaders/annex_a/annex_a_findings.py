"""What a person is told about lists of Annex A once they were counted.

Owns: the issues of lists, columns, rows and months. Refuses: values of a row, and exact numbers of rows: less
the figures that are written they would give away those that are withheld.
"""

from collections.abc import Iterator, Sequence

from data_model.shared.days.working_days import FIRST_KNOWN, LAST_KNOWN
from data_model.shared.sentence_text import counted, listed, long_day, long_month
from loaders.annex_a import annex_a_issues as kinds
from loaders.annex_a.annex_a_figures import CONFERENCES, MEASURES_OF, SECTION_47, section_47_months, teams_of
from loaders.annex_a.annex_a_lists import COLUMNS, ListKind, Role
from loaders.annex_a.annex_a_months import CountedMonths, Stretch, months_of_list
from loaders.annex_a.annex_a_rows import SheetsMet
from loaders.annex_a.annex_a_tally import CELLS_NAMED, ListTally
from loaders.files.issues import Issue
from loaders.files.text_encoding import encoding_issues

_ROUNDED_TO = 10


def said_rows(number: int) -> str:
    """Say about how many rows there are, so that no withheld figure can be had from it."""
    if number < _ROUNDED_TO:
        return f"fewer than {_ROUNDED_TO} rows"
    return f"about {(number + _ROUNDED_TO // 2) // _ROUNDED_TO * _ROUNDED_TO:,} rows"


def issues_of_files(lists: Sequence[ListTally], met: SheetsMet) -> tuple[Issue, ...]:
    """Say which lists and columns are lacking, which sheets were not read, and texts that are not UTF-8."""
    there = {tally.kind for tally in lists}
    issues = [Issue(kinds.HEADINGS_LACKING, kind.value, sheet) for sheet, kind in met.without_headings]
    issues += [one for sheet, encoding in met.encodings for one in encoding_issues(encoding, sheet)]
    issues += [
        Issue(kinds.LIST_LACKING, f"{kind}: {listed(MEASURES_OF[kind])}")
        for kind in ListKind
        if kind not in there
    ]
    for tally in lists:
        for role in tally.columns.lacking:
            is_team, lost = role is Role.TEAM, listed(MEASURES_OF[tally.kind])
            kind = kinds.TEAM_LACKING if is_team else kinds.COLUMN_LACKING
            seen = "" if is_team else f"{role}; not counted: {lost}"
            issues.append(Issue(kind, seen, tally.place.sheet))
        for role in tally.columns.twice:
            issues.append(Issue(kinds.COLUMN_TWICE, role.value, tally.place.sheet))
    if met.others:
        issues.append(Issue(kinds.SHEET_OTHER, counted(len(met.others), "sheet")))
    return tuple(issues)


def issues_of_list(tally: ListTally) -> Iterator[Issue]:
    """Say which rows of a list were left out, and of its teams."""
    sheet = tally.place.sheet
    for (kind, role), entry in tally.left_out.items():
        more = " …" if entry.count > CELLS_NAMED else ""
        what = f"{role}: " if role is not None else ""
        yield Issue(kind, f"{what}{said_rows(entry.count)}", sheet, f"{', '.join(entry.cells)}{more}")
    teams = teams_of(tally)
    if teams.looks_wrong:
        yield Issue(kinds.TEAMS_WRONG, "", sheet)
    elif teams.left:
        yield Issue(kinds.TEAM_LEFT, counted(teams.left, "word"), sheet)
    if not tally.holidays_known:
        known = f"bank holidays are known from {long_day(FIRST_KNOWN)} to {long_day(LAST_KNOWN)}"
        yield Issue(kinds.HOLIDAYS_BEYOND, known, sheet)


def issues_of_months(
    lists: Sequence[ListTally], months: CountedMonths, stretch: Stretch | None, *, counts_itself: bool
) -> tuple[Issue, ...]:
    """Say which months are no whole ones, what lies outside of them, and what waits."""
    issues: list[Issue] = []
    if stretch is not None:
        tells = f"the lists tell of {long_day(stretch.first)} to {long_day(stretch.last)}"
        issues += [Issue(kinds.MONTH_PARTIAL, f"{long_month(one.start)}; {tells}") for one in months.partial]
        issues += [Issue(kinds.MONTH_TOLD, f"{long_month(one.start)}; {tells}") for one in months.told]
    for tally in lists:
        sheet = tally.place.sheet
        if stretch is not None:
            issues += _of_days(tally, months, stretch)
        if tally.kind is ListKind.REFERRALS and tally.earlier:
            if not counts_itself and not tally.has_none_before:
                issues.append(Issue(kinds.ITSELF_COUNTED, "", sheet))
            if counts_itself and tally.has_none_before:
                issues.append(Issue(kinds.ITSELF_NOT_COUNTED, "", sheet))
    return tuple(issues)


def _of_days(tally: ListTally, months: CountedMonths, stretch: Stretch) -> Iterator[Issue]:
    sheet = tally.place.sheet
    own = months_of_list((day for day, _, _ in tally.events), months, stretch)
    short = [long_month(month.start) for month in months.months if month not in own]
    if short and tally.columns.is_whole:
        yield Issue(kinds.LIST_SHORT, listed(short), sheet)
    outside = sum(
        count
        for (day, _, _), count in tally.events.items()
        if not any(month.start.toordinal() <= day <= month.end.toordinal() for month in own)
    )
    if outside:
        yield Issue(kinds.OUTSIDE_MONTHS, f"{COLUMNS[tally.kind][0]}: {said_rows(outside)}", sheet)
    if tally.kind is ListKind.SECTION_47 and tally.columns.is_whole:
        over = section_47_months(tally, own, stretch)
        if early := [long_month(month.start) for month in own if month not in over]:
            yield Issue(kinds.STILL_WAITING, f"{SECTION_47}: {listed(early)}", sheet)
        if tally.conferences:
            yield Issue(kinds.CONFERENCES_BEGIN, CONFERENCES, sheet)
