"""A version is added only to what was opened, and never before the newest day known."""

from datetime import date, timedelta

import pytest

from data_model.shared.refusals import Refused
from data_model.shared.version_guard import require_as_opened, require_not_before

DAY = date(2026, 10, 20)


def test_what_somebody_else_changed_meanwhile_is_refused() -> None:
    require_as_opened(2, 2, "this visit")
    with pytest.raises(Refused, match="^Somebody else changed this visit after you opened it"):
        require_as_opened(1, 2, "this visit")


def test_a_day_before_the_newest_known_is_refused_and_named() -> None:
    require_not_before(DAY, DAY, "this finding")
    with pytest.raises(
        Refused, match="this finding is true as at 20 October 2026; choose that day or a later"
    ):
        require_not_before(DAY - timedelta(days=1), DAY, "this finding")
