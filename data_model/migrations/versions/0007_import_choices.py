"""What a person said of a workbook's columns and sheets, and which imports were read with it.

Revision: 0007
After: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('column', 'sheet')", name=op.f("ck_import_choice_kind")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_import_choice_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_choice"),
    )
    op.create_index("ix_import_choice_plan_id_kind_about", "import_choice", ["plan_id", "kind", "about"])
    op.create_table(
        "import_choice_used",
        sa.Column("import_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("choice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["plan_import.id"],
            name="fk_import_choice_used_import_id_plan_import",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["choice_id"],
            ["import_choice.id"],
            name="fk_import_choice_used_choice_id_import_choice",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("import_id", "choice_id", name="pk_import_choice_used"),
    )
    op.create_index("ix_import_choice_used_choice_id", "import_choice_used", ["choice_id"])


def downgrade() -> None:
    op.drop_table("import_choice_used")
    op.drop_table("import_choice")
