"""The benefits of a plan as at a day with their profiles and readings, their history, and the return.

`moment` in these reads leaves out whatever was recorded later, so that what a board saw can be shown again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import Session

from data_model.money.benefits.benefit_content import BenefitContent, BenefitKind, Volume
from data_model.money.benefits.benefit_profiles import (
    Profile,
    ProfileAmount,
    ProfileLevel,
    ProfileOf,
    VolumeOf,
    profile_of,
)
from data_model.money.benefits.rows_benefits import (
    BenefitImportRow,
    BenefitReadingKind,
    BenefitReadingRow,
    BenefitRow,
    BenefitVersionRow,
    ProfileRow,
)
from data_model.money.benefits.tables_benefits import (
    Benefit,
    BenefitAction,
    BenefitImport,
    BenefitProfile,
    BenefitProfileAmount,
    BenefitProfileVolume,
    BenefitReading,
    BenefitSaving,
    BenefitVersion,
    BenefitVolume,
)
from data_model.money.financial_years import FinancialYear
from data_model.shared.chunks import chunks

_EVER = date.max


def list_benefits(
    session: Session,
    plan_id: int,
    as_at: date,
    *,
    benefit_id: int | None = None,
    moment: datetime | None = None,
) -> list[BenefitRow]:
    """List a plan's benefits, or one, as they stood on a day, in their order; not those stated later."""
    asked = _versions_as_at(plan_id, as_at, moment)
    if benefit_id is not None:
        asked = asked.where(Benefit.id == benefit_id)
    rows = session.execute(asked).all()
    contents = contents_of(session, [version for version, _, _ in rows])
    ids = [benefit.id for _, benefit, _ in rows]
    profiles = _profiles(session, ids, as_at, moment)
    readings = _readings(session, ids, as_at, moment)
    return [
        BenefitRow(
            benefit.id,
            benefit.plan_id,
            benefit.version,
            benefit.profile,
            contents[version.id],
            tuple(profiles.get(benefit.id, ())),
            tuple(readings.get(benefit.id, ())),
            version.as_at,
            version.recorded_at,
            version.recorded_by,
            *source_of(version, file),
        )
        for version, benefit, file in rows
    ]


def _versions_as_at(
    plan_id: int, as_at: date, moment: datetime | None
) -> Select[BenefitVersion, Benefit, BenefitImport]:
    """Ask for each benefit's version in force on a day, with the file that it came from, in their order."""
    newest = (
        select(
            BenefitVersion.id,
            func.row_number()
            .over(
                partition_by=BenefitVersion.benefit_id,
                order_by=(BenefitVersion.as_at.desc(), BenefitVersion.version.desc()),
            )
            .label("place"),
        )
        .where(BenefitVersion.as_at <= as_at, _known_by(BenefitVersion, moment))
        .subquery()
    )
    return (
        select(BenefitVersion, Benefit, BenefitImport)
        .join(newest, newest.c.id == BenefitVersion.id)
        .join(Benefit, Benefit.id == BenefitVersion.benefit_id)
        .outerjoin(BenefitImport, BenefitImport.id == BenefitVersion.import_id)
        .where(newest.c.place == 1, Benefit.plan_id == plan_id)
        .order_by(Benefit.position, Benefit.id)
    )


def get_benefit(session: Session, plan_id: int, benefit_id: int, as_at: date) -> BenefitRow | None:
    """Return a benefit of a plan as it stood on a day; None where there was none."""
    found = list_benefits(session, plan_id, as_at, benefit_id=benefit_id)
    return found[0] if found else None


def list_current_benefits(session: Session, plan_id: int) -> list[BenefitRow]:
    """List a plan's benefits as they stand now, whatever day that is true of."""
    return list_benefits(session, plan_id, _EVER)


def list_benefit_versions(session: Session, benefit_id: int) -> list[BenefitVersionRow]:
    """List every version of a benefit's content, oldest first by the day it is true of."""
    rows = session.execute(
        select(BenefitVersion, BenefitImport)
        .outerjoin(BenefitImport, BenefitImport.id == BenefitVersion.import_id)
        .where(BenefitVersion.benefit_id == benefit_id)
        .order_by(BenefitVersion.as_at, BenefitVersion.version)
    ).all()
    contents = contents_of(session, [version for version, _ in rows])
    return [
        BenefitVersionRow(
            version.version,
            contents[version.id],
            version.as_at,
            version.recorded_at,
            version.recorded_by,
            version.reason,
            *source_of(version, file),
        )
        for version, file in rows
    ]


def find_benefit_import(session: Session, plan_id: int, sha256: str) -> BenefitImportRow | None:
    """Find the last time that these very bytes were loaded; None where they never were."""
    row = session.scalars(
        select(BenefitImport)
        .where(BenefitImport.plan_id == plan_id, BenefitImport.sha256 == sha256)
        .order_by(BenefitImport.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    return BenefitImportRow(row.id, row.file_name, row.sheets, row.as_at, row.recorded_at, row.recorded_by)


def contents_of(session: Session, versions: Sequence[BenefitVersion]) -> dict[int, BenefitContent]:
    """Make the contents that stored versions hold, by the id of the version."""
    volumes: dict[int, list[Volume]] = defaultdict(list)
    actions: dict[int, list[int]] = defaultdict(list)
    savings: dict[int, list[int]] = defaultdict(list)
    for part in chunks([one.id for one in versions]):
        held = select(BenefitVolume).where(BenefitVolume.version_id.in_(part))
        for row in session.scalars(held.order_by(BenefitVolume.place)):
            volumes[row.version_id].append(
                Volume(
                    row.words,
                    row.measure_id,
                    row.baseline,
                    row.baseline_day,
                    row.unit_pence,
                    row.unit_source,
                )
            )
        for link in session.scalars(
            select(BenefitAction).where(BenefitAction.version_id.in_(part)).order_by(BenefitAction.action_id)
        ):
            actions[link.version_id].append(link.action_id)
        for joined in session.scalars(
            select(BenefitSaving).where(BenefitSaving.version_id.in_(part)).order_by(BenefitSaving.saving_id)
        ):
            savings[joined.version_id].append(joined.saving_id)
    return {
        one.id: BenefitContent(
            title=one.title,
            ref=one.ref,
            kind=BenefitKind(one.kind),
            description=one.description,
            service=one.service,
            owner=one.owner,
            owner_id=one.owner_id,
            volumes=tuple(volumes[one.id]),
            action_ids=tuple(actions[one.id]),
            saving_ids=tuple(savings[one.id]),
            retired=one.retired,
        )
        for one in versions
    }


def profiles_by_id(session: Session, profile_ids: Iterable[int]) -> dict[int, Profile]:
    """Read the amounts and volumes of stored profiles, by the id of the profile."""
    ids = list(profile_ids)
    amounts: dict[int, dict[ProfileOf, int]] = defaultdict(dict)
    volumes: dict[int, dict[VolumeOf, str]] = defaultdict(dict)
    for part in chunks(ids):
        for row in session.scalars(
            select(BenefitProfileAmount).where(BenefitProfileAmount.profile_id.in_(part))
        ):
            of = ProfileOf(FinancialYear(row.year), ProfileLevel(row.level), ProfileAmount(row.kind))
            amounts[row.profile_id][of] = row.pence
        for held in session.scalars(
            select(BenefitProfileVolume).where(BenefitProfileVolume.profile_id.in_(part))
        ):
            place = VolumeOf(FinancialYear(held.year), ProfileLevel(held.level), held.place)
            volumes[held.profile_id][place] = held.number
    return {each: profile_of(amounts[each], volumes[each]) for each in ids}


def source_of(row: Any, file: BenefitImport | None) -> tuple[str, str, str]:
    """Say in which file, sheet and cell a stored row stands; empty where it was made in the dashboard."""
    return (file.file_name, file.sheets, row.cell) if file is not None else ("", "", "")


def _profiles(
    session: Session, benefit_ids: Sequence[int], as_at: date, moment: datetime | None
) -> dict[int, list[ProfileRow]]:
    found: dict[int, list[ProfileRow]] = defaultdict(list)
    for part in chunks(benefit_ids):
        rows = session.execute(
            select(BenefitProfile, BenefitImport)
            .outerjoin(BenefitImport, BenefitImport.id == BenefitProfile.import_id)
            .where(
                BenefitProfile.benefit_id.in_(part),
                BenefitProfile.as_at <= as_at,
                _known_by(BenefitProfile, moment),
            )
            .order_by(BenefitProfile.as_at, BenefitProfile.number)
        ).all()
        held = profiles_by_id(session, [row.id for row, _ in rows])
        for row, file in rows:
            found[row.benefit_id].append(
                ProfileRow(
                    row.number,
                    held[row.id],
                    row.as_at,
                    row.reason,
                    row.approved_by,
                    row.recorded_at,
                    row.recorded_by,
                    *source_of(row, file),
                )
            )
    return found


def _readings(
    session: Session, benefit_ids: Sequence[int], as_at: date, moment: datetime | None
) -> dict[int, list[BenefitReadingRow]]:
    """Read what counts by a day: of each year and kind the reading of the latest day, then the last one."""
    held: dict[int, dict[tuple[int, str], BenefitReading]] = defaultdict(dict)
    for part in chunks(benefit_ids):
        for row in session.scalars(
            select(BenefitReading)
            .where(
                BenefitReading.benefit_id.in_(part),
                BenefitReading.as_at <= as_at,
                _known_by(BenefitReading, moment),
            )
            .order_by(BenefitReading.as_at, BenefitReading.id)
        ):
            held[row.benefit_id][row.year, row.kind] = row
    kinds = list(BenefitReadingKind)
    return {
        benefit_id: [
            BenefitReadingRow(
                FinancialYear(row.year),
                BenefitReadingKind(row.kind),
                row.pence,
                row.volume,
                row.words,
                row.as_at,
                row.recorded_at,
                row.recorded_by,
            )
            for row in sorted(rows.values(), key=lambda one: (one.year, kinds.index(one.kind)))  # type: ignore[arg-type]
            if row.pence is not None
        ]
        for benefit_id, rows in held.items()
    }


def _known_by(table: Any, moment: datetime | None) -> ColumnElement[bool]:
    return true() if moment is None else table.recorded_at <= moment
