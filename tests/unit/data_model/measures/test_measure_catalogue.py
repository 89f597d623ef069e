"""The catalogue of usual measures is whole, unambiguous and in plain words."""

from collections import Counter

import pytest

from data_model.measures.measure_catalogue import CATALOGUE, CatalogueEntry, entry_named, entry_of
from data_model.measures.measure_vocabulary import Clock, Frequency, Polarity, Unit


def test_the_catalogue_has_nineteen_measures_each_with_a_code_of_its_own() -> None:
    assert len({entry.code for entry in CATALOGUE}) == len(CATALOGUE) == 19


def test_no_name_or_alias_stands_for_two_measures() -> None:
    keys = Counter(key for entry in CATALOGUE for key in entry.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_alias_says_the_same_as_another_of_its_measure() -> None:
    assert [entry.code for entry in CATALOGUE if len(entry.keys) != len(entry.aliases) + 1] == []


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.code)
def test_each_measure_says_in_a_sentence_what_it_counts(entry: CatalogueEntry) -> None:
    definition = entry.definition
    assert definition.meaning[0].isupper()
    assert definition.meaning.endswith(".")
    assert len(entry.aliases) >= 3
    is_fraction = definition.unit in (Unit.PERCENT, Unit.RATIO)
    assert bool(definition.numerator) is bool(definition.denominator) is is_fraction


def test_usual_targets_are_those_of_published_plans() -> None:
    aimed = [entry for entry in CATALOGUE if entry.target is not None]
    assert {entry.code: (entry.target, entry.tolerance, entry.target_part) for entry in aimed} == {
        "open_too_long": (0, None, ""),
        "decided_in_time": (95, 5, ""),
        "triage_in_time": (100, None, "Red"),
        "referral_in_time": (90, 5, ""),
        "re_referrals": (20, 2, ""),
        "strategy_in_time": (90, 5, ""),
        "conference_in_time": (90, 5, ""),
        "assessments_in_time": (90, 5, ""),
        "return_interviews": (90, 5, ""),
        "threshold_upheld": (95, 3, ""),
        "nfa_reviewed": (30, None, ""),
        "audits": (40, None, ""),
        "audits_inadequate": (10, None, ""),
        "caseload": (16, 2, ""),
    }


def test_a_measure_without_a_better_way_has_no_target() -> None:
    info = {entry.code for entry in CATALOGUE if entry.definition.polarity is Polarity.INFO}
    assert info == {"contacts", "to_referral", "no_further_action", "s47_to_conference"}
    assert [entry.target for entry in CATALOGUE if entry.code in info] == [None] * 4


def test_reviews_are_counted_by_the_week_and_everything_else_by_the_month() -> None:
    assert [entry.code for entry in CATALOGUE if entry.definition.frequency is not Frequency.MONTH] == [
        "nfa_reviewed"
    ]


def test_interviews_after_a_return_are_counted_in_elapsed_hours() -> None:
    assert entry_of("return_interviews").definition.clock is Clock.ELAPSED


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("RE-REFERRALS  within 12 months", "re_referrals"),
        ("ICPC within 15 working days", "conference_in_time"),
        ("% assessments within 45 working days", "assessments_in_time"),
        ("Open contacts (at month end)", "open_contacts"),
    ],
)
def test_a_measure_is_found_however_its_name_is_spelt(written: str, code: str) -> None:
    found = entry_named(written)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "written", ["Contacts decided in 24 hours", "Contacts open over 5 days", "", "Staff"]
)
def test_another_clock_or_another_word_is_another_measure(written: str) -> None:
    assert entry_named(written) is None


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(KeyError):
        entry_of("none")
