"""Who may sign in, evidence, comments, drafts, loaded files, reminders; proposals and reasons in the history.

Revision: 0002
After: 0001

SQLite copies the two wide tables, so that the new columns stand before the narratives (see 0001).
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ROLE = "role in ('board_member', 'head_of_service', 'programme_office')"


def upgrade() -> None:
    _add("action", [(_awaiting_sign_off(), "retired")])
    _add(
        "action_statement",
        [(_text("reason"), "cell"), (_text("identified"), "reason"), (_awaiting_sign_off(), "retired")],
    )
    op.add_column("person", sa.Column("email", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("left_on", sa.Date(), nullable=True))
    op.create_index("uq_person_email", "person", ["email"], unique=True)
    _create_member()
    _create_evidence()
    _create_comment()
    _create_draft()
    _create_import_file()
    _create_reminder()


def _add(table: str, columns: list[tuple[sa.Column[Any], str]]) -> None:
    """Add columns; SQLite puts each after the column named and copies the table."""
    if op.get_context().dialect.name != "sqlite":
        for column, _ in columns:
            op.add_column(table, column)
        return
    with op.batch_alter_table(table, recreate="always") as wide:
        for column, after in columns:
            wide.add_column(column, insert_after=after)


def _awaiting_sign_off() -> sa.Column[bool]:
    return sa.Column("awaiting_sign_off", sa.Boolean(), server_default=sa.false(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _create_member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("granted_by", sa.Text(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(_ROLE, name=op.f("ck_member_role")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_member_person_id_person", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_index("ix_member_person_id", "member", ["person_id"])
    op.create_index("uq_member_email", "member", ["email"], unique=True)


def _create_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind in ('audit', 'feedback', 'measure', 'document')", name=op.f("ck_evidence_kind")
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name="fk_evidence_action_id_action", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_action_id", "evidence", ["action_id"])
    op.create_table(
        "evidence_file",
        sa.Column("evidence_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name="fk_evidence_file_evidence_id_evidence", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("evidence_id", name="pk_evidence_file"),
    )


def _create_comment() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind in ('comment', 'challenge', 'answer', 'sent-back')", name=op.f("ck_comment_kind")
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name="fk_comment_action_id_action", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["comment.id"], name="fk_comment_answers_id_comment", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_index("ix_comment_action_id", "comment", ["action_id"])
    op.create_index("ix_comment_answers_id", "comment", ["answers_id"])


def _create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name="fk_draft_action_id_action", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("who", "action_id", name="uq_draft_who_action_id"),
    )
    op.create_index("ix_draft_action_id", "draft", ["action_id"])


def _create_import_file() -> None:
    op.create_table(
        "import_file",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["plan_import.id"], name="fk_import_file_import_id_plan_import", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", name="pk_import_file"),
    )


def _create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_reminder_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("person_id", "sent_on", name="uq_reminder_person_id_sent_on"),
    )


def downgrade() -> None:
    for table in ("reminder", "import_file", "draft", "comment", "evidence_file", "evidence", "member"):
        op.drop_table(table)
    op.drop_index("uq_person_email", "person")
    with op.batch_alter_table("person") as person:
        person.drop_column("left_on")
        person.drop_column("email")
    with op.batch_alter_table("action_statement") as statement:
        for column in ("awaiting_sign_off", "identified", "reason"):
            statement.drop_column(column)
    with op.batch_alter_table("action") as action:
        action.drop_column("awaiting_sign_off")
