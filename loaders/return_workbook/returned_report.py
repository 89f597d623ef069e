"""The report of a returned workbook as words for people and as JSON for machines.

Owns: one wording for the command line and the page. Refuses: deciding anything.
"""

from typing import Any

from data_model.shared.sentence_text import counted, short_day
from loaders.files.issues import Severity
from loaders.files.workbook_file import to_look_at
from loaders.plan.merge_report import conflict_lines, conflicts_json, kept_json, kept_lines, shorten
from loaders.plan.report import issue_lines, issues_json
from loaders.return_workbook.returned_result import Returned, ReturnedAction


def returned_sentence(report: Returned) -> str:
    """Say in one sentence what came back and what loading it would do."""
    if not report.can_load:
        problem = next(issue for issue in report.issues if issue.type.severity is Severity.ERROR)
        return f"{report.file.name} cannot be loaded: {problem.type.title.lower()} ({problem.seen})."
    parts = [
        f"{counted(len(report.ready), 'action')} to update",
        f"{report.untouched:,} as sent",
        f"{counted(len(report.incomplete), 'row')} not complete",
        counted(len(report.conflicts), "conflict"),
    ]
    nothing = " Loading it changes nothing." if report.changes_nothing and not report.unresolved else ""
    return (
        f"Return workbook of {report.person or 'nobody named'}: {', '.join(parts)}; "
        f"{to_look_at(report.issues)}.{nothing}"
        f"{_drafts_sentence(report)}"
    )


def _drafts_sentence(report: Returned) -> str:
    """Say, after a space, how many actions wait as whose drafts; nothing where none does."""
    if not report.drafts:
        return ""
    many = len(report.drafts)
    part, waits = ("Part", "waits as a draft") if many == 1 else ("Parts", "wait as drafts")
    return f" {part} of {counted(many, 'action')} {waits} of {report.draft_author}."


def returned_text(report: Returned) -> str:
    """Write the report for a terminal."""
    lines = [
        returned_sentence(report),
        f"File: {report.file.name}, {report.file.size:,} bytes, SHA-256 {report.file.sha256}",
    ]
    if report.plan is not None:
        sent = f", sent as at {short_day(report.sent_as_at)}" if report.sent_as_at else ""
        lines.append(f"Plan: {report.plan.name}, as at {short_day(report.as_at)}{sent}")
    if report.ready:
        lines += ["", "Changed"]
        for action in report.ready:
            lines.append(f"  {action.ref} {shorten(action.text)}")
            lines += [
                f"    {part.name}: {shorten(part.old)} -> {shorten(part.new)}" for part in action.changes
            ]
    if report.incomplete:
        lines += ["", "Waits"]
        for action in report.incomplete:
            lines.append(f"  {action.ref} {shorten(action.text)}")
            lines += [f"    {part.name}: {shorten(part.new)}" for part in action.waits]
            lines += [f"    {one.sentence}" for one in action.missing]
    lines += conflict_lines(report.conflicts) + kept_lines(report.kept)
    return "\n".join([*lines, *issue_lines(report.issues)])


def returned_json(report: Returned) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`."""
    return {
        "file": report.file.name,
        "sha256": report.file.sha256,
        "size": report.file.size,
        "plan": report.plan.name if report.plan is not None else "",
        "person": report.person,
        "sent_as_at": report.sent_as_at.isoformat() if report.sent_as_at else None,
        "as_at": report.as_at.isoformat(),
        "can_load": report.can_load,
        "sentence": returned_sentence(report),
        "drafts_of": report.draft_author if report.drafts else "",
        "changed": [_action_json(action) for action in report.changed],
        "untouched": report.untouched,
        "kept": kept_json(report.kept),
        "conflicts": conflicts_json(report.conflicts),
        "issues": issues_json(report.issues),
    }


def _action_json(action: ReturnedAction) -> dict[str, Any]:
    return {
        "ref": action.ref,
        "action": action.text,
        "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in action.changes],
        "waits": [{"field": c.field, "old": c.old, "new": c.new} for c in action.waits],
        "missing": [one.sentence for one in action.missing],
    }
