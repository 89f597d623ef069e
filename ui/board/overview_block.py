"""What a chair reads first, on the overview: since the last board, what to challenge, the next meeting.

Owns: the block and the overview's row of each area, every figure a way to exactly its rows, and where the
plan is from. Refuses: counting, drawing, and the block's words in papers (`data_model.board.board_brief`).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from data_model.board.board_brief import MOVES, Moves, since_text
from data_model.board.check_lines import age_text
from data_model.board.queries.board_brief import SinceBoard, StandingChecks
from data_model.board.rows import RaisedCheck
from data_model.plan.rows import AreaRow, ImportRow
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.board.checks_view import check_address
from ui.parts.compare_picker import meeting_address
from ui.parts.link_rows import Cell, Section, Words, plain, strong
from ui.parts.status_chips import bar_text
from ui.shell.access import current_actor
from ui.shell.dates import moment, short_day
from ui.shell.pages import Page
from ui.shell.plain_text import in_one_line, shorten

_SIGNS = {"worsened": "▼", "reopened": "↻", "slipped": "⇢", "completed": "✓", "improved": "▲"}
_LONGEST_REASON = 300
_SIDE, _MIDDLE = 9, 29  # shares of the width of what stands beside one another
_NAME, _BAR, _MOVES = 356, 270, 136  # pixels of an area's name, of its ratings and of what moved in it


def since_section(since: SinceBoard, *, is_told: bool = False) -> Section:
    """Say what moved since the last board, each number a way to its list.

    With `is_told` past boards are still being written, and that there is none yet says nothing.
    """
    if is_told and not since.since:
        return Section("overview_since", _not_yet("Past boards are"), "Since the last board", share=_SIDE)
    said = f"{since_text(since.since)}:" if since.since else f"{since_text(None)}."
    moved = [
        Cell(
            (
                Words(f"{_SIGNS[name]} "),
                *strong(f"{getattr(since.moves, name):,}", f" {words} ›"),
            ),
            Page.WHAT_CHANGED,
            {"since": _moment(since), "show": name},
        )
        for name, words in (MOVES.items() if since.since else ())
    ]
    rows = [[Cell(plain(said), is_rest=True)], *([cell] for cell in moved)]
    return Section("overview_since", rows, "Since the last board", share=_SIDE)


def challenge_section(standing: StandingChecks, as_at: date) -> Section:
    """Say the gravest checks with their reason and age, each a way to what it is about."""
    rows: list[list[Cell]] = []
    for one in standing.gravest:
        page, parameters = check_address(one)
        reason = _reason(one, as_at)
        if one.about:  # a name is longer than a ref: what is said of it stands below
            rows += [
                [Cell(strong(in_one_line(one.text), " ›"), page, parameters)],
                [Cell(plain(reason), is_rest=True)],
            ]
            continue
        name, words = _about(one)
        rows.append(
            [
                Cell(strong(name, " ›"), page, parameters),
                Cell(plain(words or reason), is_rest=True, below=reason if words else ""),
            ]
        )
    stand = f"{counted(standing.number, 'check')} {'stands' if standing.number == 1 else 'stand'} ›"
    nothing = Cell(plain("No check stands against the ratings."), is_rest=True)
    rows.append([Cell(plain(stand), Page.CHECKS) if standing.number else nothing])
    return Section("overview_challenge", rows, "To challenge", share=_MIDDLE)


def next_section(since: SinceBoard, awaiting: int, challenged: int, *, is_told: bool = False) -> Section:
    """Say when the board meets next and what waits until then: each a way to its meetings or to its list.

    `awaiting` is how many actions await sign-off, `challenged` how many have an open challenge. With
    `is_told` meetings are still being written, and that none is planned yet says nothing.
    """
    if is_told and since.next_day is None:
        return Section("overview_next", _not_yet("Meetings are"), "Next meeting", share=_SIDE)
    if since.next_day is not None:
        due = f" {'falls' if since.due_next == 1 else 'fall'} due before it ›"
        of_plan = {"since": _moment(since), "show": "due_next"}
        cells = [
            Cell(strong(short_day(since.next_day), " ›"), Page.MEETINGS),
            Cell(strong(f"{since.due_next:,}", due), Page.WHAT_CHANGED, of_plan),
        ]
    else:
        # What falls due in 30 days stands above; another number of days beside it would only puzzle.
        plans = is_permitted(current_actor(), Permission.MEETINGS)
        cells = [
            Cell(plain("None is planned."), is_rest=True),
            Cell(plain("Plan a meeting ›" if plans else "All meetings ›"), Page.MEETINGS),
        ]
    if awaiting:
        decides = is_permitted(current_actor(), Permission.SIGN_OFF)
        said = f"{counted(awaiting, 'action')} {'awaits' if awaiting == 1 else 'await'} sign-off ›"
        page = Page.AWAITING if decides else Page.ACTIONS
        cells.append(Cell(strong(said), page, {} if decides else {"awaiting": 1}))
    if challenged:
        said = f"{counted(challenged, 'action')} with an open challenge ›"
        cells.append(Cell(strong(said), Page.ACTIONS, {"challenge": 1}))
    return Section("overview_next", [[cell] for cell in cells], "Next meeting", share=_SIDE)


def areas_section(
    areas: Sequence[AreaRow], since: SinceBoard, standing: StandingChecks, bars: Mapping[int, str]
) -> Section:
    """Write a row an area, each figure a way to its rows; `bars` are its ratings drawn (SVG), by its id."""
    moves, checks = dict(since.by_area), dict(standing.by_area)
    rows = []
    for area in areas:
        name = in_one_line(f"{area.number} {area.short_name}")
        ahead = f"Next {short_day(area.next_due)}" if area.next_due is not None else "Nothing ahead"
        of_area = {"area": area.id}
        raised = counted(checks.get(area.id, 0), "check")
        moved = {"since": _moment(since), **of_area}
        cells = [
            Cell(strong(name, " ›"), Page.AREA, {"id": area.id}, width=_NAME),
            Cell(plain(bar_text(name, area.statuses)), picture=bars[area.id], width=_BAR),
            _figure(104, counted(area.actions, "action"), Page.ACTIONS, of_area),
            _figure(_MOVES, _moved(moves.get(area.id, Moves())), Page.WHAT_CHANGED, moved),
            _figure(100, f"{area.overdue:,} overdue", Page.ACTIONS, {**of_area, "due": "overdue"}),
            _figure(136, ahead, Page.DUE_DATES, of_area),
            _figure(100, raised, Page.CHECKS, of_area),
        ]
        rows.append([cell for cell in cells if since.since is not None or cell.page is not Page.WHAT_CHANGED])
    return Section("overview_areas", rows, "Areas")


def source_section(newest: ImportRow) -> Section:
    """Say from which file the plan was last loaded, and lead to all of them."""
    said = f"Source: {newest.file_name}, loaded {moment(newest.recorded_at)} by {newest.recorded_by}"
    words = plain(f"{said}, sheets: {newest.sheets}" if newest.sheets else said)
    history = Cell(plain("Import history ›"), Page.IMPORT_HISTORY)
    return Section("overview_source", [[Cell(words, is_rest=True), history]], are_small=True)


def _not_yet(what: str) -> list[list[Cell]]:
    return [[Cell(plain(f"{what} still being written."), is_rest=True)]]


def _figure(width: int, words: str, page: Page, address: Mapping[str, object]) -> Cell:
    return Cell(plain(f"{words} ›"), page, address, width=width)


def _moved(moves: Moves) -> str:
    numbers = ((sign, getattr(moves, name)) for name, sign in _SIGNS.items())
    return " ".join(f"{sign}\u202f{number:,}" for sign, number in numbers if number) or "= unmoved"


def _moment(since: SinceBoard) -> str | None:
    return meeting_address(since.meeting_id) if since.meeting_id is not None else None


def _about(one: RaisedCheck) -> tuple[str, str]:
    """Say what a line is about: the words of its link, and those beside it."""
    if one.gathered:
        return ", ".join(name for _, name in one.people) or one.area, one.text
    return (one.ref, one.text) if one.action_id else (one.area, "")


def _reason(one: RaisedCheck, as_at: date) -> str:
    age = age_text(one, as_at)
    return shorten(one.because, _LONGEST_REASON) + (f" Stands {age}." if age else "")
