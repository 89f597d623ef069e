"""Editing many actions, adding, splitting, merging, retiring, and handing actions over."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.plan.action_content import FieldChange, NamedPerson
from data_model.plan.changes.hand_over import NewPerson, hand_over, set_post
from data_model.plan.changes.plan_edits import ActionEdit, NewAction, add_action, edit_actions
from data_model.plan.changes.plans import NoSuchPlan
from data_model.plan.changes.reshaping import merge_duplicate, restore_action, retire_action, split_action
from data_model.plan.changes.sign_off import sign_off
from data_model.plan.queries.actions import list_actions, list_stated
from data_model.plan.queries.overview import list_areas
from data_model.plan.queries.responsible.people import get_person, list_people
from data_model.plan.rows import PersonOnAction
from data_model.plan.statuses import Status
from data_model.plan.tables import Area, Post
from data_model.shared.refusals import NoSuchAction, Refused, StaleAction
from loaders.plan.people.responsible import understand_responsible
from tests.integration.cast import HAL, IVY, OFFICE, batch, due_on, load, stated
from tests.integration.plan.test_imports import everything
from tests.integration.updating import APRIL, DUE, JANUARY, MARCH, NOW, Cast, propose, read, said, say

WHO = {"actor": OFFICE, "as_at": MARCH, "recorded_at": NOW}
ADA = NamedPerson("Ada Invented", "ada invented", "Team Manager")


def refs(sessions: sessionmaker[Session], cast: Cast, day: date = APRIL) -> list[str]:
    with sessions() as session:
        return [row.ref for row in list_actions(session, cast.plan_id, day)]


def test_a_table_of_edits_is_written_with_history(sessions: sessionmaker[Session], cast: Cast) -> None:
    edits = [
        ActionEdit(cast.mine, 1, ref="A1", text=" Train all ", people=(IVY, ADA), due_text="31/05/2025"),
        ActionEdit(cast.hers, 1, outcome="Work is good", people=()),
        ActionEdit(cast.nobodys, 1, text="Staff the duty desk"),
    ]
    with sessions.begin() as session:
        versions = edit_actions(session, edits, "Board of 31 March", **WHO)
    assert versions == {cast.mine: 2, cast.hers: 2, cast.nobodys: 1}
    mine, hers = read(sessions, cast, cast.mine), read(sessions, cast, cast.hers)
    assert (mine.row.ref, mine.row.text, mine.row.responsible) == (
        "A1",
        "Train all",
        "Ivy Stanton / Ada Invented\nTeam Manager",
    )
    assert [(one.name, one.post) for one in mine.row.people] == [
        ("Ivy Stanton", ""),
        ("Ada Invented", "Team Manager"),
    ]
    assert (mine.row.due_date, mine.row.original_due_date, mine.row.days_slipped) == (
        date(2025, 5, 31),
        DUE,
        -30,
    )
    assert (mine.progress, mine.row.status) == ("Begun", Status.ON_TRACK)
    line = mine.history[0]
    assert (line.through, line.reason, line.recorded_by) == ("edit", "Board of 31 March", "Orla Finch")
    assert [change.field for change in line.changes] == ["ref", "text", "responsible", "due_text"]
    assert (hers.row.outcome, hers.row.people, hers.row.responsible) == ("Work is good", (), "")
    assert read(sessions, cast, cast.mine, JANUARY).row.text == "Train every social worker"


def test_one_stale_edit_refuses_the_whole_table(
    sessions: sessionmaker[Session], cast: Cast, engine: Engine
) -> None:
    say(sessions, cast.hers, cast.ivy, progress="Begun")
    before = everything(engine)
    with pytest.raises(StaleAction) as refused, sessions.begin() as session:
        edit_actions(
            session, [ActionEdit(cast.mine, 1, text="x"), ActionEdit(cast.hers, 1, text="y")], "", **WHO
        )
    assert (refused.value.action_id, refused.value.current_version) == (cast.hers, 2)
    assert everything(engine) == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": " "}, "needs its text"),
        ({"ref": ""}, "needs a ref"),
        ({"ref": "1.02"}, "Another action has the ref"),
        ({"area_id": 9999}, "no such area"),
        ({"due_text": "31/05/2025"}, "why the due date moves"),
        ({"responsible": "Somebody"}, "person by person"),
    ],
)
def test_an_edit_that_makes_no_sense_is_refused(
    sessions: sessionmaker[Session], cast: Cast, changes: dict[str, Any], words: str
) -> None:
    with sessions.begin() as session, pytest.raises(Refused, match=words):
        edit_actions(session, [ActionEdit(cast.mine, 1, **changes)], " ", **WHO)


def test_other_edits_that_make_no_sense(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        with pytest.raises(Refused, match="not understood"):
            edit_actions(session, [ActionEdit(cast.mine, 1, due_text="soon")], "Why", **WHO)
        with pytest.raises(Refused, match="each action once"):
            edit_actions(session, [ActionEdit(cast.mine, 1), ActionEdit(cast.mine, 1)], "", **WHO)
        with pytest.raises(NoSuchAction):
            edit_actions(session, [ActionEdit(9999, 1)], "", **WHO)
        assert edit_actions(session, [], "", **WHO) == {}


def test_two_actions_may_change_refs_with_each_other_only_in_turn(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        edit_actions(
            session, [ActionEdit(cast.mine, 1, ref="1.10"), ActionEdit(cast.hers, 1, ref="1.01")], "", **WHO
        )
    assert refs(sessions, cast) == ["1.10", "1.01", "1.03"]


def test_an_action_takes_its_outcome_along_to_another_area(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    elsewhere = stated("Elsewhere", area_number="2", area="Leadership", due=due_on(DUE))
    load(sessions, cast.plan_id, batch(JANUARY, [elsewhere]))
    with sessions() as session:
        area_id = session.scalars(select(Area.id).where(Area.number == "2")).one()
    with sessions.begin() as session:
        edit_actions(session, [ActionEdit(cast.mine, 1, area_id=area_id)], "", **WHO)
    row = read(sessions, cast, cast.mine).row
    assert (row.area_id, row.area_number, row.outcome) == (area_id, "2", "Children are seen quickly")
    with sessions() as session:
        assert [area.actions for area in list_areas(session, cast.plan_id, APRIL)] == [2, 2]
        assert [area.actions for area in list_areas(session, cast.plan_id, JANUARY)] == [3, 1]


def test_the_order_is_changed_without_history(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        assert edit_actions(session, [ActionEdit(cast.nobodys, 1, position=0)], "", **WHO) == {
            cast.nobodys: 1
        }
    assert refs(sessions, cast) == ["1.03", "1.01", "1.02"]
    with sessions.begin() as session:
        edits = [ActionEdit(cast.nobodys, 1, position=2), ActionEdit(cast.hers, 1, position=0)]
        edit_actions(session, edits, "", **WHO)
    assert refs(sessions, cast) == ["1.02", "1.01", "1.03"]


def test_an_action_is_added_with_its_first_statement(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions() as session:
        area_id = session.scalars(select(Area.id)).one()
    new = NewAction(
        area_id,
        " Open a second hub ",
        "Help is near",
        people=(ADA,),
        due_text="End Sept 25",
        rag_label="in progress",
    )
    with sessions.begin() as session:
        action_id = add_action(session, cast.plan_id, new, **WHO, reason="Board of 31 March")
        plain = add_action(session, cast.plan_id, NewAction(area_id, "Plain", ref="P"), **WHO)
    detail = read(sessions, cast, action_id)
    row = detail.row
    assert (row.ref, row.text, row.outcome, row.responsible, row.people_shown) == (
        "1.04",
        "Open a second hub",
        "Help is near",
        "Ada Invented\nTeam Manager",
        "Ada Invented",
    )
    assert (row.due_text, row.due_date, row.original_due_date, row.status, detail.rag_as_seen) == (
        "End Sept 25",
        date(2025, 9, 30),
        date(2025, 9, 30),
        Status.ON_TRACK,
        "fill:FFFF00",
    )
    (line,) = detail.history
    assert (line.version, line.through, line.identified, line.reason, line.recorded_by, line.as_at) == (
        1,
        "added",
        "command line",
        "Board of 31 March",
        "Orla Finch",
        MARCH,
    )
    assert (read(sessions, cast, plain).row.status, refs(sessions, cast)) == (
        Status.NOT_RATED,
        ["1.01", "1.02", "1.03", "1.04", "P"],
    )
    assert refs(sessions, cast, JANUARY) == ["1.01", "1.02", "1.03"]
    with sessions.begin() as session:
        for wrong, error in (
            (NewAction(area_id, " "), "needs its text"),
            (NewAction(9999, "x"), "no such area"),
            (NewAction(area_id, "x", ref="1.01"), "has the ref"),
            (NewAction(area_id, "x", due_text="soon"), "not understood"),
            (NewAction(area_id, "x", rag_label="Purple"), "RAG key"),
        ):
            with pytest.raises(Refused, match=error):
                add_action(session, cast.plan_id, wrong, **WHO)
        with pytest.raises(NoSuchPlan):
            add_action(session, 9999, NewAction(area_id, "x"), **WHO)


def test_a_split_action_keeps_its_history_and_the_new_ones_stand_behind_it(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    say(sessions, cast.mine, cast.hal, revised_due_text="30/09/2025", reason="Room to train", impact="Some")
    with sessions.begin() as session:
        ids = split_action(
            session,
            cast.mine,
            ["Train the new", "Train the rest"],
            "Two in one cell",
            **said(OFFICE, MARCH, 2),
        )
    old, new = read(sessions, cast, ids[0]), read(sessions, cast, ids[1])
    assert (ids[0], old.row.text, old.impact, old.version, old.history[0].through) == (
        cast.mine,
        "Train the new",
        "Some",
        3,
        "split",
    )
    assert old.history[0].reason == "Split into 2. Two in one cell"
    assert (new.row.text, new.row.ref, new.impact, new.progress, new.row.people_shown) == (
        "Train the rest",
        "1.04",
        "",
        "",
        "Hal Pickering",
    )
    assert (new.row.due_date, new.row.original_due_date, new.row.rag_label) == (
        date(2025, 9, 30),
        DUE,
        "In progress",
    )
    assert (new.history[0].reason, new.history[0].through) == ("Split from 1.01. Two in one cell", "split")
    assert refs(sessions, cast) == ["1.01", "1.04", "1.02", "1.03"]
    with sessions.begin() as session:
        with pytest.raises(Refused, match="at least two"):
            split_action(session, cast.mine, ["One", " "], **said(OFFICE, MARCH, 3))
        with pytest.raises(StaleAction):
            split_action(session, cast.mine, ["One", "Two"], **said(OFFICE, MARCH, 2))
        with pytest.raises(Refused, match="choose no day before"):
            split_action(session, cast.mine, ["One", "Two"], **said(OFFICE, JANUARY, 3))


def test_a_duplicate_is_retired_and_names_the_one_kept(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        assert merge_duplicate(session, cast.mine, cast.hers, "Same thing", **said(OFFICE)) == 2
    assert refs(sessions, cast) == ["1.01", "1.03"]
    assert refs(sessions, cast, JANUARY) == ["1.01", "1.02", "1.03"]
    assert read(sessions, cast, cast.mine).version == 1
    with sessions.begin() as session:
        with pytest.raises(Refused, match="of itself"):
            merge_duplicate(session, cast.mine, cast.mine, **said(OFFICE))
        with pytest.raises(Refused, match="was retired"):
            merge_duplicate(session, cast.hers, cast.mine, **said(OFFICE))
        with pytest.raises(Refused, match="retired before"):
            merge_duplicate(session, cast.mine, cast.hers, **said(OFFICE, MARCH, 2))
        with pytest.raises(StaleAction):
            merge_duplicate(session, cast.mine, cast.nobodys, **said(OFFICE, MARCH, 7))
    with sessions.begin() as session:
        restore_action(session, cast.hers, "It was not", **said(OFFICE, MARCH, 2))
    history = read(sessions, cast, cast.hers).history
    assert [(line.through, line.reason) for line in history] == [
        ("restored", "It was not"),
        ("merged", "Duplicate of 1.01. Same thing"),
        ("import", ""),
    ]
    assert history[1].changes == (FieldChange("retired", "No", "Yes"),)


def test_a_retired_action_is_gone_from_that_day_and_can_be_restored(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        with pytest.raises(Refused, match="reason"):
            retire_action(session, cast.mine, "", **said(OFFICE))
        with pytest.raises(Refused, match="is not retired"):
            restore_action(session, cast.mine, "Why", **said(OFFICE))
        assert retire_action(session, cast.mine, "Out of scope", **said(OFFICE)) == 2
    assert (refs(sessions, cast, JANUARY), refs(sessions, cast)) == (
        ["1.01", "1.02", "1.03"],
        ["1.02", "1.03"],
    )
    with sessions.begin() as session:
        assert restore_action(session, cast.mine, "In scope again", **said(OFFICE, APRIL, 2)) == 3
    detail = read(sessions, cast, cast.mine)
    assert (detail.progress, detail.row.people_shown, detail.version) == ("Begun", "Hal Pickering", 3)
    assert refs(sessions, cast, MARCH) == ["1.02", "1.03"]


def test_a_leavers_open_actions_are_handed_over_at_once(sessions: sessionmaker[Session], cast: Cast) -> None:
    both = stated("Held by both", people=(HAL, IVY), responsible="Hal Pickering / Ivy Stanton")
    load(
        sessions,
        cast.plan_id,
        batch(JANUARY, [both, stated("Done by Hal", people=(HAL,), responsible="H.P.")]),
    )
    with sessions() as session:
        ids = {row.text: row.id for row in list_actions(session, cast.plan_id, MARCH)}
    propose(sessions, cast)
    with sessions.begin() as session:
        sign_off(session, cast.mine, **said(OFFICE, MARCH, 2))
    with sessions.begin() as session:
        handed = hand_over(
            session,
            cast.plan_id,
            cast.hal.person_id or 0,
            NewPerson(" Ada  Invented "),
            "Hal left in March",
            **WHO,
        )
    assert handed == 2
    shared, worded = read(sessions, cast, ids["Held by both"]), read(sessions, cast, ids["Done by Hal"])
    assert [(one.name, one.post) for one in shared.row.people] == [
        ("Ada Invented", "Head of Service"),
        ("Ivy Stanton", ""),
    ]
    assert shared.row.responsible == "Ada Invented / Ivy Stanton"
    assert worded.row.responsible == "Ada Invented\nHead of Service"
    line = shared.history[0]
    assert (line.through, line.reason, line.recorded_by) == ("hand-over", "Hal left in March", "Orla Finch")
    assert read(sessions, cast, cast.mine).row.people_shown == "Hal Pickering"
    assert read(sessions, cast, ids["Held by both"], JANUARY).row.people_shown == "Hal Pickering, Ivy Stanton"
    with sessions() as session:
        hal = get_person(session, cast.plan_id, cast.hal.person_id or 0, APRIL)
        assert {row.name: row.actions for row in list_people(session, cast.plan_id, APRIL)} == {
            "Ada Invented": 2,
            "Hal Pickering": 1,
            "Ivy Stanton": 2,
        }
    assert hal is not None
    assert hal.actions == 1


def test_handing_over_to_somebody_who_shares_an_action_names_them_once(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    no_post = replace(HAL, post="")
    both = stated("Held by both", people=(no_post, IVY), responsible="Hal Pickering, Ivy Stanton")
    load(sessions, cast.plan_id, batch(JANUARY, [both]))
    with sessions.begin() as session:
        to = cast.ivy.person_id or 0
        assert hand_over(session, cast.plan_id, cast.hal.person_id or 0, to, "Left", **WHO) == 2
    with sessions() as session:
        rows = {row.text: row for row in list_actions(session, cast.plan_id, APRIL)}
    assert [(one.name, one.post) for one in rows["Held by both"].people] == [("Ivy Stanton", "")]
    assert rows["Held by both"].responsible == "Ivy Stanton"
    assert rows["Train every social worker"].responsible == "Ivy Stanton\nHead of Service"


def test_the_words_written_for_people_are_read_back_as_the_same_people(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        edit_actions(session, [ActionEdit(cast.mine, 1, people=(HAL, ADA))], "", **WHO)
        hand_over(
            session,
            cast.plan_id,
            cast.ivy.person_id or 0,
            NewPerson("Omar Example"),
            "x",
            post="Chief Nurse",
            **WHO,
        )
    with sessions() as session:
        stored = list_stated(session, cast.plan_id, APRIL)
    for action_id in (cast.mine, cast.hers):
        one = stored[action_id].stated
        found = [(person.name, person.post) for person in understand_responsible(one.responsible).people]
        assert found == [(person.name, person.post) for person in one.people]


def test_a_post_without_a_holder_is_given_one(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions() as session:
        post_id = session.scalars(select(Post.id).where(Post.title == "Duty Manager")).one()
        held = session.scalars(select(Post.id).where(Post.title == "Head of Service")).one()
    with sessions.begin() as session:
        assert set_post(session, cast.plan_id, post_id, NewPerson("Ada Invented"), "Appointed", **WHO) == 1
    detail = read(sessions, cast, cast.nobodys)
    person = detail.row.people[0]
    assert (len(detail.row.people), person.name, person.post) == (1, "Ada Invented", "Duty Manager")
    assert (detail.row.responsible, detail.history[0].reason) == ("Ada Invented Duty Manager", "Appointed")
    assert read(sessions, cast, cast.nobodys, JANUARY).row.people == (
        PersonOnAction(None, "", "Duty Manager"),
    )
    with sessions.begin() as session:
        with pytest.raises(Refused, match="without a holder"):
            set_post(session, cast.plan_id, held, NewPerson("Ada"), "x", **WHO)
        hal = cast.hal.person_id or 0
        with pytest.raises(Refused, match="somebody else"):
            hand_over(session, cast.plan_id, hal, hal, "x", **WHO)
        with pytest.raises(Refused, match="no such person"):
            hand_over(session, cast.plan_id, 9999, 9998, "x", **WHO)
        with pytest.raises(Refused, match="Give the name"):
            hand_over(session, cast.plan_id, hal, NewPerson(" "), "x", **WHO)
        with pytest.raises(Refused, match="reason"):
            hand_over(session, cast.plan_id, hal, NewPerson("Ada"), " ", **WHO)
