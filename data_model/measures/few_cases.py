"""What chance does with few cases: exact probabilities behind what the rules of a control chart see.

Owns: the tails of the binomial, hypergeometric and Poisson distributions, and which evidence of a phase they
confirm. Refuses: rules and limits (`control_limits`), and words.

The limits of an XmR chart take figures for roughly symmetrical ones. The share of 3 cases is not: it leaps
from 67% to 100%, and a chart of such shares cries wolf. So what a rule sees counts only where chance alone
would do it with a probability of at most 0.00135, as a figure beyond three sigma:

- a single period: the binomial tail of its numerator, given its denominator and the share of all the cases
  behind the limits; for counts with a small mean the Poisson tail;
- a run, or two of three: all cases of its periods together, given the totals of all (hypergeometric, for
  counts binomial). Those tails are exact whatever the true share is, for it does not enter into them;
- a trend needs none: in whatever way stable figures scatter, of the 5,040 orders of 7 of them one rises.

Each of the six looks at a period (three rules, two sides) so finds at most 0.135% of stable series, and a
trend of 7 at most 0.04%: together less than 1%.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log, log1p

THREE_SIGMA = 0.00135
# Of more cases in a period than this the shape of chance is that of any other figure. A true mean of 4 gives
# a mean above 4 in half of all series, so that the line is not drawn there.
SMALL_MEAN = 6.0
_FEWEST_EXPECTED = 5.0
_NEGLIGIBLE = 1e-12


@dataclass(frozen=True, slots=True)
class Cases:
    """The cases behind one figure. `denominator` None: a count, of which any number may come."""

    numerator: int
    denominator: int | None = None


@dataclass(frozen=True, slots=True)
class CaseTotals:
    """All cases behind the limits of a phase: how many of how many in how many periods."""

    numerator: int
    denominator: int
    periods: int

    @property
    def are_few(self) -> bool:
        """Whether a period has fewer than five cases of either kind on average, n·min(p, 1−p) < 5."""
        rarer = min(self.numerator, self.denominator - self.numerator)
        return rarer < _FEWEST_EXPECTED * self.periods


@dataclass(frozen=True, slots=True)
class PhaseCases:
    """The cases of a phase's figures in their order; the first `baseline` of them made the limits.

    None stands for a figure whose cases are not known, of which nothing is confirmed or doubted.
    """

    cases: tuple[Cases | None, ...]
    baseline: int

    def agrees(self, first: int, last: int, side: int) -> bool:
        """Say whether chance would hardly do what a stretch shows: +1 so many, -1 so few."""
        stretch = self.cases[first : last + 1]
        inside = range(first, last + 1)
        rest = [one for at, one in enumerate(self.cases[: self.baseline]) if at not in inside]
        known = [one for one in rest if one is not None]
        own = [one for one in stretch if one is not None]
        if len(own) < len(stretch) or len(known) < len(rest) / 2 or not known:
            return True
        if any(one.denominator is None for one in (*own, *known)):
            return _counts_agree([one.numerator for one in own], [one.numerator for one in known], side)
        return _shares_agree(own, known, side)

    def totals(self) -> CaseTotals | None:
        """Sum the cases behind the limits; None for counts and where a period's cases are not known."""
        numerator = denominator = 0
        behind = self.cases[: self.baseline]
        for one in behind:
            if one is None or one.denominator is None:
                return None
            numerator, denominator = numerator + one.numerator, denominator + one.denominator
        return CaseTotals(numerator, denominator, len(behind)) if behind else None


def _shares_agree(own: Sequence[Cases], rest: Sequence[Cases], side: int) -> bool:
    hits, cases = sum(one.numerator for one in own), sum(one.denominator or 0 for one in own)
    all_hits = hits + sum(one.numerator for one in rest)
    all_cases = cases + sum(one.denominator or 0 for one in rest)
    if side < 0:
        hits, all_hits = cases - hits, all_cases - all_hits
    if len(own) == 1:
        return _is_rare(binomial_tail(hits, cases, all_hits / all_cases if all_cases else 0.0))
    return _is_rare(hypergeometric_tail(hits, cases, all_hits, all_cases))


def _counts_agree(own: Sequence[int], rest: Sequence[int], side: int) -> bool:
    count, total, periods = sum(own), sum(own) + sum(rest), len(own) + len(rest)
    mean = total / periods
    if mean >= SMALL_MEAN:
        return True
    if len(own) == 1:
        return _is_rare(poisson_tail(count, mean) if side > 0 else poisson_lower_tail(count, mean))
    share = len(own) / periods
    tail = binomial_tail(count, total, share)
    return _is_rare(tail if side > 0 else binomial_tail(total - count, total, 1 - share))


def _is_rare(tail: float) -> bool:
    return tail <= THREE_SIGMA


def binomial_tail(hits: int, cases: int, share: float) -> float:
    """Return how probable at least so many hits are among independent cases of one share, 0 to 1."""
    if hits <= 0:
        return 1.0
    if hits > cases or share <= 0:
        return 0.0
    if share >= 1:
        return 1.0
    odds = share / (1 - share)
    first = _log_choose(cases, hits) + hits * log(share) + (cases - hits) * log1p(-share)
    return _summed(first, lambda at: (cases - at) / (at + 1) * odds, hits, cases)


def hypergeometric_tail(hits: int, cases: int, all_hits: int, all_cases: int) -> float:
    """Return how probable at least so many hits are when `cases` of all are drawn without looking, 0 to 1."""
    if hits <= max(0, cases + all_hits - all_cases):
        return 1.0
    most = min(cases, all_hits)
    if hits > most:
        return 0.0
    misses = all_cases - all_hits
    first = _log_choose(all_hits, hits) + _log_choose(misses, cases - hits) - _log_choose(all_cases, cases)
    return _summed(
        first,
        lambda at: (all_hits - at) / (at + 1) * (cases - at) / (misses - cases + at + 1),
        hits,
        most,
    )


def poisson_tail(count: int, mean: float) -> float:
    """Return how probable at least so many are where a mean is to be expected, 0 to 1."""
    return 1.0 if count <= 0 else max(0.0, 1 - poisson_lower_tail(count - 1, mean))


def poisson_lower_tail(count: int, mean: float) -> float:
    """Return how probable at most so many are where a mean is to be expected, 0 to 1."""
    if mean <= 0:
        return 1.0
    return min(1.0, sum(exp(at * log(mean) - mean - lgamma(at + 1)) for at in range(count + 1)))


def _summed(first: float, ratio: Callable[[int], float], start: int, last: int) -> float:
    """Add the terms of a tail from `start` on; the first is a logarithm, each ratio leads to the next."""
    term = total = exp(first)
    for at in range(start, last):
        step = ratio(at)
        term *= step
        total += term
        if step < 1 and term < total * _NEGLIGIBLE:
            break
    return min(1.0, total)


def _log_choose(cases: int, chosen: int) -> float:
    return lgamma(cases + 1) - lgamma(chosen + 1) - lgamma(cases - chosen + 1)
