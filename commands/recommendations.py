"""Loading a tracker of recommendations into a plan.

Owns: what is printed of it. Refuses: the work itself (`loaders`), and guessing who recommended.
"""

import argparse
from functools import partial

from commands.checked_load import load_checked, read_named_file
from commands.terminal import print_checked, today
from data_model.recommendations.recommendation_content import Origin
from loaders.files.workbook_file import read_workbook_file
from loaders.recommendations.tracker_import import (
    TrackerReport,
    apply_tracker,
    check_tracker,
)
from loaders.recommendations.tracker_report import tracker_json, tracker_sentence, tracker_text


def run_load_recommendations(args: argparse.Namespace) -> int:
    """Load a tracker; with `--dry-run` only report."""
    file = read_named_file(args, read_workbook_file)
    origin = Origin(args.origin) if args.origin else None
    check = partial(check_tracker, file=file, as_at=args.as_at or today(), origin=origin)
    return load_checked(args, check, _print_report, apply_tracker)


def _print_report(report: TrackerReport, args: argparse.Namespace) -> int:
    refusal = "" if report.can_load else tracker_sentence(report)
    return print_checked(args, tracker_json(report), tracker_text(report), refusal)
