"""Front door: every measure with its figure, target, line and what is more than chance, worst first."""

import streamlit as st

from charts.measures.sparkline import sparkline_svg, sparkline_text
from data_model.measures.assessment_text import attention_sentence
from data_model.measures.queries.assessments import list_assessments
from data_model.measures.queries.measure_links import list_measures_of_area
from data_model.measures.queries.readings import list_all_readings
from data_model.measures.rows import ExportedReading
from data_model.plan.queries.overview import list_areas
from data_model.published.queries.published_lines import get_published_state, list_published_chips
from data_model.shared.sentence_text import counted
from exports.register import MEASURES, AboutFile
from ui.measures.measure_assessments import choose_measures, chosen_of, read_chosen
from ui.measures.measure_cards import say_no_figures, say_no_measures, show_measure_card, table_row
from ui.measures.measure_chips import key_of_chips
from ui.parts.chart_view import show_table
from ui.parts.downloads import offer_formats
from ui.plan.filters import say_refused
from ui.shell.cache import cached_read
from ui.shell.database import reading
from ui.shell.links import link
from ui.shell.page_head import start_page
from ui.shell.pages import Page
from ui.shell.plain_text import escape

head = start_page("Front door", dated=False)
plan, as_at = head.plan, head.as_at
assessments = cached_read(list_assessments, plan.id, as_at)
if not assessments:
    say_no_measures()
    st.stop()
areas = {
    area.id: f"{area.number} {area.short_name}".strip() for area in cached_read(list_areas, plan.id, as_at)
}
refused: list[str] = []
chosen = read_chosen(areas, refused)
with reading() as session:
    releases = get_published_state(session)
    of_area = list_measures_of_area(session, plan.id, chosen.area_id) if chosen.area_id else []
published = cached_read(list_published_chips, plan.id, as_at, releases)
shown = chosen_of(assessments, chosen, of_area)


def all_readings() -> list[ExportedReading]:
    """Read every reading of the measures shown, tiers and teams too."""
    ids = {each.series.measure.id for each in shown}
    with reading() as session:
        return [row for row in list_all_readings(session, plan.id, as_at) if row.reading.measure_id in ids]


def make_file(form: str) -> bytes:
    return MEASURES.write(form, all_readings(), AboutFile(plan.name, as_at))


say_refused(refused)
if all(each.latest is None for each in assessments):
    say_no_figures()
else:
    st.header(escape(attention_sentence(assessments)), anchor=False)
with st.container(horizontal=True, key="front_door_tools", vertical_alignment="bottom"):
    choose_measures("front_door", areas, chosen)
    if shown:
        file_name = f"readings as at {as_at.isoformat()}"
        offer_formats("Readings as", MEASURES.formats_for_people, make_file, file_name, "front_door")
if len(shown) < len(assessments):
    st.markdown(f"{len(shown):,} of {counted(len(assessments), 'measure')} shown.")
for assessment in shown:
    show_measure_card(assessment, sparkline_svg(assessment), sparkline_text(assessment), as_at, published)
with st.expander("What the words mean"):
    st.markdown(key_of_chips())
with st.expander("Show as a table", key="front_door_table", on_change="rerun") as box:
    if box.open:
        show_table([table_row(each, published) for each in shown])
with st.container(horizontal=True, key="front_door_ways"):
    link(Page.MEASURES, "Measures and their targets ›")
    link(Page.LOAD_PERFORMANCE, "Load a workbook of figures ›")
