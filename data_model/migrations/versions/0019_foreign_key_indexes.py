"""An index for every foreign key that is looked up, so that nothing walks through a whole table for it.

Revision: 0019
After: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
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
    ("plan_council", "place_id"),
    ("published_link", "published_id"),
)


def upgrade() -> None:
    for table, column in _KEYS:
        op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade() -> None:
    for table, column in _KEYS:
        op.drop_index(f"ix_{table}_{column}", table)
