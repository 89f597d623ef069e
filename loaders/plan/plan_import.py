"""Loading an action plan in its four steps: read, understand, compare, apply.

Owns: running the steps in order, the report that shows what they found, and handing one batch to one write.
Refuses: doing any of the steps itself. Checking changes nothing; applying is one transaction.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import PurePath
from typing import NamedTuple

from sqlalchemy.orm import Session

from data_model.plan.changes.import_choices import record_choices
from data_model.plan.changes.imports import ImportBatch, record_import
from data_model.plan.changes.plans import create_plan, decide_key
from data_model.plan.import_choices import ImportChoice
from data_model.plan.queries.actions import StoredAction, list_stated
from data_model.plan.queries.evidence import list_links
from data_model.plan.queries.import_choices import list_choices
from data_model.plan.queries.imports import find_import
from data_model.plan.queries.over_time.versions import get_versions, list_said_later
from data_model.plan.queries.plans import get_plan_version, list_key
from data_model.plan.rows import ImportRow, KeyRow, PlanRow
from data_model.shared.permissions import Actor
from loaders.files.issues import Issue, UnreadableFile, has_error
from loaders.files.issues import issue_row as issue_row
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_file import read_workbook
from loaders.files.workbook_file import NotLoadable as NotLoadable
from loaders.files.workbook_file import loaded_before_issue, refuse_unloadable
from loaders.plan import compare_issues as kinds
from loaders.plan.choices import choices_used, lay_choices, new_choices
from loaders.plan.compare import Comparison, compare
from loaders.plan.comparison_findings import comparison_issues
from loaders.plan.history import HistoryLine, by_action, by_place, find_history
from loaders.plan.merge_base import Beginnings, find_beginnings
from loaders.plan.named_day import NamedDay, find_named_day
from loaders.plan.offers import Offers, find_offers, take_offers
from loaders.plan.plan_stamp import PlanStamp, StampLines, is_return, part_stamp, read_plan_stamp
from loaders.plan.read_plan import UnderstoodPlan, understand
from loaders.plan.three_way import Side

Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file after the first step. `workbook` is None, and `problem` says why, when nothing can be read.

    `content` is the file's bytes as they came; `stamp` holds the lines of the dashboard's own stamp, which is
    taken out of the workbook.
    """

    name: str
    sha256: str
    size: int
    workbook: RawWorkbook | None
    problem: Issue | None = None
    content: bytes = b""
    stamp: StampLines = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import became: its own id and its plan's."""

    import_id: int
    plan_id: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a file would do to a plan. `plan` is None for a plan that the import would begin.

    `as_at` is the day of which the file is true; `loaded_before` the earlier import of the same bytes.
    `said_later` holds the ids of the actions of which the dashboard says something of a later day.
    `decided` and `told` are what a person has just decided of the key, and of columns and sheets, that the
    plan does not hold yet; `choices` are all that the file was read with. `history` is what its older columns
    would add to the history of months before. `offers` may be taken or left, and `taken` is what a person
    took of them; `before` are the ids of the actions that the plan has.
    """

    file: PlanFile
    as_at: date
    plan: PlanRow | None
    plan_version: int | None
    plan_name: str
    understood: UnderstoodPlan
    comparison: Comparison = field(default_factory=Comparison)
    issues: tuple[Issue, ...] = ()
    loaded_before: ImportRow | None = None
    decided: tuple[KeyRow, ...] = ()
    said_later: frozenset[int] = frozenset()
    told: tuple[ImportChoice, ...] = ()
    choices: tuple[ImportChoice, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    offers: Offers = Offers()
    taken: Offers = Offers()
    before: frozenset[int] = frozenset()

    @property
    def will_not_show(self) -> int:
        """Count the changes that are older than what the dashboard says, and go into the history alone."""
        return sum(1 for change in self.comparison.changed if change.id in self.said_later)

    @property
    def can_load(self) -> bool:
        return not has_error(self.issues)

    @property
    def changes_nothing(self) -> bool:
        settled = self.decided or self.told or self.history or self.taken
        return self.comparison.changes_nothing and not settled

    @property
    def unanswered(self) -> int:
        """Count the questions about columns and sheets without whose answer nothing can be loaded."""
        return sum(1 for each in self.understood.questions if each.must_answer and each.asks)


def read_plan_file(file_name: str, content: bytes) -> PlanFile:
    """Read a file's bytes, once for all the checks that follow; never raises for what the bytes hold."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        workbook, stamp = part_stamp(read_workbook(file_name, content))
        return PlanFile(file_name, digest, len(content), workbook, content=content, stamp=stamp)
    except UnreadableFile as unreadable:
        return PlanFile(file_name, digest, len(content), None, unreadable.issue)


def check_plan(
    session: Session | None,
    plan: PlanRow | None,
    file: PlanFile,
    as_at: date,
    *,
    plan_name: str = "",
    decided: Sequence[KeyRow] = (),
    answers: Mapping[str, bool] | None = None,
    choices: Mapping[str, Side] | None = None,
    choices_made: Sequence[ImportChoice] = (),
    on_progress: Progress | None = None,
) -> Report:
    """Understand a file and compare it with a plan, changing nothing: a `PlanCheck` that is asked once."""
    return PlanCheck(session, plan, file, on_progress).report(
        as_at,
        plan_name=plan_name,
        decided=decided,
        answers=answers,
        choices=choices,
        choices_made=choices_made,
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a plan holds that a file is compared with; nothing of a plan that is still to be made."""

    actions: tuple[StoredAction, ...] = ()
    version: int | None = None
    before: ImportRow | None = None
    begun: Beginnings = field(default_factory=Beginnings)
    said_later: frozenset[int] = frozenset()
    links: frozenset[tuple[int, str]] = frozenset()


class _Told(NamedTuple):
    """What a file is read with: the plan's key, and what was decided of its columns and sheets."""

    key: tuple[KeyRow, ...]
    choices: tuple[ImportChoice, ...]


class PlanCheck:
    """One file against one plan, changing nothing; asked again with more answers, it reads nothing again.

    The file, and the file of the plan's previous import, are understood once for each key and each set of
    choices: again only where a person has just decided something else. What was decided before of the plan's
    columns and sheets (`remembered`) stands until it is decided anew. `session` and `plan` are None where
    there is nothing yet to compare with; all reports of one check are made within the session.
    """

    def __init__(
        self,
        session: Session | None,
        plan: PlanRow | None,
        file: PlanFile,
        on_progress: Progress | None = None,
    ) -> None:
        if is_return(file.stamp):
            file = replace(file, problem=Issue(kinds.RETURN_WORKBOOK, file.name))
        self.file = file
        self.plan = plan
        self._session = session
        self._tell = on_progress or (lambda _step, _done: None)
        self._known: tuple[KeyRow, ...] = ()
        self.remembered: tuple[ImportChoice, ...] = ()
        if session is not None and plan is not None:
            self._known = tuple(list_key(session, plan.id))
            self.remembered = tuple(list_choices(session, plan.id))
        self._understood: dict[_Told, UnderstoodPlan] = {}
        self._stored: dict[tuple[date, _Told], _Stored] = {}

    def understood(
        self, decided: Sequence[KeyRow] = (), choices_made: Sequence[ImportChoice] = ()
    ) -> UnderstoodPlan | None:
        """Return what the file says; None where it cannot be read. The arguments are as in `report`."""
        if self.file.workbook is None or self.file.problem is not None:
            return None
        told = self._told(decided, choices_made)
        if told not in self._understood:
            self._tell("Understanding what it says", 0.2)
            self._understood[told] = understand(self.file.workbook, *told)
        return self._understood[told]

    def named_day(
        self, decided: Sequence[KeyRow] = (), choices_made: Sequence[ImportChoice] = ()
    ) -> NamedDay | None:
        """Return the day of which the file says that it is true; None where it names none or several.

        The arguments are as in `report`.
        """
        understood = self.understood(decided, choices_made)
        return find_named_day(understood.named_day, self.file.name) if understood is not None else None

    def report(
        self,
        as_at: date,
        *,
        plan_name: str = "",
        decided: Sequence[KeyRow] = (),
        answers: Mapping[str, bool] | None = None,
        choices: Mapping[str, Side] | None = None,
        choices_made: Sequence[ImportChoice] = (),
    ) -> Report:
        """Say what the file would do to the plan. `as_at` is the day of which the file is true.

        `decided` holds what a person just decided about the key, `choices_made` what of columns and sheets
        (an empty meaning takes back what is remembered); `answers` the close matches they answered and
        `choices` the conflicts with edits made in the dashboard since the plan's previous import (see
        `compare`).
        """
        understood = self.understood(decided, choices_made)
        if understood is None:
            return self._unread(as_at, plan_name)
        self._tell("Comparing it with the plan", 0.7)
        read_with = self._told(decided, choices_made)
        held = self._held(as_at, read_with)
        comparison = compare(
            held.actions,
            understood.actions,
            answers,
            bases=held.begun.bases,
            retired=held.begun.retired,
            choices=choices,
        )
        plan_id = self.plan.id if self.plan is not None else None
        history, of_history = find_history(
            self._session, plan_id, understood.actions, understood.earlier, comparison, as_at
        )
        issues = (*understood.issues, *comparison_issues(comparison, answers or {}), *of_history)
        if held.before is not None:
            issues = (loaded_before_issue(held.before.recorded_at, held.before.recorded_by), *issues)
        offers = _offers(understood, comparison, held)
        self._tell("Done", 1.0)
        return Report(
            self.file,
            as_at,
            self.plan,
            held.version,
            self._name(understood, plan_name),
            understood,
            comparison,
            issues,
            loaded_before=held.before,
            decided=_new_decisions(understood.key, decided, self._known),
            said_later=held.said_later,
            told=new_choices(choices_made, self.remembered, understood.questions),
            choices=choices_used(read_with.choices, understood.questions),
            history=history,
            offers=offers,
            before=frozenset(row.id for row in held.actions),
        )

    def _unread(self, as_at: date, plan_name: str) -> Report:
        """Report a file of which nothing can be read."""
        problems = [self.file.problem] if self.file.problem is not None else []
        empty = UnderstoodPlan("", (), issues=problems)
        return Report(self.file, as_at, self.plan, None, plan_name, empty, issues=tuple(problems))

    def _name(self, understood: UnderstoodPlan, plan_name: str) -> str:
        """Name the plan: by its own name, else as a person does, else as the file does."""
        if self.plan is not None:
            return self.plan.name
        return plan_name or _propose_name(understood, self.file.name)

    def _told(self, decided: Sequence[KeyRow], choices_made: Sequence[ImportChoice]) -> _Told:
        asked = {entry.seen for entry in decided}
        key = (*decided, *(row for row in self._known if row.seen not in asked))
        return _Told(key, lay_choices(self.remembered, choices_made))

    def _held(self, as_at: date, told: _Told) -> _Stored:
        """Read what the plan holds as at a day, once."""
        if self._session is None or self.plan is None:
            return _Stored()
        if (as_at, told) not in self._stored:
            session, plan_id = self._session, self.plan.id
            version = get_plan_version(session, plan_id)
            actions = tuple(list_stated(session, plan_id, as_at).values())
            before = find_import(session, plan_id, self.file.sha256)
            stamp = _own_stamp(session, plan_id, self.file.stamp)
            begun = find_beginnings(session, plan_id, actions, as_at, told.key, stamp, told.choices)
            later = frozenset(list_said_later(session, plan_id, as_at))
            links = frozenset(list_links(session, plan_id))
            self._stored[as_at, told] = _Stored(actions, version, before, begun, later, links)
        return self._stored[as_at, told]


def apply_plan(session: Session, report: Report, *, actor: Actor, recorded_at: datetime) -> Applied:
    """Apply a checked file in the caller's transaction and return the ids of its import and plan.

    The same bytes again, when they change nothing, write nothing: the earlier import's id comes back.
    Raises NotLoadable for a report that cannot be loaded, StalePlan when the plan changed since the check,
    NotPermitted when the actor may not import.
    """
    refuse_unloadable(report.can_load)
    if report.unanswered:
        raise NotLoadable(f"{report.unanswered} columns or sheets wait for an answer: what they mean")
    if report.comparison.unanswered:
        raise NotLoadable(
            f"{report.comparison.unanswered} close matches wait for an answer: the same action, or another?"
        )
    if report.comparison.unresolved:
        raise NotLoadable(
            f"{report.comparison.unresolved} conflicts wait for a choice: the dashboard's value or the file's"
        )
    if report.plan is not None and report.loaded_before is not None and report.changes_nothing:
        return Applied(report.loaded_before.id, report.plan.id)
    if report.plan is None:
        plan_id = create_plan(session, report.plan_name, False, actor=actor, recorded_at=recorded_at)
    else:
        plan_id = report.plan.id
    import_id = record_import(session, plan_id, _batch(report), actor=actor, recorded_at=recorded_at)
    take_offers(
        session,
        plan_id,
        report.taken,
        file_name=report.file.name,
        before=report.before,
        as_at=report.as_at,
        actor=actor,
        recorded_at=recorded_at,
    )
    choices = (*report.told, *report.choices)
    record_choices(session, plan_id, choices, actor=actor, recorded_at=recorded_at, import_id=import_id)
    if report.decided:
        decide_key(session, plan_id, report.decided, actor=actor, recorded_at=recorded_at)
    return Applied(import_id, plan_id)


def _batch(report: Report) -> ImportBatch:
    comparison = report.comparison
    return ImportBatch(
        file_name=report.file.name,
        sha256=report.file.sha256,
        size=report.file.size,
        sheets=report.understood.sheets,
        as_at=report.as_at,
        added=comparison.added,
        changed=[(change.id, change.merged) for change in comparison.changed],
        unchanged=comparison.unchanged,
        missing=[row.id for row in comparison.missing],
        issues=[issue_row(issue) for issue in report.issues],
        key=[row for row in report.understood.key if not row.decided_by],
        areas=report.understood.areas,
        order=comparison.order,
        plan_version=report.plan_version,
        content=report.file.content,
        earlier=by_action(report.history),
        earlier_added=by_place(report.history),
    )


def _own_stamp(session: Session, plan_id: int, lines: StampLines) -> PlanStamp | None:
    """Read the stamp of an export of this very plan; that of another database's plan tells nothing here."""
    stamp = read_plan_stamp(lines)
    if stamp is None or not get_versions(session, plan_id, [(stamp.written_for, 1)]):
        return None
    return stamp


def _offers(understood: UnderstoodPlan, comparison: Comparison, held: _Stored) -> Offers:
    """Find what may be offered; an action of which the dashboard says something later is not missing."""
    missing = [row for row in comparison.missing if row.id not in held.said_later]
    return find_offers(
        understood.struck, understood.links, understood.actions, missing, comparison.matched, held.links
    )


def _new_decisions(
    key: Sequence[KeyRow], decided: Sequence[KeyRow], known: Sequence[KeyRow]
) -> tuple[KeyRow, ...]:
    """List those entries of the file's key that a person has just decided and the plan does not hold yet."""
    asked = {entry.seen for entry in decided}
    held = {(row.seen, row.label, row.status) for row in known if row.decided_by}
    return tuple(row for row in key if row.seen in asked and (row.seen, row.label, row.status) not in held)


def _propose_name(understood: UnderstoodPlan, file_name: str) -> str:
    """Name a new plan by its workbook's title when it is short enough to head a screen, else by its file."""
    if 0 < len(understood.title) <= 70:
        return understood.title
    return (
        PurePath(file_name).stem.replace("_", " ").replace("-", " ").strip().capitalize()
        or "Improvement plan"
    )
