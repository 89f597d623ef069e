"""Settings of charts for limits that are fixed and for two of three; figures that measures are compared with.

Revision: 0005
After: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    fixed = sa.Column("fixed_after", sa.Integer(), server_default="0", nullable=False)
    beyond: sa.Column[bool] = sa.Column(
        "two_of_three_beyond", sa.Boolean(), server_default=sa.false(), nullable=False
    )
    op.add_column("performance_settings", fixed)
    op.add_column("performance_settings", beyond)
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=True),
        sa.Column("period_end", sa.Date(), nullable=True),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("as_written", sa.Text(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(period_start IS NULL) = (period_end IS NULL)", name=op.f("ck_comparison_whole_period")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["performance_import.id"],
            name="fk_comparison_import_id_performance_import",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name="fk_comparison_measure_id_measure", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_comparison"),
    )
    op.create_index("ix_comparison_import_id", "comparison", ["import_id"])
    op.create_index("ix_comparison_measure_id", "comparison", ["measure_id"])


def downgrade() -> None:
    op.drop_table("comparison")
    with op.batch_alter_table("performance_settings") as settings:
        settings.drop_column("two_of_three_beyond")
        settings.drop_column("fixed_after")
