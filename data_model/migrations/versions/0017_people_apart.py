"""Whom each plan means by a name, so that one name in two plans may be two people; who was joined; and of
which plan somebody was reminded.

People whom several plans named were one until now and stay one.

Revision: 0017
After: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Wherever a plan has named somebody: its actions, meetings, savings, benefits and recommendations.
_NAMED = """
    SELECT a.plan_id, r.person_id FROM responsibility r
        JOIN action_statement s ON s.id = r.statement_id JOIN action a ON a.id = s.action_id
    UNION SELECT plan_id, person_id FROM follow_up
    UNION SELECT s.plan_id, v.owner_id FROM saving_version v JOIN saving s ON s.id = v.saving_id
    UNION SELECT b.plan_id, v.owner_id FROM benefit_version v JOIN benefit b ON b.id = v.benefit_id
    UNION SELECT r.plan_id, v.lead_person_id FROM recommendation_version v
        JOIN recommendation r ON r.id = v.recommendation_id
"""


def upgrade() -> None:
    op.create_table(
        "plan_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_plan_person_plan_id_plan", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_plan_person_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_person"),
        sa.UniqueConstraint("plan_id", "key", name="uq_plan_person_plan_id_key"),
    )
    op.execute(
        "INSERT INTO plan_person (plan_id, person_id, key, name) "
        "SELECT named.plan_id, p.id, p.key, p.name "
        f"FROM ({_NAMED}) named JOIN person p ON p.id = named.person_id ORDER BY named.plan_id, p.id"
    )
    op.create_index("ix_plan_person_person_id", "plan_person", ["person_id"])
    with op.batch_alter_table("person") as person:
        person.drop_constraint("uq_person_key", type_="unique")
        person.create_index("ix_person_key", ["key"])
    with op.batch_alter_table("reminder") as reminder:
        reminder.add_column(sa.Column("plan_id", sa.Integer(), nullable=True))
        reminder.create_foreign_key(
            "fk_reminder_plan_id_plan", "plan", ["plan_id"], ["id"], ondelete="CASCADE"
        )
        reminder.drop_constraint("uq_reminder_person_id_sent_on", type_="unique")
        reminder.create_unique_constraint(
            "uq_reminder_person_id_plan_id_sent_on", ["person_id", "plan_id", "sent_on"]
        )
        reminder.create_index("ix_reminder_plan_id", ["plan_id"])
    with op.batch_alter_table("watch_told") as told:
        told.drop_constraint("uq_watch_told_who_sent_on", type_="unique")
        told.create_unique_constraint("uq_watch_told_who_plan_id_sent_on", ["who", "plan_id", "sent_on"])
    op.create_table(
        "person_joining",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("plans", "dropped", "reason")),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('joined', 'parted')", name=op.f("ck_person_joining_kind")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_joining_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["person.id"], name="fk_person_joining_other_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name="fk_person_joining_plan_id_plan", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_joining"),
    )
    for column in ("person_id", "other_id", "plan_id"):
        op.create_index(f"ix_person_joining_{column}", "person_joining", [column])


def downgrade() -> None:
    """Take it back; refused by the database where two people of one name are kept apart, or where somebody
    was reminded of two plans on one day."""
    op.drop_table("person_joining")
    op.drop_table("plan_person")
    with op.batch_alter_table("watch_told") as told:
        told.drop_constraint("uq_watch_told_who_plan_id_sent_on", type_="unique")
        told.create_unique_constraint("uq_watch_told_who_sent_on", ["who", "sent_on"])
    with op.batch_alter_table("reminder") as reminder:
        reminder.drop_index("ix_reminder_plan_id")
        reminder.drop_constraint("uq_reminder_person_id_plan_id_sent_on", type_="unique")
        reminder.create_unique_constraint("uq_reminder_person_id_sent_on", ["person_id", "sent_on"])
        reminder.drop_constraint("fk_reminder_plan_id_plan", type_="foreignkey")
        reminder.drop_column("plan_id")
    with op.batch_alter_table("person") as person:
        person.drop_index("ix_person_key")
        person.create_unique_constraint("uq_person_key", ["key"])
