"""What a board reads of a plan beside its figures: the sentences, and the words of its checks and measures.

Owns: making them once, by the rules of the day, where a view is made. Refuses: keeping them (see `frozen`)
and any wording of its own.

Whoever shows a view takes its words from it. So a frozen meeting says for ever what its board read, whatever
became of the rules.
"""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from data_model.board.area_text import plan_and_measures_sentence
from data_model.board.assurance_checks import CHECKS
from data_model.board.board_brief import brief_lines, brief_of
from data_model.board.follow_up_text import follow_ups_sentence
from data_model.board.movement import change_sentence, in_area, turns_of
from data_model.board.movement_text import flow_sentence, movement_text
from data_model.board.rows import (
    AreaWords,
    BoardView,
    BoardWords,
    CheckWords,
    FollowUpRow,
    MovedAction,
    WhatChanged,
)
from data_model.inspections.inspection_text import inspections_sentence
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.assessment_text import attention_sentence, words_of
from data_model.measures.measure_assessment import in_order
from data_model.plan.headline_text import headline_sentence
from data_model.plan.rows import AreaRow, Headlines
from data_model.recommendations.recommendation_text import recommendations_sentence


def words_for(
    as_at: date,
    headlines: Headlines,
    areas: Sequence[AreaRow],
    changed: WhatChanged | None,
    assessments: Sequence[MeasureAssessment],
    follow_ups: Sequence[FollowUpRow],
) -> BoardWords:
    """Return what today's rules say of a plan as at a day."""
    read = in_order([one for one in assessments if one.latest is not None])
    return BoardWords(
        headline=headline_sentence(headlines, as_at),
        movement=change_sentence(changed) if changed is not None else "",
        flow=flow_sentence(changed.flow) if changed is not None else "",
        attention=attention_sentence(read) if read else "",
        follow_ups=follow_ups_sentence(follow_ups),
        areas=tuple(_words_of_area(area, changed, assessments) for area in areas),
        checks=tuple(CheckWords(one.code, one.title, one.weight.value) for one in CHECKS.values()),
    )


def with_words(view: BoardView) -> BoardView:
    """Return a view with the sentences about its content."""
    words = words_for(
        view.moment.as_at, view.headlines, view.areas, view.changed, view.assessments, view.follow_ups
    )
    words = replace(
        words,
        brief=brief_lines(brief_of(replace(view, words=words))),
        recommendations=recommendations_sentence(view.recommendations) if view.recommendations else "",
        inspections=_inspections(view) if view.inspections else "",
    )
    return replace(
        view,
        words=words,
        assessments=tuple(replace(one, words=words_of(one)) for one in view.assessments),
        changed=said_of_change(view.changed, words) if view.changed is not None else None,
    )


def said_of_change(changed: WhatChanged, words: BoardWords) -> WhatChanged:
    """Return what changed with its sentence, how each action moved and how each measure turned."""
    lists: dict[str, Any] = {}
    for field in fields(changed):
        rows = getattr(changed, field.name)
        if isinstance(rows, tuple) and rows and isinstance(rows[0], MovedAction):
            lists[field.name] = tuple(replace(row, movement=movement_text(row)) for row in rows)
    turned = tuple(replace(row, turns=turns_of(row)) for row in changed.measures)
    return replace(changed, sentence=words.movement, measures=turned, **lists)


def _words_of_area(
    area: AreaRow, changed: WhatChanged | None, assessments: Sequence[MeasureAssessment]
) -> AreaWords:
    of_area = [one for one in assessments if one.series.measure.area_id == area.id]
    return AreaWords(
        area.id,
        movement=change_sentence(in_area(changed, area.id)) if changed is not None else "",
        measures=plan_and_measures_sentence(area, of_area) if of_area else "",
    )


def _inspections(view: BoardView) -> str:
    since = view.changed.earlier.as_at if view.changed is not None else None
    return inspections_sentence(view.inspections, view.moment.as_at, since)
