"""Loading the demo's national figures through the real loader, and saying what its measures compare with.

Owns: playing the programme office that downloads a release, says whose plan it is and links measures.
Refuses: any way into the tables but the loader's and the public writes, and the figures
(`published_figures`).
"""

from datetime import date
from io import BytesIO

from data_model.measures.queries.measures import list_measures
from data_model.published.changes.plan_councils import set_plan_council
from data_model.published.changes.published_links import set_published_link
from data_model.published.queries.releases import get_plan_council, list_published_measures
from demo.performance_seed import DemoTeam
from demo.published_figures import (
    COLUMNS,
    OWN_NUMBER,
    YEAR_ENDS,
    ReleaseFile,
    neighbours_file,
    statistics_file,
)
from loaders.published.published_import import ToldOfRelease, apply_published, check_published
from loaders.published.published_read import read_published_file


def load_release(team: DemoTeam, published_on: date) -> None:
    """Load one release; with the first of them say whose plan it is and what its measures compare with."""
    _load(team, statistics_file(team.today, published_on), YEAR_ENDS)
    if get_plan_council(team.session, team.plan_id) is None:
        _load(team, neighbours_file(published_on), None)
        set_plan_council(
            team.session, team.plan_id, str(OWN_NUMBER), actor=team.actor, recorded_at=team.recorded_at
        )
        _link(team)


def _load(team: DemoTeam, release: ReleaseFile, year_ends: int | None) -> None:
    told = ToldOfRelease(release.published_on, release.label, release.next_due, year_ends)
    file = read_published_file(release.file_name, BytesIO(release.content))
    report = check_published(team.session, file, told)
    apply_published(team.session, report, actor=team.actor, recorded_at=team.recorded_at)


def _link(team: DemoTeam) -> None:
    ours = {row.name: row.id for row in list_measures(team.session, team.plan_id, team.today)}
    published = {row.code.partition("|")[0]: row.id for row in list_published_measures(team.session)}
    for column in COLUMNS:
        set_published_link(
            team.session,
            ours[column.ours],
            published[column.heading],
            column.note,
            actor=team.actor,
            recorded_at=team.recorded_at,
        )
