"""The report of a checked file as words for people and as JSON for machines.

Owns: one wording for the command line and the page. Refuses: deciding anything.
"""

from collections import Counter
from typing import Any

from data_model.plan.action_content import ActionContent
from data_model.plan.due_dates import DueKind
from data_model.plan.statuses import STATUS_NAMES, Status
from data_model.shared.colour_text import describe
from data_model.shared.sentence_text import counted, short_day
from loaders.files.issues import Issue, IssueType, Severity
from loaders.files.workbook_file import cannot_load_sentence, to_look_at
from loaders.plan.choice_report import choices_as_json, question_lines, questions_json
from loaders.plan.history import history_json, history_lines, history_sentence
from loaders.plan.merge_report import conflict_lines, conflicts_json, kept_json, kept_lines, shorten
from loaders.plan.offers import offer_lines, offers_json
from loaders.plan.plan_import import Report


def sentence(report: Report) -> str:
    """Say in one sentence what the file holds and what loading it would do."""
    if not report.can_load:
        return cannot_load_sentence(report.file.name, report.issues)
    understood, comparison = report.understood, report.comparison
    sheets = ", ".join(f"“{name}”" for name in understood.sheets)
    read = (
        f"{counted(len(understood.actions), 'action')} in {counted(len(understood.areas), 'area')} "
        f"read from {'sheet' if len(understood.sheets) == 1 else 'sheets'} {sheets}"
    )
    conflicts = f", {counted(len(comparison.conflicts), 'conflict')}" if comparison.conflicts else ""
    difference = (
        f"{len(comparison.added):,} new, {len(comparison.changed):,} changed, "
        f"{comparison.unchanged:,} as before, {len(comparison.missing):,} missing{conflicts}"
    )
    settled = comparison.changes_nothing and not (comparison.unresolved or report.history or report.taken)
    history = history_sentence(report.history)
    nothing = " Loading it changes nothing." if settled else ""
    further = f"{_will_not_show(report)}{history}{nothing}"
    return f"{read}; {difference}; {to_look_at(report.issues)}.{further}"


def _will_not_show(report: Report) -> str:
    """Say how many changes are older than what the dashboard says; nothing where none is."""
    older, changes = report.will_not_show, len(report.comparison.changed)
    if not older:
        return ""
    return (
        f" {older:,} of {counted(changes, 'change')} {'is' if older == 1 else 'are'} older than what the "
        f"dashboard says and will not show: true as at {short_day(report.as_at)}, in the history alone."
    )


def issues_by_kind(issues: tuple[Issue, ...]) -> list[tuple[IssueType, list[Issue]]]:
    """Gather issues by kind, the gravest kinds first."""
    kinds: dict[str, list[Issue]] = {}
    for issue in issues:
        kinds.setdefault(issue.type.code, []).append(issue)
    grave = list(Severity)
    return sorted(
        ((found[0].type, found) for found in kinds.values()), key=lambda item: grave.index(item[0].severity)
    )


def figures(report: Report) -> dict[str, int]:
    """Count what was read: actions, areas, outcomes, people, statuses and kinds of due date."""
    actions = report.understood.actions
    people = {person.key for action in actions for person in action.people if person.key}
    counts = {
        "actions": len(actions),
        "areas": len(report.understood.areas),
        "outcomes": report.understood.outcomes,
        "people": len(people),
        "nobody_responsible": sum(1 for action in actions if not action.people),
    }
    statuses = Counter(action.status for action in actions)
    counts |= {f"status_{status.value}": statuses[status] for status in Status if statuses[status]}
    dates = Counter(action.due.kind for action in actions)
    return counts | {f"due_{kind.value}": dates[kind] for kind in DueKind if dates[kind]}


def as_text(report: Report) -> str:
    """Write the report for a terminal."""
    lines = [
        sentence(report),
        f"File: {report.file.name}, {report.file.size:,} bytes, SHA-256 {report.file.sha256}",
    ]
    asked = question_lines(report.understood.questions, report.choices)
    if not report.can_load:
        return "\n".join([*lines, *asked, *issue_lines(report.issues)])
    begun = " (new)" if report.plan is None else ""
    lines.append(f"Plan: {report.plan_name}{begun}, as at {short_day(report.as_at)}")
    lines += ["", "What was read"]
    lines += [f"  {name.replace('_', ' ')}: {number:,}" for name, number in figures(report).items()]
    per_area = Counter((action.area_number, action.area) for action in report.understood.actions)
    lines += [
        f"  area {number or '-'} {title[:60]}: {per_area[number, title]:,} actions"
        for number, title in report.understood.areas
    ]
    lines += ["", "RAG key"]
    lines += [
        f"  {describe(row.seen)}: {row.label} = {STATUS_NAMES[row.status]}" for row in report.understood.key
    ]
    if not report.understood.key:
        lines.append("  none found")
    lines += asked
    lines += _change_lines(report)
    lines += offer_lines(report.offers)
    lines += issue_lines(report.issues)
    return "\n".join(lines)


def _change_lines(report: Report) -> list[str]:
    lines: list[str] = []
    if report.comparison.changed:
        lines += ["", "Changed"]
        for change in report.comparison.changed:
            lines.append(f"  {change.ref} {shorten(change.merged.text)}")
            lines += [
                f"    {part.name}: {shorten(part.old)} -> {shorten(part.new)}" for part in change.changes
            ]
    if report.comparison.added and report.plan is not None:
        lines += ["", "New"]
        lines += [
            f"  {row.area_number} {shorten(row.text)} ({row.sheet} {row.cell})"
            for row in report.comparison.added
        ]
    lines += history_lines(report.history)
    return lines + conflict_lines(report.comparison.conflicts) + kept_lines(report.comparison.kept)


def issue_lines(issues: tuple[Issue, ...]) -> list[str]:
    """Write issues for a terminal, by kind, the gravest first."""
    lines: list[str] = []
    for kind, found in issues_by_kind(issues):
        lines += [
            "",
            f"{kind.severity.value.capitalize()}: {kind.title} ({len(found)})",
            f"  {kind.what_to_do}",
        ]
        lines += [
            f"  {' '.join(part for part in (i.sheet, i.cell) if part) or '-'}: {shorten(i.seen)}"
            for i in found
        ]
    return lines


def as_json(report: Report) -> dict[str, Any]:
    """Give the report as plain values for `json.dumps`."""
    comparison = report.comparison
    return {
        "file": report.file.name,
        "sha256": report.file.sha256,
        "size": report.file.size,
        "plan": report.plan_name,
        "new_plan": report.plan is None,
        "as_at": report.as_at.isoformat(),
        "can_load": report.can_load,
        "sentence": sentence(report),
        "sheets": list(report.understood.sheets),
        "figures": figures(report),
        "key": [
            {"seen": row.seen, "label": row.label, "status": row.status.value, "decided_by": row.decided_by}
            for row in report.understood.key
        ],
        "unexplained": report.understood.unexplained,
        "questions": questions_json(report.understood.questions),
        "choices": choices_as_json(report.choices),
        "areas": [{"number": number, "title": title} for number, title in report.understood.areas],
        "added": [_stated(action) for action in comparison.added],
        "changed": [
            {
                "ref": change.ref,
                "action": change.merged.text,
                "changes": [{"field": c.field, "old": c.old, "new": c.new} for c in change.changes],
            }
            for change in comparison.changed
        ],
        "will_not_show": report.will_not_show,
        "history": history_json(report.history),
        "unchanged": comparison.unchanged,
        "missing": [{"ref": row.ref, "action": row.stated.text} for row in comparison.missing],
        "close_matches": [
            {"ref": m.ref, "old": m.old_text, "new": m.new_text, "likeness": m.likeness, "cell": m.cell}
            for m in comparison.close
        ],
        "offers": offers_json(report.offers),
        "kept": kept_json(comparison.kept),
        "conflicts": conflicts_json(comparison.conflicts),
        "issues": issues_json(report.issues),
    }


def issues_json(issues: tuple[Issue, ...]) -> list[dict[str, Any]]:
    """Give issues as plain values for `json.dumps`, in the order found."""
    return [
        {
            "code": issue.type.code,
            "severity": issue.type.severity.value,
            "title": issue.type.title,
            "sheet": issue.sheet,
            "cell": issue.cell,
            "seen": issue.seen,
            "what_to_do": issue.type.what_to_do,
        }
        for issue in issues
    ]


def _stated(action: ActionContent) -> dict[str, Any]:
    return {
        "ref": action.ref,
        "area_number": action.area_number,
        "action": action.text,
        "people": [{"name": person.name, "post": person.post} for person in action.people],
        "due_text": action.due_text,
        "due_date": action.due_date.isoformat() if action.due_date else None,
        "due_kind": action.due.kind.value,
        "status": action.status.value,
        "rag_as_seen": action.rag_as_seen,
        "sheet": action.sheet,
        "cell": action.cell,
    }
