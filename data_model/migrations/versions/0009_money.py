"""The programme's money: members of the role finance.

Revision: 0009
After: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ROLES = "role in ('board_member', 'head_of_service', 'programme_office')"
_ROLES_WITH_FINANCE = "role in ('board_member', 'head_of_service', 'finance', 'programme_office')"


def upgrade() -> None:
    _allow(_ROLES_WITH_FINANCE)


def downgrade() -> None:
    op.execute("update member set role = 'board_member' where role = 'finance'")
    _allow(_ROLES)


def _allow(roles: str) -> None:
    with op.batch_alter_table("member") as table:
        table.drop_constraint(op.f("ck_member_role"), type_="check")
        table.create_check_constraint(op.f("ck_member_role"), roles)
