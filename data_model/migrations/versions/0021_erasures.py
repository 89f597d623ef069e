"""That a person's data was erased: by whom and when, and never of whom; and the log of what was removed.

Revision: 0021
After: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_KINDS = "kind in ('sign-in', 'sign-out', 'grant', 'export', 'pack'"


def upgrade() -> None:
    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_erasure"),
        sa.UniqueConstraint("number", name="uq_erasure_number"),
    )
    _permit(f"{_KINDS}, 'removal')")


def downgrade() -> None:
    """Take it back; lines of what was removed are lost."""
    op.execute("DELETE FROM access_event WHERE kind = 'removal'")
    _permit(f"{_KINDS})")
    op.drop_table("erasure")


def _permit(kinds: str) -> None:
    with op.batch_alter_table("access_event") as table:
        table.drop_constraint(op.f("ck_access_event_kind"), type_="check")
        table.create_check_constraint(op.f("ck_access_event_kind"), kinds)
