"""A page with three charts that never change and next to nothing else: the least that such a page costs.

Owns: figures of the size that the overview draws. Refuses: the database, navigation, and words.
"""

import plotly.graph_objects as go
import streamlit as st

CONFIG = {"displayModeBar": False, "scrollZoom": False}
AREAS = [f"Area {number}" for number in range(1, 9)]
MONTHS = [f"2025-{number:02}-01" for number in range(1, 13)] + [
    f"2026-{number:02}-01" for number in range(1, 9)
]
PEOPLE = [f"Person {number}" for number in range(1, 15)]

st.set_page_config(page_title="Three charts", layout="wide")
st.title("Three charts", anchor=False)
by_area = go.Figure(
    [
        go.Bar(
            y=AREAS, x=[(place + turn) % 9 + 1 for place in range(8)], orientation="h", name=f"Status {turn}"
        )
        for turn in range(6)
    ],
    {"barmode": "stack"},
)
by_month = go.Figure(
    [
        go.Bar(x=MONTHS, y=[(place + turn) % 7 for place in range(20)], name=f"Kind {turn}")
        for turn in range(3)
    ],
    {"barmode": "stack"},
)
by_person = go.Figure(
    [
        go.Bar(y=PEOPLE, x=[(place + turn) % 5 for place in range(14)], orientation="h", name=f"Due {turn}")
        for turn in range(4)
    ],
    {"barmode": "stack"},
)
for name, figure in (("area", by_area), ("month", by_month), ("person", by_person)):
    st.plotly_chart(figure, key=name, config=CONFIG)
st.caption("End of the page")
