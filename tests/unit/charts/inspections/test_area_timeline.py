"""The picture of an area visit by visit: signs beside colours, the counts of the sentences, and no name."""

from datetime import date
from xml.etree import ElementTree

from charts.inspections.area_timeline import HEIGHT, SLOT, area_timeline_svg, area_timeline_text
from data_model.inspections.rows import AreaAtVisit, AreaTimeline, RatedAtVisit, VisitKind, VisitRow
from data_model.plan.rows import StatusCount
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status

SVG = "{http://www.w3.org/2000/svg}"
COUNTS = (
    StatusCount(Status.COMPLETE, "<b>Done</b>", 3),
    StatusCount(Status.ON_TRACK, "On time", 4),
    StatusCount(Status.DELAYED, "Late", 2),
)


def at_visit(
    day: date, counts: tuple[StatusCount, ...], green: int, *, asks: int, strengths: int
) -> RatedAtVisit:
    visit = VisitRow(1, VisitKind.MONITORING_VISIT, "", day, day, "", None, True, None, True, "Orla Finch")
    actions = sum(one.count for one in counts)
    at = AreaAtVisit(1, "1 <Area>", actions, green, 3, 2, strengths, asks, f"Said of {day}.")
    return RatedAtVisit(visit, at, counts)


TIMELINE = AreaTimeline(
    1,
    "1 <Area>",
    (
        at_visit(date(2025, 1, 6), (), 0, asks=0, strengths=0),
        at_visit(date(2025, 3, 5), COUNTS, 7, asks=1, strengths=2),
        at_visit(date(2025, 5, 5), COUNTS[2:], 0, asks=1, strengths=0),
    ),
)


def words(timeline: AreaTimeline) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(area_timeline_svg(timeline)).iter(f"{SVG}text")]


def test_a_column_is_a_visit_with_its_ratings_what_was_found_and_its_day() -> None:
    assert words(TIMELINE) == [
        *("–", "no action", "↘ 2 of 3", "6 Jan 2025", "monitoring"),
        *("≠ △ 1 ✓ 2", "✓ 3", "● 4", "▲ 2", "7 of 9", "↘ 2 of 3", "5 Mar 2025", "monitoring"),
        *("△ 1", "▲ 2", "0 of 2", "↘ 2 of 3", "5 May 2025", "monitoring"),
    ]
    assert "Area" not in area_timeline_svg(TIMELINE)
    assert area_timeline_text(TIMELINE) == (
        "1 <Area>. Said of 2025-01-06. Said of 2025-03-05. Said of 2025-05-05."
    )


def test_each_rating_is_a_part_in_its_colour_within_its_column() -> None:
    drawn = ElementTree.fromstring(area_timeline_svg(TIMELINE))
    assert (drawn.get("width"), drawn.get("height")) == (str(3 * SLOT), str(HEIGHT))
    fills = {STATUS_LOOKS[one.status].fill for one in COUNTS}
    parts = [one for one in drawn.iter(f"{SVG}rect") if one.get("fill") in fills]
    assert [one.get("fill") for one in parts[:3]] == [STATUS_LOOKS[one.status].fill for one in COUNTS]
    tops = [float(one.get("y", "")) for one in parts[:3]]
    feet = [top + float(one.get("height", "")) for top, one in zip(tops, parts, strict=False)]
    assert abs(min(tops) - 36) < 0.2
    assert abs(feet[0] - 132) < 0.2
    assert all(foot <= top for top, foot in zip(tops, feet[1:], strict=False))
