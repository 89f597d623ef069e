"""Frozen views of every form as they were committed (`tests/golden`), and what readers are told of a view."""

import hashlib
import io
import json
import re
import zipfile
import zlib
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from openpyxl import load_workbook

from charts.measures.control_chart import control_chart_figure
from charts.measures.control_chart_text import control_chart_rows, note_of, point_words
from data_model.board.frozen.documents import unpacked_view
from data_model.board.movement import change_sentence, is_listed, turns_of
from data_model.board.movement_text import movement_text
from data_model.board.rows import BoardView
from data_model.measures.assessment_text import needs_attention
from data_model.measures.control_charts import Limits
from data_model.measures.measure_assessment import in_order
from data_model.plan.status_looks import STATUS_LOOKS
from exports.formats.cells import Rated
from exports.pack.pack_about import about_lines
from exports.pack.pack_choices import DETAILS, PackChoices
from exports.pack.pack_docx import pack_docx
from exports.pack.pack_xlsx import pack_tables, pack_xlsx
from exports.pack.summary_docx import summary_docx
from tests.pack_views import W, draw
from ui.board.movement_lists import LISTS, actions_of, said_text, title_of, turned_text
from ui.measures.figure_text import latest_words, met_text
from ui.measures.measure_chips import chips

GOLDEN = Path(__file__).parent / "golden"
FORMS = (1, 2)
# A chip in Markdown: its words, in a colour of the theme's or of its own.
_CHIP = re.compile(r":(?:[a-z]+-badge|color)\[((?:\\.|[^\]\\])*)\](?:\{[^}]*\})?")
AUDIENCE = "The lead member"
EVERY = [(form, name) for form in FORMS for name in ("full", "first")]


def golden(form: int, name: str) -> bytes:
    """Return the text of a committed document."""
    return (GOLDEN / f"frozen_form_{form}_{name}.json").read_bytes()


def packed(text: bytes) -> tuple[bytes, str]:
    """Return a text as the database holds it: its bytes and their digest."""
    return zlib.compress(text, level=1), hashlib.sha256(text).hexdigest()


def golden_view(form: int, name: str = "full") -> BoardView:
    """Read a committed document."""
    return unpacked_view(*packed(golden(form, name)), form)


def said_by_0_1_0() -> dict[str, Any]:
    """Return what readers of the full document were told by the version that wrote form 1.

    But for one date: it printed the first date of an action where the date in force is in words.
    """
    text = (GOLDEN / "frozen_form_1_full.said.json").read_text("utf-8")
    for end in ('"', "\\nFirst agreed"):
        text = text.replace(f'"17.1.25{end}', f'"End May 25{end}')
    said: dict[str, Any] = json.loads(text)
    return said


def told_of(view: BoardView) -> dict[str, Any]:
    """Return what readers are told of a view, by the names of `said_by_0_1_0`."""
    changed = view.changed
    assert changed is not None
    return {
        "headline_sentence": view.words.headline,
        "change_sentence": change_sentence(changed),
        "flow_sentence": view.words.flow,
        "attention_sentence": view.words.attention,
        "follow_ups_sentence": view.words.follow_ups,
        "areas": [(one.area_id, one.measures, one.movement) for one in view.words.areas],
        "movement_lists": {
            kind.name: {
                "title": title_of(changed, kind),
                "actions": [
                    {
                        "id": one.id,
                        "line": without_colours(kind.line(one)),
                        "said": said_text(one),
                        "moved": movement_text(one),
                    }
                    for one in actions_of(changed, kind)
                ],
            }
            for kind in LISTS
            if is_listed(changed, kind.name)
        },
        "turned_measures": [
            {"id": one.id, "turned": turned_text(one), "turns": list(turns_of(one))}
            for one in changed.measures
        ],
        "checks": {
            one.code: {
                "title": one.title,
                "weight": one.weight,
                "raised": sum(row.code == one.code for row in view.checks),
            }
            for one in view.words.checks
            if any(row.code == one.code for row in view.checks)
        },
        "standings": _told_of_measures(view),
        "about_lines": {detail: about_lines(view, PackChoices(detail=detail)) for detail in DETAILS},
        "pack_tables": [
            {"name": table.name, "rows": [[_cell(cell) for cell in row] for row in table.rows]}
            for table in pack_tables(view)
        ],
        "summary_docx": paragraphs(summary_docx(view)),
    }


def as_told(said: dict[str, Any]) -> dict[str, Any]:
    """Return of what 0.1.0 said what `told_of` says of a view."""
    points = ("value", "rules", "sides", "variation", "is_high", "words")
    measured = ("measure", "sentence", "need", "needs_attention", "variation", "assurance", "is_met")
    beside = ("since_month", "since_year", "latest_words", "met_words", "chips", "note", "table", "phases")
    return {
        **{name: said[name] for name in said if name.endswith("_sentence")},
        **{name: said[name] for name in ("turned_measures", "about_lines", "summary_docx")},
        "areas": [
            # A screen says nothing of an area without measures.
            (
                one["area"],
                "" if "No measure is linked" in one["sentence"] else one["sentence"],
                one["change_sentence"],
            )
            for one in said["areas"]
        ],
        "movement_lists": {
            name: {
                "title": one["title"],
                "actions": [
                    {key: without_colours(row[key]) for key in ("id", "line", "said", "moved")}
                    for row in one["actions"]
                ],
            }
            for name, one in said["movement_lists"].items()
        },
        "checks": {
            code: {key: one[key] for key in ("title", "weight", "raised")}
            for code, one in said["checks"].items()
        },
        "standings": [
            {
                **{key: one[key] for key in (*measured, *beside, "chart_sentence")},
                "points": [{key: point[key] for key in points} for point in one["points"]],
            }
            for one in said["standings"]
        ],
        "pack_tables": [{"name": one["name"], "rows": one["rows"]} for one in said["pack_tables"]],
    }


def without_colours(said: str) -> str:
    """Return a line with the words and signs of its chips alone: their colours are the theme's."""
    return _CHIP.sub(r"\1", said) if isinstance(said, str) else said


def files_of(view: BoardView) -> dict[str, Any]:
    """Return the text of a view's pack of each kind, and of its workbook."""
    two = tuple(one.id for one in view.areas if one.number in ("1", "3"))
    chosen: dict[str, PackChoices] = {"two areas": PackChoices(areas=two)}
    for detail in DETAILS:
        chosen[detail] = PackChoices(detail=detail, audience=AUDIENCE)
    said: dict[str, Any] = {
        name: paragraphs(pack_docx(view, choices, draw)) for name, choices in chosen.items()
    }
    workbook = load_workbook(io.BytesIO(pack_xlsx(view, PackChoices())), read_only=True)
    said["workbook"] = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}
    return said


@cache
def _golden_said(form: int) -> tuple[dict[str, Any], dict[str, Any]]:
    view = golden_view(form)
    return told_of(view), files_of(view)


def golden_told(form: int) -> dict[str, Any]:
    """Return what readers are told of a form's full document, worked out once for the tests of a worker.

    Ask before a test changes a rule or a word.
    """
    return deepcopy(_golden_said(form)[0])


def golden_files(form: int) -> dict[str, Any]:
    """Return the text of the files of a form's full document, as `golden_told`."""
    return deepcopy(_golden_said(form)[1])


def paragraphs(content: bytes) -> list[str]:
    """Return the paragraphs of a Word document that have text."""
    root = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
    said = ["".join(part.text or "" for part in one.iter(f"{W}t")) for one in root.iter(f"{W}p")]
    return [one for one in said if one]


def _told_of_measures(view: BoardView) -> list[dict[str, Any]]:
    told = []
    for one in in_order(view.assessments):
        told.append(
            {
                "measure": one.series.measure.id,
                "sentence": one.words.sentence if one.words else None,
                "chart_sentence": control_chart_figure(one).sentence,
                "need": one.need.name,
                "needs_attention": needs_attention(one),
                "variation": one.words.variation if one.words else None,
                "assurance": one.words.assurance if one.words else None,
                "is_met": one.is_met,
                "since_month": one.since_month,
                "since_year": one.since_year,
                "latest_words": list(latest_words(one)),
                "met_words": met_text(one),
                "chips": chips(one),
                "note": note_of(one) if one.figure is not None else None,
                "table": control_chart_rows(one),
                "phases": [
                    {
                        "first": phase.first,
                        "last": phase.last,
                        "points": phase.points,
                        "mean": phase.mean,
                        "limits": {name: getattr(phase.limits, name) for name in Limits.__slots__}
                        if phase.limits is not None
                        else None,
                    }
                    for phase in one.chart.phases
                ],
                "points": [
                    {
                        "value": point.value,
                        "rules": [rule.value for rule in point.rules],
                        "sides": list(point.sides),
                        "variation": point.variation.value,
                        "is_high": point.is_high,
                        "words": point_words(one, place) if point.value is not None else [],
                    }
                    for place, point in enumerate(one.chart.points)
                ],
            }
        )
    return told


def _cell(cell: object) -> object:
    if isinstance(cell, Rated):
        return f"{STATUS_LOOKS[cell.status].symbol} {cell.word}"
    return cell.isoformat() if isinstance(cell, date) else cell
