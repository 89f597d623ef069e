"""Published figures of every council, whose plan a plan is, and which measures compare.

Revision: 0018
After: 0017
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_KINDS = "kind in ('statistics', 'long_data', 'neighbours')"


def upgrade() -> None:
    _create_release()
    _create_words()
    _create_figures()
    _create_decisions()


def downgrade() -> None:
    for table in (
        *("published_link", "plan_council", "published_neighbour", "published_figure", "published_place"),
        *("published_measure", "published_release_issue", "published_release"),
    ):
        op.drop_table(table)


def _texts(*names: str) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, sa.Text(), nullable=False) for name in names)


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE"
    )


def _create_release() -> None:
    op.create_table(
        "published_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        *_texts("label"),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("year_ends", sa.Integer(), nullable=True),
        *_texts("file_name"),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("recorded_by", "through"),
        sa.CheckConstraint(_KINDS, name=op.f("ck_published_release_kind")),
        sa.CheckConstraint("year_ends between 1 and 12", name=op.f("ck_published_release_year_ends")),
        sa.PrimaryKeyConstraint("id", name="pk_published_release"),
    )
    op.create_table(
        "published_release_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("code", "title", "severity", "sheet", "cell", "seen", "what_to_do"),
        _to("published_release_issue", "release_id", "published_release"),
        sa.PrimaryKeyConstraint("id", name="pk_published_release_issue"),
    )
    op.create_index("ix_published_release_issue_release_id", "published_release_issue", ["release_id"])


def _create_words() -> None:
    op.create_table(
        "published_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        *_texts("code", "name"),
        sa.Column("unit", sa.String(20), nullable=False),
        sa.CheckConstraint(_KINDS, name=op.f("ck_published_measure_kind")),
        sa.CheckConstraint("unit in ('percent', 'rate', 'number')", name=op.f("ck_published_measure_unit")),
        sa.PrimaryKeyConstraint("id", name="pk_published_measure"),
        sa.UniqueConstraint("kind", "code", name="uq_published_measure_kind_code"),
    )
    op.create_table(
        "published_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        *_texts("name"),
        sa.Column("kind", sa.String(20), nullable=False),
        *_texts("region"),
        sa.CheckConstraint("kind in ('nation', 'region', 'council')", name=op.f("ck_published_place_kind")),
        sa.PrimaryKeyConstraint("id", name="pk_published_place"),
        sa.UniqueConstraint("code", name="uq_published_place_code"),
    )


def _create_figures() -> None:
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("release_id", "measure_id", "place_id", "year")
        ),
        *_texts("year_text"),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        *_texts("symbol"),
        sa.CheckConstraint(
            "state in ('value', 'suppressed', 'unreliable', 'not_applicable', 'low', 'missing')",
            name=op.f("ck_published_figure_state"),
        ),
        sa.CheckConstraint("(state = 'value') = (value is not null)", name=op.f("ck_published_figure_value")),
        _to("published_figure", "release_id", "published_release"),
        _to("published_figure", "measure_id", "published_measure"),
        _to("published_figure", "place_id", "published_place"),
        sa.PrimaryKeyConstraint("id", name="pk_published_figure"),
    )
    op.create_index("ix_published_figure_release_id", "published_figure", ["release_id"])
    op.create_index(
        "uq_published_figure",
        "published_figure",
        ["measure_id", "release_id", "year", "place_id"],
        unique=True,
    )
    op.create_table(
        "published_neighbour",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("release_id", sa.Integer(), nullable=False),
        sa.Column("council", sa.String(40), nullable=False),
        sa.Column("neighbour", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        *_texts("closeness"),
        _to("published_neighbour", "release_id", "published_release"),
        sa.PrimaryKeyConstraint("id", name="pk_published_neighbour"),
        sa.UniqueConstraint(
            "release_id", "council", "position", name="uq_published_neighbour_release_id_council_position"
        ),
    )


def _create_decisions() -> None:
    op.create_table(
        "plan_council",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "plan_id", "place_id")),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("recorded_by"),
        _to("plan_council", "plan_id", "plan"),
        _to("plan_council", "place_id", "published_place"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_council"),
    )
    op.create_index("ix_plan_council_plan_id", "plan_council", ["plan_id"])
    op.create_table(
        "published_link",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "measure_id", "published_id")),
        *_texts("note"),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("linked_by"),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        *_texts("removed_by"),
        _to("published_link", "measure_id", "measure"),
        _to("published_link", "published_id", "published_measure"),
        sa.PrimaryKeyConstraint("id", name="pk_published_link"),
    )
    op.create_index("ix_published_link_measure_id", "published_link", ["measure_id"])
    op.create_index(
        "uq_published_link_live",
        "published_link",
        ["measure_id"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
