"""What readers watch, what of it they were told, and the filters they saved.

Revision: 0009
After: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("watches", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.CheckConstraint("(action_id IS NULL) <> (area_id IS NULL)", name=op.f("ck_watch_one_thing")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_watch_plan_id_plan", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name="fk_watch_action_id_action", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_watch_area_id_area", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_watch"),
    )
    op.create_index("ix_watch_plan_id_who", "watch", ["plan_id", "who"])
    op.create_index("ix_watch_action_id", "watch", ["action_id"])
    op.create_index("ix_watch_area_id", "watch", ["area_id"])
    op.create_table(
        "watch_told",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_watch_told_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_watch_told"),
        sa.UniqueConstraint("who", "sent_on", name="uq_watch_told_who_sent_on"),
    )
    op.create_index("ix_watch_told_plan_id", "watch_told", ["plan_id"])
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(length=36), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("page", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.CheckConstraint("page in ('actions', 'my-actions')", name=op.f("ck_saved_filter_page")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_saved_filter_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saved_filter"),
    )
    op.create_index("ix_saved_filter_plan_id_page", "saved_filter", ["plan_id", "page"])
    op.create_index("ix_saved_filter_identity", "saved_filter", ["identity"])


def downgrade() -> None:
    for table in ("saved_filter", "watch_told", "watch"):
        op.drop_table(table)
