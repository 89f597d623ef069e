"""How often the charts of stable measures with few cases end in "not chance".

Owns: drawing stable series of 24 months, of shares (cases a month × true share) and of small counts, and
counting those that end in "not chance". Refuses: passing above 2.5% of any kind.

Run it with `python -m benchmarks.few_cases`, or with `--series 1000 --settings fixed` for limits that are
fixed after the first 12 months.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from math import exp

from data_model.measures.control_charts import (
    DEFAULT_SETTINGS,
    Cases,
    ChartSettings,
    Variation,
    control_chart,
)
from data_model.measures.measure_vocabulary import Polarity

CASES_A_MONTH = (3, 5, 10, 20, 50)
TRUE_SHARES = (0.80, 0.90, 0.95, 0.98)
MEAN_COUNTS = (0.5, 1.0, 2.0, 3.0, 4.0)
MOST = 0.025
_MONTHS = 24
_SEED = 20240401
_SETTINGS = {
    "usual": DEFAULT_SETTINGS,
    "six": ChartSettings(trend_length=6, run_length=6),
    "fixed": ChartSettings(fixed_after=12),
    "beyond": ChartSettings(two_of_three_beyond=True),
}


def false_alarms(
    series: int, settings: ChartSettings = DEFAULT_SETTINGS
) -> Iterator[tuple[str, float, float]]:
    """Yield each kind's name, its share of series that end in "not chance", and what it was unguarded."""
    for cases in CASES_A_MONTH:
        for share in TRUE_SHARES:
            drawing = random.Random(f"{_SEED} {cases} {share}")
            drawn = [_shares(drawing, cases, share) for _ in range(series)]
            yield f"{cases} cases a month, {share:.0%}", *_alarms(drawn, settings)
    for mean in MEAN_COUNTS:
        drawing = random.Random(f"{_SEED} {mean}")
        counts = [_counts(drawing, mean) for _ in range(series)]
        yield f"counts of {mean:g} a month", *_alarms(counts, settings)


def _alarms(drawn: list[list[tuple[float, Cases]]], settings: ChartSettings) -> tuple[float, float]:
    guarded = bare = 0
    for months in drawn:
        values, cases = [value for value, _ in months], [one for _, one in months]
        guarded += _is_special(
            control_chart(values, polarity=Polarity.HIGHER, settings=settings, cases=cases)
        )
        bare += _is_special(control_chart(values, polarity=Polarity.HIGHER, settings=settings))
    return guarded / len(drawn), bare / len(drawn)


def _is_special(chart: object) -> bool:
    return getattr(chart, "variation", None) in (Variation.IMPROVEMENT, Variation.CONCERN)


def _shares(drawing: random.Random, cases: int, share: float) -> list[tuple[float, Cases]]:
    hits = [sum(drawing.random() < share for _ in range(cases)) for _ in range(_MONTHS)]
    return [(100 * one / cases, Cases(one, cases)) for one in hits]


def _counts(drawing: random.Random, mean: float) -> list[tuple[float, Cases]]:
    return [(float(count), Cases(count)) for count in (_poisson(drawing, mean) for _ in range(_MONTHS))]


def _poisson(drawing: random.Random, mean: float) -> int:
    count, product = 0, drawing.random()
    while product > exp(-mean):
        count, product = count + 1, product * drawing.random()
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--series", type=int, default=1000, help="series of each kind")
    parser.add_argument("--settings", choices=_SETTINGS, default="usual")
    args = parser.parse_args()
    worst = 0.0
    for name, guarded, bare in false_alarms(args.series, _SETTINGS[args.settings]):
        worst = max(worst, guarded)
        print(f"{name:28} {guarded:6.1%}   by the rules alone {bare:6.1%}")
    print(f"worst {worst:.1%}, at most {MOST:.1%} is allowed")
    return 0 if worst <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
