"""What was agreed to be saved in a year by rating, as one bar: an SVG with its amounts in £m.

Owns: the drawing, which holds digits and the ratings' own colours alone. Refuses: words; whoever shows it
says them beside it, with the unit.
"""

from collections.abc import Sequence

from data_model.money.amounts import MoneyUnit, amount_in
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_text import BRAG_LOOKS
from data_model.money.savings.saving_totals import RatedSum

WIDTH, HEIGHT = 560, 26
_LEAST, _GAP = 6, 2
_DIGIT = 7.5  # the width of a digit with its share of room


def savings_bar_svg(sums: Sequence[RatedSum], year: FinancialYear, widest: int = 0) -> str:
    """Draw a year's agreed savings, parted by rating in the order given; each part bears its £m.

    `sums` are those of whole ratings. `widest` is the pence that fills the width, so that years compare; the
    year's own sum where it is less. A rating whose sum costs, or is nothing, is left out.
    """
    held = [(one, one.in_year(year)) for one in sums if one.in_year(year) > 0]
    every = max(widest, sum(pence for _, pence in held))
    room = WIDTH - (_GAP + _LEAST) * len(held)
    parts, at = [], 0.0
    for one, pence in held:
        look = BRAG_LOOKS[one.brag]
        width = _LEAST + room * pence / every
        digits = amount_in(pence, MoneyUnit.MILLIONS, 3)
        parts.append(
            f'<rect x="{at:.1f}" y="1" width="{width:.1f}" height="{HEIGHT - 2}" rx="2" fill="{look.fill}" '
            f'stroke="#8A9299" stroke-width="0.5"/>'
        )
        if width > _DIGIT * len(digits) + 4:
            parts.append(
                f'<text x="{at + width / 2:.1f}" y="{HEIGHT / 2 + 4.5}" text-anchor="middle" '
                f'font-family="sans-serif" font-size="13" fill="{look.text}">{digits}</text>'
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
