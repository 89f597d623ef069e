"""A plan's money for a board: a sentence of a few figures, and tables, each with its sentence.

Owns: which figures and tables there are and their words; the overview, the pack, the one-page summary and
frozen meetings share them. Refuses: sums (`fund_sums`, `saving_totals`), checks, and drawing.

A table is kept as it was shown: headings, words and whole pence. So a frozen meeting is read without rules.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data_model.money.amounts import short_amount
from data_model.money.benefits.benefit_profiles import ProfileLevel
from data_model.money.benefits.benefit_sums import benefit_year, benefits_year, followed
from data_model.money.benefits.benefit_text import benefits_sentence
from data_model.money.check_types import MoneySubject
from data_model.money.for_boards.plan_money import PlanMoney
from data_model.money.funds.fund_sums import FundPosition
from data_model.money.funds.fund_text import days_text, fund_sentence, funds_sentence
from data_model.money.funds.fund_vocabulary import STATE_NAMES, ConditionState
from data_model.money.funds.rows_funds import ConditionRow
from data_model.money.savings.saving_content import SavingAmount
from data_model.money.savings.saving_text import rating_name, savings_sentence
from data_model.money.savings.saving_totals import RATINGS, rating_of, total, year_position, years_of
from data_model.shared.sentence_text import counted, long_day

MoneyCell = str | int | date | None


@dataclass(frozen=True, slots=True)
class MoneyFigure:
    """A few words with a figure, and what of the money they lead to; `about_id` where it is one alone."""

    words: str
    about: MoneySubject
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """A column: its heading, what it means, its width in characters, and whether it holds whole pence."""

    heading: str
    meaning: str
    width: int
    is_pence: bool = False


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """A line of a table, and what it is about: a `MoneySubject` with an id; "" and 0 where several are."""

    about: str
    about_id: int
    cells: tuple[MoneyCell, ...]


@dataclass(frozen=True, slots=True)
class MoneyPart:
    """A table: `name` is short enough for a sheet, `meaning` says what it shows, `sentence` sums it up."""

    name: str
    title: str
    meaning: str
    sentence: str
    columns: tuple[MoneyColumn, ...]
    lines: tuple[MoneyLine, ...]


@dataclass(frozen=True, slots=True)
class BoardMoney:
    """A plan's money as a board reads it; without a sentence and tables where there is none."""

    sentence: str = ""
    parts: tuple[MoneyPart, ...] = ()


NO_MONEY = BoardMoney()


def board_money(money: PlanMoney, until: date) -> BoardMoney:
    """Return what a board reads of a plan's money; deliverables are those that come due until a day."""
    parts = (make(money, until) for make in _PARTS)
    return BoardMoney(money_sentence(money), tuple(part for part in parts if part is not None))


def money_sentence(money: PlanMoney) -> str:
    """Say the figures of a plan's money in one sentence; empty where there are none."""
    groups: dict[MoneySubject, list[str]] = {}
    for figure in money_figures(money):
        groups.setdefault(figure.about, []).append(figure.words)
    return f"{'; '.join(', '.join(words) for words in groups.values())}." if groups else ""


def money_figures(money: PlanMoney) -> list[MoneyFigure]:
    """Return the figures of a plan's money as at its day, funds first; none where there is no money."""
    return [figure for make in _FIGURES for figure in make(money)]


def _fund_figures(money: PlanMoney) -> list[MoneyFigure]:
    """Say what funds that still run come to, and what is to be returned of those that are over."""
    running = [one for one in money.funds if one.days_left is None or one.days_left >= 0]
    back = sum(one.to_be_returned for one in money.funds)
    only = money.funds[0].fund.id if len(money.funds) == 1 else None
    words = []
    if running:
        some = " in funds that still run" if len(running) < len(money.funds) else ""
        words = [
            f"{short_amount(sum(one.accepted for one in running))} accepted{some}",
            _spent_text(running),
            _left_text(running),
        ]
    if back:
        words.append(f"{short_amount(back)} to be returned")
    return [MoneyFigure(one, MoneySubject.FUND, only) for one in words]


def _spent_text(running: list[FundPosition]) -> str:
    used = sum(one.sums.used for one in running)
    spent = f"{short_amount(used)} spent" if used else "no spending recorded"
    committed = sum(one.sums.committed for one in running)
    return f"{spent}, {short_amount(committed)} committed" if committed else spent


def _left_text(running: list[FundPosition]) -> str:
    left = f"{short_amount(sum(one.left for one in running))} left"
    days = sorted({one.days_left for one in running if one.days_left is not None})
    if not days:
        return left
    return f"{left} with {counted(days[0], 'day')}{' to the first spend-by date' if days[1:] else ''}"


def _saving_figures(money: PlanMoney) -> list[MoneyFigure]:
    savings = money.saving_contents
    position = year_position(savings, money.year)
    if position.agreed == position.elsewhere:
        return []
    secure = short_amount(position.delivered + position.on_track)
    agreed = short_amount(position.agreed)
    words = [f"savings for {money.year.text}: {secure} of {agreed} agreed are on track or delivered"]
    if position.elsewhere:
        words.append(f"{short_amount(position.elsewhere)} of savings counted in another programme")
    return [MoneyFigure(one, MoneySubject.SAVING) for one in words]


def _benefit_figures(money: PlanMoney) -> list[MoneyFigure]:
    one = benefits_year(money.benefits, money.year)
    if one.realised is None:
        words = f"benefits for {money.year.text}: {short_amount(one.target or 0)} to come"
        return [MoneyFigure(words, MoneySubject.BENEFIT)] if one.target else []
    of = f" of {short_amount(one.target)}" if one.target is not None else ""
    banked = f", {short_amount(one.banked)} banked" if one.banked else ""
    words = f"benefits for {money.year.text}: {short_amount(one.realised)}{of} realised{banked}"
    return [MoneyFigure(words, MoneySubject.BENEFIT)]


def _funds(money: PlanMoney, _until: date) -> MoneyPart | None:
    if not money.funds:
        return None
    columns = (
        MoneyColumn("Fund", "The grant or other money.", 26),
        MoneyColumn("Accepted", "The sum accepted.", 14, is_pence=True),
        MoneyColumn("Received", "What the funder paid.", 14, is_pence=True),
        MoneyColumn("Committed", "Ordered and not yet spent.", 14, is_pence=True),
        MoneyColumn("Spent", "Spent, accruals included.", 14, is_pence=True),
        MoneyColumn("Left", "Neither spent, committed nor returned.", 14, is_pence=True),
        MoneyColumn("Last day", "The spend-by date, else the end of the period.", 14),
        MoneyColumn("Days", "Days to the last day, or since when it is past.", 16),
        MoneyColumn("What it comes to", "The fund in one sentence.", 40),
    )
    lines = []
    for one in money.funds:
        sums = one.sums
        cells = (
            *(one.fund.name, one.accepted, sums.received, sums.committed, sums.used, one.left),
            *(one.last_day, days_text(one), fund_sentence(one)),
        )
        lines.append(MoneyLine(MoneySubject.FUND.value, one.fund.id, cells))
    meaning = "What was received, committed and spent of each fund, and what is left."
    return MoneyPart("Funds", "Funds", meaning, funds_sentence(money.funds), columns, tuple(lines))


def _savings(money: PlanMoney, _until: date) -> MoneyPart | None:
    savings = money.saving_contents
    if not savings:
        return None
    years = years_of(savings) or (money.year,)
    year = min(years, key=lambda one: (abs(one.first - money.year.first), one.first))
    columns = (
        MoneyColumn("Rating", "How the savings are rated.", 26),
        MoneyColumn("Savings", "How many there are.", 10),
        MoneyColumn("Agreed", f"What was agreed for {year.text}.", 16, is_pence=True),
        MoneyColumn("Forecast", f"What is forecast for {year.text}.", 16, is_pence=True),
        MoneyColumn("Delivered", f"What was delivered in {year.text}.", 16, is_pence=True),
    )
    lines = []
    for brag in RATINGS:
        rated = [each for each in savings if rating_of(each) is brag]
        if rated:
            sums = (
                # What nobody knows of any of them is no nought.
                total(rated, kind, year)
                if any(each.amount(kind, year) is not None for each in rated)
                else None
                for kind in (SavingAmount.AGREED, SavingAmount.FORECAST, SavingAmount.DELIVERED)
            )
            lines.append(MoneyLine("", 0, (rating_name(brag), len(rated), *sums)))
    title = f"Savings by rating, {year.text}"
    meaning = "What was agreed, is forecast and was delivered, by rating."
    return MoneyPart("Savings", title, meaning, savings_sentence(savings, year), columns, tuple(lines))


def _benefits(money: PlanMoney, _until: date) -> MoneyPart | None:
    """Put realised and banked beside the profile: they are never one figure."""
    held = followed(money.benefits)
    if not held:
        return None
    year = money.year
    columns = (
        MoneyColumn("Benefit", "What is to come of it.", 36),
        MoneyColumn("First profile", f"What the first profile has for {year.text}.", 16, is_pence=True),
        MoneyColumn("Target", f"What the profile in force has for {year.text}.", 16, is_pence=True),
        MoneyColumn("Realised", f"What its owner says was realised in {year.text}.", 16, is_pence=True),
        MoneyColumn("Banked", "What finance agreed and took from the budget.", 16, is_pence=True),
        MoneyColumn("All years", "What the profile in force adds up to.", 16, is_pence=True),
        MoneyColumn("Profiles", "How many profiles there were.", 10),
    )
    lines = []
    for row in held:
        one = benefit_year(row, year)
        cells = (
            *(f"{row.content.ref} {row.content.title}".strip(), one.first, one.target, one.realised),
            *(one.banked, row.profile.total(ProfileLevel.TARGET), len(row.profiles)),
        )
        lines.append(MoneyLine(MoneySubject.BENEFIT.value, row.id, cells))
    meaning = "What was realised and what was banked, against the profile."
    title = f"Benefits, {year.text}"
    return MoneyPart("Benefits", title, meaning, benefits_sentence(held, year), columns, tuple(lines))


def _deliverables(money: PlanMoney, until: date) -> MoneyPart | None:
    due = sorted(
        (
            (one.due, position.fund, one)
            for position in money.funds
            for one in position.conditions
            if one.due is not None and one.due <= until and not one.is_satisfied
        ),
        key=lambda each: (each[0], each[2].id),
    )
    if not due:
        return None
    columns = (
        MoneyColumn("Fund", "The fund whose funder asks for it.", 26),
        MoneyColumn("Deliverable", "What is to be delivered.", 50),
        MoneyColumn("Due", "The day by which it is due.", 14),
        MoneyColumn("State", "Where it stands.", 16),
        MoneyColumn("Shown by", "The action or measure that shows it.", 26),
    )
    lines = [
        MoneyLine(
            MoneySubject.FUND.value,
            fund.id,
            (fund.name, one.deliverable, day, _state(one, money.as_at), one.action or one.measure),
        )
        for day, fund, one in due
    ]
    late = sum(day <= money.as_at for day, _, _ in due)
    said = f"{counted(len(due), 'deliverable')} {'is' if len(due) == 1 else 'are'} due by {long_day(until)}"
    said = f"{said}, {late:,} of them already." if late else f"{said}."
    meaning = "What funders ask for and that is neither evidenced nor waived."
    return MoneyPart("Deliverables", "Deliverables due", meaning, said, columns, tuple(lines))


def _state(one: ConditionRow, as_at: date) -> str:
    if one.state is ConditionState.NOT_DUE and one.due is not None and one.due <= as_at:
        return "Due, nothing shown"
    return STATE_NAMES[one.state]


# What else the programme's money has joins here.
_FIGURES: tuple[Callable[[PlanMoney], list[MoneyFigure]], ...] = (
    _fund_figures,
    _saving_figures,
    _benefit_figures,
)
_PARTS: tuple[Callable[[PlanMoney, date], MoneyPart | None], ...] = (
    _funds,
    _savings,
    _benefits,
    _deliverables,
)
