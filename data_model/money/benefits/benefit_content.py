"""What a benefit says of itself: its kind, who owns it, the volumes and the actions that bring it.

Owns: those words and a benefit's content whole. Refuses: pounds by year (`benefit_profiles`) and what came of
them (`benefit_sums`).

Pounds follow from volumes: children who need no placement, weeks that a plan is shorter. A volume is counted
by a measure of the dashboard. A benefit of which no volume has one can't be realised: nobody could say so.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from data_model.money.amounts import exact_amount
from data_model.money.savings.saving_content import SavingDifference, saving_key
from data_model.shared.sentence_text import short_day

MOST_DIGITS = 12


class BenefitKind(StrEnum):
    """What a benefit is to a budget; NOT_SAID where nobody said it yet."""

    CASHABLE = "cashable"
    COST_AVOIDANCE = "cost_avoidance"
    NON_CASHABLE = "non_cashable"
    DISBENEFIT = "disbenefit"
    NOT_SAID = "not_said"


KIND_NAMES: dict[BenefitKind, str] = {
    BenefitKind.CASHABLE: "Cashable",
    BenefitKind.COST_AVOIDANCE: "Cost avoidance",
    BenefitKind.NON_CASHABLE: "Non-cashable",
    BenefitKind.DISBENEFIT: "Disbenefit",
    BenefitKind.NOT_SAID: "Kind not said",
}
# Nothing can be taken from a budget for these.
NEVER_BANKED = frozenset({BenefitKind.NON_CASHABLE})

# The plain texts of a benefit, in their order, each with its heading.
BENEFIT_TEXTS: dict[str, str] = {
    "ref": "Ref",
    "title": "Benefit",
    "description": "In words",
    "service": "Service",
    "owner": "Owner",
}


@dataclass(frozen=True, slots=True)
class Volume:
    """What is counted, such as "fewer placements each year", by which measure, and what one is worth.

    `baseline` is what the measure said on `baseline_day`, plain digits, empty where nobody knows.
    `unit_pence` is what one unit is worth a year, `unit_source` where that is taken from.
    """

    words: str
    measure_id: int | None = None
    baseline: str = ""
    baseline_day: date | None = None
    unit_pence: int | None = None
    unit_source: str = ""


@dataclass(frozen=True, slots=True)
class BenefitContent:
    """All that a benefit says at one time, apart from profiles and readings.

    `service` owns it; `owner` is the person as written, `owner_id` the person of the plan who may say what it
    realised. `saving_ids` are savings that somebody found to be the same pounds. A benefit that is `retired`
    is in no sum.
    """

    title: str
    ref: str = ""
    kind: BenefitKind = BenefitKind.NOT_SAID
    description: str = ""
    service: str = ""
    owner: str = ""
    owner_id: int | None = None
    volumes: tuple[Volume, ...] = ()
    action_ids: tuple[int, ...] = ()
    saving_ids: tuple[int, ...] = ()
    retired: bool = False

    @property
    def measure_ids(self) -> tuple[int, ...]:
        """The measures that count its volumes, each once, in their order."""
        return tuple(dict.fromkeys(one.measure_id for one in self.volumes if one.measure_id is not None))


def benefit_key(title: str) -> str:
    """Fold a title, so that spellings of one benefit meet."""
    return saving_key(title)


def plain_number(written: str) -> str:
    """Write a volume's number with plain digits: "1,200" is "1200", "05.50" is "5.5"; empty stays empty.

    Raises ValueError for what is no number of at most `MOST_DIGITS` digits.
    """
    bare = written.replace(",", "").replace(" ", "").replace("\u2212", "-")
    if not bare:
        return ""
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise ValueError("no number") from None
    if not number.is_finite() or len(number.as_tuple().digits) > MOST_DIGITS or abs(number.adjusted()) > 12:
        raise ValueError("no number")
    return f"{number.normalize():f}" if number else "0"


def number_shown(plain: str) -> str:
    """Write plain digits as a reader is shown them: "1200" is "1,200"."""
    return f"{Decimal(plain):,}".replace("-", "\u2212") if plain else ""


def benefit_differences(before: BenefitContent, after: BenefitContent) -> list[SavingDifference]:
    """List what differs between two contents, in the order of a benefit's form."""
    found = [
        SavingDifference(heading, getattr(before, name), getattr(after, name))
        for name, heading in BENEFIT_TEXTS.items()
        if getattr(before, name) != getattr(after, name)
    ]
    if before.kind is not after.kind:
        found.append(SavingDifference("Kind", KIND_NAMES[before.kind], KIND_NAMES[after.kind]))
    for place in range(max(len(before.volumes), len(after.volumes))):
        was, now = (
            volume_text(one.volumes[place]) if place < len(one.volumes) else "" for one in (before, after)
        )
        if was != now:
            found.append(SavingDifference(f"Volume {place + 1}", was, now))
        elif _measure_at(before, place) != _measure_at(after, place):
            said = ["a measure" if _measure_at(one, place) else "" for one in (before, after)]
            if said[0] == said[1]:
                said = ["one measure", "another"]
            found.append(SavingDifference(f"Volume {place + 1} is counted by", said[0], said[1]))
    for heading, was_ids, now_ids in (
        ("Actions that bring it", before.action_ids, after.action_ids),
        ("Savings that are the same pounds", before.saving_ids, after.saving_ids),
    ):
        if was_ids != now_ids:
            found.append(SavingDifference(heading, str(len(was_ids)), str(len(now_ids))))
    if before.retired != after.retired:
        words = {True: "no", False: "yes"}
        found.append(SavingDifference("Followed", words[before.retired], words[after.retired]))
    return found


def volume_text(volume: Volume) -> str:
    """Say what a volume is, its baseline and what one is worth, in one line."""
    parts = [volume.words]
    if volume.baseline:
        day = f" on {short_day(volume.baseline_day)}" if volume.baseline_day is not None else ""
        parts.append(f"baseline {number_shown(volume.baseline)}{day}")
    if volume.unit_pence is not None:
        source = f" ({volume.unit_source})" if volume.unit_source else ""
        parts.append(f"{exact_amount(volume.unit_pence)} each{source}")
    return ", ".join(parts)


def _measure_at(content: BenefitContent, place: int) -> int | None:
    return content.volumes[place].measure_id if place < len(content.volumes) else None
