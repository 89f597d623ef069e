"""Ranks, quarters, neighbours, suggestions and the sentence that compares."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from data_model.measures.measure_vocabulary import Polarity, Unit
from data_model.published.comparison_text import (
    about_text,
    band_text,
    comparison_sentence,
    own_text,
    published_text,
    when_text,
)
from data_model.published.measure_suggestions import is_comparable, is_not_published, suggest
from data_model.published.published_chip import PublishedChip, published_chip
from data_model.published.published_vocabulary import (
    FigureState,
    PlaceKind,
    PublishedUnit,
    ReleaseKind,
    year_in_short,
)
from data_model.published.ranking import CouncilRank, neighbours_mean, rank_of, region_of
from data_model.published.rows import (
    Place,
    PlaceFigure,
    PublishedComparison,
    PublishedLinkRow,
    PublishedMeasureRow,
    ReleaseRow,
    YearFigures,
)

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
HILLSIDE = Place("801", "Hillside", PlaceKind.COUNCIL)
LATE = PublishedMeasureRow(1, ReleaseKind.LONG_DATA, "ReReferral", "Re-referrals", PublishedUnit.PERCENT)


def council(code: str, value: float | None) -> PlaceFigure:
    state = FigureState.VALUE if value is not None else FigureState.SUPPRESSED
    return PlaceFigure(Place(code, f"Town {code}", PlaceKind.COUNCIL), value, state, "" if value else "c")


FIGURES = (
    PlaceFigure(Place("970", "England", PlaceKind.NATION), 22.6, FigureState.VALUE),
    PlaceFigure(HILLSIDE, 27.2, FigureState.VALUE),
    *(council("802", 20.1), council("803", 21.2), council("804", 27.2), council("805", None)),
)


RELEASE = ReleaseRow(
    *(1, ReleaseKind.LONG_DATA, "2025", date(2025, 10, 30), None, 3, "f.csv", "a" * 64, NOON),
    *("Ivy Stanton", 5),
)


def comparison(figures: tuple[PlaceFigure, ...] = FIGURES) -> PublishedComparison:
    """What Hillside compares with, three neighbours of which one has no figure."""
    link = PublishedLinkRow(7, LATE, "The same", NOON, "Ivy Stanton")
    years = (YearFigures(2025, "2025", figures, RELEASE),)
    return PublishedComparison(link, RELEASE, HILLSIDE, years, ("802", "803", "805"), "2025-05")


def with_own(value: float | None, said_before: float | None = None) -> PublishedComparison:
    """What Hillside compares with once its own figure is another, or suppressed."""
    state = FigureState.VALUE if value is not None else FigureState.SUPPRESSED
    own = PlaceFigure(HILLSIDE, value, state, "" if value is not None else "c")
    found = comparison(tuple(own if one.place == HILLSIDE else one for one in FIGURES))
    return replace(found, years=(replace(found.years[0], said_before=said_before),))


def test_equal_figures_share_a_place_and_a_council_without_a_figure_is_not_ranked() -> None:
    assert rank_of(FIGURES, "802", Polarity.LOWER) == CouncilRank(1, 4, 0, 1)
    assert rank_of(FIGURES, "801", Polarity.LOWER) == CouncilRank(3, 4, 1, 3)
    assert rank_of(FIGURES, "801", Polarity.HIGHER) == CouncilRank(1, 4, 1, 1)
    assert rank_of(FIGURES, "805", Polarity.LOWER) is None
    assert rank_of(FIGURES, "801", Polarity.INFO) is None


def test_the_mean_of_neighbours_is_exact_and_is_rounded_half_up() -> None:
    assert neighbours_mean(FIGURES, ["802", "803", "805"]) == Decimal("20.65")
    assert published_text(Decimal("81.15"), PublishedUnit.PERCENT) == "81.2%"
    assert published_text(93.0, PublishedUnit.RATE) == "93 per 10,000"
    assert neighbours_mean(FIGURES, []) is None


def test_the_sentence_names_the_year_england_the_neighbours_and_the_rank() -> None:
    assert comparison_sentence(comparison(), Polarity.LOWER) == (
        "In the year to March 2025, Hillside had 27.2% (“Re-referrals”): more than England (22.6%) and its "
        "two neighbours’ average (20.7%), joint 3rd of 4 councils, in the third quarter."
    )
    assert "3rd" not in comparison_sentence(comparison(), Polarity.INFO)
    assert band_text(comparison()) == ""  # two figures have no middle half


def test_a_list_says_the_year_england_our_own_figure_and_the_rank_part_by_part() -> None:
    assert published_chip(comparison(), Polarity.LOWER) == PublishedChip(
        "2024/25", "22.6%", "27.2%", "joint 3rd of 4", "third quarter"
    )
    # What has no better side has no rank.
    assert published_chip(comparison(), Polarity.INFO) == PublishedChip("2024/25", "22.6%", "27.2%")
    assert published_chip(replace(comparison(), council=None), Polarity.LOWER) == PublishedChip(
        "2024/25", "22.6%"
    )
    of_no_england = published_chip(comparison(FIGURES[1:]), Polarity.LOWER)
    assert of_no_england is not None
    assert (of_no_england.england, of_no_england.own) == ("no figure", "27.2%")
    assert published_chip(replace(comparison(), years=()), Polarity.LOWER) is None


@pytest.mark.parametrize(
    ("year", "written", "ends", "said"),
    [
        (2025, "2025", 3, "2024/25"),
        (2025, "2025", 12, "2025"),
        (2025, "2025", None, "2025"),
        (2025, "2024-25", None, "2024/25"),
        (2000, "1999-00", 12, "1999/00"),
        (2025, "2025 provisional", 3, "2025 provisional"),
    ],
)
def test_a_heading_says_which_year_it_is_of(year: int, written: str, ends: int | None, said: str) -> None:
    assert year_in_short(year, written, ends) == said


@pytest.mark.parametrize(
    ("own", "word"),
    [(22.64, "the same as England (22.6%)"), (22.55, "the same as England"), (22.65, "more than England")],
)
def test_the_words_compare_what_is_printed(own: float, word: str) -> None:
    said = comparison_sentence(with_own(own), Polarity.LOWER)
    assert f"Hillside had {published_text(own, PublishedUnit.PERCENT)}" in said
    assert word in said


def test_the_sentence_has_the_region_whatever_the_order_of_its_words() -> None:
    outer = PlaceFigure(Place("E13000002", "Outer London", PlaceKind.REGION), 28.0, FigureState.VALUE)
    london = PlaceFigure(Place("E12000007", "London", PlaceKind.REGION), 24.7, FigureState.VALUE)
    borough = replace(HILLSIDE, region="London (Outer)")
    found = replace(comparison((*FIGURES, outer, london)), council=borough)
    assert (
        "more than England (22.6%) and its two neighbours’ average (20.7%) and less than Outer London (28%), "
        "joint 3rd"
    ) in comparison_sentence(found, Polarity.LOWER)
    assert region_of((*FIGURES, london), borough) == london
    assert "more than England (22.6%), London (24.7%) and its" in comparison_sentence(
        replace(comparison((*FIGURES, london)), council=borough), Polarity.LOWER
    )
    assert region_of((*FIGURES, outer), replace(HILLSIDE, region="London")) is None
    nameless = replace(london, place=replace(london.place, name=""))
    assert region_of((nameless,), HILLSIDE) is None


def test_a_restated_figure_a_gap_and_what_prints_the_same_are_told_apart() -> None:
    def said(found: PublishedComparison) -> str:
        return own_text(found, found.years[0])

    assert said(with_own(27.4, 27.2)) == "27.4% (restated from 27.2%)"
    assert said(with_own(27.21, 27.24)) == "27.2%"
    assert said(with_own(None, 27.2)) == "suppressed (c); 27.2% in the one before"
    absent = replace(with_own(None, 27.2), council=replace(HILLSIDE, code="899"))
    assert said(absent) == "not in this release; 27.2% in the one before"
    assert said(with_own(27.4)) == "27.4%"


def test_years_of_an_earlier_release_are_named_with_it() -> None:
    found = comparison()
    older = replace(RELEASE, id=2, label="2024", published_on=date(2024, 10, 31), year_ends=None)
    years = tuple(YearFigures(year, str(year), FIGURES, older) for year in (2024, 2023))
    both = replace(found, years=(*found.years, *years))
    assert about_text(both).endswith(
        "Release 2025, published 30 Oct 2025. 2023 and 2024: Release 2024, published 31 Oct 2024."
    )
    three = (*years, YearFigures(2022, "2022", FIGURES, older))
    assert " 2022 to 2024: Release 2024" in about_text(replace(found, years=(*found.years, *three)))
    gap = (*years, YearFigures(2021, "2021", FIGURES, older))
    assert " 2021, 2023 and 2024: Release 2024" in about_text(replace(found, years=(*found.years, *gap)))
    assert [when_text(year) for year in both.years] == ["in the year to March 2025", "in 2024", "in 2023"]


def test_the_sentence_says_why_there_is_nothing_to_compare() -> None:
    assert "Hillside has no figure for “Re-referrals” (suppressed). England: 22.6%." in comparison_sentence(
        with_own(None), Polarity.LOWER
    )
    nobody = replace(comparison(), council=None)
    assert "Nobody has said which council’s plan this is." in comparison_sentence(nobody, Polarity.LOWER)
    assert "no figure was published" in comparison_sentence(replace(comparison(), years=()), Polarity.LOWER)


def published(code: str, name: str, unit: PublishedUnit) -> PublishedMeasureRow:
    return PublishedMeasureRow(1, ReleaseKind.LONG_DATA, code, name, unit)


@pytest.mark.parametrize(
    ("ours", "unit", "theirs"),
    [
        (
            "Re-referrals within 12 months",
            Unit.PERCENT,
            published(
                "A", "Percentage of referrals, within 12 months of a previous referral", PublishedUnit.PERCENT
            ),
        ),
        (
            "Assessments within 45 working days",
            Unit.PERCENT,
            published("Continue_Assess_Comp", "% of continuous assessments", PublishedUnit.PERCENT),
        ),
        (
            "Initial child protection conference within 15 working days",
            Unit.PERCENT,
            published("CP_conf_15days", "Percentage held within 15 days", PublishedUnit.PERCENT),
        ),
        ("Average caseload", Unit.RATIO, published("caseload_fte", "Caseload fte", PublishedUnit.NUMBER)),
    ],
)
def test_a_published_measure_is_suggested_by_name_and_unit(
    ours: str, unit: Unit, theirs: PublishedMeasureRow
) -> None:
    assert suggest(ours, unit, [theirs]) == [theirs]
    assert is_comparable(theirs.code, theirs.name, theirs.unit)
    other = Unit.COUNT if unit is Unit.PERCENT else Unit.PERCENT
    assert suggest(ours, other, [theirs]) == []
    assert not is_not_published(ours)


@pytest.mark.parametrize(
    "name",
    [
        *("Contacts received", "Triage within the tier’s time", "Threshold decisions upheld at dip sample"),
        *("Return home interviews within 72 hours", "Contacts ending in no further action"),
    ],
)
def test_what_nobody_publishes_is_said_to_have_no_national_figure(name: str) -> None:
    assert is_not_published(name)
