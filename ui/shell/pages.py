"""The register of pages: each page of the dashboard, written down once.

Owns: each page's script, title, address, the permission it needs, where it is reached from and what it is
for. Refuses: what is on a page, drawing links, and finding out who somebody is.
docs/development/add-a-page.md tells how a page is added.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path

from data_model.shared.permissions import Actor, Permission, is_permitted

FOLDER = Path(__file__).resolve().parents[2] / "pages"


class TaskGroup(StrEnum):
    """The headings of *Plan and data*, in their order."""

    BRING_IN = "Bring in"
    LOOK_AFTER = "Look after"
    LOOK_UP = "Look up"


@dataclass(frozen=True)
class Task:
    """How *Plan and data* offers a page: under which heading, and what it is for (Markdown)."""

    group: TaskGroup
    purpose: str


class PageGroup(StrEnum):
    """Pages that share one entry of the navigation and lead to one another; the value is its name."""

    MONEY = "Money"


@dataclass(frozen=True)
class PageEntry:
    """What is known of a page without opening it.

    `script` lies in pages/. `permission` is what the page is of no use without; None where everybody reads
    it. A page is reached in one way: it stands in the navigation, *Plan and data* offers it as a `task`, it
    is one of a `group`, or other pages lead to it with the `id` of what it shows. Of a group the first page
    that somebody may open stands in the navigation under the group's name, and all stand in a row under the
    head of each (`ui.parts.page_group`). The navigation holds what a board and heads of service open every
    month: each entry costs a cold browser time, and many more would not stand beside each other. One
    `for_several_plans` stands in it only where there is more than one plan.
    """

    script: str
    title: str
    url_path: str
    permission: Permission | None = None
    task: Task | None = None
    is_in_navigation: bool = False
    group: PageGroup | None = None
    needs_id: bool = False
    for_several_plans: bool = False

    @property
    def path(self) -> Path:
        """The script's full path, by which Streamlit knows the page."""
        return FOLDER / self.script


class Page(Enum):
    """Every page, in the order of the navigation and of *Plan and data*."""

    ALL_PLANS = PageEntry(
        "board/all_plans.py", "All plans", "all-plans", is_in_navigation=True, for_several_plans=True
    )
    OVERVIEW = PageEntry("board/overview.py", "Overview", "overview", is_in_navigation=True)
    WHAT_CHANGED = PageEntry("board/what_changed.py", "What changed", "what-changed", is_in_navigation=True)
    MY_ACTIONS = PageEntry(
        "plan/my_actions.py", "My actions", "my-actions", Permission.UPDATE, is_in_navigation=True
    )
    ACTIONS = PageEntry("plan/actions.py", "Actions", "actions", is_in_navigation=True)
    FRONT_DOOR = PageEntry("performance/front_door.py", "Front door", "front-door", is_in_navigation=True)
    DUE_DATES = PageEntry("plan/due_dates.py", "Due dates", "due-dates", is_in_navigation=True)
    PEOPLE = PageEntry("plan/people.py", "People", "people", is_in_navigation=True)
    CHECKS = PageEntry("board/checks.py", "Checks", "checks", is_in_navigation=True)
    MEETINGS = PageEntry("board/meetings.py", "Meetings", "meetings", is_in_navigation=True)
    MONEY = PageEntry("money/money.py", "Money", "money", group=PageGroup.MONEY)
    PACK = PageEntry("board/pack.py", "Board pack", "board-pack", is_in_navigation=True)
    CHALLENGE_PANEL = PageEntry(
        "board/challenge_panel.py", "Challenge panel", "challenge-panel", is_in_navigation=True
    )
    PLAN_AND_DATA = PageEntry(
        "data/plan_and_data.py", "Plan and data", "plan-and-data", is_in_navigation=True
    )
    SAVINGS = PageEntry("money/savings.py", "Savings", "savings", group=PageGroup.MONEY)
    BENEFITS = PageEntry("money/benefits.py", "Benefits", "benefits", group=PageGroup.MONEY)

    MEETING = PageEntry("board/meeting.py", "Meeting", "meeting", needs_id=True)
    MEETING_VIEW = PageEntry("board/meeting_view.py", "Meeting view", "meeting-view", needs_id=True)
    ACTION = PageEntry("plan/action.py", "Action", "action", needs_id=True)
    UPDATE = PageEntry("plan/update.py", "Update", "update", Permission.UPDATE, needs_id=True)
    AREA = PageEntry("plan/area.py", "Area", "area", needs_id=True)
    INSPECTION = PageEntry("inspections/inspection.py", "Inspection", "inspection", needs_id=True)
    RECOMMENDATION = PageEntry(
        "recommendations/recommendation.py", "Recommendation", "recommendation", needs_id=True
    )
    MEASURE = PageEntry("performance/measure.py", "Measure", "measure", needs_id=True)
    FUND = PageEntry("money/fund.py", "Fund", "fund", needs_id=True)
    SAVING = PageEntry("money/saving.py", "Saving", "saving", needs_id=True)
    BENEFIT = PageEntry("money/benefit.py", "Benefit", "benefit", needs_id=True)
    ADD_READING = PageEntry(
        "performance/add_reading.py", "Add a reading", "add-a-reading", Permission.READINGS, needs_id=True
    )

    IMPORT_PLAN = PageEntry(
        "data/import_plan.py",
        "Import a plan",
        "import-plan",
        Permission.IMPORT,
        task=Task(
            TaskGroup.BRING_IN, "A workbook with the action plan: a new plan, or the next version of one."
        ),
    )
    BRING_BACK = PageEntry(
        "data/bring_back.py",
        "Return workbook",
        "return-workbook",
        Permission.IMPORT,
        task=Task(TaskGroup.BRING_IN, "The workbook that somebody filled in at their own desk."),
    )
    LOAD_PERFORMANCE = PageEntry(
        "data/load_performance.py",
        "Load performance",
        "load-performance",
        Permission.IMPORT,
        task=Task(TaskGroup.BRING_IN, "A workbook of figures, or a list of contacts."),
    )
    LOAD_FUNDS = PageEntry(
        "money/load_funds.py",
        "Load funds",
        "load-funds",
        Permission.MONEY,
        task=Task(TaskGroup.BRING_IN, "A workbook of grants, or a ledger extract of what became of them."),
    )
    LOAD_RECOMMENDATIONS = PageEntry(
        "data/load_recommendations.py",
        "Load recommendations",
        "load-recommendations",
        Permission.IMPORT,
        task=Task(TaskGroup.BRING_IN, "A tracker of recommendations of scrutiny, inspections or peers."),
    )
    LOAD_PUBLISHED = PageEntry(
        "data/load_published.py",
        "Load published figures",
        "load-published-figures",
        Permission.IMPORT,
        task=Task(TaskGroup.BRING_IN, "What England and every council have, and whose plan this is."),
    )
    LOAD_SAVINGS = PageEntry(
        "money/load_savings.py",
        "Load savings",
        "load-savings",
        Permission.MONEY,
        task=Task(TaskGroup.BRING_IN, "The council’s table of savings, as it is."),
    )
    LOAD_BENEFITS = PageEntry(
        "money/load_benefits.py",
        "Load benefits",
        "load-benefits",
        Permission.MONEY,
        task=Task(
            TaskGroup.BRING_IN, "The benefits of a programme and its return on investment, as they are."
        ),
    )
    AWAITING = PageEntry(
        "programme/awaiting.py",
        "Sign-off",
        "sign-off",
        Permission.SIGN_OFF,
        task=Task(TaskGroup.LOOK_AFTER, "Actions proposed as complete: confirm them or send them back."),
    )
    EDIT_PLAN = PageEntry(
        "programme/edit_plan.py",
        "Edit the plan",
        "edit-plan",
        Permission.EDIT_PLAN,
        task=Task(TaskGroup.LOOK_AFTER, "Add, move, retire and restore outcomes and actions."),
    )
    MEASURES = PageEntry(
        "performance/measures.py",
        "Measures",
        "measures",
        Permission.MEASURES,
        task=Task(
            TaskGroup.LOOK_AFTER, "What is measured, the targets, and which actions are meant to move it."
        ),
    )
    EDIT_FUNDS = PageEntry(
        "money/edit_funds.py",
        "Funds and their lines",
        "funds-and-lines",
        Permission.MONEY,
        task=Task(TaskGroup.LOOK_AFTER, "Make a grant or another fund by hand, change it and its lines."),
    )
    HANDOVER = PageEntry(
        "programme/handover.py",
        "Hand over",
        "hand-over",
        Permission.HAND_OVER,
        task=Task(TaskGroup.LOOK_AFTER, "Give one person’s actions to another."),
    )
    MEMBERS = PageEntry(
        "programme/members.py",
        "Members",
        "members",
        Permission.MEMBERS,
        task=Task(TaskGroup.LOOK_AFTER, "Who may sign in, and as what."),
    )
    RECOMMENDATIONS = PageEntry(
        "recommendations/recommendations.py",
        "Recommendations",
        "recommendations",
        task=Task(
            TaskGroup.LOOK_UP,
            "What scrutiny, inspections, reviews and peers recommended, and what came of it.",
        ),
    )
    INSPECTIONS = PageEntry(
        "inspections/inspections.py",
        "Inspections",
        "inspections",
        task=Task(TaskGroup.LOOK_UP, "What inspectors graded and found, and what the plan said on that day."),
    )
    WORK_PROGRAMME = PageEntry(
        "recommendations/work_programme.py",
        "Work programme",
        "work-programme",
        task=Task(TaskGroup.LOOK_UP, "What is to come to which meeting of scrutiny."),
    )
    RAG_KEY = PageEntry(
        "data/rag_key.py",
        "RAG key",
        "rag-key",
        task=Task(TaskGroup.LOOK_UP, "What each colour and word means in this plan."),
    )
    AREAS = PageEntry(
        "data/areas.py",
        "Areas",
        "areas",
        task=Task(TaskGroup.LOOK_UP, "The areas’ titles as the plan writes them, and their short names."),
    )
    IMPORT_HISTORY = PageEntry(
        "data/import_history.py",
        "Import history",
        "import-history",
        task=Task(TaskGroup.LOOK_UP, "Which file said what, who loaded it, and when."),
    )


# The page that the bare address shows: with one plan, and with several.
FIRST = Page.OVERVIEW
FIRST_OF_SEVERAL = Page.ALL_PLANS


def may_open(page: Page, actor: Actor) -> bool:
    """Say whether a page is registered for the actor."""
    return page.value.permission is None or is_permitted(actor, page.value.permission)


def list_group(group: PageGroup, actor: Actor) -> list[Page]:
    """List the pages of a group that the actor may open, in their order."""
    return [page for page in Page if page.value.group is group and may_open(page, actor)]


def list_tasks(group: TaskGroup, actor: Actor) -> list[tuple[Page, str]]:
    """List the pages that *Plan and data* offers the actor in a group, each with what it is for."""
    return [
        (page, page.value.task.purpose)
        for page in Page
        if page.value.task is not None and page.value.task.group is group and may_open(page, actor)
    ]
