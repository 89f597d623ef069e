"""The same action is recognised again; what changed, came and went is said field by field."""

from dataclasses import replace
from datetime import date

from data_model.plan.action_content import ActionContent, FieldChange, NamedPerson
from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.queries.actions import StoredAction
from data_model.plan.statuses import Status
from loaders.plan.compare import compare, merge

BASE = ActionContent(
    area_number="1",
    area="Front door",
    outcome="Seen sooner",
    ref="",
    text="Recruit four social workers",
    responsible="Priya Sample",
    people=(NamedPerson("Priya Sample", "priya sample", ""),),
    due_text="31/03/27",
    due=understand_due_date("31/03/27"),
    revised_due_text="",
    status=Status.ON_TRACK,
    rag_label="On schedule",
    rag_as_seen="yellow",
    progress="Begun",
    impact="",
    measure="",
    assurance="",
    reason_for_delay="",
    mitigation="",
    exception_responsible="",
    sheet="Plan",
    cell="B6",
)


def stored(id: int, stated: ActionContent, ref: str = "1.01", given: bool = False) -> StoredAction:
    return StoredAction(id, ref, given, 1, date(2026, 5, 12), stated.due_date, stated.due_date, stated)


def test_the_same_file_again_changes_nothing() -> None:
    result = compare([stored(1, BASE)], [BASE])
    assert (result.added, result.changed, result.unchanged, result.missing) == ((), (), 1, ())
    assert result.changes_nothing


def test_a_change_is_told_field_by_field() -> None:
    new = replace(BASE, progress="Two in post", status=Status.COMPLETE, rag_label="Completed")
    result = compare([stored(1, BASE)], [new])
    assert result.changed[0].id == 1
    assert result.changed[0].changes == (
        FieldChange("status", "On track", "Complete"),
        FieldChange("rag_label", "On schedule", "Completed"),
        FieldChange("progress", "Begun", "Two in post"),
    )


def test_an_action_the_file_lacks_is_missing_and_nothing_else() -> None:
    result = compare([stored(1, BASE), stored(2, replace(BASE, text="Train managers"))], [BASE])
    assert [row.id for row in result.missing] == [2]
    assert result.unchanged == 1


def test_a_given_ref_recognises_an_action_whose_text_is_new() -> None:
    old = replace(BASE, ref="A7")
    new = replace(old, text="Appoint six more practitioners")
    result = compare([stored(5, old, "A7", given=True)], [new])
    assert [(change.id, change.changes[0].new) for change in result.changed] == [
        (5, "Appoint six more practitioners")
    ]


def test_a_ref_that_stands_twice_recognises_nothing() -> None:
    old = replace(BASE, ref="A7")
    reads = [replace(old, text="Quite another thing"), replace(old, text="A third thing altogether")]
    result = compare([stored(5, old, "A7", given=True)], reads)
    assert (len(result.added), len(result.missing)) == (2, 1)


def test_renumbered_actions_are_followed_by_their_text() -> None:
    first, second = replace(BASE, ref="1", text="First thing"), replace(BASE, ref="2", text="Second thing")
    new = replace(BASE, ref="1", text="An inserted thing")
    result = compare(
        [stored(1, first, "1", True), stored(2, second, "2", True)],
        [new, replace(first, ref="2"), replace(second, ref="3")],
    )
    assert [row.text for row in result.added] == ["An inserted thing"]
    assert [(change.id, change.changes) for change in result.changed] == [
        (1, (FieldChange("ref", "1", "2"),)),
        (2, (FieldChange("ref", "2", "3"),)),
    ]


def test_a_ref_that_a_reworded_action_left_to_a_new_one_is_asked_about() -> None:
    old = replace(BASE, ref="1.1", text="Recruit four social workers for the front door")
    new = replace(BASE, ref="1.1", text="Publish a threshold guide")
    reworded = replace(old, ref="1.2", text="Recruit four more social workers for the front door")
    result = compare([stored(1, old, "1.1", True)], [new, reworded])
    assert [(match.id, match.new_text) for match in result.close] == [(1, reworded.text)]
    assert (result.unanswered, result.changed) == (1, ())


def test_the_same_text_under_two_areas_stays_two_actions() -> None:
    other = replace(BASE, area_number="2", area="Oversight", due_text="30/06/27")
    result = compare([stored(1, BASE), stored(2, other)], [other, BASE])
    assert (result.unchanged, result.changed, result.added) == (2, (), ())


def test_a_close_text_waits_for_a_person() -> None:
    new = replace(BASE, text="Recruit four more social workers")
    asked = compare([stored(1, BASE)], [new])
    assert (len(asked.close), asked.unanswered) == (1, 1)
    assert (len(asked.added), len(asked.missing)) == (1, 1)
    key = asked.close[0].key
    same = compare([stored(1, BASE)], [new], {key: True})
    assert (len(same.changed), same.added, same.missing, same.unanswered) == (1, (), (), 0)
    other = compare([stored(1, BASE)], [new], {key: False})
    assert (len(other.added), len(other.missing), other.unanswered) == (1, 1, 0)


def test_close_texts_pair_one_to_one_the_most_alike_first() -> None:
    first = replace(BASE, text="Review the protocol for homeless young people")
    second = replace(BASE, text="Review the protocol for homeless young persons")
    result = compare([stored(1, first)], [second, replace(first, text=first.text + "s")])
    assert [(match.id, match.new_text) for match in result.close] == [(1, first.text + "s")]


def test_what_the_file_has_no_column_for_keeps_its_value() -> None:
    old = replace(BASE, impact="Faster help", reason_for_delay="Sickness")
    new = replace(
        BASE,
        impact="",
        status=Status.NOT_RATED,
        rag_label="",
        absent=frozenset({"impact", "reason_for_delay", "rag"}),
    )
    merged = merge(old, new)
    assert (merged.impact, merged.reason_for_delay, merged.status) == (
        "Faster help",
        "Sickness",
        Status.ON_TRACK,
    )
    assert compare([stored(1, old)], [new]).unchanged == 1


def test_a_revised_date_stays_in_force_while_the_file_says_nothing_of_it() -> None:
    old = replace(BASE, revised_due_text="30/06/27", due=understand_due_date("30/06/27"))
    new = replace(BASE, absent=frozenset({"revised_due_text"}))
    assert merge(old, new).due_date == date(2027, 6, 30)
    moved = replace(new, due_text="31/08/27", due=understand_due_date("31/08/27"))
    assert merge(old, moved).due_date == date(2027, 8, 31)


def test_another_colour_without_a_meaning_is_a_change() -> None:
    red = replace(BASE, status=Status.NOT_RATED, rag_label="", rag_as_seen="red (#FF0000)")
    blue = replace(red, rag_as_seen="blue (#0070C0)")
    result = compare([stored(1, red)], [blue])
    assert result.changed[0].changes == (FieldChange("rag_label", "red (#FF0000)", "blue (#0070C0)"),)
