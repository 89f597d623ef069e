"""The kinds of issue that comparing a file with the plan in the dashboard can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

# Whose file it is.
RETURN_WORKBOOK = define(
    "return-workbook",
    "A workbook of one person's actions, sent out to be filled in; it is no plan",
    _E,
    "Bring it back as a return workbook: with load, or on the page for it.",
)
ANOTHER_PLAN = define(
    "another-plan",
    "None of this file's actions is in the plan",
    _W,
    "If it is another plan's file, choose that plan or begin a new one.",
)

# Actions of the file and of the plan.
ACTION_MISSING = define(
    "action-missing",
    "An action of the plan that this file does not hold",
    _W,
    "Nothing was deleted; check whether it was dropped on purpose.",
)
CLOSE_MATCH = define(
    "close-match",
    "An action whose text is close to one in the plan",
    _W,
    "Say whether they are the same action.",
)
EDITED_ON_BOTH_SIDES = define(
    "edited-on-both-sides",
    "Changed differently in the dashboard and in the file",
    _W,
    "Choose the dashboard's value or the file's.",
)
RETIRED_IN_DASHBOARD = define(
    "retired-in-dashboard",
    "An action that was retired in the dashboard; the file still holds it, and it was not loaded",
    _W,
    "Take it out of the workbook, or restore it on the action's page and load the file again.",
)

# What older columns say of their month.
HISTORY_LOADED = define(
    "history-loaded",
    "Older columns become history of their month",
    _N,
    "Nothing; it stands in each action's history, true as at the end of that month.",
)
HISTORY_OTHERWISE = define(
    "history-otherwise",
    "The dashboard says another thing of that month, and it stands",
    _N,
    "Nothing, or keep the column beside the action; what is said of a month is never replaced.",
)
HISTORY_NOT_BEFORE = define(
    "history-not-before",
    "A column was given to a month that is not over before the day of the file; it was not loaded",
    _W,
    "Choose another month, a later day for the file, or keep the column beside the action.",
)
HISTORY_RATED_TWICE = define(
    "history-rated-twice",
    "Two ratings of one action for one month; the first counts",
    _W,
    "Give one of the two columns to another month, or keep it beside the action.",
)
