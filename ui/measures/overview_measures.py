"""The measures that most need attention, in words, at the foot of the overview's first screen.

Owns: which three, and their words. Refuses: drawing them, and charts; the overview has as many as it can
bear.
"""

from dataclasses import dataclass
from datetime import date

from data_model.measures.assessment_text import attention_sentence
from data_model.measures.queries.assessments import list_assessments
from ui.measures.figure_text import latest_phrase, met_text
from ui.measures.measure_chips import chip_words
from ui.parts.link_rows import Cell, Section, Words, plain, strong
from ui.shell.database import Session
from ui.shell.pages import Page
from ui.shell.plain_text import in_one_line

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class MeasureInBrief:
    """A measure as the overview says it, in plain text; `chips` are badges, each its colour and its words."""

    id: int
    name: str
    latest: str
    target: str
    chips: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MeasuresInBrief:
    """What the overview says of measures: a plain sentence, and the three that most need attention."""

    sentence: str
    worst: tuple[MeasureInBrief, ...]


def brief_measures(session: Session, plan_id: int, as_at: date) -> MeasuresInBrief:
    """Read the measures that have figures by a day and say the worst three; for `kept`."""
    read = [each for each in list_assessments(session, plan_id, as_at) if each.latest is not None]
    worst = tuple(
        MeasureInBrief(
            each.series.measure.id,
            each.series.measure.name,
            " ".join(latest_phrase(each)),
            met_text(each),
            tuple(chip_words(each)),
        )
        for each in read[:_SHOWN]
    )
    return MeasuresInBrief(attention_sentence(read) if read else "", worst)


def measure_bands(brief: MeasuresInBrief) -> list[list[Section]]:
    """Return them as cards side by side, each a way to its page; nothing where the plan has no figures."""
    if not brief.worst:
        return []
    everything = Cell(plain("All measures ›"), Page.FRONT_DOOR)
    said = [[Cell(plain(brief.sentence), is_rest=True)]]
    head = Section("overview_measures", said, "Measures that most need attention", everything)
    return [[head], [Section("overview_worst", [_card(each) for each in brief.worst], are_cards=True)]]


def _card(measure: MeasureInBrief) -> list[Cell]:
    badges = [Words(words, badge=colour) for colour, words in measure.chips]
    return [
        Cell(strong(in_one_line(measure.name), " ›"), Page.MEASURE, {"id": measure.id}),
        Cell(plain(f"{measure.latest}. {measure.target}"), is_rest=True),
        Cell(badges),
    ]
