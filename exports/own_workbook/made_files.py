"""Return workbooks and the plan in its own layout, as functions that another process can run by their names.

Owns: making the file of what was read. Refuses: reading it (see `loaders.return_workbook.file_content`), and
the workbooks themselves, whose modules are imported when a file is made.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from data_model.plan.rows import ActionDetail, KeyRow

Content = tuple[Mapping[str, str], Sequence[ActionDetail], Sequence[KeyRow]]


def returns_file(
    content: Content, plan_name: str, as_at: date, people: Mapping[int, str], person_id: int | None = None
) -> bytes:
    """Write one person's return workbook, or those of all these people (name by id) as one .zip.

    `content` is the plan's headings, every action, and the RAG key.
    """
    from exports.own_workbook.return_pack import open_actions_of, return_pack
    from exports.own_workbook.return_workbook import ReturnSheet, return_workbook

    headings, details, key = content
    name = people.get(person_id, "") if person_id is not None else ""
    about = ReturnSheet(plan_name, name, as_at, headings=headings, key=key)
    if person_id is None:
        return return_pack(details, people, about)
    return return_workbook(open_actions_of(details, person_id), about)


def own_layout_file(content: tuple[Any, ...] | None) -> tuple[bytes, Sequence[str]] | None:
    """Write a plan into the workbook it came from; return it with what could not be kept, if there is one."""
    from exports.own_workbook.own_layout import write_own_layout

    if content is None:
        return None
    written = write_own_layout(*content)
    return written.content, written.lost
