"""The register of exports: what can be written is what is registered, and each writer can be imported."""

from datetime import UTC, date, datetime

import pytest

from commands.exports import _READS, EXPORT_FORMATS, EXPORT_NAMES
from exports.register import EXPORTS, ON_COMMAND_LINE, ONE_MEASURE, AboutFile

ABOUT = AboutFile("Borough plan", date(2026, 6, 1), "All actions", datetime(2026, 6, 2, 9, tzinfo=UTC))
# They are of one measure, so of nothing they are not made.
OF_ONE = (ONE_MEASURE, EXPORTS["published-figures"])
BEGINNINGS = {"json": b"[]", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "ics": b"BEGIN:VCALENDAR"}


@pytest.mark.parametrize(
    ("name", "form"),
    [(each.name, form) for each in EXPORTS.values() for form in each.formats if each not in OF_ONE],
)
def test_an_export_of_nothing_is_a_file_of_its_format(name: str, form: str) -> None:
    assert EXPORTS[name].write(form, [], ABOUT).startswith(BEGINNINGS[form])


def test_a_calendar_is_not_written_without_the_time_it_was_made() -> None:
    with pytest.raises(ValueError, match="when it was made"):
        EXPORTS["calendar"].write("ics", [], AboutFile("Borough plan", date(2026, 6, 1)))


def test_the_command_line_reads_rows_for_each_export_it_offers() -> None:
    assert set(_READS) == set(ON_COMMAND_LINE)
    assert (*ON_COMMAND_LINE, "plan") == EXPORT_NAMES
    # What is left out is json.
    assert EXPORT_FORMATS == ("json", "csv", "xlsx")


def test_a_page_offers_every_format_but_that_for_programs() -> None:
    assert EXPORTS["measures"].formats_for_people == ("csv", "xlsx")
    assert EXPORTS["calendar"].formats_for_people == ("ics",)
