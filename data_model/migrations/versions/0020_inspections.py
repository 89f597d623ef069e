"""What inspections graded and found: grades per judgement, findings with their history, visits' own history.

Revision: 0020
After: 0019

What is known of each visit becomes the first line of its history.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_VISIT = (
    *("kind", "focus", "starts_on", "ends_on", "outcome", "published_on", "will_be_published", "removed"),
    *("recorded_at", "recorded_by"),
)


def upgrade() -> None:
    _create_visits()
    _create_grades()
    _create_findings()
    said = ", ".join(_VISIT)
    op.execute(f"INSERT INTO visit_version (visit_id, version, {said}) SELECT id, 1, {said} FROM visit")


def downgrade() -> None:
    for table in (
        *("finding_action", "finding_area", "finding_version", "finding"),
        *("visit_grade", "visit_grading", "visit_version"),
    ):
        op.drop_table(table)


def _numbers(*names: str) -> Iterator[sa.Column[int]]:
    return (sa.Column(name, sa.Integer(), nullable=False) for name in names)


def _texts(*names: str) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, sa.Text(), nullable=False) for name in names)


def _to(table: str, column: str, other: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete=gone
    )


def _recorded() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
    )


def _create_visits() -> None:
    op.create_table(
        "visit_version",
        *_numbers("id", "visit_id", "version"),
        sa.Column("kind", sa.String(20), nullable=False),
        *_texts("focus"),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        *_texts("outcome"),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("will_be_published", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        *_recorded(),
        _to("visit_version", "visit_id", "visit"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_version"),
        sa.UniqueConstraint("visit_id", "version", name="uq_visit_version_visit_id_version"),
    )


def _create_grades() -> None:
    op.create_table(
        "visit_grading",
        *_numbers("id", "visit_id", "version"),
        sa.Column("framework", sa.String(40), nullable=False),
        *_texts("framework_words"),
        sa.Column("as_at", sa.Date(), nullable=False),
        *_recorded(),
        *_texts("reason"),
        _to("visit_grading", "visit_id", "visit"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_grading"),
        sa.UniqueConstraint("visit_id", "version", name="uq_visit_grading_visit_id_version"),
    )
    op.create_table(
        "visit_grade",
        *_numbers("id", "grading_id", "position"),
        sa.Column("judgement", sa.String(60), nullable=False),
        *_texts("judgement_words"),
        sa.Column("grade", sa.String(60), nullable=False),
        *_texts("grade_words"),
        _to("visit_grade", "grading_id", "visit_grading"),
        sa.PrimaryKeyConstraint("id", name="pk_visit_grade"),
        sa.UniqueConstraint("grading_id", "judgement", name="uq_visit_grade_grading_id_judgement"),
    )


def _create_findings() -> None:
    op.create_table(
        "finding",
        *_numbers("id", "visit_id", "position", "version"),
        _to("finding", "visit_id", "visit"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_visit_id", "finding", ["visit_id"])
    op.create_table(
        "finding_version",
        *_numbers("id", "finding_id", "version"),
        *_texts("paragraph"),
        sa.Column("kind", sa.String(40), nullable=False),
        *_texts("kind_words"),
        sa.Column("asks", sa.Boolean(), nullable=False),
        *_texts("words"),
        sa.Column("recommendation_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        *_recorded(),
        *_texts("reason"),
        _to("finding_version", "finding_id", "finding"),
        _to("finding_version", "recommendation_id", "recommendation", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_finding_version"),
        sa.UniqueConstraint("finding_id", "version", name="uq_finding_version_finding_id_version"),
    )
    op.create_index("ix_finding_version_latest", "finding_version", ["finding_id", "as_at", "id"])
    op.create_index("ix_finding_version_recommendation_id", "finding_version", ["recommendation_id"])
    for table, column, other in (
        ("finding_area", "area_id", "area"),
        ("finding_action", "action_id", "action"),
    ):
        op.create_table(
            table,
            *_numbers("id", "version_id", column),
            _to(table, "version_id", "finding_version"),
            _to(table, column, other),
            sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
            sa.UniqueConstraint("version_id", column, name=f"uq_{table}_version_id_{column}"),
        )
        op.create_index(f"ix_{table}_{column}", table, [column])
