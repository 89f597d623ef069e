"""The three-way merge: no edit of one side alone is ever lost, and merging again changes nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_model.plan.action_content import NamedPerson
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.statuses import Status
from loaders.plan.three_way import Clash, FieldConflict, Side, fields_of, merge_fields, merge_stated
from tests.integration.cast import BLANK, stated

FIELDS = ("text", "progress", "impact", "rag")
# Few values, so that sides often agree with one another and with the base.
sides = st.fixed_dictionaries({name: st.sampled_from(("a", "b", "c", "")) for name in FIELDS})
choices = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(Side))


@given(sides, sides, sides, choices)
def test_an_edit_made_on_one_side_only_is_never_lost(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], chosen: dict[str, Side]
) -> None:
    merged = merge_fields(base, ours, theirs, chosen)
    for name in FIELDS:
        if ours[name] == base[name]:
            assert merged.values[name] == theirs[name]
            assert (name in merged.taken) == (theirs[name] != base[name])
        elif theirs[name] == base[name]:
            assert merged.values[name] == ours[name]
            assert name in merged.kept


@given(sides, sides, sides)
def test_both_changed_alike_is_taken_once_and_both_changed_differently_waits_for_a_choice(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    merged = merge_fields(base, ours, theirs)
    clashing = {clash.field for clash in merged.clashes}
    for name in FIELDS:
        changed_by_both = base[name] not in (ours[name], theirs[name])
        assert (name in merged.agreed) == (changed_by_both and ours[name] == theirs[name])
        assert (name in clashing) == (changed_by_both and ours[name] != theirs[name])
    for clash in merged.clashes:
        assert clash == Clash(clash.field, base[clash.field], ours[clash.field], theirs[clash.field])
        assert merged.values[clash.field] == ours[clash.field]


@given(sides, sides, sides, choices)
def test_merging_the_result_again_changes_nothing(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str], chosen: dict[str, Side]
) -> None:
    once = merge_fields(base, ours, theirs, chosen)
    again = merge_fields(base, once.values, theirs, chosen)
    assert again.values == once.values
    # Once the file has been brought in, it is what both sides began with.
    assert merge_fields(theirs, once.values, theirs).values == once.values
    assert merge_fields(theirs, once.values, theirs).taken == ()


@given(sides, sides, sides)
def test_a_choice_takes_exactly_the_side_that_was_chosen(
    base: dict[str, str], ours: dict[str, str], theirs: dict[str, str]
) -> None:
    for side, chosen in ((Side.OURS, ours), (Side.THEIRS, theirs)):
        merged = merge_fields(base, ours, theirs, dict.fromkeys(FIELDS, side))
        assert all(merged.values[clash.field] == chosen[clash.field] for clash in merged.clashes)


@given(sides, sides)
def test_the_two_sides_may_change_places(base: dict[str, str], ours: dict[str, str]) -> None:
    assert merge_fields(base, ours, base).values == merge_fields(base, base, ours).values == ours


def test_a_field_the_file_lacks_is_one_it_says_nothing_of() -> None:
    merged = merge_fields({"impact": "a"}, {"impact": "b"}, {})
    assert (merged.values, merged.kept, merged.clashes) == ({"impact": "b"}, ("impact",), ())


def test_a_field_without_a_known_beginning_is_asked_for_when_the_sides_differ() -> None:
    assert merge_fields({}, {"impact": "b"}, {"impact": "c"}).clashes == (Clash("impact", None, "b", "c"),)
    assert merge_fields({}, {"impact": "b"}, {"impact": "b"}).clashes == ()


# Stated actions ------------------------------------------------------------------------------------------
WORDS = ("text", "outcome", "progress", "impact", "measure", "assurance", "mitigation", "due_text",
         "revised_due_text", "responsible", "reason_for_delay", "exception_responsible")  # fmt: skip
words = st.fixed_dictionaries({name: st.sampled_from(("", "one", "two", "31/03/2027")) for name in WORDS})
actions = st.builds(
    lambda texts, rating, area: replace(
        BLANK, **texts, status=rating[0], rag_label=rating[1], area=area, area_number=area[:1]
    ),
    words,
    st.sampled_from(((Status.ON_TRACK, "Amber"), (Status.DELAYED, "Red"), (Status.NOT_RATED, ""))),
    st.sampled_from(("1 Front door", "2 Oversight")),
)


@given(actions, actions, actions)
def test_of_an_action_too_no_edit_of_one_side_is_lost(base, ours, theirs) -> None:  # type: ignore[no-untyped-def]
    merged = merge_stated(base, ours, theirs)
    before, mine, said = fields_of(base), fields_of(ours), fields_of(theirs)
    after = fields_of(merged.merged)
    for name, value in after.items():
        if name == "ref":
            continue
        if mine[name] == before[name]:
            assert value == said[name]
        elif said[name] == before[name]:
            assert value == mine[name]
    again = merge_stated(base, merged.merged, theirs)
    assert fields_of(again.merged) == after


def test_status_and_label_move_together_and_people_with_the_text_that_names_them() -> None:
    ivy = NamedPerson("Ivy Stanton", "ivy stanton", "")
    base = stated("Recruit", responsible="Hal Pickering")
    ours = replace(base, status=Status.DELAYED, rag_label="Red", rag_as_seen="Red")
    theirs = replace(base, responsible="Ivy Stanton", people=(ivy,), cell="C9")
    merged = merge_stated(base, ours, theirs)
    assert (merged.taken, merged.kept, merged.conflicts) == (("responsible",), ("rag",), ())
    assert (merged.merged.status, merged.merged.rag_label) == (Status.DELAYED, "Red")
    assert (merged.merged.people, merged.merged.cell) == ((ivy,), "C9")


def test_a_conflict_shows_old_ours_and_theirs_in_words() -> None:
    base = stated("Recruit")
    ours = replace(base, status=Status.DELAYED, rag_label="Late")
    theirs = replace(base, status=Status.NOT_RATED, rag_label="")
    merged = merge_stated(base, ours, theirs)
    assert merged.conflicts == (FieldConflict("rag", "Green", "Late", "Not rated"),)
    assert merged.unanswered == merged.conflicts
    assert merged.conflicts[0].name == "RAG"
    assert merged.merged.rag_label == "Late"
    answered = merge_stated(base, ours, theirs, {"rag": Side.THEIRS})
    assert answered.unanswered == ()
    assert (answered.merged.status, answered.merged.rag_label) == (Status.NOT_RATED, "")


@pytest.mark.parametrize("absent", ["progress", "rag", "responsible"])
def test_a_column_the_file_lacks_leaves_the_dashboards_edit(absent: str) -> None:
    base = stated("Recruit", progress="Begun")
    ours = replace(base, progress="Half done", rag_label="Late", responsible="Hal")
    theirs = replace(base, progress="", rag_label="", responsible="", absent=frozenset((absent,)))
    assert absent in merge_stated(base, ours, theirs).kept


def test_the_date_in_force_follows_the_words_that_were_merged() -> None:
    first = "31/03/2027"
    base = stated("Recruit", due=understand_due_date(first))
    ours = replace(base, due_text="30/04/2027", due=understand_due_date("30/04/2027"))
    revised = "30/06/2027"
    theirs = replace(base, revised_due_text=revised, due=understand_due_date(revised))
    merged = merge_stated(base, ours, theirs).merged
    assert (merged.due_text, merged.revised_due_text) == ("30/04/2027", revised)
    assert merged.due_date == date(2027, 6, 30)
