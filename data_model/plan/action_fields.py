"""The fields of an action, written down once.

Owns: of each field its name, its words in British English, its kind, where a workbook and an export hold it,
and whether an update may change it; the texts that an action, an update and a form share. Refuses: storage,
the wordings of headings (see `loaders.plan.heading_vocabulary`), and what a field means for the rules.

Lists of fields elsewhere are derived from `ACTION_FIELDS`. How to add one: docs/development/add-a-field.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class FieldKind(StrEnum):
    """What a field holds. LONG_TEXT and SHORT_TEXT are plain texts, from which nothing else follows.

    IDENTITY says what the action is and where it stands. A FLAG is "Yes" or "No", and no workbook states it.
    """

    IDENTITY = "identity"
    PEOPLE = "people"
    DATE = "date"
    RATING = "rating"
    LONG_TEXT = "long text"
    SHORT_TEXT = "short text"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class ActionField:
    """One field of an action. `name` is its attribute and its column, `label` its words for a reader.

    `heading` is its name in the vocabulary of headings, empty where the plan's tables have no column for it.
    `updatable`: an update and a return workbook may change it. `compared`: a change of it is a change of the
    action. `searched`: a reader's words are looked for in it.
    `exception_heading` is its heading in an exception table, which has no such column where that is empty.
    `meaning` and `width` (in characters) are of its column in the export in full.
    `form_label` and `hint` stand in the update form, `page_label` and `nothing` (said of an empty one) on
    pages; an empty label means `label`. `return_heading` and `return_width` are of a return workbook.
    """

    name: str
    label: str
    kind: FieldKind
    heading: str = ""
    updatable: bool = False
    compared: bool = True
    searched: bool = False
    exception_heading: str = ""
    meaning: str = ""
    width: int = 0
    form_label: str = ""
    hint: str = ""
    page_label: str = ""
    nothing: str = ""
    return_heading: str = ""
    return_width: int = 0

    @property
    def is_text(self) -> bool:
        """Say whether the field is a plain text, that is, one of `ActionTexts`."""
        return self.kind in (FieldKind.LONG_TEXT, FieldKind.SHORT_TEXT)

    @property
    def in_exceptions(self) -> bool:
        return bool(self.exception_heading)


# In the order a reader expects; a new field goes to the end of its kind.
ACTION_FIELDS: tuple[ActionField, ...] = (
    ActionField("area", "Area", FieldKind.IDENTITY, heading="area", return_width=22),
    ActionField("outcome", "Outcome", FieldKind.IDENTITY, heading="outcome", searched=True, return_width=30),
    ActionField("ref", "Ref", FieldKind.IDENTITY, heading="ref", searched=True, return_width=8),
    ActionField("text", "Action", FieldKind.IDENTITY, heading="action", searched=True, return_width=46),
    ActionField(
        "responsible", "Responsible", FieldKind.PEOPLE, heading="responsible", searched=True, return_width=24
    ),
    ActionField("due_text", "Due date", FieldKind.DATE, heading="due", return_width=14),
    ActionField(
        "revised_due_text",
        "Revised due date",
        FieldKind.DATE,
        heading="revised_due",
        updatable=True,
        exception_heading="Revised due date",
        meaning="The words of the revised due date.",
        width=20,
        return_width=16,
    ),
    ActionField("status", "Status", FieldKind.RATING),
    ActionField("rag_label", "RAG", FieldKind.RATING, heading="rag", return_width=20),
    ActionField("rag_as_seen", "RAG as seen", FieldKind.RATING, compared=False),
    ActionField(
        "progress",
        "Progress",
        FieldKind.LONG_TEXT,
        heading="progress",
        updatable=True,
        searched=True,
        meaning="Progress, with its evidence.",
        width=60,
        hint="What was done since. Left empty, the last text stays.",
        nothing="No progress was stated.",
        return_heading="New update",
        return_width=44,
    ),
    ActionField(
        "impact",
        "Impact",
        FieldKind.LONG_TEXT,
        heading="impact",
        updatable=True,
        searched=True,
        meaning="Impact, anticipated or achieved.",
        width=60,
        form_label="Impact achieved",
        hint="What it changed for children and families",
        nothing="No impact was stated.",
        return_width=34,
    ),
    ActionField(
        "measure",
        "Measure",
        FieldKind.LONG_TEXT,
        heading="measure",
        meaning="How success is measured.",
        width=40,
        page_label="Success measure",
    ),
    ActionField(
        "assurance",
        "Source of assurance",
        FieldKind.LONG_TEXT,
        heading="assurance",
        meaning="The source of assurance.",
        width=40,
    ),
    ActionField(
        "reason_for_delay",
        "Reason for delay",
        FieldKind.LONG_TEXT,
        heading="reason",
        updatable=True,
        exception_heading="Reason for delay",
        meaning="Why the action is delayed.",
        width=40,
        hint="What held it up",
        return_width=30,
    ),
    ActionField(
        "mitigation",
        "Mitigating actions",
        FieldKind.LONG_TEXT,
        heading="mitigation",
        updatable=True,
        exception_heading="Mitigating actions in progress",
        meaning="Mitigating actions in progress.",
        width=40,
        hint="What is being done about it now",
        return_width=30,
    ),
    ActionField(
        "exception_responsible",
        "Responsible for mitigation",
        FieldKind.SHORT_TEXT,
        updatable=True,
        exception_heading="Responsible officer",
        meaning="Who answers for the mitigation.",
        width=28,
        form_label="Who answers for them",
        hint="Who answers for the mitigating actions",
        return_width=24,
    ),
    ActionField(
        "other",
        "Other columns",
        FieldKind.LONG_TEXT,
        meaning="What the plan's other columns say, each under its heading.",
        width=40,
    ),
    ActionField("awaiting_sign_off", "Awaiting sign-off", FieldKind.FLAG, compared=False),
    ActionField("retired", "Retired", FieldKind.FLAG, compared=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionTexts:
    """The plain texts of an action; `exception_responsible` answers for the mitigation."""

    progress: str = ""
    impact: str = ""
    measure: str = ""
    assurance: str = ""
    reason_for_delay: str = ""
    mitigation: str = ""
    exception_responsible: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatedTexts:
    """The plain texts that an update may give; None leaves what stands."""

    progress: str | None = None
    impact: str | None = None
    reason_for_delay: str | None = None
    mitigation: str | None = None
    exception_responsible: str | None = None


FIELD_BY_NAME: dict[str, ActionField] = {field.name: field for field in ACTION_FIELDS}
# What is compared, and the words for it on screen and in reports.
COMPARED_FIELDS: dict[str, str] = {field.name: field.label for field in ACTION_FIELDS if field.compared}
# What a history shows beside them, as "Yes" and "No".
ONLY_IN_HISTORY: dict[str, str] = {
    field.name: field.label for field in ACTION_FIELDS if field.kind is FieldKind.FLAG
}
TEXT_FIELDS: tuple[ActionField, ...] = tuple(field for field in ACTION_FIELDS if field.is_text)
TEXT_NAMES: tuple[str, ...] = tuple(field.name for field in TEXT_FIELDS)
LONG_TEXTS: tuple[str, ...] = tuple(
    field.name for field in ACTION_FIELDS if field.kind is FieldKind.LONG_TEXT
)
# The columns that hold a field as it was stated, word for word.
STATED_COLUMNS: tuple[str, ...] = tuple(
    field.name
    for field in ACTION_FIELDS
    if field.kind is not FieldKind.FLAG and field.name not in ("area", "outcome", "ref", "status")
)
# The fields that an exception table holds for an action, in the order of its columns.
EXCEPTION_TEXTS: tuple[str, ...] = tuple(field.name for field in TEXT_FIELDS if field.in_exceptions)
EXCEPTION_FIELDS: tuple[str, ...] = (*EXCEPTION_TEXTS, "revised_due_text")
# The texts that an update may change; those of an exception table are asked for where an action is delayed.
UPDATABLE_TEXTS: tuple[str, ...] = tuple(field.name for field in TEXT_FIELDS if field.updatable)
NARRATIVES: tuple[str, ...] = tuple(name for name in UPDATABLE_TEXTS if name not in EXCEPTION_TEXTS)
UPDATABLE_FIELDS: tuple[str, ...] = (*NARRATIVES, "revised_due_text", *EXCEPTION_TEXTS)


def texts_of(source: object) -> dict[str, Any]:
    """Return the plain texts of an action, a detail or a row of the database, by name."""
    return {name: getattr(source, name) for name in TEXT_NAMES}
