"""What a board of an invented council sees, for the tests of packs; and the parts of the files written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from data_model.board.board_words import with_words
from data_model.board.movement import slippage_profile
from data_model.board.rows import (
    NO_WORDS,
    BoardKind,
    BoardView,
    CheckAnswerRow,
    FlowRow,
    FollowUpEventRow,
    FollowUpKind,
    FollowUpRow,
    MeetingRow,
    Moment,
    MovedAction,
    MovedMeasure,
    RaisedCheck,
    Said,
    WhatChanged,
)
from data_model.inspections.rows import VisitKind, VisitRow
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.measure_assessment import assess
from data_model.measures.measure_vocabulary import Period
from data_model.measures.rows import ComparisonRow, MilestoneRow, PerformanceSettings, Series
from data_model.plan.rows import (
    ActionDetail,
    ActionRow,
    AreaRow,
    Headlines,
    KeyRow,
    PersonOnAction,
    PlanRow,
    StatusCount,
)
from data_model.plan.rows_updates import ChallengeRow, CommentKind, CommentRow, EvidenceKind, EvidenceRow
from data_model.plan.statuses import Status
from data_model.published.rows import PublishedLine
from data_model.shared.permissions import Role
from tests.measures_at_hand import series_of

AS_AT, EARLIER = date(2022, 12, 12), date(2022, 11, 14)
NOW = datetime(2022, 12, 13, 9, 30, tzinfo=UTC)
LABELS = {
    Status.COMPLETE: "Completed",
    Status.ON_TRACK: "In progress",
    Status.AT_RISK: "At risk of delay",
    Status.DELAYED: "Late",
    Status.NOT_RATED: "",
    Status.EMBEDDED: "Embedded",
    Status.PAUSED: "On hold",
    Status.NOT_STARTED: "Planning",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Every area has an action of each of these.
_STATUSES = (Status.COMPLETE, Status.ON_TRACK, Status.DELAYED, Status.AT_RISK, Status.NOT_RATED)
# One pixel, which a picture of a chart stands for.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02"
    "fe0def46b80000000049454e44ae426082"
)


def draw(assessment: MeasureAssessment, milestones: Sequence[MilestoneRow]) -> bytes:
    """Stand in for the picture of a control chart."""
    return PIXEL


def action(number: int, area_id: int, status: Status, **changes: Any) -> ActionDetail:
    """Make an action; keywords change the fields of its row or of its detail."""
    is_late = status is Status.DELAYED
    row: dict[str, Any] = {
        "id": number,
        "ref": f"{area_id}.{number:02d}",
        "area_id": area_id,
        "area_number": str(area_id),
        "area_short_name": f"Area of tests {area_id}",
        "outcome": "Children are safe",
        "text": f"Review procedure {number}",
        "status": status,
        "rag_label": LABELS[status],
        "responsible": "Ada Invented\nHead of Service",
        "people": (PersonOnAction(5, "Ada Invented", "Head of Service"),),
        "due_text": "07/11/22" if is_late else "31/01/23",
        "due_date": date(2022, 11, 30) if is_late else date(2023, 1, 31),
        "due_kind": "deadline",
        "due_precision": "day",
        "original_due_date": date(2022, 11, 7) if is_late else date(2023, 1, 31),
        "days_overdue": 12 if is_late else 0,
        "is_due_soon": False,
        "as_at": AS_AT,
        "revised_due_text": "End of November 2022" if is_late else "",
    }
    detail: dict[str, Any] = {
        "identity": f"i{number}", "area_title": f"The area of tests number {area_id}, in full",
        "progress": "- Drafted\n- Sent to partners", "impact": "Fewer delays", "measure": "Audit",
        "assurance": "Board", "rag_as_seen": "fill:FF0000", "due_repeats": "",
        "reason_for_delay": "A vacancy" if is_late else "",
        "mitigation": "Agency cover" if is_late else "", "exception_responsible": "",
        "file_name": "plan.xlsx", "sheet": "Action plan", "cell": "D33", "version": 3, "previous_id": None,
        "next_id": None, "history": (),
    }  # fmt: skip
    row |= {name: value for name, value in changes.items() if name in row}
    detail |= {name: value for name, value in changes.items() if name in detail}
    return ActionDetail(row=ActionRow(**row), **detail)


def moved(number: int, area_id: int, old: Status | None, new: Status | None, **changes: Any) -> MovedAction:
    """Make an action that moved from one status to another."""
    values: dict[str, Any] = {
        "id": number,
        "ref": f"{area_id}.{number:02d}",
        "text": f"Review procedure {number}",
        "area_id": area_id,
        "area": f"{area_id} Area of tests {area_id}",
        "people": "Ada Invented",
        "old_status": old,
        "old_label": LABELS[old] if old else "",
        "new_status": new,
        "new_label": LABELS[new] if new else "",
        "old_due": date(2022, 11, 30),
        "new_due": date(2022, 11, 30),
        "original_due": date(2022, 11, 7),
        "said": Said("Ada Invented", NOW, date(2022, 12, 1), "update", "A vacancy"),
    }
    return MovedAction(**{**values, **changes})


def what_changed(**changes: Any) -> WhatChanged:
    """Make a difference of two moments: one action completed, one late, one added."""
    late = moved(3, 1, Status.ON_TRACK, Status.DELAYED, old_due=date(2022, 11, 7))
    done = moved(1, 1, Status.ON_TRACK, Status.COMPLETE)
    values: dict[str, Any] = {
        "earlier": Moment(EARLIER, None, "the Improvement Board of 14 Nov 2022"), "later": Moment(AS_AT),
        "actions_before": 9, "actions_after": 10,
        "flow": (FlowRow("on_track", "In progress", "delayed", "Late", 1),
                 FlowRow("on_track", "In progress", "complete", "Completed", 1)),
        "improved": (done,), "worsened": (late,), "completed": (done,), "reopened": (), "slipped": (late,),
        "brought_forward": (), "added": (moved(7, 2, None, Status.ON_TRACK),), "retired": (),
        "narratives": (), "stale": (moved(9, 2, Status.AT_RISK, Status.AT_RISK),),
        "exceptions_opened": (late,), "exceptions_closed": (),
        "slippage": slippage_profile([0, 23]),
        "measures": (MovedMeasure(1, "Open contacts", "common cause", "improvement", "no target",
                                  "no target", "Open contacts fell."),),
        "due_next": (moved(2, 1, Status.ON_TRACK, Status.ON_TRACK, new_due=date(2022, 12, 20)),),
        "next_meeting": date(2023, 1, 12),
    }  # fmt: skip
    return WhatChanged(**{**values, **changes})


def series(measure_id: int, name: str, figures: Sequence[float], area_id: int | None = 1) -> Series:
    """Make monthly figures of a measure of which less is better, from April 2021, with a target of 15."""
    made = series_of(figures, measure_id=measure_id, name=name, targets=[(date(2021, 4, 1), 15.0)])
    area = f"{area_id} Area of tests {area_id}" if area_id else ""
    return replace(made, measure=replace(made.measure, area_id=area_id, area=area, links=1))


def assessed(*rows: Series) -> tuple[MeasureAssessment, ...]:
    """Read measures as a view has them."""
    return tuple(assess(row, PerformanceSettings()) for row in rows)


def follow_up(number: int, kind: FollowUpKind, words: str, **changes: Any) -> FollowUpRow:
    """Make something that a meeting left to be followed."""
    values: dict[str, Any] = {
        "id": number, "kind": kind, "meeting_id": 1, "meeting": "Improvement Board, 14/11/2022",
        "made_on": EARLIER, "words": words, "owner": "Ben Example", "owner_id": None, "area_id": None,
        "area": "", "action_id": None, "action_ref": "", "due_date": date(2022, 12, 8), "closed_at": None,
        "closed_by": "", "outcome": "", "days_overdue": 4,
        "events": (FollowUpEventRow("note", "Half done", None, NOW, "Ben Example"),),
    }  # fmt: skip
    return FollowUpRow(**{**values, **changes})


ENGLAND = ComparisonRow(
    1, "England", Period(date(2021, 4, 1), date(2022, 3, 31)), 18.5, "18.5", date(2022, 12, 12),
    datetime(2022, 12, 13, tzinfo=UTC), "Ola Brett", "scorecard.xlsx", "Front door", "H4",
)  # fmt: skip
PUBLISHED = PublishedLine(
    measure_id=1,
    text="“Contacts” 27.2% in the year to March 2022; England 22.6%; 144th of 153.",
    published="Contacts",
    when="the year to March 2022",
    council="Nottingshire",
    value=27.2,
    england=22.6,
    neighbours=20.75,
    rank="144th of 153",
    note="Ours is monthly.",
    source="Department for Education, Explore Education Statistics; Open Government Licence v3.0.",
)


def board_view(**changes: Any) -> BoardView:
    """Make all that a board sees: two areas of five actions, and something of everything else."""
    actions = tuple(
        action(5 * area + number - 4, area, status)
        for area in (1, 2)
        for number, status in enumerate(_STATUSES)
    )
    area_counts = tuple(StatusCount(status, LABELS[status], 1) for status in _STATUSES)
    counts = tuple(replace(row, count=2) for row in area_counts)
    areas = tuple(
        AreaRow(
            number,
            str(number),
            f"The area of tests number {number}, in full",
            f"Area of tests {number}",
            5,
            area_counts,
            1,
            0,
            date(2023, 1, 31),
        )
        for number in (1, 2)
    )
    values: dict[str, Any] = {
        "plan": PlanRow(1, "Nottingshire improvement plan", False, 10, EARLIER, AS_AT),
        "moment": Moment(AS_AT, NOW),
        "meeting": meeting(),
        "key": tuple(KeyRow(f"fill:{number:06X}", LABELS[status], status)
                     for number, status in enumerate(_STATUSES[:-1])),
        "headlines": Headlines(10, counts, 2, 0, 2, 0, 0),
        "areas": areas, "actions": actions,
        "evidence": (EvidenceRow(1, 1, EvidenceKind.AUDIT, date(2022, 12, 1), "Nine of ten were good.", "",
                                 "audit.pdf", "application/pdf", 10, NOW, "Ada Invented", None, ""),),
        "challenges": (ChallengeRow(
            CommentRow(1, 2, CommentKind.CHALLENGE, "What changed for children?", None, NOW, "Ira Example",
                       Role.BOARD_MEMBER, True), "1.02", "Review procedure 2"),),
        "changed": what_changed(),
        "checks": (
            RaisedCheck("no-evidence", 1, "1.01", "Review procedure 1", 1, "1 Area of tests 1",
                        ((5, "Ada Invented"),), "Rated “complete” and no dated evidence is attached."),
            RaisedCheck("no-evidence", 6, "2.06", "Review procedure 6", 2, "2 Area of tests 2", (),
                        "Rated “complete” and no dated evidence is attached.",
                        CheckAnswerRow(1, "The audit is in March.", date(2023, 4, 1), NOW, "Ada Invented")),
        ),
        "assessments": assessed(series(1, "Open contacts", [20, 22] * 8 + [2]),
                                series(2, "Average caseload", [16, 15, 16])),
        "measure_links": ((1, 1), (1, 6)),
        "milestones": ((1, (MilestoneRow(1, date(2022, 3, 1), "post filled", "Two more in post", None,
                                         "Ada Invented"),)),
                       (2, ())),
        "settings": PerformanceSettings(),
        "follow_ups": (
            follow_up(1, FollowUpKind.DECISION, "Audit every month", due_date=None, days_overdue=0),
            follow_up(2, FollowUpKind.REQUEST, "Bring the figures by team"),
        ),
        "visits": (VisitRow(1, VisitKind.MONITORING_VISIT, "The front door", date(2023, 2, 1),
                            date(2023, 2, 2), "", None, True, None, True, "Ada Invented"),),
        "sources": ("plan.xlsx, true as at 12/12/2022, loaded 13/12/2022 by Ada Invented",),
    }  # fmt: skip
    return with_words(BoardView(**{**values, **changes}, words=NO_WORDS))


def meeting(**changes: Any) -> MeetingRow:
    """Make a frozen meeting."""
    values: dict[str, Any] = {
        "id": 2, "board_id": 1, "board": "Improvement Board", "board_kind": BoardKind.EXECUTIVE,
        "held_on": date(2022, 12, 14), "place": "Room 2", "chair": "Ira Example", "attendees": "",
        "notes": "", "frozen_at": NOW, "frozen_by": "Ada Invented", "frozen_as_at": AS_AT,
        "compared_with_id": 1, "open_follow_ups": 1, "cancelled": False,
    }  # fmt: skip
    return MeetingRow(**{**values, **changes})


def empty_view() -> BoardView:
    """Make what a board sees of a plan without anything in it, outside a meeting."""
    return board_view(
        meeting=None, moment=Moment(AS_AT), key=(), headlines=Headlines(0, (), 0, 0, 0, 0, 0), areas=(),
        actions=(), evidence=(), challenges=(), changed=None, checks=(), assessments=(), measure_links=(),
        milestones=(), follow_ups=(), visits=(), sources=(),
    )  # fmt: skip


def large_view(actions_of_an_area: int = 12, areas: int = 9) -> BoardView:
    """Make a view whose texts are as long as real ones get: rows higher than others, many pages."""
    small = board_view()
    long_text = "\n".join(f"Sentence {number} of what was done with partners." for number in range(14))
    several = [
        replace(area, id=number, number=str(number), short_name=f"An area with quite a long name {number}")
        for number in range(1, areas + 1)
        for area in small.areas[:1]
    ]
    held = [
        action(
            place * actions_of_an_area + number,
            area.id,
            _STATUSES[number % len(_STATUSES)],
            area_short_name=area.short_name,
            progress=long_text * (8 if number == 3 else 1),
            text="Write, agree and publish the procedure for all partners " * 3,
            reason_for_delay="The post was vacant for longer than was planned " * 6,
        )
        for place, area in enumerate(several)
        for number in range(actions_of_an_area)
    ]
    follow_ups = tuple(
        follow_up(
            number,
            FollowUpKind.REQUEST,
            "Bring figures by team and by month " * 8,
            owner="The head of service for everything that is new",
            due_date=AS_AT + timedelta(number),
        )
        for number in range(1, 12)
    )
    return replace(small, areas=tuple(several), actions=tuple(held), follow_ups=follow_ups)


def part(content: bytes, name: str = "word/document.xml") -> ElementTree.Element:
    """Read a part of a .docx file."""
    with ZipFile(BytesIO(content)) as archive:
        return ElementTree.fromstring(archive.read(name))


def text_of(element: ElementTree.Element) -> str:
    """Join the text of an element, paragraphs by line ends."""
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in element.iter(f"{W}p"))


def _value_of(element: ElementTree.Element, path: str) -> str:
    found = element.find(path)
    assert found is not None, path
    return found.get(f"{W}val", "")


def style_names(content: bytes) -> dict[str, str]:
    """Return the name of each style of a .docx file by its id."""
    return {
        style.get(f"{W}styleId", ""): _value_of(style, f"{W}name")
        for style in part(content, "word/styles.xml").iter(f"{W}style")
    }


def headings(content: bytes) -> list[tuple[int, str]]:
    """List the headings of a .docx file with their levels."""
    names, found = style_names(content), []
    for paragraph in part(content).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = names.get(style.get(f"{W}val", ""), "") if style is not None else ""
        if name.startswith("heading "):
            found.append((int(name[-1]), "".join(t.text or "" for t in paragraph.iter(f"{W}t"))))
    return found


def tables(content: bytes) -> dict[str, list[list[str]]]:
    """Return the cells of each table of a .docx file by its title; of tables of one title, the last."""
    return {
        _value_of(table, f"{W}tblPr/{W}tblCaption"): [
            [text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")
        ]
        for table in part(content).iter(f"{W}tbl")
    }
