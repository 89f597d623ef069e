"""The invented improvement plan of Fernshire County Council as plain data: areas, editions, RAG key.

Owns: the order of the areas, the days of the four editions, the key and the facts other tests rely on.
Refuses: layout (`demo.workbook`) and today's date: every day is counted from a day that is given.
"""

from demo.plan_care_leavers import CARE_LEAVERS
from demo.plan_education import EDUCATION
from demo.plan_front_door import FRONT_DOOR
from demo.plan_homeless import HOMELESS
from demo.plan_homes import HOMES
from demo.plan_missing import MISSING
from demo.plan_oversight import OVERSIGHT
from demo.plan_types import DemoAction, DemoArea
from demo.plan_workforce import WORKFORCE

DEMO_COUNCIL = "Fernshire County Council"
DEMO_PLAN_NAME = "Fernshire improvement plan"

AREAS: tuple[DemoArea, ...] = (
    FRONT_DOOR,
    OVERSIGHT,
    WORKFORCE,
    HOMES,
    CARE_LEAVERS,
    HOMELESS,
    MISSING,
    EDUCATION,
)

# Days from the given day on which each edition is true: the submitted plan, then three board returns.
EDITION_DAYS: tuple[int, ...] = (-212, -69, -38, -6)
LAST_EDITION = len(EDITION_DAYS)

# Letter of an action's `rag` -> the council's label and the fill beside it in the key ("" is no fill).
RAG_KEY: dict[str, tuple[str, str]] = {
    "C": ("Completed", "00B050"),
    "E": ("Completed and embedded", "0070C0"),
    "O": ("In progress & on schedule", "FFFF00"),
    "R": ("At risk of delay", "FFC000"),
    "D": ("Delayed / not on schedule", "FF0000"),
    "P": ("Paused", "A6A6A6"),
    "S": ("Not started", "D9E1F2"),
    "-": ("Planning: not yet commenced", ""),
}


def actions_of(edition: int) -> list[tuple[DemoArea, DemoAction]]:
    """List the actions that stand in an edition (counted from 1), in the plan's order, with their areas."""
    return [
        (area, action)
        for area in AREAS
        for outcome in area.outcomes
        for action in outcome.actions
        if action.rag[edition - 1] != " "
    ]


DEMO_AREAS = len(AREAS)
DEMO_OUTCOMES = sum(len(area.outcomes) for area in AREAS)
DEMO_ACTIONS = len(actions_of(LAST_EDITION))
