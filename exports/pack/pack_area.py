"""The pages of a pack about one area each: status, movement, exceptions, evidence of impact, measures.

Owns: what stands on them and in which order. Refuses: a chart twice; a measure that moves several areas is
drawn under the first and named under the others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data_model.board.movement import DONE, in_area
from data_model.board.rows import BoardView
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.measure_assessment import sentence_of
from data_model.measures.measure_text import comparison_text, name_of
from data_model.measures.rows import MilestoneRow
from data_model.plan.rows import AreaRow
from data_model.shared.sentence_text import counted, short_day
from exports.formats.docx_writing import DocumentWriter
from exports.pack.pack_choices import PackChoices, by_exception, measures_of_area
from exports.pack.pack_measure_tables import (
    comparisons_of,
    measures_table,
    milestone_text,
    milestones_of,
    needs_a_look,
    of_measures,
)
from exports.pack.pack_movement import moved_table
from exports.pack.pack_published import lines_without_charts, published_of
from exports.pack.pack_tables import PackTable, actions_table, evidence_table, ratings_table


@dataclass(slots=True)
class AreaPages:
    """Writes the areas; `charted` holds the ids of measures already drawn and grows."""

    view: BoardView
    choices: PackChoices
    picture: Callable[[MeasureAssessment, Sequence[MilestoneRow]], bytes]
    writer: DocumentWriter
    assessments: Sequence[MeasureAssessment]
    charted: set[int]

    def write(self) -> None:
        """Write a page for each area; by exception, those without anything to tell are only named."""
        quiet = []
        for area in self.view.areas:
            if self.choices.detail == "exceptions" and self._is_quiet(area):
                quiet.append(area)
        if quiet:
            names = "; ".join(f"{area.number} {area.short_name}".strip() for area in quiet)
            self.writer.say(f"Nothing is late, at risk or moved in these areas, which have no page: {names}.")
        for area in self.view.areas:
            if area not in quiet:
                self._area(area)

    def write_measures(self, assessments: Sequence[MeasureAssessment], level: int) -> None:
        """Write measures: how they stand, then a chart each; headings of charts are of this level."""
        writer = self.writer
        shown = [one for one in assessments if self.choices.detail == "full" or needs_a_look(one)]
        if len(shown) < len(assessments):
            writer.say(
                f"{len(assessments) - len(shown)} of {len(assessments)} measures do not worsen and do not "
                "miss their target; they have no chart here."
            )
        table = measures_table(assessments).only(
            "Measure", "Newest figure", "Target", "Variation", "Assurance"
        )
        self._table(table.widths(36, 24, 18, 18, 20))
        if lines := lines_without_charts(self.view, [one for one in assessments if one not in shown]):
            writer.say("What is published of those without a chart:", keep_next=True)
            writer.items(lines)
        for assessment in shown:
            self._chart(assessment, level)

    def _is_quiet(self, area: AreaRow) -> bool:
        held = [detail for detail in self.view.actions if detail.row.area_id == area.id]
        assessments = of_measures(self.assessments, measures_of_area(self.view, area.id))
        moved = self.view.changed is not None and moved_table(in_area(self.view.changed, area.id)).rows
        return not by_exception(held) and not moved and not any(map(needs_a_look, assessments))

    def _area(self, area: AreaRow) -> None:
        writer = self.writer
        writer.heading(2, f"{area.number} {area.short_name}".strip(), new_page=True)
        if area.title.strip() != area.short_name.strip():
            writer.say(area.title)
        writer.heading(3, "Status")
        writer.say(_status_text(area), keep_next=bool(area.statuses))
        ratings = ratings_table(area.statuses, f"Actions by rating in area {area.number}".strip())
        self._table(ratings)
        self._movement(area)
        self._exceptions(area)
        self._impact(area)
        self._measures(area)

    def _movement(self, area: AreaRow) -> None:
        self.writer.heading(3, "Movement")
        if self.view.changed is None:
            self.writer.say("There is no earlier meeting to compare with.")
            return
        changed = in_area(self.view.changed, area.id)
        self.writer.say(self.view.words.of_area(area.id).movement)
        table = moved_table(changed).only("No.", "Action", "What moved", "Rating now", "Said by")
        self._table(table.widths(8, 34, 34, 20, 26))

    def _exceptions(self, area: AreaRow) -> None:
        self.writer.heading(3, "Actions by exception")
        held = [detail for detail in self.view.actions if detail.row.area_id == area.id]
        title = f"Actions by exception in area {area.number}".strip()
        meaning = "Actions that are delayed, at risk or overdue."
        table = actions_table(by_exception(held), "By exception", title, meaning).only(
            "No.", "Action", "Responsible", "Due", "Rating", "Progress"
        )
        self._table(table.widths(8, 34, 20, 18, 19, 38), "No action is delayed, at risk or overdue.")

    def _impact(self, area: AreaRow) -> None:
        self.writer.heading(3, "Evidence of impact")
        table = evidence_table(self.view, area.id).only("No.", "Dated", "Kind", "Finding", "File or link")
        empty = "No dated evidence is attached to the actions of this area."
        self._table(table.widths(8, 14, 22, 56, 24), empty)
        if self.choices.detail != "full":
            return
        held = [detail for detail in self.view.actions if detail.row.area_id == area.id]
        told = [detail for detail in held if detail.row.status in DONE and detail.impact.strip()]
        if told:
            self.writer.say("What the plan says of the impact of complete actions:", keep_next=True)
            title = f"Impact of complete actions in area {area.number}".strip()
            meaning = "What the plan says of their impact."
            impact = actions_table(told, "Impact", title, meaning).only("No.", "Action", "Rating", "Impact")
            self._table(impact.widths(8, 40, 20, 60))

    def _measures(self, area: AreaRow) -> None:
        self.writer.heading(3, "Measures")
        assessments = of_measures(self.assessments, measures_of_area(self.view, area.id))
        if not assessments:
            self.writer.say("No measure is linked to this area.")
            return
        self.write_measures(assessments, level=4)

    def _chart(self, assessment: MeasureAssessment, level: int) -> None:
        writer, milestones = self.writer, milestones_of(self.view, assessment)
        writer.heading(level, name_of(assessment.series))
        sentence = sentence_of(assessment)
        if assessment.series.measure.id in self.charted:
            writer.say(f"{sentence} Its chart stands under an area above.")
            return
        self.charted.add(assessment.series.measure.id)
        has_chart = assessment.figure is not None
        writer.say(sentence, keep_next=has_chart)
        if has_chart:
            writer.picture(self.picture(assessment, milestones), f"Control chart. {sentence}")
        if (line := published_of(self.view, assessment)) is not None:
            writer.say(f"Published: {line.text}" if line.source else line.text)
        if others := comparisons_of(self.view, assessment):
            unit = assessment.series.measure.definition.unit
            writer.say(f"What others have: {'; '.join(comparison_text(row, unit) for row in others)}.")
        if milestones and has_chart:
            writer.say("Numbered on the chart:", keep_next=True)
            writer.items([milestone_text(number, row) for number, row in enumerate(milestones, 1)])

    def _table(self, table: PackTable, empty: str = "") -> None:
        if table.rows:
            self.writer.table(table.columns, table.rows, table.title, table.meaning)
        elif empty:
            self.writer.say(empty)


def _status_text(area: AreaRow) -> str:
    if not area.actions:
        return "The area has no action."
    ahead = f"the next deadline is {short_day(area.next_due)}" if area.next_due else "no deadline is ahead"
    return (
        f"{counted(area.actions, 'action')}; {area.overdue:,} overdue, {area.due_soon:,} due within 30 days; "
        f"{ahead}."
    )
