"""What tests of the pages that change measures share: reading back, and forms that carry their turn."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.measures.measure_vocabulary import PartKind, Period
from data_model.measures.queries.measures import get_measure
from data_model.measures.queries.readings import list_current_readings
from data_model.measures.rows import MeasureRow, ReadingRow
from tests.integration.cast import OFFICE
from tests.pages.conftest import TODAY

NOW = datetime(2025, 3, 10, 8, 0, tzinfo=UTC)
BY = {"actor": OFFICE, "recorded_at": NOW}


def measure(sessions: sessionmaker[Session], plan_id: int, measure_id: int) -> MeasureRow:
    """Read a measure back."""
    with sessions() as session:
        found = get_measure(session, plan_id, measure_id, TODAY)
    assert found is not None
    return found


def current(
    sessions: sessionmaker[Session], plan_id: int
) -> dict[tuple[int, PartKind, str, Period], ReadingRow]:
    """Every reading that holds on the day of the tests."""
    with sessions() as session:
        return dict(list_current_readings(session, plan_id, TODAY))


def key(at: AppTest, form: str, name: str) -> str:
    """Name a field of a form as it stands now."""
    found = f"{form}_turn" in at.session_state
    turn = at.session_state[f"{form}_turn"] if found else 0
    return f"{form}_{turn}_{name}"


def press(at: AppTest, form: str, name: str = "save") -> AppTest:
    """Press the button of a form."""
    return at.button(key=key(at, form, name)).click().run()
