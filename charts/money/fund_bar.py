"""A fund as one bar: spent, committed and left, with a mark where even spending would stand.

Owns: the drawing, which holds numbers and colours alone and no text, so that no name can reach it, and whose
parts stand at least 3:1 against one another and against both the white and the dark page: spent is solid,
committed is hatched, left is empty. Refuses: scripts, fonts, outside addresses, and words; whoever shows it
says them beside it.
"""

from fractions import Fraction

WIDTH, HEIGHT = 360, 30
_TOP, _BAR = 5, 20
_DARK, _LIGHT, _EDGE, _MARK, _OVER = "#12436D", "#FFFFFF", "#7C848B", "#D1491B", "#801650"


def fund_bar_svg(accepted: int, spent: int, committed: int, straight_line: Fraction | None, name: str) -> str:
    """Draw one bar of 360 by 30; amounts in pence, `straight_line` the share that even spending would have
    used.

    Where more is spent and committed than was accepted, the bar is as long as that, and what is too much has
    a colour of its own. `name` is letters and digits, apart from that of every other bar on a page.
    """
    used, held = max(0, spent), max(0, spent) + max(0, committed)
    whole = max(accepted, held, 1)
    scale = Fraction(WIDTH - 2, whole)
    parts = [
        f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{_LIGHT}"/>'
        f'<rect width="3" height="6" fill="{_DARK}"/></pattern></defs>',
        _part(0, whole, scale, _LIGHT),
        _part(0, used, scale, _DARK),
        _part(used, held, scale, f"url(#{name})"),
        _part(max(accepted, 0), held, scale, _OVER, 5) if held > accepted else "",
        f'<rect x="1" y="{_TOP}" width="{WIDTH - 2}" height="{_BAR}" fill="none" stroke="{_EDGE}"/>',
    ]
    if straight_line is not None and accepted > 0:
        at = 1 + float(straight_line * accepted * scale)
        parts.append(
            f'<path d="M{at:.1f} 0V{HEIGHT}" stroke="{_LIGHT}" stroke-width="5"/>'
            f'<path d="M{at:.1f} 0V{HEIGHT}" stroke="{_MARK}" stroke-width="2.5"/>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _part(first: int, last: int, scale: Fraction, fill: str, height: int = _BAR) -> str:
    """Draw the pounds from one sum to another; nothing where there are none."""
    if last <= first:
        return ""
    x, width = 1 + float(first * scale), float((last - first) * scale)
    y = _TOP + _BAR - height
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="{fill}"/>'
