"""The tables, as typed SQLAlchemy classes.

Owns: every table of the plan and its history (`tables_updates` has those of updating); `migrations/` is the
only place that creates them.
Refuses: queries, rules and permission; nothing outside `data_model` sees one of these objects.

Two times run through the history. `as_at` is the day a version is true of; `recorded_at` (UTC) is when
the dashboard learnt it. A version holds an action whole, so that any past day can be read back from one
row, and a change is the difference between two neighbours.
"""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from data_model.plan.due_dates import DueKind, Precision
from data_model.plan.statuses import Status
from data_model.shared.base import Base, IssueAsShown, LoadedFile, RowCounts, one_of


class Plan(Base):
    """An improvement plan. `version` is locked against by every import."""

    __tablename__ = "plan"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class KeyEntry(Base):
    """One line of a plan's RAG key: what is seen, the council's label, what it means.

    `seen` is "fill:00B050", "fill:none", "colour:green" (any green, from a preset) or "word:green".
    `decided_by` is empty while the meaning comes from the workbook alone.
    """

    __tablename__ = "rag_key_entry"
    __table_args__ = (UniqueConstraint("plan_id", "seen"), one_of("status", Status))
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    position: Mapped[int]
    seen: Mapped[str]
    label: Mapped[str]
    status: Mapped[str] = mapped_column(String(20))
    decided_by: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None]


class Area(Base):
    """An area for improvement. `number` is the council's own, as text."""

    __tablename__ = "area"
    __table_args__ = (Index("ix_area_plan_id_position", "plan_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    position: Mapped[int]
    number: Mapped[str]
    title: Mapped[str]
    short_name: Mapped[str]


class Outcome(Base):
    """An outcome for children and families under an area."""

    __tablename__ = "outcome"
    id: Mapped[int] = mapped_column(primary_key=True)
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]


class Person(Base):
    """Somebody who answers for actions. `key` is the name folded, so that spellings of one name meet.

    Several people may have one key; which of them a plan means, `PlanPerson` says.
    `email` is stored in lower case; `left_on` is the first day on which they no longer answer for anything.
    """

    __tablename__ = "person"
    __table_args__ = (Index("uq_person_email", "email", unique=True),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    email: Mapped[str | None]
    left_on: Mapped[date | None]


class PlanPerson(Base):
    """Whom a plan means by a name: `key` is the name folded, `name` as the plan first wrote it.

    The same name in another plan is another person until somebody joins the two.
    """

    __tablename__ = "plan_person"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"), index=True)
    key: Mapped[str]
    name: Mapped[str]


class Post(Base):
    """A post as a plan writes it; without a person where the plan names the post alone."""

    __tablename__ = "post"
    __table_args__ = (
        UniqueConstraint("person_id", "title"),
        # NULLs are distinct in a unique constraint, so a post without a person needs an index of its own.
        Index(
            "uq_post_title_unfilled",
            "title",
            unique=True,
            sqlite_where=text("person_id IS NULL"),
            postgresql_where=text("person_id IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    title: Mapped[str]


class PlanImport(LoadedFile, RowCounts, Base):
    """One applied import, and what it did."""

    __tablename__ = "plan_import"
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)


class ImportIssue(IssueAsShown, Base):
    """One issue of an import of a plan."""

    __tablename__ = "import_issue"
    import_id: Mapped[int] = mapped_column(ForeignKey("plan_import.id", ondelete="CASCADE"), index=True)


class ActionColumns:
    """What a version says of an action, and so what an action's current state holds.

    `due_date` is the date now in force (the revised one where there is one), `stated_due_date` the one that
    `due_text` itself gives; `due_text` and `revised_due_text` are as written. `exception_responsible` answers
    for the mitigation. `awaiting_sign_off`: proposed as complete; the status stays what it was until then.
    """

    @declared_attr
    def area_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("area.id", ondelete="CASCADE"), index=True)

    @declared_attr
    def outcome_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("outcome.id", ondelete="SET NULL"), index=True)

    ref: Mapped[str]
    position: Mapped[int]
    text: Mapped[str]
    responsible: Mapped[str]
    due_text: Mapped[str]
    stated_due_date: Mapped[date | None]
    due_date: Mapped[date | None]
    due_kind: Mapped[str] = mapped_column(String(20))
    due_precision: Mapped[str] = mapped_column(String(20))
    due_repeats: Mapped[str]
    revised_due_text: Mapped[str]
    status: Mapped[str] = mapped_column(String(20))
    rag_label: Mapped[str]
    rag_as_seen: Mapped[str]
    progress: Mapped[str]
    impact: Mapped[str]
    measure: Mapped[str]
    assurance: Mapped[str]
    reason_for_delay: Mapped[str]
    mitigation: Mapped[str]
    exception_responsible: Mapped[str]
    other: Mapped[str] = mapped_column(default="", server_default="")
    retired: Mapped[bool] = mapped_column(default=False)
    awaiting_sign_off: Mapped[bool] = mapped_column(default=False, server_default=false())
    as_at: Mapped[date]


class Action(ActionColumns, Base):
    """An action with its current state. `version` counts its versions; `identity` never changes."""

    __tablename__ = "action"
    __table_args__ = (
        Index("ix_action_plan_id_due_date", "plan_id", "due_date"),
        # Every read asks first whether the day wanted is the newest there is.
        Index("ix_action_plan_id_as_at", "plan_id", "as_at"),
        # All that the overview counts and sorts by, so that it never reads through the narratives.
        Index(
            "ix_action_overview",
            *("plan_id", "retired", "status", "rag_label", "area_id", "due_kind", "due_date"),
            *("statement_id", "position"),
        ),
        one_of("status", Status),
        one_of("due_kind", DueKind),
        one_of("due_precision", Precision),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    identity: Mapped[str] = mapped_column(String(36), unique=True)
    ref_given: Mapped[bool]
    original_due_date: Mapped[date | None]
    statement_id: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class ActionVersion(ActionColumns, Base):
    """One append-only line of an action's history: the action whole, who said so, when, and through what.

    `through` is the kind of change (`action_content.Through`); `identified` is how the author was known
    ("sign-in", "self-declared" …), empty for an import, whose own record says it; `reason` is why, in the
    author's words.
    """

    __tablename__ = "action_statement"
    __table_args__ = (
        Index("ix_action_statement_latest", "action_id", "as_at", "id"),
        Index("ix_action_statement_import_id", "import_id"),
        UniqueConstraint("action_id", "version"),
        one_of("status", Status),
        one_of("due_kind", DueKind),
        one_of("due_precision", Precision),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"))
    version: Mapped[int]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("plan_import.id", ondelete="CASCADE"))
    sheet: Mapped[str] = mapped_column(default="")
    cell: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="", server_default="")
    identified: Mapped[str] = mapped_column(default="", server_default="")


class Responsibility(Base):
    """Who a version holds responsible: a person, a post, or a person in a post, in the order written.

    History keeps its people: whoever a version names cannot be deleted while that version stands.
    """

    __tablename__ = "responsibility"
    __table_args__ = (
        Index("ix_responsibility_person_id", "person_id"),
        Index("ix_responsibility_post_id", "post_id"),
        CheckConstraint("person_id IS NOT NULL OR post_id IS NOT NULL", name="somebody"),
    )
    statement_id: Mapped[int] = mapped_column(
        ForeignKey("action_statement.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="RESTRICT"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("post.id", ondelete="RESTRICT"))


# What both an action's current state and each of its versions hold.
SHARED_COLUMNS: tuple[str, ...] = tuple(
    column.name
    for column in Action.__table__.columns
    if column.name in ActionVersion.__table__.columns and column.name not in ("id", "version")
)
