"""One pack of several plans as a Word document: a row a plan, then each plan's pack under its own heading.

Owns: the first page, and how the headings of a plan's pack are numbered and go down one level. Refuses: what
stands in a plan's pack (see `pack_docx`), and sums over plans.
"""

from collections.abc import Sequence

from data_model.board.rows_plans import MeetingDay, SeenPlan
from data_model.shared.sentence_text import counted, short_day
from exports.formats.docx_writing import DocumentWriter, anchor_of
from exports.pack.pack_choices import DETAILS, PackChoices
from exports.pack.pack_docx import Picture, write_pack, write_table
from exports.pack.plans_table import MONEY, money_text, newest_moment, plans_table, shown_text

_LOWEST = 4


class _PlansWriter(DocumentWriter):
    """A document in which each plan's pack is a numbered part: its headings stand one level lower, and its
    links lead within it. Before the first part it writes as any document does."""

    _plan = _part = 0

    def begin_plan(self) -> None:
        """Let what is written from here on be the next plan's."""
        self._plan, self._part = self._plan + 1, 0

    @property
    def plan_anchor(self) -> str:
        """The anchor of the plan that is being written."""
        return f"plan_{self._plan}"

    def title(self, text: str, *, style: str = "Title") -> None:
        if not self._plan:
            super().title(text, style=style)
        elif style == "Title":
            super().heading(1, f"{self._plan} {text}", anchor=self.plan_anchor, new_page=True)
        else:
            self.say(text, bold=True)

    def heading(self, level: int, text: str, *, anchor: str = "", new_page: bool = False) -> None:
        if not self._plan:
            super().heading(level, text, anchor=anchor, new_page=new_page)
            return
        number = ""
        if anchor:
            self._part += 1
            number = f"{self._plan}.{self._part} "
        lower = min(level + 1, _LOWEST)
        super().heading(lower, f"{number}{text}", anchor=self._within(anchor), new_page=new_page)

    def links(self, places: Sequence[tuple[str, str]]) -> None:
        if not self._plan:
            super().links(places)
            return
        numbered = enumerate(places, 1)
        super().links(
            [(self._within(anchor), f"{self._plan}.{part} {words}") for part, (anchor, words) in numbered]
        )

    def _within(self, anchor: str) -> str:
        return f"p{self._plan}_{anchor}"[:40].rstrip("_") if anchor else ""


def plans_docx(
    plans: Sequence[SeenPlan],
    choices: PackChoices,
    picture: Picture,
    *,
    day: MeetingDay | None = None,
    template: bytes | None = None,
) -> bytes:
    """Write one pack of several plans; the same views and choices give the same bytes.

    `choices` hold no areas: those are one plan's. `day` is the meeting that it is for. Raises BadTemplate,
    and ValueError without a plan.
    """
    if not plans:
        raise ValueError("a pack needs a plan")
    named = day_title(day)
    title = f"Board pack of {counted(len(plans), 'plan')}"
    writer = _PlansWriter(
        title=title,
        subject=named or title,
        footer=f"{title}{f', {named}' if named else ''}",
        moment=newest_moment(plans),
        template=template,
    )
    _front(writer, plans, choices, title, named)
    for one in plans:
        writer.turn(landscape=False)
        writer.begin_plan()
        write_pack(one.view, choices, picture, writer)
    return writer.to_bytes()


def day_title(day: MeetingDay | None) -> str:
    """Name the meeting that papers are for; empty where they are of no meeting."""
    return f"{day.board}, {short_day(day.held_on)}" if day is not None else ""


def _front(
    writer: DocumentWriter, plans: Sequence[SeenPlan], choices: PackChoices, title: str, named: str
) -> None:
    writer.title(title)
    if named:
        writer.title(named, style="Subtitle")
    if choices.audience.strip():
        writer.say(f"Prepared for: {choices.audience.strip()}")
    writer.say(f"{DETAILS[choices.detail]}. Every figure is one plan's own; none is added up over plans.")
    writer.heading(1, "How each plan stands", anchor=anchor_of("plans", 0))
    table = plans_table(plans)
    write_table(writer, table.only(*(one.heading for one in table.columns if one.heading != MONEY)), "")
    for one in plans:
        if said := money_text(one.view):
            writer.say(f"{one.view.plan.name}. Money: {said}")
    writer.heading(1, "In this pack")
    places = [
        (f"plan_{number}", f"{number} {one.view.plan.name}, {shown_text(one.view)}")
        for number, one in enumerate(plans, 1)
    ]
    writer.links(places)
