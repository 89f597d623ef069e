"""What is said of a measure beside its chart: variation and assurance in words, and which need attention.

Owns: those words, in plain text, and what "needs attention" means. Refuses: the rules (`control_charts`), the
sentence that reads a chart (`measure_sentence`), and symbols and words of its own (`measure_looks`).

Where a meeting was frozen with words, they are said and none are made (`AssessmentWords`).
"""

from collections.abc import Sequence

from data_model.measures.assessment_rows import AssessmentWords, AttentionRank, MeasureAssessment
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_looks import ASSURANCE_LOOKS, VARIATION_LOOKS, MeasureLook, look_of
from data_model.measures.measure_sentence import sentence_of
from data_model.shared.sentence_text import counted, listed

_NAMED = 3  # measures that the sentence names
# Beside an improvement, and a target that the latest figure may even meet, "consistently fails" would
# contradict what stands next to it: the limits are of all the figures, old and new.
NOT_YET = ASSURANCE_LOOKS[Assurance.FAILS]._replace(words="Not yet reliable")


def words_of(assessment: MeasureAssessment) -> AssessmentWords:
    """Return all that is said of a measure: the words it was frozen with, else those of today's rules."""
    if assessment.words is not None:
        return assessment.words
    return AssessmentWords(
        sentence=sentence_of(assessment),
        variation=assessment.variation.value,
        assurance=assessment.assurance.value,
        variation_shown=_variation_shown(assessment),
        assurance_shown=_assurance_shown(assessment),
    )


def variation_text(assessment: MeasureAssessment) -> str:
    """Write whether the newest figure is more than chance: "▲ Concern"."""
    kept = assessment.words
    return kept.variation_shown if kept is not None else _variation_shown(assessment)


def assurance_text(assessment: MeasureAssessment) -> str:
    """Write whether the target can be relied on: "✗ Consistently fails"; of what improves "not yet"."""
    kept = assessment.words
    return kept.assurance_shown if kept is not None else _assurance_shown(assessment)


def needs_attention(assessment: MeasureAssessment) -> bool:
    """Say whether a measure gets worse beyond chance or consistently fails its target."""
    return assessment.need <= AttentionRank.FAILS_BUT_IMPROVES


def attention_sentence(assessments: Sequence[MeasureAssessment]) -> str:
    """Say in plain text how many measures need attention, which, and why."""
    needing = [each for each in assessments if needs_attention(each)]
    many = counted(len(assessments), "measure")
    if not needing:
        too_few = sum(each.variation is Variation.TOO_FEW for each in assessments)
        said = f"None of {many} gets worse beyond chance or consistently fails its target"
        if too_few:
            said += f"; {too_few:,} {'has' if too_few == 1 else 'have'} too few points to tell"
        return f"{said}."
    verb = "needs" if len(needing) == 1 else "need"
    improving = [each for each in needing if each.need is AttentionRank.FAILS_BUT_IMPROVES]
    # Names of measures fill lines: those that improve are named only where no other needs attention.
    first = [each for each in needing if each not in improving] or needing
    named = [f"{each.series.measure.name} ({_why(each)})" for each in first[:_NAMED]]
    if len(first) > _NAMED:
        named.append(f"{len(first) - _NAMED:,} more")
    if improving and first is not needing:
        named.append(f"{len(improving):,} that {not_yet_text(len(improving))}")
    return f"{len(needing):,} of {many} {verb} attention: {listed(named)}."


def not_yet_text(number: int) -> str:
    """Say of so many measures that they improve but cannot be relied on to meet their target."""
    if number == 1:
        return "improves but does not yet reliably meet its target"
    return "improve but do not yet reliably meet their target"


def look_text(look: MeasureLook) -> str:
    """Write a symbol and its words."""
    return f"{look.symbol} {look.words}"


def _variation_shown(assessment: MeasureAssessment) -> str:
    latest = assessment.chart.latest
    return look_text(VARIATION_LOOKS[assessment.variation] if latest is None else look_of(latest))


def _assurance_shown(assessment: MeasureAssessment) -> str:
    is_not_yet = assessment.variation is Variation.IMPROVEMENT and assessment.assurance is Assurance.FAILS
    return look_text(NOT_YET if is_not_yet else ASSURANCE_LOOKS[assessment.assurance])


def _why(assessment: MeasureAssessment) -> str:
    if assessment.need is AttentionRank.FAILS_BUT_IMPROVES:
        return not_yet_text(1)
    reasons = []
    if assessment.variation is Variation.CONCERN:
        reasons.append("getting worse")
    if assessment.assurance is Assurance.FAILS:
        reasons.append("consistently fails its target")
    return " and ".join(reasons)
