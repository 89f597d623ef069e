"""The board pack from the terminal: of which plan or plans, which view, which choices, which file.

Owns: finding the meeting or the day, and where the pack goes. Refuses: making it (`exports`).
"""

import argparse
import sys
from collections.abc import Sequence

from sqlalchemy.orm import Session

from commands.terminal import DONE, Usage, existing_plan, naming_files, open_database, today, write_out
from data_model.board.queries.board_view import build_board_view
from data_model.board.queries.frozen import UnreadableView, get_frozen_view
from data_model.board.queries.meetings import get_meeting
from data_model.board.queries.plans_view import list_seen_plans
from data_model.board.rows import BoardView, Moment
from data_model.board.rows_plans import MeetingDay, SeenPlan
from data_model.plan.queries.plans import list_plans
from data_model.plan.rows import PlanRow
from data_model.shared.engine import make_sessions
from exports.formats.bad_template import BadTemplate
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_xlsx import pack_xlsx
from exports.pack.plans_docx import plans_docx
from exports.pack.plans_table import shown_text
from exports.pack.plans_xlsx import plans_xlsx
from loaders.files.workbook_file import NotLoadable


def run_pack(args: argparse.Namespace) -> int:
    """Write the pack of a frozen meeting, or of a plan or several as at a day, to a file."""
    # What draws the charts takes a third of a command's start, and no other command needs it.
    from charts.measures.control_chart_picture import control_chart_png

    template = None
    if args.template is not None:
        with naming_files(args.template):
            template = args.template.read_bytes()
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        with make_sessions(engine)() as session:
            seen, day = _seen(session, args)
    areas = _area_ids(seen[0].view, args.areas) if len(seen) == 1 else ()
    choices = PackChoices(areas, args.detail, args.audience)
    try:
        if len(seen) == 1:
            content = pack_docx(seen[0].view, choices, control_chart_png, template=template)
        else:
            content = plans_docx(seen, choices, control_chart_png, day=day, template=template)
    except BadTemplate as bad:
        raise NotLoadable(str(bad)) from None
    write_out(args.out, content)
    print(f"The pack is written to {args.out}", file=sys.stderr)
    if args.tables is not None:
        tables = pack_xlsx(seen[0].view, choices) if len(seen) == 1 else plans_xlsx(seen, choices)
        write_out(args.tables, tables)
        print(f"Its tables are written to {args.tables}", file=sys.stderr)
    return DONE


def _seen(session: Session, args: argparse.Namespace) -> tuple[Sequence[SeenPlan], MeetingDay | None]:
    """Read the plans that are meant, and the day of the meeting that papers over several are for."""
    plans = _plans(session, args)
    if len(plans) == 1:
        return [SeenPlan(_view(session, plans[0], args), None)], None
    if args.areas:
        raise Usage("--areas chooses areas of one plan; name one plan, or leave it out")
    ids = [plan.id for plan in plans]
    day = _meeting_day(session, ids, args) if args.meeting is not None else None
    try:
        seen = list_seen_plans(session, ids, args.as_at or today(), day)
    except UnreadableView as unreadable:
        raise NotLoadable(str(unreadable)) from None
    for one in seen:
        print(f"“{one.view.plan.name}” is shown {shown_text(one.view)}", file=sys.stderr)
    return seen, day


def _plans(session: Session, args: argparse.Namespace) -> list[PlanRow]:
    names = args.plan or []
    if args.all_plans:
        found = [plan for plan in list_plans(session) if not plan.is_demo]
        if not found:
            raise NotLoadable("there is no plan yet; load one first")
        return found
    one_each = [argparse.Namespace(plan=name) for name in names] or [argparse.Namespace(plan=None)]
    plans = [existing_plan(session, each) for each in one_each]
    return list({plan.id: plan for plan in plans}.values())


def _meeting_day(session: Session, plan_ids: Sequence[int], args: argparse.Namespace) -> MeetingDay:
    """Find the meeting in one of the plans; the others' of that day are meant with it."""
    for plan_id in plan_ids:
        meeting = get_meeting(session, plan_id, args.meeting)
        if meeting is not None:
            return MeetingDay(meeting.held_on, meeting.board, 1, int(meeting.is_frozen))
    raise NotLoadable(f"there is no meeting {args.meeting} in any of these plans")


def _view(session: Session, plan: PlanRow, args: argparse.Namespace) -> BoardView:
    if args.meeting is None:
        return build_board_view(session, plan.id, Moment(args.as_at))
    meeting = get_meeting(session, plan.id, args.meeting)
    if meeting is None:
        raise NotLoadable(f"there is no meeting {args.meeting} in the plan “{plan.name}”")
    try:
        kept = get_frozen_view(session, meeting.id)
    except UnreadableView as unreadable:
        raise NotLoadable(str(unreadable)) from None
    if kept is not None:
        return kept
    print("The meeting is not frozen: these are the figures of today", file=sys.stderr)
    return build_board_view(session, plan.id, Moment(today()), meeting=meeting)


def _area_ids(view: BoardView, wanted: str | None) -> tuple[int, ...]:
    """Find areas by the numbers that the plan gives them; all of them without any."""
    if not wanted:
        return ()
    by_number = {area.number.casefold(): area.id for area in view.areas}
    found = []
    for part in wanted.split(","):
        number = part.strip().casefold()
        if number not in by_number:
            there = ", ".join(area.number for area in view.areas) or "none on that day"
            raise Usage(f"there is no area “{part.strip()}”; there are: {there}")
        found.append(by_number[number])
    return tuple(found)
