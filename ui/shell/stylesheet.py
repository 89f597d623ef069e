"""The only styles of our own: how a page prints, and how large a meeting's screens are in the room.

Owns: both sheets, and parts of a page that stand on paper alone. Refuses: how a page looks on its screen;
that is the theme's (`.streamlit/config.toml`). No word of a plan ever becomes part of a sheet.

Browsers print what a page lays out for paper. A table whose rows are drawn on a canvas cannot be laid out,
and so has a twin of plain cells that only paper shows. A chart keeps the width it was drawn with: it is made
as much smaller as one over the whole of a screen of 1440 pixels has to be.
"""

from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_ON_PAPER = "on_paper"
# What can be pressed is nothing on paper, and neither is what is folded away.
_LEFT_OUT = (
    "[data-testid=stHeader]",
    "[data-testid=stSidebar]",
    "[data-testid=stToolbar]",
    "[data-testid=stElementContainer]:has([data-testid=stDataFrame])",
    "[data-testid=stPagination]",
    "[data-testid=stFileUploader]",
    "[data-testid=stForm]",
    "[data-testid=stPopover]",
    ".stButton",
    ".stDownloadButton",
    ".stCheckbox",
    ".stTextInput",
    ".stTextArea",
    ".stSelectbox",
    ".stRadio",
    "details:not([open])",
    "[class*='_neighbours']",
    "[class*='_tools']",
    "[class*='_filters']",
    "[class*='st-key-demo_banner'] [data-testid=stPageLink]",
)
_TOGETHER = (
    ".stImage",
    ".stPlotlyChart",
    "[data-testid=stMetric]",
    "tr",
    "[class*='st-key-measure_']",
)
_PRINT = f"""
@media screen {{ [class*='st-key-{_ON_PAPER}'] {{ display: none; }} }}
@page {{ size: A4 @SHEET; margin: 12mm; }}
@media print {{
  .stMarkdownColoredBackground, .stMarkdownBadge {{
    print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
  .stApp, [data-testid=stAppViewContainer], [data-testid=stMain] {{
    position: static; overflow: visible; height: auto; }}
  [data-testid=stMainBlockContainer] {{ padding: 0; max-width: none; zoom: 0.72; }}
  {", ".join(_LEFT_OUT)} {{ display: none !important; }}
  .st-key-head_day, .st-key-head_day [data-testid=stPopover] {{ display: block !important; }}
  .st-key-head_day [data-testid=stIconMaterial], .st-key-head_day svg {{ display: none; }}
  .st-key-head_day button {{ border: none; }}
  .stPlotlyChart {{ zoom: @CHART; }}
  [data-testid=stPageLink-NavLink] span {{ white-space: normal; }}
  h1, h2, h3 {{ break-after: avoid; }}
  p, li {{ orphans: 3; widows: 3; }}
  {", ".join(_TOGETHER)} {{ break-inside: avoid; }}
  thead {{ display: table-header-group; }}
  [class*='st-key-{_ON_PAPER}'] table {{ width: 100%; }}
}}
"""
# A line is the 60th part of a display's width, or what lets a screen stand whole in its height: 32 pixels at
# 1920 x 1080, twice those of other pages. A telephone keeps its own size.
_ROOM = """
@media screen and (min-width: 900px) {
  .stApp { --line: min(1.6667vw, 2.963vh); }
  [data-testid=stMainBlockContainer] { padding: 3.2rem 3vw 0 3vw; max-width: none; }
  [data-testid=stMainBlockContainer] h1 { font-size: calc(1.35 * var(--line)); line-height: 1.2;
    padding: 0 0 calc(0.4 * var(--line)); }
  [class*='st-key-room_screen'] :is(h2, h3, p, a span) {
    font-size: var(--line) !important; line-height: 1.3; padding: 0; }
  [class*='st-key-room_screen'] h2 { margin-top: calc(0.4 * var(--line)); }
  [class*='st-key-room_screen'] h3 { font-weight: 400; }
  [class*='st-key-room_screen'] [data-testid=stMetricValue] :is(p, div) {
    font-size: calc(1.8 * var(--line)) !important; }
  [class*='st-key-room_screen'] :has(> [data-testid=stMetric]) { padding-bottom: calc(0.3 * var(--line)); }
  [class*='st-key-room_tile'] { padding-bottom: calc(0.9 * var(--line)); }
}
"""


def show_print_styles(sheet: Literal["portrait", "landscape"] = "portrait") -> None:
    """Lay a page out for paper when it is printed: charts and tables, nothing to press, sensible breaks."""
    _show(_PRINT.replace("@SHEET", sheet).replace("@CHART", "0.76" if sheet == "portrait" else "1"))


def show_room_styles() -> None:
    """Draw a meeting's screen in type twice as large as other pages' on a display of 1920 x 1080."""
    _show(_ROOM)


def on_paper(key: str) -> DeltaGenerator:
    """Return a container that is seen on paper alone; `key` tells those of a page apart."""
    return st.container(key=f"{_ON_PAPER}_{key}")


def _show(sheet: str) -> None:
    st.html(f"<style>{sheet}</style>")
