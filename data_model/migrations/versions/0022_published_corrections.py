"""What a release of published figures was said to be, each time, and since when one is taken back.

Revision: 0022
After: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_VERSION = "published_release_version"
_SAID = "label, published_on, next_due, year_ends"
_WHO = "recorded_at, recorded_by, through"
_AS_LOADED = (
    f"INSERT INTO {_VERSION} (release_id, version, {_SAID}, withdrawn, reason, {_WHO}) "
    f"SELECT id, 1, {_SAID}, false, '', {_WHO} FROM published_release"
)


def upgrade() -> None:
    # Not as a batch, which would make the table anew: its figures would go with the old one.
    op.add_column("published_release", sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        _VERSION,
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "release_id", "version")),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("year_ends", sa.Integer(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.CheckConstraint("year_ends between 1 and 12", name=op.f(f"ck_{_VERSION}_year_ends")),
        _to(_VERSION, "release_id", "published_release"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{_VERSION}"),
        sa.UniqueConstraint("release_id", "version", name=f"uq_{_VERSION}_release_id_version"),
    )
    op.execute(_AS_LOADED)


def downgrade() -> None:
    op.drop_table(_VERSION)
    op.drop_column("published_release", "withdrawn_at")


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE"
    )
