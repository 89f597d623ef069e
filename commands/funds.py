"""Loading a workbook of grants or a ledger extract into the funds of a plan.

Owns: what is printed, and in which order a file is checked and applied. Refuses: the work itself (`loaders`).
"""

import argparse
from functools import partial

from commands.checked_load import load_checked, read_named_file
from commands.terminal import print_checked, today
from loaders.files.workbook_file import read_workbook_file
from loaders.money.funds.fund_import import (
    FundReport,
    apply_funds,
    check_funds,
)
from loaders.money.funds.fund_report import fund_report_json, fund_report_sentence, fund_report_text


def run_load_funds(args: argparse.Namespace) -> int:
    """Load the funds, lines and movements of a file; with `--dry-run` only report."""
    file = read_named_file(args, read_workbook_file)
    check = partial(check_funds, file=file, as_at=args.as_at or today())
    return load_checked(args, check, _print_report, apply_funds)


def _print_report(report: FundReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else fund_report_sentence(report)
    return print_checked(args, fund_report_json(report), fund_report_text(report), refusal)
