"""Everything known of each action at a day, for people and programs: .json, .csv and .xlsx.

Owns: the keys of a full record and their order. Refuses: history, and choosing actions.
Dates in .json and .csv are YYYY-MM-DD. Text that a spreadsheet would run as a formula gets a leading
apostrophe in the .csv file alone (see `safe_text`); .json holds every text as written.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from data_model.money.for_boards.plan_money import PlanMoney
from data_model.plan.action_fields import FIELD_BY_NAME, TEXT_NAMES
from data_model.plan.rows import ActionDetail, PersonOnAction
from data_model.plan.statuses import STATUS_NAMES
from exports.formats.cells import CellContent, Rated, TableColumn
from exports.formats.comma_separated import write_csv
from exports.formats.workbook import write_workbook

# A column that programs read by its place stays there; what came later follows the source and the version.
_FIRST_TEXTS = ("progress", "impact")
_FURTHER_TEXTS = tuple(
    name for name in TEXT_NAMES if FIELD_BY_NAME[name].meaning and name not in _FIRST_TEXTS
)


def _columns(*names: str) -> Iterator[TableColumn]:
    for field in map(FIELD_BY_NAME.__getitem__, names):
        yield TableColumn(field.name, field.meaning, field.width)


COLUMNS: tuple[TableColumn, ...] = (
    TableColumn("ref", "The action's number in the plan.", 8),
    TableColumn("area_number", "Number of the area for improvement.", 8),
    TableColumn("area", "Title of the area for improvement.", 40),
    TableColumn("outcome", "The outcome for children and families that the action serves.", 40),
    TableColumn("action", "What is to be done.", 60),
    TableColumn("responsible", "Who answers for the action, as written.", 28),
    TableColumn("people", "The same as understood: name (post); a post alone is in brackets.", 28),
    TableColumn("due_text", "The words of the due date in the plan.", 20),
    TableColumn("due_date", "The date now in force, where the words were understood.", 12),
    TableColumn("due_kind", "What the date is for; only a deadline can be overdue.", 12),
    TableColumn("due_precision", "How exact the words of the due date are.", 12),
    TableColumn("original_due_date", "The first due date of the action.", 12),
    TableColumn("status", "What the rating means, in words that plans of all councils share.", 14),
    TableColumn("rag_label", "The plan's own word for the rating.", 24),
    TableColumn("rag_as_seen", "The rating as the file shows it: a colour or a word.", 18),
    *_columns(*_FIRST_TEXTS),
    TableColumn("source_file", "The file from which the newest statement was read.", 28),
    TableColumn("source_sheet", "The sheet in that file.", 16),
    TableColumn("source_cell", "The cell of the action's text on that sheet.", 8),
    TableColumn("version", "The action's version, which grows with each change.", 8),
    *_columns(*_FURTHER_TEXTS, "revised_due_text"),
    TableColumn("as_at", "The day of which the newest statement is true.", 12),
    TableColumn("paid_by", "The lines of funds that pay for it, each with what is spent of it.", 40),
    TableColumn("should_save", "The savings that it should bring, with what was agreed for the year.", 40),
    TableColumn("should_bring", "The benefits that it should bring, with how they stand in the year.", 40),
)
MONEY = ("paid_by", "should_save", "should_bring")
_NONE: dict[int, list[str]] = {}
HEADINGS: tuple[str, ...] = tuple(column.heading for column in COLUMNS)


def full_records(details: Sequence[ActionDetail], money: PlanMoney | None = None) -> list[dict[str, object]]:
    """Return one record an action, in the order given; dates are ISO texts or None, `status` is canonical.

    `money` is that of the plan on the same day.
    """
    tied = (
        {"paid_by": money.paying, "should_save": money.saving, "should_bring": money.bringing}
        if money is not None
        else dict.fromkeys(MONEY, _NONE)
    )
    return [_record(detail, tied) for detail in details]


def full_json(details: Sequence[ActionDetail], money: PlanMoney | None = None) -> bytes:
    """Write the records as a JSON list in UTF-8, every text as written."""
    text = json.dumps(full_records(details, money), ensure_ascii=False, indent=2)
    # Half a surrogate pair has no UTF-8 form; as an escape it is still valid JSON.
    return (text + "\n").encode("utf-8", "backslashreplace")


def full_csv(details: Sequence[ActionDetail], money: PlanMoney | None = None) -> bytes:
    """Write the records as .csv in UTF-8 with a byte order mark; people in one column, source in three."""
    return write_csv(COLUMNS, map(_cells, details, full_records(details, money)))


def full_xlsx(
    details: Sequence[ActionDetail], plan_name: str, as_at: date, money: PlanMoney | None = None
) -> bytes:
    """Write the records as .xlsx with real dates; `as_at` is the day they were asked for.

    A second sheet, "About", says plan, as-at date and what each column means.
    """
    about: list[tuple[str, CellContent]] = [
        ("Plan", plan_name),
        ("As at", as_at),
        ("Actions", len(details)),
        ("Statuses", "; ".join(f"{status.value} = {name}" for status, name in STATUS_NAMES.items())),
    ]
    return write_workbook(
        "Actions in full", COLUMNS, map(_cells, details, full_records(details, money)), about, as_at
    )


def _record(detail: ActionDetail, tied: Mapping[str, Mapping[int, list[str]]]) -> dict[str, object]:
    row = detail.row
    return {
        "ref": row.ref,
        "area_number": row.area_number,
        "area": detail.area_title,
        "outcome": row.outcome,
        "action": row.text,
        "responsible": row.responsible,
        "people": [{"name": person.name, "post": person.post} for person in row.people],
        "due_text": row.due_text,
        "due_date": _iso(row.due_date),
        "due_kind": str(row.due_kind),
        "due_precision": str(row.due_precision),
        "original_due_date": _iso(row.original_due_date),
        "status": row.status.value,
        "rag_label": row.rag_label,
        "rag_as_seen": detail.rag_as_seen,
        **{name: getattr(detail, name) for name in _FIRST_TEXTS},
        "source": {"file": detail.file_name, "sheet": detail.sheet, "cell": detail.cell},
        "version": detail.version,
        **{name: getattr(detail, name) for name in _FURTHER_TEXTS},
        "revised_due_text": detail.revised_due_text,
        "as_at": row.as_at.isoformat(),
        **{name: tied[name].get(row.id, []) for name in MONEY},
    }


def _cells(detail: ActionDetail, record: Mapping[str, object]) -> list[CellContent]:
    """Return a record as one cell a column: people as one text, the source as three, dates as dates."""
    row = detail.row
    parts: dict[str, CellContent] = {
        "people": "; ".join(map(_name_and_post, row.people)),
        "due_date": row.due_date,
        "original_due_date": row.original_due_date,
        "rag_label": Rated(row.rag_label, row.status),
        "source_file": detail.file_name,
        "source_sheet": detail.sheet,
        "source_cell": detail.cell,
        "version": detail.version,
        "as_at": row.as_at,
        **{name: "\n".join(map(str, _listed(record[name]))) for name in MONEY},
    }
    return [parts[name] if name in parts else str(record[name]) for name in HEADINGS]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _name_and_post(person: PersonOnAction) -> str:
    return f"{person.name} ({person.post})".strip() if person.post else person.name


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
