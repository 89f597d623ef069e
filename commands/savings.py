"""Loading a council's tables of savings into a plan.

Owns: what is told of the file on the command line, and what is printed. Refuses: the work itself (`loaders`).
"""

import argparse
from functools import partial

from commands.checked_load import load_checked, read_named_file
from commands.terminal import print_checked
from data_model.money.savings.saving_content import SavingAmount
from loaders.files.workbook_file import read_workbook_file
from loaders.money.savings.savings_import import (
    SavingsReport,
    apply_savings,
    check_savings,
)
from loaders.money.savings.savings_read import ToldOfSavings
from loaders.money.savings.savings_report import savings_json, savings_report_sentence, savings_text

AMOUNTS = tuple(kind.value for kind in SavingAmount)
SIGNS = ("negative", "positive")


def run_load_savings(args: argparse.Namespace) -> int:
    """Load the tables of savings of a file; with `--dry-run` only report."""
    file = read_named_file(args, read_workbook_file)
    told = ToldOfSavings(
        args.as_at,
        SavingAmount(args.amounts) if args.amounts else None,
        args.sign == "negative" if args.sign else None,
    )
    check = partial(check_savings, file=file, sheet=args.sheet, told=told)
    return load_checked(args, check, _print_report, apply_savings)


def _print_report(report: SavingsReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else savings_report_sentence(report)
    return print_checked(args, savings_json(report), savings_text(report), refusal)
