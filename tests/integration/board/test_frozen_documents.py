"""Frozen views are documents: every form ever written says what its board was told, or why it cannot."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import fields, make_dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from data_model.board import area_text, assurance_checks, board_words, movement, movement_text
from data_model.board.frozen import form_1, form_1_board, form_2
from data_model.board.frozen.documents import NEWEST, UnreadableView, packed_view, unpacked_view
from data_model.board.frozen.kinds import Fixed, Kind, Later, ListOf, Maybe, OneOf, Record
from data_model.measures import (
    assessment_text,
    control_charts,
    control_limits,
    measure_assessment,
    measure_looks,
    measure_sentence,
    measure_text,
)
from data_model.measures.control_charts import Rule
from data_model.measures.few_cases import CaseTotals
from data_model.measures.measure_vocabulary import Period
from data_model.plan.rows import ActionDetail, ActionRow
from data_model.plan.statuses import Status
from data_model.published.rows import PublishedLine
from data_model.recommendations.recommendation_content import Origin, Response
from data_model.recommendations.rows import (
    ActionOfRecommendation,
    RaisedRecommendationCheck,
    RecommendationRow,
)
from exports.pack.pack_board_tables import check_counts_table
from tests.frozen_golden import (
    EVERY,
    FORMS,
    GOLDEN,
    as_told,
    files_of,
    golden,
    golden_files,
    golden_told,
    golden_view,
    packed,
    said_by_0_1_0,
    told_of,
)
from tests.pack_views import ENGLAND, PUBLISHED

Document = dict[str, Any]
# Documents of form 1 were written before these were kept.
LACKING = {"old_due_kind", "new_due_kind", "figure"}


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    return said_by_0_1_0()


@pytest.mark.parametrize("form", FORMS)
def test_the_committed_files_are_those_that_were_hashed(form: int) -> None:
    lines = (GOLDEN / f"frozen_form_{form}.sha256").read_text().split("\n")
    held = {name: digest for digest, _, name in (line.partition("  ") for line in lines if line)}
    assert len(held) == 2
    for name, digest in held.items():
        assert hashlib.sha256((GOLDEN / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("form", FORMS)
def test_a_meeting_of_every_form_says_what_its_board_was_told(form: int, said: dict[str, Any]) -> None:
    told, expected = golden_told(form), as_told(said)
    assert set(told) == set(expected)
    for name, words in told.items():
        assert words == expected[name], name


@pytest.mark.parametrize("form", FORMS)
def test_the_files_of_every_form_hold_what_the_first_ones_held(form: int, said: dict[str, Any]) -> None:
    files = golden_files(form)
    for name, lines in said["pack_docx"].items():
        assert files[name] == [line for line in lines if line], name


@pytest.mark.parametrize(("form", "name"), EVERY)
def test_every_form_becomes_the_newest_as_it_was_committed(form: int, name: str) -> None:
    content, digest = packed_view(golden_view(form, name))
    assert zlib.decompress(content) == golden(NEWEST, name)
    assert unpacked_view(content, digest) == golden_view(form, name)


def test_what_others_have_is_kept_with_a_meeting() -> None:
    assert golden_view(1).comparisons == ()
    gained = replace(golden_view(NEWEST), comparisons=(ENGLAND, replace(ENGLAND, period=None)))
    assert unpacked_view(*packed_view(gained)) == gained


def test_what_is_published_is_kept_with_a_meeting() -> None:
    assert golden_view(1).published == ()
    unlinked = PublishedLine(2, "No national figure exists for this measure.")
    gained = replace(golden_view(NEWEST), published=(PUBLISHED, unlinked))
    assert unpacked_view(*packed_view(gained)) == gained


def kinds_of(kind: Kind) -> Iterator[Kind]:
    """Walk all the kinds of a form."""
    yield kind
    inner: list[Kind] = []
    if isinstance(kind, Record):
        inner = list(kind.kinds.values())
    elif isinstance(kind, form_2.Assessment):
        inner = [kind.record]
    elif isinstance(kind, Fixed):
        inner = list(kind.kinds)
    elif isinstance(kind, (Maybe, ListOf, Later)):
        inner = [kind.kind]
    for one in inner:
        yield from kinds_of(one)


def records(kind: Kind) -> list[Record]:
    found = {id(one): one for one in kinds_of(kind) if isinstance(one, Record) and one.row is not dict}
    return list(found.values())


def test_the_newest_form_knows_every_field_of_every_row_behind_a_view() -> None:
    # A row that gained a field: give it to the record, as `Later` with what older meetings shall have.
    found = records(form_2.VIEW)
    assert len(found) > 40
    # The revised date stands beside the row that has it in the program, since form 1.
    beside = {ActionDetail: {"revised_due_text"}}
    in_the_row = {ActionRow: {"revised_due_text"}}
    for record in found:
        names = {one.name for one in fields(record.row)}  # type: ignore[arg-type]
        if record is form_2.GATHERED:
            names -= {"gathered"}  # a line gathers lines that gather none
        kept = set(record.kinds) - beside.get(record.row, set())  # type: ignore[call-overload]
        assert kept == names - in_the_row.get(record.row, set()), record.row  # type: ignore[call-overload]
    made_of_others = {"latest", "figure"}
    assert set(form_2.ASSESSMENT.record.kinds) | made_of_others == {
        one.name for one in fields(form_2.ASSESSMENT.row)
    }


def test_the_newest_form_knows_every_word_of_every_enumeration() -> None:
    found = [one for one in kinds_of(form_2.VIEW) if isinstance(one, OneOf)]
    assert len({one.kind for one in found}) > 15
    for one in found:
        assert set(one.words) == set(one.members), one.kind


def widen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every row class behind the views of every form one more field, which has no default.

    A period is no row: rules compare it with others that they make.
    """
    both = {id(one): one for form in (form_1, form_2) for one in records(form.VIEW)}
    for record in both.values():
        if record.row is Period:
            continue
        wider = make_dataclass(
            f"Wider{record.row.__name__}",  # type: ignore[attr-defined]
            [("gained", str)],
            bases=(record.row,),  # type: ignore[arg-type]
            frozen=True,
            slots=True,
            kw_only=True,
        )
        monkeypatch.setattr(record, "row", wider)


@pytest.mark.parametrize("form", FORMS)
def test_a_field_more_on_every_row_changes_nothing_of_what_is_kept(
    form: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, files = golden_told(form), golden_files(form)
    widen(monkeypatch)
    view = golden_view(form)
    assert (view.actions[0].row.gained, view.gained) == ("", "")  # type: ignore[attr-defined]
    assert told_of(view) == told
    assert files_of(view) == files


def other_words(looks: dict[Any, Any]) -> dict[Any, Any]:
    return {one: look._replace(words=f"{look.words}, so to say") for one, look in looks.items()}


def test_other_rules_and_other_words_change_nothing_of_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    told, files = golden_told(NEWEST), golden_files(NEWEST)

    def refuse(*_: object, **__: object) -> str:
        raise AssertionError("a rule was asked of a frozen meeting")

    monkeypatch.setattr(assurance_checks, "CHECKS", {})
    monkeypatch.setattr(board_words, "CHECKS", {})
    monkeypatch.setattr(movement, "_VARIATION_WORDS", {})
    monkeypatch.setattr(movement, "_ASSURANCE_WORDS", {})
    monkeypatch.setattr(movement_text, "_verb", refuse)
    monkeypatch.setattr(measure_assessment, "control_chart", refuse)
    monkeypatch.setattr(form_1, "assess", refuse)
    monkeypatch.setattr(measure_sentence, "_variation", refuse)
    monkeypatch.setattr(assessment_text, "VARIATION_LOOKS", other_words(measure_looks.VARIATION_LOOKS))
    monkeypatch.setattr(assessment_text, "ASSURANCE_LOOKS", other_words(measure_looks.ASSURANCE_LOOKS))
    for module, names in (
        (board_words, ("headline_sentence", "attention_sentence", "follow_ups_sentence", "flow_sentence")),
        (area_text, ("_worse_text",)),
    ):
        for name in names:
            monkeypatch.setattr(module, name, refuse)
    view = golden_view(NEWEST)
    assert told_of(view) == told
    changed = files_of(view)
    # Several areas are chosen when the pack is made: that sentence alone was never kept.
    del files["two areas"], changed["two areas"]
    assert changed == files


def test_the_charts_and_areas_of_the_first_form_follow_its_own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    before = golden_view(1)

    def refuse(*_: object, **__: object) -> str:
        raise AssertionError("a rule of today was asked of a meeting of form 1")

    for module, names in (
        (measure_assessment, ("assess", "control_chart", "target_for", "_need", "_since")),
        (control_charts, ("control_chart", "assurance", "meets", "_judge")),
        (control_limits, ("limits_of", "outside", "side_of", "mean_of", "rounding_of")),
        (measure_sentence, ("sentence_of", "_variation", "_target", "meets")),
        (assessment_text, ("sentence_of",)),
        (measure_text, ("value_text", "period_text", "during", "name_of")),
        (board_words, ("words_for", "plan_and_measures_sentence")),
        (area_text, ("plan_and_measures_sentence", "_worse_text")),
    ):
        for name in names:
            monkeypatch.setattr(module, name, refuse)
    assert golden_view(1) == before
    # A measure for information counted like any other then.
    assert "2 of 13 measures are getting worse" in before.words.of_area(before.areas[0].id).measures


def test_what_charts_gained_since_the_first_documents_of_a_form_comes_back() -> None:
    view = golden_view(2)
    one = next(one for one in view.assessments if one.chart.limits is not None)
    chart = one.chart
    assert chart.ranges_span_gaps
    chart = replace(
        chart,
        points=(replace(chart.points[0], doubted=((Rule.RUN, -1),)), *chart.points[1:]),
        phases=tuple(replace(phase, baseline=11, cases=CaseTotals(3, 40, 12)) for phase in chart.phases),
        settings=replace(chart.settings, fixed_after=12, two_of_three_beyond=True),
        ranges_span_gaps=False,
    )
    settings = replace(view.settings, fixed_after=12, two_of_three_beyond=True)
    gained = replace(view, settings=settings, assessments=(replace(one, chart=chart),))
    assert unpacked_view(*packed_view(gained)) == gained


@pytest.mark.parametrize("form", FORMS)
def test_a_check_that_is_no_more_keeps_its_name(form: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = check_counts_table(golden_view(form)).rows
    assert ("Past its date and not rated delayed or complete", "high") in [row[:2] for row in rows]
    for module in (assurance_checks, board_words):
        monkeypatch.setattr(module, "CHECKS", {})
    assert check_counts_table(golden_view(form)).rows == rows


def small(form: int) -> Document:
    """Return a document with one line of everything, of everything that a form has."""
    document: Document = json.loads(golden(form, "full"))
    for name, value in document.items():
        if isinstance(value, list):
            document[name] = value[:1]
    return document


def read(document: object, form: int) -> object:
    return unpacked_view(*packed(json.dumps(document).encode()), form)


def places(value: Any, where: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Walk the ways to every value of a document."""
    held: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        held = list(value.items())
    elif isinstance(value, list):
        held = list(enumerate(value))
    for name, one in held:
        yield (*where, name)
        yield from places(one, (*where, name))


def one_of_each(document: Document) -> list[tuple[Any, ...]]:
    """Return one way to each field of each record, whichever line of a list it stands in."""
    found: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for way in places(document):
        found.setdefault(tuple("" if isinstance(name, int) else name for name in way), way)
    return list(found.values())


def at(document: Any, way: tuple[Any, ...]) -> Any:
    for name in way:
        document = document[name]
    return document


@pytest.mark.parametrize("form", FORMS)
def test_whatever_is_wrong_with_a_document_is_said_in_one_sentence(form: int) -> None:
    document = small(form)
    read(document, form)
    ways = one_of_each(document)
    assert len(ways) > 200
    for way in ways:
        holder, name = at(document, way[:-1]), way[-1]
        right = holder[name]
        holder[name] = [] if isinstance(right, dict) else {"no": "such"}
        with pytest.raises(UnreadableView, match=f"^What was kept of this meeting in form {form} cannot be"):
            read(document, form)
        if isinstance(holder, dict) and not (form == 1 and name in LACKING):
            del holder[name]
            with pytest.raises(UnreadableView, match=f"{name}: missing"):
                read(document, form)
        holder[name] = right
    assert document == small(form)


def test_a_view_kept_before_kinds_and_figures_were_is_still_read() -> None:
    document: Document = json.loads(golden(1, "full"))
    for name in form_1_board.LISTS_OF_MOVED:
        for row in document["changed"][name]:
            del row["old_due_kind"], row["new_due_kind"]
    for row in document["changed"]["measures"]:
        del row["figure"]
    changed, whole = read(document, 1).changed, golden_view(1).changed  # type: ignore[attr-defined]
    assert whole is not None
    assert {one.new_due_kind for one in changed.slipped} == {None}
    assert [one.figure for one in changed.measures] == [""] * len(whole.measures)
    assert [one.new_due for one in changed.slipped] == [one.new_due for one in whole.slipped]


@pytest.mark.parametrize(
    ("way", "value", "words"),
    [
        (("assessments", 0, "need"), "WORSE", "a word that this form has not"),
        (("assessments", 0, "readings", 3), 10_000, "a place where nothing stands"),
        (("assessments", 0, "readings"), [], "do not stand beside one another"),
        (("assessments", 0, "chart", "points", 0, "phase"), 9, "a point without its phase"),
        (("assessments", 0, "chart", "settings", "run_length"), 1, "at least two points"),
        (("areas", 0, "statuses", 0, "status"), "splendid", "areas, 1, statuses, 1, status: a word"),
        (("headlines", "actions"), True, "headlines, actions: no whole number"),
        (("headlines", "actions"), 1.5, "headlines, actions: no whole number"),
        (("moment", "as_at"), "3 March", "moment, as_at: no day"),
        (("measure_links", 0), [1], "no list of 2"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(way: tuple[Any, ...], value: object, words: str) -> None:
    document = small(2)
    at(document, way[:-1])[way[-1]] = value
    with pytest.raises(UnreadableView, match=words):
        read(document, 2)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff", b'{"plan": NaN}', b"[" * 100_000])
def test_what_is_no_document_is_not_read(form: int, text: bytes) -> None:
    with pytest.raises(UnreadableView, match="cannot be read"):
        unpacked_view(*packed(text), form)


@pytest.mark.parametrize("form", FORMS)
def test_what_was_cut_or_changed_outside_is_not_read(form: int) -> None:
    content, digest = packed(golden(form, "first"))
    for other, its in ((content[:-20], digest), (b"", digest), (content, "0" * 64)):
        with pytest.raises(UnreadableView, match="changed outside the dashboard"):
            unpacked_view(other, its, form)


@pytest.mark.parametrize("form", [0, -1, NEWEST + 1])
def test_an_unknown_form_is_not_read(form: int) -> None:
    content, digest = packed(golden(1, "first"))
    with pytest.raises(UnreadableView, match=f"kept in form {form}; this version reads forms 1 to {NEWEST}"):
        unpacked_view(content, digest, form)


def test_a_word_that_was_taken_from_an_enumeration_is_said_to_be_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = {word: one for word, one in form_2.VARIATION.members.items() if word != "concern"}
    monkeypatch.setattr(form_2.VARIATION, "members", left)
    with pytest.raises(UnreadableView, match="variation: a word that this version has not"):
        golden_view(2)


def test_recommendations_are_kept_with_a_meeting_and_none_are_read_of_those_before() -> None:
    view = golden_view(2)
    assert (view.recommendations, view.words.recommendations) == ((), "")
    day, moment = date(2025, 3, 3), datetime(2025, 3, 3, 9, tzinfo=UTC)
    action = ActionOfRecommendation(1, "1.01", "Do", 1, "1 Area", Status.DELAYED, "Red", day, 3, True)
    row = RecommendationRow(
        origin=Origin.PEER,
        words="Meet monthly",
        response=Response.IN_PART,
        id=1,
        version=2,
        made_on=day,
        responded_on=None,
        due_date=day,
        closed_on=None,
        lead_person_id=None,
        as_at=day,
        recorded_at=moment,
        recorded_by="Orla Finch",
        words_since=day,
        response_due=day,
        days_unanswered=0,
        days_overdue=4,
        actions=(action,),
        checks=(RaisedRecommendationCheck("actions-complete", "Title", "Because"),),
    )
    kept = replace(view, recommendations=(row,), words=replace(view.words, recommendations="One."))
    assert unpacked_view(*packed_view(kept)) == kept
