"""Counting Annex A where it lies, into a workbook of figures that leaves the place.

Owns: what is printed, and that the workbook of counts is never one of the lists. Refuses: the counting
(`loaders`), and the database, which it needs none of.
"""

import argparse
import sys

from commands.terminal import DONE, REFUSED, Usage, naming_files, say_progress, today, write_out
from data_model.shared.program import COMMAND, COMMAND_NAME
from exports.formats.cells import TableColumn
from exports.formats.workbook import write_workbook
from loaders.annex_a.annex_a_count import AnnexACounts, ToldOfLists, count_annex_a
from loaders.annex_a.annex_a_text import about_rows, counts_text, table_rows
from loaders.files.workbook_file import cannot_load_sentence
from loaders.plan.report import issue_lines

_COLUMNS = (
    TableColumn("Measure", "The measure, as the catalogue of the dashboard names it.", 52),
    TableColumn("Period", "The month.", 18),
    TableColumn("Team", "The team; blank for the whole service.", 32),
    TableColumn("Value", "The count, of a measure that is one.", 10),
    TableColumn("Numerator", "Of a share: how many of them.", 12),
    TableColumn("Denominator", "Of a share: of how many.", 13),
)


def run_annex_a(args: argparse.Namespace) -> int:
    """Count the lists and write the workbook of counts; nothing of a row is written, printed or kept."""
    if args.out.suffix.lower() != ".xlsx":
        raise Usage("--out is the name of an .xlsx file")
    if any(args.out.resolve() == path.resolve() for path in args.file):
        raise Usage("--out is one of the lists; name another file")
    if args.first and args.last and args.first > args.last:
        raise Usage("--from is later than --to")
    told = ToldOfLists(args.as_at, args.first, args.last, args.counts_itself)
    say_progress("Reading the lists", 0.0)
    with naming_files(args.out):
        counts = count_annex_a(args.file, told, today())
    if counts.problem is None:
        write_out(args.out, _workbook(counts))
        print(counts_text(counts))
    print("\n".join(issue_lines(counts.issues)))
    if counts.problem is not None:
        said = cannot_load_sentence(", ".join(path.name for path in args.file), counts.issues)
        print(f"{COMMAND_NAME}: {said}", file=sys.stderr)
        return REFUSED
    print(f"\nWritten to {args.out}. Load it with: {COMMAND} load-performance {args.out}")
    return DONE


def _workbook(counts: AnnexACounts) -> bytes:
    assert counts.stretch is not None
    return write_workbook("Measures", _COLUMNS, table_rows(counts), about_rows(counts), counts.stretch.last)
