"""The register of what may name a person, compared with the tables."""

from sqlalchemy import LargeBinary, String

from data_model.migrations.metadata import METADATA
from data_model.shared.personal_columns import Holds, columns_that_hold, registered_columns

LONGEST_CODE = 64


def test_every_column_of_text_or_bytes_is_registered_once() -> None:
    stored = {
        (table.name, column.name)
        for table in METADATA.sorted_tables
        for column in table.columns
        if isinstance(column.type, LargeBinary)
        or (isinstance(column.type, String) and (column.type.length or LONGEST_CODE + 1) > LONGEST_CODE)
    }
    assert set(registered_columns()) == stored, "say in data_model/shared/personal_columns.py what it holds"


def test_who_did_something_is_registered_as_a_name() -> None:
    by = {place for place in registered_columns() if place[1].endswith("_by")}
    named = {
        (table, column)
        for holds in (Holds.NAME, Holds.PEOPLE)
        for table, columns in columns_that_hold(holds).items()
        for column in columns
    }
    assert by <= named


def test_bytes_are_files_or_documents() -> None:
    for table in METADATA.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, LargeBinary):
                assert registered_columns()[table.name, column.name] in (Holds.FILE, Holds.DOCUMENT)
