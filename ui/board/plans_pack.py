"""One pack of several plans on its page: the choices, and the buttons that make its files.

Owns: what is asked of such a pack, and reading the plans when a file is made. Refuses: writing the files,
which the page hands in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from data_model.board.queries.plans_view import list_meeting_days, list_seen_plans
from data_model.measures.queries.measures import list_measures
from data_model.plan.rows import PlanRow
from ui.board.pack_choices import WORD, Detail, choose_pack
from ui.board.pack_making import PackSize, offer_files
from ui.board.plans_choice import choose_day
from ui.parts.downloads import EXCEL
from ui.shell.access import current_actor
from ui.shell.database import reading


@dataclass(frozen=True)
class PlansWriters:
    """What writes the files of a pack of several plans: functions of the plans read, known by their names.

    `details` are how much there can be, with words; `choices` makes what was chosen of areas, detail and
    audience.
    """

    details: Mapping[Detail, str]
    choices: Callable[[tuple[int, ...], Detail, str], Any]
    word: Callable[..., tuple[bytes, str]]
    excel: Callable[..., tuple[bytes, str]]
    page: Callable[..., tuple[bytes, str]]


def show_pack_of_plans(plans: Sequence[PlanRow], as_at: date, writers: PlansWriters) -> None:
    """Draw the choices of one pack of several plans and the buttons that make its files.

    Raises what the writers raise for a template, and UnreadableView.
    """
    ids = [each.id for each in plans]
    with reading() as session:
        days = list_meeting_days(session, ids, as_at)
        measures = sum(len(list_measures(session, each, as_at)) for each in ids)
    day = choose_day(days, len(plans), as_at)
    st.markdown(
        "Each plan as it was frozen for that meeting, else as it is known now; the first page says which. "
        "Every figure is one plan’s own."
    )
    chosen = choose_pack((), writers.details, takes_template=not current_actor().is_visitor)
    about = {"day": day, "choices": writers.choices((), chosen.detail, chosen.audience)}
    word = partial(writers.word, **about, template=chosen.template)
    excel = partial(writers.excel, **about)
    page = partial(writers.page, day=day, template=chosen.template)
    offer_files(
        partial(list_seen_plans, plan_ids=ids, as_at=as_at, day=day),
        PackSize(sum(each.actions for each in plans), measures),
        ("One pack of the plans (Word)", word, WORD, "plans_docx"),
        ("Every table behind it (Excel)", excel, EXCEL, "plans_xlsx"),
        ("A summary of the plans on one page (Word)", page, WORD, "plans_summary"),
    )
