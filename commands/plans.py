"""Checking and loading an action plan, or a return workbook that came back.

Owns: questions asked at a terminal, and what is printed of a report. Refuses: the work itself (`loaders`).
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from commands.checked_load import read_named_file
from commands.file_choices import settle_options
from commands.terminal import (
    DONE,
    REFUSED,
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
from data_model.plan.rows import KeyRow, PlanRow
from data_model.plan.statuses import Status
from data_model.shared.colour_text import NO_FILL
from data_model.shared.days.days_ahead import note_today
from data_model.shared.engine import make_sessions, make_write_sessions
from data_model.shared.program import COMMAND_NAME
from loaders.plan.compare import ConflictMatch
from loaders.plan.compare_issues import ANOTHER_PLAN
from loaders.plan.merge_report import conflict_lines
from loaders.plan.offers import Offers
from loaders.plan.plan_import import PlanCheck, PlanFile, Report, apply_plan, read_plan_file
from loaders.plan.ratings.rag import PRESETS
from loaders.plan.report import as_json, as_text, sentence
from loaders.plan.three_way import Side
from loaders.return_workbook.returned import check_returned, is_return_workbook
from loaders.return_workbook.returned_apply import apply_returned
from loaders.return_workbook.returned_report import returned_json, returned_sentence, returned_text
from loaders.return_workbook.returned_result import Returned

PRESET_NAMES = dict(zip(("progress", "brag", "confidence"), PRESETS.values(), strict=True))


def run_check(args: argparse.Namespace) -> int:
    """Print what loading would do; change nothing."""
    file = read_named_file(args, read_plan_file, "Reading the workbook")
    with open_database(create=False) as engine:
        if engine is None:
            return _print_report(_report(None, [], file, args), args)
        with make_sessions(engine)() as session:
            if is_return_workbook(file):
                return _print_returned(_returned(session, file, args), args)
            return _print_report(_report(session, list_plans(session), file, args), args)


def run_load(args: argparse.Namespace) -> int:
    """Load an action plan or a return workbook, once every question is answered."""
    file = read_named_file(args, read_plan_file, "Reading the workbook")
    with open_database(create=True) as engine:
        assert engine is not None
        if is_return_workbook(file):
            return _load_returned(engine, file, args)
        with make_sessions(engine)() as session:
            report = _report(session, list_plans(session), file, args)
            if report.can_load and report.comparison.unanswered:
                report = _report(session, list_plans(session), file, args, _ask_matches(report))
            if report.can_load and report.comparison.unresolved and sys.stdin.isatty():
                answers = {
                    match.key: match.id in report.comparison.order for match in report.comparison.close
                }
                choices = _ask_conflicts(report.comparison.conflicts)
                report = _report(session, list_plans(session), file, args, answers, choices)
        code = _print_report(report, args)
        if code != DONE:
            return code
        _refuse_to_guess(report, args)
        with make_write_sessions(engine).begin() as session:
            note_today(session, today())
            apply_plan(session, report, actor=this_person(), recorded_at=now())
    if not args.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE


def _refuse_to_guess(report: Report, args: argparse.Namespace) -> None:
    """Raise Usage for a file that may be another plan's, where nobody said which plan it goes into."""
    if args.plan or report.plan is None:
        return
    if any(issue.type is ANOTHER_PLAN for issue in report.issues):
        name = report.plan.name
        raise Usage(
            f"nothing was loaded: none of this file's actions is in the plan “{name}”. If it is that plan's, "
            f'say --plan "{name}"; if it is another one, begin it with --new-plan NAME'
        )


def _load_returned(engine: Engine, file: PlanFile, args: argparse.Namespace) -> int:
    """Bring a return workbook back: what can be written is written, the rest is named."""
    with make_sessions(engine)() as session:
        report = _returned(session, file, args)
        if report.can_load and report.unresolved and sys.stdin.isatty():
            report = _returned(session, file, args, _ask_conflicts(report.conflicts))
    code = _print_returned(report, args)
    if code != DONE:
        return code
    with make_write_sessions(engine).begin() as session:
        note_today(session, today())
        apply_returned(session, report, actor=this_person(), recorded_at=now())
    if not args.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE


def _returned(
    session: Session, file: PlanFile, args: argparse.Namespace, choices: dict[str, Side] | None = None
) -> Returned:
    plan = choose_plan(list_plans(session), args.plan, None) if args.plan else None
    side = Side(args.conflicts) if args.conflicts else None
    day = args.as_at or today()
    return check_returned(session, file, day, plan=plan, choices=choices, choose_all=side)


def _report(
    session: Session | None,
    plans: list[PlanRow],
    file: PlanFile,
    args: argparse.Namespace,
    answers: dict[str, bool] | None = None,
    choices: dict[str, Side] | None = None,
) -> Report:
    asked = PlanCheck(session, choose_plan(plans, args.plan, args.new_plan), file, say_progress)
    choices_made, decided = settle_options(asked, args, _decided(args))

    def check(given: dict[str, bool] | None, picked: dict[str, Side] | None) -> Report:
        return asked.report(
            args.as_at or today(),
            plan_name=args.new_plan or args.plan or "",
            decided=decided,
            answers=given,
            choices=picked,
            choices_made=choices_made,
        )

    report = check(answers, choices)
    if args.close_matches and report.comparison.unanswered:
        same = args.close_matches == "same"
        answers = {match.key: same for match in report.comparison.close}
        report = check(answers, choices)
    if args.conflicts and report.comparison.unresolved:
        side = Side(args.conflicts)
        report = check(answers, {one.key: side for one in report.comparison.conflicts})
    return replace(report, taken=_take(report, args))


def _take(report: Report, args: argparse.Namespace) -> Offers:
    """Take of what is offered that which an option names."""
    retire = report.offers.retire if args.retire_struck else ()
    return Offers(retire, report.offers.evidence if args.take_links else ())


def _ask_matches(report: Report) -> dict[str, bool]:
    if not sys.stdin.isatty():
        return {}
    answers = {}
    for match in report.comparison.close:
        print(
            f"\n{match.ref}\n  in the plan: {match.old_text}\n  in the file: {match.new_text}",
            file=sys.stderr,
        )
        answers[match.key] = input("The same action? [y/n] ").strip().lower().startswith("y")
    return answers


def _ask_conflicts(conflicts: Sequence[ConflictMatch]) -> dict[str, Side]:
    """Show each conflict with all its sides and ask; an answer that is neither leaves it open."""
    answers = {}
    for one in conflicts:
        print("\n".join(conflict_lines([one])), file=sys.stderr)
        answer = input("Which stands, (d)ashboard or (f)ile? ").strip().lower()[:1]
        if answer in ("d", "f"):
            answers[one.key] = Side.OURS if answer == "d" else Side.THEIRS
    return answers


def _decided(args: argparse.Namespace) -> list[KeyRow]:
    """Turn --key and --no-colour into decisions by the person at this terminal."""
    by, at = this_person().name, now()
    rows = [
        KeyRow(row.seen, row.label, row.status, by, at)
        for row in (PRESET_NAMES[args.key] if args.key else ())
    ]
    if args.no_colour:
        rows.append(KeyRow(NO_FILL, "", Status(args.no_colour), by, at))
    return rows


def _print_report(report: Report, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else sentence(report)
    if print_checked(args, as_json(report), as_text(report), refusal) != DONE:
        return REFUSED
    if report.unanswered and args.run is run_load:
        print(f"{COMMAND_NAME}: nothing was loaded: say what the columns are, with --column", file=sys.stderr)
        return REFUSED
    if report.comparison.unanswered and args.run is run_load:
        print(
            f"{COMMAND_NAME}: nothing was loaded: say what the close matches are, with --close-matches",
            file=sys.stderr,
        )
        return REFUSED
    return _say_unresolved(report.comparison.unresolved, args)


def _print_returned(report: Returned, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else returned_sentence(report)
    if print_checked(args, returned_json(report), returned_text(report), refusal) != DONE:
        return REFUSED
    return _say_unresolved(report.unresolved, args)


def _say_unresolved(unresolved: int, args: argparse.Namespace) -> int:
    if not unresolved or args.run is not run_load:
        return DONE
    print(
        f"{COMMAND_NAME}: nothing was loaded: say which stands, with --conflicts ours|theirs", file=sys.stderr
    )
    return REFUSED
