"""How variation and assurance look wherever a measure is shown: symbol, words and colour.

Owns: the one mapping that charts, pictures and lists share; every colour stands at least 3:1 against both the
white and the dark page. Refuses: meaning (see `control_charts`), and colour alone: there are always words.
"""

from typing import NamedTuple

from data_model.measures.control_charts import Assurance, ChartPoint, Rule, Variation

IMPROVEMENT, CONCERN, COMMON, SPECIAL = "#1F7AB8", "#D9580D", "#66727F", "#8E63C7"
TARGET = "#B5478A"


class MeasureLook(NamedTuple):
    """`symbol` and `words` go together, as text; `colour` is "#RRGGBB", for graphics and never alone.

    `mark` is the shape on a chart: "circle", "diamond", "triangle-up", "triangle-down" or "hexagon"; empty
    for what no chart marks.
    """

    symbol: str
    words: str
    colour: str
    mark: str = ""


VARIATION_LOOKS: dict[Variation, MeasureLook] = {
    Variation.IMPROVEMENT: MeasureLook("◆", "Improvement", IMPROVEMENT, "diamond"),
    Variation.CONCERN: MeasureLook("▲", "Concern", CONCERN, "triangle-up"),
    Variation.COMMON: MeasureLook("●", "Common cause", COMMON, "circle"),
    Variation.HIGH: MeasureLook("⬢", "Special cause, high", SPECIAL, "hexagon"),
    Variation.LOW: MeasureLook("⬢", "Special cause, low", SPECIAL, "hexagon"),
    Variation.TOO_FEW: MeasureLook("…", "Too few points", COMMON, "circle"),
}
ASSURANCE_LOOKS: dict[Assurance, MeasureLook] = {
    Assurance.PASSES: MeasureLook("✓", "Consistently passes", IMPROVEMENT),
    Assurance.FAILS: MeasureLook("✗", "Consistently fails", CONCERN),
    Assurance.HIT_AND_MISS: MeasureLook("~", "Hit and miss", COMMON),
    Assurance.NONE: MeasureLook("–", "No target", COMMON),
    Assurance.TOO_FEW: MeasureLook("…", "Too few points", COMMON),
}
# Each rule as it is said of what lies low, and of what lies high.
_RULES = {
    Rule.OUTSIDE: ("below the limits", "above the limits"),
    Rule.TREND: ("falling trend", "rising trend"),
    Rule.TWO_OF_THREE: ("2 of 3 near the lower limit", "2 of 3 near the upper limit"),
    Rule.RUN: ("run below the mean", "run above the mean"),
}
_LOW_CONCERN = VARIATION_LOOKS[Variation.CONCERN]._replace(symbol="▼", mark="triangle-down")


def look_of(point: ChartPoint) -> MeasureLook:
    """Return the look of a point's variation; a concern points to the side on which the point is."""
    if point.variation is Variation.CONCERN and point.is_high is False:
        return _LOW_CONCERN
    return VARIATION_LOOKS[point.variation]


def reading_text(point: ChartPoint) -> str:
    """Say a point's variation and its rules: "improvement: below the limits; falling trend".

    A point without a value gives an empty text, because no chart reads it.
    """
    if point.value is None:
        return ""
    rules = "; ".join(rule_words(point))
    return f"{point.variation.value}: {rules}" if rules else str(point.variation.value)


def rule_words(point: ChartPoint) -> list[str]:
    """Say each rule that flags a point with the side on which it does: "above the limits"."""
    return [_RULES[rule][side > 0] for rule, side in zip(point.rules, point.sides, strict=True)]
