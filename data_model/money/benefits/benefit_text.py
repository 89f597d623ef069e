"""Benefits in sentences, which page, report and export share.

Owns: that wording. Refuses: the sums (`benefit_sums`), and markup.
"""

from collections.abc import Sequence

from data_model.money.amounts import exact_amount
from data_model.money.benefits.benefit_sums import BenefitYear, benefits_year, followed
from data_model.money.benefits.rows_benefits import BenefitRow
from data_model.money.financial_years import FinancialYear
from data_model.shared.sentence_text import counted, listed


def benefits_sentence(rows: Sequence[BenefitRow], year: FinancialYear) -> str:
    """Say how benefits stand in a year: how many, what is to come, realised and banked."""
    held = followed(rows)
    if not held:
        return "No benefits are recorded."
    return f"{counted(len(held), 'benefit')}: {benefit_year_sentence(benefits_year(held, year))}"


def benefit_year_sentence(one: BenefitYear) -> str:
    """Say a year: "£310,000 is the target for 2025/26, of which £120,000 is realised and £80,000 banked."."""
    if one.target is None and one.realised is None and one.banked is None:
        return f"nothing is profiled for {one.year.text}."
    came = [
        f"{exact_amount(pence)} is {word}" if place == 0 else f"{exact_amount(pence)} {word}"
        for place, (pence, word) in enumerate(((one.realised or 0, "realised"), (one.banked or 0, "banked")))
    ]
    if one.target is None:
        return f"{listed(came)} in {one.year.text}, and no target."
    moved = ""
    if one.first is not None and one.first != one.target:
        moved = f" ({exact_amount(one.first)} in the first profile)"
    stretch = f", stretch {exact_amount(one.stretch)}" if one.stretch is not None else ""
    return (
        f"{exact_amount(one.target)}{moved} is the target for {one.year.text}{stretch}, "
        f"of which {listed(came)}."
    )
