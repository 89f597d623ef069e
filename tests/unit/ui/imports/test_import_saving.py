"""What stands in the way of loading is said in the dashboard's own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import streamlit as st

from data_model.shared.refusals import NoSuchAction, Refused
from loaders.plan.plan_import import NotLoadable
from ui.imports import import_saving
from ui.shell.plain_text import escape


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what the page says instead of drawing it, and write into nothing."""
    words: list[str] = []

    @contextmanager
    def nothing(*_: Any) -> Iterator[None]:
        yield None

    monkeypatch.setattr(import_saving, "writing", nothing)
    monkeypatch.setattr(st, "spinner", nothing)
    monkeypatch.setattr(st, "error", words.append)
    return words


def refuse(refusal: Exception) -> Any:
    def write(_: Any) -> None:
        raise refusal

    return write


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Refused("A plan needs a name."), "Nothing was saved. A plan needs a name."),
        (NotLoadable("See the report."), "Nothing was saved. See the report."),
        (NoSuchAction("no action 3"), "is there no longer"),
    ],
)
def test_a_refusal_is_said(said: list[str], refusal: Exception, words: str) -> None:
    assert import_saving.load_checked(refuse(refusal)) is None
    assert escape(words) in said[0]


def test_a_librarys_words_are_not_said_as_if_they_were_ours(said: list[str]) -> None:
    with pytest.raises(ValueError, match="unpack"):
        import_saving.load_checked(refuse(ValueError("not enough values to unpack (expected 2, got 1)")))
    assert said == []
