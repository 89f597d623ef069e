"""How ratings of savings look: a symbol and the colours that a status of the plan has.

Owns: those looks. Refuses: meaning (`savings`).
"""

from data_model.money.savings import Brag
from data_model.plan.status_looks import STATUS_LOOKS, Look
from data_model.plan.statuses import Status

BRAG_LOOKS: dict[Brag | None, Look] = {
    Brag.DELIVERED: STATUS_LOOKS[Status.COMPLETE],
    Brag.ON_TRACK: STATUS_LOOKS[Status.ON_TRACK],
    Brag.AT_RISK: STATUS_LOOKS[Status.AT_RISK],
    Brag.NOT_DELIVERABLE: STATUS_LOOKS[Status.DELAYED],
    Brag.NOT_RATED: STATUS_LOOKS[Status.NOT_RATED],
    None: STATUS_LOOKS[Status.PAUSED],  # counted in another programme
}
