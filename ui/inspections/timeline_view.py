"""The areas that visits were about, visit by visit: a picture, its sentences, and the same as a table.

Owns: drawing them. Refuses: making the pictures, and any count of its own.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from data_model.inspections.inspection_text import visit_title
from data_model.inspections.rows import AreaTimeline, RatedAtVisit
from data_model.plan.status_looks import STATUS_LOOKS
from data_model.plan.statuses import STATUS_NAMES
from ui.inspections.finding_list import show_sentence
from ui.parts.whole_links import in_lines
from ui.shell.links import link
from ui.shell.pages import Page
from ui.shell.plain_text import escape


def show_timelines(timelines: Sequence[AreaTimeline], pictures: Mapping[int, tuple[str, str]]) -> None:
    """Draw each area with its picture (an SVG and its words, by the area's id) beside its sentences."""
    st.caption(
        "A column is a visit, its parts are the plan’s ratings on the visit’s last day; below it, how many "
        "actions were complete or on track, and ↘ how many measures got worse or kept failing their target. "
        "Above it, △ what inspectors asked to get better and ✓ strengths; ≠ marks where most actions were "
        "rated complete or on track all the same. Worked out from the plan’s history."
    )
    for area in timelines:
        picture, words = pictures[area.area_id]
        with st.container(gap="xsmall", key=f"inspections_timeline_{area.area_id}"):
            link(Page.AREA, in_lines(f"{area.area} ›"), id=area.area_id)
            left, right = st.columns([2, 3], gap="medium")
            left.image(picture, alt=words)
            with right:
                for one in reversed(area.visits):
                    if one.at.asks or one.at.strengths:
                        show_sentence(one.at)
    with st.expander("The same as a table", key="inspections_timeline_table", on_change="rerun") as box:
        if box.open:
            _show_table([one for area in timelines for one in reversed(area.visits)])


def _show_table(rows: Sequence[RatedAtVisit]) -> None:
    lines = [["Area", "Visit", "The plan said", "Measures worse", "Found"], ["---"] * 5]
    for one in rows:
        rated = [
            f"{STATUS_LOOKS[row.status].symbol} {row.label or STATUS_NAMES[row.status]} {row.count}"
            for row in one.statuses
            if row.count
        ]
        at = one.at
        worse = f"{at.worse} of {at.measures}" if at.measures else "no figures"
        found = f"{at.asks} to get better, {at.strengths} strengths" if at.asks or at.strengths else "nothing"
        said = ", ".join(rated) or "no action"
        lines.append([*map(escape, (at.area, visit_title(one.visit), said, worse, found))])
    st.markdown("\n".join(f"| {' | '.join(line)} |" for line in lines))
