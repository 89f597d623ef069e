"""Printing and writing out where the council stands in what is published of its measures.

Owns: which measures are asked for, and the words of a terminal. Refuses: ranks and sentences
(`data_model.published`), and making the files (`exports`).
"""

import argparse
from collections.abc import Sequence

from commands.exports import give_out
from commands.terminal import DONE, Usage, existing_plan, open_database, today
from data_model.measures.measure_vocabulary import measure_key
from data_model.published.queries.published_lines import list_standings
from data_model.published.rows import StandingRow
from data_model.shared.engine import make_sessions
from exports.measures.comparisons import comparisons_text
from exports.register import COMPARISONS, AboutFile
from loaders.files.workbook_file import NotLoadable

COMPARISON_FORMATS = ("text", *COMPARISONS.formats)


def run_comparisons(args: argparse.Namespace) -> int:
    """Print where the council stands in what is published of each linked measure, or write it to a file."""
    if args.out is None and args.format == "xlsx":
        raise Usage("an .xlsx file needs --out FILE")
    day = args.as_at or today()
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        with make_sessions(engine)() as session:
            plan = existing_plan(session, args)
            rows = _chosen(list_standings(session, plan.id, day), args.measure or ())
    if args.format == "text":
        content = f"{comparisons_text(rows)}\n".encode()
    else:
        content = COMPARISONS.write(args.format, rows, AboutFile(plan.name, day))
    give_out(content, args.out, f"{len(rows)} {COMPARISONS.counted}")
    return DONE


def _chosen(rows: Sequence[StandingRow], names: Sequence[str]) -> Sequence[StandingRow]:
    """Return the rows of the measures named, all where none is. Raises Usage for a name without one."""
    keys = {measure_key(name): name for name in names}
    held = {measure_key(row.measure) for row in rows}
    unknown = [name for key, name in keys.items() if key not in held]
    if unknown:
        linked = ", ".join(f"“{row.measure}”" for row in rows) or "no measure at all"
        raise Usage(f"“{unknown[0]}” is linked to no published figure; linked are: {linked}")
    return [row for row in rows if not keys or measure_key(row.measure) in keys]
