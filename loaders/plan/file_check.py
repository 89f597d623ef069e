"""A plan's file from its bytes to its report, asked step by step.

Owns: that what is answered can be handed from one process to another: the cells of the file stay where they
were read. Refuses: the steps (`plan_import`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from data_model.plan.import_choices import ImportChoice
from data_model.plan.rows import KeyRow, PlanRow
from data_model.shared.refusals import Refused
from loaders.plan.named_day import NamedDay
from loaders.plan.plan_import import PlanCheck, PlanFile, Progress, Report, read_plan_file
from loaders.plan.plan_stamp import is_return
from loaders.plan.three_way import Side


class PlanFileCheck:
    """One file, read once, against one plan at a time; `file` and reports have neither cells nor bytes."""

    def __init__(self, session: Session, name: str, content: bytes, tell: Progress) -> None:
        tell("Reading the file", 0.1)
        self._session, self._tell = session, tell
        self._file = read_plan_file(name, content)
        self._check = PlanCheck(session, None, self._file, tell)

    def file(self) -> PlanFile:
        """Return what is known of the file itself."""
        return _without_cells(self._file)

    def is_return_workbook(self) -> bool:
        """Say whether it is a workbook that the dashboard sent out to be filled in."""
        return self._file.workbook is not None and is_return(self._file.stamp)

    def against(self, plan: PlanRow | None) -> tuple[ImportChoice, ...]:
        """Compare with this plan from now on; return what it remembers of columns and sheets."""
        self._check = PlanCheck(self._session, plan, self._file, self._tell)
        return self._check.remembered

    def named_day(self, decided: Sequence[KeyRow], choices_made: Sequence[ImportChoice]) -> NamedDay | None:
        """Return the day that the file names (`PlanCheck.named_day`)."""
        return self._check.named_day(decided, choices_made)

    def report(
        self,
        as_at: date,
        *,
        decided: Sequence[KeyRow] = (),
        answers: Mapping[str, bool] | None = None,
        choices: Mapping[str, Side] | None = None,
        choices_made: Sequence[ImportChoice] = (),
    ) -> Report:
        """Say what the file would do to the plan (`PlanCheck.report`)."""
        found = self._check.report(
            as_at, decided=decided, answers=answers, choices=choices, choices_made=choices_made
        )
        # What only those who write into the file look at is as large as all the rest.
        understood = replace(found.understood, scans=())
        return replace(found, file=_without_cells(found.file), understood=understood)


def with_content(report: Report, content: bytes) -> Report:
    """Give a report the file's bytes again, which an import keeps. Raises Refused for another file's."""
    if len(content) != report.file.size:
        raise Refused("This is another file than the one that was checked. Choose the file once more.")
    return replace(report, file=replace(report.file, content=content))


def _without_cells(file: PlanFile) -> PlanFile:
    return replace(file, workbook=None, content=b"")
