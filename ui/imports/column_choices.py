"""Deciding what the columns and sheets of a file are: what is asked, and what was understood, to be changed.

Owns: the lists to choose from, and what was chosen while the page is open. Refuses: a default that would be a
guess, and applying a choice; the page reads the file with it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

import streamlit as st

from data_model.plan.import_choice_text import meaning_text
from data_model.plan.import_choices import ChoiceKind, ImportChoice, ImportQuestion, months_before
from data_model.shared.sentence_text import counted
from ui.parts.downloads import offer_download
from ui.shell.dates import moment
from ui.shell.plain_text import escape, shorten

_MOST = 100
_LONGEST = 60
_TAKE_BACK = ""
_About = tuple[ChoiceKind, str]


def choices_made(by: str, at: datetime, *, key: str) -> list[ImportChoice]:
    """Return what was chosen on this page so far. `key` names the file and the plan that it is to go into."""
    made: Mapping[_About, tuple[str, str]] = st.session_state.get(_store(key), {})
    return [
        ImportChoice(kind, about, written, meaning, by, at)
        for (kind, about), (written, meaning) in made.items()
    ]


def choose_columns(
    questions: Sequence[ImportQuestion], remembered: Sequence[ImportChoice], as_at: date, *, key: str
) -> None:
    """Draw what is asked of columns and sheets, and one folded line of what was understood.

    `remembered` are the plan's own choices of before, which stand until they are changed here. `as_at` is the
    day of which the file is true: a column of before that names no year may be given to a month before it.
    """
    known = {(choice.kind, choice.about): choice for choice in remembered}
    asked = [each for each in questions if each.asks]
    if asked:
        st.header("What are these?", anchor=False)
        st.markdown(
            "Say once what each is. What stands here when you load is remembered for the plan’s next file."
        )
    for number, each in enumerate(asked[:_MOST], start=1):
        with st.container(border=True):
            _draw(each, known, as_at, f"{_noun(each)} ({number} of {len(asked)})", key)
    if len(asked) > _MOST:
        st.markdown(f"The first {_MOST} of {len(asked):,}; the next follow when these are answered.")
    understood = [each for each in questions if not each.asks]
    if not understood:
        return
    with st.expander(f"{_counts(understood)} understood"):
        for number, each in enumerate(understood[:_MOST], start=1):
            _draw(each, known, as_at, f"{_noun(each)} ({number} of {len(understood)})", key)
        if len(understood) > _MOST:
            st.markdown(f"The first {_MOST} of {len(understood):,}.")


def offer_choices(make: Callable[[], str], *, key: str) -> None:
    """Draw a button that downloads what was decided, as `--choices` of the command line takes it."""
    offer_download("Download these choices", lambda: make().encode(), "choices.json", f"{key}_download")


def _draw(
    question: ImportQuestion, known: Mapping[_About, ImportChoice], as_at: date, label: str, key: str
) -> None:
    """Draw one column or sheet: name, place, samples, why it is read so, and the list to choose from."""
    about = (question.kind, question.about)
    words, picker = st.columns([3, 2], vertical_alignment="center")
    sheet = "Sheet " if question.kind is ChoiceKind.SHEET else ""
    place = f"{question.sheet} {question.cell}" if question.cell else ""
    named = f"**{sheet}“{escape(shorten(question.written, 120))}”**"
    words.markdown(" · ".join(filter(None, (named, escape(place)))))
    samples = " · ".join(shorten(sample, _LONGEST) for sample in question.samples)
    needed = "Nothing can be loaded without it." if question.must_answer and question.asks else ""
    choice = known.get(about)
    decided = (
        f"Decided by {choice.decided_by}, {moment(choice.decided_at)}."
        if choice is not None and choice.decided_at is not None and choice.meaning == question.read_as
        else ""
    )
    for line in (samples, " ".join(filter(None, (question.why, needed, decided)))):
        if line:
            words.markdown(escape(line))
    undated = question.undated_month
    months = () if undated is None else months_before(as_at, undated)
    options = list(dict.fromkeys((*question.options, *months, *filter(None, (question.read_as,)))))
    widget = f"{key}_{question.kind}_{question.sheet}_{question.about}"
    # What is shown is always how the file is read now, also where another choice has changed it.
    st.session_state[widget] = question.read_as or None
    picker.selectbox(
        label,
        [*options, _TAKE_BACK] if choice is not None else options,
        key=widget,
        index=None,
        placeholder="Choose",
        format_func=partial(_words, question.kind),
        on_change=_picked,
        args=(_store(key), about, question.written, widget),
    )


def _picked(store: str, about: _About, written: str, widget: str) -> None:
    made = st.session_state.setdefault(store, {})
    made[about] = (written, st.session_state[widget] or _TAKE_BACK)


def _words(kind: ChoiceKind, meaning: str) -> str:
    return meaning_text(kind, meaning) if meaning else "As the import understands it"


def _noun(question: ImportQuestion) -> str:
    return "What the sheet is" if question.kind is ChoiceKind.SHEET else "What the column holds"


def _counts(questions: Sequence[ImportQuestion]) -> str:
    columns = sum(1 for each in questions if each.kind is ChoiceKind.COLUMN)
    sheets = len(questions) - columns
    return " and ".join(
        counted(number, noun) for number, noun in ((columns, "column"), (sheets, "sheet")) if number
    )


def _store(key: str) -> str:
    return f"{key}_choices"
