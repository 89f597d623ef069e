"""One sentence on how far the ratings of an area can be believed, made from facts only.

Owns: which facts are counted and how they are said. Refuses: a verdict; whoever reads it draws their own.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data_model.board.assurance_checks import CHECKS, Weight
from data_model.board.check_lines import count_lines
from data_model.board.rows import RaisedCheck
from data_model.measures.control_charts import Variation
from data_model.plan.statuses import Status
from data_model.shared.sentence_text import counted

_GOOD = frozenset({Status.COMPLETE, Status.EMBEDDED, Status.ON_TRACK})


@dataclass(frozen=True, slots=True)
class AreaConfidence:
    """What speaks for and against the ratings of an area.

    `well_rated` counts actions that are on track, complete or embedded, `evidenced` those of them with dated
    evidence of impact. Checks are counted as they are read (`check_lines`); accepted ones do not count.
    """

    area_id: int
    actions: int
    well_rated: int
    evidenced: int
    doubted: int  # well-rated actions with a check of high weight
    checks: int
    worsening: int
    measures: int


def area_confidence(
    area_id: int,
    statuses: Sequence[tuple[int, Status]],
    evidenced: Collection[int],
    checks: Sequence[RaisedCheck],
    variations: Sequence[Variation],
) -> AreaConfidence:
    """Count the facts of an area: its actions by id and status, those with dated evidence, its checks."""
    open_checks = [one for one in checks if one.answer is None]
    heavy = {one.action_id for one in open_checks if CHECKS[one.code].weight is Weight.HIGH}
    good = {action_id for action_id, status in statuses if status in _GOOD}
    return AreaConfidence(
        area_id=area_id,
        actions=len(statuses),
        well_rated=len(good),
        evidenced=len(good.intersection(evidenced)),
        doubted=len(good & heavy),
        checks=count_lines(open_checks),
        worsening=sum(one is Variation.CONCERN for one in variations),
        measures=len(variations),
    )


def confidence_sentence(facts: AreaConfidence, *, measures: bool = True) -> str:
    """Say the facts of an area in one sentence, with or without what its measures do."""
    if not facts.actions:
        return "There is no action in this area."
    return f"{'; '.join(filter(None, (_rated(facts), _measured(facts) if measures else '')))}."


def _rated(facts: AreaConfidence) -> str:
    if not facts.well_rated:
        if facts.actions == 1:
            return "Its one action is not rated complete or on track"
        return f"None of {facts.actions:,} actions is rated complete or on track"
    shown = f"{facts.evidenced:,}" if facts.evidenced else "none"
    said = (
        f"Of {counted(facts.well_rated, 'action')} rated complete or on track, {shown} "
        f"{'has' if facts.evidenced < 2 else 'have'} dated evidence of impact"
    )
    if not facts.doubted:
        return said
    return f"{said}; {facts.doubted:,} {'raises' if facts.doubted == 1 else 'raise'} a check of high weight"


def _measured(facts: AreaConfidence) -> str:
    if not facts.measures:
        return ""
    if not facts.worsening:
        return "no measure is getting worse"
    if facts.measures == 1:
        return "its one measure is getting worse"
    verb = "is" if facts.worsening == 1 else "are"
    return f"{facts.worsening:,} of {facts.measures:,} measures {verb} getting worse"
