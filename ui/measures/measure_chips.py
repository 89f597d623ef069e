"""What a control chart says of a measure, as symbol, word and colour.

Owns: the badges of variation and assurance, and the words that explain them. Refuses: the rules
(`control_charts`), and symbols and words of its own (`measure_looks`, which the charts share).
Blue and orange are what public bodies use for better and worse; the words say the same without them.
"""

from data_model.measures.assessment_text import NOT_YET, assurance_text, look_text, variation_text
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_assessment import AttentionRank, MeasureAssessment
from data_model.measures.measure_looks import ASSURANCE_LOOKS, VARIATION_LOOKS
from ui.shell.plain_text import escape

_TOO_FEW = "Fewer than 12 points: limits would mislead."
# Badge colour, what it means.
_VARIATION: dict[Variation, tuple[str, str]] = {
    Variation.IMPROVEMENT: ("blue", "The newest figures are better than chance explains."),
    Variation.CONCERN: ("orange", "The newest figures are worse than chance explains."),
    Variation.COMMON: ("gray", "The figures move no more than they always do."),
    Variation.HIGH: ("violet", "Higher than chance explains; neither way is better."),
    Variation.LOW: ("violet", "Lower than chance explains; neither way is better."),
    Variation.TOO_FEW: ("gray", _TOO_FEW),
}
_ASSURANCE: dict[Assurance, tuple[str, str]] = {
    Assurance.PASSES: ("blue", "Chance alone will not make it miss its target."),
    Assurance.FAILS: ("orange", "It will not meet its target unless something changes."),
    Assurance.HIT_AND_MISS: ("gray", "Some figures will meet the target and others will not."),
    Assurance.NONE: ("gray", "No target is set, or neither way is better."),
    Assurance.TOO_FEW: ("gray", _TOO_FEW),
}
_NOT_YET_MEANING = (
    "It improves, but its limits, which rest on its earlier figures too, lie on the wrong side of the target."
)


def chips(assessment: MeasureAssessment) -> str:
    """Write variation and assurance as badges, in Markdown."""
    return " ".join(_badge(*each) for each in chip_words(assessment))


def chip_words(assessment: MeasureAssessment) -> list[tuple[str, str]]:
    """Say variation and assurance, each with the colour of its badge, in plain words.

    Too few points, or no figures at all, are said once.
    """
    if assessment.need is AttentionRank.NO_FIGURES:
        return [("gray", "… No figures")]
    said = [(_VARIATION[assessment.variation][0], variation_text(assessment))]
    if not (assessment.variation is Variation.TOO_FEW and assessment.assurance is Assurance.TOO_FEW):
        said.append((_ASSURANCE[assessment.assurance][0], assurance_text(assessment)))
    return said


def key_of_chips() -> str:
    """Write every badge with what it means, as a list in Markdown."""
    looks = [(VARIATION_LOOKS[each], *said) for each, said in _VARIATION.items()]
    for each, said in _ASSURANCE.items():
        if each is not Assurance.TOO_FEW:
            looks.append((ASSURANCE_LOOKS[each], *said))
        if each is Assurance.FAILS:
            looks.append((NOT_YET, said[0], _NOT_YET_MEANING))
    return "\n".join(
        f"- {_badge(colour, look_text(look))} {escape(meaning)}" for look, colour, meaning in looks
    )


def _badge(colour: str, words: str) -> str:
    return f":{colour}-badge[{escape(words)}]"
