"""Recommendations as a table of a board's pack: what was recommended, answered and done, late ones first.

Owns: its columns and the words that say how each stands. Refuses: which recommendations a pack has
(`pack_choices`).
"""

from collections.abc import Sequence

from data_model.recommendations.recommendation_content import RESPONSE_NAMES, Response
from data_model.recommendations.recommendation_text import in_order, source_of
from data_model.recommendations.rows import RecommendationRow
from data_model.shared.sentence_text import counted, short_day
from exports.formats.cells import TableColumn
from exports.pack.pack_tables import PackTable, rated


def recommendations_table(rows: Sequence[RecommendationRow]) -> PackTable:
    """Each recommendation with its response, who leads it, the actions it became and what it raises."""
    columns = (
        TableColumn("Ref", "The recommendation's number.", 9),
        TableColumn("From", "Who recommended, in which review or report, and when.", 26),
        TableColumn("Recommendation", "What is recommended.", 44),
        TableColumn("Response", "What the council answered, and when; how long it is late.", 24),
        TableColumn("Lead", "The lead officer and the member of the executive.", 22),
        TableColumn(
            "Status", "What its actions say, the most pressing first; its own rating without any.", 20
        ),
        TableColumn("Actions", "The actions of the plan that carry it out, each rated as the plan says.", 34),
        TableColumn("Action taken", "What was done, and what came of a closed one.", 44),
        TableColumn("Checks", "What speaks against how it is said to go.", 40),
    )
    written = [
        (
            row.ref,
            f"{source_of(row)}\n{_made(row)}".strip(),
            row.words,
            _response(row),
            "\n".join(filter(None, (row.lead_officer, row.executive_member))),
            "Closed" if row.closed else rated(row.stands_label, row.stands),
            "\n".join(f"{one.ref}: {one.label}" for one in row.actions),
            "\n".join(filter(None, (row.action_taken, _closed(row)))),
            "\n".join(one.because for one in row.checks),
        )
        for row in in_order(rows)
    ]
    meaning = "What scrutiny, inspections, reviews and peers recommended, and what became of it."
    return PackTable("Recommendations", "Recommendations", meaning, columns, tuple(written))


def _made(row: RecommendationRow) -> str:
    return short_day(row.made_on) if row.made_on is not None else row.made_text


def _response(row: RecommendationRow) -> str:
    said = RESPONSE_NAMES[row.response]
    if row.days_unanswered:
        said += f", {counted(row.days_unanswered, 'day')} late"
    elif row.response is Response.AWAITED and row.response_due is not None and row.is_open:
        said += f" until {short_day(row.response_due)}"
    if row.responded_text:
        said += f", {short_day(row.responded_on) if row.responded_on is not None else row.responded_text}"
    return "\n".join(filter(None, (said, row.response_words)))


def _closed(row: RecommendationRow) -> str:
    if not row.closed:
        return ""
    when = short_day(row.closed_on) if row.closed_on is not None else row.closed_text
    return f"Closed {when}: {row.closing_words}".rstrip(": ")
