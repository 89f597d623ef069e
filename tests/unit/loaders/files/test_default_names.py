"""Names that a program gives by itself."""

import pytest

from loaders.files.default_names import is_default_name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Sheet1",
            "Sheet 1 - Table 1",
            "Table 1",
            "table 12",
            "Column1",
            "Unnamed: 3",
            "Tabelle1",
            "Sheet1 (2)",
        ),
        *("Export Summary", "query", "Sheet", " TABLE_2 "),
    ],
)
def test_a_name_given_by_a_program_is_known(name: str) -> None:
    assert is_default_name(name)


@pytest.mark.parametrize(
    "name",
    ["Plan", "1 Front door", "Table of actions", "Column A costs", "Sheet 1 Front door", "", "Data quality"],
)
def test_a_name_that_a_person_gave_is_kept(name: str) -> None:
    assert not is_default_name(name)
