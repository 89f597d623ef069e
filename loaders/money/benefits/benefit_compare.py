"""Sheets of benefits and returns beside what is known: which benefit each row is, and what it would change.

Owns: recognising a benefit again, laying a sheet's words and amounts over what is known, keeping what was
changed in the dashboard since, and looking measures and actions up. Refuses: deleting, and a new profile
without a reason and an approver.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data_model.measures.measure_vocabulary import measure_key
from data_model.money.benefits.benefit_content import (
    BENEFIT_TEXTS,
    BenefitContent,
    BenefitKind,
    Volume,
    benefit_differences,
    benefit_key,
)
from data_model.money.benefits.benefit_profiles import (
    Profile,
    laid_over,
    profile_differences,
    profile_of,
)
from data_model.money.benefits.benefit_returns import ReturnContent, StatedSum
from data_model.money.benefits.benefit_told import ToldOfBenefits
from data_model.money.benefits.rows_benefits import (
    BenefitReadingKind,
    BenefitRow,
    BenefitVersionRow,
    ReturnStanding,
    StatedBenefitReading,
)
from data_model.money.changes.benefit_imports import StatedBenefit
from data_model.shared.sentence_text import short_day
from loaders.files import issues as file_kinds
from loaders.files.issues import Issue, IssueType
from loaders.money.benefits import benefit_issues as kinds
from loaders.money.benefits.benefit_contents import ReadBenefit
from loaders.money.benefits.benefit_figures import held_readings, reading_differences, return_laid_over
from loaders.money.benefits.benefit_read import ReadBenefits
from loaders.money.changed_things import ChangedThing


@dataclass(frozen=True, slots=True)
class KnownOfPlan:
    """What a plan holds that a file is compared with: benefits, their versions, the return, names to look up.

    `measures` are ids by folded name, `actions` ids by ref.
    """

    benefits: Sequence[BenefitRow] = ()
    versions: Mapping[int, Sequence[BenefitVersionRow]] = field(default_factory=dict)
    returns: ReturnStanding = field(default_factory=ReturnStanding)
    measures: Mapping[str, int] = field(default_factory=dict)
    actions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComparedBenefits:
    """What a sheet would do. `returned` is the return profile to be added, None where it adds none."""

    read: ReadBenefits
    stated: tuple[StatedBenefit, ...]
    added: tuple[str, ...]
    changed: tuple[ChangedThing, ...]
    unchanged: int
    missing: tuple[str, ...]
    returned: ReturnContent | None
    sums: tuple[tuple[StatedSum, str], ...]
    issues: tuple[Issue, ...]

    @property
    def changes_nothing(self) -> bool:
        """Say whether all that the sheet says is known."""
        return not self.stated and self.returned is None and not self.sums


def compare_benefits(
    read: ReadBenefits, known: KnownOfPlan, told: ToldOfBenefits, earlier: Collection[str] = ()
) -> ComparedBenefits:
    """Compare a sheet with what a plan holds; `earlier` are folded names of earlier sheets of the file."""
    return _Comparison(read, known, told, earlier).compared()


class _Comparison:
    """One sheet beside what is known."""

    def __init__(
        self, read: ReadBenefits, known: KnownOfPlan, told: ToldOfBenefits, earlier: Collection[str]
    ) -> None:
        self.earlier = earlier
        self.read, self.known, self.told = read, known, told
        self.by_key = {benefit_key(row.content.title): row for row in known.benefits}
        self.stated: list[StatedBenefit] = []
        self.added: list[str] = []
        self.changed: list[ChangedThing] = []
        self.issues: list[Issue] = []
        self.unchanged = 0
        self.met = set[int]()

    def compared(self) -> ComparedBenefits:
        """Compare every benefit and the return."""
        for one in self.read.benefits:
            self._benefit(one)
        missing = [row for row in self.known.benefits if row.id not in self.met and not row.content.retired]
        if not self.read.benefits:
            missing = []
        for row in missing:
            self._say(kinds.BENEFIT_MISSING, row.content.title[:120])
        day = self.read.as_at
        if (
            self.stated
            and day is not None
            and any(row.as_at > day for row in self.known.benefits if row.id in self.met)
        ):
            self._say(kinds.BENEFITS_OLDER, f"true as at {short_day(day)}")
        held = set(self.known.returns.stated)
        return ComparedBenefits(
            self.read,
            tuple(self.stated),
            tuple(self.added),
            tuple(self.changed),
            self.unchanged,
            tuple(row.content.title for row in missing),
            self._returned(),
            tuple((stated, cell) for stated, cell in self.read.sums if stated not in held),
            tuple(self.issues),
        )

    def _benefit(self, one: ReadBenefit) -> None:
        row = self.by_key.get(benefit_key(one.content.title)) or self._renamed(one)
        if row is not None:
            self.met.add(row.id)
        if benefit_key(one.content.title) in self.earlier:
            self._say(kinds.BENEFIT_ON_SHEETS, one.content.title[:120], one.cell)
            return
        base = _base(self.known.versions.get(row.id, ())) if row is not None else None
        content = self._content(one, row, base)
        profile = self._profile(one, row)
        readings = self._readings(one, row, content)
        before = row.content if row is not None else None
        changes = benefit_differences(before, content) if before is not None else []
        has_new_content = before is None or content != before
        if profile is not None and row is not None:
            changes += profile_differences(row.profile, profile)
        changes += reading_differences(row, readings)
        if not has_new_content and profile is None and not readings:
            self.unchanged += 1
            return
        reason, approved = one.reason or self.told.reason, one.approved_by or self.told.approved_by
        is_first = profile is None or row is None or not self._profiled_before(row)
        if not is_first and not (reason and approved):
            self._say(kinds.BENEFITS_REPROFILED, content.title[:120], one.cell)
        if row is None:
            self.added.append(content.title)
        elif changes:
            self.changed.append(ChangedThing(content.title, tuple(changes)))
        self.stated.append(
            StatedBenefit(
                row.id if row is not None else None,
                content.title,
                one.cell,
                content if has_new_content else None,
                profile,
                readings,
                "" if is_first else reason,
                "" if is_first else approved,
            )
        )

    def _profiled_before(self, row: BenefitRow) -> bool:
        day = self.read.as_at
        return any(day is None or one.as_at <= day for one in row.profiles)

    def _renamed(self, one: ReadBenefit) -> BenefitRow | None:
        """Recognise a renamed benefit: the same ref in the same service, and no row has the old name."""
        names = {benefit_key(each.content.title) for each in self.read.benefits}
        found = [
            row
            for row in self.known.benefits
            if one.content.ref
            and row.content.ref == one.content.ref
            and benefit_key(row.content.service) == benefit_key(one.content.service)
            and benefit_key(row.content.title) not in names
        ]
        return found[0] if len(found) == 1 else None

    def _content(
        self, one: ReadBenefit, row: BenefitRow | None, base: BenefitContent | None
    ) -> BenefitContent:
        file = one.content
        volumes = self._measured(one, row)
        actions = []
        for ref in one.actions:
            if ref.casefold() in self.known.actions:
                actions.append(self.known.actions[ref.casefold()])
            else:
                self._say(kinds.BENEFIT_ACTION_UNKNOWN, f"{file.title[:60]}: {ref[:40]}", one.cell)
        if row is None:
            return replace(file, volumes=volumes, action_ids=tuple(sorted(set(actions))))
        before = row.content
        texts = {}
        for name, heading in BENEFIT_TEXTS.items():
            said, now = getattr(file, name), getattr(before, name)
            is_as_it_was = base is not None and said == getattr(base, name)
            texts[name] = now if not said or is_as_it_was else said
            if said and is_as_it_was and now != said:
                self._say(file_kinds.KEPT_FROM_DASHBOARD, f"{file.title[:60]}: {heading}", one.cell)
        is_kind_new = file.kind is not BenefitKind.NOT_SAID and not (
            base is not None and base.kind is file.kind
        )
        return replace(
            before,
            **texts,
            kind=file.kind if is_kind_new else before.kind,
            owner_id=before.owner_id if texts["owner"] == before.owner else None,
            volumes=volumes,
            action_ids=tuple(sorted({*before.action_ids, *actions})),
        )

    def _measured(self, one: ReadBenefit, row: BenefitRow | None) -> tuple[Volume, ...]:
        """Lay the volumes of a row over those that are known, each with its measure."""
        held = row.content.volumes if row is not None else ()
        found = []
        ids: list[int | None] = []
        for name in one.measures:
            ids.append(self.known.measures.get(measure_key(name)))
            if ids[-1] is None:
                self._say(kinds.BENEFIT_MEASURE_UNKNOWN, f"{one.content.title[:60]}: {name[:60]}", one.cell)
        stated = one.content.volumes or tuple(Volume(name) for name in one.measures if not held)
        for place, volume in enumerate(stated):
            before = held[place] if place < len(held) else Volume(volume.words)
            measure = ids[place] if place < len(ids) else None
            found.append(
                Volume(
                    volume.words,
                    measure if measure is not None else before.measure_id,
                    volume.baseline or before.baseline,
                    volume.baseline_day or before.baseline_day,
                    volume.unit_pence if volume.unit_pence is not None else before.unit_pence,
                    volume.unit_source or before.unit_source,
                )
            )
        return (*found, *held[len(found) :])

    def _profile(self, one: ReadBenefit, row: BenefitRow | None) -> Profile | None:
        """Give the profile to be added; None where the row changes nothing of the one in force.

        An amount that the file has as it had it when it was last loaded keeps what was profiled since.
        """
        if not one.profile.amounts:
            return None
        if row is None or not row.profiles:
            return one.profile
        loaded = [each for each in row.profiles if each.file_name]
        base = loaded[-1].profile if loaded else Profile()
        was, volumes = dict(base.amounts), dict(base.volumes)
        new = profile_of(
            {of: pence for of, pence in one.profile.amounts if was.get(of) != pence},
            {of: number for of, number in one.profile.volumes if volumes.get(of) != number},
        )
        after = laid_over(row.profile, new)
        return after if after != row.profile else None

    def _readings(
        self, one: ReadBenefit, row: BenefitRow | None, content: BenefitContent
    ) -> tuple[StatedBenefitReading, ...]:
        """Give the readings that say something new; what no measure counts is named and left out."""
        held = held_readings(row)
        found = [each for each in one.readings if held.get((each.year, each.kind)) != each.pence]
        if not content.measure_ids and any(each.kind is BenefitReadingKind.REALISED for each in found):
            self._say(kinds.BENEFIT_UNMEASURED, content.title[:120], one.cell)
            found = [each for each in found if each.kind is not BenefitReadingKind.REALISED]
        return tuple(found)

    def _returned(self) -> ReturnContent | None:
        """Give the return profile to be added, with what is told of the sum invested."""
        file, held = self.read.returned, self.known.returns.content
        if file is None:
            return None
        after = return_laid_over(held, file)
        if after == held:
            return None
        day = self.read.as_at
        has_earlier = any(day is None or one.as_at <= day for one in self.known.returns.profiles)
        if has_earlier and not (self.told.reason and self.told.approved_by):
            self._say(kinds.BENEFITS_REPROFILED, "return on investment", self.read.return_cell)
        return after

    def _say(self, kind: IssueType, seen: str, cell: str = "") -> None:
        self.issues.append(Issue(kind, seen, self.read.sheet, cell))


def _base(history: Sequence[BenefitVersionRow]) -> BenefitContent | None:
    """Give what the newest loaded version said: what file and dashboard both began with."""
    loaded = [version for version in history if version.file_name]
    return max(loaded, key=lambda version: version.version).content if loaded else None
