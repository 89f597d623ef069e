"""What the plan's other columns say of an action.

Revision: 0006
After: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("action", "action_statement"):
        op.add_column(table, sa.Column("other", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    for table in ("action_statement", "action"):
        with op.batch_alter_table(table) as wide:
            wide.drop_column("other")
