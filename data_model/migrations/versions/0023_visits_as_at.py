"""What was said of a visit is true as at a day, and has a reason.

Revision: 0023
After: 0022

Until now a visit's history knew only when something was recorded. A visit is true from its first day, or from
the day it was recorded where that was earlier; what came of it, and that it was published, from the day of
publication, else from its last day. Where one line said both, it becomes two.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_SAID = ("kind", "focus", "starts_on", "ends_on", "outcome", "published_on", "will_be_published", "removed")
_DAYS = ("starts_on", "ends_on", "published_on", "as_at")
_VERSION = sa.table(
    "visit_version",
    *(sa.column(name, sa.Integer()) for name in ("id", "visit_id", "version")),
    *(sa.column(name, sa.Text()) for name in ("kind", "focus", "outcome", "recorded_by", "reason")),
    *(sa.column(name, sa.Date()) for name in _DAYS),
    *(sa.column(name, sa.Boolean()) for name in ("will_be_published", "removed")),
    sa.column("recorded_at", sa.DateTime(timezone=True)),
)
_Line = Mapping[Any, Any]


def upgrade() -> None:
    with op.batch_alter_table("visit_version") as changed:
        changed.add_column(sa.Column("as_at", sa.Date(), nullable=True))
        changed.add_column(sa.Column("reason", sa.Text(), server_default="", nullable=False))
    held = op.get_bind()
    lines: dict[int, list[_Line]] = {}
    for row in held.execute(sa.select(_VERSION).order_by(_VERSION.c.visit_id, _VERSION.c.version)).mappings():
        lines.setdefault(row["visit_id"], []).append(row)
    if held.dialect.name == "postgresql":
        held.execute(
            sa.text(
                "SELECT setval(pg_get_serial_sequence('visit_version', 'id'), "
                "(SELECT coalesce(max(id), 0) + 1 FROM visit_version), false)"
            )
        )
    for said in lines.values():
        for line in _dated(said):
            if "id" in line:
                held.execute(
                    sa.update(_VERSION).where(_VERSION.c.id == line["id"]).values(as_at=line["as_at"])
                )
            else:
                held.execute(sa.insert(_VERSION).values(line))
    with op.batch_alter_table("visit_version") as changed:
        changed.alter_column("as_at", existing_type=sa.Date(), nullable=False)
        changed.alter_column("reason", existing_type=sa.Text(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("visit_version") as changed:
        changed.drop_column("reason")
        changed.drop_column("as_at")


def _dated(said: list[_Line]) -> Iterator[dict[str, Any]]:
    """Yield a visit's lines with the days they are true of, none earlier than the one before.

    A first line that says what came of the visit is true of the day that was told; before it goes a line
    without an id, as version 0, that says the visit alone. No line that was written is changed.
    """
    newest: dict[str, Any] | None = None
    for row in said:
        line = dict(row)
        recorded = _day(line["recorded_at"])
        told = min(recorded, line["published_on"] or line["ends_on"])
        if newest is None:
            day = min(recorded, line["starts_on"])
            seen = {**line, "outcome": "", "published_on": None, "as_at": day, "version": line["version"] - 1}
            if told > day and not _same(seen, line):
                del seen["id"]
                yield seen
                day = told
        else:
            is_new = line["published_on"] not in (None, newest["published_on"])
            only_told = all(
                line[name] == newest[name] for name in _SAID if name not in ("outcome", "published_on")
            )
            day = max(told if is_new and only_told else recorded, newest["as_at"])
        newest = {**line, "as_at": day}
        yield newest


def _same(one: _Line, other: _Line) -> bool:
    return all(one[name] == other[name] for name in _SAID)


def _day(recorded_at: datetime) -> date:
    # SQLite forgets that moments are in UTC.
    return (recorded_at if recorded_at.tzinfo is None else recorded_at.astimezone(UTC)).date()
