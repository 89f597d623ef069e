"""The demo's national figures as files: of invented councils, the same for the same day."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest

from demo.plan_content import EDITION_DAYS
from demo.published_figures import INVENTED, neighbours_file, release_days, statistics_file
from loaders.published.published_import import ToldOfRelease, check_published
from loaders.published.published_read import read_published_file

TODAY = date(2026, 11, 20)


def test_a_day_gives_the_same_files_each_time() -> None:
    published = date(2025, 10, 30)
    assert statistics_file(TODAY, published) == statistics_file(TODAY, published)
    assert neighbours_file(published) == neighbours_file(published)


def test_releases_are_the_last_before_the_demo_begins_and_those_since() -> None:
    assert release_days(TODAY, date(2026, 4, 22)) == [date(2025, 10, 30), date(2026, 10, 30)]
    assert release_days(date(2026, 10, 30), date(2026, 4, 1)) == [date(2025, 10, 30)]
    assert release_days(date(2026, 3, 1), date(2025, 8, 1)) == [date(2024, 10, 30), date(2025, 10, 30)]
    assert EDITION_DAYS[0] > -365


def test_each_region_has_the_mean_of_its_councils_that_have_a_figure() -> None:
    content = statistics_file(TODAY, date(2026, 10, 30)).content.decode()
    rows = [row for row in csv.DictReader(StringIO(content)) if row["time_period"] == "2026"]
    regions = {row["region_name"]: row for row in rows if row["geographic_level"] == "Regional"}
    assert sorted(regions) == ["Middle (invented)", "North (invented)", "South (invented)"]
    for name, region in regions.items():
        councils = [row for row in rows if row["region_name"] == name and row is not region]
        figures = [float(row["rereferral_percent"]) for row in councils if row["rereferral_percent"] != "c"]
        assert 30 <= len(figures) < 35
        assert float(region["rereferral_percent"]) == pytest.approx(sum(figures) / len(figures), abs=0.051)


def test_the_loader_takes_both_and_doubts_nothing() -> None:
    for release in (statistics_file(TODAY, date(2026, 10, 30)), neighbours_file(date(2026, 10, 30))):
        file = read_published_file(release.file_name, BytesIO(release.content))
        report = check_published(None, file, ToldOfRelease(release.published_on, release.label))
        assert report.can_load
        assert not report.issues
        assert report.read is not None
        assert report.read.councils == 100
        assert INVENTED in report.label
        assert all(INVENTED in seen.name for seen in report.read.measures)
