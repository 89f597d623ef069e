"""An index for every foreign key, so that no look-up and no removal walks through a whole table.

Revision: 0020
After: 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_KEYS = (
    ("action", "outcome_id"),
    ("action_statement", "area_id"),
    ("action_statement", "outcome_id"),
    ("measure_statement", "area_id"),
    ("measure_statement", "outcome_id"),
    ("follow_up", "area_id"),
    ("follow_up", "person_id"),
    ("meeting", "compared_with_id"),
    ("recommendation_version", "lead_person_id"),
)


def upgrade() -> None:
    for table, column in _KEYS:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in _KEYS:
        op.drop_index(f"ix_{table}_{column}", table)
