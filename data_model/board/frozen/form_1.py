"""Form 1 of frozen views: today's rows of version 0.1.0, without what was said of them.

Owns: its outermost names, its checks, and the way to form 2. Refuses: its records (`form_1_plan`,
`form_1_measures`, `form_1_board`).

Version 0.1.0 worked out limits, sentences and words anew whenever a meeting was shown. So does the way to
form 2, each time, by the rules of that version (`form_1_rules`); what was kept is never written
again and keeps its digest. The words of the golden file `tests/golden/frozen_form_1_full.said.json` must come
out: whoever changes another rule or wording that they rest on copies the old one to `form_1_rules`.
"""

from dataclasses import replace
from typing import Any

from data_model.board.board_words import said_of_change
from data_model.board.frozen import form_1_board, form_1_measures, form_1_plan, form_2
from data_model.board.frozen.form_1_rules.board_words import words_for
from data_model.board.frozen.form_1_rules.measure_assessment import assess
from data_model.board.frozen.form_1_rules.measure_sentence import sentence_of
from data_model.board.frozen.kinds import TEXT, WHOLE, Fixed, ListOf, Maybe, Record
from data_model.board.rows import CheckWords
from data_model.measures.assessment_rows import AssessmentWords, MeasureAssessment
from data_model.measures.assessment_text import assurance_text, variation_text

# The checks of version 0.1.0, heaviest first: one that is taken away later keeps its name in these meetings.
CHECKS = (
    CheckWords("past-due", "Past its date and not rated delayed or complete", "high"),
    CheckWords("measure-disagrees", "On track while its measure says otherwise", "high"),
    CheckWords("reopened", "Reopened after completion", "high"),
    CheckWords("red-unexplained", "Delayed without reason, mitigation or revised date", "high"),
    CheckWords("no-evidence", "Complete or on track without dated evidence of impact", "medium"),
    CheckWords("no-update", "No update since the last board, or for too long", "medium"),
    CheckWords("narrative-unchanged", "Narrative unchanged since the last update", "medium"),
    CheckWords("date-moved", "Due date moved twice or more", "medium"),
    CheckWords("rating-without-evidence", "Rating changed without any new evidence", "medium"),
    CheckWords("due-not-started", "Due soon and not started", "medium"),
    CheckWords("nobody", "No responsible person", "low"),
    CheckWords("no-date", "No due date, and neither complete nor paused", "low"),
)
VIEW = Record(
    dict,
    plan=form_1_plan.PLAN,
    moment=form_1_board.MOMENT,
    meeting=Maybe(form_1_board.MEETING),
    key=ListOf(form_1_plan.KEY),
    headlines=form_1_plan.HEADLINES,
    areas=ListOf(form_1_plan.AREA),
    actions=ListOf(form_1_plan.ACTION_DETAIL),
    evidence=ListOf(form_1_plan.EVIDENCE),
    challenges=ListOf(form_1_plan.CHALLENGE),
    changed=Maybe(form_1_board.WHAT_CHANGED),
    checks=ListOf(form_1_board.RAISED_CHECK),
    series=ListOf(form_1_measures.SERIES),
    measure_links=ListOf(Fixed(WHOLE, WHOLE)),
    milestones=ListOf(Fixed(WHOLE, ListOf(form_1_measures.MILESTONE))),
    settings=form_1_measures.PERFORMANCE_SETTINGS,
    follow_ups=ListOf(form_1_board.FOLLOW_UP),
    visits=ListOf(form_1_board.VISIT),
    sources=ListOf(TEXT),
)


def to_form_2(document: Any) -> dict[str, Any]:
    """Return a document of form 1 as one of form 2. Raises Wrong for what is not of form 1."""
    seen = VIEW.read(document)
    changed, as_at = seen["changed"], seen["moment"].as_at
    assessments = [_with_words(assess(series, seen["settings"])) for series in seen["series"]]
    words = words_for(
        as_at, seen["headlines"], seen["areas"], changed, assessments, seen["follow_ups"], CHECKS
    )
    said = {
        "assessments": [form_2.ASSESSMENT.write(one) for one in assessments],
        "changed": form_2.WHAT_CHANGED.write(said_of_change(changed, words)) if changed is not None else None,
        "words": form_2.BOARD_WORDS.write(words),
    }
    return {name: value for name, value in document.items() if name != "series"} | said


def _with_words(assessment: MeasureAssessment) -> MeasureAssessment:
    words = AssessmentWords(
        sentence=sentence_of(assessment),
        variation=assessment.variation.value,
        assurance=assessment.assurance.value,
        variation_shown=variation_text(assessment),
        assurance_shown=assurance_text(assessment),
    )
    return replace(assessment, words=words)
