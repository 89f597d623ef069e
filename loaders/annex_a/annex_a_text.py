"""What was counted from Annex A, as rows of a workbook and as words for a terminal.

Owns: what each measure counts here, what Annex A cannot give, and the workbook's table, which
`load-performance` takes as it is. Refuses: the cells of a row; the workbook names no place in a list.
"""

from collections.abc import Iterator
from datetime import date

from data_model.measures.measure_vocabulary import Period
from data_model.shared.sentence_text import counted, long_day, long_month
from loaders.annex_a.annex_a_count import AnnexACounts
from loaders.annex_a.annex_a_figures import (
    ASSESSMENTS,
    CONFERENCES,
    CONTACTS,
    RE_REFERRALS,
    SECTION_47,
    AnnexAFigure,
)
from loaders.annex_a.annex_a_suppression import FEWEST

WITHHELD = "c"  # what the loader of figures takes for a suppressed one
MEANINGS: dict[str, str] = {
    CONTACTS: "List 1: contacts by the month of their date; one about three children is three rows.",
    RE_REFERRALS: "List 3: referrals by the month of their date, of those with a number of earlier ones; "
    "above the line where that is 1 or more.",
    ASSESSMENTS: "List 4: assessments by the month of authorisation; above the line where that is no more "
    "than 45 working days after the start of the assessment.",
    SECTION_47: "List 5: enquiries by the month of the strategy discussion, once 15 working days are over "
    "since its end; above the line where a conference was held.",
    CONFERENCES: "List 5: initial conferences by the month in which they were held; above the line where "
    "that is no more than 15 working days after the strategy discussion.",
}
CANNOT_GIVE: tuple[str, ...] = (
    "List 1 has neither the day of a decision nor an outcome: no decisions in time, no open contacts, no "
    "share that became a referral or ended in no further action.",
    "List 3 has no day of a decision: no referral decisions in time. What became of a referral is no measure "
    "of the catalogue.",
    "List 4 has no day of the referral: the 45 working days run from the start of the assessment to its "
    "authorisation, which may be fewer than the statutory limit counts.",
    "List 5 has only strategy discussions that were held, not by when each was due: none on time or late.",
    "List 8 has no hour of a return interview: none within 72 hours.",
    "No list has full-time equivalents, audits or dip samples: no caseload and no audits.",
)
RULE = (
    f"A count under {FEWEST} is withheld and shown as “{WITHHELD}”, nought included, and so is a share of "
    f"which fewer than {FEWEST} are above or below the line. Where a team could be had by taking the others "
    "from the whole, the next smallest team of that month is withheld too. A team without any figure is not "
    "listed."
)

TableRow = tuple[str, str, str, int | str | None, int | str | None, int | str | None]


def table_rows(counts: AnnexACounts) -> Iterator[TableRow]:
    """Give the rows of the table: measure, month, team, count, numerator, denominator."""
    for figure in counts.figures:
        yield (figure.measure, long_month(figure.month.start), figure.team, *_numbers(figure))


def _numbers(figure: AnnexAFigure) -> tuple[int | str | None, int | str | None, int | str | None]:
    is_count = figure.measure == CONTACTS
    if figure.cell is None:
        return (WITHHELD, None, None) if is_count else (None, WITHHELD, WITHHELD)
    return (figure.cell[0], None, None) if is_count else (None, figure.cell[0], sum(figure.cell))


def about_rows(counts: AnnexACounts) -> list[tuple[str, str | date | None]]:
    """Give the lines that stand beside the table; none of them names a cell or an exact number of rows."""
    assert counts.stretch is not None
    rows: list[tuple[str, str | date | None]] = [
        (
            "What this is",
            "Counts made from lists of Annex A by the command annex-a. It holds no row of a list.",
        ),
        ("As at", counts.stretch.last),
        ("The lists are of", f"{long_day(counts.stretch.first)} to {long_day(counts.stretch.last)}"),
        ("Months counted", months_text(counts.months.months)),
        ("Withheld", RULE),
    ]
    rows += [(f"Counted: {measure}", MEANINGS[measure]) for measure in _measures(counts)]
    rows += [("Not to be had", said) for said in CANNOT_GIVE]
    known = (". ".join(filter(None, (issue.type.title, issue.seen))) for issue in counts.issues)
    return [*rows, *(("To be known", said) for said in dict.fromkeys(known))]


def counts_text(counts: AnnexACounts) -> str:
    """Write for a terminal what was counted; what is to be looked at follows by itself."""
    withheld = sum(1 for figure in counts.figures if figure.cell is None)
    teams = {figure.team for figure in counts.figures} - {""}
    lines = [
        f"{counted(len(counts.figures), 'figure')} of {counted(len(_measures(counts)), 'measure')}, "
        f"{months_text(counts.months.months)}, {counted(len(teams), 'team')}; {withheld:,} withheld.",
        "",
        "What was read",
        *(f"  {kind}: sheet {place.sheet} of {place.file}" for kind, place in counts.lists),
        "",
        "What was counted",
    ]
    for measure in _measures(counts):
        mine = [figure for figure in counts.figures if figure.measure == measure]
        gone = sum(1 for figure in mine if figure.cell is None)
        lines.append(f"  {measure}: {counted(len(mine), 'figure')}, {gone:,} withheld")
        lines.append(f"    {MEANINGS[measure]}")
    lines += ["", "What Annex A cannot give", *(f"  {said}" for said in CANNOT_GIVE)]
    return "\n".join(lines)


def months_text(months: tuple[Period, ...]) -> str:
    """Say months that follow each other: "5 months from October 2020 to February 2021"."""
    first, last = long_month(months[0].start), long_month(months[-1].start)
    return first if first == last else f"{counted(len(months), 'month')} from {first} to {last}"


def _measures(counts: AnnexACounts) -> list[str]:
    return list(dict.fromkeys(figure.measure for figure in counts.figures))
