"""A page with 25 line charts of 60 points that never change and next to nothing else.

Owns: what a page of as many measures costs that draws each as a chart of its own. Refuses: the database,
navigation, and words.
"""

import plotly.graph_objects as go
import streamlit as st

CONFIG = {"displayModeBar": False, "scrollZoom": False}
CHARTS, POINTS = 25, 60
MONTHS = [f"{2020 + number // 12}-{number % 12 + 1:02}-01" for number in range(POINTS)]

st.set_page_config(page_title="Many charts", layout="wide")
st.title("Many charts", anchor=False)
for chart in range(CHARTS):
    values = [100 + (number * (chart + 3)) % 17 for number in range(POINTS)]
    figure = go.Figure([go.Scatter(x=MONTHS, y=values, mode="lines+markers")], {"height": 160})
    st.plotly_chart(figure, key=f"chart_{chart}", config=CONFIG)
st.caption("End of the page")
