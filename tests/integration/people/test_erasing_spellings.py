"""A name is erased in every column in whatever spelling, and everything else stays byte for byte."""

import json
import zlib
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, Table, select
from sqlalchemy.orm import Session

from data_model.migrations.metadata import METADATA
from data_model.people.rows import ErasureResult
from data_model.shared.engine import make_write_sessions
from data_model.shared.name_key import name_key
from data_model.shared.personal_columns import Holds, registered_columns
from tests.integration.people.test_erasing import EMAIL, erase, hide_everywhere
from tests.spellings import NAME, names_anybody_here, spell

# Others, whose names hold this one as a part. They stand in lists of people and nowhere else as a name.
OTHERS = (f"{NAME} Brown", f"Mary-{NAME}", f"Ann {NAME}")
AROUND = {
    Holds.PEOPLE: (f"{'; '.join(OTHERS)}; ", " (Chair)\nHead of Service"),
    Holds.MADE_TEXT: (f"said to {OTHERS[0]} and ", f" <{EMAIL.upper()}> as board member"),
    Holds.FREE_TEXT: ("asked\u00a0", " to do it"),
}
UNTOUCHED = (Holds.NOBODY, Holds.FILE, Holds.DOCUMENT)
Rows = dict[str, dict[tuple[Any, ...], dict[str, Any]]]


class Hider:
    """Writes the name into each column in a spelling of its own."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __call__(self, table: str, column: str, holds: Holds) -> str:
        random = Random(f"{self.seed} {table}.{column}")
        name = spell(random, in_a_list=holds in (Holds.PEOPLE, Holds.CELLS))
        if holds is Holds.CELLS:
            said = {"lead_officer": _around(Holds.PEOPLE, name), "words": f"asked {name}", "other": "é"}
            return json.dumps(said)
        if holds is Holds.AUTHOR:
            return f"name:{name}"
        alone = {Holds.ADDRESS: EMAIL, Holds.NAME_KEY: name_key(NAME), Holds.ACCOUNT: "an account"}
        return alone.get(holds) or _around(holds, name)

    def erased(self, table: str, column: str, holds: Holds, pseudonym: str) -> str | None:
        """What has to stand there afterwards."""
        stood = self(table, column, holds)
        if holds is Holds.CELLS:
            return json.dumps(json.loads(stood) | {"lead_officer": _around(Holds.PEOPLE, pseudonym)})
        if holds is Holds.MADE_TEXT:
            return _around(holds, pseudonym).replace(EMAIL.upper(), pseudonym)
        if holds in (Holds.NAME, Holds.PEOPLE):
            return _around(holds, pseudonym)
        if holds is Holds.ADDRESS:
            return pseudonym if table == "sign_in" else None
        return {Holds.NAME_KEY: pseudonym.casefold(), Holds.ACCOUNT: ""}.get(holds, stood)


def _around(holds: Holds, words: str) -> str:
    before, after = AROUND.get(holds, ("", ""))
    return f"{before}{words}{after}"


def _rows(engine: Engine) -> Rows:
    def keyed(table: Table, session: Session) -> dict[tuple[Any, ...], dict[str, Any]]:
        keys = [column.name for column in table.primary_key.columns]
        found = [dict(row._mapping) for row in session.execute(select(table))]
        return {tuple(row[key] for key in keys): row for row in found}

    with Session(engine) as session:
        return {table.name: keyed(table, session) for table in METADATA.sorted_tables}


def _erase(engine: Engine, hider: Hider) -> tuple[Rows, Rows, ErasureResult]:
    hide_everywhere(engine, hider)
    view = METADATA.tables["meeting_view"]
    with engine.begin() as connection:
        connection.execute(view.update().values(content=zlib.compress(json.dumps({"by": NAME}).encode())))
    before = _rows(engine)
    result = erase(make_write_sessions(engine), NAME, emails=(EMAIL,), keep_actions=True)
    return before, _rows(engine), result


@pytest.mark.parametrize("seed", range(2))
def test_every_spelling_goes_and_nothing_else(engine: Engine, seed: int) -> None:
    hider = Hider(seed)
    before, after, result = _erase(engine, hider)
    wrong, found = [], []
    for table, rows in before.items():
        for at, (key, row) in enumerate(sorted(rows.items())):
            if (stands := after[table].get(key)) is None:
                assert table in result.removed
                continue
            for column, value in row.items():
                holds = registered_columns().get((table, column), Holds.NOBODY)
                wanted = value
                if at == 0 and holds not in UNTOUCHED and value == hider(table, column, holds):
                    wanted = hider.erased(table, column, holds, result.pseudonym)
                if stands[column] != wanted and (table, column) not in ALSO_CHANGE:
                    wrong.append((table, column, value, stands[column]))
                if holds not in (*UNTOUCHED, Holds.FREE_TEXT, Holds.CELLS) and _is_named(stands[column]):
                    found.append((table, column, stands[column]))
    assert wrong == []
    assert found == []
    assert set(result.removed) >= {"draft", "money_draft", "saved_filter", "watch", "watch_told"}


# The right to sign in ends, and pages draw plans anew.
ALSO_CHANGE = (
    *(("member", name) for name in ("active", "granted_at", "granted_by")),
    ("sign_in", "ended_at"),
    ("plan", "version"),
)


def _is_named(value: object) -> bool:
    text = value if isinstance(value, str) else ""
    for other in OTHERS:
        text = text.replace(other, "")
    return names_anybody_here(text)


def test_words_files_and_frozen_meetings_are_named(engine: Engine) -> None:
    _, after, result = _erase(engine, Hider(2))
    left = {(one.table, one.column) for one in result.leftovers}
    words = {
        (table, column)
        for (table, column), holds in registered_columns().items()
        if holds in (Holds.FREE_TEXT, Holds.CELLS, Holds.DOCUMENT)
        and any(_is_named(_text(row[column])) for row in after[table].values())
    }
    assert len(words) > 100
    assert ("meeting_view", "content") in words
    assert words <= left
    assert result.files.keys() == {"evidence_file", "import_file"}


def _text(value: Any) -> object:
    return json.loads(zlib.decompress(value))["by"] if isinstance(value, bytes) else value
