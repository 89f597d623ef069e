"""What a board read beside the figures of a plan when form 1 was written.

Owns: which sentences there were, and the one that put plan and measures of an area side by side, in which a
measure for information counted like any other. Refuses: to change (today's are `data_model.board.board_words`
and `area_text`).
"""

from collections.abc import Sequence
from datetime import date

from data_model.board.follow_up_text import follow_ups_sentence
from data_model.board.movement import change_sentence, in_area
from data_model.board.movement_text import flow_sentence
from data_model.board.rows import AreaWords, BoardWords, CheckWords, FollowUpRow, WhatChanged
from data_model.measures.assessment_rows import AttentionRank, MeasureAssessment
from data_model.measures.assessment_text import attention_sentence, needs_attention, not_yet_text
from data_model.measures.control_charts import Assurance, Variation
from data_model.measures.measure_assessment import in_order
from data_model.plan.headline_text import headline_sentence
from data_model.plan.rows import AreaRow, Headlines
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted, listed

_GREEN = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.ON_TRACK})


def words_for(
    as_at: date,
    headlines: Headlines,
    areas: Sequence[AreaRow],
    changed: WhatChanged | None,
    assessments: Sequence[MeasureAssessment],
    follow_ups: Sequence[FollowUpRow],
    checks: tuple[CheckWords, ...],
) -> BoardWords:
    """Return what was said of a plan as at a day."""
    read = in_order([one for one in assessments if one.latest is not None])
    return BoardWords(
        headline=headline_sentence(headlines, as_at),
        movement=change_sentence(changed) if changed is not None else "",
        flow=flow_sentence(changed.flow) if changed is not None else "",
        attention=attention_sentence(read) if read else "",
        follow_ups=follow_ups_sentence(follow_ups),
        areas=tuple(_words_of_area(area, changed, assessments) for area in areas),
        checks=checks,
    )


def _words_of_area(
    area: AreaRow, changed: WhatChanged | None, assessments: Sequence[MeasureAssessment]
) -> AreaWords:
    of_area = [one for one in assessments if one.series.measure.area_id == area.id]
    return AreaWords(
        area.id,
        movement=change_sentence(in_area(changed, area.id)) if changed is not None else "",
        measures=_plan_and_measures(area, of_area) if of_area else "",
    )


def _plan_and_measures(area: AreaRow, assessments: Sequence[MeasureAssessment]) -> str:
    green = sum(row.count for row in area.statuses if row.status in _GREEN)
    is_or_are = "is" if green == 1 else "are"
    plan = f"{green:,} of {counted(area.actions, 'action')} {is_or_are} complete or on schedule"
    is_outside = green * 2 > area.actions and any(
        needs_attention(each) and each.need is not AttentionRank.FAILS_BUT_IMPROVES for each in assessments
    )
    return f"{plan}{', while' if is_outside else ';'} {_worse_text(assessments)}."


def _worse_text(assessments: Sequence[MeasureAssessment]) -> str:
    worse = sum(each.variation is Variation.CONCERN for each in assessments)
    improving = sum(each.need is AttentionRank.FAILS_BUT_IMPROVES for each in assessments)
    failing = sum(
        each.assurance is Assurance.FAILS and each.variation is not Variation.IMPROVEMENT
        for each in assessments
    )
    said = []
    if worse or not failing:
        said.append(f"{_how_many_of(worse, len(assessments))} getting worse")
    if failing:
        of_all = "" if said else f" of {counted(len(assessments), 'measure')}"
        verb = "fails its" if failing == 1 else "fail their"
        said.append(f"{failing:,}{of_all} consistently {verb} target")
    if improving:
        said.append(f"{improving:,} {not_yet_text(improving)}")
    return listed(said)


def _how_many_of(worse: int, measures: int) -> str:
    if measures == 1 and not worse:
        return "its one measure is not"
    return f"{worse or 'none'} of {counted(measures, 'measure')} {'are' if worse > 1 else 'is'}"
