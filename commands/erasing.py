"""Erasing a person, and removing old sign-ins: what would be done, what was done, and what is left to people.

Owns: that nothing is changed without `--yes`, and the words. Refuses: the work itself (`data_model`).
"""

import argparse
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from commands.terminal import DONE, Usage, now, open_database, this_person
from data_model.access.changes.retention import remove_old_access
from data_model.people.changes.erasing import erase_person
from data_model.people.rows import ErasureResult, Leftover
from data_model.shared.engine import forget_freed_pages, make_write_sessions
from data_model.shared.faults import told_faults
from data_model.shared.name_pattern import is_name
from data_model.shared.personal_columns import Holds
from data_model.shared.sentence_text import counted
from loaders.files.workbook_file import NotLoadable
from loaders.plan.people.responsible import understand_responsible

_MOST_ROWS = 10  # of one column, by their number
# What is left, and what to do about it.
_LEFT = {
    "words": "Words that somebody wrote, or a file had. Change those that stand now on their pages; what "
    "stands in a history stays, as the record of what was said:",
    "documents": "Frozen meetings, which are the record of a public decision and are never changed. Where "
    "one must not be shown any more, take it out of the papers that you publish:",
    "others": "Names that hold this one as a part, or that somebody else has too; they may be of others:",
}


def run_erase_person(args: argparse.Namespace) -> int:
    """Say what an erasure would change, or with `--yes` carry it out."""
    if not all(map(is_name, args.name)):
        raise Usage("--name needs a name")
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet; load a plan first")
        with told_faults(), make_write_sessions(engine)() as session:
            result = erase_person(
                session,
                args.name,
                args.email,
                person_id=args.person,
                keep_actions=args.keep_actions,
                read_people=read_people,
                actor=this_person(),
                recorded_at=now(),
            )
            if args.yes and result.pseudonym:
                session.commit()
            else:
                session.rollback()
        freed = forget_freed_pages(engine) if args.yes else True
    print("\n".join(_said(result, is_done=args.yes)))
    _say_freed(freed)
    return DONE


def run_remove_old_sign_ins(args: argparse.Namespace) -> int:
    """Remove sign-ins and lines of the log of access that are older than so many months."""
    at = now()
    with open_database(create=False) as engine:
        if engine is None:
            raise NotLoadable("there is no database yet")
        with told_faults(), make_write_sessions(engine)() as session:
            removed = remove_old_access(
                session, _months_before(at, args.older_than), actor=this_person(), recorded_at=at
            )
            if args.yes:
                session.commit()
            else:
                session.rollback()
        freed = forget_freed_pages(engine) if args.yes and any(removed) else True
    said = f"{counted(removed.sign_ins, 'sign-in')} and {counted(removed.lines, 'line')} of the log of access"
    print(f"{said} {'removed' if args.yes else 'would be removed; run it again with --yes'}")
    _say_freed(freed)
    return DONE


def _say_freed(freed: bool) -> None:
    if not freed:
        print(
            "Somebody else uses the file; stop the dashboard and run this again, so that nothing of what "
            "was removed stays between its rows."
        )


def read_people(text: str) -> list[str]:
    """Return the names in a text of people; one without any capital is read as if it had them."""
    written = text.title() if text == text.lower() else text
    return [one.name for one in understand_responsible(written).people if one.name]


def say_like_names(found: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Offer names that differ in accents alone, a line each; nothing where there are none."""
    if not found:
        return []
    return [
        "Perhaps the same person, written with other accents, and left out here. Give each that is as a "
        "further --name:",
        *(
            f"  “{name}” ({', '.join(f'{table}: {count}' for table, count in rows.items())})"
            for name, rows in found.items()
        ),
    ]


def _months_before(at: datetime, months: int) -> datetime:
    years, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    # The first of the month: no month lacks it, and a day or two more is kept.
    return at.replace(year=max(years, 1), month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def _said(result: ErasureResult, *, is_done: bool) -> list[str]:
    lines = []
    if not result.pseudonym:
        lines.append("Nothing is left to erase of this name and these addresses.")
    else:
        did = "is now" if is_done else "would become"
        lines.append(f"The person {did} “{result.pseudonym}”.")
        lines += [
            f"  {table}.{column}: {number} rewritten"
            for (table, column), number in sorted(result.rewritten.items())
        ]
        lines += [f"  {table}: {number} removed" for table, number in sorted(result.removed.items())]
    if result.shared_with:
        lines.append(
            "Others have this name, so it was left in every history and text, which may be of any of them:"
        )
        lines += [f"  {one}" for one in result.shared_with]
    lines += _said_left(result)
    lines += say_like_names(result.like_names)
    if result.pseudonym and not is_done:
        lines.append("Nothing was changed. Run it again with --yes.")
    return lines


def _said_left(result: ErasureResult) -> list[str]:
    groups: defaultdict[str, list[Leftover]] = defaultdict(list)
    for one in result.leftovers:
        free, frozen = one.kind == Holds.FREE_TEXT.name, one.kind == Holds.DOCUMENT.name
        groups["words" if free else "documents" if frozen else "others"].append(one)
    lines = ["Left as it is:"]
    for group, words in _LEFT.items():
        if groups[group]:
            lines.append(f"- {words}")
            lines += [f"  {_said_rows(one)}" for one in groups[group]]
    if number := sum(result.files.values()):
        named = ", ".join(f"{table}: {count}" for table, count in result.files.items() if count)
        lines.append(
            f"- {counted(number, 'loaded file')} that nobody looked through ({named}). Withdraw evidence "
            "that names them; a plan loaded again from a workbook that still has the name brings it back."
        )
    lines.append(
        "- Backups, exports, packs and mails made before. Remove older backups, or erase again after one was "
        "restored."
    )
    return lines


def _said_rows(one: Leftover) -> str:
    rows = [*one.rows[:_MOST_ROWS], *(["…"] if len(one.rows) > _MOST_ROWS else [])]
    return f"{one.table}.{one.column}: {counted(len(one.rows), 'row')} ({', '.join(rows)})"
