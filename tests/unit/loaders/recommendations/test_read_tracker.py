"""Trackers as councils keep them, understood; and any sheet in: every text in it is loaded or named."""

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from data_model.recommendations.recommendation_content import Origin, Response
from loaders.files.grid import as_text
from loaders.files.raw_workbook import CellValue, Merge, RawCell, RawSheet, RawWorkbook, cell_name
from loaders.recommendations.read_tracker import UnderstoodTracker, understand_tracker
from loaders.recommendations.tracker_vocabulary import (
    WORDINGS,
    TrackerColumn,
    column_of,
    is_closed,
    origin_in,
    response_in,
)

KEY = (KeyRow("word:green", "On track", Status.ON_TRACK), KeyRow("fill:FF0000", "Late", Status.DELAYED))


def a_sheet(*rows: tuple[CellValue | RawCell, ...], name: str = "Tracker", **fields: object) -> RawSheet:
    cells = {
        number: {
            column: value if isinstance(value, RawCell) else RawCell(value)
            for column, value in enumerate(row, start=1)
            if value is not None
        }
        for number, row in enumerate(rows, start=1)
    }
    return RawSheet(name, {number: held for number, held in cells.items() if held}, **fields)  # type: ignore[arg-type]


def read(*sheets: RawSheet, origin: Origin | None = Origin.SCRUTINY) -> UnderstoodTracker:
    return understand_tracker(RawWorkbook("tracker.xlsx", sheets), KEY, origin)


def codes(tracker: UnderstoodTracker) -> list[str]:
    return [issue.type.code for issue in tracker.issues]


def test_columns_in_any_order_are_understood_by_their_headings() -> None:
    tracker = read(
        a_sheet(
            ("RAG", "Recommendation", "Ref", "Cabinet Member", "Lead Officer", "Date", "Executive response"),
            ("Green", "Meet monthly", "SC-3", "Cllr Oak", "Hal Pickering", date(2023, 1, 12), "Agreed"),
        )
    )
    (one,) = tracker.recommendations
    assert (one.content.ref, one.content.words, one.cell) == ("SC-3", "Meet monthly", "B2")
    assert (one.content.status, one.content.status_label) == (Status.ON_TRACK, "Green")
    assert (one.content.made_text, one.content.response) == ("12/01/2023", Response.ACCEPTED)
    assert (one.content.lead_officer, one.content.executive_member) == ("Hal Pickering", "Cllr Oak")
    assert tracker.issues == ()


@pytest.mark.parametrize(
    ("written", "response"),
    [
        ("", Response.AWAITED),
        ("TBC", Response.AWAITED),
        ("Awaiting Cabinet in March", Response.AWAITED),
        ("Accepted", Response.ACCEPTED),
        ("Y", Response.ACCEPTED),
        ("Agreed: the service will report", Response.ACCEPTED),
        ("Partially accepted", Response.IN_PART),
        ("Accepted in part: schools first", Response.IN_PART),
        ("Agreed in principle", Response.IN_PART),
        ("Not accepted", Response.REJECTED),
        ("Rejected: the panels are close to schools", Response.REJECTED),
        ("Noted", Response.OTHERWISE),
        ("Unacceptable as worded", Response.OTHERWISE),
    ],
)
def test_an_answer_says_yes_no_in_part_or_something_else(written: str, response: Response) -> None:
    assert response_in(written) is response


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("Children’s Scrutiny Committee", Origin.SCRUTINY),
        ("Ofsted ILACS 2022", Origin.INSPECTION),
        ("LGA corporate peer challenge", Origin.PEER),
        ("Diagnostic review of the front door", Origin.DIAGNOSTIC_REVIEW),
        ("Scrutiny of the inspection", None),
        ("Cabinet", None),
    ],
)
def test_who_recommended_is_read_where_words_name_one(text: str, origin: Origin | None) -> None:
    assert origin_in(text) is origin


def test_closed_is_more_than_complete() -> None:
    assert [
        is_closed(word) for word in ("Closed", "Complete and closed", "Discharged", "Complete", "Not closed")
    ] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_a_title_over_rows_names_their_review_and_who_recommended() -> None:
    tracker = read(
        a_sheet(
            ("Ref", "Recommendation", "Status"),
            ("Peer challenge of practice",),
            ("1", "Meet monthly", "Green"),
            ("Ofsted monitoring visit",),
            ("2", "Audit weekly", "Purple"),
        ),
        origin=None,
    )
    first, second = tracker.recommendations
    assert (first.content.origin, first.content.source) == (Origin.PEER, "Peer challenge of practice")
    assert (second.content.origin, second.content.source) == (Origin.INSPECTION, "Ofsted monitoring visit")
    assert (second.content.status, second.content.status_label) == (Status.NOT_RATED, "Purple")
    assert codes(tracker) == ["tracker-status-unknown", "tracker-origin-read", "tracker-origin-read"]


def test_nothing_is_loaded_while_nobody_says_who_recommended() -> None:
    tracker = read(a_sheet(("Ref", "Recommendation"), ("1", "Meet monthly")), origin=None)
    assert tracker.lacks_origin
    assert codes(tracker) == ["tracker-origin-unknown"]


def test_rows_under_one_merged_recommendation_are_one() -> None:
    tracker = read(
        a_sheet(
            ("Ref", "Recommendation", "Action taken", "Lead officer"),
            ("1", "Meet monthly", "Begun", "Hal Pickering"),
            (None, None, "Met twice", "Ivy Stanton"),
            merges=(Merge(2, 2, 3, 2),),
        )
    )
    (one,) = tracker.recommendations
    assert one.content.action_taken == "Begun\nMet twice"
    assert one.content.lead_officer == "Hal Pickering"
    assert [(issue.type.code, issue.seen) for issue in tracker.issues] == [
        ("tracker-row-differs", "Ivy Stanton")
    ]


def test_a_person_merged_over_several_recommendations_leads_each() -> None:
    tracker = read(
        a_sheet(
            ("Recommendation", "Lead officer", "Status"),
            ("Meet monthly", "Hal Pickering", "Green"),
            ("Audit weekly", None, "Green"),
            ("Report yearly", None, "Green"),
            merges=(Merge(2, 2, 3, 2),),
        )
    )
    assert [one.content.lead_officer for one in tracker.recommendations] == ["Hal Pickering"] * 2 + [""]


def test_a_further_update_is_joined_and_an_unknown_column_kept_beside() -> None:
    tracker = read(
        a_sheet(
            ("Recommendation", "Update March 2023", "Update June 2023", "Cost"),
            ("Meet monthly", "Begun", "Met", "£3k"),
        )
    )
    (one,) = tracker.recommendations
    assert one.content.action_taken == "Begun\nUpdate June 2023: Met"
    assert one.content.other == "Cost: £3k"
    assert codes(tracker) == ["tracker-column-beside"]


def test_a_rating_by_colour_alone_is_read_by_the_plans_key() -> None:
    tracker = read(a_sheet(("Recommendation", "RAG"), ("Meet monthly", RawCell(None, fill="FF0000"))))
    (one,) = tracker.recommendations
    assert (one.content.status, one.content.status_label) == (Status.DELAYED, "Late")


def test_what_is_hidden_struck_wrong_or_beside_is_named() -> None:
    tracker = read(
        a_sheet(
            ("As at March",),
            ("Recommendation", "Status", "Date"),
            ("Meet monthly", "Green", RawCell("#REF!", problem="error")),
            (None, RawCell(None, struck="Amber"), None, "aside"),
            comments={"A3": "Ask Hal"},
            hidden_rows=frozenset({3}),
        ),
        a_sheet(("Recommendation", "Status"), ("Secret", "Green"), name="Old", hidden=True),
        a_sheet(("Guidance",), name="Help"),
    )
    assert sorted(codes(tracker)) == sorted(
        [
            *("tracker-text-left", "cell-error", "tracker-row-without", "comment-not-loaded"),
            *("tracker-struck", "tracker-rows-hidden", "tracker-sheet-hidden", "tracker-sheet-skipped"),
        ]
    )


def test_no_heading_means_two_things() -> None:
    held = [wording for wordings in WORDINGS.values() for wording in wordings]
    assert len(held) == len(set(held))
    assert all(column_of(wording) is column for column, all_of in WORDINGS.items() for wording in all_of)


HEADINGS = (
    ("Ref", "Recommendation", "Response", "Lead officer", "Action taken", "RAG", "Review date"),
    ("Recommendation", "Status", "Update", "Progress", "Budget", "Ref", "Owner"),
    ("No", "Committee", "Recommendations", "Date of meeting", "Accepted", "Date closed", "Outcome"),
)
WORDS = st.sampled_from(
    [None, None, None, "Meet monthly", "Accepted", "Noted", "Closed", "Green", "Purple", "12/01/2023", "TBC",
     "Scrutiny review of homes", "Hal Pickering", "no", "7", "-", "A longer line that somebody wrote below"]
)  # fmt: skip
ROWS = st.one_of(st.sampled_from(HEADINGS), st.tuples(*[WORDS] * 7))


@st.composite
def sheets(draw: st.DrawFn) -> RawSheet:
    """Draw a sheet of rows, some blank, some headings, with merges across a row or down two."""
    rows: dict[int, dict[int, RawCell]] = {}
    merges: list[Merge] = []
    number = 0
    known = {text for row in HEADINGS for text in row}
    for values in draw(st.lists(ROWS, max_size=12)):
        number += draw(st.integers(1, 2))
        # Distinct texts, so that one which is lost cannot hide behind its twin.
        cells = {
            column: RawCell(value if value in known else f"{value} {number}.{column}")
            for column, value in enumerate(values, start=1)
            if value is not None
        }
        if not cells:
            continue
        rows[number] = cells
        if len(cells) == 1 and draw(st.booleans()):
            merges.append(Merge(number, min(cells), number, min(cells) + draw(st.integers(1, 4))))
    if len(rows) > 2 and not merges and draw(st.booleans()):
        column, row = draw(st.integers(1, 7)), draw(st.sampled_from(sorted(rows)[:-1]))
        if column in rows[row] and column not in rows.get(row + 1, {}):
            merges.append(Merge(row, column, row + 1, column))
    return RawSheet(draw(st.sampled_from(["Tracker", "Scrutiny"])), rows, tuple(merges))


@settings(max_examples=300, deadline=None)
@given(sheets(), st.sampled_from([None, Origin.PEER]))
def test_every_text_of_a_tracker_is_loaded_or_named(sheet: RawSheet, origin: Origin | None) -> None:
    tracker = understand_tracker(RawWorkbook("tracker.xlsx", (sheet,)), KEY, origin)
    if not tracker.recommendations:
        return  # the one issue says that nothing was loaded
    said = "\n".join(
        [
            *(str(value) for one in tracker.recommendations for value in asdict(one.content).values()),
            *(f"{issue.cell} {issue.seen}" for issue in tracker.issues),
        ]
    )
    known = {text for row in HEADINGS for text in row}
    lost = [
        (cell_name(row, column), as_text(cell.value))
        for row, cells in sheet.rows.items()
        for column, cell in cells.items()
        if as_text(cell.value) not in known and as_text(cell.value) not in said
    ]
    assert lost == []


def test_each_column_of_a_tracker_is_a_field_of_a_recommendation() -> None:
    fields = asdict(understood_content())
    assert {column.value for column in TrackerColumn} <= fields.keys()


def understood_content() -> object:
    (one,) = read(a_sheet(("Recommendation", "Ref"), ("Meet monthly", "1"))).recommendations
    return one.content
