"""Loading a council's benefits and its return on investment into a plan.

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
from data_model.money.amounts import read_typed_amount
from data_model.money.benefit_profiles import ProfileAmount
from data_model.money.benefit_told import ToldOfBenefits, read_stated_sum
from data_model.money.financial_years import read_financial_year
from data_model.plan.queries.plans import list_plans
from data_model.shared.days_ahead import note_today
from data_model.shared.engine import make_sessions, make_write_sessions
from loaders.money.benefit_import import (
    BenefitsFile,
    BenefitsReport,
    apply_benefits,
    check_benefits,
    read_benefits_file,
)
from loaders.money.benefit_report import benefits_json, benefits_report_sentence, benefits_text
from loaders.plan.plan_import import NotLoadable

BENEFIT_AMOUNTS = (ProfileAmount.GROSS.value, ProfileAmount.NET.value)


def run_load_benefits(args: argparse.Namespace) -> int:
    """Load the sheets of benefits and returns of a file; with `--dry-run` only report."""
    told = _told(args)
    file = _read_file(args)
    with open_database(create=not args.dry_run) as engine:
        if engine is None:
            return _print_report(check_benefits(None, None, file, sheet=args.sheet, told=told), args)
        with make_sessions(engine)() as session:
            plan = choose_plan(list_plans(session), args.plan, None)
            if plan is None and args.plan:
                raise Usage(f"there is no plan “{args.plan}”")
            if plan is None and not args.dry_run:
                raise NotLoadable("there is no plan yet; load one first")
            report = check_benefits(session, plan, file, sheet=args.sheet, told=told)
        code = _print_report(report, args)
        if code != DONE or args.dry_run:
            return code
        with make_write_sessions(engine).begin() as session:
            note_today(session, today())
            apply_benefits(session, report, actor=this_person(), recorded_at=now())
    if not args.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE


def _told(args: argparse.Namespace) -> ToldOfBenefits:
    """Read what is told; raises Usage for what is no year, no amount and no sum."""
    first = read_financial_year(args.first_year) if args.first_year else None
    if args.first_year and first is None:
        raise Usage(f"--first-year: “{args.first_year}” is no financial year; write 2022/23")
    try:
        invested = read_typed_amount(args.invested or "")
    except ValueError:
        raise Usage(f"--invested: “{args.invested}” is no amount; write £8.9m or 8,900,000") from None
    sums = []
    for text in args.stated or ():
        try:
            sums.append(read_stated_sum(text))
        except ValueError:
            raise Usage(
                f"--stated: “{text}” is no sum of years; write gross 2022/23 to 2025/26 £20.7m"
            ) from None
    return ToldOfBenefits(
        args.as_at,
        ProfileAmount(args.amounts) if args.amounts else None,
        first,
        invested,
        tuple(sums),
        args.reason,
        args.approved_by,
    )


def _read_file(args: argparse.Namespace) -> BenefitsFile:
    try:
        content = args.file.read_bytes()
    except OSError as error:
        raise Usage(f"{args.file}: {error.strerror}") from None
    say_progress("Reading the file", 0.0)
    return read_benefits_file(args.file.name, content)


def _print_report(report: BenefitsReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else benefits_report_sentence(report)
    return print_checked(args, benefits_json(report), benefits_text(report), refusal)
