"""What the columns of a table mean beside one another: the cells against the heading, two of a kind, dates.

Owns: each rule by which a column's meaning changes. Refuses: reading headings and giving fields their columns
(see `settle`).
"""

from data_model.plan.import_choices import KEPT_BESIDE
from loaders.plan.columns.judged import STEP_WORDS, Column
from loaders.plan.columns.periods import When
from loaders.plan.columns.ticks import judge_ticks
from loaders.plan.heading_vocabulary import Field
from loaders.plan.headings import Match

_OVER_TIME = frozenset((Field.RAG.value, Field.PROGRESS.value, Field.IMPACT.value))
_AGENCIES = frozenset(
    ("agency", "agencies", "organisation", "organisations", "partner", "partners", "directorate")
)
_OF_A_STEP = frozenset(("step", "steps", "milestone", "milestones"))
_ACCOUNTABLE = frozenset(("accountable", "sponsor", "executive", "sro"))
_RATED = frozenset(("rag", "brag", "ragb", "rating"))
_TARGETS = frozenset(
    ("target", "due", "deadline", "timescale", "timescales", "planned", "expected", "when", "original")
)


def judge_columns(columns: list[Column]) -> None:
    """Judge the columns of a table by their cells and by one another."""
    judge_ticks(columns)
    _judge_months([column for column in columns if column.bare_month and not column.chosen])
    for judge in (_judge_alone, _judge_former, _judge_ratings, _judge_dates):
        judge(columns)
    _judge_people_and_steps(columns)
    _judge_what_steps_say(columns)


def _judge_months(months: list[Column]) -> None:
    """Tell by their cells whether columns headed by months alone hold ratings, texts or a timeline."""
    coloured = [column for column in months if not column.look.texts and column.look.coloured]
    shades = {shade for column in coloured for shade in column.look.shades}
    rated = len(shades) > 1 or any(column.look.is_rating and not column.look.is_marks for column in months)
    worded = any(column.look.texts and not column.look.is_marks for column in months)
    for column in months:
        look, why = column.look, "The heading names a month, and the cells show what it holds."
        if look.is_marks or not (look.texts or rated or worded):
            why = "The heading names a month, and the cells are marks, as of a timeline."
            column.become(KEPT_BESIDE, why, asks=True)
        elif look.is_rating or (rated and not look.texts):
            column.become(Field.RAG.value, why, asks=True)
        else:
            column.become(Field.PROGRESS.value, why, asks=True)


def columns_of(columns: list[Column], *fields: Field) -> list[Column]:
    """Give the columns of some fields, those that rate by a mark not among them."""
    wanted = {field.value for field in fields}
    return [column for column in columns if column.meaning in wanted and not column.ticks]


def judge_areas(columns: list[Column]) -> None:
    """Take a column that would name the area for what is below it, where a title names the area already."""
    for column in columns_of(columns, Field.AREA):
        meaning = KEPT_BESIDE if columns_of(columns, Field.OUTCOME) else Field.OUTCOME.value
        column.become(meaning, "A numbered title above the table names the area.")


def _judge_alone(columns: list[Column]) -> None:
    """Let the cells of a column speak against its heading."""
    for column in columns:
        look, meaning = column.look, column.meaning
        if column.ticks:
            continue
        if look.is_priority and (
            "priority" in column.words or (meaning == Field.AREA and not look.is_numbers)
        ):
            column.become(KEPT_BESIDE, "It holds levels such as High, Medium and Low: a priority.")
        elif look.is_percent and (not meaning or meaning == Field.RAG or "complete" in column.words):
            column.become(KEPT_BESIDE, "It holds how much is done, in per cent.")
        elif meaning not in ("", Field.RAG) and not column.words.isdisjoint(_RATED) and look.is_rating:
            column.become(Field.RAG.value, "Its heading and its cells are those of a rating.")
        elif meaning == Field.REVISED_DUE and look.is_rating:
            column.become(KEPT_BESIDE, "It holds the rating that is forecast.")
        elif meaning == Field.RAG and look.filled >= 2 and not look.ratings and look.mean_length > 60:
            column.become(Field.PROGRESS.value, "It holds sentences and no ratings.")


def _judge_former(columns: list[Column]) -> None:
    """Keep "Previous lead" beside the one who leads now; what it holds of ratings and texts is history."""
    for column in columns:
        if column.period is None or column.period.when is not When.PREVIOUS or column.meaning in _OVER_TIME:
            continue
        others = [one for one in columns if one.meaning == column.meaning and one.period is None]
        if column.meaning and others:
            column.become(KEPT_BESIDE, f"It says what was before; “{others[0].heading}” says what is.")


def _judge_ratings(columns: list[Column]) -> None:
    """Find the rating by its cells where no heading says it, and ask which one it is where two do."""
    if any(column.ticks for column in columns):
        return
    rated = [
        column for column in columns_of(columns, Field.RAG) if column.look.filled or column.look.coloured
    ]
    if not rated:
        signs = [
            column
            for column in columns
            if column.look.is_rating
            and column.look.filled + column.look.coloured >= 2
            and column.meaning in ("", Field.PROGRESS.value)
        ]
        if signs and not rated:
            _judge_sign(signs)
    ratings = [c for c in columns_of(columns, Field.RAG) if not (c.period and c.period.when is When.FORECAST)]
    for column in columns_of(columns, Field.RAG):
        if column not in ratings and ratings:
            column.become(KEPT_BESIDE, "It holds the rating that is forecast.")
    plain = [column for column in ratings if column.period is None]
    if len(plain) > 1 and not any(column.chosen for column in plain):
        first = min(plain, key=rank)
        for column in plain:
            why = "Two columns hold a rating; the action's is the one that the board follows."
            column.become(Field.RAG.value if column is first else KEPT_BESIDE, why, asks=True)


def _judge_sign(signs: list[Column]) -> None:
    """Take the first column whose cells are ratings, even against its heading; ask where they may be."""
    sure = [column for column in signs if not column.meaning or column.look.is_plain_rating]
    if sure:
        sure[0].become(Field.RAG.value, "Its cells are ratings.", asks=not sure[0].meaning)
        return
    for column in signs:
        why = "The heading says so; its letters may be ratings."
        column.become(column.meaning, why, asks=True)


def _judge_dates(columns: list[Column]) -> None:
    """Tell when an action was completed, or first due, from when it is due."""
    due = columns_of(columns, Field.DUE)
    if not due:
        plain = [one for one in columns if not one.meaning and "date" in one.words and one.look.is_dates]
        if len(plain) == 1:
            plain[0].become(Field.DUE.value, "It is the only column of dates.", asks=True)
    if len(due) < 2:
        return
    targets = [column for column in due if not column.words.isdisjoint(_TARGETS)]
    dated = [column for column in due if column.look.dates]
    for column in due:
        if column not in dated and dated and "completed" in column.words and column.look.filled:
            column.become(KEPT_BESIDE, "It holds no dates, and another column says when the action is due.")
        if column not in targets and targets and not column.words.isdisjoint(("completion", "complete")):
            column.become(KEPT_BESIDE, "Beside a target date it says when the action was completed.")
    due = columns_of(columns, Field.DUE)
    first = [column for column in due if not column.words.isdisjoint(("original", "baseline"))]
    if len(due) == 2 and len(first) == 1 and not columns_of(columns, Field.REVISED_DUE):
        (other,) = [column for column in due if column not in first]
        other.become(Field.REVISED_DUE.value, "Beside the original date it is the one that holds now.")


def _judge_people_and_steps(columns: list[Column]) -> None:
    """Keep an agency beside a person and milestones beside an action."""
    for field, words, why in (
        (Field.RESPONSIBLE, _AGENCIES, "It names agencies; the officer stands in another column."),
        (Field.RESPONSIBLE, _ACCOUNTABLE, "It names who is accountable; another column says who acts."),
        (Field.ACTION, STEP_WORDS, "It holds steps; the action stands in another column."),
    ):
        wanting = columns_of(columns, field)
        minor = [column for column in wanting if not column.words.isdisjoint(words)]
        if len(minor) < len(wanting):
            for column in minor:
                column.become(KEPT_BESIDE, why)


def _judge_what_steps_say(columns: list[Column]) -> None:
    """Keep "Step lead" and "Milestone date" with the steps, where a column holds these."""
    steps = [one for one in columns if one.meaning == KEPT_BESIDE and not one.words.isdisjoint(STEP_WORDS)]
    for column in columns if steps else ():
        if not column.meaning and not column.words.isdisjoint(_OF_A_STEP):
            column.become(KEPT_BESIDE, "It tells of the steps in the column beside.")


def rank(column: Column) -> tuple[bool, bool, int, int]:
    """Order columns that want one meaning: chosen ones first, hidden ones last, then by how they matched."""
    order = {Match.EXACT: 0, Match.PREFIX: 1, Match.CLOSE: 2}
    return not column.chosen, column.hidden, order[column.how], column.at
