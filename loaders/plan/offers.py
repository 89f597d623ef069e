"""What an import offers beside loading: to retire what the file strikes out, to take its links as evidence.

Owns: finding the action that a struck row or a link belongs to, and doing what a person took of it.
Refuses: doing anything that nobody took; an offer is no change.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from data_model.plan.action_content import ActionContent
from data_model.plan.changes.evidence import NewEvidence, add_evidence
from data_model.plan.changes.reshaping import retire_action
from data_model.plan.queries.actions import StoredAction, list_stated
from data_model.plan.rows_updates import EvidenceKind
from data_model.shared.file_kinds import EvidenceRefused, check_link
from data_model.shared.permissions import Actor
from loaders.plan.ratings.rag import fold

_LONGEST_FINDING = 200


@dataclass(frozen=True, slots=True)
class StruckRow:
    """A row whose action is struck out, with the words that the line goes through."""

    ref: str
    text: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class LinkInFile:
    """A link in a column of progress or evidence. `place` is that of its action among those read."""

    place: int
    words: str
    link: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class RetireOffer:
    """An action of the plan whose row the file strikes out."""

    action_id: int
    ref: str
    text: str
    sheet: str
    cell: str

    @property
    def key(self) -> str:
        return f"retire|{self.action_id}"


@dataclass(frozen=True, slots=True)
class EvidenceOffer:
    """A link of the file that may become evidence. `action_id` is None for an action that the file adds,
    which stands at `action_sheet` and `action_cell`."""

    action_id: int | None
    ref: str
    text: str
    finding: str
    link: str
    sheet: str
    cell: str
    action_sheet: str
    action_cell: str

    @property
    def key(self) -> str:
        return f"evidence|{self.sheet}|{self.cell}|{self.action_cell}"


@dataclass(frozen=True, slots=True)
class Offers:
    """All that an import offers."""

    retire: tuple[RetireOffer, ...] = ()
    evidence: tuple[EvidenceOffer, ...] = ()

    def taken(self, keys: Collection[str]) -> "Offers":
        """Keep what a person took, by key."""
        return Offers(
            tuple(one for one in self.retire if one.key in keys),
            tuple(one for one in self.evidence if one.key in keys),
        )

    def __bool__(self) -> bool:
        return bool(self.retire or self.evidence)


def find_offers(
    struck: Iterable[StruckRow],
    links: Iterable[LinkInFile],
    actions: Sequence[ActionContent],
    missing: Sequence[StoredAction],
    matched: Mapping[int, StoredAction | None],
    held_links: Collection[tuple[int, str]],
) -> Offers:
    """Find what can be offered.

    `missing` are the plan's actions without a row of their own in the file that may be retired on this day;
    `matched` has for each place among `actions` the stored action, None for one that is added, and lacks
    what is not loaded. `held_links` are evidence's links by action, those withdrawn too.
    """
    retire = (found for row in struck if (found := _retire(row, missing)) is not None)
    evidence: dict[tuple[object, str], EvidenceOffer] = {}
    for one in links:
        if one.place not in matched or not _is_web_address(one.link):
            continue
        stored, action = matched[one.place], actions[one.place]
        if stored is not None and (stored.id, one.link.strip()) in held_links:
            continue
        offer = EvidenceOffer(
            stored.id if stored is not None else None,
            stored.ref if stored is not None else action.ref,
            action.text,
            _finding(one),
            one.link.strip(),
            one.sheet,
            one.cell,
            action.sheet,
            action.cell,
        )
        evidence.setdefault((one.place, offer.link), offer)
    return Offers(tuple({one.key: one for one in retire}.values()), tuple(evidence.values()))


def _retire(row: StruckRow, missing: Sequence[StoredAction]) -> RetireOffer | None:
    """Find the action that a struck row is: the one of its words, with its ref where several have them."""
    alike = [one for one in missing if fold(one.stated.text) == fold(row.text)]
    if len(alike) > 1:
        alike = [one for one in alike if row.ref and fold(one.ref) == fold(row.ref)]
    if len(alike) != 1:
        return None
    return RetireOffer(alike[0].id, alike[0].ref, alike[0].stated.text, row.sheet, row.cell)


def _is_web_address(link: str) -> bool:
    try:
        check_link(link)
    except EvidenceRefused:
        return False
    return True


def _finding(link: LinkInFile) -> str:
    words = " ".join(link.words.split()) or link.link
    return words if len(words) <= _LONGEST_FINDING else f"{words[: _LONGEST_FINDING - 1]}…"


def take_offers(
    session: Session,
    plan_id: int,
    taken: Offers,
    *,
    file_name: str,
    before: Collection[int],
    as_at: date,
    actor: Actor,
    recorded_at: datetime,
) -> None:
    """Retire and add as evidence what a person took, in the caller's transaction, after the import.

    `before` holds the ids of the actions that the plan had before. Raises Refused where an action was retired
    meanwhile, NotPermitted.
    """
    if not taken:
        return
    stated = list_stated(session, plan_id, as_at)
    added = {(one.stated.sheet, one.stated.cell): one.id for one in stated.values() if one.id not in before}
    for link in taken.evidence:
        action_id = link.action_id or added.get((link.action_sheet, link.action_cell))
        if action_id is not None:
            new = NewEvidence(EvidenceKind.DOCUMENT, as_at, link.finding, link.link)
            add_evidence(session, action_id, new, actor=actor, recorded_at=recorded_at)
    for row in taken.retire:
        retire_action(
            session,
            row.action_id,
            f"Struck out in {file_name}, {row.sheet} {row.cell}",
            base_version=stated[row.action_id].version,
            as_at=as_at,
            actor=actor,
            recorded_at=recorded_at,
        )


def offer_lines(offers: Offers) -> list[str]:
    """Write for a terminal what is offered and which option takes it."""
    lines: list[str] = []
    if offers.retire:
        lines += ["", f"Struck out in the file, may be retired with --retire-struck ({len(offers.retire)})"]
        lines += [f"  {one.ref} {_short(one.text)} ({one.sheet} {one.cell})" for one in offers.retire]
    if offers.evidence:
        lines += ["", f"Links that may be taken as evidence with --take-links ({len(offers.evidence)})"]
        lines += [
            f"  {' '.join(filter(None, (one.ref, _short(one.text))))}: {_short(one.finding)} {one.link} "
            f"({one.sheet} {one.cell})"
            for one in offers.evidence
        ]
    return lines


def offers_json(offers: Offers) -> dict[str, list[dict[str, str]]]:
    """Give what is offered as plain values for `json.dumps`."""
    return {
        "retire": [
            {"ref": one.ref, "action": one.text, "sheet": one.sheet, "cell": one.cell}
            for one in offers.retire
        ],
        "evidence": [
            {
                "ref": one.ref,
                "action": one.text,
                "finding": one.finding,
                "link": one.link,
                "sheet": one.sheet,
                "cell": one.cell,
            }
            for one in offers.evidence
        ],
    }


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
