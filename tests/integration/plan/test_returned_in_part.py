"""A return workbook whose rows lack something: what is complete loads, the rest waits as a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.drafts import save_draft
from data_model.plan.queries.actions import get_action, list_actions, list_stated
from data_model.plan.queries.details import list_details
from data_model.plan.queries.drafts import get_draft, get_draft_of
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.queries.over_time.versions import list_versions
from data_model.plan.queries.plans import list_key
from data_model.plan.queries.responsible.people import list_people
from data_model.plan.rows_updates import EvidenceKind
from data_model.plan.statuses import Status
from data_model.shared.permissions import Actor, NotPermitted, Role, person_key
from exports.own_workbook.return_workbook import ReturnSheet, return_workbook
from loaders.plan.plan_import import read_plan_file
from loaders.return_workbook.returned import check_returned
from loaders.return_workbook.returned_apply import apply_returned
from loaders.return_workbook.returned_report import returned_json, returned_sentence, returned_text
from loaders.return_workbook.returned_result import Returned
from tests.integration.cast import HAL, OFFICE, batch, due_on, key_row, load, stated
from tests.workbooks import GREEN, RED, YELLOW

SENT, BACK = date(2025, 1, 31), date(2025, 2, 14)
LATER = datetime(2025, 2, 14, 10, 0, tzinfo=UTC)
# The columns of the sheet; its headings stand in row 5.
RAG, NEW, IMPACT, DATE, WHY_DATE, WHY_LATE, MITIGATION, WHO, KIND, DAY, FINDING, LINK = "HJKLMNOPQRST"
LATE = {RAG: "Delayed", DATE: "30/06/25", WHY_LATE: "Nobody applied", MITIGATION: "Agency cover"}
EVIDENCE = {
    KIND: "Audit or dip sample",
    DAY: "10/02/2025",
    FINDING: "18 of 20 files were good",
    LINK: "https://council.example/audit",
}
Sessions = sessionmaker[Session]


@dataclass
class Desk:
    """A plan of three actions of Hal Pickering, and his return workbook."""

    sessions: Sessions
    plan_id: int
    sent: bytes
    ids: list[int]
    hal: int

    def back(self, *rows: Mapping[str, Any], **given: Any) -> Returned:
        """Check the workbook with cells typed into its rows, by column, the first row first."""
        book = load_workbook(BytesIO(self.sent))
        for number, cells in enumerate(rows, start=6):
            for column, value in cells.items():
                book["Actions"][f"{column}{number}"] = value
        buffer = BytesIO()
        book.save(buffer)
        with self.sessions() as session:
            return check_returned(session, read_plan_file("hal.xlsx", buffer.getvalue()), BACK, **given)

    def load(self, report: Returned, actor: Actor = OFFICE) -> list[int]:
        with self.sessions.begin() as session:
            return apply_returned(session, report, actor=actor, recorded_at=LATER)

    def now(self, place: int, field: str) -> Any:
        with self.sessions() as session:
            return getattr(list_stated(session, self.plan_id, BACK)[self.ids[place]].stated, field)

    def draft(self, place: int = 0) -> dict[str, str]:
        with self.sessions() as session:
            found = get_draft_of(session, person_key(self.hal), self.ids[place])
        return dict(found.fields) if found is not None else {}

    def reason(self, place: int = 0) -> str:
        """The action's newest reason in its history."""
        with self.sessions() as session:
            detail = get_action(session, self.plan_id, self.ids[place], BACK)
        assert detail is not None
        return detail.history[0].reason


@pytest.fixture
def desk(sessions: Sessions, plan_id: int) -> Desk:
    key = [
        key_row(f"fill:{GREEN}", "Green", Status.COMPLETE),
        key_row(f"fill:{YELLOW}", "Amber", Status.ON_TRACK),
        key_row(f"fill:{RED}", "Delayed", Status.DELAYED),
    ]
    fields = {"progress": "Begun", "rag_label": "Amber", "people": (HAL,), "responsible": "Hal Pickering"}
    actions = [
        stated(text, ref=f"1.0{at}", due=due_on(date(2025, 3, 31)), **fields)
        for at, text in enumerate("abc", start=1)
    ]
    load(sessions, plan_id, batch(SENT, actions, key=key))
    with sessions() as session:
        details = list_details(session, plan_id, SENT)
        (hal,) = list_people(session, plan_id, SENT)
        about = ReturnSheet("Borough plan", "Hal Pickering", SENT, key=list_key(session, plan_id))
    return Desk(sessions, plan_id, return_workbook(details, about), [d.row.id for d in details], hal.id)


def lacking(report: Returned) -> list[tuple[str, list[str]]]:
    return [(action.ref, [one.field for one in action.missing]) for action in report.incomplete]


# What is complete is loaded, and what is not waits -------------------------------------------------------
def test_a_row_with_one_bad_cell_keeps_its_good_ones_and_the_rest_becomes_a_draft(desk: Desk) -> None:
    report = desk.back({NEW: "Two in post", IMPACT: "Children wait less", **LATE, DATE: "when we can"})
    assert lacking(report) == [("1.01", ["revised_due_text"])]
    (action,) = report.changed
    assert [change.field for change in action.changes] == ["progress", "impact"]
    waiting = ["rag_label", "revised_due_text", "reason_for_delay", "mitigation", "exception_responsible"]
    assert sorted(change.field for change in action.waits) == sorted(waiting)
    (issue,) = report.issues
    assert issue.type.code == "return-incomplete"
    assert issue.seen.startswith("1.01 a: “when we can” is not understood as a due date")
    assert "Waits: Revised due date, Reason for delay, Mitigating actions, RAG, Responsible" in issue.seen
    assert desk.load(report) == desk.ids[:1]
    assert (desk.now(0, "progress"), desk.now(0, "impact")) == ("Two in post", "Children wait less")
    assert (desk.now(0, "status"), desk.now(0, "reason_for_delay")) == (Status.ON_TRACK, "")
    assert desk.draft() == {
        "rating": "delayed:Delayed",
        "revised_due_text": "when we can",
        "reason_for_delay": "Nobody applied",
        "mitigation": "Agency cover",
        "exception_responsible": "Hal Pickering",
    }


def test_the_report_names_what_waits_and_whose_draft_it_becomes(desk: Desk) -> None:
    report = desk.back({NEW: "Two in post", RAG: "Delayed"}, {NEW: "Half done"})
    assert returned_sentence(report).startswith(
        "Return workbook of Hal Pickering: 2 actions to update, 1 as sent, 1 row not complete, 0 conflicts"
    )
    assert "Part of 1 action waits as a draft of Hal Pickering." in returned_sentence(report)
    lines = returned_text(report).split("\n")
    at = lines.index("Waits")
    assert lines[at + 1 : at + 5] == [
        "  1.01 a",
        "    RAG: Delayed",
        "    Responsible for mitigation: Hal Pickering",
        "    Give a revised due date.",
    ]
    told = returned_json(report)
    assert told["drafts_of"] == "Hal Pickering"
    assert [change["field"] for change in told["changed"][0]["waits"]] == [
        "rag_label",
        "exception_responsible",
    ]


def test_the_draft_goes_on_from_the_version_that_the_good_cells_made(desk: Desk) -> None:
    desk.load(desk.back({NEW: "Two in post", RAG: "Delayed"}))
    hal = Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "sign-in", desk.hal)
    with desk.sessions() as session:
        draft = get_draft(session, hal, desk.ids[0])
        versions = list_versions(session, desk.plan_id, desk.ids[:1], BACK)[desk.ids[0]]
    assert draft is not None
    assert (draft.based_on, versions[-1].version) == (2, 2)


def test_brought_back_twice_it_changes_nothing_and_keeps_nothing_the_second_time(desk: Desk) -> None:
    row = {NEW: "Two in post", **LATE, DATE: "", **EVIDENCE}
    desk.load(desk.back(row))
    again = desk.back(row)
    assert (again.ready, again.drafts, again.changes_nothing) == ((), (), True)
    assert lacking(again) == [("1.01", ["revised_due_text"])]
    assert desk.load(again) == []
    with desk.sessions() as session:
        assert len(list_evidence(session, desk.ids[0])) == 1


def test_what_the_person_typed_meanwhile_stays_in_their_draft(desk: Desk) -> None:
    hal = Actor("Hal Pickering", Role.PROGRAMME_OFFICE, "sign-in", desk.hal)
    with desk.sessions.begin() as session:
        save_draft(session, desk.ids[0], {"mitigation": "Mine"}, 1, actor=hal, recorded_at=LATER)
    desk.load(desk.back({**LATE, DATE: ""}))
    kept = desk.draft()
    assert (kept["mitigation"], kept["reason_for_delay"]) == ("Mine", "Nobody applied")


@pytest.mark.parametrize("known", [True, False])
def test_what_the_loader_typed_on_the_action_stays_in_their_own_draft(desk: Desk, known: bool) -> None:
    with desk.sessions.begin() as session:
        save_draft(session, desk.ids[0], {"mitigation": "Mine"}, 1, actor=OFFICE, recorded_at=LATER)
    report = desk.back({NEW: "Two in post", **LATE, DATE: ""})
    desk.load(report if known else replace(report, person_id=None))
    assert desk.now(0, "progress") == "Two in post"
    with desk.sessions() as session:
        draft = get_draft(session, OFFICE, desk.ids[0])
    assert draft is not None
    assert (draft.fields["mitigation"], "reason_for_delay" in draft.fields) == ("Mine", not known)


def test_only_the_programme_office_keeps_a_draft_for_somebody(desk: Desk) -> None:
    report = desk.back({RAG: "Delayed"})
    with pytest.raises(NotPermitted):
        desk.load(report, Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "page", desk.hal))
    assert desk.draft() == {}


def test_somebody_the_plan_does_not_know_has_no_draft_so_it_is_the_loaders(desk: Desk) -> None:
    report = replace(desk.back({RAG: "Delayed"}), person_id=None)
    assert report.draft_author == "whoever loads it"
    desk.load(report)
    with desk.sessions() as session:
        draft = get_draft(session, OFFICE, desk.ids[0])
    assert draft is not None
    assert draft.fields["rating"] == "delayed:Delayed"


def test_a_moved_date_without_a_reason_waits_alone(desk: Desk) -> None:
    report = desk.back({NEW: "Two in post", DATE: "30/06/25"})
    assert lacking(report) == [("1.01", ["reason"])]
    desk.load(report)
    assert (desk.now(0, "progress"), desk.now(0, "revised_due_text")) == ("Two in post", "")
    assert desk.draft() == {"revised_due_text": "30/06/25"}


def test_complete_without_evidence_waits_and_the_impact_is_loaded(desk: Desk) -> None:
    report = desk.back({RAG: "Green", IMPACT: "Children wait less"})
    assert lacking(report) == [("1.01", ["evidence"])]
    desk.load(report)
    assert desk.now(0, "impact") == "Children wait less"
    assert desk.draft() == {"rating": "complete:Green"}


def test_of_an_action_that_is_delayed_and_lacks_something_all_waits(desk: Desk) -> None:
    late = stated("a", ref="1.01", progress="Begun", status=Status.DELAYED, rag_label="Delayed")
    changed = batch(date(2025, 2, 1), changed=[(desk.ids[0], late)], sha256="b" * 64)
    load(desk.sessions, desk.plan_id, changed)
    report = desk.back({NEW: "Two in post"})
    assert report.ready == ()
    desk.load(report)
    assert desk.draft()["progress"] == "Two in post"


# The new columns ----------------------------------------------------------------------------------------
def test_a_reason_for_the_new_date_has_a_column(desk: Desk) -> None:
    report = desk.back({DATE: "30/06/25", WHY_DATE: "The court moved the hearing"})
    assert report.incomplete == ()
    desk.load(report)
    assert desk.now(0, "revised_due_text") == "30/06/25"
    assert desk.reason() == "The court moved the hearing"


def test_a_reason_without_a_new_date_is_named(desk: Desk) -> None:
    report = desk.back({WHY_DATE: "The court moved the hearing"})
    assert [(issue.type.code, issue.cell, issue.seen) for issue in report.issues] == [
        ("return-reason-alone", "M6", "1.01: The court moved the hearing")
    ]
    assert report.changes_nothing


def test_evidence_has_columns_and_lets_an_action_be_proposed_as_complete(desk: Desk) -> None:
    report = desk.back({RAG: "green", IMPACT: "Children wait less", **EVIDENCE})
    assert report.incomplete == ()
    assert [(change.name, change.new) for change in report.changed[0].changes][-1] == (
        "Evidence",
        "Audit or dip sample, 10 Feb 2025: 18 of 20 files were good (https://council.example/audit)",
    )
    assert desk.load(report) == desk.ids[:1]
    with desk.sessions() as session:
        (one,) = list_evidence(session, desk.ids[0])
        assert list_actions(session, desk.plan_id, BACK)[0].awaiting_sign_off
    assert (one.kind, one.dated, one.finding, one.link) == (
        EvidenceKind.AUDIT,
        date(2025, 2, 10),
        "18 of 20 files were good",
        "https://council.example/audit",
    )


def test_evidence_alone_is_added_without_a_new_version(desk: Desk) -> None:
    report = desk.back({FINDING: "Two families wrote", DAY: date(2025, 2, 3)})
    assert desk.load(report) == desk.ids[:1]
    with desk.sessions() as session:
        (one,) = list_evidence(session, desk.ids[0])
        assert list_stated(session, desk.plan_id, BACK)[desk.ids[0]].version == 1
    assert (one.kind, one.dated) == (EvidenceKind.DOCUMENT, date(2025, 2, 3))


@pytest.mark.parametrize(
    ("cells", "missing"),
    [
        ({FINDING: ""}, "evidence_finding"),
        ({DAY: ""}, "evidence_dated"),
        ({DAY: "last week"}, "evidence_dated"),
        ({KIND: "Hearsay"}, "evidence_kind"),
        ({LINK: "javascript:alert(1)"}, "evidence_link"),
    ],
)
def test_evidence_that_lacks_something_waits_and_the_rest_of_the_row_is_loaded(
    desk: Desk, cells: dict[str, str], missing: str
) -> None:
    given = {**EVIDENCE, **cells}
    report = desk.back({NEW: "Two in post", **given})
    assert lacking(report) == [("1.01", [missing])]
    desk.load(report)
    assert desk.now(0, "progress") == "Two in post"
    with desk.sessions() as session:
        assert list_evidence(session, desk.ids[0]) == []
    names = dict(zip((KIND, DAY, FINDING, LINK), ("kind", "dated", "finding", "link"), strict=True))
    assert desk.draft() == {f"evidence_{names[column]}": text for column, text in given.items() if text}


def test_who_answers_for_mitigation_is_there_already_and_counts_where_a_delay_asks(desk: Desk) -> None:
    sheet = load_workbook(BytesIO(desk.sent))["Actions"]
    assert [sheet[f"{WHO}{row}"].value for row in (6, 7, 8)] == ["Hal Pickering"] * 3
    report = desk.back(LATE, {NEW: "Half done"})
    assert report.incomplete == ()
    desk.load(report)
    assert [desk.now(place, "exception_responsible") for place in (0, 1)] == ["Hal Pickering", ""]
    assert desk.now(0, "status") is Status.DELAYED
    again = desk.back(LATE, {NEW: "Half done"})
    assert (again.changed, again.kept) == ((), ())
    emptied = desk.back({}, {}, {**LATE, WHO: None})
    assert lacking(emptied) == [("1.03", ["exception_responsible"])]


# Settled before loading ----------------------------------------------------------------------------------
def test_what_somebody_fills_in_counts_as_if_it_had_stood_in_the_workbook(desk: Desk) -> None:
    row = {NEW: "Two in post", **LATE, DATE: "soon"}
    settled = {(desk.ids[0], "revised_due_text"): "30/06/25"}
    report = desk.back(row, {RAG: "Purple"}, settled={**settled, (desk.ids[1], "rag"): "Amber"})
    assert (report.incomplete, report.unknown_ratings, report.issues) == ((), (), ())
    desk.load(report)
    assert (desk.now(0, "status"), desk.now(0, "revised_due_text")) == (Status.DELAYED, "30/06/25")
    assert desk.draft() == {}


def test_a_rating_the_key_lacks_can_be_asked_about_and_the_rest_of_its_row_is_loaded(desk: Desk) -> None:
    report = desk.back({NEW: "Two in post", RAG: "Purple"})
    assert [(one.ref, one.seen) for one in report.unknown_ratings] == [("1.01", "Purple")]
    assert report.labels == ("Green", "Amber", "Delayed")
    desk.load(report)
    assert (desk.now(0, "progress"), desk.now(0, "rag_label")) == ("Two in post", "Amber")


def test_evidence_can_be_settled_too(desk: Desk) -> None:
    settled = {
        (desk.ids[0], name): text
        for name, text in (("evidence_finding", "Nine of ten"), ("evidence_dated", "10 Feb 2025"))
    }
    report = desk.back({RAG: "Green", IMPACT: "Less waiting"}, settled=settled)
    assert report.incomplete == ()
    desk.load(report)
    with desk.sessions() as session:
        assert [one.finding for one in list_evidence(session, desk.ids[0])] == ["Nine of ten"]


# Workbooks already sent out --------------------------------------------------------------------------------
def test_a_workbook_sent_before_these_columns_still_loads(desk: Desk) -> None:
    book = load_workbook(BytesIO(desk.sent))
    sheet, stamp = book["Actions"], book["_dashboard stamp"]
    new = ("reason", "evidence_kind", "evidence_dated", "evidence_finding", "evidence_link")
    names = [row[2].value for row in stamp.iter_rows() if row[0].value == "heading"]
    lines = []
    for row in stamp.iter_rows(values_only=True):
        cells = ["" if value is None else value for value in row]
        if cells[0] == "action":
            digests = dict(zip(names, cells[3:], strict=False))
            digests["exception_responsible"] = ""  # nobody was proposed
            cells = [*cells[:3], *(text for name, text in digests.items() if name not in new)]
        if not (cells[0] == "heading" and cells[2] in new) and cells[0] != "kind":
            lines.append(cells)
    stamp.delete_rows(1, stamp.max_row)
    for line in lines:
        stamp.append(line)
    for row in (6, 7, 8):
        sheet[f"{WHO}{row}"] = None
    sheet.delete_cols(17, 4)
    sheet.delete_cols(13)
    sheet["J6"], sheet["H7"], sheet["L7"] = "Two in post", "Delayed", "30/06/25"
    buffer = BytesIO()
    book.save(buffer)
    with desk.sessions() as session:
        report = check_returned(session, read_plan_file("old.xlsx", buffer.getvalue()), BACK)
    assert [(action.ref, [c.field for c in action.changes]) for action in report.ready] == [
        ("1.01", ["progress"])
    ]
    assert lacking(report) == [
        ("1.02", ["reason", "reason_for_delay", "mitigation", "exception_responsible"])
    ]
    assert report.incomplete[0].suggested == {"exception_responsible": "Hal Pickering"}
    assert [issue.type.code for issue in report.issues] == ["return-incomplete"]
    assert report.untouched == 1
