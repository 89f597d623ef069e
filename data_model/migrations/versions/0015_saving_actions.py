"""Which actions bring a saving.

Revision: 0015
After: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saving_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("saving_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("linked_by", sa.Text(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name="fk_saving_action_action_id_action", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["saving_id"], ["saving.id"], name="fk_saving_action_saving_id_saving", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saving_action"),
    )
    op.create_index("ix_saving_action_action_id", "saving_action", ["action_id"])
    op.create_index("ix_saving_action_saving_id", "saving_action", ["saving_id"])
    op.create_index(
        "uq_saving_action_live",
        "saving_action",
        ["saving_id", "action_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("saving_action")
