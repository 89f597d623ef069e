"""Texts that somebody typed."""

import json

import pytest

from data_model.shared.refusals import Refused
from data_model.shared.typed_text import typed, typed_line, typed_name, write_fields


@pytest.mark.parametrize(
    "text", ["", "  \n", "\u200b", "\u200b \ufeff\u2060", "\u00ad", "\u3164", "\u2800", "\u0301", "\u202e"]
)
def test_a_text_of_nothing_that_is_seen_is_no_text(text: str) -> None:
    assert (typed(text), typed_line(text)) == ("", "")


def test_a_text_that_is_seen_stays_as_it_was_typed() -> None:
    family = "\U0001f468\u200d\U0001f469"  # joined by a character that is not seen
    assert typed(f"  {family}\u200b done\n") == f"{family}\u200b done"
    assert typed_line(" a\n  b ") == "a b"


MOST = 200_000


@pytest.mark.parametrize(("letter", "size"), [("a", 1), ("é", 2), ("ж", 2), ("“", 3), ("😀", 4), ("\n", 1)])
def test_a_draft_of_any_script_may_have_200_kb(letter: str, size: int) -> None:
    fields = {"progress": letter * (MOST // size - 1), "impact": ""}
    assert json.loads(write_fields(fields, "This", "Copy it.")) == fields
    with pytest.raises(Refused, match="^This is too long to be kept \\(more than 200 kB\\). Copy it.$"):
        write_fields({"progress": letter * (MOST // size), "impact": letter * 2}, "This", "Copy it.")


def test_what_no_database_takes_is_stored_in_ascii() -> None:
    fields = {"progress": "a\x00b \ud83d half of a sign"}
    written = write_fields(fields, "This", "Copy it.")
    assert written.isascii()
    assert "\x00" not in written
    assert json.loads(written) == fields


@pytest.mark.parametrize("name", ["Zoë O’Neill-Smith", "李小龙", "نورا", "Siân 2"])
def test_a_name_is_kept_as_it_is_written(name: str) -> None:
    assert typed_name(f"  {name}\n", "Give a name.") == name


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        *((none, "Give a name.") for none in ("", " ", "\u200b", "...", "-", "123")),
        *(
            (odd, "characters that are no letters")
            for odd in ("\u202elliM nnA", "Ann\u2067Mill", "Ann\x00Mill", "Ann\ud800")
        ),
        ("A" * 121, "120 letters at most"),
    ],
)
def test_what_is_no_name_is_refused(name: str, refused: str) -> None:
    with pytest.raises(Refused, match=refused):
        typed_name(name, "Give a name.")
