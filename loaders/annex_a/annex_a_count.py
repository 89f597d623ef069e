"""From the files of Annex A to figures: read each list, find the months, count, withhold.

Owns: the order of the steps, and refusing what would be counted twice. Refuses: doing any step itself, and
storing: nothing but figures and issues leaves this module.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from data_model.shared.sentence_text import listed, long_day
from loaders.annex_a import annex_a_issues as kinds
from loaders.annex_a.annex_a_figures import AnnexAFigure, figures_of
from loaders.annex_a.annex_a_findings import issues_of_files, issues_of_list, issues_of_months
from loaders.annex_a.annex_a_lists import ListColumns, ListKind
from loaders.annex_a.annex_a_months import CountedMonths, Stretch, counted_months, find_stretch
from loaders.annex_a.annex_a_rows import ListPlace, SheetsMet, TakeRow, read_lists
from loaders.annex_a.annex_a_tally import ListTally
from loaders.files.issues import Issue, UnreadableFile

FEWEST_MONTH_FIRST = 3  # cells


@dataclass(frozen=True, slots=True)
class ToldOfLists:
    """What a person says of the lists: the day on which they were drawn, the first and the last month that is
    counted (any day of it), and whether the number of referrals counts the referral itself."""

    drawn: date | None = None
    first: date | None = None
    last: date | None = None
    counts_itself: bool = False


@dataclass(frozen=True, slots=True)
class AnnexACounts:
    """What was counted. `problem` is the error that ends it; then there are no figures.

    `lists` are those that were read, with file and sheet; `stretch` is what they are of.
    """

    figures: tuple[AnnexAFigure, ...]
    issues: tuple[Issue, ...]
    problem: Issue | None = None
    lists: tuple[tuple[ListKind, ListPlace], ...] = ()
    stretch: Stretch | None = None
    months: CountedMonths = CountedMonths(())


def count_annex_a(paths: Sequence[Path], told: ToldOfLists, today: date) -> AnnexACounts:
    """Count the lists of Annex A in these files; a date after `today`, or after the day on which they were
    drawn, is a slip. Raises OSError when a file cannot be opened; every other fault is in `problem`."""
    tallies: dict[ListKind, ListTally] = {}
    twice: list[Issue] = []

    def begin(place: ListPlace, columns: ListColumns) -> TakeRow:
        tally = ListTally(place, columns, told.drawn or today)
        if columns.kind in tallies:
            twice.append(Issue(kinds.LIST_TWICE, f"{columns.kind}, in {place.file}", place.sheet))
        return tallies.setdefault(columns.kind, tally).take

    met = SheetsMet()
    for path in paths:
        try:
            found = read_lists(path, begin)
        except UnreadableFile as unreadable:
            said = ", ".join(filter(None, (path.name, unreadable.issue.seen)))
            return _ended(Issue(unreadable.issue.type, said))
        met.without_headings += found.without_headings
        met.others += found.others
        met.encodings += found.encodings
    if twice:
        return _ended(twice[0])
    lists = [tallies[kind] for kind in ListKind if kind in tallies]
    issues = issues_of_files(lists, met)
    if not lists:
        return _ended(Issue(kinds.NO_LIST, ", ".join(path.name for path in paths)), issues)
    return _counted(lists, told, issues)


def _counted(lists: Sequence[ListTally], told: ToldOfLists, issues: Sequence[Issue]) -> AnnexACounts:
    days: Counter[int] = Counter()
    for tally in lists:
        for (day, _, _), count in tally.events.items():
            days[day] += count
    # One cell may be a slip; several are how the file writes days.
    turned = [tally.place.sheet for tally in lists if tally.days.month_first >= FEWEST_MONTH_FIRST]
    if turned:
        return _ended(Issue(kinds.MONTH_FIRST, "", listed(turned)), issues)
    of_lists = [issue for tally in lists for issue in issues_of_list(tally)]
    stretch = find_stretch(days, told.first, told.last)
    counted = counted_months(stretch, told.first, told.last, told.drawn) if stretch else CountedMonths(())
    if stretch is None or not counted.months:
        said = issues_of_months(lists, counted, stretch, counts_itself=told.counts_itself)
        tells = f"{long_day(stretch.first)} to {long_day(stretch.last)}" if stretch else "no date at all"
        return _ended(Issue(kinds.NO_MONTH, tells), (*issues, *of_lists, *said))
    stretch = Stretch(stretch.first, told.drawn or stretch.last)
    figures = tuple(
        figure
        for tally in lists
        if tally.columns.is_whole
        for figure in figures_of(tally, counted, stretch, counts_itself=told.counts_itself)
    )
    said = issues_of_months(lists, counted, stretch, counts_itself=told.counts_itself)
    if not figures:
        return _ended(Issue(kinds.NO_LIST), (*issues, *of_lists, *said))
    places = tuple((tally.kind, tally.place) for tally in lists)
    return AnnexACounts(figures, (*issues, *of_lists, *said), None, places, stretch, counted)


def _ended(problem: Issue, others: Sequence[Issue] = ()) -> AnnexACounts:
    return AnnexACounts((), (problem, *others), problem)
