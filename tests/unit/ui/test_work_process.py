"""Work in a process of its own: what comes back, how it ends, and what it does not know."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from data_model.plan.changes.loaded_files import StalePlan
from data_model.shared.refusals import StaleAction
from ui.shell.work_process import Done, Failed, Told, WorkDied, WorkFailed, Workplace, WorkProcess

_PATIENCE = 60.0


def double(workplace: Workplace, number: int) -> int:
    workplace.tell("Doubling", 0.5)
    return 2 * number


def environment(_workplace: Workplace) -> dict[str, str]:
    return dict(os.environ)


def die(_workplace: Workplace) -> None:
    os._exit(9)


def refuse(_workplace: Workplace, error: Exception) -> None:
    raise error


def refuse_strangely(_workplace: Workplace) -> None:
    raise StaleAction(3, 4)


def print_much(_workplace: Workplace) -> str:
    print("x" * 100_000)
    return "printed"


def be_unending(workplace: Workplace) -> None:
    workplace.tell("For ever", 0.1)
    while True:
        pass


@contextmanager
def process() -> Iterator[WorkProcess]:
    made = WorkProcess("sqlite://")
    try:
        yield made
    finally:
        made.close()


def heard(work: WorkProcess, function: Callable[..., object], *args: object) -> list[object]:
    """Run a call and return all that is said until it ends."""
    work.begin(function, *args)
    said: list[object] = []
    while not said or isinstance(said[-1], Told):
        said.append(work.hear(_PATIENCE))
    return said


def test_calls_come_back_one_after_another_with_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "secret")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///other.db")
    with process() as work:
        assert heard(work, double, 21) == [Told("Doubling", 0.5), Done(42)]
        assert heard(work, print_much) == [Done("printed")]
        (known,) = heard(work, environment)
        assert isinstance(known, Done)
        assert not {"SMTP_PASSWORD", "DATABASE_URL"} & set(known.result)
        stale = StalePlan("Somebody changed the plan.")
        (failed,) = heard(work, refuse, stale)
        assert isinstance(failed, Failed)
        assert (type(failed.error), str(failed.error)) == (StalePlan, "Somebody changed the plan.")
        # One that cannot be made anew from its words comes as its words.
        (failed,) = heard(work, refuse_strangely)
        assert isinstance(failed, Failed)
        assert isinstance(failed.error, WorkFailed)
        with pytest.raises(WorkDied, match="before it was done"):
            heard(work, die)


def test_a_process_ends_with_its_page_whatever_it_does() -> None:
    with process() as work:
        work.begin(be_unending)
        assert work.hear(_PATIENCE) == Told("For ever", 0.1)
    assert work._process.returncode != 0
    with pytest.raises(WorkDied):
        work.hear(_PATIENCE)
