from data_model.plan.action_fields import UPDATABLE_FIELDS
from data_model.plan.stamps import RETURN_COLUMNS
from exports.own_workbook.return_workbook import cells_of
from tests.unit.exports.conftest import MakeDetail


def test_every_column_of_a_return_workbook_has_its_text(detail: MakeDetail) -> None:
    sent = cells_of(detail(**{name: f"the {name}" for name in UPDATABLE_FIELDS}))
    assert set(sent) == set(RETURN_COLUMNS)
    assert (sent["previous"], sent["progress"]) == ("the progress", "")
    others = [name for name in UPDATABLE_FIELDS if name != "progress"]
    assert [sent[name] for name in others] == [f"the {name}" for name in others]
