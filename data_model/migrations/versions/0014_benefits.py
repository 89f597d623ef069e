"""Benefits with their versions, profiles and readings, the programme's return, and what was loaded of them.

Revision: 0014
After: 0013
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_TABLES = (
    "benefit",
    "benefit_import",
    "benefit_import_issue",
    "benefit_version",
    "benefit_volume",
    "benefit_action",
    "benefit_saving",
    "benefit_profile",
    "benefit_profile_amount",
    "benefit_profile_volume",
    "benefit_reading",
    "benefit_return",
    "benefit_return_amount",
    "benefit_stated_sum",
)
_KINDS = "kind in ('cashable', 'cost_avoidance', 'non_cashable', 'disbenefit', 'not_said')"
_LEVELS = "level in ('target', 'stretch')"
_AMOUNTS = "kind in ('gross', 'cost', 'net')"
_READINGS = "kind in ('realised', 'banked')"


def upgrade() -> None:
    _create_benefit()
    _create_import()
    _create_version()
    _create_profile()
    _create_reading()
    _create_return()


def downgrade() -> None:
    for name in reversed(_TABLES):
        op.drop_table(name)


def _number(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _pence(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _word(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=20), nullable=False)


def _stamp() -> list[sa.Column[Any]]:
    return [
        sa.Column("as_at", sa.Date(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *_texts("recorded_by", "through"),
    ]


def _refers(table: str, column: str, other: str, gone: str = "CASCADE") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=gone
    )


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def _check(table: str, column: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{column}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))


def _create_benefit() -> None:
    op.create_table(
        "benefit",
        _number("id"),
        _number("plan_id"),
        *_texts("key"),
        _number("position"),
        _number("version"),
        _number("profile"),
        _refers("benefit", "plan_id", "plan"),
        _key("benefit"),
        _once("benefit", "plan_id", "key"),
    )


def _create_import() -> None:
    op.create_table(
        "benefit_import",
        _number("id"),
        _number("plan_id"),
        *(_number(name) for name in ("added", "changed", "unchanged", "missing")),
        *_texts("file_name"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        _number("size"),
        *_texts("sheets"),
        *_stamp(),
        _refers("benefit_import", "plan_id", "plan"),
        _key("benefit_import"),
    )
    _index("benefit_import", "plan_id")
    op.create_table(
        "benefit_import_issue",
        _number("id"),
        _number("import_id"),
        _number("position"),
        *_texts("code", "title", "severity", "sheet", "cell", "seen", "what_to_do"),
        _refers("benefit_import_issue", "import_id", "benefit_import"),
        _key("benefit_import_issue"),
    )
    _index("benefit_import_issue", "import_id")


def _create_version() -> None:
    op.create_table(
        "benefit_version",
        _number("id"),
        _number("benefit_id"),
        _number("version"),
        *_texts("reason"),
        _number("import_id", nullable=True),
        *_texts("ref", "title"),
        _word("kind"),
        *_texts("description", "service", "owner"),
        _number("owner_id", nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        *_stamp(),
        *_texts("cell"),
        _check("benefit_version", "kind", _KINDS),
        _refers("benefit_version", "benefit_id", "benefit"),
        _refers("benefit_version", "import_id", "benefit_import"),
        _refers("benefit_version", "owner_id", "person", "SET NULL"),
        _key("benefit_version"),
        _once("benefit_version", "benefit_id", "version"),
    )
    _index("benefit_version", "import_id")
    _index("benefit_version", "owner_id")
    op.create_table(
        "benefit_volume",
        _number("version_id"),
        _number("place"),
        *_texts("words"),
        _number("measure_id", nullable=True),
        *_texts("baseline"),
        sa.Column("baseline_day", sa.Date(), nullable=True),
        _pence("unit_pence", nullable=True),
        *_texts("unit_source"),
        _refers("benefit_volume", "version_id", "benefit_version"),
        _refers("benefit_volume", "measure_id", "measure", "SET NULL"),
        _key("benefit_volume", "version_id", "place"),
    )
    _index("benefit_volume", "measure_id")
    for other in ("action", "saving"):
        name, column = f"benefit_{other}", f"{other}_id"
        op.create_table(
            name,
            _number("version_id"),
            _number(column),
            _refers(name, "version_id", "benefit_version"),
            _refers(name, column, other),
            _key(name, "version_id", column),
        )
        _index(name, column)


def _create_profile() -> None:
    op.create_table(
        "benefit_profile",
        _number("id"),
        _number("benefit_id"),
        _number("number"),
        *_texts("reason", "approved_by"),
        _number("import_id", nullable=True),
        *_stamp(),
        *_texts("cell"),
        _refers("benefit_profile", "benefit_id", "benefit"),
        _refers("benefit_profile", "import_id", "benefit_import"),
        _key("benefit_profile"),
        _once("benefit_profile", "benefit_id", "number"),
    )
    _index("benefit_profile", "import_id")
    op.create_table(
        "benefit_profile_amount",
        _number("profile_id"),
        _number("year"),
        _word("level"),
        _word("kind"),
        _pence("pence"),
        _check("benefit_profile_amount", "level", _LEVELS),
        _check("benefit_profile_amount", "kind", _AMOUNTS),
        _refers("benefit_profile_amount", "profile_id", "benefit_profile"),
        _key("benefit_profile_amount", "profile_id", "year", "level", "kind"),
    )
    op.create_table(
        "benefit_profile_volume",
        _number("profile_id"),
        _number("year"),
        _word("level"),
        _number("place"),
        *_texts("number"),
        _check("benefit_profile_volume", "level", _LEVELS),
        _refers("benefit_profile_volume", "profile_id", "benefit_profile"),
        _key("benefit_profile_volume", "profile_id", "year", "level", "place"),
    )


def _create_reading() -> None:
    op.create_table(
        "benefit_reading",
        _number("id"),
        _number("benefit_id"),
        _number("year"),
        _word("kind"),
        _pence("pence", nullable=True),
        *_texts("volume", "words"),
        _number("import_id", nullable=True),
        *_stamp(),
        *_texts("cell"),
        _check("benefit_reading", "kind", _READINGS),
        _refers("benefit_reading", "benefit_id", "benefit"),
        _refers("benefit_reading", "import_id", "benefit_import"),
        _key("benefit_reading"),
    )
    _index("benefit_reading", "benefit_id", "as_at")
    _index("benefit_reading", "import_id")


def _create_return() -> None:
    op.create_table(
        "benefit_return",
        _number("id"),
        _number("plan_id"),
        _number("number"),
        _pence("invested", nullable=True),
        *_texts("invested_source", "reason", "approved_by"),
        _number("import_id", nullable=True),
        *_stamp(),
        *_texts("cell"),
        _refers("benefit_return", "plan_id", "plan"),
        _refers("benefit_return", "import_id", "benefit_import"),
        _key("benefit_return"),
        _once("benefit_return", "plan_id", "number"),
    )
    _index("benefit_return", "import_id")
    op.create_table(
        "benefit_return_amount",
        _number("return_id"),
        _number("year"),
        _word("kind"),
        _pence("pence"),
        _check("benefit_return_amount", "kind", _AMOUNTS),
        _refers("benefit_return_amount", "return_id", "benefit_return"),
        _key("benefit_return_amount", "return_id", "year", "kind"),
    )
    op.create_table(
        "benefit_stated_sum",
        _number("id"),
        _number("plan_id"),
        sa.Column("of_benefits", sa.Boolean(), nullable=False),
        _word("kind"),
        _number("first_year"),
        _number("last_year"),
        _pence("pence", nullable=True),
        *_texts("source"),
        _number("import_id", nullable=True),
        *_stamp(),
        *_texts("cell"),
        _check("benefit_stated_sum", "kind", _AMOUNTS),
        _refers("benefit_stated_sum", "plan_id", "plan"),
        _refers("benefit_stated_sum", "import_id", "benefit_import"),
        _key("benefit_stated_sum"),
    )
    _index("benefit_stated_sum", "plan_id")
    _index("benefit_stated_sum", "import_id")
