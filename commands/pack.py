"""The board pack from the terminal: which view, which choices, which file.

Owns: finding the meeting or the day, and where the pack goes. Refuses: making it (`exports`).
"""

import argparse
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from commands.terminal import DONE, Usage, existing_plan, open_database, today
from data_model.board.queries.board_view import build_board_view
from data_model.board.queries.frozen import UnreadableView, get_frozen_view
from data_model.board.queries.meetings import get_meeting
from data_model.board.rows import BoardView, Moment
from data_model.plan.rows import PlanRow
from data_model.shared.engine import make_sessions
from exports.formats.bad_template import BadTemplate
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_xlsx import pack_xlsx
from loaders.plan.plan_import import NotLoadable


def run_pack(args: argparse.Namespace) -> int:
    """Write the pack of a frozen meeting, or of the plan as at a day, to a file."""
    # What draws the charts takes a third of a command's start, and no other command needs it.
    from charts.measures.control_chart_picture import control_chart_png

    template = _read(args.template) if args.template is not None else None
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        with make_sessions(engine)() as session:
            view = _view(session, existing_plan(session, args), args)
    choices = PackChoices(_area_ids(view, args.areas), args.detail, args.audience)
    try:
        content = pack_docx(view, choices, control_chart_png, template=template)
    except BadTemplate as bad:
        raise NotLoadable(str(bad)) from None
    _write(args.out, content)
    print(f"The pack is written to {args.out}", file=sys.stderr)
    if args.tables is not None:
        _write(args.tables, pack_xlsx(view, choices))
        print(f"Its tables are written to {args.tables}", file=sys.stderr)
    return DONE


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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Usage(f"{path}: {error.strerror}") from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Usage(f"{path}: {error.strerror}") from None
