"""Texts that somebody typed."""

import pytest

from data_model.shared.typed_text import typed, typed_line


@pytest.mark.parametrize(
    "text", ["", "  \n", "\u200b", "\u200b \ufeff\u2060", "\u00ad", "\u3164", "\u2800", "\u0301", "\u202e"]
)
def test_a_text_of_nothing_that_is_seen_is_no_text(text: str) -> None:
    assert (typed(text), typed_line(text)) == ("", "")


def test_a_text_that_is_seen_stays_as_it_was_typed() -> None:
    family = "\U0001f468\u200d\U0001f469"  # joined by a character that is not seen
    assert typed(f"  {family}\u200b done\n") == f"{family}\u200b done"
    assert typed_line(" a\n  b ") == "a b"
