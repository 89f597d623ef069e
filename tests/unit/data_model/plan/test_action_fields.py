"""The register of fields agrees with what is written by hand: the shared texts, the tables, the headings."""

from dataclasses import fields

from data_model.plan.action_content import ActionContent
from data_model.plan.action_fields import (
    ACTION_FIELDS,
    COMPARED_FIELDS,
    EXCEPTION_FIELDS,
    FIELD_BY_NAME,
    STATED_COLUMNS,
    TEXT_NAMES,
    UPDATABLE_FIELDS,
    UPDATABLE_TEXTS,
    ActionTexts,
    UpdatedTexts,
    texts_of,
)
from data_model.plan.stamps import RETURN_COLUMNS
from data_model.plan.tables import SHARED_COLUMNS
from data_model.plan.update_rules import ActionUpdate
from exports.plan.full import HEADINGS
from loaders.plan.heading_vocabulary import WORDINGS, Field
from loaders.plan.headings import NAME_OF_COLUMN


def test_each_field_has_its_own_name_and_words() -> None:
    assert len(FIELD_BY_NAME) == len(ACTION_FIELDS)
    assert len(set(COMPARED_FIELDS.values())) == len(COMPARED_FIELDS)


def test_the_shared_texts_are_those_of_the_register() -> None:
    assert tuple(one.name for one in fields(ActionTexts)) == TEXT_NAMES
    assert tuple(one.name for one in fields(UpdatedTexts)) == UPDATABLE_TEXTS
    assert set(UPDATABLE_FIELDS) <= {one.name for one in fields(ActionUpdate)}


def test_every_field_has_a_column_and_stands_in_what_a_file_states() -> None:
    looked_up = {"area": "area_id", "outcome": "outcome_id"}
    assert {looked_up.get(name, name) for name in FIELD_BY_NAME} <= set(SHARED_COLUMNS)
    assert set(STATED_COLUMNS) <= {one.name for one in fields(ActionContent)}


def test_every_column_that_a_plan_may_have_is_the_heading_of_a_field() -> None:
    assert set(NAME_OF_COLUMN) == set(Field)
    assert set(WORDINGS) == {field.value for field in Field}


def test_a_text_that_an_update_may_change_is_sent_out_and_comes_in_full() -> None:
    assert set(UPDATABLE_FIELDS) < set(RETURN_COLUMNS)
    assert set(TEXT_NAMES) < set(HEADINGS)
    assert len(set(RETURN_COLUMNS)) == len(RETURN_COLUMNS)


def test_the_date_of_an_exception_comes_last() -> None:
    assert EXCEPTION_FIELDS[-1] == "revised_due_text"


def test_texts_are_read_from_whatever_holds_them() -> None:
    texts = {name: f"the {name}" for name in TEXT_NAMES}
    assert texts_of(ActionTexts(**texts)) == texts
