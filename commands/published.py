"""Loading published figures, and saying which council a plan is of.

Owns: what is told of the file on the command line, and what is printed. Refuses: the work itself (`loaders`).
"""

import argparse

from sqlalchemy.orm import Session

from commands.terminal import (
    DONE,
    existing_plan,
    naming_files,
    now,
    open_database,
    print_checked,
    say_progress,
    this_person,
    today,
)
from data_model.published.changes.plan_councils import set_plan_council
from data_model.published.queries.releases import get_plan_council
from data_model.shared.days.days_ahead import note_today
from data_model.shared.engine import make_sessions, make_write_sessions
from loaders.published.published_import import (
    PublishedReport,
    ToldOfRelease,
    apply_published,
    check_published,
)
from loaders.published.published_read import read_published_file
from loaders.published.published_report import published_json, published_sentence, published_text


def run_load_published(args: argparse.Namespace) -> int:
    """Load a file of published figures or of statistical neighbours; with `--dry-run` only report."""
    with naming_files(args.file):
        stream = args.file.open("rb")
    told = ToldOfRelease(
        args.as_at, args.release, args.next_due, args.year_ends, frozenset(args.measure or ())
    )
    with stream, open_database(create=not args.dry_run) as engine:
        say_progress("Reading the file", 0.0)
        file = read_published_file(args.file.name, stream)
        if engine is None:
            return _print_report(check_published(None, file, told), args)
        with make_sessions(engine)() as session:
            report = check_published(session, file, told)
        code = _print_report(report, args)
        if code != DONE or args.dry_run:
            return code
        with make_write_sessions(engine).begin() as session:
            note_today(session, today())
            apply_published(session, report, actor=this_person(), recorded_at=now())
            is_given = _give_council(session, args)
    if not args.json:
        print("\nNothing changed." if report.changes_nothing and not is_given else "\nLoaded.")
    return DONE


def _give_council(session: Session, args: argparse.Namespace) -> bool:
    """Record whose plan it is where that is told, and say whether it is new."""
    if not args.council:
        return False
    plan = existing_plan(session, args)
    held = get_plan_council(session, plan.id)
    if held is not None and held.code == args.council:
        return False
    set_plan_council(session, plan.id, args.council, actor=this_person(), recorded_at=now())
    return True


def _print_report(report: PublishedReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else published_sentence(report)
    return print_checked(args, published_json(report), published_text(report), refusal)
