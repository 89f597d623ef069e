"""Invented long data as large as the sector's own, and comparisons for the measures of a benchmark's plan.

Owns: the rows, the same on every run, and linking measures through the public writes. Refuses: any real
council's figure; the numbers stand for no council.
"""

import random
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

from sqlalchemy.orm import Session, sessionmaker

from benchmarks.inputs.large_database import ACTOR
from benchmarks.inputs.large_measures import RECORDED_AT
from data_model.measures.queries.measures import list_measures
from data_model.published.changes.plan_councils import set_plan_council
from data_model.published.changes.published_links import set_published_link
from data_model.published.queries.releases import list_published_measures
from loaders.published.published_import import ToldOfRelease, apply_published, check_published
from loaders.published.published_read import read_published_file

ROWS = 641_070
HEADING = "Short Desc,Data item,Years,LA and Regions,Values,LA Number,Region"
_COUNCILS = range(200, 353)
_YEARS = range(2013, 2026)
_WANTED = "Percentage of re-referrals within 12 months of a previous referral percent"


def write_long_data(path: Path, rows: int = ROWS) -> None:
    """Write long data of so many rows, in which every twentieth measure is one that plans usually measure."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{HEADING}\r\n")
        for _, line in zip(range(rows), _lines(), strict=False):
            file.write(f"{line}\r\n")


def compare_all(sessions: sessionmaker[Session], plan_id: int, newest: date) -> None:
    """Load five years of a measure for each one of a plan, and let each compare with its own."""
    with sessions.begin() as session:
        ids = [row.id for row in list_measures(session, plan_id, newest)]
        lines = [HEADING]
        for number in range(len(ids)):
            lines += _measure_lines(f"M{number}", _WANTED, range(2020, 2025))
        file = read_published_file("long.csv", BytesIO("\n".join(lines).encode()))
        report = check_published(session, file, ToldOfRelease(date(2024, 10, 30), year_ends=3))
        apply_published(session, report, actor=ACTOR, recorded_at=RECORDED_AT)
        set_plan_council(session, plan_id, "212", actor=ACTOR, recorded_at=RECORDED_AT)
        for measure_id, row in zip(ids, list_published_measures(session), strict=True):
            set_published_link(session, measure_id, row.id, "The same", actor=ACTOR, recorded_at=RECORDED_AT)


def _lines() -> Iterator[str]:
    number = 0
    while True:
        name = f"{_WANTED} {number}" if number % 20 == 0 else f"Invented measure {number} of other subjects"
        yield from _measure_lines(f"S{number}", name, _YEARS)
        number += 1


def _measure_lines(code: str, name: str, years: range) -> Iterator[str]:
    chance = random.Random(code)
    for year in years:
        for council in _COUNCILS:
            value = "-" if chance.random() < 0.02 else f"{chance.uniform(5, 60):.1f}"
            yield f"{code},{name},{year},Invented {council},{value},{council},Region {council % 9}"
            name = ""  # as in the sector's files: a name left blank is that of the rows above
        yield f"{code},,{year},England,{chance.uniform(20, 40):.1f},970,NA"
