"""Loading a council's tables of savings into a plan.

Owns: what is told of the file on the command line, and what is printed. Refuses: the work itself (`loaders`).
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
from data_model.money.savings.saving_content import SavingAmount
from data_model.plan.queries.plans import list_plans
from data_model.shared.days_ahead import note_today
from data_model.shared.engine import make_sessions, make_write_sessions
from loaders.money.savings.savings_import import (
    SavingsFile,
    SavingsReport,
    apply_savings,
    check_savings,
    read_savings_file,
)
from loaders.money.savings.savings_read import ToldOfSavings
from loaders.money.savings.savings_report import savings_json, savings_report_sentence, savings_text
from loaders.plan.plan_import import NotLoadable

AMOUNTS = tuple(kind.value for kind in SavingAmount)
SIGNS = ("negative", "positive")


def run_load_savings(args: argparse.Namespace) -> int:
    """Load the tables of savings of a file; with `--dry-run` only report."""
    file = _read_file(args)
    told = ToldOfSavings(
        args.as_at,
        SavingAmount(args.amounts) if args.amounts else None,
        args.sign == "negative" if args.sign else None,
    )
    with open_database(create=not args.dry_run) as engine:
        if engine is None:
            report = check_savings(None, None, file, sheet=args.sheet, told=told)
            return _print_report(report, args)
        with make_sessions(engine)() as session:
            plan = choose_plan(list_plans(session), args.plan, None)
            if plan is None and args.plan:
                raise Usage(f"there is no plan “{args.plan}”")
            if plan is None and not args.dry_run:
                raise NotLoadable("there is no plan yet; load one first")
            report = check_savings(session, plan, file, sheet=args.sheet, told=told)
        code = _print_report(report, args)
        if code != DONE or args.dry_run:
            return code
        with make_write_sessions(engine).begin() as session:
            note_today(session, today())
            apply_savings(session, report, actor=this_person(), recorded_at=now())
    if not args.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE


def _read_file(args: argparse.Namespace) -> SavingsFile:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise Usage(f"{args.file}: {error.strerror}") from None
    say_progress("Reading the file", 0.0)
    return read_savings_file(args.file.name, content)


def _print_report(report: SavingsReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else savings_report_sentence(report)
    return print_checked(args, savings_json(report), savings_text(report), refusal)
