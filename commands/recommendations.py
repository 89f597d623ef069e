"""Loading a tracker of recommendations into a plan.

Owns: what is printed of it. Refuses: the work itself (`loaders`), and guessing who recommended.
"""

import argparse

from commands.terminal import (
    DONE,
    Usage,
    choose_plan,
    now,
    open_database,
    print_checked,
    say_progress,
    this_person,
    today,
)
from data_model.plan.queries.plans import list_plans
from data_model.recommendations.recommendation_content import Origin
from data_model.shared.days_ahead import note_today
from data_model.shared.engine import make_sessions, make_write_sessions
from loaders.plan.plan_import import NotLoadable
from loaders.recommendations.tracker_import import (
    TrackerFile,
    TrackerReport,
    apply_tracker,
    check_tracker,
    read_tracker_file,
)
from loaders.recommendations.tracker_report import tracker_json, tracker_sentence, tracker_text


def run_load_recommendations(args: argparse.Namespace) -> int:
    """Load a tracker; with `--dry-run` only report."""
    file = _read_file(args)
    day, origin = args.as_at or today(), Origin(args.origin) if args.origin else None
    with open_database(create=not args.dry_run) as engine:
        if engine is None:
            return _print_report(check_tracker(None, None, file, day, origin), args)
        with make_sessions(engine)() as session:
            plan = choose_plan(list_plans(session), args.plan, None)
            if plan is None and args.plan:
                raise Usage(f"there is no plan “{args.plan}”")
            if plan is None and not args.dry_run:
                raise NotLoadable("there is no plan yet; load one first")
            report = check_tracker(session, plan, file, day, origin)
        code = _print_report(report, args)
        if code != DONE or args.dry_run:
            return code
        with make_write_sessions(engine).begin() as session:
            note_today(session, today())
            apply_tracker(session, report, actor=this_person(), recorded_at=now())
    if not args.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE


def _read_file(args: argparse.Namespace) -> TrackerFile:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise Usage(f"{args.file}: {error.strerror}") from None
    say_progress("Reading the file", 0.0)
    return read_tracker_file(args.file.name, content)


def _print_report(report: TrackerReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else tracker_sentence(report)
    return print_checked(args, tracker_json(report), tracker_text(report), refusal)
