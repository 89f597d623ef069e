"""Choices for workbooks of figures, and which imports of readings were read with one.

Revision: 0008
After: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Every choice of before was made for the plan's own workbooks.
    with op.batch_alter_table("import_choice") as table:
        table.add_column(sa.Column("files", sa.String(length=20), server_default="plan", nullable=False))
        table.create_check_constraint(op.f("ck_import_choice_files"), "files in ('plan', 'performance')")
    op.create_table(
        "performance_choice_used",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("choice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["performance_import.id"],
            name="fk_performance_choice_used_import_id_performance_import",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["choice_id"],
            ["import_choice.id"],
            name="fk_performance_choice_used_choice_id_import_choice",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "choice_id", name="pk_performance_choice_used"),
    )
    op.create_index("ix_performance_choice_used_choice_id", "performance_choice_used", ["choice_id"])


def downgrade() -> None:
    op.drop_table("performance_choice_used")
    op.execute(sa.text("delete from import_choice where files <> 'plan'"))
    with op.batch_alter_table("import_choice") as table:
        table.drop_constraint(op.f("ck_import_choice_files"), type_="check")
        table.drop_column("files")
