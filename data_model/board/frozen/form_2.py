"""Form 2 of frozen views: form 1 with all that was said of it. It is the newest form, which is written.

Owns: what a document of form 2 holds. Refuses: the records that it shares with form 1 (`form_1_plan`,
`form_1_measures`, `form_1_board`).

New beside form 1: each measure's control chart with its limits, flags and words; how each action moved and
how each measure turned; the sentences of the view; and the checks with their titles and weights. None of it
is worked out again. A field that a row gains is added here as `Later`, with the value that a meeting frozen
before has for it; a plain text that the register of fields gains follows by itself, empty in those meetings.
"""

from dataclasses import replace
from typing import Any

from data_model.board.frozen import (
    form_1_board,
    form_1_measures,
    form_1_plan,
    form_2_inspections,
    form_2_money,
    form_2_published,
    form_2_recommendations,
)
from data_model.board.frozen.kinds import (
    DAY,
    NUMBER,
    TEXT,
    TIME,
    TRUTH,
    WHOLE,
    Fixed,
    Kind,
    Later,
    ListOf,
    Maybe,
    OneOf,
    Record,
    Wrong,
    build,
)
from data_model.board.rows import AreaWords, BoardView, BoardWords, CheckWords
from data_model.measures.assessment_rows import AssessmentWords, AttentionRank, MeasureAssessment
from data_model.measures.control_charts import (
    Assurance,
    ChartPoint,
    ChartSettings,
    ControlChart,
    Limits,
    Phase,
    Rule,
    Variation,
)
from data_model.measures.few_cases import CaseTotals
from data_model.measures.rows import ComparisonRow
from data_model.money.for_boards.money_parts import NO_MONEY
from data_model.plan.action_fields import TEXT_NAMES
from data_model.plan.rows import ActionDetail
from data_model.shared.permissions import Role

RULE = OneOf(
    Rule, "outside the limits", "trend", "two of three close to a limit", "run on one side of the mean"
)
VARIATION = OneOf(Variation, *form_1_board.VARIATION_WORD.words)
ASSURANCE = OneOf(Assurance, *form_1_board.ASSURANCE_WORD.words)
ATTENTION_RANK = OneOf(
    AttentionRank,
    "CONCERN_AND_FAILS",
    "CONCERN",
    "FAILS",
    "FAILS_BUT_IMPROVES",
    "MISSED",
    "HIT_AND_MISS",
    "CHANGED",
    "STEADY",
    "IMPROVEMENT",
    "TOO_FEW",
    "NO_FIGURES",
    by_name=True,
)
CHART_POINT = Record(
    ChartPoint,
    value=Maybe(NUMBER),
    phase=WHOLE,
    rules=ListOf(RULE),
    variation=VARIATION,
    is_high=Maybe(TRUTH),
    sides=ListOf(WHOLE),
    doubted=Later(ListOf(Fixed(RULE, WHOLE)), ()),
)
LIMITS = Record(
    Limits,
    mean=NUMBER,
    lower=NUMBER,
    upper=NUMBER,
    near_lower=NUMBER,
    near_upper=NUMBER,
    mean_range=NUMBER,
)
CASE_TOTALS = Record(CaseTotals, numerator=WHOLE, denominator=WHOLE, periods=WHOLE)
PHASE = Record(
    Phase,
    first=WHOLE,
    last=WHOLE,
    points=WHOLE,
    limits=Maybe(LIMITS),
    mean=Maybe(NUMBER),
    baseline=Later(Maybe(WHOLE), None),
    cases=Later(Maybe(CASE_TOTALS), None),
)
# Limits were of all figures of a phase before they could be fixed.
_FIXED_LIMITS = {"fixed_after": Later(WHOLE, 0), "two_of_three_beyond": Later(TRUTH, False)}
CHART_SETTINGS = Record(
    ChartSettings,
    trend_length=WHOLE,
    run_length=WHOLE,
    screening=TRUTH,
    fewest_points=WHOLE,
    **_FIXED_LIMITS,
)
CONTROL_CHART = Record(
    ControlChart,
    points=ListOf(CHART_POINT),
    phases=ListOf(PHASE),
    settings=CHART_SETTINGS,
    missing=WHOLE,
    polarity=form_1_measures.POLARITY,
    ranges_span_gaps=Later(TRUTH, True),
)
ASSESSMENT_WORDS = Record(
    AssessmentWords,
    sentence=TEXT,
    variation=TEXT,
    assurance=TEXT,
    variation_shown=TEXT,
    assurance_shown=TEXT,
)


class Assessment(Kind):
    """A measure read as a whole. Its readings and its target are named by their places in its series.

    `readings` are beside the chart's points, null for a gap; `latest` is the last of them and `figure` stands
    beside the last point with a value.
    """

    record = Record(
        dict,
        series=form_1_measures.SERIES,
        chart=CONTROL_CHART,
        periods=ListOf(form_1_measures.PERIOD),
        readings=ListOf(Maybe(WHOLE)),
        target=Maybe(WHOLE),
        assurance=ASSURANCE,
        variation=VARIATION,
        since_month=Maybe(NUMBER),
        since_year=Maybe(NUMBER),
        need=ATTENTION_RANK,
        is_met=Maybe(TRUTH),
        left_out=WHOLE,
        words=ASSESSMENT_WORDS,
    )
    row = MeasureAssessment

    def read(self, value: Any) -> Any:
        given = dict(self.record.read(value))
        series, chart = given["series"], given["chart"]
        readings = tuple(_at(series.readings, place) for place in given["readings"])
        if not len(readings) == len(chart.points) == len(given["periods"]):
            raise Wrong("points, periods and readings do not stand beside one another")
        for point in chart.points:
            if not 0 <= point.phase < len(chart.phases) or len(point.rules) != len(point.sides):
                raise Wrong("a point without its phase or without the sides of its rules")
        at = chart.latest_index
        return build(
            self.row,
            {
                **given,
                "readings": readings,
                "latest": readings[-1] if readings else None,
                "figure": readings[at] if at is not None else None,
                "target": _at(series.targets, given["target"]),
            },
        )

    def write(self, value: MeasureAssessment) -> dict[str, Any]:
        places = {row.period: place for place, row in enumerate(value.series.readings)}
        given = {name: getattr(value, name) for name in self.record.kinds}
        given["readings"] = [None if row is None else places[row.period] for row in value.readings]
        given["target"] = value.series.targets.index(value.target) if value.target is not None else None
        return self.record.write(given)


def _at(rows: tuple[Any, ...], place: int | None) -> Any:
    if place is None:
        return None
    if not 0 <= place < len(rows):
        raise Wrong("a place where nothing stands")
    return rows[place]


ASSESSMENT = Assessment()
MOVED_ACTION = form_1_board.MOVED_ACTION.plus(
    old_due_kind=Maybe(form_1_board.DUE_KIND), new_due_kind=Maybe(form_1_board.DUE_KIND), movement=TEXT
)
MOVED_MEASURE = form_1_board.MOVED_MEASURE.plus(figure=TEXT, turns=ListOf(TEXT))
WHAT_CHANGED = form_1_board.WHAT_CHANGED.plus(
    **{name: ListOf(MOVED_ACTION) for name in form_1_board.LISTS_OF_MOVED},
    measures=ListOf(MOVED_MEASURE),
    sentence=TEXT,
    rated_otherwise=Later(Maybe(ListOf(MOVED_ACTION)), None),
    money=Later(ListOf(form_2_money.MOVE), ()),
)


class WholeAction(Record):
    """An action whole. Documents keep its revised date beside the row that has it in the program."""

    def read(self, value: Any) -> Any:
        detail = super().read(value)
        revised = self.kinds["revised_due_text"].read(value["revised_due_text"])
        return replace(detail, row=replace(detail.row, revised_due_text=revised))


ACTION_DETAIL = WholeAction(
    ActionDetail,
    **form_1_plan.ACTION_DETAIL.kinds,
    **{name: Later(TEXT, "") for name in TEXT_NAMES if name not in form_1_plan.ACTION_DETAIL.kinds},
)
# A line holds the checks that it gathers; one of those is none itself.
GATHERED = form_1_board.RAISED_CHECK.plus(
    since=Later(Maybe(DAY), None), about=Later(TEXT, ""), about_id=Later(WHOLE, 0)
)
RAISED_CHECK = GATHERED.plus(gathered=Later(ListOf(GATHERED), ()))
BOARD_WORDS = Record(
    BoardWords,
    headline=TEXT,
    movement=TEXT,
    flow=TEXT,
    attention=TEXT,
    follow_ups=TEXT,
    areas=ListOf(Record(AreaWords, area_id=WHOLE, movement=TEXT, measures=TEXT)),
    checks=ListOf(Record(CheckWords, code=TEXT, title=TEXT, weight=TEXT)),
    brief=Later(ListOf(TEXT), ()),
    recommendations=Later(TEXT, ""),
    inspections=Later(TEXT, ""),
)
COMPARISON = Record(
    ComparisonRow,
    measure_id=WHOLE,
    name=TEXT,
    period=Maybe(form_1_measures.PERIOD),
    value=NUMBER,
    as_written=TEXT,
    as_at=DAY,
    recorded_at=TIME,
    recorded_by=TEXT,
    file_name=TEXT,
    sheet=TEXT,
    cell=TEXT,
)
# Finance may comment since version 0.3.0; a challenge of before has one of the other roles.
ROLE = OneOf(Role, *form_1_plan.ROLE.words, "finance")
CHALLENGE = form_1_plan.CHALLENGE.plus(comment=form_1_plan.COMMENT.plus(role=ROLE))
VIEW = Record(
    BoardView,
    plan=form_1_plan.PLAN,
    moment=form_1_board.MOMENT,
    meeting=Maybe(form_1_board.MEETING),
    key=ListOf(form_1_plan.KEY),
    headlines=form_1_plan.HEADLINES,
    areas=ListOf(form_1_plan.AREA),
    actions=ListOf(ACTION_DETAIL),
    evidence=ListOf(form_1_plan.EVIDENCE),
    challenges=ListOf(CHALLENGE),
    changed=Maybe(WHAT_CHANGED),
    checks=ListOf(RAISED_CHECK),
    assessments=ListOf(ASSESSMENT),
    measure_links=ListOf(Fixed(WHOLE, WHOLE)),
    milestones=ListOf(Fixed(WHOLE, ListOf(form_1_measures.MILESTONE))),
    settings=form_1_measures.PERFORMANCE_SETTINGS.plus(**_FIXED_LIMITS),
    follow_ups=ListOf(form_1_board.FOLLOW_UP),
    visits=ListOf(form_1_board.VISIT),
    sources=ListOf(TEXT),
    words=BOARD_WORDS,
    comparisons=Later(ListOf(COMPARISON), ()),
    recommendations=Later(ListOf(form_2_recommendations.RECOMMENDATION), ()),
    money=Later(form_2_money.MONEY, NO_MONEY),
    inspections=Later(ListOf(form_2_inspections.INSPECTION), ()),
    published=Later(ListOf(form_2_published.LINE), ()),
)
