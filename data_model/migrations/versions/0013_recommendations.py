"""Recommendations with their history, actions and trackers; items of meetings.

Revision: 0013
After: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ORIGINS = "('scrutiny', 'inspection', 'diagnostic-review', 'peer')"
_RESPONSES = "('awaited', 'accepted', 'accepted-in-part', 'rejected', 'otherwise')"
_STATUSES = "('complete', 'embedded', 'on_track', 'at_risk', 'delayed', 'paused', 'not_started', 'not_rated')"


def upgrade() -> None:
    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_recommendation_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation"),
    )
    op.create_index("ix_recommendation_plan_id", "recommendation", ["plan_id"])
    _imports()
    _versions()
    _actions()
    _items()


def _imports() -> None:
    op.create_table(
        "recommendation_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Text(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("added", "changed", "unchanged", "missing")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_recommendation_import_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation_import"),
    )
    op.create_index("ix_recommendation_import_plan_id", "recommendation_import", ["plan_id"])
    texts = ("code", "title", "severity", "sheet", "cell", "seen", "what_to_do")
    op.create_table(
        "recommendation_import_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["recommendation_import.id"],
            name="fk_recommendation_import_issue_import_id_recommendation_import",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation_import_issue"),
    )
    op.create_index("ix_recommendation_import_issue_import_id", "recommendation_import_issue", ["import_id"])


def _versions() -> None:
    op.create_table(
        "recommendation_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("ref_given", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_text", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("response", sa.String(length=20), nullable=False),
        sa.Column("response_words", sa.Text(), nullable=False),
        sa.Column("responded_text", sa.Text(), nullable=False),
        sa.Column("responded_on", sa.Date(), nullable=True),
        sa.Column("lead_officer", sa.Text(), nullable=False),
        sa.Column("lead_person_id", sa.Integer(), nullable=True),
        sa.Column("executive_member", sa.Text(), nullable=False),
        sa.Column("action_taken", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_label", sa.Text(), nullable=False),
        sa.Column("due_text", sa.Text(), nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("closed_text", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_words", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("file_says", sa.Text(), nullable=False),
        sa.CheckConstraint(f"origin in {_ORIGINS}", name=op.f("ck_recommendation_version_origin")),
        sa.CheckConstraint(f"response in {_RESPONSES}", name=op.f("ck_recommendation_version_response")),
        sa.CheckConstraint(f"status in {_STATUSES}", name=op.f("ck_recommendation_version_status")),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name="fk_recommendation_version_recommendation_id_recommendation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lead_person_id"],
            ["person.id"],
            name="fk_recommendation_version_lead_person_id_person",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["recommendation_import.id"],
            name="fk_recommendation_version_import_id_recommendation_import",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation_version"),
        sa.UniqueConstraint(
            "recommendation_id", "version", name="uq_recommendation_version_recommendation_id_version"
        ),
    )
    op.create_index("ix_recommendation_version_import_id", "recommendation_version", ["import_id"])
    op.create_index(
        "ix_recommendation_version_latest", "recommendation_version", ["recommendation_id", "as_at", "id"]
    )


def _actions() -> None:
    op.create_table(
        "recommendation_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("made", sa.Boolean(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("linked_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name="fk_recommendation_action_recommendation_id_recommendation",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.id"],
            name="fk_recommendation_action_action_id_action",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_recommendation_action"),
    )
    op.create_index(
        "ix_recommendation_action_recommendation_id", "recommendation_action", ["recommendation_id"]
    )
    op.create_index("ix_recommendation_action_action_id", "recommendation_action", ["action_id"])
    op.create_index(
        "uq_recommendation_action_live",
        "recommendation_action",
        ["recommendation_id", "action_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _items() -> None:
    op.create_table(
        "meeting_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_meeting_item_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_item"),
    )
    op.create_index("ix_meeting_item_plan_id", "meeting_item", ["plan_id"])
    op.create_table(
        "meeting_item_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("brought_by", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["meeting_item.id"],
            name="fk_meeting_item_version_item_id_meeting_item",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name="fk_meeting_item_version_meeting_id_meeting",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_id"],
            ["recommendation.id"],
            name="fk_meeting_item_version_recommendation_id_recommendation",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_item_version"),
        sa.UniqueConstraint("item_id", "version", name="uq_meeting_item_version_item_id_version"),
    )
    op.create_index("ix_meeting_item_version_meeting_id", "meeting_item_version", ["meeting_id"])
    op.create_index(
        "ix_meeting_item_version_recommendation_id", "meeting_item_version", ["recommendation_id"]
    )


def downgrade() -> None:
    for table in (
        "meeting_item_version",
        "meeting_item",
        "recommendation_action",
        "recommendation_version",
        "recommendation_import_issue",
        "recommendation_import",
        "recommendation",
    ):
        op.drop_table(table)
