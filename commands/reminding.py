"""Mailing the responsible people what their actions need of them.

Owns: which plan and day is meant. Refuses: writing and sending the mails (`reminders`).
"""

import argparse
import os
from datetime import datetime

from commands.terminal import DONE, REFUSED, Usage, choose_plan, open_database, this_person
from data_model.plan.queries.plans import list_plans
from data_model.shared.engine import make_sessions, make_write_sessions
from loaders.files.workbook_file import NotLoadable
from reminders.mail_server import MailNotConfigured
from reminders.run import send_reminders, show_reminders


def run_remind(args: argparse.Namespace) -> int:
    """Send or show the mails; a mail that could not go is a refusal."""
    at = datetime.now().astimezone()
    as_at = args.as_at or at.date()
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        sessions = make_sessions(engine)
        with sessions() as session:
            plan = choose_plan(list_plans(session), args.plan, None)
        if plan is None:
            raise NotLoadable("there is no plan yet; load one first")
        try:
            if args.dry_run:
                show_reminders(sessions, plan, as_at, at, os.environ, print)
                return DONE
            write = make_write_sessions(engine)
            complete = send_reminders(
                sessions, write, plan, as_at, at, os.environ, print, actor=this_person()
            )
        except MailNotConfigured as problem:
            raise Usage(str(problem)) from None
    return DONE if complete else REFUSED
