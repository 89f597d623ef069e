"""The report of a checked table of savings as words for people and as JSON for machines.

Owns: one wording for the command line and the page. Refuses: deciding anything.
"""

from typing import Any

from data_model.money.amounts import exact_amount, millions
from data_model.money.savings.saving_content import (
    AMOUNT_NAMES,
    SAVING_TEXTS,
    Brag,
    SavingAmount,
    SavingContent,
)
from data_model.money.savings.saving_profiles import AgreedOtherwise, agreed_otherwise
from data_model.money.savings.saving_text import rating_name
from data_model.money.savings.saving_totals import total, years_of
from data_model.shared.sentence_text import counted, listed, short_day
from loaders.files.workbook_file import cannot_load_sentence, file_json, to_look_at
from loaders.money.changed_things import changed_json, changed_lines
from loaders.money.savings.savings_compare import ComparedSavings
from loaders.money.savings.savings_import import SavingsReport
from loaders.plan.report import issue_lines, issues_json

SAVINGS_KEYS = (
    *("file", "sha256", "size", "plan", "can_load", "changes_nothing", "sentence", "sheets", "tables"),
    *("agreed_otherwise", "loaded_before", "issues"),
)


def savings_report_sentence(report: SavingsReport) -> str:
    """Say in one sentence what the file holds and what loading it would do."""
    if not report.can_load:
        return cannot_load_sentence(report.file.name, report.issues)
    parts = [_table_sentence(table) for table in report.tables]
    nothing = " Loading it changes nothing." if report.changes_nothing else ""
    return f"{' '.join(parts)} {to_look_at(report.issues)}.{nothing}"


def _table_sentence(table: ComparedSavings) -> str:
    read = table.read
    day = f" as at {short_day(read.as_at)}" if read.as_at is not None else ""
    return (
        f"{counted(len(read.savings), 'saving')} read from sheet “{read.sheet}”{day}: "
        f"{len(table.added):,} new, {len(table.changed):,} changed, {table.unchanged:,} as before, "
        f"{len(table.missing):,} missing."
    )


def agreed_otherwise_of(report: SavingsReport) -> list[AgreedOtherwise]:
    """List the savings of a file of which something else was agreed than proposed, once all is loaded."""
    contents = report.tables[-1].contents if report.tables else {}
    return agreed_otherwise(contents.values())


def totals_lines(table: ComparedSavings) -> list[str]:
    """Say what the savings of a table come to, a line for each kind and year."""
    contents = [one.content for one in table.read.savings]
    return [
        f"{AMOUNT_NAMES[kind]} {year.text}: {millions(total(contents, kind, year))} "
        f"({exact_amount(total(contents, kind, year))})"
        for kind in SavingAmount
        for year in years_of(contents)
        if any(one.amount(kind, year) is not None for one in contents)
    ]


def ratings_line(table: ComparedSavings) -> str:
    """Say how many savings have each rating; empty where the table has no ratings."""
    if not table.read.has_ratings:
        return ""
    brags = [one.content.brag for one in table.read.savings]
    said = [f"{rating_name(brag)} {brags.count(brag):,}" for brag in Brag if brag in brags]
    return listed(said)


def savings_text(report: SavingsReport) -> str:
    """Write the report for a terminal."""
    lines = [savings_report_sentence(report)]
    for table in report.tables:
        lines += ["", f"Sheet “{table.read.sheet}”"]
        lines += [f"  {line}" for line in totals_lines(table)]
        if ratings := ratings_line(table):
            lines.append(f"  {ratings}")
        lines += changed_lines(table.changed)
        if table.added:
            lines += ["", "New", *(f"  {one.title}" for one in table.added)]
    if otherwise := agreed_otherwise_of(report):
        lines += ["", "Agreed otherwise than proposed"]
        lines += [f"  {one.title}: {one.sentence}" for one in otherwise]
    return "\n".join([*lines, *issue_lines(report.issues)])


def savings_json(report: SavingsReport) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`; amounts are whole pence, a saving is positive."""
    return {
        **file_json(report.file, report.plan),
        "can_load": report.can_load,
        "changes_nothing": report.changes_nothing,
        "sentence": savings_report_sentence(report),
        "sheets": list(report.sheets),
        "tables": [_table(table) for table in report.tables],
        "agreed_otherwise": [
            {
                "title": one.title,
                "years": [
                    {"year": year.text, "proposed": proposed, "agreed": agreed}
                    for year, proposed, agreed in one.years
                ],
            }
            for one in agreed_otherwise_of(report)
        ],
        "loaded_before": (
            report.loaded_before.recorded_at.isoformat() if report.loaded_before is not None else None
        ),
        "issues": issues_json(report.issues),
    }


def _table(table: ComparedSavings) -> dict[str, Any]:
    read = table.read
    return {
        "sheet": read.sheet,
        "title": read.title,
        "as_at": read.as_at.isoformat() if read.as_at is not None else None,
        "amounts_are": read.kind.value if read.kind is not None else None,
        "negative_amounts_are_savings": read.negative_saves,
        "savings": [_saving(one.content, one.cell) for one in read.savings],
        "added": [one.title for one in table.added],
        "changed": changed_json(table.changed),
        "unchanged": table.unchanged,
        "missing": list(table.missing),
    }


def _saving(saving: SavingContent, cell: str) -> dict[str, Any]:
    return {
        **{name: getattr(saving, name) for name in SAVING_TEXTS},
        "brag": saving.brag.value,
        "brag_seen": saving.brag_seen,
        "term": saving.term.value,
        "amounts": [
            {"year": of.year.text, "kind": of.kind.value, "pence": pence} for of, pence in saving.amounts
        ],
        "cell": cell,
    }
