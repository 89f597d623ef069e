from data_model.plan.stamps import RETURN_COLUMNS
from loaders.return_workbook.returned_file import read_return_stamp


def test_a_workbook_sent_before_a_field_was_added_has_the_columns_of_its_day() -> None:
    lines = (("heading", "No.", "ref"), ("heading", "New", "progress"), ("action", "b7c1", "3", "of ref", ""))
    sent = read_return_stamp(lines).actions["b7c1"]
    assert sent.digests == {"ref": "of ref", "progress": ""}


def test_a_stamp_whose_headings_were_damaged_is_read_by_today_s_columns() -> None:
    digests = [f"of {name}" for name in RETURN_COLUMNS]
    lines = (("heading", "No.", "ref"), ("action", "b7c1", "3", *digests))
    sent = read_return_stamp(lines).actions["b7c1"]
    assert sent.digests == {name: f"of {name}" for name in RETURN_COLUMNS}
