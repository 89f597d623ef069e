"""What a document of a frozen meeting may hold, written and read back."""

import json

import pytest

from data_model.board.frozen.kinds import TEXT, WHOLE, Later, Record, Wrong
from data_model.measures.rows import MilestoneKind


def test_a_word_of_an_enumeration_in_a_text_is_written_as_that_word() -> None:
    written = TEXT.write(MilestoneKind.ACTION_COMPLETED)
    assert type(written) is str
    assert json.dumps(written) == '"action completed"'
    assert TEXT.read(written) == MilestoneKind.ACTION_COMPLETED


@pytest.mark.parametrize(("kind", "value"), [(TEXT, 3), (TEXT, None), (WHOLE, True), (WHOLE, "3")])
def test_a_value_of_another_kind_is_not_written(kind: object, value: object) -> None:
    with pytest.raises(Wrong):
        kind.write(value)  # type: ignore[attr-defined]


def test_a_field_that_came_later_is_left_out_where_older_documents_have_it_so() -> None:
    record = Record(dict, name=TEXT, sponsor=Later(TEXT, ""))
    assert record.read({"name": "a"}) == {"name": "a", "sponsor": ""}
    assert record.write({"name": "a", "sponsor": ""}) == {"name": "a"}
    written = record.write({"name": "a", "sponsor": "b"})
    assert written == {"name": "a", "sponsor": "b"}
    assert record.read(written) == written
