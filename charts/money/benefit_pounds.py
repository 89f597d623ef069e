"""A benefit's pounds by year: realised and banked as bars, its target, its stretch and each earlier profile.

Owns: the figure, in which marks, dashes and patterns carry what colour does, and its sentence. Refuses: sums
(`benefit_sums`).
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from charts.parts.chart import NEUTRAL, Chart, empty_chart, new_figure
from charts.parts.plain_text import plain
from data_model.money.amounts import exact_amount, short_amount
from data_model.money.benefits.benefit_profiles import Profile, ProfileLevel
from data_model.money.benefits.benefit_sums import benefit_year, years_of_benefits
from data_model.money.benefits.rows_benefits import BenefitReadingKind, BenefitRow, ProfileRow
from data_model.money.financial_years import FinancialYear
from data_model.shared.sentence_text import counted, short_day

_HEIGHT = 340
# Each stands at least 3:1 against a white and a near-black page.
_TARGET, _REALISED, _BANKED = "#D1491B", "#1D8A80", "#7E62B4"
_EARLIER_MARKS = ("square", "triangle-up", "cross", "x", "star", "hexagon")


def benefit_pounds_figure(row: BenefitRow) -> Chart:
    """Draw a benefit year by year in pounds; each profile that was in force earlier is a line of its own."""
    years = years_of_benefits([row])
    if not years:
        return empty_chart("No pounds are profiled or realised yet.")
    names = [year.text for year in years]
    traces: list[Any] = [
        _bars("Realised", row, years, BenefitReadingKind.REALISED, _REALISED, ""),
        _bars("Banked", row, years, BenefitReadingKind.BANKED, _BANKED, "/"),
    ]
    for place, one in enumerate(row.profiles[:-1]):
        mark = _EARLIER_MARKS[place % len(_EARLIER_MARKS)]
        traces.append(
            _line(_profile_name(one, place), years, one.profile, ProfileLevel.TARGET, NEUTRAL, "dot", mark)
        )
    for level, name, dash, mark in (
        (ProfileLevel.STRETCH, "Stretch", "dash", "diamond-open"),
        (ProfileLevel.TARGET, "Target", "solid", "circle"),
    ):
        if row.profile.has(level):
            traces.append(_line(name, years, row.profile, level, _TARGET, dash, mark))
    figure = new_figure(
        traces,
        _HEIGHT,
        barmode="group",
        xaxis={"type": "category", "categoryarray": names, "fixedrange": True, "showgrid": False},
        yaxis={"tickprefix": "£", "fixedrange": True, "rangemode": "tozero", "zeroline": True, "nticks": 6},
    )
    return Chart(figure, _sentence(row, years))


def _bars(
    name: str,
    row: BenefitRow,
    years: Sequence[FinancialYear],
    kind: BenefitReadingKind,
    colour: str,
    pattern: str,
) -> go.Bar:
    pence = [row.reading(year, kind) for year in years]
    return go.Bar(
        name=name,
        x=[year.text for year in years],
        y=[_pounds(one) for one in pence],
        marker={
            "color": colour,
            "pattern": {
                "shape": pattern,
                "bgcolor": colour,
                "fgcolor": "#FFFFFF",
                "size": 7,
                "solidity": 0.25,
            },
        },
        customdata=[_said(name, year, one) for year, one in zip(years, pence, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _line(
    name: str,
    years: Sequence[FinancialYear],
    profile: Profile,
    level: ProfileLevel,
    colour: str,
    dash: str,
    mark: str,
) -> go.Scatter:
    pence = [profile.worth(year, level) for year in years]
    return go.Scatter(
        name=plain(name),
        x=[year.text for year in years],
        y=[_pounds(one) for one in pence],
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "dash": dash, "width": 3 if dash == "solid" else 2},
        marker={"symbol": mark, "size": 10, "color": colour},
        customdata=[_said(plain(name), year, one) for year, one in zip(years, pence, strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _profile_name(one: ProfileRow, place: int) -> str:
    return f"{'First profile' if place == 0 else f'Profile {place + 1}'}, {short_day(one.as_at)}"


def _said(name: str, year: FinancialYear, pence: int | None) -> str:
    return f"{name} {year.text}: {exact_amount(pence) if pence is not None else 'not known'}"


def _pounds(pence: int | None) -> float | None:
    """Give the pounds to be drawn; figures that are read are made of pence."""
    return None if pence is None else pence / 100


def _sentence(row: BenefitRow, years: Sequence[FinancialYear]) -> str:
    first, last = years[0].text, years[-1].text
    span = first if first == last else f"{first} to {last}"
    each = [benefit_year(row, year) for year in years]
    parts = [
        f"{short_amount(sum(getattr(one, name) or 0 for one in each))} {word}"
        for name, word in (("target", "is the target"), ("realised", "realised"), ("banked", "banked"))
    ]
    times = len(row.profiles) - 1
    moved = f" It was reprofiled {counted(times, 'time')}." if times > 0 else ""
    return f"{span}: {parts[0]}, {parts[1]} and {parts[2]}.{moved}"
