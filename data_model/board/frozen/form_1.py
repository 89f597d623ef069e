"""Form 1 of frozen views: today's rows of version 0.1.0, without what was said of them.

Owns: its outermost names, and the way to form 2. Refuses: its records (`form_1_records`).

Version 0.1.0 worked out limits, sentences and words anew whenever a meeting was shown. So does the way to
form 2, each time, by the rules of the version that reads; what was kept is never written again and keeps its
digest. The words of the golden file `tests/golden/frozen_form_1_full.said.json` must come out: whoever
changes a rule or a wording that they rest on copies the old one to this module.
"""

from dataclasses import replace
from typing import Any

from data_model.board.board_words import said_of_change, words_for
from data_model.board.frozen import form_1_records as records
from data_model.board.frozen import form_2
from data_model.board.frozen.kinds import TEXT, WHOLE, Fixed, ListOf, Maybe, Record
from data_model.measures.assessment_text import words_of
from data_model.measures.measure_assessment import assess

VIEW = Record(
    dict,
    plan=records.PLAN,
    moment=records.MOMENT,
    meeting=Maybe(records.MEETING),
    key=ListOf(records.KEY),
    headlines=records.HEADLINES,
    areas=ListOf(records.AREA),
    actions=ListOf(records.ACTION_DETAIL),
    evidence=ListOf(records.EVIDENCE),
    challenges=ListOf(records.CHALLENGE),
    changed=Maybe(records.WHAT_CHANGED),
    checks=ListOf(records.RAISED_CHECK),
    series=ListOf(records.SERIES),
    measure_links=ListOf(Fixed(WHOLE, WHOLE)),
    milestones=ListOf(Fixed(WHOLE, ListOf(records.MILESTONE))),
    settings=records.PERFORMANCE_SETTINGS,
    follow_ups=ListOf(records.FOLLOW_UP),
    visits=ListOf(records.VISIT),
    sources=ListOf(TEXT),
)


def to_form_2(document: Any) -> dict[str, Any]:
    """Return a document of form 1 as one of form 2. Raises Wrong for what is not of form 1."""
    seen = VIEW.read(document)
    changed, as_at = seen["changed"], seen["moment"].as_at
    assessments = [assess(series, seen["settings"]) for series in seen["series"]]
    words = words_for(as_at, seen["headlines"], seen["areas"], changed, assessments, seen["follow_ups"])
    said = {
        "assessments": [form_2.ASSESSMENT.write(replace(one, words=words_of(one))) for one in assessments],
        "changed": form_2.WHAT_CHANGED.write(said_of_change(changed, words)) if changed is not None else None,
        "words": form_2.BOARD_WORDS.write(words),
    }
    return {name: value for name, value in document.items() if name != "series"} | said
