"""Loading a workbook of grants or a ledger extract into the funds of a plan.

Owns: what is printed, and in which order a file is checked and applied. Refuses: the work itself (`loaders`).
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
from data_model.shared.days_ahead import note_today
from data_model.shared.engine import make_sessions, make_write_sessions
from loaders.money.funds.fund_import import (
    FundFile,
    FundReport,
    NotLoadable,
    apply_funds,
    check_funds,
    read_fund_file,
)
from loaders.money.funds.fund_report import fund_report_json, fund_report_sentence, fund_report_text


def run_load_funds(args: argparse.Namespace) -> int:
    """Load the funds, lines and movements of a file; with `--dry-run` only report."""
    file = _read_file(args)
    day = args.as_at or today()
    with open_database(create=not args.dry_run) as engine:
        if engine is None:
            return _print_report(check_funds(None, None, file, day), args)
        with make_sessions(engine)() as session:
            plan = choose_plan(list_plans(session), args.plan, None)
            if plan is None and args.plan:
                raise Usage(f"there is no plan “{args.plan}”")
            if plan is None and not args.dry_run:
                raise NotLoadable("there is no plan yet; load one first")
            report = check_funds(session if plan is not None else None, plan, file, day)
        code = _print_report(report, args)
        if code != DONE or args.dry_run:
            return code
        with make_write_sessions(engine).begin() as session:
            note_today(session, today())
            apply_funds(session, report, actor=this_person(), recorded_at=now())
    if not args.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE


def _read_file(args: argparse.Namespace) -> FundFile:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise Usage(f"{args.file}: {error.strerror}") from None
    say_progress("Reading the file", 0.0)
    return read_fund_file(args.file.name, content)


def _print_report(report: FundReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else fund_report_sentence(report)
    return print_checked(args, fund_report_json(report), fund_report_text(report), refusal)
