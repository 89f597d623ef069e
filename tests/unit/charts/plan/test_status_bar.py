"""The bar of an area's ratings: a part for each status that has actions, its count readable, nothing else."""

from xml.etree import ElementTree

from charts.plan.status_bar import WIDTH, status_bar_svg
from data_model.plan.rows import StatusCount
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import Status

SVG = "{http://www.w3.org/2000/svg}"
COUNTS = [
    StatusCount(Status.COMPLETE, "<b>Done</b>", 3),
    StatusCount(Status.DELAYED, "Red", 0),
    StatusCount(Status.NOT_RATED, "", 1200),
    StatusCount(Status.AT_RISK, "Amber", 1),
]


def drawn(counts: list[StatusCount]) -> ElementTree.Element:
    return ElementTree.fromstring(status_bar_svg(counts))


def test_each_status_with_actions_is_a_part_in_its_colour_with_its_count() -> None:
    picture = drawn(COUNTS)
    held = [one for one in COUNTS if one.count]
    assert [part.get("fill") for part in picture.iter(f"{SVG}rect")] == [
        STATUS_LOOKS[one.status].fill for one in held
    ]
    assert [part.text for part in picture.iter(f"{SVG}text")] == ["3", "1200", "1"]
    assert "Done" not in status_bar_svg(COUNTS)


def test_the_parts_fill_the_bar_and_none_is_too_narrow_for_its_digits() -> None:
    parts = [(float(p.get("x", "")), float(p.get("width", ""))) for p in drawn(COUNTS).iter(f"{SVG}rect")]
    assert abs(sum(parts[-1]) - WIDTH) < 0.2
    assert min(width for _, width in parts) >= 12
    assert all(x + width <= later for (x, width), (later, _) in zip(parts, parts[1:], strict=False))


def test_an_area_without_actions_has_an_empty_frame() -> None:
    (frame,) = drawn([]).iter(f"{SVG}rect")
    assert frame.get("fill") == "none"
