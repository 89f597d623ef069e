"""The ratings a form offers, in the plan's own words.

Owns: which words are offered and in which order. Refuses: meaning; the key and the write decide that.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data_model.plan.rows import KeyRow
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.update_rules import DONE, rating_code
from ui.parts.status_chips import chip

# What an update must be able to say even where a plan's key has no word for it.
_NEEDED = (Status.COMPLETE, Status.ON_TRACK, Status.DELAYED)
_ASKS = {
    Status.DELAYED: "Say why, what is being done, who answers for it, and by when it will be done.",
    **dict.fromkeys(
        DONE,
        "This proposes completion. It asks for impact and evidence, and is shown as **complete, awaiting "
        "sign-off** until the programme office signs it off.",
    ),
}


@dataclass(frozen=True)
class RatingChoice:
    """One rating on offer. `code` stands for it in drafts; `is_own` says that the word is the plan's."""

    status: Status
    label: str
    is_own: bool

    @property
    def code(self) -> str:
        return rating_code(self.status, self.label)

    @property
    def shown(self) -> str:
        """The rating as a Markdown badge."""
        return chip(self.status, self.label)

    @property
    def asks(self) -> str:
        """What choosing it means for the form, in Markdown; empty for most."""
        return _ASKS.get(self.status, "")


def list_choices(key: Sequence[KeyRow], stands: Status, label: str) -> tuple[RatingChoice, ...]:
    """List the key's words, what stands where the key lacks it, and plain names for what must be sayable.

    "Not rated" is never on offer: an update is what somebody says, and that says nothing.
    """
    offered: dict[tuple[Status, str], RatingChoice] = {}
    rows = [(row.status, row.label.strip(), True) for row in key if row.label.strip()]
    stood = (stands, label.strip() or STATUS_NAMES[stands], bool(label.strip()))
    if not any(status is stands and stood[1].casefold() == word.casefold() for status, word, _ in rows):
        rows.append(stood)
    rows += [
        (status, STATUS_NAMES[status], False) for status in _NEEDED if status not in {row[0] for row in rows}
    ]
    for status, word, is_own in rows:
        if status is not Status.NOT_RATED:
            offered.setdefault((status, word.casefold()), RatingChoice(status, word, is_own))
    order = list(Status)
    return tuple(sorted(offered.values(), key=lambda choice: order.index(choice.status)))


def find_choice(choices: Sequence[RatingChoice], code: str | None) -> RatingChoice | None:
    """Return the choice a code stands for; None for nothing chosen or one no longer on offer."""
    return next((choice for choice in choices if choice.code == code), None)


def current_code(choices: Sequence[RatingChoice], stands: Status, label: str) -> str:
    """Return the code of the rating that stands; empty where the action is not rated."""
    word = label.strip().casefold() or STATUS_NAMES[stands].casefold()
    fitting = [each for each in choices if each.status is stands and each.label.casefold() == word]
    return fitting[0].code if fitting else ""
