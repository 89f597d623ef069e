"""Whose actions go into which return workbook, and all of a plan's in one .zip.

Owns: choosing a person's open actions, and the names of the files. Refuses: the workbook itself (see
`return_workbook`).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from data_model.plan.rows import ActionDetail
from data_model.plan.update_rules import DONE
from exports.own_workbook.return_workbook import ReturnSheet, return_workbook

_NOT_IN_A_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_FIRST_YEAR = 1980  # .zip files know none before


def open_actions_of(details: Sequence[ActionDetail], person_id: int) -> list[ActionDetail]:
    """Choose what a person is responsible for and is neither complete nor embedded, in the order given."""
    return [
        detail
        for detail in details
        if detail.row.status not in DONE
        and any(person.person_id == person_id for person in detail.row.people)
    ]


def return_file_name(person: str, as_at: date) -> str:
    """Name a person's return workbook so that every computer can store it."""
    tidy = " ".join(_NOT_IN_A_NAME.sub(" ", person).split()).strip(". ")[:80]
    return f"{tidy or 'Somebody'} - actions as at {as_at.isoformat()}.xlsx"


def return_pack(details: Sequence[ActionDetail], people: Mapping[int, str], about: ReturnSheet) -> bytes:
    """Write the return workbooks of these people (name by id) into one .zip; who has nothing open gets none.

    `about` is what all of them share; its person is left aside.
    """
    buffer = BytesIO()
    taken: set[str] = set()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for person_id, name in people.items():
            theirs = open_actions_of(details, person_id)
            if not theirs:
                continue
            file_name = return_file_name(name, about.as_at)
            while file_name.casefold() in taken:
                file_name = file_name.replace(" - actions", f" ({person_id}) - actions", 1)
            taken.add(file_name.casefold())
            day = about.as_at
            entry = ZipInfo(file_name, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, return_workbook(theirs, replace(about, person=name)))
    return buffer.getvalue()
