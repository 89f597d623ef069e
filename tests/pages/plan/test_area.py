"""An area: what the plan says beside what the measures say."""

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy.orm import Session, sessionmaker

from data_model.board.area_text import is_green_outside, plan_and_measures_sentence
from data_model.measures.changes.measure_targets import link_actions
from data_model.measures.changes.measures import edit_measure
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_assessment import AttentionRank
from data_model.measures.measure_vocabulary import Polarity
from data_model.measures.queries.measures import list_measures
from data_model.plan.due_dates import DueKind
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.overview import list_areas
from data_model.plan.rows import AreaRow, StatusCount
from data_model.plan.statuses import Status
from tests.integration.cast import OFFICE, batch, due_on, load, stated
from tests.pages.conftest import AREAS, HOSTILE, KEY, TODAY, Open, links, told, words
from tests.pages.performing import LOADED_AT, OPEN, RE_REFERRALS, load_all
from ui.parts.whole_links import LONGEST
from ui.shell.links import BREAK

PAGE = "plan/area.py"
Sessions = sessionmaker[Session]


class Measure:
    """As much of an assessment as the sentence asks for."""

    def __init__(
        self,
        variation: Variation,
        assurance: Assurance = Assurance.HIT_AND_MISS,
        polarity: Polarity = Polarity.LOWER,
    ) -> None:
        self.variation, self.assurance = variation, assurance
        self.series = SimpleNamespace(measure=SimpleNamespace(definition=SimpleNamespace(polarity=polarity)))
        is_well = variation is Variation.COMMON and assurance is Assurance.HIT_AND_MISS
        self.need = AttentionRank.HIT_AND_MISS if is_well else AttentionRank.CONCERN
        if variation is Variation.IMPROVEMENT:
            self.need = AttentionRank.FAILS_BUT_IMPROVES
        if polarity is Polarity.INFO:
            self.need = AttentionRank.STEADY


WORSE, STEADY = Measure(Variation.CONCERN), Measure(Variation.COMMON)
FAILING = Measure(Variation.COMMON, Assurance.FAILS)
RISING = Measure(Variation.HIGH, Assurance.NONE, Polarity.INFO)
STILL = Measure(Variation.COMMON, Assurance.NONE, Polarity.INFO)
IMPROVING = Measure(Variation.IMPROVEMENT, Assurance.FAILS)


def area(**counts: int) -> AreaRow:
    statuses = tuple(StatusCount(Status(name), "", count) for name, count in counts.items())
    return AreaRow(1, "1", "Help at the right time", "Help", sum(counts.values()), statuses, 0, 0, None)


@pytest.mark.parametrize(
    ("row", "assessments", "sentence", "is_green"),
    [
        (
            area(complete=8, on_track=3, delayed=3),
            [WORSE, WORSE, STEADY],
            "11 of 14 actions are complete or on schedule, while 2 of 3 measures are getting worse.",
            True,
        ),
        (
            area(complete=1),
            [WORSE],
            "1 of 1 action is complete or on schedule, while 1 of 1 measure is getting worse.",
            True,
        ),
        (
            area(complete=1, delayed=1),
            [WORSE],
            "1 of 2 actions is complete or on schedule; 1 of 1 measure is getting worse.",
            False,
        ),
        (
            area(embedded=2),
            [STEADY],
            "2 of 2 actions are complete or on schedule; its one measure is not getting worse.",
            False,
        ),
        (
            area(embedded=2),
            [STEADY, FAILING],
            "2 of 2 actions are complete or on schedule, while 1 of 2 measures consistently fails its "
            "target.",
            True,
        ),
        (
            area(embedded=2),
            [WORSE, FAILING, FAILING],
            "2 of 2 actions are complete or on schedule, while 1 of 3 measures is getting worse and 2 "
            "consistently fail their target.",
            True,
        ),
        (
            area(embedded=2),
            [STEADY, IMPROVING],
            "2 of 2 actions are complete or on schedule; none of 2 measures is getting worse and 1 improves "
            "but does not yet reliably meet its target.",
            False,
        ),
        (
            area(embedded=2),
            [WORSE, FAILING, IMPROVING, IMPROVING],
            "2 of 2 actions are complete or on schedule, while 1 of 4 measures is getting worse, 1 "
            "consistently fails its target and 2 improve but do not yet reliably meet their target.",
            True,
        ),
        (
            area(embedded=2),
            [RISING],
            "2 of 2 actions are complete or on schedule; its one measure is for information and has no "
            "better or worse.",
            False,
        ),
        (
            area(embedded=2),
            [RISING, STILL],
            "2 of 2 actions are complete or on schedule; its 2 measures are for information and have no "
            "better or worse.",
            False,
        ),
        (
            area(embedded=2),
            [RISING, STEADY],
            "2 of 2 actions are complete or on schedule; its one measure with a better side is not getting "
            "worse; 1 more is for information.",
            False,
        ),
        (
            area(embedded=2),
            [WORSE, STEADY, RISING, STILL],
            "2 of 2 actions are complete or on schedule, while 1 of 2 measures is getting worse; 2 more are "
            "for information.",
            True,
        ),
        (
            area(on_track=2),
            [],
            "2 of 2 actions are complete or on schedule. No measure is linked to this area, so nothing here "
            "says whether it helps.",
            False,
        ),
    ],
)
def test_the_sentence_puts_plan_and_measures_side_by_side(
    row: AreaRow, assessments: list[Measure], sentence: str, is_green: bool
) -> None:
    assert plan_and_measures_sentence(row, assessments) == sentence  # type: ignore[arg-type]
    assert is_green_outside(row, assessments) is is_green  # type: ignore[arg-type]


@pytest.fixture
def linked(sessions: Sessions, plan_id: int) -> None:
    """Two measures with figures, meant to be moved by actions of the two areas."""
    ids = load_all(sessions, plan_id)
    with sessions.begin() as session:
        by_ref = {row.ref: row.id for row in list_actions(session, plan_id, TODAY)}
        link_actions(session, ids[OPEN], [by_ref["1.01"]], actor=OFFICE, recorded_at=LOADED_AT)
        link_actions(session, ids[RE_REFERRALS], [by_ref["2.01"]], actor=OFFICE, recorded_at=LOADED_AT)


@pytest.mark.usefixtures("linked")
def test_a_green_area_whose_measure_worsens_is_seen(open_page: Open) -> None:
    at = open_page(PAGE, id="2")
    assert not at.exception
    assert at.title[0].value == "2 Managers"
    assert at.warning[0].value.replace("\\", "") == (
        "**2 of 3 actions are complete or on schedule, while 1 of 1 measure is getting worse.**"
    )
    assert ":orange-badge[▲ Concern]" in words(at)


@pytest.mark.usefixtures("linked")
def test_an_area_shows_its_actions_outcomes_and_measures(open_page: Open) -> None:
    at = open_page(PAGE, id="1")
    assert at.title[0].value == "1 Help at the right time"
    assert [header.value for header in at.header] == [
        "What the plan says",
        "Outcomes for children and families",
        "What the measures say",
    ]
    said = words(at).replace("\\", "")
    assert "1 of 2 actions is complete or on schedule; its one measure is not getting worse." in said
    assert "**10 days overdue** (due 28 Feb 2025)" in said
    assert "Next due 31 Mar 2025." in said
    assert "Children are seen quickly" in [text.value for text in at.text]
    assert "0 of 2 actions complete · 1 overdue · last open one due 31 Mar 2025" in said
    assert ":blue-badge[◆ Improvement]" in said
    assert not at.warning


@pytest.mark.usefixtures("linked")
def test_a_measure_names_its_area_only_where_that_is_another_one(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    with sessions.begin() as session:
        first = list_areas(session, plan_id, TODAY)[0].id
        measure = next(row for row in list_measures(session, plan_id, TODAY) if row.name == RE_REFERRALS)
        edit_measure(
            session,
            measure.id,
            name=RE_REFERRALS,
            area_id=first,
            outcome_id=None,
            is_front_door=True,
            actor=OFFICE,
            recorded_at=LOADED_AT,
        )
    named = "1 Help at the right time"
    for page in (PAGE, "board/challenge_panel.py"):
        its = {"id": first} if page == PAGE else {"area": first}
        assert RE_REFERRALS in "".join(links(open_page(page, **its)))
        assert named not in [one.value for one in open_page(page, **its).caption]
    # On the page of an area whose action is meant to move it, it says whose it is.
    assert named in [one.value for one in open_page(PAGE, id="2").caption]


def test_only_a_deadline_is_said_to_be_the_last_one_due(
    open_page: Open, sessions: Sessions, plan_id: int
) -> None:
    long_ago = TODAY - timedelta(days=200)
    open_ones = [
        stated("Review it", outcome="Nobody waits", due=due_on(long_ago, DueKind.REVIEW), ref="1.07"),
        stated("Go on", outcome="Nobody waits", due=due_on(long_ago, DueKind.RECURRING), ref="1.08"),
    ]
    load(sessions, plan_id, batch(TODAY, open_ones, areas=AREAS, key=KEY))
    assert "0 of 2 actions complete · 0 overdue\n" in f"{told(open_page(PAGE, id='1'))}\n"


@pytest.mark.usefixtures("plan_id")
def test_the_checks_of_an_area_are_said_in_words_that_fold_beside_their_link(open_page: Open) -> None:
    at = open_page(PAGE, id="1")
    assert "2 checks stand against its ratings." in told(at)
    assert ":blue[Take it to the challenge panel ›]" in [each.proto.label for each in at.get("page_link")]


def test_a_long_name_and_a_post_do_not_run_out_of_their_link(open_page: Open, ids: dict[str, int]) -> None:
    at = open_page("plan/action.py", id=str(ids["1.01"]))
    labels = [each.proto.label for each in at.get("page_link")]
    assert ":blue[**Hal Pickering**]" in labels
    lines = [line for label in labels for line in label.split(BREAK)]
    assert all(len(re.sub(r":blue\[|\\\\|\*\*|\]$", "", line)) <= LONGEST for line in lines), lines


@pytest.mark.usefixtures("linked")
def test_the_next_area_stays_on_the_page(open_page: Open) -> None:
    at = open_page(PAGE, id="1")
    at.button(key="area_next").click().run()
    assert at.query_params["id"] == "2"
    assert not [button for button in at.button if button.key == "area_next"]


@pytest.mark.usefixtures("linked")
def test_before_the_figures_were_known_no_line_is_drawn(open_page: Open) -> None:
    at = open_page(PAGE, id="2", as_at=date(2025, 3, 4).isoformat())
    assert not at.exception
    assert at.get("image") == []


@pytest.mark.parametrize("number", ["", "0", "99999", "-1", "9" * 30, "١", HOSTILE])
@pytest.mark.usefixtures("plan_id")
def test_an_unknown_area_offers_those_there_are(open_page: Open, number: str) -> None:
    at = open_page(PAGE, id=number)
    assert not at.exception
    assert "There is no such area in this plan on this day." in words(at)
    at.button(key="area_1").click().run()
    assert at.title[0].value == "1 Help at the right time"


@pytest.mark.usefixtures("plan_id")
def test_an_area_without_measures_says_so(open_page: Open) -> None:
    at = open_page(PAGE, id="1")
    assert "No measure is linked to this area yet." in words(at)
    assert not at.exception


@pytest.mark.usefixtures("sessions")
def test_the_page_draws_without_a_plan(open_page: Open) -> None:
    assert "There is no improvement plan here yet." in words(open_page(PAGE))
