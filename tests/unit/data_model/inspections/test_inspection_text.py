"""Inspections in sentences."""

from dataclasses import replace
from datetime import UTC, date, datetime

from data_model.inspections.inspection_text import (
    area_sentence,
    finding_label,
    found_text,
    inspections_sentence,
    unanswered,
    visit_title,
)
from data_model.inspections.rows import FindingRow, InspectionRow, VisitKind, VisitRow

DAY, NEXT = date(2026, 10, 20), date(2026, 10, 21)
VISIT = VisitRow(1, VisitKind.MONITORING_VISIT, "", DAY, NEXT, "", None, True, None, True, "Orla Finch")


def finding(kind: str, words: str, *, asks: bool, paragraph: str = "") -> FindingRow:
    return FindingRow(
        *(1, 1, 1, paragraph, kind, words, asks, "It drifts.", (), (), None, "", NEXT, NEXT),
        datetime(2026, 11, 2, tzinfo=UTC),
        "Orla Finch",
    )


DRIFT = finding("to-improve", "Area for improvement", asks=True, paragraph="7")
PRAISE = finding("strength", "Strength", asks=False)
ANOTHER = finding("concern", "Concern", asks=True)


def test_what_was_found_is_counted_by_kind_the_gravest_first_and_unknown_kinds_last() -> None:
    assert found_text([PRAISE, ANOTHER, DRIFT, PRAISE, ANOTHER]) == (
        "1 area for improvement, 2 strengths and 2 concerns"
    )
    assert found_text([]) == "nothing that is recorded here"
    assert (finding_label(DRIFT), finding_label(ANOTHER)) == (
        "△ Area for improvement, paragraph 7",
        "• Concern",
    )
    assert visit_title(VISIT) == "Monitoring visit, 20 Oct 2026 to 21 Oct 2026"


def test_the_sentence_names_the_newest_visit_that_found_something() -> None:
    rows = [
        InspectionRow(VISIT, None, (DRIFT, PRAISE), ()),
        InspectionRow(VISIT, None, (), ()),
    ]
    assert inspections_sentence(rows, NEXT) == (
        "2 monitoring visits are recorded. The monitoring visit of 21 October 2026 found 1 area for "
        "improvement and 1 strength. 1 finding asks for better and has no action."
    )
    assert unanswered(rows) == [DRIFT]
    # One that is still to come is none.
    assert inspections_sentence(rows, date(2026, 10, 19)) == "No inspection or visit is recorded yet."
    assert inspections_sentence(rows[1:], DAY) == "1 monitoring visit is recorded."


def test_with_a_board_before_the_sentence_names_every_visit_since_and_the_newest_before() -> None:
    rows = [
        InspectionRow(
            replace(VISIT, id=number, starts_on=date(2026, month, 1), ends_on=date(2026, month, 2)),
            None,
            (DRIFT,),
            (),
        )
        for number, month in ((4, 10), (3, 8), (2, 5), (1, 2))
    ]
    said = inspections_sentence(rows, NEXT, date(2026, 7, 1))
    assert [
        month for month in ("October", "August", "May", "February") if f"2 {month} 2026 found" in said
    ] == [
        "October",
        "August",
        "May",
    ]


def test_a_green_plan_is_set_against_what_inspectors_found() -> None:
    said = area_sentence(VISIT, [DRIFT], actions=9, green=7, measures=3, worse=2)
    assert said == (
        "On 21 October 2026 the plan called 7 of 9 actions complete or on track, while inspectors found 1 "
        "area for improvement. 2 of 3 measures got worse or consistently failed their targets."
    )
    half = area_sentence(VISIT, [DRIFT], actions=8, green=4, measures=1, worse=0)
    assert half.endswith(
        "called 4 of 8 actions complete or on track; inspectors found 1 area for improvement. None of 1 "
        "measure got worse or consistently failed its target."
    )
    none = area_sentence(VISIT, [PRAISE], actions=9, green=0, measures=0, worse=0)
    assert none.endswith("called none of 9 actions complete or on track; inspectors found 1 strength.")
