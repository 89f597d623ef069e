"""How long the check of a 10,000-action workbook takes, against openpyxl merely loading the same bytes.

Run `python -m benchmarks.loading`; `--write` puts the result into docs/benchmarks.md.
"""

import gc
import io
import sys
import time
from collections.abc import Callable
from datetime import date

from openpyxl import load_workbook

from benchmarks.inputs.large_workbook import large_workbook
from benchmarks.measuring.ratios import Compared, in_turn, options, report
from loaders.plan.plan_import import check_plan, read_plan_file

ACTIONS = 10_000
BOUND = 0.6
ROUNDS = 7
AS_AT = date(2025, 3, 3)


def compare(rounds: int) -> Compared:
    """Measure both in turn, on the same bytes."""
    content = large_workbook(ACTIONS)

    def check() -> None:
        report = check_plan(None, None, read_plan_file("large.xlsx", content), AS_AT)
        if len(report.understood.actions) != ACTIONS or not report.can_load:
            raise AssertionError(f"{len(report.understood.actions)} actions were read")

    def load() -> None:
        load_workbook(io.BytesIO(content)).close()

    measured, against = in_turn(rounds, lambda: seconds(check), lambda: seconds(load))
    return Compared(
        f"check of {ACTIONS:,} actions / `openpyxl.load_workbook`", measured, against, bound=BOUND
    )


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time that the work takes, what others left behind cleared away first."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> int:
    """Print the result; 1 when the bound is broken."""
    given = options(__doc__, ROUNDS).parse_args()
    return report("loading", [compare(given.rounds)], [], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
