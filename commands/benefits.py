"""Loading a council's benefits and its return on investment into a plan.

Owns: what is told of the file on the command line, and what is printed. Refuses: the work itself (`loaders`).
"""

import argparse
from functools import partial

from commands.checked_load import load_checked, read_named_file
from commands.terminal import Usage, print_checked
from data_model.money.amounts import read_typed_amount
from data_model.money.benefits.benefit_profiles import ProfileAmount
from data_model.money.benefits.benefit_told import ToldOfBenefits, read_stated_sum
from data_model.money.financial_years import read_financial_year
from loaders.files.workbook_file import read_workbook_file
from loaders.money.benefits.benefit_import import (
    BenefitsReport,
    apply_benefits,
    check_benefits,
)
from loaders.money.benefits.benefit_report import benefits_json, benefits_report_sentence, benefits_text

BENEFIT_AMOUNTS = (ProfileAmount.GROSS.value, ProfileAmount.NET.value)


def run_load_benefits(args: argparse.Namespace) -> int:
    """Load the sheets of benefits and returns of a file; with `--dry-run` only report."""
    told = _told(args)
    file = read_named_file(args, read_workbook_file)
    check = partial(check_benefits, file=file, sheet=args.sheet, told=told)
    return load_checked(args, check, _print_report, apply_benefits)


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


def _print_report(report: BenefitsReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else benefits_report_sentence(report)
    return print_checked(args, benefits_json(report), benefits_text(report), refusal)
