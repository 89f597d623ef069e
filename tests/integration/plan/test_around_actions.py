"""Evidence, comments, drafts, members, people and reminders, each re-read."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from data_model.access.changes.demonstration import remove_demo
from data_model.access.changes.members import deactivate_member, save_member
from data_model.access.queries.members import find_member, get_member, list_members
from data_model.access.rows import MemberRow
from data_model.plan.action_content import NamedPerson
from data_model.plan.changes.comments import add_comment, answer_challenge
from data_model.plan.changes.drafts import discard_draft, forget_in_draft, save_draft
from data_model.plan.changes.evidence import NewEvidence, add_evidence, withdraw_evidence
from data_model.plan.changes.plan_edits import ActionEdit, edit_actions
from data_model.plan.changes.plans import create_plan
from data_model.plan.changes.reminders import mark_reminded
from data_model.plan.changes.sign_off import send_back
from data_model.plan.changes.staff import set_person
from data_model.plan.changes.updates import record_update
from data_model.plan.queries.actions import list_actions, list_stated
from data_model.plan.queries.comments import list_comments, list_open_challenges
from data_model.plan.queries.drafts import get_draft
from data_model.plan.queries.evidence import get_evidence_file, list_evidence
from data_model.plan.queries.imports import get_import_file, list_imports
from data_model.plan.queries.responsible.digests import list_digests
from data_model.plan.queries.responsible.my_actions import list_my_actions
from data_model.plan.queries.responsible.reminders import list_reminded
from data_model.plan.rows_updates import CommentKind, EvidenceKind, EvidenceRow, StoredFile
from data_model.plan.statuses import Status
from data_model.plan.tables import Person
from data_model.plan.tables_updates import Evidence, EvidenceFile, Reminder
from data_model.plan.update_rules import ActionUpdate
from data_model.shared.email_address import NotAnAddress
from data_model.shared.file_kinds import EvidenceRefused
from data_model.shared.permissions import Actor, NotPermitted, Role
from data_model.shared.refusals import NoSuchAction, Refused
from tests.integration.cast import BOARD, HAL, OFFICE, batch, due_on, load, stated
from tests.integration.plan.test_imports import everything
from tests.integration.updating import (
    AN_AUDIT,
    APRIL,
    DUE,
    JANUARY,
    MARCH,
    NOW,
    Cast,
    propose,
    said,
    say,
)

JULY = date(2025, 7, 10)
PDF = b"%PDF-1.7 the audit"


def test_evidence_is_stored_with_its_file_and_withdrawn_not_deleted(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    new = NewEvidence(
        EvidenceKind.FEEDBACK,
        APRIL,
        " Children say\nthey are heard ",
        "https://example.org/f",
        "../June.pdf",
        "text/html",
        PDF,
    )
    with sessions.begin() as session:
        first = add_evidence(session, cast.mine, AN_AUDIT, actor=OFFICE, recorded_at=NOW)
        second = add_evidence(session, cast.mine, new, actor=cast.hal, recorded_at=NOW)
    with sessions() as session:
        rows = list_evidence(session, cast.mine)
        assert get_evidence_file(session, first) is None
        assert get_evidence_file(session, second) == StoredFile("June.pdf", "application/pdf", PDF)
        assert list_evidence(session, cast.hers) == []
    assert [row.id for row in rows] == [second, first]
    assert rows[0] == EvidenceRow(
        second,
        cast.mine,
        EvidenceKind.FEEDBACK,
        APRIL,
        "Children say they are heard",
        "https://example.org/f",
        "June.pdf",
        "application/pdf",
        len(PDF),
        NOW,
        "Hal Pickering",
        None,
        "",
    )
    with sessions.begin() as session:
        withdraw_evidence(session, second, actor=OFFICE, recorded_at=NOW)
    with sessions.begin() as session, pytest.raises(Refused, match="withdrawn before"):
        withdraw_evidence(session, second, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        rows = list_evidence(session, cast.mine)
        assert get_evidence_file(session, second) is None
        assert session.scalar(select(func.count()).select_from(EvidenceFile)) == 1
    assert [(row.id, row.is_withdrawn, row.withdrawn_by, row.withdrawn_at) for row in rows] == [
        (first, False, "", None),
        (second, True, "Orla Finch", NOW),
    ]


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (replace(AN_AUDIT, finding=" \n"), "one line"),
        (replace(AN_AUDIT, link="javascript:alert(1)"), "web address"),
        (replace(AN_AUDIT, file_name="a.exe", content=b"MZ"), "cannot be kept"),
        (replace(AN_AUDIT, file_name="a.pdf", content=b"MZ"), "something else"),
        (replace(AN_AUDIT, file_name="a.pdf", content=b""), "empty"),
    ],
)
def test_evidence_that_cannot_be_kept_is_refused(
    sessions: sessionmaker[Session], cast: Cast, new: NewEvidence, words: str
) -> None:
    with sessions.begin() as session, pytest.raises(EvidenceRefused, match=words):
        add_evidence(session, cast.mine, new, actor=cast.hal, recorded_at=NOW)
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Evidence)) == 0


def test_a_challenge_is_open_until_it_is_answered_by_an_owner(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        add_comment(session, cast.mine, "Well done", CommentKind.COMMENT, actor=BOARD, recorded_at=NOW)
        asked = add_comment(
            session, cast.mine, " How do you know? ", CommentKind.CHALLENGE, actor=BOARD, recorded_at=NOW
        )
        other = add_comment(session, cast.hers, "And?", CommentKind.CHALLENGE, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        everyones = list_open_challenges(session, cast.plan_id)
        hals = list_open_challenges(session, cast.plan_id, cast.hal.person_id)
        assert list_open_challenges(session, cast.plan_id + 1) == []
    assert [row.comment.id for row in everyones] == [asked, other]
    assert [(row.comment.text, row.action_text, row.ref) for row in hals] == [
        ("How do you know?", "Train every social worker", "1.01")
    ]
    with sessions.begin() as session, pytest.raises(NotPermitted, match="where you are responsible"):
        answer_challenge(session, asked, "I heard so", actor=cast.ivy, recorded_at=NOW)
    with sessions.begin() as session:
        answer = answer_challenge(session, asked, "By the June audit", actor=cast.hal, recorded_at=NOW)
    with sessions() as session:
        written = list_comments(session, cast.mine)
        left = list_open_challenges(session, cast.plan_id)
    assert [(row.id, row.kind, row.answers_id, row.role, row.is_open) for row in written] == [
        (written[0].id, CommentKind.COMMENT, None, Role.BOARD_MEMBER, False),
        (asked, CommentKind.CHALLENGE, None, Role.BOARD_MEMBER, False),
        (answer, CommentKind.ANSWER, asked, Role.HEAD_OF_SERVICE, False),
    ]
    assert [row.comment.id for row in left] == [other]


def test_comments_that_make_no_sense_are_refused(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions.begin() as session:
        plain = add_comment(session, cast.mine, "Good", CommentKind.COMMENT, actor=BOARD, recorded_at=NOW)
    with sessions.begin() as session:
        with pytest.raises(Refused, match="Write something"):
            add_comment(session, cast.mine, " \n", CommentKind.COMMENT, actor=BOARD, recorded_at=NOW)
        with pytest.raises(Refused, match="comment or a challenge"):
            add_comment(session, cast.mine, "x", CommentKind.SENT_BACK, actor=BOARD, recorded_at=NOW)
        with pytest.raises(NoSuchAction):
            add_comment(session, 9999, "x", CommentKind.COMMENT, actor=BOARD, recorded_at=NOW)
        with pytest.raises(Refused, match="Only a challenge"):
            answer_challenge(session, plain, "x", actor=OFFICE, recorded_at=NOW)
        with pytest.raises(NoSuchAction):
            answer_challenge(session, 9999, "x", actor=OFFICE, recorded_at=NOW)


def test_a_draft_is_one_for_each_author_and_action(sessions: sessionmaker[Session], cast: Cast) -> None:
    for words in ("first", "second"):
        with sessions.begin() as session:
            save_draft(session, cast.mine, {"progress": words}, 1, actor=cast.hal, recorded_at=NOW)
    with sessions() as session:
        draft = get_draft(session, cast.hal, cast.mine)
        (mine,) = list_my_actions(session, cast.plan_id, cast.hal.person_id or 0, MARCH)
        assert get_draft(session, OFFICE, cast.mine) is None
    assert draft is not None
    assert (draft.fields, draft.based_on) == ({"progress": "second"}, 1)
    assert mine.has_draft
    with sessions.begin() as session:
        discard_draft(session, cast.mine, actor=OFFICE)
        assert get_draft(session, cast.hal, cast.mine) is not None
        discard_draft(session, cast.mine, actor=cast.hal)
        assert get_draft(session, cast.hal, cast.mine) is None


def test_saving_an_update_leaves_the_evidence_that_the_draft_holds(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    evidence = {"evidence_finding": "Nine of ten", "evidence_dated": "last week"}
    typed = {"progress": "Two in post", "evidence_link": "", **evidence}
    update = ActionUpdate(progress="Two in post")
    with sessions.begin() as session:
        save_draft(session, cast.mine, typed, 1, actor=cast.hal, recorded_at=NOW)
        version = record_update(
            session, cast.mine, update, base_version=1, as_at=MARCH, actor=cast.hal, recorded_at=NOW
        )
        draft = get_draft(session, cast.hal, cast.mine)
        assert draft is not None
        assert (draft.fields, draft.based_on) == (evidence, version)
        forget_in_draft(session, cast.mine, tuple(evidence), actor=cast.hal)
        assert get_draft(session, cast.hal, cast.mine) is None


def test_members_are_found_by_address_however_it_is_written(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        set_person(session, cast.hal.person_id or 0, email="Hal@Example.org", left_on=None, actor=OFFICE)
        hal = save_member(
            session,
            " Hal  Pickering ",
            Role.HEAD_OF_SERVICE,
            actor=OFFICE,
            recorded_at=NOW,
            email="HAL@example.org",
        )
        orla = save_member(session, "Orla Finch", Role.PROGRAMME_OFFICE, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        found = find_member(session, " hal@EXAMPLE.org ")
        assert [find_member(session, email) for email in ("", "x", "ivy@example.org")] == [None] * 3
        assert [row.id for row in list_members(session)] == [hal, orla]
    assert found == MemberRow(
        hal,
        "hal@example.org",
        "Hal Pickering",
        Role.HEAD_OF_SERVICE,
        cast.hal.person_id,
        "Hal Pickering",
        True,
        "Orla Finch",
        NOW,
    )
    with sessions.begin() as session:
        deactivate_member(session, hal, actor=OFFICE, recorded_at=NOW)
    with sessions() as session:
        assert find_member(session, "hal@example.org") is None
        assert [row.active for row in list_members(session)] == [True, False]
    with sessions.begin() as session:
        again = save_member(
            session,
            "Hal Pickering",
            Role.BOARD_MEMBER,
            actor=OFFICE,
            recorded_at=NOW,
            email="hal@example.org",
        )
        row = get_member(session, hal)
    assert again == hal
    assert row is not None
    assert (row.active, row.role) == (True, Role.BOARD_MEMBER)


def test_the_programme_office_never_runs_empty(sessions: sessionmaker[Session]) -> None:
    with sessions.begin() as session:
        first = save_member(session, "Orla Finch", Role.PROGRAMME_OFFICE, actor=OFFICE, recorded_at=NOW)
    with sessions.begin() as session:
        with pytest.raises(Refused, match="at least one"):
            deactivate_member(session, first, actor=OFFICE, recorded_at=NOW)
        with pytest.raises(Refused, match="at least one"):
            save_member(session, "Orla", Role.BOARD_MEMBER, actor=OFFICE, recorded_at=NOW, member_id=first)
    with sessions.begin() as session:
        save_member(session, "Omar Example", Role.PROGRAMME_OFFICE, actor=OFFICE, recorded_at=NOW)
        deactivate_member(session, first, actor=OFFICE, recorded_at=NOW)
        assert [row.active for row in list_members(session)] == [True, False]


def test_members_and_people_that_make_no_sense_are_refused(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    with sessions.begin() as session:
        one = save_member(
            session, "Ivy", Role.BOARD_MEMBER, actor=OFFICE, recorded_at=NOW, email="ivy@example.org"
        )
        two = save_member(session, "Hal", Role.BOARD_MEMBER, actor=OFFICE, recorded_at=NOW)
        set_person(session, cast.ivy.person_id or 0, email="ivy@example.org", left_on=None, actor=OFFICE)
    assert one != two
    with sessions.begin() as session:
        for changes, error in (
            ({"name": " "}, Refused),
            ({"email": "ivy"}, NotAnAddress),
            ({"person_id": 9999}, Refused),
            ({"member_id": 9999}, Refused),
            ({"member_id": two, "email": "Ivy@example.org"}, Refused),
        ):
            values = {"name": "Hal", "role": Role.BOARD_MEMBER, **changes}
            with pytest.raises(error):
                save_member(session, actor=OFFICE, recorded_at=NOW, **values)
        with pytest.raises(Refused, match="Another person"):
            set_person(session, cast.hal.person_id or 0, email="IVY@example.org", left_on=None, actor=OFFICE)
        with pytest.raises(Refused, match="no such person"):
            set_person(session, 9999, email="", left_on=None, actor=OFFICE)
        with pytest.raises(Refused, match="no such member"):
            deactivate_member(session, 9999, actor=OFFICE, recorded_at=NOW)


def test_nobody_is_reminded_of_a_plan_twice_a_day(sessions: sessionmaker[Session], cast: Cast) -> None:
    hal = cast.hal.person_id or 0
    with sessions.begin() as session:
        other = create_plan(session, "Families First", False, actor=OFFICE, recorded_at=NOW)
        answers = [
            mark_reminded(session, person, plan_id, day, actor=OFFICE, recorded_at=NOW)
            for person, plan_id, day in (
                (hal, cast.plan_id, MARCH),
                (hal, cast.plan_id, MARCH),
                (hal, other, MARCH),
                (hal, cast.plan_id, APRIL),
                (cast.ivy.person_id or 0, cast.plan_id, MARCH),
            )
        ]
        assert list_reminded(session, other, MARCH) == {hal}
    assert answers == [True, False, True, True, True]


def test_of_many_who_remind_at_once_one_is_told_to(sessions: sessionmaker[Session], cast: Cast) -> None:
    barrier, answers = Barrier(6), [None] * 6

    def run(number: int) -> None:
        barrier.wait()
        with sessions.begin() as session:
            answers[number] = mark_reminded(
                session, cast.hal.person_id or 0, cast.plan_id, MARCH, actor=OFFICE, recorded_at=NOW
            )

    threads = [Thread(target=run, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers, key=str) == [False] * 5 + [True]
    with sessions() as session:
        assert session.scalar(select(func.count()).select_from(Reminder)) == 1


def test_a_reminder_that_was_not_sent_after_all_may_be_sent_again(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    hal = cast.hal.person_id or 0
    with sessions() as session:
        session.begin()
        assert mark_reminded(session, hal, cast.plan_id, MARCH, actor=OFFICE, recorded_at=NOW)
        session.rollback()
    with sessions.begin() as session:
        assert mark_reminded(session, hal, cast.plan_id, MARCH, actor=OFFICE, recorded_at=NOW)


def test_digests_hold_what_each_person_is_asked_for(sessions: sessionmaker[Session], cast: Cast) -> None:
    hal, ivy = cast.hal.person_id or 0, cast.ivy.person_id or 0
    with sessions.begin() as session:
        set_person(session, hal, email="hal@example.org", left_on=None, actor=OFFICE)
        set_person(session, ivy, email="ivy@example.org", left_on=JULY, actor=OFFICE)
        add_comment(session, cast.hers, "How?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=NOW)
    propose(sessions, cast)

    def digests(day: date) -> list[tuple[object, ...]]:
        with sessions() as session:
            return [
                (
                    one.name,
                    one.email,
                    *(
                        [row.id for row in rows]
                        for rows in (one.overdue, one.due_14, one.stale_35, one.sent_back)
                    ),
                    len(one.challenges),
                )
                for one in list_digests(session, cast.plan_id, day)
            ]

    assert digests(MARCH) == [("Ivy Stanton", "ivy@example.org", [], [], [cast.hers], [], 1)]
    with sessions.begin() as session:
        send_back(session, cast.mine, "Show the audit", **said(OFFICE, MARCH, 2))
    assert digests(MARCH)[0] == ("Hal Pickering", "hal@example.org", [], [], [], [cast.mine], 0)
    say(sessions, cast.mine, cast.hal, APRIL, 3, progress="Shown")
    assert digests(date(2025, 6, 4))[0][1:] == ("ivy@example.org", [], [], [cast.hers], [], 1)
    mine = [cast.mine]
    assert [digests(day)[0][2:5] for day in (date(2025, 6, 16), date(2025, 6, 30), JULY)] == [
        ([], mine, mine),
        ([], mine, mine),
        (mine, [], mine),
    ]
    assert digests(JULY)[1][:2] == ("Ivy Stanton", "")


def test_my_actions_come_in_order_of_need(sessions: sessionmaker[Session], cast: Cast) -> None:
    hal = cast.hal.person_id or 0
    day = date(2025, 5, 20)
    own: dict[str, Any] = {"people": (HAL,), "status": Status.ON_TRACK, "rag_label": "In progress"}
    load(
        sessions,
        cast.plan_id,
        batch(
            APRIL,
            [
                stated("Fresh, due later", due=due_on(date(2025, 8, 1)), **own),
                stated("Fresh, no date", **own),
                stated("Complete", **{**own, "status": Status.COMPLETE}),
                stated("Overdue", due=due_on(date(2025, 5, 19)), **own),
                stated("Longer overdue", due=due_on(date(2025, 5, 1)), **own),
                stated("Sent back", **own),
                stated("Awaiting", due=due_on(date(2025, 5, 2)), **own),
                stated("Fresh", due=due_on(DUE), **own),
            ],
        ),
    )
    with sessions.begin() as session:
        ids = {row.text: row.id for row in list_actions(session, cast.plan_id, APRIL)}
        for text in ("Sent back", "Awaiting"):
            add_evidence(session, ids[text], AN_AUDIT, actor=OFFICE, recorded_at=NOW)
            proposal = ActionUpdate(status=Status.COMPLETE, impact="Seen")
            record_update(session, ids[text], proposal, **said(cast.hal, APRIL))
        send_back(session, ids["Sent back"], "Show more", **said(OFFICE, APRIL, 2))
        add_comment(session, ids["Fresh"], "How?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=NOW)
        save_draft(session, ids["Overdue"], {}, 1, actor=cast.hal, recorded_at=NOW)
    with sessions() as session:
        mine = list_my_actions(session, cast.plan_id, hal, day)
        assert list_my_actions(session, cast.plan_id, 9999, day) == []
    assert [one.row.text for one in mine] == [
        "Sent back",
        "Longer overdue",
        "Overdue",
        "Train every social worker",
        "Fresh",
        "Fresh, due later",
        "Fresh, no date",
        "Complete",
        "Awaiting",
    ]
    stale = mine[3]
    assert (stale.days_since_update, stale.is_stale, stale.version, stale.row.days_overdue) == (
        109,
        True,
        1,
        0,
    )
    assert [one.row.text for one in mine if one.open_challenges] == ["Fresh"]
    assert [one.row.text for one in mine if one.has_draft] == ["Overdue"]
    assert {one.days_since_update for one in mine if one is not stale} == {20}


def test_an_edit_is_no_news_of_an_action(sessions: sessionmaker[Session], cast: Cast) -> None:
    timed = {"as_at": MARCH, "actor": OFFICE, "recorded_at": NOW}
    with sessions.begin() as session:
        edit_actions(session, [ActionEdit(cast.mine, 1, text="Train everybody")], "", **timed)
    with sessions() as session:
        (mine,) = list_my_actions(session, cast.plan_id, cast.hal.person_id or 0, MARCH)
    assert (mine.row.as_at, mine.days_since_update) == (MARCH, (MARCH - JANUARY).days)


def test_the_demonstration_goes_with_all_that_was_added_to_it(
    sessions: sessionmaker[Session], cast: Cast, engine: Engine
) -> None:
    before = everything(engine)
    with sessions.begin() as session:
        demo = create_plan(session, "Demonstration", True, actor=OFFICE, recorded_at=NOW)
    people = (NamedPerson("Ada Invented", "ada invented", ""),)
    load(sessions, demo, batch(MARCH, [stated("a", people=people)], content=b"bytes"))
    with sessions.begin() as session:
        ((action_id, _),) = list_stated(session, demo, MARCH).items()
        ada = session.scalars(select(Person.id).where(Person.name == "Ada Invented")).one()
        file = replace(AN_AUDIT, file_name="a.pdf", content=PDF)
        add_evidence(session, action_id, file, actor=OFFICE, recorded_at=NOW)
        asked = add_comment(session, action_id, "?", CommentKind.CHALLENGE, actor=BOARD, recorded_at=NOW)
        answer_challenge(session, asked, "!", actor=OFFICE, recorded_at=NOW)
        save_draft(session, action_id, {}, 1, actor=OFFICE, recorded_at=NOW)
        mark_reminded(session, ada, demo, MARCH, actor=OFFICE, recorded_at=NOW)
        remove_demo(session, actor=OFFICE)
    assert everything(engine) == before


def test_an_imports_file_is_kept(sessions: sessionmaker[Session], cast: Cast) -> None:
    with sessions() as session:
        (one,) = list_imports(session, cast.plan_id)
        assert get_import_file(session, one.id) == StoredFile("plan.xlsx", "", b"the file itself")
        assert get_import_file(session, 9999) is None


def test_a_head_of_service_who_is_nobody_of_the_plan_updates_nothing(
    sessions: sessionmaker[Session], cast: Cast
) -> None:
    stranger = Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "sign-in")
    for action_id in cast.ids.values():
        with pytest.raises(NotPermitted):
            say(sessions, action_id, stranger, progress="x")
