"""The plan's own words for the statuses, put on counts.

Owns: which word stands for a status. Refuses: counting.
"""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.plan.queries.as_at import State
from data_model.plan.rows import StatusCount
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.plan.tables import KeyEntry


def status_labels(session: Session, plan_id: int, used: Mapping[tuple[str, str], int]) -> dict[Status, str]:
    """Return the word for each status: the label most used for it, else the key's, else the plain name.

    `used` counts (status, label) over the plan's actions. Of labels used equally often the first by alphabet
    is taken, so that the word does not change from one read to the next.
    """
    labels = dict(STATUS_NAMES)
    entries = session.execute(
        select(KeyEntry.status, KeyEntry.label)
        .where(KeyEntry.plan_id == plan_id, KeyEntry.label != "")
        .order_by(KeyEntry.position.desc(), KeyEntry.id.desc())
    )
    labels.update({Status(status): label for status, label in entries})
    for (status, label), _ in sorted(used.items(), key=lambda item: (item[1], _reversed(item[0][1]))):
        if label:
            labels[Status(status)] = label
    labels[Status.NOT_RATED] = STATUS_NAMES[Status.NOT_RATED]
    return labels


def list_labels(session: Session, plan_id: int, state: State) -> dict[Status, str]:
    """Return the word for each status, counted over the given actions."""
    groups = session.execute(
        select(state.c.status, state.c.rag_label, func.count()).group_by(state.c.status, state.c.rag_label)
    )
    return status_labels(session, plan_id, {(status, label): count for status, label, count in groups})


def status_counts(counts: Mapping[str, int], labels: Mapping[Status, str]) -> tuple[StatusCount, ...]:
    """Return one StatusCount for each status present, in the order of `Status`."""
    tally = Counter(counts)
    return tuple(
        StatusCount(status, labels[status], tally[status.value]) for status in Status if tally[status.value]
    )


def _reversed(label: str) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in label)
