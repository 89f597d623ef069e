"""Savings in sentences, which page, report and export share.

Owns: that wording. Refuses: the sums (`saving_totals`), and markup.
"""

from collections.abc import Sequence

from data_model.money.amounts import exact_amount, millions
from data_model.money.financial_years import FinancialYear
from data_model.money.savings.saving_content import BRAG_NAMES, Brag, SavingContent, SavingDifference
from data_model.money.savings.saving_totals import YearPosition, year_position
from data_model.plan.status_looks import Look
from data_model.shared.sentence_text import counted, listed

ELSEWHERE = "Taken into another programme"


def rating_name(brag: Brag | None) -> str:
    """Name a rating; None is for savings that another programme counts."""
    return ELSEWHERE if brag is None else BRAG_NAMES[brag]


def savings_sentence(savings: Sequence[SavingContent], year: FinancialYear) -> str:
    """Say how savings stand in a year: how many, what was agreed, delivered, on track and at risk."""
    if not savings:
        return "No savings are recorded."
    return f"{counted(len(savings), 'saving')}: {position_sentence(year_position(savings, year))}"


def position_sentence(position: YearPosition) -> str:
    """Say a year's position: "£1.790m agreed for 2022/23, of which …"."""
    if not position.agreed:
        return f"nothing was agreed for {position.year.text}."
    parts = [f"{millions(position.delivered)} is delivered", f"{millions(position.on_track)} on track"]
    if position.elsewhere:
        parts.append(f"{millions(position.elsewhere)} counted in another programme")
    parts.append(f"{millions(position.at_risk)} net at risk")
    return f"{millions(position.agreed)} agreed for {position.year.text}, of which {listed(parts)}."


def difference_text(difference: SavingDifference) -> str:
    """Say one difference of a saving: "Agreed 2022/23: £0.615m before, £0.537m now, £0.078m less"."""
    if not difference.is_amount:
        before, after = (f"“{one}”" if one else "nothing" for one in (difference.before, difference.after))
        return f"{difference.field}: {before} before, {after} now"
    was, now = difference.before, difference.after
    if not isinstance(was, int) or not isinstance(now, int):
        said = [exact_amount(one) if isinstance(one, int) else "not known" for one in (was, now)]
        return f"{difference.field}: {said[0]} before, {said[1]} now"
    word = "more" if now > was else "less"
    return (
        f"{difference.field}: {exact_amount(was)} before, {exact_amount(now)} now, "
        f"{exact_amount(abs(now - was))} {word}"
    )


BRAG_LOOKS: dict[Brag | None, Look] = {
    Brag.DELIVERED: Look("✓", "#1D70B8", "#FFFFFF"),
    Brag.ON_TRACK: Look("●", "#00703C", "#FFFFFF"),
    Brag.AT_RISK: Look("◆", "#FFAA6B", "#000000"),
    Brag.NOT_DELIVERABLE: Look("▲", "#D4351C", "#FFFFFF"),
    Brag.NOT_RATED: Look("?", "#C0C3C5", "#000000"),
    None: Look("‖", "#6F4E9C", "#FFFFFF"),  # counted in another programme
}
