"""The report of a checked file of benefits as words for people and as JSON for machines.

Owns: one wording for the command line and the page. Refuses: deciding anything.
"""

from datetime import date
from typing import Any

from data_model.money.amounts import exact_amount, millions
from data_model.money.benefits.benefit_content import number_shown
from data_model.money.benefits.benefit_profiles import Profile, ProfileAmount, ProfileLevel
from data_model.money.benefits.benefit_returns import (
    ReturnContent,
    StatedSum,
    cumulate,
    ratio_text,
    reached,
    return_sentence,
)
from data_model.shared.sentence_text import counted, short_day
from loaders.files.workbook_file import cannot_load_sentence, file_json, to_look_at
from loaders.money.benefits.benefit_compare import ComparedBenefits
from loaders.money.benefits.benefit_contents import ReadBenefit
from loaders.money.benefits.benefit_import import BenefitsReport
from loaders.money.benefits.benefit_read import ReadBenefits
from loaders.money.changed_things import changed_json, changed_lines
from loaders.plan.report import issue_lines, issues_json

BENEFITS_KEYS = (
    *("file", "sha256", "size", "plan", "can_load", "changes_nothing", "sentence", "tables", "skipped"),
    *("return", "loaded_before", "issues"),
)


def benefits_report_sentence(report: BenefitsReport) -> str:
    """Say in one sentence what the file holds and what loading it would do."""
    if not report.can_load:
        return cannot_load_sentence(report.file.name, report.issues)
    parts = [_table_sentence(table) for table in report.tables]
    nothing = " Loading it changes nothing." if report.changes_nothing else ""
    return f"{' '.join(parts)} {to_look_at(report.issues)}.{nothing}"


def _table_sentence(table: ComparedBenefits) -> str:
    parts = []
    if table.read.benefits:
        parts.append(
            f"{counted(len(table.read.benefits), 'benefit')} on “{table.read.sheet}”"
            f"{_day_text(table.read.as_at)}: "
            f"{len(table.added):,} new, {len(table.changed):,} changed, {table.unchanged:,} as before, "
            f"{len(table.missing):,} missing."
        )
    if table.read.returned is not None:
        years = counted(len(table.read.returned.years), "year")
        new = "as before" if table.returned is None else "new"
        parts.append(f"A return of {years} on “{table.read.sheet}”{_day_text(table.read.as_at)}: {new}.")
    return " ".join(parts)


def benefit_lines(table: ComparedBenefits) -> list[str]:
    """Say what the benefits of a sheet come to, a line for each year, level and kind, and what it states."""
    lines = [f"{name}: {millions(pence)} ({exact_amount(pence)})" for name, pence in _totals_of(table.read)]
    return [*lines, *(stated_text(stated) for stated, _ in table.read.sums)]


def volume_lines(table: ComparedBenefits) -> list[str]:
    """Say each benefit with its amount by year and every volume: "Fewer repeat plans: 141 …; 89 …"."""
    return [f"{one.content.title}: {_benefit_text(one)}" for one in table.read.benefits]


def return_lines(content: ReturnContent | None) -> list[str]:
    """Say the return by the last year and the one before which half the years lie, and its sentence."""
    if content is None or not content.years:
        return []
    so_far = cumulate(content)
    marked = sorted({len(so_far) // 2 - 1, len(so_far) - 1} - {-1})
    lines = [return_sentence(content)]
    for place in marked:
        one = so_far[place]
        ratios = [
            f"{ratio_text(ratio)} {kind.value}"
            for kind in (ProfileAmount.GROSS, ProfileAmount.NET)
            if (ratio := one.ratio(kind)) is not None
        ]
        came = [
            f"{millions(pence)} {name}"
            for pence, name in ((one.gross, "gross"), (one.net, "net"))
            if pence is not None
        ]
        said = f", {', '.join(ratios)}" if ratios else ""
        lines.append(f"By year {place + 1}, {one.year.text}: {', '.join(came)}{said}")
    return lines


def benefits_text(report: BenefitsReport) -> str:
    """Write the report for a terminal."""
    lines = [benefits_report_sentence(report)]
    for table in report.tables:
        lines += ["", f"Sheet “{table.read.sheet}”", *(f"  {line}" for line in benefit_lines(table))]
        lines += [f"  {line}" for line in volume_lines(table)]
        lines += changed_lines(table.changed)
        if table.added:
            lines += ["", "New", *(f"  {title}" for title in table.added)]
    if said := return_lines(report.returned):
        lines += ["", "Return on investment", *(f"  {line}" for line in said)]
    if report.skipped:
        lines += ["", "Sheets not taken", *(f"  {name}" for name in report.skipped)]
    return "\n".join([*lines, *issue_lines(report.issues)])


def benefits_json(report: BenefitsReport) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`; amounts are whole pence, a benefit is positive."""
    return {
        **file_json(report.file, report.plan),
        "can_load": report.can_load,
        "changes_nothing": report.changes_nothing,
        "sentence": benefits_report_sentence(report),
        "tables": [_table(table) for table in report.tables],
        "skipped": list(report.skipped),
        "return": _return(report.returned),
        "loaded_before": (
            report.loaded_before.recorded_at.isoformat() if report.loaded_before is not None else None
        ),
        "issues": issues_json(report.issues),
    }


def stated_text(stated: StatedSum) -> str:
    """Say a sum that a sheet or a paper states."""
    return (
        f"Stated, {stated.kind.value} {stated.years_text}: {millions(stated.pence)} "
        f"({exact_amount(stated.pence)}), {stated.source}"
    )


def _totals_of(read: ReadBenefits) -> list[tuple[str, int]]:
    """Add up what the benefits of a sheet are to bring, by year, level and kind, in their order."""
    sums: dict[object, int] = {}
    for one in read.benefits:
        for of, pence in one.profile.amounts:
            sums[of] = sums.get(of, 0) + pence
    levels, amounts = list(ProfileLevel), list(ProfileAmount)
    ordered = sorted(
        {of for one in read.benefits for of, _ in one.profile.amounts},
        key=lambda of: (of.year, levels.index(of.level), amounts.index(of.kind)),
    )
    return [(of.text, sums[of]) for of in ordered]


def _day_text(day: date | None) -> str:
    """Say a sheet's day, or that nobody says it."""
    return f" as at {short_day(day)}" if day is not None else ""


def _benefit_text(one: ReadBenefit) -> str:
    said = [f"{of.text} {millions(pence)}" for of, pence in one.profile.amounts]
    numbers = dict(one.profile.volumes)
    for place, volume in enumerate(one.content.volumes):
        held = [number for of, number in numbers.items() if of.place == place]
        said.append(f"{number_shown(held[-1])} {volume.words}" if held else volume.words)
    return "; ".join(said) or "no amount"


def _table(table: ComparedBenefits) -> dict[str, Any]:
    read = table.read
    return {
        "sheet": read.sheet,
        "title": read.title,
        "as_at": read.as_at.isoformat() if read.as_at is not None else None,
        "amounts_are": read.kind.value if read.kind is not None else None,
        "benefits": [_benefit(one) for one in read.benefits],
        "return": _return(read.returned),
        "stated": [
            {
                "kind": stated.kind.value,
                "first_year": stated.first.text,
                "last_year": stated.last.text,
                "pence": stated.pence,
                "source": stated.source,
            }
            for stated, _ in read.sums
        ],
        "added": list(table.added),
        "changed": changed_json(table.changed),
        "unchanged": table.unchanged,
        "missing": list(table.missing),
    }


def _benefit(one: ReadBenefit) -> dict[str, Any]:
    said = one.content
    return {
        "title": said.title,
        "ref": said.ref,
        "kind": said.kind.value,
        "description": said.description,
        "service": said.service,
        "owner": said.owner,
        "volumes": [volume.words for volume in said.volumes],
        "profile": _profile(one.profile),
        "readings": [
            {"year": each.year, "kind": each.kind.value, "pence": each.pence} for each in one.readings
        ],
        "cell": one.cell,
    }


def _profile(profile: Profile) -> list[dict[str, Any]]:
    return [
        *(
            {"year": of.year.text, "level": of.level.value, "kind": of.kind.value, "pence": pence}
            for of, pence in profile.amounts
        ),
        *(
            {"year": of.year.text, "level": of.level.value, "volume": of.place + 1, "number": number}
            for of, number in profile.volumes
        ),
    ]


def _return(content: ReturnContent | None) -> dict[str, Any] | None:
    if content is None:
        return None
    so_far = cumulate(content)
    return {
        "invested": content.invested,
        "years": [
            {
                "year": one.year.text,
                "gross_so_far": one.gross,
                "net_so_far": one.net,
                "gross_return": _ratio(one.ratio(ProfileAmount.GROSS)),
                "net_return": _ratio(one.ratio(ProfileAmount.NET)),
            }
            for one in so_far
        ],
        "gross_three_to_one": _year(reached(so_far, ProfileAmount.GROSS)),
        "net_three_to_one": _year(reached(so_far, ProfileAmount.NET)),
    }


def _ratio(ratio: Any) -> str | None:
    return ratio_text(ratio) if ratio is not None else None


def _year(year: Any) -> str | None:
    return year.text if year is not None else None
