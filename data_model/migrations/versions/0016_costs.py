"""Costs as measures: their units, and forecasts of a year apart from its outturn; drafts of forms of money.

Revision: 0016
After: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_UNITS = "('count', 'percent', 'days', 'working_days', 'hours', 'ratio')"
_UNITS_WITH_COSTS = (
    "('count', 'percent', 'days', 'working_days', 'hours', 'ratio', "
    "'average', 'weeks', 'per_10000', 'pounds', 'pounds_a_week')"
)
_WITH_UNITS = (
    ("measure_definition", "unit"),
    ("tier", "unit"),
    ("performance_settings", "open_longer_unit"),
)
_OF = ("measure_id", "part_kind", "part", "period_start", "period_end")


def upgrade() -> None:
    for table, column in _WITH_UNITS:
        _allow(table, column, _UNITS_WITH_COSTS)
    op.drop_index("ix_reading_holds", "reading")
    # Every reading of before is an outturn.
    with op.batch_alter_table("reading") as changed:
        changed.add_column(sa.Column("forecast_month", sa.Integer(), server_default="0", nullable=False))
        changed.create_check_constraint(op.f("ck_reading_forecast_month"), "forecast_month between 0 and 12")
    op.create_index("ix_reading_holds", "reading", [*_OF, "forecast_month", "as_at", "id"])
    op.create_table(
        "money_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("based_on", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_money_draft_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_money_draft"),
        sa.UniqueConstraint("who", "plan_id", "form", name="uq_money_draft_who_plan_id_form"),
    )
    op.create_index("ix_money_draft_plan_id", "money_draft", ["plan_id"])


def downgrade() -> None:
    op.drop_table("money_draft")
    op.drop_index("ix_reading_holds", "reading")
    op.execute(sa.text("delete from reading where forecast_month <> 0"))
    with op.batch_alter_table("reading") as changed:
        changed.drop_constraint(op.f("ck_reading_forecast_month"), type_="check")
        changed.drop_column("forecast_month")
    op.create_index("ix_reading_holds", "reading", [*_OF, "as_at", "id"])
    # What is in a unit that is not known then is a number of something.
    op.execute(sa.text(f"update measure_definition set unit = 'ratio' where unit not in {_UNITS}"))
    for table, column in _WITH_UNITS:
        _allow(table, column, _UNITS)


def _allow(table: str, column: str, units: str) -> None:
    with op.batch_alter_table(table) as changed:
        changed.drop_constraint(op.f(f"ck_{table}_{column}"), type_="check")
        changed.create_check_constraint(op.f(f"ck_{table}_{column}"), f"{column} in {units}")
