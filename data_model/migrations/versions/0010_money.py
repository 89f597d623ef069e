"""The programme's money: members of the role finance, and savings with their history.

Revision: 0010
After: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ROLES = "role in ('board_member', 'head_of_service', 'programme_office')"
_ROLES_WITH_FINANCE = "role in ('board_member', 'head_of_service', 'finance', 'programme_office')"
_BRAG = "brag in ('delivered', 'on_track', 'at_risk', 'not_deliverable', 'not_rated')"
_TERM = "term in ('', 'one-off', 'recurring')"
_KIND = "kind in ('proposed', 'agreed', 'forecast', 'delivered', 'pressure')"


def upgrade() -> None:
    _allow(_ROLES_WITH_FINANCE)
    _create_saving()
    _create_saving_import()
    _create_saving_version()
    _create_saving_amount()


def downgrade() -> None:
    for table in ("saving_amount", "saving_version", "saving_import_issue", "saving_import", "saving"):
        op.drop_table(table)
    op.execute("update member set role = 'board_member' where role = 'finance'")
    _allow(_ROLES)


def _allow(roles: str) -> None:
    with op.batch_alter_table("member") as table:
        table.drop_constraint(op.f("ck_member_role"), type_="check")
        table.create_check_constraint(op.f("ck_member_role"), roles)


def _create_saving() -> None:
    op.create_table(
        "saving",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_saving_plan_id_plan", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_saving"),
        sa.UniqueConstraint("plan_id", "key", name="uq_saving_plan_id_key"),
    )


def _create_saving_import() -> None:
    op.create_table(
        "saving_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Text(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_saving_import_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saving_import"),
    )
    op.create_index("ix_saving_import_plan_id", "saving_import", ["plan_id"])
    op.create_table(
        "saving_import_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer() if name == "position" else sa.Text(), nullable=False)
            for name in ("position", "code", "title", "severity", "sheet", "cell", "seen", "what_to_do")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["saving_import.id"],
            name="fk_saving_import_issue_import_id_saving_import",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saving_import_issue"),
    )
    op.create_index("ix_saving_import_issue_import_id", "saving_import_issue", ["import_id"])


def _create_saving_version() -> None:
    op.create_table(
        "saving_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("saving_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("cell", "ref", "department", "service_area", "title", "narrative", "owner")
        ),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("brag", sa.String(length=20), nullable=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("brag_seen", "progress", "impact", "mitigation", "taken_into")
        ),
        sa.Column("term", sa.String(length=20), nullable=False),
        sa.CheckConstraint(_BRAG, name=op.f("ck_saving_version_brag")),
        sa.CheckConstraint(_TERM, name=op.f("ck_saving_version_term")),
        sa.ForeignKeyConstraint(
            ["saving_id"], ["saving.id"], name="fk_saving_version_saving_id_saving", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["saving_import.id"],
            name="fk_saving_version_import_id_saving_import",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["person.id"], name="fk_saving_version_owner_id_person", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_saving_version"),
        sa.UniqueConstraint("saving_id", "version", name="uq_saving_version_saving_id_version"),
    )
    op.create_index("ix_saving_version_saving_id_as_at", "saving_version", ["saving_id", "as_at"])
    op.create_index("ix_saving_version_import_id", "saving_version", ["import_id"])
    op.create_index("ix_saving_version_owner_id", "saving_version", ["owner_id"])


def _create_saving_amount() -> None:
    op.create_table(
        "saving_amount",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("pence", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(_KIND, name=op.f("ck_saving_amount_kind")),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["saving_version.id"],
            name="fk_saving_amount_version_id_saving_version",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("version_id", "year", "kind", name="pk_saving_amount"),
    )
