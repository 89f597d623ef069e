"""A board's pack as a Word document: every part in its order, or a sentence where a part is empty.

Owns: which parts there are for which choice, their order and their sentences. Refuses: tables (see
`pack_tables`), Word's markup (see `docx_writing`), and pictures, which are handed in.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from data_model.board.movement import change_sentence
from data_model.board.rows import BoardView, FollowUpKind
from data_model.measures.assessment_rows import MeasureAssessment
from data_model.measures.rows import MilestoneRow
from data_model.shared.sentence_text import short_day
from exports.formats.cells import TableColumn
from exports.formats.docx_writing import DocumentWriter, anchor_of
from exports.pack.pack_about import about_lines
from exports.pack.pack_area import AreaPages
from exports.pack.pack_board_tables import (
    challenges_table,
    check_counts_table,
    checks_table,
    follow_ups_table,
    visits_table,
)
from exports.pack.pack_choices import (
    DETAILS,
    PackChoices,
    chosen_view,
    in_exception_table,
    measures_of_area,
    moment_of,
    pack_name,
)
from exports.pack.pack_inspections import write_inspections
from exports.pack.pack_measure_tables import of_measures
from exports.pack.pack_money import write_money
from exports.pack.pack_movement import (
    counts_table,
    due_next_table,
    flow_table,
    moved_table,
    turned_measures_table,
)
from exports.pack.pack_recommendations import recommendations_table
from exports.pack.pack_tables import (
    PackTable,
    actions_table,
    areas_table,
    exceptions_table,
    figures_table,
    key_table,
    profile_table,
    ratings_table,
    slipped_table,
)

_ON_A_NEW_PAGE = ("RAG key", "Areas", "Other measures", "Money", "Exceptions", "Assurance checks", "Appendix")
__all__ = ["Picture", "pack_docx", "pack_name"]

Picture = Callable[[MeasureAssessment, Sequence[MilestoneRow]], bytes]


def pack_docx(
    view: BoardView, choices: PackChoices, picture: Picture, *, template: bytes | None = None
) -> bytes:
    """Write the pack of what a board sees; the same view and choices give the same bytes.

    `picture` draws a measure's control chart as a PNG. A `template` (.docx or .dotx) brings its styles, its
    header and footer, its page and what stands on its first pages. Raises BadTemplate, and ValueError for an
    area that the view has not.
    """
    writer = DocumentWriter(
        title=f"{view.plan.name}: board pack",
        subject=meeting_text(view) or f"As at {short_day(view.moment.as_at)}",
        footer=f"{view.plan.name}, as at {short_day(view.moment.as_at)}",
        moment=moment_of(view),
        template=template,
    )
    write_pack(view, choices, picture, writer)
    return writer.to_bytes()


def write_pack(view: BoardView, choices: PackChoices, picture: Picture, writer: DocumentWriter) -> None:
    """Write a plan's pack, from its cover to its last part, into a document that holds more than it."""
    _Pack(chosen_view(view, choices), choices, picture, writer).write()


def meeting_text(view: BoardView) -> str:
    """Name the meeting with its day; empty where the view is of none."""
    meeting = view.meeting
    return f"{meeting.board}, {short_day(meeting.held_on)}" if meeting is not None else ""


def write_table(writer: DocumentWriter, table: PackTable, empty: str) -> None:
    """Write a table, or the sentence `empty` where it has no row."""
    if table.rows:
        writer.table(table.columns, table.rows, table.title, table.meaning)
    else:
        writer.say(empty)


@dataclass(slots=True)
class _Pack:
    view: BoardView
    choices: PackChoices
    picture: Picture
    writer: DocumentWriter
    charted: set[int] = field(default_factory=set)

    def write(self) -> None:
        """Write every part that the choices ask for."""
        parts: list[tuple[str, Callable[[], None]]] = [
            ("RAG key and headline figures", self._headlines),
            ("Movement", self._movement),
            ("Areas for improvement", self._areas),
            ("Other measures", self._other_measures),
            ("Money", self._money),
            ("Exceptions", self._exceptions),
            ("Slippage", self._slippage),
            ("Assurance checks", self._checks),
            ("Decisions and requests", self._follow_ups),
            ("Inspections", self._inspections),
            ("Recommendations", self._recommendations),
            ("Appendix: the plan in full", self._appendix),
            ("About this pack", self._about),
        ]
        if not self._unplaced() or self.choices.detail == "summary":
            parts = [part for part in parts if part[0] != "Other measures"]
        if not self.view.money.parts:
            parts = [part for part in parts if part[0] != "Money"]
        if not self.view.recommendations:
            parts = [part for part in parts if part[0] != "Recommendations"]
        if not self.view.inspections:
            parts = [part for part in parts if part[0] != "Inspections"]
        if self.choices.detail != "full":
            parts = [part for part in parts if not part[0].startswith("Appendix")]
        named = [(anchor_of(words, number), words, write) for number, (words, write) in enumerate(parts, 1)]
        self._cover([(anchor, words) for anchor, words, _ in named])
        for anchor, words, write in named:
            self.writer.turn(self._is_wide(words))
            self.writer.heading(1, words, anchor=anchor, new_page=self._takes_a_page(words))
            write()

    def _takes_a_page(self, words: str) -> bool:
        """Say whether a part begins a page; the others go on where the part before them ends."""
        if words == "Movement":
            return self.view.changed is not None
        return words.startswith(_ON_A_NEW_PAGE)

    def _is_wide(self, words: str) -> bool:
        """Say whether a part has a table that needs pages in landscape."""
        if words.startswith("Exceptions"):
            return bool(in_exception_table(self.view.actions))
        return words.startswith(("Appendix", "Recommendations", "Money"))

    def _cover(self, places: Sequence[tuple[str, str]]) -> None:
        view, writer, meeting = self.view, self.writer, self.view.meeting
        writer.title(view.plan.name)
        writer.title(meeting_text(view) or "Board pack", style="Subtitle")
        writer.say(f"The plan as at {short_day(view.moment.as_at)}.")
        if meeting is not None:
            place = f" at {meeting.place}" if meeting.place else ""
            chair = f", chaired by {meeting.chair}" if meeting.chair else ""
            if place or chair:
                writer.say(f"The meeting is held{place}{chair}.")
        if self.choices.audience.strip():
            writer.say(f"Prepared for: {self.choices.audience.strip()}")
        if self.choices.areas:
            names = "; ".join(f"{area.number} {area.short_name}".strip() for area in view.areas)
            writer.say(f"Areas in this pack: {names}. Every figure counts these areas alone.")
        writer.say(f"{DETAILS[self.choices.detail]}.")
        if view.plan.is_demo:
            writer.say("This is the demonstration plan of an invented council.", bold=True)
        if view.words.brief:
            writer.say("In brief", bold=True)
            for line in view.words.brief:
                writer.say(line)
        writer.heading(1, "In this pack")
        writer.links(places)

    def _headlines(self) -> None:
        writer, view = self.writer, self.view
        writer.heading(2, "RAG key")
        writer.say(
            "A rating is shown as a symbol and the plan's own word; its colour says the same.", keep_next=True
        )
        write_table(writer, key_table(view), "The plan has no RAG key.")
        writer.heading(2, "Headline figures")
        write_table(writer, figures_table(view), "")
        writer.heading(2, "Actions by rating")
        ratings = ratings_table(view.headlines.statuses, "Actions by rating")
        write_table(writer, ratings, "The plan has no action.")

    def _movement(self) -> None:
        writer, changed = self.writer, self.view.changed
        if changed is None:
            writer.say("There is no earlier meeting to compare with, so no movement can be told.")
            return
        writer.say(change_sentence(changed))
        writer.say(
            f"Compared with the plan as at {short_day(changed.earlier.as_at)}; "
            f"now it is as at {short_day(changed.later.as_at)}."
        )
        writer.heading(2, "What moved")
        write_table(writer, counts_table(changed), "")
        if changed.flow:
            writer.heading(2, "From rating to rating")
            write_table(writer, flow_table(changed), "")
        if self.choices.detail == "summary":
            writer.heading(2, "Actions that moved")
            moved = moved_table(changed).only("No.", "Action", "What moved", "Rating now", "Said by")
            write_table(writer, moved.widths(8, 34, 34, 20, 26), "No rating, date or action moved.")
        turned = turned_measures_table(changed)
        writer.heading(2, turned.title)
        write_table(writer, turned.widths(24, 22, 40, 46), "No measure reads otherwise than before.")
        writer.heading(2, "Due before the next meeting")
        if changed.next_meeting is not None:
            writer.say(f"The next meeting is on {short_day(changed.next_meeting)}.", keep_next=True)
        due = due_next_table(changed).only("No.", "Action", "Responsible", "Due", "Rating")
        write_table(writer, due.widths(8, 44, 24, 15, 22), "Nothing is due until then.")

    def _areas(self) -> None:
        table = areas_table(self.view)
        headings = [column.heading for column in table.columns]
        counts = headings[2:-3]
        # One column a rating would leave a page no room for words.
        table = table.only("Area", "Actions", "Overdue", "Due within 30 days", "Next due", *counts)
        rows = tuple((*row[:2], _rating_text(counts, row[5:]), *row[2:5]) for row in table.rows)
        columns = table.columns[:2] + (counts_column(),) + table.columns[2:5]
        short = PackTable(table.name, table.title, table.meaning, columns, rows)
        write_table(self.writer, short.widths(28, 12, 38, 12, 12, 15), "The plan has no area.")
        if self.choices.detail == "summary":
            return
        pages = AreaPages(
            self.view, self.choices, self.picture, self.writer, self.view.assessments, self.charted
        )
        pages.write()

    def _unplaced(self) -> list[MeasureAssessment]:
        """Return the measures that belong to no area of the pack."""
        placed = {measure for area in self.view.areas for measure in measures_of_area(self.view, area.id)}
        return of_measures(
            self.view.assessments, {one.series.measure.id for one in self.view.assessments} - placed
        )

    def _other_measures(self) -> None:
        pages = AreaPages(
            self.view, self.choices, self.picture, self.writer, self.view.assessments, self.charted
        )
        pages.write_measures(self._unplaced(), level=2)

    def _money(self) -> None:
        write_money(self.writer, self.view)

    def _exceptions(self) -> None:
        listed = exceptions_table(in_exception_table(self.view.actions))
        self.writer.say(
            "Actions that are delayed, and open ones with a reason for delay or a mitigation.",
            keep_next=True,
        )
        table = listed.only(
            "No.",
            "Outstanding action",
            "Reason for delay",
            "Mitigating actions in progress",
            "Responsible officer",
            "Revised due date",
        )
        write_table(self.writer, table.widths(8, 40, 36, 40, 24, 18), "No action is delayed.")

    def _slippage(self) -> None:
        writer = self.writer
        writer.heading(2, "Due dates against those first agreed")
        write_table(writer, profile_table(self.view), "")
        writer.heading(2, "Actions that slipped")
        slipped = slipped_table(self.view)
        headings = ["No.", "Action", "Responsible", "First agreed", "Now due", "Days later"]
        widths = [8, 40, 24, 15, 15, 10]
        if self.view.changed is not None:
            headings.append("Of them since the last meeting")
            widths.append(15)
        write_table(writer, slipped.only(*headings).widths(*widths), "Nothing slipped.")

    def _checks(self) -> None:
        writer = self.writer
        writer.say("Checks stand beside the rating declared and never change it. Each says why it is raised.")
        counts = check_counts_table(self.view)
        if not counts.rows:
            writer.say("No check is raised.")
            return
        write_table(writer, counts, "")
        if self.choices.detail == "summary":
            return
        writer.heading(2, "Checks raised")
        table = checks_table(self.view).only("No.", "Check", "Why it is raised", "Responsible", "Accepted")
        if not any(row[-1] for row in table.rows):
            writer.say("Nobody has accepted any of them.", keep_next=True)
            table = table.only("No.", "Check", "Why it is raised", "Responsible").widths(8, 36, 50, 26)
        write_table(writer, table, "")

    def _follow_ups(self) -> None:
        writer, rows = self.writer, self.view.follow_ups
        columns = ("What", "About", "Owner", "Due", "How it stands", "Made at")
        for words, kinds, empty in (
            ("Decisions", (FollowUpKind.DECISION,), "No decision is recorded."),
            (
                "Requests and challenges",
                (FollowUpKind.REQUEST, FollowUpKind.CHALLENGE),
                "Nothing was requested or challenged.",
            ),
        ):
            writer.heading(2, words)
            told = follow_ups_table([row for row in rows if row.kind in kinds], words).only(*columns)
            write_table(writer, told.widths(40, 18, 19, 15, 26, 24), empty)
        writer.heading(2, "Challenges without an answer")
        write_table(writer, challenges_table(self.view), "Every challenge on an action has an answer.")
        writer.heading(2, "Inspections and visits")
        visits = visits_table(self.view).only("Kind", "Focus", "From", "To", "Outcome", "Published")
        write_table(writer, visits.widths(18, 32, 14, 14, 30, 15), "No inspection or visit is recorded.")

    def _inspections(self) -> None:
        write_inspections(self.writer, self.view, only_new=self.choices.detail == "summary")

    def _recommendations(self) -> None:
        writer, rows = self.writer, self.view.recommendations
        writer.say(self.view.words.recommendations, keep_next=True)
        if self.choices.detail == "summary":
            rows = tuple(row for row in rows if row.is_open)
        table = recommendations_table(rows)
        headings = ["Ref", "From", "Recommendation", "Response", "Lead", "Status", "Actions", "Action taken"]
        widths = [9, 26, 40, 24, 22, 18, 22, 40]
        write_table(writer, table.only(*headings).widths(*widths), "None is open.")
        raised = [(row.ref, one.because) for row in rows for one in row.checks]
        if raised:
            writer.heading(2, "Checks of recommendations")
            for ref, because in raised:
                writer.say(f"{ref}: {because}")

    def _appendix(self) -> None:
        writer = self.writer
        if not self.view.areas:
            writer.say("The plan has no area.")
        for area in self.view.areas:
            writer.heading(2, f"{area.number} {area.short_name}".strip())
            held = [detail for detail in self.view.actions if detail.row.area_id == area.id]
            if not held:
                writer.say("It has no action.")
            for outcome in dict.fromkeys(detail.row.outcome for detail in held):
                writer.say(
                    f"Outcome: {' '.join(outcome.split()) or 'none is named'}", keep_next=True, bold=True
                )
                theirs = [detail for detail in held if detail.row.outcome == outcome]
                title = f"Actions of area {area.number}" if area.number else "Actions"
                table = actions_table(theirs, "Actions", title, "Actions of one outcome, in full.").only(
                    "No.", "Action", "Responsible", "Due", "Rating", "Progress", "Impact"
                )
                write_table(writer, table.widths(8, 34, 20, 17, 19, 44, 36), "")

    def _about(self) -> None:
        self.writer.items(about_lines(self.view, self.choices))


def counts_column() -> "TableColumn":
    """The column that lists an area's actions by rating."""
    return TableColumn("By rating", "How many actions have each rating.", 40)


def _rating_text(names: Sequence[str], counts: Sequence[object]) -> str:
    return "; ".join(f"{count} {name.lower()}" for name, count in zip(names, counts, strict=True) if count)
