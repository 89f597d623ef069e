"""A return workbook out and back in: read again from the database and from the file, cell by cell."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.reshaping import retire_action
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import get_action, list_actions, list_stated
from data_model.plan.queries.details import list_details
from data_model.plan.queries.plans import get_plan, list_key
from data_model.plan.rows_updates import EVIDENCE_NAMES, EvidenceKind
from data_model.plan.statuses import Status
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.permissions import Actor, NotPermitted, Role
from exports.own_workbook.return_workbook import ReturnSheet, return_workbook
from loaders.plan.plan_import import NotLoadable, check_plan, read_plan_file
from loaders.plan.three_way import Side
from loaders.return_workbook.returned import check_returned, is_return_workbook
from loaders.return_workbook.returned_apply import apply_returned
from loaders.return_workbook.returned_result import Returned
from tests.integration.cast import HEAD_A, OFFICE, batch, key_row, load, stated
from tests.workbooks import GREEN, RED, YELLOW

SENT, BACK = date(2025, 1, 31), date(2025, 2, 14)
LATER = datetime(2025, 2, 14, 10, 0, tzinfo=UTC)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
    "👩‍👧 \u202eabc\u202c שלום",
    "- a bullet\n- another ",
    "_x0041_ as typed",
    "+44 20",
    "@here",
    "#REF!",
    "x" * 32_767,
    "1.10",
    "  spaces  ",
    "\ttab",
    "$$ [x](y)",
)
OPEN = "HJKLMNOPQRST"


@dataclass
class Desk:
    """A plan of a few actions, and the return workbook that was made of it."""

    sessions: sessionmaker[Session]
    plan_id: int
    sent: bytes = b""

    def send(self) -> bytes:
        with self.sessions() as session:
            details = list_details(session, self.plan_id, SENT)
            key = list_key(session, self.plan_id)
        headings = {"rag": "R/A/G", "text": "Action needed", "progress": "Progress"}
        about = ReturnSheet("Borough plan", "Hal Pickering", SENT, BACK, headings, key)
        self.sent = return_workbook(details, about)
        return self.sent

    def check(self, content: bytes, **given: Any) -> Returned:
        with self.sessions() as session:
            return check_returned(session, read_plan_file("hal.xlsx", content), BACK, **given)

    def apply(self, report: Returned, actor: Actor = OFFICE) -> list[int]:
        with self.sessions.begin() as session:
            return apply_returned(session, report, actor=actor, recorded_at=LATER)

    def ids(self) -> list[int]:
        with self.sessions() as session:
            return list(list_stated(session, self.plan_id, BACK))

    def update(self, place: int, **fields: Any) -> None:
        with self.sessions.begin() as session:
            stored = list(list_stated(session, self.plan_id, BACK).values())[place]
            record_update(
                session,
                stored.id,
                ActionUpdate(**fields),
                base_version=stored.version,
                as_at=BACK,
                actor=OFFICE,
                recorded_at=LATER,
            )

    def now(self, place: int, field: str) -> Any:
        with self.sessions() as session:
            return getattr(list(list_stated(session, self.plan_id, BACK).values())[place].stated, field)


@pytest.fixture
def desk(sessions: sessionmaker[Session], plan_id: int) -> Desk:
    fields = {"progress": "Begun", "impact": "Hoped for", "due_text": "31/03/25"}
    actions = [stated(text, ref=f"1.0{at}", **fields) for at, text in enumerate("abc", start=1)]
    key = [
        key_row(f"fill:{GREEN}", "Green", Status.COMPLETE),
        key_row(f"fill:{YELLOW}", 'Amber, "on" track', Status.ON_TRACK),
        key_row(f"fill:{RED}", "Delayed", Status.DELAYED),
        key_row("fill:none", "Planning", Status.NOT_STARTED),
    ]
    actions = [replace(action, status=Status.ON_TRACK, rag_label=key[1].label) for action in actions]
    load(sessions, plan_id, batch(SENT, actions, key=key))
    made = Desk(sessions, plan_id)
    made.send()
    return made


def edited(content: bytes, cells: Mapping[str, Any], change: Callable[[Any], None] | None = None) -> bytes:
    """Type into the open sheet as a person would; the headings stand in row 5."""
    book = load_workbook(BytesIO(content))
    for name, value in cells.items():
        book["Actions"][name] = value
    if change:
        change(book["Actions"])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def codes(report: Returned) -> list[str]:
    return [issue.type.code for issue in report.issues]


# Going out -----------------------------------------------------------------------------------------------
def test_the_workbook_says_whose_it_is_and_locks_what_is_not_to_be_changed(desk: Desk) -> None:
    book = load_workbook(BytesIO(desk.sent))
    sheet = book["Actions"]
    assert [sheet[f"B{row}"].value for row in (1, 2)] == [
        "Borough plan: actions of Hal Pickering",
        "As at 31 January 2025. Please return it by 14 February 2025.",
    ]
    headings = [cell.value for cell in sheet[5]]
    assert headings == [
        "Do not change", "Ref", "Area", "Outcome", "Action needed", "Responsible", "Due date", "R/A/G",
        "Progress: previous", "Progress: new", "Impact", "Revised due date", "Reason for the new date",
        "Reason for delay", "Mitigating actions", "Responsible for mitigation", "Evidence: kind",
        "Evidence: day it shows", "Evidence: finding in one line", "Evidence: link",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[6]][1:11] == [
        "1.01",
        "1 Help at the right time",
        "Children are seen quickly",
        "a",
        None,
        "31/03/25",
        'Amber, "on" track',
        "Begun",
        None,
        "Hoped for",
    ]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    open_cells = [cell.column_letter for cell in sheet[6] if not cell.protection.locked]
    assert "".join(open_cells) == OPEN
    assert sheet.column_dimensions["A"].hidden
    assert book["_dashboard stamp"].sheet_state == "veryHidden"


def test_ratings_are_offered_in_the_plans_words_and_coloured_by_the_word(desk: Desk) -> None:
    book = load_workbook(BytesIO(desk.sent))
    sheet, stamp = book["Actions"], book["_dashboard stamp"]
    kinds, offered = sheet.data_validations.dataValidation
    assert "Q6" in kinds.sqref
    kinds_area = kinds.formula1.split("!")[1].replace("$", "")
    assert [cell.value for (cell,) in stamp[kinds_area]] == list(EVIDENCE_NAMES.values())
    area = offered.formula1.split("!")[1].replace("$", "")
    labels = [cell.value for (cell,) in stamp[area]]
    assert labels == ["Green", 'Amber, "on" track', "Delayed", "Planning"]
    assert "H6" in offered.sqref
    rules = [
        (rule.formula[0], rule.dxf.fill.end_color.rgb)
        for rules in sheet.conditional_formatting
        for rule in rules.rules
    ]
    assert rules == [
        ('$H6="Green"', "00" + GREEN),
        ('$H6="Amber, ""on"" track"', "00" + YELLOW),
        ('$H6="Delayed"', "00" + RED),
    ]


def test_a_return_workbook_is_never_taken_for_a_plan(desk: Desk) -> None:
    file = read_plan_file("hal.xlsx", desk.sent)
    assert is_return_workbook(file)
    with desk.sessions() as session:
        report = check_plan(session, get_plan(session, desk.plan_id), file, BACK)
    assert (report.can_load, [issue.type.code for issue in report.issues]) == (False, ["return-workbook"])


# Coming back ---------------------------------------------------------------------------------------------
def test_what_nobody_filled_in_changes_nothing(desk: Desk) -> None:
    report = desk.check(desk.sent)
    assert (report.changed, report.conflicts, report.kept, report.issues) == ((), (), (), ())
    assert (report.untouched, report.person, report.sent_as_at) == (3, "Hal Pickering", SENT)
    assert desk.apply(report) == []


def test_what_was_filled_in_is_taken_and_stands_in_the_history(desk: Desk) -> None:
    report = desk.check(edited(desk.sent, {"J6": "Two in post", "K7": "Children wait less"}))
    assert [(a.ref, [(c.field, c.old, c.new) for c in a.changes]) for a in report.changed] == [
        ("1.01", [("progress", "Begun", "Two in post")]),
        ("1.02", [("impact", "Hoped for", "Children wait less")]),
    ]
    assert desk.apply(report) == desk.ids()[:2]
    assert (desk.now(0, "progress"), desk.now(0, "impact")) == ("Two in post", "Hoped for")
    assert (desk.now(1, "progress"), desk.now(1, "impact")) == ("Begun", "Children wait less")
    with desk.sessions() as session:
        detail = get_action(session, desk.plan_id, desk.ids()[0], BACK)
    assert detail is not None
    newest = detail.history[0]
    assert (newest.version, newest.recorded_by, newest.reason) == (
        2,
        "Orla Finch",
        "From the return workbook “hal.xlsx” of Hal Pickering.",
    )


def test_a_workbook_brought_back_twice_changes_nothing_the_second_time(desk: Desk) -> None:
    content = edited(desk.sent, {"J6": "Two in post"})
    desk.apply(desk.check(content))
    again = desk.check(content)
    assert (again.changed, again.conflicts) == ((), ())
    assert desk.apply(again) == []


def test_an_edit_made_in_the_dashboard_since_is_kept_beside_the_files(desk: Desk) -> None:
    desk.update(0, progress="Three in post")
    report = desk.check(edited(desk.sent, {"K6": "Children wait less"}))
    assert [(one.field, one.ours, one.theirs) for one in report.kept] == [
        ("progress", "Three in post", "Begun")
    ]
    desk.apply(report)
    assert (desk.now(0, "progress"), desk.now(0, "impact")) == ("Three in post", "Children wait less")


def test_what_both_changed_waits_for_a_choice_with_both_sides_shown(desk: Desk) -> None:
    desk.update(0, progress="Three in post")
    content = edited(desk.sent, {"J6": "Two in post"})
    report = desk.check(content)
    (clash,) = report.conflicts
    assert (clash.conflict.base, clash.conflict.ours, clash.conflict.theirs, clash.cell) == (
        "Begun",
        "Three in post",
        "Two in post",
        "J6",
    )
    assert report.unresolved == 1
    with pytest.raises(NotLoadable, match="1 conflicts wait for a choice"):
        desk.apply(report)
    desk.apply(desk.check(content, choices={clash.key: Side.OURS}))
    assert desk.now(0, "progress") == "Three in post"
    desk.apply(desk.check(content, choose_all=Side.THEIRS))
    assert desk.now(0, "progress") == "Two in post"


def test_rows_may_be_sorted_deleted_and_columns_hidden(desk: Desk) -> None:
    def rearrange(sheet: Any) -> None:
        rows = [[cell.value for cell in sheet[row]] for row in (8, 6)]
        for at, values in zip((6, 7, 8), [*rows, [None] * 20], strict=True):
            for column, value in enumerate(values, start=1):
                sheet.cell(at, column).value = value
        sheet.column_dimensions["K"].hidden = True
        sheet["J7"] = "Two in post"

    report = desk.check(edited(desk.sent, {}, rearrange))
    assert [(action.ref, action.cell) for action in report.changed] == [("1.01", "J7")]
    assert [(issue.type.code, issue.seen) for issue in report.issues] == [("return-row-gone", "1.02 b")]


def test_a_row_without_its_hidden_identity_is_known_by_its_own_words(desk: Desk) -> None:
    report = desk.check(edited(desk.sent, {"A6": None, "A7": "something else", "J7": "Two in post"}))
    assert [action.ref for action in report.changed] == ["1.02"]
    assert report.untouched == 2


def test_nothing_that_was_written_anywhere_is_lost_in_silence(desk: Desk) -> None:
    def scatter(sheet: Any) -> None:
        sheet["E6"] = "a, reworded"
        sheet["V6"] = "beside the table"
        sheet["B12"], sheet["E12"] = "1.99", "A new action"
        sheet["C2"] = "a note above"
        sheet.parent.create_sheet("Mine")["B2"] = "a sheet of my own"

    report = desk.check(edited(desk.sent, {}, scatter))
    assert [(issue.type.code, issue.cell, issue.seen) for issue in report.issues] == [
        ("return-text-outside", "C2", "a note above"),
        ("return-text-outside", "V6", "beside the table"),
        ("return-locked-changed", "E6", "“Action needed”: a, reworded"),
        ("return-row-unknown", "B12", "1.99 | A new action"),
        ("return-text-outside", "B2", "a sheet of my own"),
    ]
    assert report.changed == ()


def test_an_action_in_two_rows_that_differ_is_not_loaded_and_both_are_named(desk: Desk) -> None:
    def paste(sheet: Any) -> None:
        for column in range(1, 21):
            sheet.cell(12, column).value = sheet.cell(6, column).value
        sheet["J12"] = "Two in post"

    report = desk.check(edited(desk.sent, {}, paste))
    assert codes(report) == ["return-row-twice", "return-row-twice"]
    assert report.changed == ()
    same = desk.check(
        edited(
            desk.sent,
            {"J6": "Two in post"},
            lambda sheet: sheet.append([sheet.cell(6, column).value for column in range(1, 21)]),
        )
    )
    assert [action.ref for action in same.changed] == ["1.01"]


def test_a_rating_is_taken_by_the_plans_label_and_what_it_asks_for_is_named(desk: Desk) -> None:
    late = {"H6": "delayed", "L6": "30/06/25", "N6": "Nobody applied", "O6": "Agency cover", "P6": "Ivy"}
    report = desk.check(edited(desk.sent, {**late, "H7": "Delayed", "H8": "Purple"}))
    assert codes(report) == ["return-incomplete", "return-rag-unknown"]
    assert [(action.ref, [one.field for one in action.missing]) for action in report.changed] == [
        ("1.01", []),
        ("1.02", ["revised_due_text", "reason_for_delay", "mitigation", "exception_responsible"]),
    ]
    desk.apply(report)
    assert (desk.now(0, "status"), desk.now(0, "rag_label")) == (Status.DELAYED, "Delayed")
    assert (desk.now(0, "revised_due_text"), desk.now(0, "due").date) == ("30/06/25", date(2025, 6, 30))
    assert (desk.now(1, "status"), desk.now(2, "status")) == (Status.ON_TRACK, Status.ON_TRACK)


def test_a_day_typed_as_a_date_is_read_day_first(desk: Desk) -> None:
    report = desk.check(edited(desk.sent, {"L6": date(2025, 4, 3), "N6": "Nobody applied"}))
    assert [(c.field, c.new) for c in report.changed[0].changes] == [
        ("revised_due_text", "03/04/2025"),
        ("reason_for_delay", "Nobody applied"),
    ]
    assert report.changed[0].update.reason == "Nobody applied"
    assert report.changed[0].missing == ()


def test_only_who_may_update_an_action_can_bring_it_back_and_then_nothing_is_written(desk: Desk) -> None:
    report = desk.check(edited(desk.sent, {"J6": "Two in post"}))
    board = Actor("Bea Marlow", Role.BOARD_MEMBER, "page")
    for actor in (board, HEAD_A):
        with pytest.raises(NotPermitted):
            desk.apply(report, actor)
    assert desk.now(0, "progress") == "Begun"


def test_a_row_of_an_action_retired_meanwhile_is_named_and_not_loaded(desk: Desk) -> None:
    content = edited(desk.sent, {"J6": "Two in post", "J7": "Half done"})
    with desk.sessions.begin() as session:
        retire_action(
            session,
            desk.ids()[0],
            base_version=1,
            reason="Done with",
            as_at=BACK,
            actor=OFFICE,
            recorded_at=LATER,
        )
    report = desk.check(content)
    assert [(issue.type.code, issue.seen) for issue in report.issues] == [
        ("return-action-gone", "1.01 a: Two in post")
    ]
    assert [action.ref for action in report.changed] == ["1.02"]


def test_a_rating_of_complete_is_proposed_once_and_asks_for_evidence(desk: Desk) -> None:
    content = edited(desk.sent, {"H6": "Green"})
    report = desk.check(content)
    assert [(issue.type.code, issue.cell) for issue in report.issues] == [("return-incomplete", "H6")]
    evidence = NewEvidence(EvidenceKind.AUDIT, SENT, "Nine of ten cases good")
    with desk.sessions.begin() as session:
        add_evidence(session, desk.ids()[0], evidence, actor=OFFICE, recorded_at=LATER)
    assert desk.apply(desk.check(content)) == desk.ids()[:1]
    assert (desk.now(0, "status"), desk.now(0, "rag_label")) == (Status.ON_TRACK, 'Amber, "on" track')
    with desk.sessions() as session:
        assert list_actions(session, desk.plan_id, BACK)[0].awaiting_sign_off
    again = desk.check(content)
    assert (again.changed, again.conflicts) == ((), ())


def test_a_workbook_of_another_dashboard_is_refused(desk: Desk) -> None:
    content = edited(desk.sent, {"J6": "Two in post"})
    book = load_workbook(BytesIO(content))
    for row in book["_dashboard stamp"].iter_rows():
        if row[0].value == "action":
            row[1].value = row[1].value.replace(row[1].value[:8], "00000000")
    buffer = BytesIO()
    book.save(buffer)
    report = desk.check(buffer.getvalue())
    assert (codes(report), report.can_load) == (["return-not-ours"], False)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_goes_out_and_comes_back_without_a_false_difference(
    sessions: sessionmaker[Session], plan_id: int, text: str
) -> None:
    fields = dict.fromkeys(("progress", "impact", "reason_for_delay", "mitigation", "outcome"), text)
    load(sessions, plan_id, batch(SENT, [stated(text, responsible=text, **fields)]))
    desk = Desk(sessions, plan_id)
    content = desk.send()
    sheet = load_workbook(BytesIO(content))["Actions"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    report = desk.check(content)
    assert (report.changed, report.conflicts, report.issues, report.untouched) == ((), (), (), 1)
    if len(text) < 1000:
        back = desk.check(edited(content, {}, lambda sheet: typed(sheet["K6"], text + " more")))
        assert back.changed[0].changes[0].new.split() == (text + " more").replace("_x0041_", "A").split()


def typed(cell: Any, text: str) -> None:
    cell.value = text
    cell.data_type = "s"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_it_again_without_a_false_difference(
    sessions: sessionmaker[Session], plan_id: int, tmp_path: Path
) -> None:
    load(sessions, plan_id, batch(SENT, [stated(text, progress=text, impact=text) for text in HOSTILE]))
    desk = Desk(sessions, plan_id)
    source = tmp_path / "hal.xlsx"
    source.write_bytes(edited(desk.send(), {"J6": "Two in post"}))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(tmp_path / "out"),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    report = desk.check((tmp_path / "out" / "hal.xlsx").read_bytes())
    assert [(action.ref, [c.field for c in action.changes]) for action in report.changed] == [
        ("1.01", ["progress"])
    ]
    assert (report.untouched, report.conflicts, codes(report)) == (len(HOSTILE) - 1, (), [])
