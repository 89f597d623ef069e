"""Which rows and columns of a table state a change of the figures beside them.

Owns: those words. Refuses: holding a change against its figures (`performance_changes`).
"""

import re

from data_model.measures.measure_vocabulary import measure_key

_CHANGE = re.compile(
    r"(?:annual|yearly|year on year|yoy|y o y) ?%? ?(?:change|growth|increase|movement) ?%?"
    r"|%? ?(?:change|growth) (?:on|from) (?:the )?(?:previous|last) year ?%?"
)
_DIFFERENCE = frozenset(("variance", "change", "difference", "movement"))


def says_annual_change(label: str) -> bool:
    """Say whether a row is labelled "Annual % Change": the measure above it on the year before."""
    return _CHANGE.fullmatch(measure_key(label)) is not None


def says_difference(heading: str) -> bool:
    """Say whether a column beside two forecasts is headed "Variance" or its like."""
    return measure_key(heading) in _DIFFERENCE
