"""All plans: how each stands, what moved since its board and when that meets; each a way to its overview."""

import streamlit as st

from charts.plan.status_bar import status_bar_svg
from data_model.board.queries.board_brief import get_since_board
from data_model.plan.queries.overview import get_headlines
from data_model.shared.permissions import Permission, is_permitted
from data_model.shared.sentence_text import counted
from ui.board.all_plans import PlanStanding, show_plan
from ui.shell.access import current_actor
from ui.shell.cache import cached_reads
from ui.shell.links import link
from ui.shell.page_head import start_page_of_all_plans
from ui.shell.pages import Page

plans, as_at = start_page_of_all_plans("All plans")
stated = [plan.id for plan in plans if plan.first_as_at is not None and as_at >= plan.first_as_at]
headlines, since = cached_reads(get_headlines, stated, as_at), cached_reads(get_since_board, stated, as_at)
for plan in plans:
    if plan.id not in headlines:
        show_plan(PlanStanding(plan), as_at)
        continue
    bar = status_bar_svg(headlines[plan.id].statuses)
    show_plan(PlanStanding(plan, headlines[plan.id], since[plan.id], bar), as_at)
st.caption(f"{counted(len(plans), 'plan')}. Each figure is the one on the plan's own overview.")
if is_permitted(current_actor(), Permission.IMPORT):
    link(Page.IMPORT_PLAN, "Import a plan ›")
