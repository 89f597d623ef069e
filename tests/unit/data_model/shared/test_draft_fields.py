"""How much a draft holds is measured in what was typed."""

import json

import pytest

from data_model.shared.draft_fields import write_fields
from data_model.shared.refusals import Refused

MOST = 200_000


@pytest.mark.parametrize(("letter", "size"), [("a", 1), ("é", 2), ("ж", 2), ("“", 3), ("😀", 4), ("\n", 1)])
def test_a_draft_of_any_script_may_have_200_kb(letter: str, size: int) -> None:
    fields = {"progress": letter * (MOST // size - 1), "impact": ""}
    assert json.loads(write_fields(fields, "This", "Copy it.")) == fields
    with pytest.raises(Refused, match="^This is too long to be kept \\(more than 200 kB\\). Copy it.$"):
        write_fields({"progress": letter * (MOST // size), "impact": letter * 2}, "This", "Copy it.")


def test_what_no_database_takes_is_stored_in_ascii() -> None:
    fields = {"progress": "a\x00b \ud83d half of a sign"}
    written = write_fields(fields, "This", "Copy it.")
    assert written.isascii()
    assert "\x00" not in written
    assert json.loads(written) == fields
