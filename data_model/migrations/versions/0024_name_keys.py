"""Every person is known by one form of their name, also who was written by hand before there was one.

Revision: 0024
After: 0023

Who took over in a hand-over was known by the name in small letters, with its title, dashes and apostrophes
as they were typed, and people of a file by the form of their day. A key that is a spelling of its own name
becomes the form of now; any other stays. Where a plan would have one name for two people by that, it keeps
both as it has them, and the log says which: only a person can know whether they are one.
"""

import logging
import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_LOG = logging.getLogger("data_model.migrations")
_PERSON = sa.table(
    "person", sa.column("id", sa.Integer()), *(sa.column(name, sa.Text()) for name in ("key", "name"))
)
_PLAN_PERSON = sa.table(
    "plan_person",
    *(sa.column(name, sa.Integer()) for name in ("id", "plan_id", "person_id")),
    *(sa.column(name, sa.Text()) for name in ("key", "name")),
)
# The form as it was at this migration; that of the program may change after it.
_UNSEEN = "\u00ad\u034f\u061c\u180e\ufeff" + "".join(
    chr(code)
    for first, last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
    for code in range(first, last + 1)
)
_SIGNS = str.maketrans(
    dict.fromkeys("’‘‛ʼʻʹʽ`´′＇", "'") | dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-") | dict.fromkeys(_UNSEEN)
)
_TITLES = frozenset(
    (  # noqa: SIM905
        "dr cllr mr mrs ms miss mx prof professor sir dame lord lady rev revd reverend councillor hon dci di "
        "ds dsu supt insp sgt dcc acc det detective superintendent inspector sergeant"
    ).split()
)


def upgrade() -> None:
    held = op.get_bind()
    for person in held.execute(sa.select(_PERSON)).all():
        _write(held, _PERSON, person.id, person.key, _form(person))
    of_plans: defaultdict[tuple[int, str], list[Any]] = defaultdict(list)
    for row in held.execute(sa.select(_PLAN_PERSON).order_by(_PLAN_PERSON.c.id)).all():
        of_plans[row.plan_id, _form(row)].append(row)
    for (plan_id, form), rows in sorted(of_plans.items()):
        if len(rows) == 1:
            _write(held, _PLAN_PERSON, rows[0].id, rows[0].key, form)
        else:
            # By number: a log holds no names.
            _LOG.warning(
                "The plan %s has one name in several spellings, for people %s. They stay as they are; if "
                "they are one, join them on the page Members.",
                plan_id,
                _listed(rows),
            )


def downgrade() -> None:
    """Leave the keys: they are spellings of the same names."""


def _write(held: sa.Connection, table: sa.TableClause, row_id: int, key: str, form: str) -> None:
    if key != form:
        held.execute(sa.update(table).where(table.c.id == row_id).values(key=form))


def _listed(rows: Sequence[Any]) -> str:
    return " and ".join(str(number) for number in sorted({row.person_id for row in rows}))


def _form(row: Any) -> str:
    form = _key(row.name)
    # A name of signs alone has no form.
    return form if form and _key(row.key) == form else str(row.key)


def _key(name: str) -> str:
    surname, comma, first = unicodedata.normalize("NFC", _folded(name)).partition(",")
    words = re.sub(r"[\s.,-]+", " ", f"{first} {surname}" if comma else surname).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)


def _folded(text: str) -> str:
    signs = unicodedata.normalize("NFKD", text.translate(_SIGNS))
    return unicodedata.normalize("NFKD", signs.casefold())
