"""Funds, their lines, movements, conditions and claims, and what was loaded of them.

Revision: 0011
After: 0010
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLES = (
    "fund",
    "fund_import",
    "claim",
    "fund_condition",
    "fund_import_issue",
    "fund_line",
    "fund_version",
    "claim_version",
    "fund_line_version",
    "fund_movement",
    "claim_condition",
    "fund_condition_version",
    "fund_line_action",
    "fund_line_amount",
)


def upgrade() -> None:
    _create_fund()
    _create_fund_import()
    _create_claim()
    _create_fund_condition()
    _create_fund_import_issue()
    _create_fund_line()
    _create_fund_version()
    _create_claim_version()
    _create_fund_line_version()
    _create_fund_movement()
    _create_claim_condition()
    _create_fund_condition_version()
    _create_fund_line_action()
    _create_fund_line_amount()


def downgrade() -> None:
    for name in reversed(_TABLES):
        op.drop_table(name)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _pence(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=20), nullable=False)


def _day(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _refers(column: str, table: str, name: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(name), ondelete=gone)


def _create_fund() -> None:
    op.create_table(
        "fund",
        _number("id"),
        _number("plan_id"),
        _text("key"),
        _number("position"),
        _refers("plan_id", "plan", "fk_fund_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund")),
        sa.UniqueConstraint("plan_id", "key", name=op.f("uq_fund_plan_id_key")),
    )


def _create_fund_import() -> None:
    op.create_table(
        "fund_import",
        _number("id"),
        _number("plan_id"),
        _text("layout"),
        _number("funds"),
        _number("lines"),
        _number("movements"),
        _number("unchanged"),
        _text("file_name"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        _number("size"),
        _text("sheets"),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        _text("through"),
        _refers("plan_id", "plan", "fk_fund_import_plan_id_plan"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_import")),
    )
    op.create_index(op.f("ix_fund_import_plan_id"), "fund_import", ["plan_id"], unique=False)


def _create_claim() -> None:
    op.create_table(
        "claim",
        _number("id"),
        _number("fund_id"),
        _number("position"),
        _refers("fund_id", "fund", "fk_claim_fund_id_fund"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_fund_id"), "claim", ["fund_id"], unique=False)


def _create_fund_condition() -> None:
    op.create_table(
        "fund_condition",
        _number("id"),
        _number("fund_id"),
        _number("position"),
        _refers("fund_id", "fund", "fk_fund_condition_fund_id_fund"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_condition")),
    )
    op.create_index(op.f("ix_fund_condition_fund_id"), "fund_condition", ["fund_id"], unique=False)


def _create_fund_import_issue() -> None:
    op.create_table(
        "fund_import_issue",
        _number("id"),
        _number("import_id"),
        _number("position"),
        _text("code"),
        _text("title"),
        _text("severity"),
        _text("sheet"),
        _text("cell"),
        _text("seen"),
        _text("what_to_do"),
        _refers("import_id", "fund_import", "fk_fund_import_issue_import_id_fund_import"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_import_issue")),
    )
    op.create_index(op.f("ix_fund_import_issue_import_id"), "fund_import_issue", ["import_id"], unique=False)


def _create_fund_line() -> None:
    op.create_table(
        "fund_line",
        _number("id"),
        _number("fund_id"),
        _text("key"),
        _number("position"),
        _refers("fund_id", "fund", "fk_fund_line_fund_id_fund"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_line")),
        sa.UniqueConstraint("fund_id", "key", name=op.f("uq_fund_line_fund_id_key")),
    )


def _create_fund_version() -> None:
    op.create_table(
        "fund_version",
        _number("id"),
        _number("fund_id"),
        _text("name"),
        _text("funder"),
        _word("kind"),
        _text("reference"),
        _pence("maximum", nullable=True),
        _pence("maximum_revenue", nullable=True),
        _pence("maximum_capital", nullable=True),
        _day("starts_on", nullable=True),
        _day("ends_on", nullable=True),
        _day("spend_by", nullable=True),
        _word("how_paid"),
        _word("unspent_rule"),
        _text("owner"),
        _text("finance_contact"),
        _text("decision"),
        _text("decision_meeting"),
        _flag("retired"),
        _number("import_id", nullable=True),
        _number("version"),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        _text("sheet"),
        _text("cell"),
        sa.CheckConstraint(
            "how_paid in ('lump_sum', 'instalments', 'arrears', 'not_said')",
            name=op.f("ck_fund_version_how_paid"),
        ),
        sa.CheckConstraint(
            "kind in ('section_31', 'grant_agreement', 'in_arrears', 'reserve', 'not_said')",
            name=op.f("ck_fund_version_kind"),
        ),
        sa.CheckConstraint(
            "unspent_rule in ('returned', 'carried', 'kept', 'not_said')",
            name=op.f("ck_fund_version_unspent_rule"),
        ),
        _refers("fund_id", "fund", "fk_fund_version_fund_id_fund"),
        _refers("import_id", "fund_import", "fk_fund_version_import_id_fund_import", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_version")),
        sa.UniqueConstraint("fund_id", "version", name=op.f("uq_fund_version_fund_id_version")),
    )
    op.create_index(op.f("ix_fund_version_import_id"), "fund_version", ["import_id"], unique=False)


def _create_claim_version() -> None:
    op.create_table(
        "claim_version",
        _number("id"),
        _number("claim_id"),
        _day("period_start"),
        _day("period_end"),
        _day("due", nullable=True),
        _pence("eligible"),
        _pence("claimed", nullable=True),
        _day("claimed_on", nullable=True),
        _pence("agreed", nullable=True),
        _day("agreed_on", nullable=True),
        _pence("paid", nullable=True),
        _day("paid_on", nullable=True),
        _flag("retired"),
        _number("version"),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        sa.CheckConstraint(
            "(agreed IS NULL) = (agreed_on IS NULL)", name=op.f("ck_claim_version_agreed_on_a_day")
        ),
        sa.CheckConstraint(
            "(claimed IS NULL) = (claimed_on IS NULL)", name=op.f("ck_claim_version_claimed_on_a_day")
        ),
        sa.CheckConstraint("(paid IS NULL) = (paid_on IS NULL)", name=op.f("ck_claim_version_paid_on_a_day")),
        sa.CheckConstraint(
            "claimed IS NULL OR claimed <= eligible", name=op.f("ck_claim_version_claimed_at_most_eligible")
        ),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_claim_version_period")),
        _refers("claim_id", "claim", "fk_claim_version_claim_id_claim"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_version")),
        sa.UniqueConstraint("claim_id", "version", name=op.f("uq_claim_version_claim_id_version")),
    )


def _create_fund_line_version() -> None:
    op.create_table(
        "fund_line_version",
        _number("id"),
        _number("line_id"),
        _text("activity"),
        _word("spending"),
        _text("cost_centre"),
        _text("spend_control_ids"),
        _text("owner"),
        _text("evidence_wanted"),
        _pence("authority", nullable=True),
        _flag("retired"),
        _number("import_id", nullable=True),
        _number("version"),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        _text("sheet"),
        _text("cell"),
        sa.CheckConstraint(
            "spending in ('revenue', 'capital', 'not_said')", name=op.f("ck_fund_line_version_spending")
        ),
        _refers("import_id", "fund_import", "fk_fund_line_version_import_id_fund_import", "SET NULL"),
        _refers("line_id", "fund_line", "fk_fund_line_version_line_id_fund_line"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_line_version")),
        sa.UniqueConstraint("line_id", "version", name=op.f("uq_fund_line_version_line_id_version")),
    )
    op.create_index(op.f("ix_fund_line_version_import_id"), "fund_line_version", ["import_id"], unique=False)


def _create_fund_movement() -> None:
    op.create_table(
        "fund_movement",
        _number("id"),
        _number("fund_id"),
        _number("line_id", nullable=True),
        _word("kind"),
        _day("dated"),
        _pence("pence"),
        _text("ledger_reference"),
        _text("words"),
        _number("reverses_id", nullable=True),
        _number("virement_id", nullable=True),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        _text("through"),
        _number("import_id", nullable=True),
        _text("sheet"),
        _text("cell"),
        sa.CheckConstraint(
            "kind in ('received', 'committed', 'spent', 'returned', 'virement_out', 'virement_in', "
            "'accrual')",
            name=op.f("ck_fund_movement_kind"),
        ),
        sa.CheckConstraint("dated <= as_at", name=op.f("ck_fund_movement_known_after")),
        sa.CheckConstraint("pence <> 0", name=op.f("ck_fund_movement_moves_something")),
        _refers("fund_id", "fund", "fk_fund_movement_fund_id_fund"),
        _refers("import_id", "fund_import", "fk_fund_movement_import_id_fund_import", "SET NULL"),
        _refers("line_id", "fund_line", "fk_fund_movement_line_id_fund_line"),
        _refers("reverses_id", "fund_movement", "fk_fund_movement_reverses_id_fund_movement"),
        _refers("virement_id", "fund_movement", "fk_fund_movement_virement_id_fund_movement"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_movement")),
        sa.UniqueConstraint("reverses_id", name=op.f("uq_fund_movement_reverses_id")),
    )
    op.create_index("ix_fund_movement_fund_id_as_at", "fund_movement", ["fund_id", "as_at"], unique=False)
    op.create_index(op.f("ix_fund_movement_import_id"), "fund_movement", ["import_id"], unique=False)
    op.create_index(op.f("ix_fund_movement_line_id"), "fund_movement", ["line_id"], unique=False)
    op.create_index(op.f("ix_fund_movement_virement_id"), "fund_movement", ["virement_id"], unique=False)


def _create_claim_condition() -> None:
    op.create_table(
        "claim_condition",
        sa.Column("claim_version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("condition_id", sa.Integer(), autoincrement=False, nullable=False),
        _refers("claim_version_id", "claim_version", "fk_claim_condition_claim_version_id_claim_version"),
        _refers("condition_id", "fund_condition", "fk_claim_condition_condition_id_fund_condition"),
        sa.PrimaryKeyConstraint("claim_version_id", "condition_id", name=op.f("pk_claim_condition")),
    )
    op.create_index(
        op.f("ix_claim_condition_condition_id"), "claim_condition", ["condition_id"], unique=False
    )


def _create_fund_condition_version() -> None:
    op.create_table(
        "fund_condition_version",
        _number("id"),
        _number("condition_id"),
        _text("deliverable"),
        _day("due", nullable=True),
        _number("action_id", nullable=True),
        _number("measure_id", nullable=True),
        _number("year_depending", nullable=True),
        _word("state"),
        _text("evidence"),
        _text("reason"),
        _flag("retired"),
        _number("version"),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        sa.CheckConstraint(
            "state in ('not_due', 'met', 'evidenced', 'waived')", name=op.f("ck_fund_condition_version_state")
        ),
        _refers("action_id", "action", "fk_fund_condition_version_action_id_action", "SET NULL"),
        _refers("condition_id", "fund_condition", "fk_fund_condition_version_condition_id_fund_condition"),
        _refers("measure_id", "measure", "fk_fund_condition_version_measure_id_measure", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_condition_version")),
        sa.UniqueConstraint(
            "condition_id", "version", name=op.f("uq_fund_condition_version_condition_id_version")
        ),
    )
    op.create_index(
        op.f("ix_fund_condition_version_action_id"), "fund_condition_version", ["action_id"], unique=False
    )
    op.create_index(
        op.f("ix_fund_condition_version_measure_id"), "fund_condition_version", ["measure_id"], unique=False
    )


def _create_fund_line_action() -> None:
    op.create_table(
        "fund_line_action",
        _number("id"),
        _number("line_id"),
        _number("action_id"),
        _moment("linked_at"),
        _text("linked_by"),
        _moment("removed_at", nullable=True),
        _text("removed_by"),
        _refers("action_id", "action", "fk_fund_line_action_action_id_action"),
        _refers("line_id", "fund_line", "fk_fund_line_action_line_id_fund_line"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_line_action")),
    )
    op.create_index(op.f("ix_fund_line_action_action_id"), "fund_line_action", ["action_id"], unique=False)
    op.create_index(op.f("ix_fund_line_action_line_id"), "fund_line_action", ["line_id"], unique=False)
    op.create_index(
        "uq_fund_line_action_live",
        "fund_line_action",
        ["line_id", "action_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _create_fund_line_amount() -> None:
    op.create_table(
        "fund_line_amount",
        sa.Column("line_version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        _pence("pence"),
        _refers(
            "line_version_id", "fund_line_version", "fk_fund_line_amount_line_version_id_fund_line_version"
        ),
        sa.PrimaryKeyConstraint("line_version_id", "year", name=op.f("pk_fund_line_amount")),
    )
