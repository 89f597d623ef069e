"""What is decided now against what is remembered, and choices told by name or in a file."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data_model.plan.import_choice_text import UNKNOWN, meaning_text
from data_model.plan.import_choices import (
    KEPT_BESIDE,
    KEY,
    LEAVE_OUT,
    LEFT_OUT,
    LOAD,
    ChoiceKind,
    ImportChoice,
    ImportQuestion,
)
from data_model.plan.rows import KeyRow
from data_model.plan.statuses import Status
from loaders.plan.choice_report import question_lines
from loaders.plan.choices import choices_used, lay_choices, new_choices
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import normalise_heading
from loaders.plan.told_choices import (
    ToldChoices,
    UnknownChoice,
    choices_json,
    read_choices_file,
    say_unknown,
    say_unknown_ratings,
    settle_choices,
    settle_ratings,
    settle_told,
)

BEFORE = datetime(2025, 3, 3, tzinfo=UTC)
COLUMN, SHEET = ChoiceKind.COLUMN, ChoiceKind.SHEET


def column(written: str, meaning: str, by: str = "") -> ImportChoice:
    return ImportChoice(COLUMN, normalise_heading(written), written, meaning, by, BEFORE if by else None)


def asked(written: str, *options: str, kind: ChoiceKind = COLUMN, **fields: object) -> ImportQuestion:
    question = ImportQuestion(
        kind,
        normalise_heading(written),
        written,
        "Plan",
        "H4",
        ("One", "Two"),
        "",
        "No wording fits.",
        options,
    )
    return replace(question, **fields)  # type: ignore[arg-type]


STEP = asked("Agreed step", "action", "due", LEFT_OUT)
GUIDANCE = asked("Guidance", LOAD, LEAVE_OUT, KEY, kind=SHEET, cell="", read_as=LOAD)


# What stands ---------------------------------------------------------------------------------------------
def test_what_is_decided_now_stands_before_what_is_remembered_and_the_rest_stays() -> None:
    remembered = (column("Step", "action", "Orla Finch"), column("Note", "progress", "Orla Finch"))
    now = (column("Note", LEFT_OUT), column("Further", "impact"))
    assert [(each.written, each.meaning) for each in lay_choices(remembered, now)] == [
        ("Step", "action"),
        ("Note", LEFT_OUT),
        ("Further", "impact"),
    ]


def test_a_choice_made_again_keeps_whoever_made_it_first_and_is_not_new() -> None:
    remembered = (column("Step", "action", "Orla Finch"),)
    again = (replace(remembered[0], decided_by="Pat Lowell"),)
    assert lay_choices(remembered, again) == remembered
    assert new_choices(again, remembered, [asked("Step")]) == ()


def test_an_empty_meaning_takes_the_remembered_choice_away_and_is_new_only_then() -> None:
    remembered = (column("Step", "action", "Orla Finch"),)
    back = (column("Step", ""), column("Note", ""))
    assert lay_choices(remembered, back) == ()
    assert new_choices(back, remembered, [asked("Step"), asked("Note")]) == back[:1]


def test_choices_laid_twice_change_nothing() -> None:
    remembered = (column("Step", "action", "Orla Finch"), column("Note", "progress", "Orla Finch"))
    now = (column("Note", LEFT_OUT), column("Step", ""))
    once = lay_choices(remembered, now)
    assert lay_choices(once, now) == once


def test_a_choice_about_another_file_is_neither_new_nor_used() -> None:
    elsewhere = (column("Only in last month’s file", "progress"),)
    assert new_choices(elsewhere, (), [STEP]) == ()
    assert choices_used(elsewhere, [STEP]) == ()


def test_a_sheet_of_a_columns_name_is_another_choice() -> None:
    sheet = ImportChoice(SHEET, "guidance", "Guidance", LEAVE_OUT)
    assert choices_used([column("Guidance", "progress"), sheet], [GUIDANCE]) == (sheet,)


# Told by name --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("written", ["Agreed step", "AGREED  STEP:", "Agreed step (in full)"])
@pytest.mark.parametrize("said", ["action", "Action", " ACTION "])
def test_a_column_is_found_as_headings_are_compared_and_its_meaning_by_itself_or_its_words(
    written: str, said: str
) -> None:
    choices, left = settle_choices(ToldChoices({written: said}), [STEP, GUIDANCE])
    assert [(each.about, each.written, each.meaning) for each in choices] == [
        ("agreed step", "Agreed step", "action")
    ]
    assert not left.columns


def test_a_meaning_that_a_column_cannot_have_is_refused_with_those_it_can() -> None:
    with pytest.raises(UnknownChoice, match="cannot be “deadline”; it can be action, due, left-out"):
        settle_choices(ToldChoices({"Agreed step": "deadline"}), [STEP])


def test_a_name_that_the_file_does_not_have_comes_back_and_is_said_with_those_it_has() -> None:
    choices, left = settle_choices(ToldChoices({"Step": "action"}, {"Notes": LEAVE_OUT}), [STEP])
    assert choices == []
    assert say_unknown(left, [STEP]) == (
        "the file has no column “Step”; it has “Agreed step”; "
        "the file has no sheet “Notes”; it has none to choose for"
    )


def test_a_choice_that_brings_another_column_to_light_is_followed() -> None:
    def ask(choices: Sequence[ImportChoice]) -> Sequence[ImportQuestion]:
        more = (asked("By when then", "due"),) if choices else ()
        return (STEP, *more)

    told = ToldChoices({"By when then": "due", "Agreed step": "action", "Nowhere": "due"})
    choices, left = settle_told(told, ask)
    assert [(each.written, each.meaning) for each in choices] == [
        ("Agreed step", "action"),
        ("By when then", "due"),
    ]
    assert dict(left.columns) == {"Nowhere": "due"}


# Ratings -------------------------------------------------------------------------------------------------
LOOKS = ("fill:00B050", "fill:92D050", "fill:FF0000", "fill:none", "word:h", "word:nearly there")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("green", ["fill:00B050", "fill:92D050"]),
        ("green (#00B050)", ["fill:00B050"]),
        ("fill:00B050", ["fill:00B050"]),
        ("00b050", ["fill:00B050"]),
        ("no colour", ["fill:none"]),
        ("H", ["word:h"]),
        ("“nearly there”", ["word:nearly there"]),
        ("Nearly there", ["word:nearly there"]),
    ],
)
def test_a_rating_is_found_by_word_by_colour_or_as_the_report_prints_it(name: str, found: list[str]) -> None:
    rows, left = settle_ratings({name: "on_track"}, LOOKS)
    assert [(row.seen, row.status) for row in rows] == [(seen, Status.ON_TRACK) for seen in found]
    assert left == []


def test_a_rating_that_the_file_does_not_have_is_said_with_those_it_has() -> None:
    rows, left = settle_ratings({"blue": "complete"}, LOOKS[:1])
    assert rows == []
    assert say_unknown_ratings(left, LOOKS[:1]) == "the file has no rating “blue”; it has green (#00B050)"


def test_a_status_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownChoice, match="rating “green” cannot be “fine”; it can be complete, embedded"):
        settle_ratings({"green": "fine"}, LOOKS)


# As a file -----------------------------------------------------------------------------------------------
def test_what_is_written_as_a_file_is_read_from_it() -> None:
    sheet = ImportChoice(SHEET, "guidance", "Guidance", LEAVE_OUT)
    key = (
        KeyRow("word:h", "H", Status.AT_RISK, "Orla Finch", BEFORE),
        KeyRow("fill:00B050", "Completed", Status.COMPLETE),
    )
    written = choices_json([column("Agreed step", "action"), sheet], key)
    assert read_choices_file(written) == ToldChoices(
        {"Agreed step": "action"}, {"Guidance": LEAVE_OUT}, {"word:h": "at_risk"}
    )
    assert list(json.loads(written)) == ["columns", "sheets", "ratings"]


@pytest.mark.parametrize(
    "text", ["", "[]", "not JSON", '{"colums": {}}', '{"columns": ["action"]}', '{"columns": {"Step": 1}}']
)
def test_a_file_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(UnknownChoice):
        read_choices_file(text)


# In words ------------------------------------------------------------------------------------------------
def test_every_meaning_has_words_of_its_own() -> None:
    columns = [*(field.value for field in Field), LEFT_OUT, KEPT_BESIDE, "earlier:2024-01", ""]
    said = [meaning_text(COLUMN, meaning) for meaning in columns]
    assert len(set(said)) == len(said)
    assert (said[-2], said[-1]) == ("As it was in January 2024", UNKNOWN)
    assert len({meaning_text(SHEET, meaning) for meaning in (LOAD, LEAVE_OUT, KEY)}) == 3


def test_the_report_numbers_what_it_asks_and_names_who_decided_what_is_understood() -> None:
    understood = asked("Note", "progress", read_as="progress", asks=False)
    choices = [column("Note", "progress", "Orla")]
    lines = question_lines([replace(STEP, must_answer=True), understood], choices)
    assert lines == [
        "",
        "Columns and sheets to decide (1)",
        "  1. Column “Agreed step” (Plan H4): “One” · “Two”",
        "     Not known yet: No wording fits. Nothing can be loaded without an answer.",
        '     --column "Agreed step=…": action, due, left-out',
        "",
        "Columns and sheets understood (1)",
        "  Column “Note” (Plan H4): Progress, decided by Orla",
    ]
