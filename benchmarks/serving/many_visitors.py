"""Many people at one service at the same time, each opening page after page at a pace.

Owns: a thread for each of them, when each opens what, and how long it took. Refuses: which pages those are,
and what they are measured against.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from benchmarks.serving.visiting import Visitor

# What a visitor opens, by their number and how many they opened before: a page and its query.
Itinerary = Callable[[int, int], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Opening:
    """One page that somebody opened: seconds since all began, and seconds until it was drawn."""

    begun: float
    took: float


class PageFailed(Exception):
    """Raised for a page that said a fault instead of what it is for; no time of it means anything."""


def open_pages(
    visitors: Sequence[Visitor], itinerary: Itinerary, *, seconds: float, every: float, most: int = 10**9
) -> list[Opening]:
    """Let each visitor open a page every so many seconds for so long; at 0 the next as soon as one is drawn.

    They begin spread over the first interval. Whoever waits longer than the interval opens the next page at
    once and leaves out those that they missed. Nobody opens more than `most`.
    Raises PageFailed, and what a visitor raises.
    """
    found: list[Opening] = []
    failed: list[BaseException] = []
    stops = Event()
    begun = time.monotonic()

    def go(number: int, visitor: Visitor) -> None:
        due = begun + every * number / len(visitors)
        try:
            for seen in range(most):
                if stops.wait(max(0.0, due - time.monotonic())) or time.monotonic() >= begun + seconds:
                    return
                found.append(_opened(visitor, *itinerary(number, seen), begun))
                due = max(due + every, time.monotonic())
        except BaseException as error:
            failed.append(error)
            stops.set()

    threads = [Thread(target=go, args=each, daemon=True) for each in enumerate(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return found


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time that a share of all times does not exceed."""
    return sorted(times)[max(0, -int(-len(times) * share // 1) - 1)]


@contextmanager
def sampled(measure: Callable[[], float], *, every: float) -> Iterator[list[tuple[float, float]]]:
    """Take a measure every so many seconds within the block; give seconds since it began with each."""
    samples: list[tuple[float, float]] = []
    ends, begun = Event(), time.monotonic()

    def take() -> None:
        while not ends.wait(every):
            samples.append((time.monotonic() - begun, measure()))

    thread = Thread(target=take, daemon=True)
    thread.start()
    try:
        yield samples
    finally:
        ends.set()
        thread.join()


def _opened(visitor: Visitor, page: str, query: str, all_begun: float) -> Opening:
    begun = time.monotonic()
    view = visitor.view(page, query)
    took = time.monotonic() - begun
    if view.fault:
        raise PageFailed(f"{page}?{query}: {view.fault}")
    return Opening(begun - all_begun, took)
