"""A file of figures from its bytes to its report, asked step by step.

Owns: that what is answered can be handed from one process to another: the cells of the file, and single
contacts, stay where they were read. Refuses: the steps (`performance_check`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from data_model.plan.import_choices import ImportChoice
from data_model.plan.rows import PlanRow
from loaders.performance.measure_names import Answer
from loaders.performance.performance_check import PerformanceCheck, Progress
from loaders.performance.performance_day import stated_day
from loaders.performance.performance_import import (
    PerformanceFile,
    PerformanceReport,
    read_performance_file,
)


class PerformanceFileCheck:
    """One file, read once, against one plan at a time; `file` and reports have no cells and no contacts."""

    def __init__(self, session: Session, name: str, content: bytes, tell: Progress) -> None:
        tell("Reading the file", 0.1)
        self._session, self._tell = session, tell
        self._file = read_performance_file(name, content)
        self._check = PerformanceCheck(session, None, self._file, tell)

    def file(self) -> PerformanceFile:
        """Return what is known of the file itself."""
        return _without_cells(self._file)

    def stated_day(self) -> date | None:
        """Return the day that the workbook says it is true of."""
        return stated_day(self._file.workbook)

    def against(self, plan: PlanRow) -> tuple[ImportChoice, ...]:
        """Compare with this plan from now on; return what it remembers of columns and sheets."""
        self._check = PerformanceCheck(self._session, plan, self._file, self._tell)
        return self._check.remembered

    def report(
        self, as_at: date, *, answers: Mapping[str, Answer], choices_made: Sequence[ImportChoice]
    ) -> PerformanceReport:
        """Say what the file would do to the measures (`PerformanceCheck.report`)."""
        found = self._check.report(as_at, answers=answers, choices_made=choices_made)
        return replace(found, file=_without_cells(found.file))


def _without_cells(file: PerformanceFile) -> PerformanceFile:
    return replace(file, workbook=None, contacts=None)
