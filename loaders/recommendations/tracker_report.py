"""The report of a tracker in words, for a terminal and as plain values; a page prints the same sentence.

Owns: those words. Refuses: finding anything.
"""

from collections import Counter
from typing import Any

from data_model.recommendations.recommendation_content import ORIGIN_NAMES, Origin, RecommendationContent
from data_model.shared.sentence_text import counted, listed, short_day
from loaders.files.issues import Severity
from loaders.files.workbook_file import file_json
from loaders.plan.merge_report import shorten
from loaders.plan.report import issue_lines, issues_json
from loaders.recommendations.tracker_import import TrackerReport


def tracker_sentence(report: TrackerReport) -> str:
    """Say in one sentence what was read and what would change."""
    found = report.understood.recommendations
    if not report.can_load:
        error = next(issue for issue in report.issues if issue.type.severity is Severity.ERROR)
        seen = f" ({error.seen})" if error.seen else ""
        return f"Nothing can be loaded: {error.type.title[:1].lower()}{error.type.title[1:]}{seen}."
    comparison = report.comparison
    look = sum(issue.type.severity is Severity.WARNING for issue in report.issues)
    origins = Counter(one.content.origin for one in found)
    who = listed(
        [f"{origins[origin]:,} of {ORIGIN_NAMES[origin].lower()}" for origin in Origin if origins[origin]]
    )
    return (
        f"{counted(len(found), 'recommendation')} read ({who}): {len(comparison.added):,} new, "
        f"{len(comparison.changed):,} changed, {comparison.unchanged:,} as before, "
        f"{len(comparison.missing):,} missing from the file; {look:,} to look at."
    )


def tracker_text(report: TrackerReport) -> str:
    """Write the report for a terminal."""
    lines = [
        tracker_sentence(report),
        f"File: {report.file.name}, {report.file.size:,} bytes, SHA-256 {report.file.sha256}",
    ]
    if report.can_load:
        named = f"Plan: {report.plan.name}" if report.plan is not None else "Plan: none yet"
        lines.append(f"{named}, as at {short_day(report.as_at)}")
        for change in report.comparison.changed:
            lines += ["", f"Changed: {change.stored.content.ref} {shorten(change.content.words)}"]
            lines += [f"  {part.name}: {shorten(part.old)} -> {shorten(part.new)}" for part in change.changes]
        if report.comparison.added:
            lines += ["", "New"]
            lines += [
                f"  {one.content.ref or '-'} {shorten(one.content.words)} ({one.sheet} {one.cell})"
                for one in report.comparison.added
            ]
    return "\n".join([*lines, *issue_lines(report.issues)])


def tracker_json(report: TrackerReport) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`."""
    comparison = report.comparison
    return {
        **file_json(report.file, report.plan),
        "as_at": report.as_at.isoformat(),
        "can_load": report.can_load,
        "sentence": tracker_sentence(report),
        "sheets": list(report.understood.sheets),
        "recommendations": len(report.understood.recommendations),
        "added": [{**_named(one.content), "sheet": one.sheet, "cell": one.cell} for one in comparison.added],
        "changed": [
            {
                **_named(one.content),
                "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in one.changes],
            }
            for one in comparison.changed
        ],
        "unchanged": comparison.unchanged,
        "missing": [_named(one.content) for one in comparison.missing],
        "issues": issues_json(report.issues),
    }


def _named(content: RecommendationContent) -> dict[str, str]:
    return {
        "origin": content.origin.value,
        "source": content.source,
        "ref": content.ref,
        "recommendation": content.words,
    }
