"""The plan, its key, areas, outcomes, people, imports, actions and their history.

Revision: 0001
After: nothing

In the wide tables the short columns stand first: SQLite reads a row from its start, and what overviews count
must not lie behind pages of narrative.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATUS = (
    "status in ('complete', 'embedded', 'on_track', 'at_risk', 'delayed', 'paused', 'not_started', "
    "'not_rated')"
)
_DUE_KIND = "due_kind in ('deadline', 'review', 'recurring', 'none', 'unclear')"
_DUE_PRECISION = "due_precision in ('day', 'week', 'month', 'quarter', 'season', 'year', 'none')"


def upgrade() -> None:
    _create_person()
    _create_plan()
    _create_area()
    _create_plan_import()
    _create_post()
    _create_rag_key_entry()
    _create_import_issue()
    _create_outcome()
    _create_action()
    _create_action_statement()
    _create_responsibility()


def _create_person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("key", name="uq_person_key"),
    )


def _create_plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("name", name="uq_plan_name"),
    )


def _create_area() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_area_plan_id_plan", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_area"),
    )
    op.create_index("ix_area_plan_id_position", "area", ["plan_id", "position"])


def _create_plan_import() -> None:
    op.create_table(
        "plan_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sheets", sa.Text(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_plan_import_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_import"),
    )
    op.create_index("ix_plan_import_plan_id", "plan_import", ["plan_id"])


def _create_post() -> None:
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_post_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_post"),
        sa.UniqueConstraint("person_id", "title", name="uq_post_person_id_title"),
    )
    op.create_index("ix_post_person_id", "post", ["person_id"])
    op.create_index(
        "uq_post_title_unfilled",
        "post",
        ["title"],
        unique=True,
        sqlite_where=sa.text("person_id IS NULL"),
        postgresql_where=sa.text("person_id IS NULL"),
    )


def _create_rag_key_entry() -> None:
    op.create_table(
        "rag_key_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            _STATUS,
            name=op.f("ck_rag_key_entry_status"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_rag_key_entry_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_rag_key_entry"),
        sa.UniqueConstraint("plan_id", "seen", name="uq_rag_key_entry_plan_id_seen"),
    )


def _create_import_issue() -> None:
    op.create_table(
        "import_issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("what_to_do", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["plan_import.id"],
            name="fk_import_issue_import_id_plan_import",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_import_issue"),
    )
    op.create_index("ix_import_issue_import_id", "import_issue", ["import_id"])


def _create_outcome() -> None:
    op.create_table(
        "outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_outcome_area_id_area", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_outcome"),
    )
    op.create_index("ix_outcome_area_id", "outcome", ["area_id"])


def _create_action() -> None:
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("identity", sa.String(length=36), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("ref_given", sa.Boolean(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("stated_due_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("due_kind", sa.String(length=20), nullable=False),
        sa.Column("due_precision", sa.String(length=20), nullable=False),
        sa.Column("original_due_date", sa.Date(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("rag_label", sa.Text(), nullable=False),
        sa.Column("rag_as_seen", sa.Text(), nullable=False),
        sa.Column("due_repeats", sa.Text(), nullable=False),
        sa.Column("due_text", sa.Text(), nullable=False),
        sa.Column("revised_due_text", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("exception_responsible", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("assurance", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("reason_for_delay", sa.Text(), nullable=False),
        sa.Column("mitigation", sa.Text(), nullable=False),
        sa.CheckConstraint(_DUE_KIND, name=op.f("ck_action_due_kind")),
        sa.CheckConstraint(
            _DUE_PRECISION,
            name=op.f("ck_action_due_precision"),
        ),
        sa.CheckConstraint(
            _STATUS,
            name=op.f("ck_action_status"),
        ),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name="fk_action_area_id_area", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name="fk_action_outcome_id_outcome", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name="fk_action_plan_id_plan", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
        sa.UniqueConstraint("identity", name="uq_action_identity"),
    )
    op.create_index("ix_action_area_id", "action", ["area_id"])
    op.create_index(
        "ix_action_overview",
        "action",
        [
            *("plan_id", "retired", "status", "rag_label", "area_id", "due_kind", "due_date"),
            *("statement_id", "position"),
        ],
    )
    op.create_index("ix_action_plan_id_as_at", "action", ["plan_id", "as_at"])
    op.create_index("ix_action_plan_id_due_date", "action", ["plan_id", "due_date"])


def _create_action_statement() -> None:
    op.create_table(
        "action_statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("cell", sa.Text(), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("outcome_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("stated_due_date", sa.Date(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("due_kind", sa.String(length=20), nullable=False),
        sa.Column("due_precision", sa.String(length=20), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("rag_label", sa.Text(), nullable=False),
        sa.Column("rag_as_seen", sa.Text(), nullable=False),
        sa.Column("due_repeats", sa.Text(), nullable=False),
        sa.Column("due_text", sa.Text(), nullable=False),
        sa.Column("revised_due_text", sa.Text(), nullable=False),
        sa.Column("responsible", sa.Text(), nullable=False),
        sa.Column("exception_responsible", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("assurance", sa.Text(), nullable=False),
        sa.Column("progress", sa.Text(), nullable=False),
        sa.Column("impact", sa.Text(), nullable=False),
        sa.Column("reason_for_delay", sa.Text(), nullable=False),
        sa.Column("mitigation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            _DUE_KIND,
            name=op.f("ck_action_statement_due_kind"),
        ),
        sa.CheckConstraint(
            _DUE_PRECISION,
            name=op.f("ck_action_statement_due_precision"),
        ),
        sa.CheckConstraint(
            _STATUS,
            name=op.f("ck_action_statement_status"),
        ),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name="fk_action_statement_action_id_action", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["area_id"], ["area.id"], name="fk_action_statement_area_id_area", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["plan_import.id"],
            name="fk_action_statement_import_id_plan_import",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name="fk_action_statement_outcome_id_outcome", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_action_statement"),
        sa.UniqueConstraint("action_id", "version", name="uq_action_statement_action_id_version"),
    )
    op.create_index("ix_action_statement_import_id", "action_statement", ["import_id"])
    op.create_index("ix_action_statement_latest", "action_statement", ["action_id", "as_at", "id"])


def _create_responsibility() -> None:
    op.create_table(
        "responsibility",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("post_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR post_id IS NOT NULL", name=op.f("ck_responsibility_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_responsibility_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["post.id"], name="fk_responsibility_post_id_post", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["action_statement.id"],
            name="fk_responsibility_statement_id_action_statement",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "position", name="pk_responsibility"),
    )
    op.create_index("ix_responsibility_person_id", "responsibility", ["person_id"])
    op.create_index("ix_responsibility_post_id", "responsibility", ["post_id"])


def downgrade() -> None:
    op.drop_table("responsibility")
    op.drop_table("action_statement")
    op.drop_table("action")
    op.drop_table("outcome")
    op.drop_table("import_issue")
    op.drop_table("rag_key_entry")
    op.drop_table("post")
    op.drop_table("plan_import")
    op.drop_table("area")
    op.drop_table("plan")
    op.drop_table("person")
