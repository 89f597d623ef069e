"""Names of measures in workbooks: which measure of the plan, or of the catalogue, each one means.

Owns: matching whole names by the plan, by what somebody decided before, and by the catalogue's aliases; tiers
and teams named beside a measure; close names as proposals.
Refuses: taking a close name for the measure. A name under a section is matched with its section first: so
"Decision within 1 working day" can mean two measures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import fuzz

from data_model.measures.measure_catalogue import CATALOGUE
from data_model.measures.measure_vocabulary import Frequency, PartKind, Polarity, Unit, measure_key
from data_model.measures.rows import MeasureNameRow, MeasureRow
from data_model.measures.stated_measures import NewDefinition, NewMeasure

Answer = int | NewMeasure | None
# Words in the place of a team or tier, or over rows, that name none of them but all.
WHOLE_WORDS = frozenset(
    ("all", "total", "whole service", "all teams", "all tiers", "overall", "service total")
)
COLOUR_TIERS = ("Red", "Amber", "Yellow", "Green", "Blue")
_MOST_PROPOSALS = 3
_LIKELY = 70
_SPLIT = re.compile(r"(?P<base>.+?)(?:\s+[–—-]\s+|:\s+|\s*[(\[])(?P<part>[^()\[\]]+?)[)\]]?\s*")
_TEAM_WORD = re.compile(r"\b(?:team|teams|locality|hub|pod|office)\b", re.IGNORECASE)


class Meant(NamedTuple):
    """What a name means; `measure_id` None: somebody decided that it is not to be loaded. A measure that the
    plan does not have yet is -1, -2 … in the order of `NameBook.new`."""

    measure_id: int | None
    part_kind: PartKind = PartKind.WHOLE
    part: str = ""


class Proposal(NamedTuple):
    """A measure one of whose names is close to the one written, with a likeness of at most 100."""

    measure_id: int | None  # None: of the catalogue, and not in the plan yet
    name: str
    likeness: int


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that means no measure yet; `figures` counts the cells that wait for an answer.

    `polarity`, `unit` and `frequency` are what the file says of all the name's figures alike, else None.
    """

    written: str
    figures: int
    sheet: str
    cell: str
    proposals: tuple[Proposal, ...]
    polarity: Polarity | None = None
    unit: Unit | None = None
    frequency: Frequency | None = None


@dataclass(slots=True)
class Described:
    """What the loader needs to know of a measure."""

    name: str
    definition: NewDefinition
    retired: bool = False
    is_new: bool = False


def written_name(name: str, section: str) -> str:
    """Give the name by which somebody is asked: with its section, where the table has one."""
    return f"{section}: {name}" if section else name


@dataclass(slots=True)
class NameBook:
    """All names that are known of one plan. Without a plan only the catalogue's are known."""

    measures: Sequence[MeasureRow]
    remembered: Sequence[MeasureNameRow] = ()
    answers: Mapping[str, Answer] = field(default_factory=dict)
    tiers: Sequence[str] = ()
    new: list[NewMeasure] = field(default_factory=list)
    from_catalogue: set[int] = field(default_factory=set)
    described: dict[int, Described] = field(default_factory=dict)
    _own: dict[str, int] = field(default_factory=dict)
    _decided: dict[str, Meant] = field(default_factory=dict)
    _answers: dict[str, Answer] = field(default_factory=dict)
    _catalogue: dict[str, int | NewMeasure] = field(default_factory=dict)
    _made: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.measures:
            key = measure_key(row.name)
            if row.retired and key in self._own:
                continue
            self._own[key] = row.id
            rule = row.definition
            self.described[row.id] = Described(
                row.name,
                NewDefinition(rule.meaning, rule.unit, rule.polarity, rule.frequency, rule.clock),
                row.retired,
            )
        self._decided = {
            measure_key(row.written): Meant(row.measure_id, row.part_kind, row.part)
            for row in self.remembered
        }
        self._answers = {measure_key(written): answer for written, answer in self.answers.items()}
        self._know_catalogue()

    def _know_catalogue(self) -> None:
        for entry in CATALOGUE:
            held = next((self._own[key] for key in sorted(entry.keys) if key in self._own), None)
            if held is None:
                kept = (self._decided.get(key) for key in sorted(entry.keys))
                held = next((m.measure_id for m in kept if m is not None and m.measure_id is not None), None)
            new = entry.new_measure
            for key in entry.keys:
                self._catalogue.setdefault(key, new if held is None else held)

    def is_known(self, name: str) -> bool:
        """Say whether a name is one of a measure, without adding any measure."""
        key = measure_key(name)
        return any(
            key in names for names in (self._own, self._decided, self._answers, self._catalogue)
        ) or _bare(key) in (self._catalogue | self._own)

    def is_answered(self, name: str) -> bool:
        """Say whether somebody answers for a name now."""
        return measure_key(name) in self._answers

    def find(self, name: str, section: str = "") -> Meant | None:
        """Find what a name means; None when nobody has said and no list holds it."""
        for written in dict.fromkeys((written_name(name, section), name)):
            key = measure_key(written)
            if key in self._answers:
                answered = self._answered(key)
                # Of the name alone somebody has said which measure it is, not whose figures these are.
                return (
                    answered if written != name or not section else Meant(answered[0], *self.part_of(section))
                )
            if key in self._decided and (written != name or not section):
                return self._decided[key]
        found = self._by_name(name)
        if found is not None:
            # Beneath "North team" every measure is that team's.
            return Meant(found, *self.part_of(section))
        found = self._by_name(f"{section} {name}") if section else None
        return Meant(found) if found is not None else self._of_part(name, section)

    def is_settled(self, name: str, section: str) -> bool:
        """Say whether the section, or what somebody said of the name under it, tells what a name means."""
        key = measure_key(written_name(name, section))
        return (
            not section
            or key in self._answers
            or key in self._decided
            or measure_key(section) in WHOLE_WORDS
            or self.part_of(section)[0] is not PartKind.WHOLE
        )

    def _answered(self, key: str) -> Meant:
        answer = self._answers[key]
        if isinstance(answer, NewMeasure):
            return Meant(self._add(answer))
        return Meant(answer)

    def _by_name(self, name: str) -> int | None:
        key = measure_key(name)
        for wanted in dict.fromkeys((key, _bare(key))):
            if wanted in self._own:
                return self._own[wanted]
            known = self._catalogue.get(wanted)
            if isinstance(known, NewMeasure):
                return self._add(known, from_catalogue=True)
            if known is not None:
                return known
        return None

    def _add(self, new: NewMeasure, *, from_catalogue: bool = False) -> int:
        """Number a measure that is still to be made; the same name is made once."""
        key = measure_key(new.name)
        if key in self._own:
            return self._own[key]
        if key not in self._made:
            self.new.append(new)
            self._made[key] = -len(self.new)
            self.described[-len(self.new)] = Described(new.name, new.definition, is_new=True)
            if from_catalogue:
                self.from_catalogue.add(-len(self.new))
        return self._made[key]

    def _of_part(self, name: str, section: str) -> Meant | None:
        pairs = [(section, name)] if section else []
        of_section = self.part_of(section)[0] is not PartKind.WHOLE
        # A tier of a team is neither the tier nor the team.
        if not of_section and (match := _SPLIT.fullmatch(name)):
            pairs.append((match["base"], match["part"]))
        for base, part in pairs:
            kind, tidy = self.part_of(part)
            if kind is PartKind.WHOLE:
                continue
            decided = self._decided.get(measure_key(base))
            found = decided.measure_id if decided is not None else self._by_name(base)
            if found is not None:
                return Meant(found, kind, tidy)
        return None

    def part_of(self, text: str) -> tuple[PartKind, str]:
        """Tell a tier or a team by its name; WHOLE for what is neither."""
        key = measure_key(text)
        if not key or key in WHOLE_WORDS:
            return PartKind.WHOLE, ""
        for tier in (*self.tiers, *COLOUR_TIERS):
            if key in (measure_key(tier), f"{measure_key(tier)} tier", f"tier {measure_key(tier)}"):
                return PartKind.TIER, tier
        if _TEAM_WORD.search(text):
            return PartKind.TEAM, " ".join(text.split())
        return PartKind.WHOLE, ""

    def proposals(self, name: str) -> tuple[Proposal, ...]:
        """List measures one of whose names is close to this, closest first; none of them is ever taken."""
        shown = {row.id: row.name for row in self.measures if not row.retired}
        wanted = measure_key(name)
        closest: dict[int | str, Proposal] = {}
        for key, known in self._known_names():
            likeness = round(_likeness(wanted, key))
            own = known if isinstance(known, int) else None
            if likeness < _LIKELY or (own is not None and own not in shown):
                continue
            one = Proposal(own, known.name if isinstance(known, NewMeasure) else shown[known], likeness)
            before = closest.get(one.measure_id or one.name)
            if before is None or before.likeness < likeness:
                closest[one.measure_id or one.name] = one
        return tuple(sorted(closest.values(), key=lambda one: -one.likeness)[:_MOST_PROPOSALS])

    def _known_names(self) -> Iterator[tuple[str, int | NewMeasure]]:
        """List every folded name of a measure: the plan's, the catalogue's aliases, what somebody decided."""
        yield from self._own.items()
        yield from self._catalogue.items()
        for key, meant in self._decided.items():
            if meant.measure_id is not None and meant.part_kind is PartKind.WHOLE:
                yield key, meant.measure_id


def _likeness(one: str, other: str) -> float:
    """Say how alike two folded names are as wholes, 0 to 100, in whichever order their words stand.

    A word or two in common makes no likeness: "child protection" stands in names of many measures.
    """
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def _bare(key: str) -> str:
    """Take the percent sign off a folded name: "% of contacts …" and "contacts … %" name the same measure."""
    return key.removeprefix("% of ").removeprefix("%").removesuffix("%").strip()
