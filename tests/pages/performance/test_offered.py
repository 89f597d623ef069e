"""A plan of thousands of actions sends a list of hundreds to choose from; words find the others."""

import pytest
from streamlit.testing.v1 import AppTest

from ui.parts.offered import MOST

MANY = MOST + 100


def chosen_from(number: int, held: tuple[int, ...] = ()) -> AppTest:
    """A page with that many to choose from, whose list says which it offers."""

    def page(number: int, held: tuple[int, ...]) -> None:
        import streamlit as st

        from ui.parts.offered import offered

        every = {each: f"Action {each} of the plan" for each in range(1, number + 1)}
        found = offered(every, "actions", "find", held)
        st.selectbox("Action", list(found), index=None, key="list", format_func=found.__getitem__)

    return AppTest.from_function(page, args=(number, held)).run()


def test_all_of_a_few_are_offered_without_a_field() -> None:
    at = chosen_from(MOST)
    assert len(at.selectbox(key="list").options) == MOST
    assert not at.text_input


def test_of_many_the_first_are_offered_and_words_find_the_others() -> None:
    at = chosen_from(MANY)
    assert len(at.selectbox(key="list").options) == MOST
    assert f"The first {MOST} of {MANY} actions" in at.caption[0].value
    at.text_input(key="find").set_value(f"PLAN action {MANY}").run()
    assert at.selectbox(key="list").options == [f"Action {MANY} of the plan"]
    assert not at.caption


@pytest.mark.parametrize("words", ["", "nothing has this"])
def test_what_is_held_is_always_among_them(words: str) -> None:
    at = chosen_from(MANY, (MANY,))
    at.text_input(key="find").set_value(words).run()
    assert f"Action {MANY} of the plan" in at.selectbox(key="list").options
    assert bool(at.markdown) == bool(words)
