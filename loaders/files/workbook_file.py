"""A file after the first step of loading it, and what is said of a file as a whole.

Owns: the marks by which a file is known again, its workbook or why there is none, that the same bytes were
loaded before, that it can't be loaded, and how much there is to look at. Refuses: understanding a workbook.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from data_model.plan.rows import PlanRow
from data_model.shared.refusals import Refused
from data_model.shared.sentence_text import counted, short_day
from loaders.files.issues import LOADED_BEFORE, Issue, Severity, UnreadableFile
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_file import read_workbook


class NotLoadable(Refused):
    """Raised when a report with an error, or with a question nobody has answered, is to be applied."""

    def __init__(self, sentence: str = "The file cannot be loaded; see the report.") -> None:
        super().__init__(sentence)


class ReadFile(Protocol):
    """A file after the first step, whatever it was read into."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def size(self) -> int: ...


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """A file after the first step. `workbook` is None, and `problem` says why, when nothing can be read."""

    name: str
    sha256: str
    size: int
    workbook: RawWorkbook | None
    problem: Issue | None = None


def read_workbook_file(file_name: str, content: bytes) -> WorkbookFile:
    """Read a file's bytes, once for all the checks that follow; never raises for what the bytes hold."""
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    try:
        return WorkbookFile(file_name, digest, size, read_workbook(file_name, content))
    except UnreadableFile as unreadable:
        return WorkbookFile(file_name, digest, size, None, unreadable.issue)


def loaded_before_issue(recorded_at: datetime, recorded_by: str) -> Issue:
    """Say when and by whom the same bytes were loaded before."""
    return Issue(LOADED_BEFORE, f"on {short_day(recorded_at)} by {recorded_by}")


def file_json(file: ReadFile, plan: PlanRow | None) -> dict[str, Any]:
    """Give the marks of a file and the plan that it goes into as plain values: the head of each report."""
    return {
        "file": file.name,
        "sha256": file.sha256,
        "size": file.size,
        "plan": plan.name if plan is not None else None,
    }


def refuse_unloadable(can_load: bool) -> None:
    """Raise NotLoadable for a file whose report says that it can't be loaded."""
    if not can_load:
        raise NotLoadable


def plan_to_load(can_load: bool, plan: PlanRow | None, choose: str) -> PlanRow:
    """Give the plan that a checked file goes into.

    Raises NotLoadable for a file that can't be loaded, and with the sentence `choose` where there is no plan.
    """
    refuse_unloadable(can_load)
    if plan is None:
        raise NotLoadable(choose)
    return plan


def to_look_at(issues: Iterable[Issue]) -> str:
    """Say how many of a file's issues somebody should look at: its warnings."""
    looks = sum(1 for issue in issues if issue.type.severity is Severity.WARNING)
    return f"{counted(looks, 'thing')} to look at"


def cannot_load_sentence(file_name: str, issues: Iterable[Issue]) -> str:
    """Say that a file can't be loaded, and the first error that stands in the way; there is at least one."""
    problem = next(issue for issue in issues if issue.type.severity is Severity.ERROR)
    seen = f" ({problem.seen})" if problem.seen else ""
    title = problem.type.title
    return f"{file_name} cannot be loaded: {title[:1].lower()}{title[1:]}{seen}."
