"""Writing out: the actions, the plan in its own workbook, the measures, the money, the recommendations.

Owns: what is read for an export, and where it goes. Refuses: making the files (`exports`).
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from commands.terminal import DONE, Usage, existing_plan, open_database, today, write_out
from data_model.inspections.queries.inspections import list_findings
from data_model.measures.queries.readings import list_all_readings
from data_model.money.queries.benefits import list_benefits
from data_model.money.queries.fund_movements import list_movements
from data_model.money.queries.fund_positions import list_fund_positions
from data_model.money.queries.plan_money import get_plan_money
from data_model.money.queries.savings import list_savings
from data_model.plan.queries.details import list_details
from data_model.plan.queries.plans import list_key
from data_model.plan.rows import PlanRow
from data_model.published.queries.published_lines import list_standings
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.shared.engine import make_sessions
from exports.own_workbook.own_layout import write_own_layout
from exports.register import ON_COMMAND_LINE, AboutFile
from loaders.files.workbook_file import NotLoadable
from loaders.plan.plan_import import check_plan, read_plan_file
from loaders.return_workbook.plan_layout import differences, place_plan

# What each export of the register is made from: rows of a plan as they stood on a day.
_READS: dict[str, Callable[[Session, int, date], Sequence[Any]]] = {
    "actions": list_details,
    "measures": list_all_readings,
    "funds": list_fund_positions,
    "fund-movements": list_movements,
    "recommendations": list_recommendations,
    "findings": list_findings,
    "comparisons": list_standings,
    "savings": list_savings,
    "benefits": list_benefits,
}
EXPORT_NAMES = (*ON_COMMAND_LINE, "plan")
EXPORT_FORMATS = tuple(dict.fromkeys(form for each in ON_COMMAND_LINE.values() for form in each.formats))


def run_export(args: argparse.Namespace) -> int:
    """Write what was asked for to a file, or print it."""
    if args.out is None and (args.what == "plan" or args.format == "xlsx"):
        raise Usage("an .xlsx file needs --out FILE")
    day = args.as_at or today()
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        with make_sessions(engine)() as session:
            plan = existing_plan(session, args)
            if args.what == "plan":
                return _export_plan(session, plan, day, args.out)
            export = ON_COMMAND_LINE[args.what]
            rows = _READS[args.what](session, plan.id, day)
            money = get_plan_money(session, plan.id, day) if args.what == "actions" else None
            content = export.write(args.format, rows, AboutFile(plan.name, day, money=money))
    give_out(content, args.out, f"{len(rows)} {export.counted}")
    return DONE


def give_out(content: bytes, out: Path | None, said: str) -> None:
    """Write a file and say what is in it, or print it where no file is named. Raises Usage."""
    if out is None:
        sys.stdout.write(content.decode("utf-8-sig"))
    else:
        write_out(out, content)
        print(f"{said} written to {out}", file=sys.stderr)


def _export_plan(session: Session, plan: PlanRow, day: date, out: Path) -> int:
    """Write the plan into the workbook it came from, and say what could not be kept."""
    placed = place_plan(session, plan, day)
    if placed is None:
        raise NotLoadable("no workbook is kept that this plan was loaded from; load it once more")
    written = write_own_layout(
        placed.content, placed.layout, placed.current, placed.refs, list_key(session, plan.id), placed.stamp
    )
    write_out(out, written.content)
    print(f"{len(placed.current)} actions written to {out}", file=sys.stderr)
    checked = check_plan(session, plan, read_plan_file(out.name, written.content), day)
    for line in (*written.lost, *differences(checked)):
        print(line)
    return DONE
