"""A whole plan loaded again after edits in the dashboard: no edit is lost, and clashes are asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.changes.plans import decide_key
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import list_stated
from data_model.plan.queries.imports import list_import_issues
from data_model.plan.queries.plans import list_key, list_plans
from data_model.plan.rows import KeyRow, PlanRow
from data_model.plan.statuses import Status
from data_model.plan.tables import Action, ActionVersion
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.colour_text import NO_FILL
from exports.own_workbook.own_layout import OwnLayout, write_own_layout
from loaders.plan.plan_import import NotLoadable, Report, apply_plan, check_plan, read_plan_file
from loaders.plan.three_way import Side
from loaders.return_workbook.plan_layout import differences, place_plan, plan_headings
from tests.integration.cast import OFFICE
from tests.own_layouts import LAYOUTS
from tests.workbooks import build_xlsx

FIRST = date(2026, 6, 1)
NOON = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
RECRUIT, WRITE, TRAIN = 0, 1, 2
_, FILE = LAYOUTS["two areas"]


@dataclass
class Office:
    """The programme office at its desk: loads files, updates actions, exports the plan."""

    sessions: sessionmaker[Session]
    clock: int = 0

    def _next(self) -> tuple[date, datetime]:
        self.clock += 1
        return FIRST + timedelta(days=self.clock), NOON + timedelta(days=self.clock)

    def plan(self, session: Session) -> PlanRow | None:
        return next(iter(list_plans(session)), None)

    def check(self, content: bytes, **given: Any) -> Report:
        with self.sessions() as session:
            file = read_plan_file("plan.xlsx", content)
            return check_plan(session, self.plan(session), file, FIRST + timedelta(days=90), **given)

    def load(self, content: bytes, **given: Any) -> Report:
        day, moment = self._next()
        with self.sessions.begin() as session:
            file = read_plan_file("plan.xlsx", content)
            report = check_plan(session, self.plan(session), file, day, **given)
            apply_plan(session, report, actor=OFFICE, recorded_at=moment)
        return report

    def update(self, place: int, **fields: Any) -> None:
        day, moment = self._next()
        with self.sessions.begin() as session:
            row = self.stored(session)[place]
            record_update(
                session,
                row.id,
                ActionUpdate(**fields),
                base_version=row.version,
                as_at=day,
                actor=OFFICE,
                recorded_at=moment,
            )

    def edit_text(self, place: int, text: str) -> None:
        """Reword an action as the dashboard would: a statement that no import made."""
        self._state(place, text=text)

    def retire(self, place: int) -> None:
        self._state(place, retired=True)

    def _state(self, place: int, **values: Any) -> None:
        day, moment = self._next()
        with self.sessions.begin() as session:
            action = session.get_one(Action, self.stored(session)[place].id)
            last = session.get_one(ActionVersion, action.statement_id)
            columns = {
                c.name: getattr(last, c.name) for c in ActionVersion.__table__.columns if c.name != "id"
            }
            said = ActionVersion(
                **{
                    **columns,
                    **values,
                    "version": action.version + 1,
                    "import_id": None,
                    "as_at": day,
                    "recorded_at": moment,
                    "through": "edit",
                }
            )
            session.add(said)
            session.flush()
            action.version, action.statement_id, action.as_at = said.version, said.id, day
            for name, value in values.items():
                setattr(action, name, value)

    def stored(self, session: Session) -> list[Any]:
        plan = self.plan(session)
        assert plan is not None
        return list(list_stated(session, plan.id, FIRST + timedelta(days=90)).values())

    def now(self, place: int, field: str) -> Any:
        with self.sessions() as session:
            return getattr(self.stored(session)[place].stated, field)

    def export(self, day: date | None = None) -> OwnLayout:
        with self.sessions() as session:
            plan = self.plan(session)
            assert plan is not None
            placed = place_plan(session, plan, day or FIRST + timedelta(days=90))
            assert placed is not None
            return write_own_layout(
                placed.content,
                placed.layout,
                placed.current,
                placed.refs,
                list_key(session, plan.id),
                placed.stamp,
            )


@pytest.fixture
def office(sessions: sessionmaker[Session]) -> Office:
    made = Office(sessions)
    made.load(FILE)
    return made


def typed(content: bytes, change: Callable[[Any], None]) -> bytes:
    book = load_workbook(BytesIO(content))
    change(book["Plan"])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(**cells: Any) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return change


def codes(report: Report) -> list[str]:
    return [issue.type.code for issue in report.issues]


def test_without_an_edit_in_the_dashboard_the_file_has_the_last_word(office: Office) -> None:
    report = office.load(typed(FILE, put(E5="Two in post")))
    assert [change.changes[0].new for change in report.comparison.changed] == ["Two in post"]
    assert (report.comparison.kept, report.comparison.conflicts) == ((), ())
    assert office.now(RECRUIT, "progress") == "Two in post"


def test_a_field_changed_in_the_dashboard_alone_is_kept_and_said_so(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    report = office.load(typed(FILE, put(F5="Children wait less")))
    assert (office.now(RECRUIT, "progress"), office.now(RECRUIT, "impact")) == (
        "Three in post",
        "Children wait less",
    )
    (kept,) = report.comparison.kept
    assert (kept.field, kept.ours, kept.theirs, kept.cell) == ("progress", "Three in post", "Begun", "B5")
    (issue,) = [issue for issue in report.issues if issue.type.code == "kept-from-dashboard"]
    assert "“Three in post” kept: changed in the dashboard since" in issue.seen
    with office.sessions() as session:
        assert "kept-from-dashboard" in [row.code for row in list_import_issues(session, 2)]


def test_it_is_kept_again_and_again_while_the_file_does_not_change_it(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    for impact in ("First", "Second", "Third"):
        report = office.load(typed(FILE, put(F5=impact)))
        assert [one.field for one in report.comparison.kept] == ["progress"]
    assert (office.now(RECRUIT, "progress"), office.now(RECRUIT, "impact")) == ("Three in post", "Third")


def test_a_field_changed_on_both_sides_waits_for_a_choice(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    content = typed(FILE, put(E5="Two in post"))
    report = office.check(content)
    (clash,) = report.comparison.conflicts
    conflict = clash.conflict
    assert (conflict.base, conflict.ours, conflict.theirs) == ("Begun", "Three in post", "Two in post")
    assert "edited-on-both-sides" in codes(report)
    with pytest.raises(NotLoadable, match="1 conflicts wait for a choice"):
        office.load(content)
    office.load(content, choices={clash.key: Side.OURS})
    assert office.now(RECRUIT, "progress") == "Three in post"
    # The file has said so now: it is the base of the next one, and is not asked for again.
    assert office.check(content).comparison.conflicts == ()


def test_the_files_side_can_be_chosen(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    content = typed(FILE, put(E5="Two in post"))
    (clash,) = office.check(content).comparison.conflicts
    office.load(content, choices={clash.key: Side.THEIRS})
    assert office.now(RECRUIT, "progress") == "Two in post"


def test_what_both_wrote_alike_is_no_conflict(office: Office) -> None:
    office.update(RECRUIT, progress="Two in post")
    report = office.load(typed(FILE, put(E5="Two in post")))
    assert (report.comparison.changed, report.comparison.conflicts, report.comparison.kept) == ((), (), ())
    later = office.check(typed(FILE, put(E5="All in post")))
    assert (later.comparison.conflicts, len(later.comparison.changed)) == ((), 1)


def test_a_rating_given_in_the_dashboard_is_kept_while_the_cell_keeps_its_colour(office: Office) -> None:
    office.update(TRAIN, rag_label="In progress and on schedule")
    report = office.load(typed(FILE, put(F7="Trained staff")))
    assert [(one.field, one.ours) for one in report.comparison.kept] == [
        ("rag", "In progress and on schedule")
    ]
    assert office.now(TRAIN, "status") is Status.ON_TRACK


def test_a_key_decided_since_is_no_edit_of_the_dashboard(office: Office) -> None:
    office.update(TRAIN, progress="Half trained")
    decision = KeyRow(NO_FILL, "Planning", Status.NOT_STARTED, "Orla Finch", NOON)
    with office.sessions.begin() as session:
        decide_key(session, 1, [decision], actor=OFFICE, recorded_at=NOON)
    office.load(typed(FILE, put(F5="Children wait less")))
    assert (office.now(TRAIN, "status"), office.now(TRAIN, "progress")) == (
        Status.NOT_STARTED,
        "Half trained",
    )


def test_an_action_reworded_in_the_dashboard_is_still_the_same_action(office: Office) -> None:
    office.edit_text(RECRUIT, "Fill every vacancy")
    report = office.load(typed(FILE, put(F5="Children wait less")))
    assert (report.comparison.added, report.comparison.missing, report.comparison.close) == ((), (), ())
    assert [one.field for one in report.comparison.kept] == ["text"]
    assert (office.now(RECRUIT, "text"), office.now(RECRUIT, "impact")) == (
        "Fill every vacancy",
        "Children wait less",
    )


def test_an_action_retired_in_the_dashboard_does_not_come_back_with_the_file(office: Office) -> None:
    office.retire(RECRUIT)
    report = office.load(typed(FILE, put(F6="Children wait less")))
    assert report.comparison.added == ()
    assert "retired-in-dashboard" in codes(report)
    with office.sessions() as session:
        assert len(office.stored(session)) == 4


# The plan in its own layout -------------------------------------------------------------------------------
def test_loading_an_export_changes_nothing_also_after_edits(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    office.update(
        TRAIN,
        rag_label="Delayed",
        revised_due_text="30/09/27",
        reason_for_delay="Room flooded",
        mitigation="Another room",
        exception_responsible="Ivan Sample",
    )
    office.edit_text(WRITE, "Publish triage guidance")
    written = office.export()
    assert written.lost == ()
    report = office.check(written.content)
    assert differences(report) == []
    assert (report.changes_nothing, report.comparison.unchanged, report.comparison.kept) == (True, 5, ())
    assert office.load(written.content).changes_nothing
    assert office.load(written.content).changes_nothing


def test_an_edit_made_in_an_export_is_taken_and_is_no_conflict_with_what_it_began_with(
    office: Office,
) -> None:
    office.update(RECRUIT, progress="Three in post")
    written = office.export()
    report = office.load(typed(written.content, put(E5="Four in post")))
    assert (report.comparison.conflicts, report.comparison.kept) == ((), ())
    assert office.now(RECRUIT, "progress") == "Four in post"


def test_an_edit_made_in_the_dashboard_after_an_export_is_seen(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    written = office.export()
    office.update(RECRUIT, progress="Four in post")
    office.update(WRITE, progress="Published")
    report = office.check(typed(written.content, put(E5="Five in post")))
    (clash,) = report.comparison.conflicts
    assert clash.conflict.base == "Three in post"
    assert [(one.ours, one.theirs) for one in report.comparison.kept] == [("Published", "Begun")]


def test_the_same_copy_edited_and_loaded_month_after_month_asks_nothing(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    copy = office.export().content
    for month in ("June", "July", "August"):
        copy = typed(copy, put(E5=f"{month}: going on"))
        report = office.load(copy)
        assert (report.comparison.conflicts, report.comparison.kept) == ((), ())
    assert office.now(RECRUIT, "progress") == "August: going on"


def test_an_export_of_an_earlier_day_holds_that_days_values_and_no_stamp(office: Office) -> None:
    office.update(RECRUIT, progress="Three in post")
    book = load_workbook(BytesIO(office.export(FIRST + timedelta(days=1)).content))
    assert (book["Plan"]["E5"].value, book.sheetnames) == ("Begun", ["Plan"])
    book = load_workbook(BytesIO(office.export().content))
    assert (book["Plan"]["E5"].value, book["_dashboard stamp"].sheet_state) == ("Three in post", "veryHidden")


def test_a_file_of_one_area_is_not_taken_for_the_workbook_of_the_plan(office: Office) -> None:
    report = office.load(build_xlsx({"Plan": [
        ["2) Management oversight"], ["Outcome", "What we will do", "Lead officer", "By when", "Progress"],
        ["Managers know their cases", "Hold monthly supervision", "Priya Sample", "31/03/27", "Monthly"],
    ]}, merges=("A1:E1",)))  # fmt: skip
    assert (len(report.comparison.changed), len(report.comparison.missing)) == (1, 4)
    sheet = load_workbook(BytesIO(office.export().content))["Plan"]
    assert (sheet["A1"].value, sheet["E11"].value) == ("Sampleshire's improvement plan", "Monthly")
    assert differences(office.check(office.export().content)) == []


def test_a_plan_without_a_kept_file_has_no_layout_of_its_own(office: Office) -> None:
    with office.sessions.begin() as session:
        from data_model.plan.tables_updates import ImportFile

        for row in session.scalars(select(ImportFile)):
            session.delete(row)
    with office.sessions() as session:
        plan = office.plan(session)
        assert plan is not None
        assert place_plan(session, plan, FIRST + timedelta(days=90)) is None
        assert plan_headings(session, plan, FIRST + timedelta(days=90)) == {}
    office.update(RECRUIT, progress="Three in post")
    report = office.load(typed(FILE, put(F5="Children wait less")))
    assert [one.field for one in report.comparison.kept] == ["progress"]


def test_the_plans_own_headings_are_known_from_its_file(office: Office) -> None:
    with office.sessions() as session:
        plan = office.plan(session)
        assert plan is not None
        assert plan_headings(session, plan, FIRST + timedelta(days=90)) == {
            "outcome": "Outcomes for children and families",
            "text": "Action needed",
            "responsible": "Responsible",
            "due_text": "Due Date",
            "progress": "Progress including evidence",
            "impact": "Impact",
            "rag": "RAG",
        }
