"""What the plan's other columns say of an action.

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
    for table in ("action", "action_statement"):
        op.add_column(table, sa.Column("other", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for table in ("action_statement", "action"):
        with op.batch_alter_table(table) as wide:
            wide.drop_column("other")
