"""Every foreign key has an index that begins with it: queries filter by them, and a removal looks them up."""

from sqlalchemy import Index, Table, UniqueConstraint

from data_model.migrations.metadata import METADATA

# Those that need none, with why not.
WITHOUT = {
    "published_figure.place_id": "figures are found by their measure; places go with the demonstration alone",
}


def led_by(table: Table) -> set[str]:
    """The columns with which an index of the whole table, or a key that makes one, begins."""
    columns = [table.primary_key.columns]
    columns += [each.columns for each in table.constraints if isinstance(each, UniqueConstraint)]
    columns += [each.columns for each in table.indexes if not is_partial(each)]
    return {next(iter(each)).name for each in columns if len(each)}


def is_partial(index: Index) -> bool:
    return any(options.get("where") is not None for options in index.dialect_options.values())


def test_every_foreign_key_has_an_index_of_its_own_or_is_named_with_why_not() -> None:
    lacking = {
        f"{table.name}.{key.parent.name}"
        for table in METADATA.sorted_tables
        for key in table.foreign_keys
        if key.parent.name not in led_by(table)
    }
    assert lacking == set(WITHOUT)
