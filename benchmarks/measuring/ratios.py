"""Figures of a benchmark: rounds in turn, ratios with their spread, and the place they are written to.

Owns: medians, ratios, the table of results, the options all benchmarks have, docs/benchmarks.md.
Refuses: measuring anything itself.
"""

import argparse
import os
import platform
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
PACKAGES = ("streamlit", "plotly", "pandas", "sqlalchemy", "openpyxl")


@dataclass(frozen=True)
class Compared:
    """Seconds of the same rounds: what is measured, and what it is measured against. `bound` is the most
    that the median ratio may be; None where nothing is promised."""

    name: str
    measured: Sequence[float]
    against: Sequence[float]
    bound: float | None = None

    @property
    def ratios(self) -> list[float]:
        """The ratio of each round, so that a slow moment of the machine strikes both."""
        return [mine / other for mine, other in zip(self.measured, self.against, strict=True)]

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    @property
    def holds(self) -> bool:
        return self.bound is None or self.ratio <= self.bound


def in_turn(
    rounds: int, measure: Callable[[], float], against: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Measure both once unrecorded, then in every round both, the first one changing each time."""
    measure(), against()
    pairs: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            other, mine = against(), measure()
        else:
            mine, other = measure(), against()
        pairs.append((mine, other))
    return [mine for mine, _ in pairs], [other for _, other in pairs]


def table(results: Sequence[Compared]) -> str:
    """Write results as a Markdown table: ratios, with seconds only for orientation."""
    lines = [
        "| what | ratio (median) | spread (least to most) | bound | rounds | seconds (medians) |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for each in results:
        bound = "" if each.bound is None else f"{each.bound:g}, {'holds' if each.holds else 'BROKEN'}"
        lines.append(
            f"| {each.name} | {each.ratio:.2f} | {min(each.ratios):.2f} to {max(each.ratios):.2f} | {bound} "
            f"| {len(each.ratios)} | {median(each.measured):.2f} against {median(each.against):.2f} |"
        )
    return "\n".join(lines)


def machine() -> str:
    """Say on what kind of machine this runs, without its name."""
    memory = ""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        memory = f", {gigabytes:.0f} GB of memory"
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores{memory}, {platform.system()}, Python {platform.python_version()}, {packages}"
    )


def options(description: str | None, rounds: int | None = None) -> argparse.ArgumentParser:
    """Return what a benchmark may be told: how many rounds, if it has any, and whether to keep the result."""
    parser = argparse.ArgumentParser(description=description)
    if rounds is not None:
        parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--write", action="store_true", help="put the result into docs/benchmarks.md")
    return parser


def report(section: str, results: Sequence[Compared], sentences: Sequence[str], *, write: bool) -> int:
    """Print results and sentences, keep them in their section if wanted; 1 when a bound is broken.

    A broken bound is never written into the page: it is a fault to be mended, not a figure to be recorded.
    """
    text = "\n\n".join((table(results), *filter(None, [" ".join(sentences)]), f"Measured on {machine()}."))
    print(text)
    broken = [result.name for result in results if not result.holds]
    if broken:
        kept = "; docs/benchmarks.md stays as it was" if write else ""
        print(f"Bound broken{kept}: {', '.join(broken)}", file=sys.stderr)
        return 1
    if write:
        write_section(section, text)
    return 0


def write_section(name: str, text: str) -> None:
    """Put a text between the two marks that docs/benchmarks.md has for `name`."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    page = PAGE.read_text("utf-8")
    if start not in page or end not in page:
        raise ValueError(f"docs/benchmarks.md has no marks for {name}")
    fresh = re.sub(
        re.escape(start) + ".*?" + re.escape(end), lambda _: f"{start}\n{text}\n{end}", page, flags=re.DOTALL
    )
    PAGE.write_text(fresh, "utf-8", newline="\n")
