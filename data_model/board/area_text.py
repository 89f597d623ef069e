"""The sentence that puts what the plan says of an area beside what its measures say.

Owns: its words, in plain text, and when the two are set against each other. Refuses: counting actions and
reading charts.
"""

from collections.abc import Sequence

from data_model.measures.assessment_rows import AttentionRank, MeasureAssessment
from data_model.measures.assessment_text import needs_attention, not_yet_text
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_vocabulary import Polarity
from data_model.plan.rows import AreaRow
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted, listed

_GREEN = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.ON_TRACK})


def plan_and_measures_sentence(area: AreaRow, assessments: Sequence[MeasureAssessment]) -> str:
    """Say in plain text how many actions are complete or on schedule and how many measures get worse.

    The two are joined by "while" where the plan is mostly green and a measure gets worse or consistently
    fails its target, without improving, all the same. Measures for information have no better side: they are
    counted apart, and nothing is said of how they move.
    """
    green = sum(row.count for row in area.statuses if row.status in _GREEN)
    is_or_are = "is" if green == 1 else "are"
    plan = f"{green:,} of {counted(area.actions, 'action')} {is_or_are} complete or on schedule"
    if not assessments:
        return f"{plan}. No measure is linked to this area, so nothing here says whether it helps."
    judged = [each for each in assessments if each.series.measure.definition.polarity is not Polarity.INFO]
    told = len(assessments) - len(judged)
    if not judged:
        those = "its one measure is" if told == 1 else f"its {told:,} measures are"
        return f"{plan}; {those} for information and {'has' if told == 1 else 'have'} no better or worse."
    joined = ", while" if is_green_outside(area, judged) else ";"
    apart = f"; {told:,} more {'is' if told == 1 else 'are'} for information" if told else ""
    return f"{plan}{joined} {_worse_text(judged, one_of_several=told > 0)}{apart}."


def is_green_outside(area: AreaRow, assessments: Sequence[MeasureAssessment]) -> bool:
    """Say whether more than half of the actions are complete or on schedule and a measure says otherwise.

    A measure that improves does not, however far from its target it is.
    """
    green = sum(row.count for row in area.statuses if row.status in _GREEN)
    return green * 2 > area.actions and any(
        needs_attention(each) and each.need is not AttentionRank.FAILS_BUT_IMPROVES for each in assessments
    )


def _worse_text(assessments: Sequence[MeasureAssessment], *, one_of_several: bool) -> str:
    worse = sum(each.variation is Variation.CONCERN for each in assessments)
    improving = sum(each.need is AttentionRank.FAILS_BUT_IMPROVES for each in assessments)
    failing = sum(
        each.assurance is Assurance.FAILS and each.variation is not Variation.IMPROVEMENT
        for each in assessments
    )
    said = []
    if worse or not failing:
        many = _how_many_of(worse, len(assessments), one_of_several=one_of_several)
        said.append(f"{many} getting worse")
    if failing:
        of_all = "" if said else f" of {counted(len(assessments), 'measure')}"
        verb = "fails its" if failing == 1 else "fail their"
        said.append(f"{failing:,}{of_all} consistently {verb} target")
    if improving:
        said.append(f"{improving:,} {not_yet_text(improving)}")
    return listed(said)


def _how_many_of(worse: int, measures: int, *, one_of_several: bool) -> str:
    if measures == 1 and not worse:
        return f"its one measure {'with a better side ' if one_of_several else ''}is not"
    return f"{worse or 'none'} of {counted(measures, 'measure')} {'are' if worse > 1 else 'is'}"
