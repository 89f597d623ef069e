"""Loading what was checked: what still waits for an answer, one transaction, the words for a refusal.

Owns: those words, and handing a return workbook from the import page to its own. Refuses: checking.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from data_model.plan.changes.loaded_files import StalePlan
from data_model.plan.changes.plans import PlanExists
from data_model.shared.refusals import StaleAction
from ui.imports.file_checking import is_large
from ui.parts.saving import REFUSALS, refusal_words
from ui.shell import work_process
from ui.shell.apart import apart, can_work_apart
from ui.shell.database import Session, writing
from ui.shell.plain_text import escape, shorten

Saved = TypeVar("Saved")
_HANDED_OVER = "import_handed_over"


def hand_over(name: str, content: bytes) -> None:
    """Keep an uploaded return workbook for the page that brings it back."""
    st.session_state[_HANDED_OVER] = (name, content)


def handed_over() -> tuple[str, bytes]:
    """Return the name and the bytes of the workbook handed over last; both empty where there is none."""
    name, content = st.session_state.get(_HANDED_OVER, ("", b""))
    return name, content


def say_waiting(*waiting: tuple[int, str, str, str]) -> int:
    """Draw and count what waits for an answer: how many, the word for one, for several, what to do."""
    for number, one, many, what in waiting:
        if number:
            st.warning(f"{number:,} {one if number == 1 else many} above: {what}.")
    return sum(number for number, *_ in waiting)


def load_checked(
    write: Callable[[Session], Saved], content: bytes = b"", *, plan_name: str = ""
) -> Saved | None:
    """Run the write of a checked file; return what it returns, or None after saying why nothing was loaded.

    `content` is the file: a large one is loaded in a process of its own, and `write` must then be known by
    its name, with arguments that pickle knows.
    """
    try:
        with st.spinner("Loading …"):
            if is_large(content) and can_work_apart():
                with apart("import", key="import_load") as workplace:
                    saved: Saved = workplace.ask(work_process.write, write)
                    return saved
            with writing() as session:
                return write(session)
    except (StalePlan, StaleAction):
        st.error(
            "Somebody changed the plan meanwhile. The comparison above is new; press the button once more."
        )
    except PlanExists:
        st.error(
            escape(f"There is a plan “{shorten(plan_name, 80)}” already. Choose it above, or another name.")
        )
    except REFUSALS as refused:
        st.error(escape(refusal_words(refused)))
    return None
