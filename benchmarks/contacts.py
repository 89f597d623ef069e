"""How long a list of a million contacts takes to be computed, against pandas reading the same file.

Twice: against `pandas.read_csv` as it is, which reads texts on every core and gives no date, and against
`pandas.read_csv` with both dates parsed, the least from which any of the measures could be worked out. The
work here is done by one core, in memory that does not grow with the list; its peak is measured in a process
of its own. Run `python -m benchmarks.contacts`.
"""

import random
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pandas

from benchmarks.loading import seconds
from benchmarks.measuring.peak_memory import peak_memory
from benchmarks.measuring.ratios import Compared, in_turn, options, report
from data_model.measures.measure_vocabulary import Clock, Unit
from data_model.measures.rows import PerformanceSettings, TierRow
from loaders.contacts.contact_list import compute_contacts, read_contacts

CONTACTS = 1_000_000
ROUNDS = 5
BOUND_WITH_DATES = 6
FIRST, AS_AT = datetime(2019, 1, 1, 0, 1), date(2023, 12, 31)  # noqa: DTZ001
_TIERS = (
    ("Red", 4, Unit.HOURS, Clock.ELAPSED),
    ("Amber", 8, Unit.HOURS, Clock.SERVICE_HOURS),
    ("Yellow", 3, Unit.WORKING_DAYS, Clock.WORKING_DAYS),
)
TIERS = tuple(
    TierRow(name, place, limit, unit, clock, date(2015, 1, 1), "", datetime(2015, 1, 1, tzinfo=UTC))
    for place, (name, limit, unit, clock) in enumerate(_TIERS, start=1)
)


def write_contacts(path: Path, contacts: int) -> None:
    """Write a list of that many invented contacts over five years, in no order."""
    chance = random.Random(1)
    minutes = (datetime(2023, 12, 20) - FIRST) // timedelta(minutes=1)  # noqa: DTZ001
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Date received,Date decided,Tier,Outcome,Team\r\n")
        for _ in range(contacts):
            received = FIRST + timedelta(minutes=chance.randrange(minutes))
            decided = received + timedelta(minutes=chance.randrange(8_000))
            ended = f"{decided:%d/%m/%Y %H:%M}" if chance.random() > 0.01 else ""
            outcome = chance.choice(("Referral", "NFA", "Information and advice", "Early help"))
            tier, team = chance.choice(_TIERS)[0], chance.choice(("North team", "South team", "East team"))
            file.write(f"{received:%d/%m/%Y %H:%M},{ended},{tier},{outcome if ended else ''},{team}\r\n")


def compute(path: Path, contacts: int = CONTACTS) -> None:
    """Look at the file and compute every measure of it, for the whole, its tiers and its teams."""
    found = compute_contacts(read_contacts(path), AS_AT, PerformanceSettings(), TIERS)
    if found.used != contacts or found.problem:
        raise AssertionError(f"{found.used} contacts were counted: {found.problem}")


def compare(path: Path, rounds: int, contacts: int) -> list[Compared]:
    """Measure both in turn, on the same file."""
    dates = {"parse_dates": ["Date received", "Date decided"], "date_format": "%d/%m/%Y %H:%M"}
    results = []
    for name, reading, bound in (
        ("`pandas.read_csv`", {}, None),
        ("`pandas.read_csv` with dates", dates, BOUND_WITH_DATES),
    ):
        mine, other = in_turn(
            rounds,
            lambda: seconds(lambda: compute(path, contacts)),
            partial(seconds, partial(pandas.read_csv, path, **reading)),
        )
        results.append(Compared(f"{contacts:,} contacts / {name}", mine, other, bound=bound))
    return results


# The most that a process has held: getrusage would also tell of the process it was started by, which is why
# Linux is asked for the memory of this program alone.
_COUNT = """
from datetime import date

from data_model.measures.rows import PerformanceSettings
from loaders.contacts.contact_list import compute_contacts, read_contacts

print_peak()
found = compute_contacts(read_contacts(Path(sys.argv[1])), date(2023, 12, 31), PerformanceSettings(), ())
assert found.used == int(sys.argv[2]) and "pandas" not in sys.modules
print_peak()
"""


def main() -> int:
    """Print the result; 1 when the bound is broken."""
    parser = options(__doc__, ROUNDS)
    parser.add_argument("--contacts", type=int, default=CONTACTS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.csv"
        write_contacts(path, given.contacts)
        size = path.stat().st_size / 2**20
        results = compare(path, given.rounds, given.contacts)
        before, after = peak_memory(_COUNT, path, str(given.contacts))
    said = (
        f"The file has {size:.0f} MB. Peak memory: {after:.0f} MB, {before:.0f} MB before anything was read."
    )
    return report("contacts", results, [said], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
