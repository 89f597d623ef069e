"""The update form: what it asks and saves to the letter, drafts, and a change made meanwhile."""

import json
from datetime import date
from typing import Any
from unittest.mock import patch

import pytest
import streamlit as st
from sqlalchemy.orm import Session, sessionmaker
from streamlit.testing.v1 import AppTest

from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.queries.drafts import get_draft
from data_model.plan.queries.evidence import list_evidence
from data_model.plan.rows_updates import DraftRow, EvidenceKind
from data_model.plan.statuses import Status
from data_model.shared.permissions import Actor, Role
from tests.databases import OneFile
from tests.integration.cast import OFFICE, RECORDED_AT
from tests.pages.conftest import HOSTILE, TODAY, words
from tests.pages.working import Team, detail_of, make_team, open_as, say_meanwhile
from tests.places import ROOT
from ui.plan.updating import update_draft

UPDATE = "plan/update.py"
RED, GREEN, DONE = "delayed:Red", "on_track:Green", "complete:Complete"


@pytest.fixture
def team(one_file: OneFile, sessions: sessionmaker[Session], plan_id: int) -> Team:
    return one_file.made_once(make_team, sessions)


@pytest.fixture
def hal(team: Team) -> Actor:
    return Actor("Hal Pickering", Role.HEAD_OF_SERVICE, "self-declared", team.people["Hal Pickering"])


def field(at: AppTest, action_id: int, name: str) -> str:
    return f"update_{action_id}_{name}"


def draft_of(sessions: sessionmaker[Session], actor: Actor, action_id: int) -> DraftRow | None:
    with sessions() as session:
        return get_draft(session, actor, action_id)


def asks(at: AppTest) -> list[str]:
    """The labels of the fields of the form, in their order."""
    found = (*at.radio, *at.text_area, *at.text_input, *at.selectbox)
    return [each.label for each in found if each.key and each.key.startswith("update_")]


def errors(at: AppTest) -> str:
    return "\n".join(error.value for error in at.error)


def told_done(at: AppTest) -> str:
    return at.success[0].value.replace("\\", "")


def scripts(at: AppTest, name: str) -> list[Any]:
    return [each for each in at.get("bidi_component") if each.proto.component_name == name]


def hand_over(at: AppTest, action_id: int, fields: dict[str, str], lost: tuple[str, ...] = ()) -> AppTest:
    """Let the browser hand over words that have not left their fields, or are lost from the page."""
    about = json.loads(scripts(at, "typed_words")[0].proto.json)["about"]
    sent = {"about": about, "version": 1, "fields": fields, "lost": list(lost)}
    with patch.object(
        update_draft,
        "watch_typing",
        lambda *_, on_typed, **__: st.button("x", "hand_over", on_click=on_typed),
    ):
        at.run()
        at.session_state["typed_words"] = {"typed": sent}
        return at.button(key="hand_over").click().run()


def type_day(at: AppTest, key: str, day: str) -> AppTest:
    """Type a day that the list does not offer, as a browser lets one do."""
    box = at.selectbox(key=key)
    if day not in box.options:
        box.options.append(day)
    box.set_value(day)
    return at


def save(at: AppTest) -> AppTest:
    return at.button(key="update_save").click().run()


def test_what_was_saved_stays_said_while_somebody_types_on(team: Team, ids: dict[str, int]) -> None:
    # A line that went with the next press would move the fields under that press.
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.text_area(key=field(at, one, "progress")).set_value("Forty in March.").run()
    save(at)
    at.text_area(key=field(at, one, "impact")).set_value("Sooner").run()
    assert told_done(at) == "1.02 is saved as at 10 Mar 2025."
    at.button(key="update_discard").click().run()
    assert not at.success
    assert not open_as(team.hal, UPDATE, id=one).success


def test_only_what_is_typed_is_saved_and_it_is_read_back_to_the_letter(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    assert asks(at) == ["RAG", "Progress", "Impact achieved", "Revised due date"]
    at.text_area(key=field(at, one, "progress")).set_value("Forty-one in February.\n\nForty in March.").run()
    save(at)
    assert not at.exception
    assert r"1\.02 is saved as at 10 Mar 2025\." in at.success[0].value
    detail = detail_of(sessions, plan_id, one)
    assert detail.progress == "Forty-one in February.\n\nForty in March."
    assert (detail.impact, detail.revised_due_text, detail.row.status) == ("", "", Status.ON_TRACK)
    newest = detail.history[0]
    assert (newest.recorded_by, newest.as_at, newest.through) == ("Hal Pickering", TODAY, "update")
    assert [change.field for change in newest.changes] == ["progress"]
    assert at.text_area(key=field(at, one, "progress")).value == ""


def test_saving_nothing_says_so_and_makes_no_statement(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    at = save(open_as(team.hal, UPDATE, id=ids["1.02"]))
    assert told_done(at) == "Nothing changed on 1.02, so nothing was saved."
    assert detail_of(sessions, plan_id, ids["1.02"]).version == 1


def test_delayed_asks_for_the_four_columns_lists_what_is_missing_and_saves_them(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value(RED if RED in _codes(at) else "delayed:Delayed").run()
    assert asks(at) == [
        "RAG",
        "Reason for delay",
        "Mitigating actions",
        "Who answers for them",
        "Progress",
        "Impact achieved",
        "Revised due date",
    ]
    at.text_area(key=field(at, one, "reason_for_delay")).set_value("Two auditors left").run()
    save(at)
    assert "- ✕ Say what is being done about the delay" in errors(at)
    assert "- ✕ Give a revised due date" in errors(at)
    assert "Say why the action is delayed" not in errors(at)
    assert r"**✕ Give a revised due date\.**" in words(at)
    assert at.text_area(key=field(at, one, "reason_for_delay")).value == "Two auditors left"
    assert detail_of(sessions, plan_id, one).version == 1

    at.text_area(key=field(at, one, "mitigation")).set_value("Borrowed one from a neighbour").run()
    at.selectbox(key=field(at, one, "revised_due_text")).set_value("30 Apr 2025").run()
    assert r"Understood as 30 Apr 2025\, a deadline\, 30 days after 31 Mar 2025\." in words(at)
    assert errors(at) == ""
    assert "nothing is missing now" in at.success[0].value
    assert r"**✓ Give a revised due date\.**" in words(at)
    save(at)
    detail = detail_of(sessions, plan_id, one)
    assert detail.row.status is Status.DELAYED
    assert (detail.reason_for_delay, detail.mitigation) == (
        "Two auditors left",
        "Borrowed one from a neighbour",
    )
    assert detail.exception_responsible == "Hal Pickering, Ivy Stanton"
    assert (detail.row.original_due_date, detail.row.due_date) == (date(2025, 3, 31), date(2025, 4, 30))
    assert detail.history[0].reason == "Two auditors left"


def test_a_moved_date_asks_why_and_the_date_may_be_typed(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    type_day(at, field(at, one, "revised_due_text"), "End of May 2025").run()
    assert asks(at)[-2:] == ["Why the due date moves", "Revised due date"]
    save(at)
    assert "- ✕ Say why the due date moves" in errors(at)
    at.text_area(key=field(at, one, "reason")).set_value("The tool arrives in May").run()
    save(at)
    detail = detail_of(sessions, plan_id, one)
    assert (detail.revised_due_text, detail.row.due_date) == ("End of May 2025", date(2025, 5, 31))
    assert detail.history[0].reason == "The tool arrives in May"


def test_complete_asks_for_impact_and_evidence_and_becomes_a_proposal(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value(DONE).run()
    assert "is shown as **complete, awaiting sign-off**" in words(at)
    save(at)
    assert "- ✕ Say what impact was achieved" in errors(at)
    assert "- ✕ Add at least one piece of evidence of the impact" in errors(at)

    at.text_area(key=field(at, one, "impact")).set_value("Decisions are recorded in 9 of 10 cases").run()
    at.selectbox(key=f"update_evidence_kind_{one}").set_value(EvidenceKind.AUDIT)
    type_day(at, f"update_evidence_dated_{one}", "5/3/2025")
    at.text_input(key=f"update_evidence_finding_{one}").set_value("36 of 40 met the standard")
    at.button(key="update_evidence_add").click().run()
    assert "36 of 40 met the standard" in words(at)
    assert at.radio(key=field(at, one, "rating")).value == DONE
    save(at)
    detail = detail_of(sessions, plan_id, one)
    assert (detail.awaiting_sign_off, detail.row.status) == (True, Status.ON_TRACK)
    assert detail.impact == "Decisions are recorded in 9 of 10 cases"
    assert "awaiting sign-off until the programme office" in at.success[0].value.replace("\\", "")
    assert r"◐ Complete\, awaiting sign\-off" in words(at)


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        ({"finding": "", "link": "", "dated": "5/3/2025"}, "Say in one line what the evidence shows"),
        (
            {"finding": "Seen", "link": "javascript:alert(1)", "dated": "5/3/2025"},
            "A link must be a web address",
        ),
        ({"finding": "Seen", "link": "", "dated": "one day"}, "Write the day as"),
    ],
)
def test_evidence_that_is_refused_says_why_and_what_was_typed_stays(
    sessions: sessionmaker[Session],
    ids: dict[str, int],
    team: Team,
    kept: dict[str, str],
    sentence: str,
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value(DONE).run()
    type_day(at, f"update_evidence_dated_{one}", kept["dated"])
    at.text_input(key=f"update_evidence_finding_{one}").set_value(kept["finding"])
    at.text_input(key=f"update_evidence_link_{one}").set_value(kept["link"])
    at.button(key="update_evidence_add").click().run()
    assert sentence in errors(at)
    assert at.text_input(key=f"update_evidence_finding_{one}").value == kept["finding"]
    assert at.text_input(key=f"update_evidence_link_{one}").value == kept["link"]
    with sessions() as session:
        assert list_evidence(session, one) == []


def test_a_file_is_kept_only_when_its_content_is_what_its_name_says(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value(DONE).run()
    at.text_input(key=f"update_evidence_finding_{one}").set_value("The audit")
    at.file_uploader[0].set_value(("audit.pdf", b"MZ not a pdf", "application/pdf"))
    at.button(key="update_evidence_add").click().run()
    assert "its content is something else" in errors(at)
    at.file_uploader[0].set_value(("audit.pdf", b"%PDF-1.7 ...", "application/pdf"))
    at.button(key="update_evidence_add").click().run()
    with sessions() as session:
        (kept,) = list_evidence(session, one)
    assert (kept.file_name, kept.media_type, kept.size) == ("audit.pdf", "application/pdf", 12)
    assert [button.label for button in at.get("download_button")] == [r"Download audit\.pdf"]


def test_a_draft_is_kept_at_once_and_is_there_in_a_new_session(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value("delayed:Delayed").run()
    at.text_area(key=field(at, one, "mitigation")).set_value("Overtime").run()
    at.text_area(key=field(at, one, "progress")).set_value("Half of it").run()
    assert "Your draft of" in words(at)
    kept = draft_of(sessions, hal, one)
    assert kept is not None
    assert kept.fields == {
        "rating": "delayed:Delayed",
        "mitigation": "Overtime",
        "progress": "Half of it",
        "exception_responsible": "Hal Pickering, Ivy Stanton",
    }

    back = open_as(team.hal, UPDATE, id=one)
    assert back.radio(key=field(back, one, "rating")).value == "delayed:Delayed"
    assert back.text_area(key=field(back, one, "mitigation")).value == "Overtime"
    assert back.text_area(key=field(back, one, "progress")).value == "Half of it"
    assert "Your draft of" in words(back)
    elsewhere = open_as(team.ivy, UPDATE, id=one)
    assert elsewhere.text_area(key=field(elsewhere, one, "progress")).value == ""

    back.button(key="update_discard").click().run()
    assert back.text_area(key=field(back, one, "progress")).value == ""
    assert draft_of(sessions, hal, one) is None


def test_words_that_have_not_left_their_field_are_kept_in_the_draft(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    at = hand_over(open_as(team.hal, UPDATE, id=one), one, {"progress": "Half a sent", "nonsense": "x"})
    kept = draft_of(sessions, hal, one)
    assert kept is not None
    assert kept.fields == {"progress": "Half a sent"}
    assert at.text_area(key=field(at, one, "progress")).value == ""  # the browser’s own words are newer


def test_words_lost_from_the_page_come_back_beside_what_the_draft_says(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.text_area(key=field(at, one, "progress")).set_value("Said first").run()
    lost = {"progress": "Typed last", "evidence_finding": "18 of 20"}
    at = hand_over(at, one, lost, lost=tuple(lost))
    assert at.text_input(key=f"update_evidence_finding_{one}").value == "18 of 20"
    assert at.text_area(key=field(at, one, "progress")).value == "Said first\n\nTyped last"
    kept = draft_of(sessions, hal, one)
    assert kept is not None
    assert kept.fields["progress"] == "Said first\n\nTyped last"


def test_two_tabs_on_one_action_lose_nothing_of_each_other(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    here, there = open_as(team.hal, UPDATE, id=one), open_as(team.hal, UPDATE, id=one)
    here.text_area(key=field(here, one, "progress")).set_value("Here").run()
    there.text_area(key=field(there, one, "impact")).set_value("There").run()
    here.text_area(key=field(here, one, "impact")).set_value("Also here").run()
    kept = draft_of(sessions, hal, one)
    assert kept is not None
    assert kept.fields == {"progress": "Here", "impact": "There\n\nAlso here"}
    assert here.text_area(key=field(here, one, "impact")).value == "There\n\nAlso here"


def test_evidence_that_was_not_added_is_kept_as_a_draft_and_saved_with_the_update(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value(DONE).run()
    at.text_area(key=field(at, one, "impact")).set_value("Decisions are recorded").run()
    at.text_input(key=f"update_evidence_finding_{one}").set_value("36 of 40 met the standard").run()
    kept = draft_of(sessions, hal, one)
    assert kept is not None
    assert kept.fields["evidence_finding"] == "36 of 40 met the standard"
    save(at)
    assert detail_of(sessions, plan_id, one).awaiting_sign_off
    with sessions() as session:
        assert [each.finding for each in list_evidence(session, one)] == ["36 of 40 met the standard"]
    assert draft_of(sessions, hal, one) is None
    assert at.text_input(key=f"update_evidence_finding_{one}").value == ""


def test_a_refused_file_keeps_the_whole_update_from_being_saved_without_it(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value(DONE).run()
    at.text_area(key=field(at, one, "impact")).set_value("Decisions are recorded").run()
    at.text_input(key=f"update_evidence_finding_{one}").set_value("The audit").run()
    at.file_uploader[0].set_value(("audit.pdf", b"MZ not a pdf", "application/pdf"))
    save(at)
    assert "Nothing is saved yet" in errors(at)
    assert at.text_input(key=f"update_evidence_finding_{one}").value == "The audit"
    assert detail_of(sessions, plan_id, one).version == 1
    with sessions() as session:
        assert list_evidence(session, one) == []


def test_a_long_post_on_two_lines_is_offered_whole_and_saved_whole(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one, post = ids["1.02"], "Ola Brett\nInterim Head of Service, Assessment and Intervention (TBC)"
    say_meanwhile(sessions, one, 1, exception_responsible=post)
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value("delayed:Delayed").run()
    for name, words_typed in (("reason_for_delay", "A vacancy"), ("mitigation", "Agency cover")):
        at.text_area(key=field(at, one, name)).set_value(words_typed).run()
    at.selectbox(key=field(at, one, "revised_due_text")).set_value("30 Apr 2025").run()
    assert at.text_area(key=field(at, one, "exception_responsible")).value == post
    save(at)
    detail = detail_of(sessions, plan_id, one)
    assert detail.exception_responsible == post
    assert "exception_responsible" not in [change.field for change in detail.history[0].changes]


def test_on_one_laptop_nobody_meets_what_another_has_typed(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.text_area(key=f"update_{one}_progress").set_value("Half written by Hal").run()
    at.selectbox(key="who_choice").select(team.ivy).run()
    at.switch_page(str(ROOT / "pages" / UPDATE))
    at.query_params["id"] = str(one)
    at.run()
    assert at.text_area(key=f"update_{one}_progress").value == ""
    ivy = Actor("Ivy Stanton", Role.HEAD_OF_SERVICE, "self-declared", team.people["Ivy Stanton"])
    assert draft_of(sessions, ivy, one) is None
    kept = draft_of(sessions, hal, one)
    assert kept is not None
    assert kept.fields["progress"] == "Half written by Hal"


def test_choosing_who_works_leaves_the_page_that_another_typed_on(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, UPDATE, id=ids["1.02"])
    at.selectbox(key="who_choice").select(team.ivy).run()
    assert not at.exception
    assert at.title[0].value == "Borough plan"
    assert at.selectbox(key="who_choice").value == team.ivy


def test_what_was_typed_for_another_rating_comes_back_with_it(ids: dict[str, int], team: Team) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    rating = field(at, one, "rating")
    at.radio(key=rating).set_value("delayed:Delayed").run()
    at.text_area(key=field(at, one, "reason_for_delay")).set_value("Flooding").run()
    at.radio(key=rating).set_value(GREEN).run()
    assert "Reason for delay" not in asks(at)
    at.radio(key=rating).set_value("delayed:Delayed").run()
    assert at.text_area(key=field(at, one, "reason_for_delay")).value == "Flooding"


def test_a_saved_update_leaves_no_draft(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.text_area(key=field(at, one, "progress")).set_value("Done").run()
    save(at)
    assert draft_of(sessions, hal, one) is None
    assert "What you type is kept as a draft" in words(at)


def test_save_and_next_goes_through_the_list_and_back_to_it(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    at = open_as(team.hal, UPDATE, id=ids["1.02"])
    at.button(key="update_previous").click().run()
    assert at.query_params["id"] == str(ids["1.01"])
    assert at.button(key="update_save_next").label == "Save and next (2 of 2)"
    at.text_area(key=field(at, ids["1.01"], "mitigation")).set_value("Agency cover").run()
    at.text_area(key=field(at, ids["1.01"], "reason_for_delay")).set_value("A vacancy").run()
    at.selectbox(key=field(at, ids["1.01"], "revised_due_text")).set_value("30 Apr 2025").run()
    at.button(key="update_save_next").click().run()
    assert at.title[0].value == r"1\.02 Audit forty cases a month"
    assert r"1\.01 is saved" in at.success[0].value
    assert detail_of(sessions, plan_id, ids["1.01"]).mitigation == "Agency cover"
    assert at.button(key="update_save_next").label == "Save and finish"
    at.button(key="update_save_next").click().run()
    assert at.title[0].value == "My actions"


def test_save_and_next_moves_the_focus_to_the_next_actions_title_once(
    ids: dict[str, int], team: Team
) -> None:
    at = open_as(team.hal, UPDATE, id=ids["1.02"])
    at.button(key="update_previous").click().run()
    at.button(key="update_save_next").click().run()
    assert told_done(at) == "Nothing changed on 1.01, so nothing was saved."
    assert at.title[0].value == r"1\.02 Audit forty cases a month"
    # It stands in every drawing, or what follows would move; the browser makes a move of one name once.
    drawn = [json.loads(scripts(run, "focus")[0].proto.json) for run in (at, at.run())]
    assert drawn[0]["part"] == "head_title"
    assert drawn[0]["move"]
    assert drawn[1] == drawn[0]


def test_nothing_asks_for_the_focus_before_a_save(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, UPDATE, id=ids["1.02"])
    assert json.loads(scripts(at, "focus")[0].proto.json)["move"] == ""


def test_no_change_is_one_press_and_counts_as_an_update(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    button = at.button(key="update_confirm")
    assert button.label == "No change, still Green"
    at.text_area(key=field(at, one, "progress")).set_value("Typed").run()
    at.button(key="update_confirm").click().run()
    assert "You typed something on 1" in errors(at)
    assert detail_of(sessions, plan_id, one).version == 1
    at.text_area(key=field(at, one, "progress")).set_value("").run()
    at.button(key="update_confirm").click().run()
    assert at.title[0].value == "My actions"
    detail = detail_of(sessions, plan_id, one)
    assert (detail.version, detail.history[0].reason) == (2, "No change, still “Green”.")


def test_no_change_is_not_offered_where_a_rating_asks_for_more(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.hal, UPDATE, id=ids["1.01"])
    assert [each.key for each in at.button if each.key == "update_confirm"] == []


def test_fields_changed_by_somebody_else_alone_are_shown_and_kept(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.text_area(key=field(at, one, "progress")).set_value("Mine").run()
    say_meanwhile(sessions, one, 1, impact="Theirs")
    save(at)
    assert "Not saved yet" in errors(at)
    assert "Orla Finch" in at.info[0].value
    assert at.text_area(key=field(at, one, "impact")).value == "Theirs"
    assert detail_of(sessions, plan_id, one).version == 2
    save(at)
    detail = detail_of(sessions, plan_id, one)
    assert (detail.version, detail.progress, detail.impact) == (3, "Mine", "Theirs")


@pytest.mark.parametrize(
    ("answer", "saved"),
    [("Keep mine", "Mine"), ("Take theirs", "Theirs"), ("Keep both", "Theirs\n\nMine")],
)
def test_a_field_that_both_changed_is_chosen_and_nothing_is_lost_silently(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team, answer: str, saved: str
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.text_area(key=field(at, one, "progress")).set_value("Mine").run()
    at.text_area(key=field(at, one, "impact")).set_value("My impact").run()
    say_meanwhile(sessions, one, 1, progress="Theirs")
    save(at)
    assert "Changed since you opened this" in [header.value for header in at.header]
    assert {"Mine", "Theirs"} <= {text.value for text in at.text}
    assert [button.key for button in at.button if button.key == "update_save"] == []
    at.button(key="update_choices").click().run()
    assert r"Choose for each field first\: Progress\." in errors(at).replace("\u2060", "")
    at.radio(key=field(at, one, "answer_progress")).set_value(answer).run()
    at.button(key="update_choices").click().run()
    save(at)
    detail = detail_of(sessions, plan_id, one)
    assert (detail.progress, detail.impact) == (saved, "My impact")
    assert detail.version == 3


def test_two_ratings_collide(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    rating = field(at, one, "rating")
    at.radio(key=rating).set_value("delayed:Delayed").run()
    say_meanwhile(sessions, one, 1, status=Status.PAUSED)
    save(at)
    at.radio(key=field(at, one, "answer_rating")).set_value("Take theirs").run()
    at.button(key="update_choices").click().run()
    assert at.radio(key=rating).value == "paused:Paused"
    assert "Reason for delay" not in asks(at)


def test_a_draft_begun_before_somebody_elses_change_is_met_with_it_in_a_new_session(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.text_area(key=field(at, one, "progress")).set_value("Mine").run()
    say_meanwhile(sessions, one, 1, progress="Theirs")
    back = open_as(team.hal, UPDATE, id=one)
    assert "Changed since you opened this" in [header.value for header in back.header]
    assert back.text_area(key=field(back, one, "progress")).value == "Mine"


def test_somebody_who_is_not_responsible_gets_no_form(ids: dict[str, int], team: Team) -> None:
    at = open_as(team.ivy, UPDATE, id=ids["1.01"])
    assert "You may update only the actions you are responsible for" in at.info[0].value
    assert asks(at) == []


def test_a_board_member_has_no_such_page(team: Team, ids: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="update"):
        open_as(team.bea, UPDATE, id=ids["1.01"])


def test_an_update_of_a_day_to_come_is_refused(team: Team, ids: dict[str, int]) -> None:
    at = open_as(team.hal, UPDATE, id=ids["1.01"], as_at="2025-04-01")
    assert "1 April 2025 is still to come" in at.info[0].value
    assert asks(at) == []


def test_an_unknown_action_is_said(team: Team) -> None:
    at = open_as(team.hal, UPDATE, id=999)
    assert "There is no such action in this plan" in at.info[0].value


def test_hostile_words_are_typed_saved_and_shown_as_they_are(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    for name in ("progress", "impact"):
        at.text_area(key=field(at, one, name)).set_value(HOSTILE).run()
    save(at)
    assert detail_of(sessions, plan_id, one).progress == HOSTILE
    assert [text.value for text in at.text].count(HOSTILE) == 2
    with sessions.begin() as session:
        add_evidence(
            session,
            one,
            NewEvidence(EvidenceKind.DOCUMENT, TODAY, HOSTILE),
            actor=OFFICE,
            recorded_at=RECORDED_AT,
        )
    at.run()
    assert " ".join(HOSTILE.split()) in [text.value for text in at.text]


def _codes(at: AppTest) -> list[str]:
    return list(at.radio[0].options)


def test_saving_in_one_tab_leaves_what_the_other_typed(
    sessions: sessionmaker[Session], plan_id: int, ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    here, there = open_as(team.hal, UPDATE, id=one), open_as(team.hal, UPDATE, id=one)
    here.text_area(key=field(here, one, "progress")).set_value("Here").run()
    for words_typed in ("Th", "There"):
        there.text_area(key=field(there, one, "impact")).set_value(words_typed).run()
    both = draft_of(sessions, hal, one)
    assert both is not None
    assert both.fields == {"progress": "Here", "impact": "There"}
    # A second word in either tab drops nothing of the other: neither form has ever shown it.
    here.text_area(key=field(here, one, "progress")).set_value("Here, too").run()
    save(here)
    found = detail_of(sessions, plan_id, one)
    assert (found.progress, found.version) == ("Here, too", 2)
    kept = draft_of(sessions, hal, one)
    assert kept is not None
    assert (kept.fields, kept.based_on) == ({"impact": "There"}, 2)


def test_what_the_same_form_hid_goes_with_the_save(
    sessions: sessionmaker[Session], ids: dict[str, int], team: Team, hal: Actor
) -> None:
    one = ids["1.02"]
    at = open_as(team.hal, UPDATE, id=one)
    at.radio(key=field(at, one, "rating")).set_value("delayed:Delayed").run()
    at.text_area(key=field(at, one, "reason_for_delay")).set_value("A vacancy").run()
    at.radio(key=field(at, one, "rating")).set_value(GREEN).run()
    at.text_area(key=field(at, one, "progress")).set_value("On time after all").run()
    save(at)
    assert draft_of(sessions, hal, one) is None
