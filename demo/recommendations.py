"""What scrutiny, inspectors and peers recommended to Fernshire, and scrutiny's work programme; all invented.

Owns: the tracker as the council keeps it, in two editions, loaded through the real loader; the actions that
carry recommendations out, and the items of scrutiny's meetings. Refuses: any way into the tables but the
loader's and the public writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from data_model.board.changes.meetings import NewBoard, plan_meetings, save_board
from data_model.board.changes.work_programme import NewItem, add_item
from data_model.board.rows import BoardKind, Recurrence
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.plans import get_plan
from data_model.recommendations.changes.actions_of_recommendations import link_recommendation
from data_model.recommendations.queries.recommendations import list_recommendations
from data_model.shared.permissions import Actor
from demo.board_cycle import BoardCycle
from demo.plan_people import PEOPLE
from demo.workbook_bytes import steady_bytes
from loaders.files.workbook_file import read_workbook_file
from loaders.recommendations.tracker_import import apply_tracker, check_tracker

# Days from the given day on which each edition of the tracker is true.
TRACKER_DAYS: tuple[int, ...] = (-62, -5)
SCRUTINY = "Children and Young People Scrutiny Committee"
_MEMBER = "Councillor Odette Farringay, lead member"
_HEADINGS = (
    *("Rec no", "Review or inspection", "Recommendation", "Date made", "Cabinet response"),
    *("Date of response", "Lead officer", "Cabinet member", "Action taken", "RAG", "Review date"),
)
# Ref -> the beginnings of the actions that carry the recommendation out.
_CARRIED_OUT: dict[str, tuple[str, ...]] = {
    "S1": ("Review each such arrangement weekly", "Visit every commissioned home twice a year"),
    "I1": ("Publish a sufficiency strategy",),
    "P2": ("Hold monthly supervision for every child",),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A recommendation as the tracker tells it: days count from the given day, two editions of words."""

    sheet: str
    ref: str
    source: str
    words: str
    made: int
    response: str
    responded: int | None
    lead: str
    done: tuple[str, str]
    rag: tuple[str, str]
    review: int | None


_HOMES = "Review of homes for children in care"
_VISIT = "Monitoring visit: help and protection"
_PEERS = "Peer challenge of practice leadership"
TOLD = (
    Told(
        "Scrutiny", "S1", _HOMES,
        "Report to this committee every quarter how many children live in a home that is not registered, "
        "for how long, and what is done for each.",
        -120, "Accepted", -75, "commissioning",
        ("First figures are promised for the next meeting.", "First figures came to the committee."),
        ("In progress & on schedule", "In progress & on schedule"), 40,
    ),
    Told(
        "Scrutiny", "S2", _HOMES,
        "Ask every child who moves home what the move was like, and publish what they said once a year.",
        -120, "", None, "care", ("", ""), ("", ""), 20,
    ),
    Told(
        "Scrutiny", "S3", _HOMES,
        "Give every school a named worker at the front door.",
        -120, "Accepted in part: secondary schools first, primary schools once posts are filled", -75,
        "front_door", ("", ""), ("", ""), None,
    ),
    Told(
        "Inspection", "I1", _VISIT,
        "Say in one published document how the council will have enough homes close by.",
        -150, "Accepted", -140, "commissioning",
        ("The strategy is with the children’s panel.", "The strategy is published."),
        ("In progress & on schedule", "Completed"), None,
    ),
    Told(
        "Peer review", "P1", _PEERS,
        "Merge the four locality panels into one.",
        -170, "Rejected: the panels are close to schools and families know them", -160, "director",
        ("Cabinet gave its reasons to the peers.", "Cabinet gave its reasons to the peers."),
        ("Closed", "Closed"), None,
    ),
    Told(
        "Peer review", "P2", _PEERS,
        "Let supervision be observed by a peer from another team twice a year.",
        -170, "Accepted", -160, "psw",
        ("Two teams tried it.", "Nine of fourteen teams were observed once."),
        ("In progress & on schedule", "At risk of delay"), -3,
    ),
)  # fmt: skip


def load_tracker(cycle: BoardCycle, edition: int, actor: Actor) -> None:
    """Load an edition of the tracker, counted from 1; with the first, tie it to the plan and to scrutiny."""
    day = cycle.day(TRACKER_DAYS[edition - 1])
    content = tracker_bytes(edition, cycle.today)
    plan = get_plan(cycle.session, cycle.plan_id)
    file = read_workbook_file(f"Recommendations tracker {day:%Y-%m-%d}.xlsx", content)
    report = check_tracker(cycle.session, plan, file, day)
    apply_tracker(cycle.session, report, actor=actor, recorded_at=cycle.loaded_at(day))
    if edition == 1:
        _carry_out(cycle, day)
        _plan_scrutiny(cycle, day)


def tracker_bytes(edition: int, today: date) -> bytes:
    """Write an edition of the tracker, counted from 1, as the council keeps it: a sheet for each origin."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name in dict.fromkeys(one.sheet for one in TOLD):
        sheet: Any = workbook.create_sheet(name)
        sheet.append(["Fernshire County Council: recommendations and what became of them"])
        sheet.append(_HEADINGS)
        for cell in sheet[2]:
            cell.font = Font(bold=True)
        for one in (each for each in TOLD if each.sheet == name):
            sheet.append(_cells(one, edition, today))
            for column in (4, 6, 11):
                sheet.cell(sheet.max_row, column).number_format = "dd/mm/yyyy"
    return steady_bytes(workbook, today + timedelta(days=TRACKER_DAYS[edition - 1]))


def _cells(one: Told, edition: int, today: date) -> Sequence[str | date | None]:
    def day(days: int | None) -> date | None:
        return today + timedelta(days=days) if days is not None else None

    lead = PEOPLE[one.lead]
    return (
        *(one.ref, one.source, one.words, day(one.made), one.response or None, day(one.responded)),
        *(f"{lead.name}, {lead.post}", _MEMBER, one.done[edition - 1] or None, one.rag[edition - 1] or None),
        day(one.review),
    )


def _carry_out(cycle: BoardCycle, day: date) -> None:
    """Link the actions of the plan that carry recommendations out."""
    texts = [(row.text, row.id) for row in list_actions(cycle.session, cycle.plan_id, day)]
    at = cycle.loaded_at(day)
    for row in list_recommendations(cycle.session, cycle.plan_id, day):
        beginnings = _CARRIED_OUT.get(row.ref, ())
        ids = [action_id for text, action_id in texts if beginnings and text.startswith(beginnings)]
        if ids:
            link_recommendation(cycle.session, row.id, ids, actor=cycle.office, recorded_at=at)


def _plan_scrutiny(cycle: BoardCycle, day: date) -> None:
    """Record the scrutiny committee with a meeting held and one to come, and what comes to them."""
    at, office = cycle.loaded_at(day), cycle.office
    board = NewBoard(
        SCRUTINY, BoardKind.SCRUTINY, "Councillor Wilfred Oakhanger", recurrence=Recurrence.QUARTERLY
    )
    board_id = save_board(cycle.session, cycle.plan_id, board, actor=office, recorded_at=at)
    days = [cycle.held_on(-40), cycle.held_on(51)]
    held, ahead = plan_meetings(
        cycle.session, board_id, days, place="Shire Hall, council chamber", actor=office, recorded_at=at
    )
    refs = {row.ref: row.id for row in list_recommendations(cycle.session, cycle.plan_id, day)}
    director, care = PEOPLE["director"], PEOPLE["care"]
    for item in (
        NewItem(
            "Homes that are not registered: first quarterly figures",
            held,
            f"{PEOPLE['commissioning'].name}, {PEOPLE['commissioning'].post}",
            "The committee noted the figures and asks for them by age.",
            refs.get("S1"),
        ),
        NewItem("The improvement plan at half a year", held, f"{director.name}, {director.post}"),
        NewItem("What children said of moving home", ahead, f"{care.name}, {care.post}", "", refs.get("S2")),
        NewItem("Visit to the front door, with two care leavers"),
    ):
        add_item(cycle.session, cycle.plan_id, item, actor=office, recorded_at=at)
