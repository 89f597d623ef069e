"""The report of a checked published file as words for people and as JSON for machines.

Owns: one wording for the command line and the page. Refuses: deciding anything.
"""

from typing import Any

from data_model.published.published_vocabulary import (
    KIND_NAMES,
    STATE_WORDS,
    SYMBOLS,
    ReleaseKind,
    source_text,
)
from data_model.published.rows import StatedFigure
from data_model.shared.sentence_text import counted
from loaders.files.issues import Severity
from loaders.files.workbook_file import cannot_load_sentence
from loaders.plan.report import issue_lines, issues_json
from loaders.published.published_import import PublishedReport
from loaders.published.published_read import MeasureSeen

PUBLISHED_KEYS = (
    *("file", "sha256", "size", "kind", "source", "release", "published_on", "next_due", "can_load"),
    *("changes_nothing", "sentence", "rows", "years", "councils", "places", "symbols", "measures", "stored"),
    *("neighbours", "new", "restated", "unchanged", "missing", "loaded_before", "issues"),
)
_MOST = 20


def published_sentence(report: PublishedReport) -> str:
    """Say in one sentence what the file holds and what loading it would do."""
    if not report.can_load or report.read is None or report.file.kind is None:
        return cannot_load_sentence(report.file.name, report.issues)
    read, compared = report.read, report.compared
    looks = sum(1 for issue in report.issues if issue.type.severity is Severity.WARNING)
    nothing = " Loading it changes nothing." if report.changes_nothing else ""
    if report.file.kind is ReleaseKind.NEIGHBOURS:
        what = f"the neighbours of {counted(read.councils, 'council')}"
    else:
        what = (
            f"{counted(len(read.measures), 'measure')}, {years_text(report)}, of "
            f"{counted(read.councils, 'council')}; {len(stored_measures(report)):,} to store"
        )
    return (
        f"{KIND_NAMES[report.file.kind]}, release {report.label}: {what}. {compared.new:,} new, "
        f"{len(compared.restated):,} restated, {compared.unchanged:,} as before, {compared.missing:,} "
        f"missing. {counted(looks, 'thing')} to look at.{nothing}"
    )


def years_text(report: PublishedReport) -> str:
    """Say which years the file has: "2013 to 2025"."""
    years = report.read.years if report.read else []
    if not years:
        return "no year"
    return str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


def stored_measures(report: PublishedReport) -> list[MeasureSeen]:
    """List the measures of the file that would be stored."""
    return [seen for seen in report.read.measures if seen.is_wanted] if report.read else []


def symbol_lines(report: PublishedReport) -> list[str]:
    """Say each symbol that stands in the place of a figure, what it means and how often it stands there."""
    return [
        f"{symbol or 'empty'}: {STATE_WORDS[SYMBOLS[symbol.casefold()]]}, {number:,}"
        for symbol, number in report.symbols.most_common()
    ]


def restated_lines(report: PublishedReport) -> list[str]:
    """Say the figures that differ from the newest release, the first of them one by one."""
    places = report.read.places if report.read else {}
    lines = [
        f"{after.measure}, {places[after.place].name}, {after.year_text}: {_said(before)}, now {_said(after)}"
        for before, after in report.compared.restated[:_MOST]
    ]
    more = len(report.compared.restated) - _MOST
    return [*lines, f"and {more:,} more"] if more > 0 else lines


def published_text(report: PublishedReport) -> str:
    """Write the report for a terminal."""
    lines = [published_sentence(report)]
    if report.read is not None and report.file.kind is not None:
        lines.append(source_text(report.file.kind))
        if report.read.measures:
            lines += ["", "Measures (* to store)"]
            lines += [f"  {_measure_line(seen)}" for seen in report.read.measures]
        for title, part in (("Symbols", symbol_lines(report)), ("Restated", restated_lines(report))):
            if part:
                lines += ["", title, *(f"  {line}" for line in part)]
    lines += issue_lines(report.issues)
    return "\n".join(lines)


def published_json(report: PublishedReport) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`."""
    read, compared, told = report.read, report.compared, report.told
    before = report.loaded_before
    values = (
        *(report.file.name, report.file.sha256, report.file.size),
        report.file.kind.value if report.file.kind else None,
        source_text(report.file.kind) if report.file.kind else None,
        report.label,
        told.published_on.isoformat() if told.published_on else None,
        told.next_due.isoformat() if told.next_due else None,
        *(report.can_load, report.changes_nothing, published_sentence(report)),
        read.rows if read else 0,
        read.years if read else [],
        read.councils if read else 0,
        len(read.places) if read else 0,
        dict(report.symbols),
        [_measure_json(seen) for seen in read.measures] if read else [],
        [seen.code for seen in stored_measures(report)],
        len(read.neighbours) if read else 0,
        *(compared.new, len(compared.restated), compared.unchanged, compared.missing),
        before.recorded_at.isoformat() if before else None,
        issues_json(report.issues),
    )
    return dict(zip(PUBLISHED_KEYS, values, strict=True))


def _measure_json(seen: MeasureSeen) -> dict[str, Any]:
    return {
        "code": seen.code,
        "name": seen.name,
        "unit": seen.unit.value,
        "years": sorted(seen.years),
        "figures": seen.figures,
        "symbols": dict(seen.symbols),
        "stored": seen.is_wanted,
    }


def _measure_line(seen: MeasureSeen) -> str:
    years = f"{min(seen.years)} to {max(seen.years)}"
    mark = "*" if seen.is_wanted else " "
    return f"{mark} {seen.code}: {seen.name[:80]}, {years}, {seen.figures:,} figures"


def _said(figure: StatedFigure) -> str:
    """Say a figure whole: two that differ in any decimal are not to read the same."""
    if figure.value is None:
        return STATE_WORDS[figure.state]
    return f"{figure.value!r}".removesuffix(".0")
