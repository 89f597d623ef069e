"""The rows of a tracker's tables as statements on recommendations.

Owns: what each cell means, several rows of one recommendation, and naming every text that is not loaded.
Refuses: finding tables (`tracker_tables`), whole sheets (`read_tracker`), and guessing: a response, a date or
a status that is not understood is kept in its words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from data_model.plan.due_date_parser import understand_due_date
from data_model.plan.due_dates import DueKind
from data_model.plan.statuses import Status
from data_model.recommendations.recommendation_content import (
    RESPONSE_NAMES,
    Origin,
    RecommendationContent,
    Response,
    day_of,
)
from data_model.shared.colour_text import NO_FILL, describe
from loaders.files.grid import Grid, shown_text
from loaders.files.issues import CELL_ERROR, FORMULA_NO_VALUE, Issue, IssueType
from loaders.files.raw_workbook import RawCell
from loaders.plan.ratings.rag import RagKey, fold
from loaders.plan.tables.row_texts import with_link
from loaders.recommendations import tracker_issues as kinds
from loaders.recommendations.tracker_tables import Role, TrackerTable
from loaders.recommendations.tracker_vocabulary import (
    LONG_TEXTS,
    TrackerColumn,
    is_closed,
    origin_in,
    response_in,
    says_open,
)

_RESPONSE_WORDS = {fold(name) for name in RESPONSE_NAMES.values()}
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_DATES = (TrackerColumn.MADE, TrackerColumn.RESPONDED)
_YES = frozenset(("closed", "yes", "y", "true"))
_NO_DATE = frozenset(("", "n a", "na", "none", "tbc", "tba", "tbd", "not applicable"))


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """A statement of a tracker. `told` are the fields that it has a column for; `origin_from` says where the
    origin was read, empty where a cell or a person says it. `has_origin` is False where nothing does."""

    content: RecommendationContent
    told: frozenset[str]
    sheet: str
    cell: str
    has_origin: bool
    origin_from: str = ""


@dataclass(slots=True)
class _Gathered:
    """What the rows of one recommendation hold so far."""

    row: int
    title: str
    texts: dict[TrackerColumn, str]
    beside: list[str]
    status: RawCell | None = None


class RowReader:
    """Reads the rows of one table; what it does not load it names in `issues`."""

    def __init__(
        self,
        grid: Grid,
        table: TrackerTable,
        key: RagKey,
        chosen: Origin | None,
        around: Iterable[str],
        is_csv: bool,
    ) -> None:
        self.grid, self.table, self.key, self.chosen = grid, table, key, chosen
        self.around, self.is_csv = tuple(around), is_csv
        self.issues: list[Issue] = []
        self._title, self._title_row, self._title_used = "", 0, True

    def read(self) -> list[ReadRecommendation]:
        """Read every recommendation of the table."""
        found: list[_Gathered] = []
        for row, role in self.table.rows:
            self._name_problems(row)
            if role is Role.TITLE:
                self._new_title(row)
            elif role is Role.RECOMMENDATION:
                found.append(self._begin(row))
            elif role is Role.GOES_ON and found:
                self._go_on(row, found[-1])
            else:
                self._name_row(row)
        self._drop_title()
        return [self._content(one) for one in found]

    def _say(self, kind: IssueType, seen: str, row: int, column: int) -> None:
        self.issues.append(Issue(kind, seen, self.grid.sheet.name, self.grid.sheet.place(row, column)))

    def _new_title(self, row: int) -> None:
        self._drop_title()
        ((_, text),) = self.grid.own_texts(row).items()
        self._title, self._title_row, self._title_used = text, row, False

    def _drop_title(self) -> None:
        if self._title and not self._title_used:
            self._name_row(self._title_row, kinds.TRACKER_TEXT_LEFT)

    def _name_row(self, row: int, kind: IssueType = kinds.TRACKER_ROW_WITHOUT) -> None:
        texts = self.grid.own_texts(row)
        for column, text in texts.items():
            self._say(kind, text, row, column)

    def _name_problems(self, row: int) -> None:
        """Name errors, formulas without a value, and texts in columns without a heading."""
        for column, cell in self.grid.sheet.rows.get(row, {}).items():
            if cell.problem == "error":
                self._say(CELL_ERROR, shown_text(cell), row, column)
            elif cell.problem:
                self._say(FORMULA_NO_VALUE, "a formula", row, column)

    def _begin(self, row: int) -> _Gathered:
        self._name_loose(row)
        one = _Gathered(row, self._title, {}, [])
        for column, held in self.table.columns.items():
            cell = self._seen(row, column)
            if held is TrackerColumn.STATUS:
                one.status = cell
            if text := self._text(cell):
                one.texts[held] = text
        self._take_further(row, one)
        if self._title and TrackerColumn.SOURCE not in one.texts:
            self._title_used = True
            one.texts[TrackerColumn.SOURCE] = " ".join(self._title.split())
        return one

    def _go_on(self, row: int, one: _Gathered) -> None:
        self._name_loose(row)
        own = self.grid.own_texts(row)
        for column, held in self.table.columns.items():
            if column not in own or held is TrackerColumn.WORDS:
                continue
            cell = self.grid.own(row, column)
            text, before = self._text(cell), one.texts.get(held, "")
            if held is TrackerColumn.STATUS and not before:
                one.status = cell
            if not before:
                one.texts[held] = text
            elif held in LONG_TEXTS or held is TrackerColumn.OTHER:
                one.texts[held] = f"{before}\n{text}"
            elif fold(text) != fold(before) or text != before:
                self._say(kinds.TRACKER_ROW_DIFFERS, text, row, column)
        self._take_further(row, one)

    def _take_further(self, row: int, one: _Gathered) -> None:
        """Take the further columns of a long text, and those that nobody knows, under their headings."""
        for column, (held, heading) in self.table.joined.items():
            if text := self._text(self._seen(row, column)):
                said, before = f"{heading}: {text}", one.texts.get(held, "")
                one.texts[held] = f"{before}\n{said}" if before else said
        for column, heading in self.table.beside.items():
            if text := self._text(self._seen(row, column)):
                one.beside.append(f"{heading}: {text}")

    def _name_loose(self, row: int) -> None:
        for column, text in self.grid.own_texts(row).items():
            if column not in self.table.every_column:
                self._say(kinds.TRACKER_TEXT_LEFT, text, row, column)

    def _seen(self, row: int, column: int) -> RawCell:
        """Give a cell, or what a merge down its own column shows in it."""
        merge = self.grid.merge_at(row, column)
        if merge is None or merge.first_column != column or merge.first_row <= self.table.header_row:
            return self.grid.own(row, column)
        return self.grid.seen(row, column)

    def _text(self, cell: RawCell) -> str:
        if cell.problem:
            return ""
        if isinstance(cell.value, date) and not cell.is_month:
            day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
            return f"{day:%d/%m/%Y}"
        text = with_link(cell).strip()
        # What protects a spreadsheet from a formula is no part of the text.
        if self.is_csv and text.startswith("'") and text[1:].lstrip().startswith(_FORMULA_STARTS):
            return text[1:].strip()
        return text

    def _content(self, one: _Gathered) -> ReadRecommendation:
        texts, told = one.texts, set(self._told(one))
        origin, origin_from, source = self._origin(one)
        response, response_words = self._response(one)
        status, label = self._rating(one)
        closed_text, beside = texts.get(TrackerColumn.CLOSED, ""), list(one.beside)
        said_open = says_open(closed_text)
        if said_open and closed_text:
            beside.append(f"Date closed: {closed_text}")
            told.add("other")
            closed_text = ""
        # “Yes” says that it is closed, and no day.
        is_marked = fold(closed_text) in _YES
        self._check_dates(one)
        other = "\n".join(filter(None, (texts.get(TrackerColumn.OTHER, ""), *beside)))
        content = RecommendationContent(
            origin=origin or Origin.SCRUTINY,
            words=texts[TrackerColumn.WORDS],
            ref=texts.get(TrackerColumn.REF, ""),
            source=source,
            made_text=texts.get(TrackerColumn.MADE, ""),
            response=response,
            response_words=response_words,
            responded_text=texts.get(TrackerColumn.RESPONDED, ""),
            lead_officer=texts.get(TrackerColumn.LEAD, ""),
            executive_member=texts.get(TrackerColumn.MEMBER, ""),
            action_taken=texts.get(TrackerColumn.ACTION, ""),
            status=status,
            status_label=label,
            due_text=texts.get(TrackerColumn.DUE, ""),
            closed=bool(closed_text) or is_closed(label),
            closed_text="" if is_marked else closed_text,
            closing_words=texts.get(TrackerColumn.OUTCOME, ""),
            other=other,
        )
        words = self.table.column_with(TrackerColumn.WORDS) or 1
        place = self.grid.sheet.place(one.row, words)
        return ReadRecommendation(
            content, frozenset(told), self.grid.sheet.name, place, origin is not None, origin_from
        )

    def _told(self, one: _Gathered) -> Iterable[str]:
        """Name the fields that the table says something of, be it nothing."""
        yield from ("words", "origin")
        held = {*self.table.columns.values(), *(kind for kind, _ in self.table.joined.values())}
        for column in held - {TrackerColumn.WORDS, TrackerColumn.ORIGIN, TrackerColumn.REF}:
            yield column.value
        if one.texts.get(TrackerColumn.REF):
            yield "ref"
        if one.texts.get(TrackerColumn.SOURCE) or one.texts.get(TrackerColumn.ORIGIN):
            yield "source"
        if TrackerColumn.RESPONSE in held:
            yield "response_words"
        if TrackerColumn.STATUS in held or TrackerColumn.CLOSED in held:
            yield "closed"
        if self.table.beside:
            yield "other"

    def _origin(self, one: _Gathered) -> tuple[Origin | None, str, str]:
        """Return the origin, where it was read from, and the review or inspection."""
        source, written = one.texts.get(TrackerColumn.SOURCE, ""), one.texts.get(TrackerColumn.ORIGIN, "")
        if written:
            if (said := origin_in(written)) is not None:
                return said, "", source
            column = self.table.column_with(TrackerColumn.ORIGIN) or 1
            self._say(kinds.ORIGIN_UNCLEAR, written, one.row, column)
            source = " · ".join(filter(None, (written, source)))
        if self.chosen is not None:
            return self.chosen, "", source
        for text in (source, *self.around):
            if (said := origin_in(text)) is not None:
                return said, text, source
        return None, "", source

    def _response(self, one: _Gathered) -> tuple[Response, str]:
        written, full = (
            one.texts.get(TrackerColumn.RESPONSE, ""),
            one.texts.get(TrackerColumn.RESPONSE_WORDS, ""),
        )
        said = fold(written)
        if said == fold(RESPONSE_NAMES[Response.OTHERWISE]):
            return Response.OTHERWISE, full
        response = response_in(written)
        if response is Response.OTHERWISE:
            column = self.table.column_with(TrackerColumn.RESPONSE) or 1
            self._say(kinds.RESPONSE_UNCLEAR, written, one.row, column)
        beside = "" if said in _RESPONSE_WORDS else written
        return response, "\n".join(filter(None, (beside, full)))

    def _rating(self, one: _Gathered) -> tuple[Status, str]:
        cell = one.status
        if cell is None or cell.problem:
            return Status.NOT_RATED, ""
        column = self.table.column_with(TrackerColumn.STATUS) or 1
        text = self._text(cell)
        rating = self.key.rate(text, cell.fill, cell.ink, cell.icon)
        if rating.unexplained and rating.unexplained != NO_FILL and not is_closed(text):
            self._say(kinds.TRACKER_STATUS_UNKNOWN, text or describe(rating.unexplained), one.row, column)
        if rating.contradiction:
            seen = f"“{text}” on {rating.contradiction}"
            self._say(kinds.TRACKER_STATUS_CONTRADICTS, seen, one.row, column)
        status = rating.status
        if is_closed(text) and status is Status.NOT_RATED:
            status = Status.COMPLETE
        return status, text or rating.label

    def _check_dates(self, one: _Gathered) -> None:
        for held in _DATES:
            text = one.texts.get(held, "")
            if fold(text) not in _NO_DATE and day_of(text) is None:
                self._say(kinds.TRACKER_DATE_UNCLEAR, text, one.row, self.table.column_with(held) or 1)
        due = one.texts.get(TrackerColumn.DUE, "")
        if due and understand_due_date(due).kind is DueKind.UNCLEAR:
            column = self.table.column_with(TrackerColumn.DUE) or 1
            self._say(kinds.TRACKER_DATE_UNCLEAR, due, one.row, column)
