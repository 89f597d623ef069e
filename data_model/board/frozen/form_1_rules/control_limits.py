"""The limits of one phase of an XmR chart and the four rules, as they were when form 1 was written.

Owns: their arithmetic, by which meetings of form 1 are read. Refuses: to change (today's are
`data_model.measures.control_limits`).
"""

import math
from collections.abc import Iterator, Sequence

from data_model.measures.control_limits import Limits

# 3 / 1.128 and 3.267: how far single figures, and their ranges, stray by chance, in mean ranges.
_LIMIT_WIDTH = 2.66
_RANGE_LIMIT = 3.267
_ROUNDING = 1e-9
_LARGEST = 1e300


def limits_of(values: Sequence[float], *, screening: bool) -> Limits:
    """Return the limits of one phase: mean ± 2.66 mean moving ranges.

    With `screening`, moving ranges of at least 3.267 mean ranges are left out once; were none but zeros left,
    nothing is left out, for limits on the mean itself would call every figure special. Raises ValueError for
    fewer than two values and for values that are not finite.
    """
    refuse_infinite(values)
    if len(values) < 2:
        raise ValueError("limits need at least two values")
    mean = mean_of(values)
    ranges = [abs(after - before) for before, after in zip(values, values[1:], strict=False)]
    mean_range = mean_of(ranges)
    if screening:
        kept = [one for one in ranges if one < _RANGE_LIMIT * mean_range]
        mean_range = mean_of(kept) if any(kept) else mean_range
    reach = _LIMIT_WIDTH * mean_range
    near = reach * 2 / 3
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near, mean_range)


def trend_flags(values: Sequence[float], length: int) -> list[int]:
    """Flag every point of a trend of `length` points or more: +1 strictly rising, -1 strictly falling, or 0.

    A tie ends a trend. A turning point that two trends share belongs to the later one.
    """
    near = rounding_of(values)
    steps = [side_of(after, before, near) for before, after in zip(values, values[1:], strict=False)]
    flags = [0] * len(values)
    for first, last, side in _stretches(steps):
        # n steps in one direction are made by n + 1 points.
        if side and last - first + 2 >= length:
            flags[first : last + 2] = [side] * (last - first + 2)
    return flags


def run_flags(values: Sequence[float], mean: float, length: int) -> list[int]:
    """Flag every point of a run of at least `length` points on one side of the mean: +1 above, -1 below."""
    near = rounding_of((*values, mean))
    sides = [side_of(value, mean, near) for value in values]
    flags = [0] * len(values)
    for first, last, side in _stretches(sides):
        if side and last - first + 1 >= length:
            flags[first : last + 1] = [side] * (last - first + 1)
    return flags


def two_of_three_flags(values: Sequence[float], limits: Limits) -> list[int]:
    """Flag points between near limit and limit, where two of three in a row on that side of the mean are so.

    All three must lie on that side; only those between near limit and limit are flagged, +1 high and -1 low.
    A point on the limit is between, a point on the near limit and one outside the limit are not.
    """
    near = rounding_of((*values, limits.upper, limits.lower))
    sides = [side_of(value, limits.mean, near) for value in values]
    close = [_close(value, limits, near) for value in values]
    flags = [0] * len(values)
    for first in range(len(values) - 2):
        three = range(first, first + 3)
        side = sides[first]
        if side and all(sides[at] == side for at in three) and sum(close[at] == side for at in three) >= 2:
            for at in three:
                flags[at] = close[at] or flags[at]
    return flags


def outside_flags(values: Sequence[float], limits: Limits) -> list[int]:
    """Flag every point above the upper limit with +1 and every point below the lower one with -1."""
    near = rounding_of((*values, limits.upper, limits.lower))
    return [outside(value, limits, near) for value in values]


def _stretches(sides: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield first index, last index and side of every stretch of one side."""
    first = 0
    for at in range(1, len(sides) + 1):
        if at == len(sides) or sides[at] != sides[first]:
            yield first, at - 1, sides[first]
            first = at


def outside(value: float, limits: Limits, near: float) -> int:
    """Return +1 above the upper limit, -1 below the lower one, and 0 within the limits."""
    above = side_of(value, limits.upper, near) > 0
    return 1 if above else -1 if side_of(value, limits.lower, near) < 0 else 0


def _close(value: float, limits: Limits, near: float) -> int:
    if outside(value, limits, near):
        return 0
    above = side_of(value, limits.near_upper, near) > 0
    return 1 if above else -1 if side_of(value, limits.near_lower, near) < 0 else 0


def side_of(value: float, line: float, near: float) -> int:
    """Return +1 above a line, -1 below it, and 0 within `near` of it."""
    if abs(value - line) <= near:
        return 0
    return 1 if value > line else -1


def rounding_of(values: Sequence[float]) -> float:
    """Return how far two of these values may differ by the computer's rounding alone."""
    return _ROUNDING * max((abs(value) for value in values), default=0.0)


def mean_of(values: Sequence[float]) -> float:
    """Return the mean of at least one value, rounded once."""
    return math.fsum(values) / len(values)


def refuse_infinite(values: Sequence[float]) -> None:
    """Raise ValueError unless every value is finite, and small enough for finite limits."""
    if not all(math.isfinite(value) and abs(value) <= _LARGEST for value in values):
        raise ValueError("a chart needs finite values")
