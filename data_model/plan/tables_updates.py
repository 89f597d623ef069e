"""The tables of updating: evidence, comments, drafts, loaded files, what imports were told, reminders, people
who were joined.

Owns: those tables (see `tables` for the plan itself). Refuses: queries, rules and permission.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables  # noqa: F401 - these tables refer to those
from data_model.plan.import_choices import ChoiceFiles, ChoiceKind
from data_model.plan.rows_people import JoiningKind
from data_model.plan.rows_updates import CommentKind, EvidenceKind
from data_model.shared.base import Base, one_of


def _values(kinds: type[StrEnum]) -> list[str]:
    return [kind.value for kind in kinds]


class Evidence(Base):
    """What shows that an action made a difference: a dated finding with a link or a small file.

    `size` is in bytes and None without a file; evidence is withdrawn, never deleted.
    """

    __tablename__ = "evidence"
    __table_args__ = (one_of("kind", _values(EvidenceKind)),)
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    dated: Mapped[date]
    finding: Mapped[str]
    link: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")


class EvidenceFile(Base):
    """The bytes of a piece of evidence, in a table of their own so that lists never read them."""

    __tablename__ = "evidence_file"
    evidence_id: Mapped[int] = mapped_column(
        ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Comment(Base):
    """A comment or challenge on an action, an answer to a challenge, or why a proposal was sent back.

    `role` is the author's on that day. A challenge is open until an answer names it in `answers_id`.
    """

    __tablename__ = "comment"
    __table_args__ = (one_of("kind", _values(CommentKind)),)
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id", ondelete="CASCADE"), index=True)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    role: Mapped[str] = mapped_column(String(20))
    through: Mapped[str]


class Draft(Base):
    """What one author (`permissions.Actor.key`) has typed on an action and not saved, as JSON.

    `based_on` is the version of the action that the form was opened on.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("who", "action_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str]
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"), index=True)
    fields: Mapped[str]
    based_on: Mapped[int]
    saved_at: Mapped[datetime]


class ImportFile(Base):
    """The file of an import as it was loaded, needed to write the plan back in its own layout."""

    __tablename__ = "import_file"
    import_id: Mapped[int] = mapped_column(
        ForeignKey("plan_import.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ImportChoiceMade(Base):
    """What somebody decided a column or a sheet of the plan's workbooks means; append-only, the newest holds.

    `files` says of which workbooks, `about` is the heading or name folded, `written` as it stood. An empty
    `meaning` takes the choice back.
    """

    __tablename__ = "import_choice"
    __table_args__ = (
        Index("ix_import_choice_plan_id_kind_about", "plan_id", "kind", "about"),
        one_of("kind", _values(ChoiceKind)),
        one_of("files", _values(ChoiceFiles)),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    about: Mapped[str]
    written: Mapped[str]
    meaning: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
    files: Mapped[str] = mapped_column(
        String(20), default=ChoiceFiles.PLAN.value, server_default=ChoiceFiles.PLAN.value
    )


class ImportChoiceUsed(Base):
    """That an import was read with a choice, made for it or remembered from before."""

    __tablename__ = "import_choice_used"
    import_id: Mapped[int] = mapped_column(
        ForeignKey("plan_import.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    choice_id: Mapped[int] = mapped_column(
        ForeignKey("import_choice.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )


class Reminder(Base):
    """That a person was sent their digest of a plan on a day; the key keeps it from being sent twice.

    Where `plan_id` is None it was of whichever plan, before each counted for itself.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("person_id", "plan_id", "sent_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    sent_on: Mapped[date]
    recorded_at: Mapped[datetime]


class PersonJoining(Base):
    """That two people of one name were joined, or that one plan's was kept apart again; append-only.

    Joined: `other_id` became `person_id`, everywhere. Kept apart: what `plan_id` says of `person_id` became
    `other_id`'s. `plans` are the plans whose name moved, `dropped` what the joined one had and lost in words.
    """

    __tablename__ = "person_joining"
    __table_args__ = (one_of("kind", _values(JoiningKind)),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    plans: Mapped[str]
    dropped: Mapped[str]
    reason: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    through: Mapped[str]
