"""Loading a file that is checked against a plan before anything is written: what such commands share.

Owns: reading the file, choosing the plan, checking, printing, and writing in one transaction. Refuses: what
is told of a file, what a check finds and the words of its report, which each command brings.
"""

import argparse
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from commands.terminal import (
    DONE,
    Usage,
    choose_plan,
    naming_files,
    now,
    open_database,
    say_progress,
    this_person,
    today,
)
from data_model.plan.queries.plans import list_plans
from data_model.plan.rows import PlanRow
from data_model.shared.days.days_ahead import note_today
from data_model.shared.engine import make_sessions, make_write_sessions
from data_model.shared.permissions import Actor
from loaders.files.workbook_file import NotLoadable


class CheckedReport(Protocol):
    """What is asked of every report of a checked file."""

    @property
    def changes_nothing(self) -> bool: ...


File = TypeVar("File")
Report = TypeVar("Report", bound=CheckedReport)
ReportToWrite = TypeVar("ReportToWrite", bound=CheckedReport, contravariant=True)


class Apply(Protocol[ReportToWrite]):
    """The one write that applies a checked report in the caller's transaction."""

    def __call__(
        self, session: Session, report: ReportToWrite, /, *, actor: Actor, recorded_at: datetime
    ) -> object: ...


def read_named_file(
    args: argparse.Namespace, read: Callable[[str, bytes], File], step: str = "Reading the file"
) -> File:
    """Read the file that is named on the command line; raises Usage where it can't be opened.

    `step` is what somebody who looks on is told.
    """
    with naming_files(args.file):
        content = args.file.read_bytes()
    say_progress(step, 0.0)
    return read(args.file.name, content)


def load_checked(
    args: argparse.Namespace,
    check: Callable[[Session | None, PlanRow | None], Report],
    print_report: Callable[[Report, argparse.Namespace], int],
    apply: Apply[Report],
) -> int:
    """Check a file against a plan, print its report, and write it unless `--dry-run` or the report refuses.

    Returns the exit code. Raises Usage for a plan that is not there, NotLoadable where there is none yet.
    """
    with open_database(create=not args.dry_run) as engine:
        if engine is None:
            return print_report(check(None, None), args)
        with make_sessions(engine)() as session:
            plan = choose_plan(list_plans(session), args.plan, None)
            if plan is None and args.plan:
                raise Usage(f"there is no plan “{args.plan}”")
            if plan is None and not args.dry_run:
                raise NotLoadable("there is no plan yet; load one first")
            report = check(session, plan)
        code = print_report(report, args)
        if code != DONE or args.dry_run:
            return code
        with make_write_sessions(engine).begin() as session:
            note_today(session, today())
            apply(session, report, actor=this_person(), recorded_at=now())
    if not args.json:
        print("\nNothing changed." if report.changes_nothing else "\nLoaded.")
    return DONE
