"""Series of an invented council, read by the real rules, for the tests of control charts."""

from collections.abc import Callable

import pytest

from data_model.measures.measure_assessment import MeasureAssessment
from tests.measures_at_hand import assessment_of


@pytest.fixture
def assessment() -> Callable[..., MeasureAssessment]:
    """Read figures, one a period from a start: a number, "s" suppressed, "m" missing, None no reading."""
    return assessment_of
