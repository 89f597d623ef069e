"""An area's actions by status as one bar, small enough for a row: an SVG with its counts.

Owns: the drawing, which holds digits and the statuses' own colours alone, so that no name can reach it.
Refuses: scripts, fonts, outside addresses, and words; whoever shows it says them beside it.
"""

from collections.abc import Sequence

from data_model.plan.rows import StatusCount
from data_model.plan.status_looks import STATUS_LOOKS

WIDTH, HEIGHT = 360, 26
_LEAST, _GAP = 14, 2  # the least width of a part, and the gap between two
_DIGIT = 8  # the width of a digit with its share of room


def status_bar_svg(statuses: Sequence[StatusCount]) -> str:
    """Draw one bar of 360 by 26, parted by status in the order given; each part bears its count.

    Give the counts in words beside it as its alternative text. Without actions it is an empty frame.
    """
    parts, at = [], 0.0
    for row, width in zip(held := [one for one in statuses if one.count], _widths(held), strict=True):
        look = STATUS_LOOKS[row.status]
        parts.append(
            f'<rect x="{at:.1f}" y="1" width="{width:.1f}" height="{HEIGHT - 2}" rx="2" fill="{look.fill}" '
            f'stroke="#8A9299" stroke-width="0.5"/>'
            f'<text x="{at + width / 2:.1f}" y="{HEIGHT / 2 + 4.5}" text-anchor="middle" '
            f'font-family="sans-serif" font-size="13" fill="{look.text}">{row.count}</text>'
        )
        at += width + _GAP
    if not parts:
        parts.append(
            f'<rect x="0.5" y="1" width="{WIDTH - 1}" height="{HEIGHT - 2}" fill="none" stroke="#8A9299"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _widths(held: Sequence[StatusCount]) -> list[float]:
    """Share the bar by count; a part never is too narrow for its digits."""
    if not held:
        return []
    least = [max(_LEAST, _DIGIT * len(str(row.count)) + 4) for row in held]
    room = WIDTH - _GAP * (len(held) - 1) - sum(least)
    every = sum(row.count for row in held)
    return [own + room * row.count / every for own, row in zip(least, held, strict=True)]
