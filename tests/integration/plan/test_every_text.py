"""Every text of the register that an update may change is kept, told in the history and sent out."""

from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_fields import COMPARED_FIELDS, UPDATABLE_TEXTS
from data_model.plan.queries.actions import list_stated
from exports.own_workbook.return_workbook import cells_of
from exports.plan.full import full_records
from tests.integration.updating import APRIL, Cast, read, say

WRITTEN = {name: f"What is said of {name}" for name in UPDATABLE_TEXTS}


def test_every_text_that_is_updated_is_kept_and_told(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.mine, cast.hal, **WRITTEN)
    detail = read(sessions, cast, cast.mine)
    assert {name: getattr(detail, name) for name in WRITTEN} == WRITTEN
    told = {one.name: one.new for one in detail.history[0].changes}
    assert told == {COMPARED_FIELDS[name]: words for name, words in WRITTEN.items()}
    with sessions() as session:
        stated = list_stated(session, cast.plan_id, APRIL)[cast.mine].stated
    assert {name: getattr(stated, name) for name in WRITTEN} == WRITTEN


def test_every_text_that_is_updated_goes_out(sessions: sessionmaker[Session], cast: Cast) -> None:
    say(sessions, cast.mine, cast.hal, **WRITTEN)
    detail = read(sessions, cast, cast.mine)
    (record,) = full_records([detail])
    assert {name: record[name] for name in WRITTEN} == WRITTEN
    sent = cells_of(detail)
    assert {name: sent[name] for name in WRITTEN if name != "progress"} == {
        name: words for name, words in WRITTEN.items() if name != "progress"
    }
