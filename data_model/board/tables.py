"""The tables of the board cycle: boards, meetings and their items, follow-ups, answers to checks.

Owns: those tables (see `tables` for the plan itself). Refuses: queries, rules and permission.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

import data_model.plan.tables
import data_model.recommendations.tables  # noqa: F401 - these tables refer to those
from data_model.board.rows import BoardKind, FollowUpKind, Recurrence
from data_model.shared.base import Base, one_of


class Board(Base):
    """A body that meets. `attendees` is one name or post a line."""

    __tablename__ = "board"
    __table_args__ = (one_of("kind", BoardKind), one_of("recurrence", Recurrence))
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(String(40))
    chair: Mapped[str]
    attendees: Mapped[str]
    recurrence: Mapped[str] = mapped_column(String(30))
    retired: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class Meeting(Base):
    """One meeting of a board. `frozen_at` is when it was closed; what it saw is its `MeetingView`.

    `compared_with_id` is the meeting from which its movement was counted when it was frozen.
    """

    __tablename__ = "meeting"
    __table_args__ = (Index("ix_meeting_board_id_held_on", "board_id", "held_on"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id", ondelete="CASCADE"))
    held_on: Mapped[date]
    place: Mapped[str]
    chair: Mapped[str]
    attendees: Mapped[str]
    notes: Mapped[str]
    cancelled: Mapped[bool] = mapped_column(default=False)
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    frozen_at: Mapped[datetime | None]
    frozen_by: Mapped[str] = mapped_column(default="")
    frozen_as_at: Mapped[date | None]
    compared_with_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id", ondelete="SET NULL"), index=True
    )


class MeetingView(Base):
    """What a frozen meeting saw, whole: a board view as compressed JSON with the version of its form."""

    __tablename__ = "meeting_view"
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    form: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class FollowUp(Base):
    """A decision, request or challenge of a meeting, followed until closed.

    Its owner, date and state are those of its newest event; `person_id` is the plan's person who owns it.
    """

    __tablename__ = "follow_up"
    __table_args__ = (one_of("kind", FollowUpKind),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    made_on: Mapped[date]
    words: Mapped[str]
    owner: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    area_id: Mapped[int | None] = mapped_column(ForeignKey("area.id", ondelete="SET NULL"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id", ondelete="SET NULL"), index=True)
    due_date: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}


class FollowUpEvent(Base):
    """One line in a follow-up's history: made, note, moved, closed or reopened. Append-only."""

    __tablename__ = "follow_up_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str]
    due_date: Mapped[date | None]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class MeetingItem(Base):
    """Something that is to come to a meeting, as scrutiny's work programme lists it; `version` locks it."""

    __tablename__ = "meeting_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}


class MeetingItemVersion(Base):
    """What is said of an item: to which meeting it comes, by whom, what came of it. Append-only.

    The newest row holds. `meeting_id` is NULL while no meeting is chosen, `removed` takes it off the
    programme.
    """

    __tablename__ = "meeting_item_version"
    __table_args__ = (UniqueConstraint("item_id", "version"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("meeting_item.id", ondelete="CASCADE"))
    version: Mapped[int]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="SET NULL"), index=True)
    words: Mapped[str]
    brought_by: Mapped[str]
    outcome: Mapped[str]
    recommendation_id: Mapped[int | None] = mapped_column(
        ForeignKey("recommendation.id", ondelete="SET NULL"), index=True
    )
    removed: Mapped[bool]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]


class CheckAnswer(Base):
    """Why a check that an action raises is accepted, until which day; withdrawn, never deleted."""

    __tablename__ = "check_answer"
    __table_args__ = (Index("ix_check_answer_action_id_code", "action_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    because: Mapped[str]
    as_at: Mapped[date]
    until: Mapped[date]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")


class CheckSettingVersion(Base):
    """What a plan set for a check; the newest of each code and name holds. Append-only."""

    __tablename__ = "check_setting"
    __table_args__ = (Index("ix_check_setting_plan_id_code", "plan_id", "code"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(20))
    value: Mapped[int]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[str]
