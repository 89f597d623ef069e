"""What a person should see of the difference between a file and the plan in the dashboard.

Owns: finding these issues, and the order in which they are told. Refuses: comparing (`compare`), and the
words of the kinds (`compare_issues`).
"""

from collections.abc import Iterator, Mapping

from data_model.shared.sentence_text import counted
from loaders.files import issues as file_kinds
from loaders.files.issues import Issue
from loaders.plan import compare_issues as kinds
from loaders.plan.compare import Comparison
from loaders.plan.three_way import FIELD_NAMES


def comparison_issues(comparison: Comparison, answers: Mapping[str, bool]) -> list[Issue]:
    """List the issues of a comparison; a close match that has an answer is none."""
    return [
        *_of_another_plan(comparison),
        *_of_close_matches(comparison, answers),
        *_of_edits_on_both_sides(comparison),
        *(
            Issue(kinds.RETIRED_IN_DASHBOARD, f"{ref} {action.text}", action.sheet, action.cell)
            for ref, action in comparison.retired
        ),
        *_of_missing(comparison, answers),
    ]


def _of_another_plan(comparison: Comparison) -> Iterator[Issue]:
    """Doubt that it is the plan's file where none of its actions is like one of the plan."""
    known = (
        comparison.close
        or comparison.retired
        or any(each is not None for each in comparison.matched.values())
    )
    if comparison.missing and comparison.added and not known:
        seen = f"{counted(len(comparison.added), 'action')} new, {len(comparison.missing):,} missing"
        yield Issue(kinds.ANOTHER_PLAN, seen)


def _of_close_matches(comparison: Comparison, answers: Mapping[str, bool]) -> Iterator[Issue]:
    for match in comparison.close:
        if match.key not in answers:
            seen = f"{match.ref}: “{match.old_text}” is now “{match.new_text}”? ({match.likeness}% alike)"
            yield Issue(kinds.CLOSE_MATCH, seen, match.sheet, match.cell)


def _of_edits_on_both_sides(comparison: Comparison) -> Iterator[Issue]:
    for one in comparison.conflicts:
        if one.conflict.answer is None:
            seen = (
                f"{one.ref} {one.conflict.name}: “{one.conflict.ours}” in the dashboard, "
                f"“{one.conflict.theirs}” in the file; “{one.conflict.base}” before"
            )
            yield Issue(kinds.EDITED_ON_BOTH_SIDES, seen, one.sheet, one.cell)
    for kept in comparison.kept:
        seen = (
            f"{kept.ref} {FIELD_NAMES[kept.field]}: “{kept.ours}” kept: changed in the dashboard since; "
            f"the file has “{kept.theirs}”"
        )
        yield Issue(file_kinds.KEPT_FROM_DASHBOARD, seen, kept.sheet, kept.cell)


def _of_missing(comparison: Comparison, answers: Mapping[str, bool]) -> Iterator[Issue]:
    """Name the missing actions, save those that a question about a close match may still find."""
    asked = {match.id for match in comparison.close if match.key not in answers}
    for row in comparison.missing:
        if row.id not in asked:
            yield Issue(kinds.ACTION_MISSING, f"{row.ref} {row.stated.text}")
