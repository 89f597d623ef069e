"""What Fernshire's boards decided, asked and challenged, who sits on them, and what was shown to them.

Owns: sentences and days counted from the given day; all of it invented. Refuses: recording any of it
(`board_cycle`).
"""

from dataclasses import dataclass

from data_model.board.rows import BoardKind, FollowUpKind, Recurrence
from data_model.inspections.rows import VisitKind
from data_model.plan.rows_updates import EvidenceKind

EXECUTIVE, PANEL, PARTNERSHIP = "Executive Improvement Board", "Challenge panel", "Partnership Board"
OFFICE = "office"  # owns what the programme office is to do; any other owner is a key of the demo's people


@dataclass(frozen=True, slots=True)
class ToldBoard:
    """A body that meets. `held` are the days of its meetings so far, `first_ahead` that of the first to
    come where none was held, both from the given day."""

    name: str
    kind: BoardKind
    chair: str
    attendees: str
    recurrence: Recurrence
    place: str
    held: tuple[int, ...] = ()
    first_ahead: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """What a meeting left to be followed: `due` counts from the given day, `about` begins an action's text.

    `noted`, `moved` (to a day) and `closed` hold at which later executive board, counted from 1, and words.
    """

    kind: FollowUpKind
    words: str
    owner: str = ""
    due: int | None = None
    area: str = ""
    about: str = ""
    noted: tuple[int, str] | None = None
    moved: tuple[int, int, str] | None = None
    closed: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Evidence as the demo plan's own texts tell it, known from an edition (counted from 1)."""

    edition: int
    about: str
    kind: EvidenceKind
    days: int
    finding: str


@dataclass(frozen=True, slots=True)
class ToldVisit:
    """An inspection or visit; `published` is None where nothing was published by the given day."""

    kind: VisitKind
    focus: str
    starts: int
    ends: int
    outcome: str = ""
    published: int | None = None
    will_be_published: bool = True


# The executive board meets a few days after each edition of the plan, always on the same weekday.
BOARDS = (
    ToldBoard(
        EXECUTIVE, BoardKind.EXECUTIVE, "Beatrice Ashdown, independent adviser",
        "Chief Executive\nDirector of Children’s Social Care\nLead member\nPolice\nIntegrated care board",
        Recurrence.MONTHLY, "Shire Hall, room 2", held=(-207, -67, -32, -4),
    ),
    ToldBoard(
        PANEL, BoardKind.CHALLENGE, "Imelda Thorncroft, Director of Children’s Social Care",
        "Heads of service\nPrincipal Social Worker\nPerformance and Insight",
        Recurrence.MONTHLY, "Shire Hall, room 5", held=(-18,),
    ),
    ToldBoard(
        PARTNERSHIP, BoardKind.PARTNERSHIP, "Independent Scrutineer",
        "Police\nIntegrated care board\nHead teachers\nHousing authorities\nYouth council",
        Recurrence.QUARTERLY, "Online", first_ahead=31,
    ),
)  # fmt: skip

# By the executive board at which it came up, counted from 1.
EXECUTIVE_LEFT: tuple[tuple[Left, ...], ...] = (
    (
        Left(
            FollowUpKind.DECISION,
            "The plan is accepted as submitted. Every red action comes to the board with its reason, what "
            "protects children meanwhile, and a new date.",
            closed=(2, "The return brings a table of exceptions from now on."),
        ),
        Left(
            FollowUpKind.REQUEST, "One page on what families say of the front door.", "qa", -80, area="1",
            closed=(2, "The parents’ panel gave its page; the board sees it every quarter."),
        ),
    ),
    (
        Left(
            FollowUpKind.DECISION,
            "The board meets every month. Between its meetings the challenge panel takes one area in depth.",
            OFFICE, -39, closed=(3, "The dates of six months are set."),
        ),
        Left(
            FollowUpKind.REQUEST, "Show by locality how long children wait for an assessment.", "data", -34,
            area="3", noted=(3, "The list is made; two localities count from another day."),
            moved=(3, -10, "Both localities first have to count alike."),
        ),
    ),
    (
        Left(
            FollowUpKind.REQUEST, "Say why conferences are held late, and what the rota can change.", "qa",
            -9, area="2", closed=(4, "Most waited for one agency’s report. The rota now names a deputy."),
        ),
        Left(
            FollowUpKind.DECISION,
            "Agency cover in the assessment teams goes on until the third team is staffed.",
            "director", 60, about="Open a third assessment team",
        ),
    ),
    (
        Left(
            FollowUpKind.REQUEST, "Bring the staffing forecast for the third assessment team.", "hr", 24,
            about="Open a third assessment team",
        ),
        Left(
            FollowUpKind.DECISION, "Area 7 is the next that the challenge panel takes in depth.", OFFICE, 10,
            area="7",
        ),
    ),
)  # fmt: skip
PANEL_LEFT = (
    Left(
        FollowUpKind.CHALLENGE,
        "Supervision is rated on schedule while conferences slip. What did the last look at supervision "
        "records find?",
        "fieldwork",
        10,
        about="Hold monthly supervision for every child",
    ),
    Left(
        FollowUpKind.CHALLENGE,
        "Who reads the audits that find practice inadequate, and what happens next?",
        "qa",
        -6,
        about="Complete 40 collaborative audits",
        closed=(4, "A manager reads each within two days; the child’s plan is looked at again first."),
    ),
)
SHOWN = (
    Shown(
        3, "Create a second service manager post", EvidenceKind.AUDIT, -45,
        "A manager was present for 60 of 60 shifts sampled.",
    ),
    Shown(
        3, "Hold a 9", EvidenceKind.FEEDBACK, -50,
        "Staff survey, 31 replies: 28 say that the huddle makes the morning safer.",
    ),
    Shown(
        3, "Hold a daily ten-minute missing call", EvidenceKind.AUDIT, -57,
        "Thematic review by police: the grading of risk was agreed in 96% of calls.",
    ),
    Shown(
        4, "Run termly workshops", EvidenceKind.FEEDBACK, -9,
        "Evaluation by designated leads: 92% “much more confident” about consent.",
    ),
    Shown(
        3, "Review strategy discussions", EvidenceKind.AUDIT, -39,
        "Audit of 40 discussions: risk analysis good or better in 29, from 17 at the baseline.",
    ),
    Shown(
        3, "Dip sample 20 interviews", EvidenceKind.AUDIT, -40,
        "60 return home interviews sampled: good or better 62%, from 45%.",
    ),
)  # fmt: skip
EARLIER_INSPECTION = ToldVisit(
    VisitKind.INSPECTION, "Inspection of local authority children’s services", -1458, -1449,
    "Five areas for improvement.", published=-1400,
)  # fmt: skip
# The report came 70 working days and some before the plan was submitted.
INSPECTION = ToldVisit(
    VisitKind.INSPECTION, "Inspection of local authority children’s services", -366, -353,
    "Eight areas for improvement, one of them for priority action.", published=-310,
)  # fmt: skip
FIRST_MONITORING_VISIT = ToldVisit(
    VisitKind.MONITORING_VISIT, "The front door and contacts that wait", -116, -115,
    "Progress from a low base; leaders know what is left to do.", will_be_published=False,
)  # fmt: skip
SECOND_MONITORING_VISIT = ToldVisit(
    VisitKind.MONITORING_VISIT, "Children in need and supervision", -41, -40,
    "Supervision is regular and not yet reflective. Caseloads have fallen.", published=-15,
)  # fmt: skip
VISITS = (
    EARLIER_INSPECTION,
    INSPECTION,
    FIRST_MONITORING_VISIT,
    SECOND_MONITORING_VISIT,
    ToldVisit(VisitKind.MONITORING_VISIT, "Children who go missing", 52, 53),
)
ACCEPTED = (
    "Spend one day a month in a front-line team",
    "no-date",
    "It goes on for as long as the plan runs, so it has a rhythm and no end.",
)
