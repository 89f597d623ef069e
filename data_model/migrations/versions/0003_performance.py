"""Measures, their definitions, targets, readings, links and milestones, and what was loaded of them.

Revision: 0003
After: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_UNITS = "'count', 'percent', 'days', 'working_days', 'hours', 'ratio'"
_CLOCKS = "'none', 'elapsed', 'working_days', 'service_hours'"
_PARTS = "'whole', 'tier', 'team'"
_TABLES = (
    "measure",
    "performance_import",
    "performance_settings",
    "tier",
    "measure_definition",
    "measure_name",
    "measure_target",
    "performance_import_issue",
    "reading",
    "rebaseline",
    "measure_statement",
    "measure_link",
    "milestone",
)


def upgrade() -> None:
    _create_measure()
    _create_performance_import()
    _create_performance_settings()
    _create_tier()
    _create_measure_definition()
    _create_measure_name()
    _create_measure_target()
    _create_performance_import_issue()
    _create_reading()
    _create_rebaseline()
    _create_measure_statement()
    _create_measure_link()
    _create_milestone()


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _word(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=20), nullable=False)


def _figure(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Double(), nullable=True)


def _day(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Date(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _key(table: str, column: str, of: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{of}.id"], name=f"fk_{table}_{column}_{of}", ondelete=ondelete
    )


def _among(column: str, values: str) -> str:
    return f"{column} in ({values})"


def _create_measure() -> None:
    op.create_table(
        "measure",
        _number("id"),
        _number("plan_id"),
        _text("key"),
        _number("position"),
        _key("measure", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name="pk_measure"),
        sa.UniqueConstraint("plan_id", "key", name="uq_measure_plan_id_key"),
    )


def _create_performance_import() -> None:
    op.create_table(
        "performance_import",
        _number("id"),
        _number("plan_id"),
        _text("file_name"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        _number("size"),
        _text("sheets"),
        _text("layout"),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        _text("through"),
        _number("added"),
        _number("restated"),
        _number("unchanged"),
        _number("targets"),
        _number("measures"),
        _key("performance_import", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name="pk_performance_import"),
    )
    op.create_index("ix_performance_import_plan_id", "performance_import", ["plan_id"])


def _create_performance_settings() -> None:
    op.create_table(
        "performance_settings",
        _number("id"),
        _number("plan_id"),
        _number("trend_length"),
        _number("run_length"),
        sa.Column("screening", sa.Boolean(), nullable=False),
        _number("opens"),
        _number("closes"),
        sa.Column("service_days", sa.String(length=7), nullable=False),
        _number("open_longer_than"),
        _word("open_longer_unit"),
        _moment("recorded_at"),
        _text("recorded_by"),
        sa.CheckConstraint(
            _among("open_longer_unit", _UNITS), name=op.f("ck_performance_settings_open_longer_unit")
        ),
        _key("performance_settings", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name="pk_performance_settings"),
    )
    op.create_index("ix_performance_settings_plan_id", "performance_settings", ["plan_id"])


def _create_tier() -> None:
    op.create_table(
        "tier",
        _number("id"),
        _number("plan_id"),
        _text("name"),
        _number("position"),
        _figure("within"),
        _word("unit"),
        _word("clock"),
        _day("holds_from"),
        _moment("recorded_at"),
        _text("recorded_by"),
        sa.CheckConstraint(_among("clock", _CLOCKS), name=op.f("ck_tier_clock")),
        sa.CheckConstraint(_among("unit", _UNITS), name=op.f("ck_tier_unit")),
        _key("tier", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name="pk_tier"),
    )
    op.create_index("ix_tier_plan_id_holds_from", "tier", ["plan_id", "holds_from"])


def _create_measure_definition() -> None:
    op.create_table(
        "measure_definition",
        _number("id"),
        _number("measure_id"),
        _number("version"),
        _day("holds_from"),
        _text("meaning"),
        _text("numerator"),
        _text("denominator"),
        _word("unit"),
        _word("polarity"),
        _word("clock"),
        _word("frequency"),
        _text("source_system"),
        _text("answers"),
        sa.Column("marks_break", sa.Boolean(), nullable=False),
        _text("reason"),
        _moment("recorded_at"),
        _text("recorded_by"),
        sa.CheckConstraint(_among("clock", _CLOCKS), name=op.f("ck_measure_definition_clock")),
        sa.CheckConstraint(
            "frequency in ('day', 'week', 'month', 'quarter', 'year')",
            name=op.f("ck_measure_definition_frequency"),
        ),
        sa.CheckConstraint(
            "polarity in ('higher', 'lower', 'info')", name=op.f("ck_measure_definition_polarity")
        ),
        sa.CheckConstraint(_among("unit", _UNITS), name=op.f("ck_measure_definition_unit")),
        _key("measure_definition", "measure_id", "measure"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_definition"),
        sa.UniqueConstraint("measure_id", "version", name="uq_measure_definition_measure_id_version"),
    )


def _create_measure_name() -> None:
    op.create_table(
        "measure_name",
        _number("id"),
        _number("plan_id"),
        _text("key"),
        _text("written"),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        _word("part_kind"),
        _text("part"),
        _text("decided_by"),
        _moment("decided_at"),
        sa.CheckConstraint(_among("part_kind", _PARTS), name=op.f("ck_measure_name_part_kind")),
        _key("measure_name", "measure_id", "measure"),
        _key("measure_name", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_name"),
        sa.UniqueConstraint("plan_id", "key", name="uq_measure_name_plan_id_key"),
    )
    op.create_index("ix_measure_name_measure_id", "measure_name", ["measure_id"])


def _create_measure_target() -> None:
    op.create_table(
        "measure_target",
        _number("id"),
        _number("measure_id"),
        _word("part_kind"),
        _text("part"),
        _day("holds_from"),
        _figure("value"),
        _figure("tolerance"),
        _text("reason"),
        _moment("recorded_at"),
        _text("recorded_by"),
        sa.Column("import_id", sa.Integer(), nullable=True),
        _text("sheet"),
        _text("cell"),
        sa.CheckConstraint(_among("part_kind", _PARTS), name=op.f("ck_measure_target_part_kind")),
        _key("measure_target", "import_id", "performance_import"),
        _key("measure_target", "measure_id", "measure"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_target"),
    )
    op.create_index("ix_measure_target_import_id", "measure_target", ["import_id"])
    op.create_index("ix_measure_target_measure_id_holds_from", "measure_target", ["measure_id", "holds_from"])


def _create_performance_import_issue() -> None:
    op.create_table(
        "performance_import_issue",
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
        _key("performance_import_issue", "import_id", "performance_import"),
        sa.PrimaryKeyConstraint("id", name="pk_performance_import_issue"),
    )
    op.create_index("ix_performance_import_issue_import_id", "performance_import_issue", ["import_id"])


def _create_reading() -> None:
    op.create_table(
        "reading",
        _number("id"),
        _number("measure_id"),
        _word("part_kind"),
        _text("part"),
        _day("period_start"),
        _day("period_end"),
        _word("state"),
        _figure("value"),
        _figure("numerator"),
        _figure("denominator"),
        _text("as_written"),
        _day("as_at"),
        _moment("recorded_at"),
        _text("recorded_by"),
        _text("through"),
        _text("reason"),
        sa.Column("import_id", sa.Integer(), nullable=True),
        _text("sheet"),
        _text("cell"),
        sa.CheckConstraint("(part_kind = 'whole') = (part = '')", name=op.f("ck_reading_named_part")),
        sa.CheckConstraint("(state = 'value') = (value IS NOT NULL)", name=op.f("ck_reading_value_if_value")),
        sa.CheckConstraint(_among("part_kind", _PARTS), name=op.f("ck_reading_part_kind")),
        sa.CheckConstraint("state in ('value', 'suppressed', 'missing')", name=op.f("ck_reading_state")),
        sa.CheckConstraint("period_start <= period_end", name=op.f("ck_reading_period")),
        _key("reading", "import_id", "performance_import"),
        _key("reading", "measure_id", "measure"),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
    )
    op.create_index(
        "ix_reading_holds",
        "reading",
        ["measure_id", "part_kind", "part", "period_start", "period_end", "as_at", "id"],
    )
    op.create_index("ix_reading_import_id", "reading", ["import_id"])


def _create_rebaseline() -> None:
    op.create_table(
        "rebaseline",
        _number("id"),
        _number("measure_id"),
        _day("holds_from"),
        _text("reason"),
        _moment("recorded_at"),
        _text("recorded_by"),
        _moment("withdrawn_at", nullable=True),
        _text("withdrawn_by"),
        _key("rebaseline", "measure_id", "measure"),
        sa.PrimaryKeyConstraint("id", name="pk_rebaseline"),
    )
    op.create_index("ix_rebaseline_measure_id", "rebaseline", ["measure_id"])


def _create_measure_statement() -> None:
    op.create_table(
        "measure_statement",
        _number("id"),
        _number("measure_id"),
        _number("version"),
        _text("name"),
        sa.Column("is_front_door", sa.Boolean(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("outcome_id", sa.Integer(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        _moment("recorded_at"),
        _text("recorded_by"),
        _key("measure_statement", "area_id", "area", ondelete="SET NULL"),
        _key("measure_statement", "measure_id", "measure"),
        _key("measure_statement", "outcome_id", "outcome", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_statement"),
        sa.UniqueConstraint("measure_id", "version", name="uq_measure_statement_measure_id_version"),
    )


def _create_measure_link() -> None:
    op.create_table(
        "measure_link",
        _number("id"),
        _number("measure_id"),
        _number("action_id"),
        _moment("linked_at"),
        _text("linked_by"),
        _moment("removed_at", nullable=True),
        _text("removed_by"),
        _key("measure_link", "action_id", "action"),
        _key("measure_link", "measure_id", "measure"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_link"),
    )
    op.create_index("ix_measure_link_action_id", "measure_link", ["action_id"])
    op.create_index("ix_measure_link_measure_id", "measure_link", ["measure_id"])
    op.create_index(
        "uq_measure_link_live",
        "measure_link",
        ["measure_id", "action_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def _create_milestone() -> None:
    op.create_table(
        "milestone",
        _number("id"),
        _number("plan_id"),
        _day("dated"),
        _word("kind"),
        _text("words"),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        _moment("recorded_at"),
        _text("recorded_by"),
        _moment("withdrawn_at", nullable=True),
        _text("withdrawn_by"),
        sa.CheckConstraint(
            "kind in ('action completed', 'post filled', 'policy introduced', 'system changed', 'other')",
            name=op.f("ck_milestone_kind"),
        ),
        _key("milestone", "action_id", "action"),
        _key("milestone", "area_id", "area"),
        _key("milestone", "measure_id", "measure"),
        _key("milestone", "plan_id", "plan"),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
    )
    op.create_index("ix_milestone_action_id", "milestone", ["action_id"])
    op.create_index("ix_milestone_area_id", "milestone", ["area_id"])
    op.create_index("ix_milestone_measure_id", "milestone", ["measure_id"])
    op.create_index("ix_milestone_plan_id_dated", "milestone", ["plan_id", "dated"])


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
