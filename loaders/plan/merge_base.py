"""What a re-imported plan and the dashboard both began with: the base of the three-way merge, by action.

Owns: finding for each action that was changed in the dashboard what the file's earlier edition said of it.
Refuses: actions that imports alone have changed; of those the file has the last word, as it always had.

Three sources, the first that is there: the state at the point of history that an export in the plan's own
layout is stamped with, as long as no file was imported since; the file that the plan's previous import read;
the versions that imports made of the action.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent
from data_model.plan.import_choices import ImportChoice
from data_model.plan.queries.actions import StoredAction
from data_model.plan.queries.imports import get_import_file, list_imports
from data_model.plan.queries.over_time.versions import VersionContent, list_edited, list_versions
from data_model.plan.rows import ImportRow, KeyRow
from loaders.files.issues import UnreadableFile
from loaders.files.raw_workbook import RawWorkbook
from loaders.files.read_file import read_workbook
from loaders.plan.match_actions import pair_certain
from loaders.plan.plan_stamp import PlanStamp, part_stamp
from loaders.plan.read_plan import UnderstoodPlan, understand
from loaders.plan.three_way import FIELD_NAMES, fields_of, lay_over


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """The file that an import read, understood anew."""

    source: ImportRow
    content: bytes
    workbook: RawWorkbook
    understood: UnderstoodPlan


def read_earlier_file(
    session: Session,
    plan_id: int,
    as_at: date,
    key: tuple[KeyRow, ...],
    choices: Sequence[ImportChoice] = (),
    *,
    whole: bool = False,
) -> EarlierFile | None:
    """Read the file of the plan's newest import true of a day or earlier; None where its bytes are not kept.

    `key` and `choices` are those it is read with, so that it and the file beside it are understood alike.
    `whole` passes over files that hold less than half of what the largest one does, such as one of a single
    area.
    """
    source = newest_import(list_imports(session, plan_id), as_at, whole=whole)
    kept = get_import_file(session, source.id) if source is not None else None
    if source is None or kept is None:
        return None
    try:
        workbook, _ = part_stamp(read_workbook(source.file_name, kept.content))
    except UnreadableFile:
        return None
    return EarlierFile(source, kept.content, workbook, understand(workbook, key, choices))


def newest_import(imports: Sequence[ImportRow], as_at: date, *, whole: bool = False) -> ImportRow | None:
    """Choose the import true of the latest day that is not after `as_at`, the last recorded of that day."""
    due = [row for row in imports if row.as_at <= as_at]
    if whole:
        most = max(map(_actions_in, due), default=0)
        due = [row for row in due if _actions_in(row) * 2 >= most]
    return max(due, key=lambda row: (row.as_at, row.id), default=None)


def _actions_in(row: ImportRow) -> int:
    return row.added + row.changed + row.unchanged


@dataclass(frozen=True, slots=True)
class Beginnings:
    """What both sides began with, by action, and the actions that were retired in the dashboard."""

    bases: dict[int, ActionContent] = field(default_factory=dict)
    retired: tuple[StoredAction, ...] = ()


def find_beginnings(
    session: Session,
    plan_id: int,
    stored: Sequence[StoredAction],
    as_at: date,
    key: tuple[KeyRow, ...],
    stamp: PlanStamp | None,
    choices: Sequence[ImportChoice] = (),
) -> Beginnings:
    """Return the base of every stored action that was changed in the dashboard, by id, and the retired ones.

    A base names in `absent` the fields of which the beginning is not known: a difference there is asked for.
    """
    edited = list_edited(session, plan_id, as_at)
    if not edited:
        return Beginnings()
    histories = list_versions(session, plan_id, edited, as_at)
    waiting = [row for row in stored if row.id in edited]
    walked = {action_id: said_by_imports(history) for action_id, history in histories.items()}
    gone = [history[-1] for history in histories.values() if history[-1].retired]
    retired = tuple(_stored(version) for version in gone)
    former = {version.action_id: walked[version.action_id] or version.stated for version in gone}
    last = max((row.id for row in list_imports(session, plan_id)), default=0)
    if stamp is not None and stamp.last_import == last:
        marked = {row.id: _at_mark(histories.get(row.id, []), stamp.version_id) for row in waiting}
        return Beginnings(
            former | {row.id: marked[row.id] or _unknown(row.stated) for row in waiting}, retired
        )
    earlier = read_earlier_file(session, plan_id, as_at, key, choices)
    said = pair_file(stored, earlier.understood.actions, walked) if earlier is not None else {}
    found = {row.id: _base(row.stated, walked.get(row.id), said.get(row.id)) for row in waiting}
    return Beginnings(former | found, retired)


def _stored(version: VersionContent) -> StoredAction:
    stated = version.stated
    return StoredAction(
        version.action_id,
        version.ref,
        bool(stated.ref),
        version.version,
        version.as_at,
        stated.due_date,
        None,
        stated,
    )


def pair_file(
    stored: Sequence[StoredAction],
    read: Sequence[ActionContent],
    former: Mapping[int, ActionContent | None],
) -> dict[int, ActionContent]:
    """Find each stored action in an earlier file, by what it says now or by what imports said before."""
    known = {action_id: action for action_id, action in former.items() if action is not None}
    return {stored[index].id: read[at] for at, index in pair_certain(stored, read, known).items()}


def said_by_imports(history: Sequence[VersionContent]) -> ActionContent | None:
    """Work out what the files said, from the versions of one action in their order; None without an import.

    A field that an import left as the dashboard had it may have been kept against the file, so it goes on as
    the file before said it; that is asked for once too often rather than lost.
    """
    said: ActionContent | None = None
    before: ActionContent | None = None
    for version in history:
        now = version.stated
        if version.imported and (said is None or before is None):
            said = now
        elif version.imported and said is not None and before is not None:
            old, new = fields_of(before), fields_of(now)
            said = lay_over(said, now, [name for name in FIELD_NAMES if old[name] != new[name]])
        before = now
    return said


def _at_mark(history: Sequence[VersionContent], mark: int) -> ActionContent | None:
    by_then = [version for version in history if version.id <= mark]
    return by_then[-1].stated if by_then else None


def _base(ours: ActionContent, walked: ActionContent | None, said: ActionContent | None) -> ActionContent:
    """Put together what the earlier file said and, for columns it lacks, what imports said before."""
    if said is None:
        return walked or _unknown(ours)
    if walked is None:
        return said
    # Of a rating that nobody touched in the dashboard the stored meaning is the base: the key may have been
    # decided anew since, and then the same colour means another thing.
    untouched = fields_of(ours)["rag"] == fields_of(walked)["rag"]
    further = set(said.absent) | ({"rag"} if untouched else set())
    base = lay_over(said, walked, [name for name in FIELD_NAMES if name in further])
    return replace(base, sheet=said.sheet, cell=said.cell)


def _unknown(ours: ActionContent) -> ActionContent:
    return replace(ours, absent=frozenset(FIELD_NAMES))
