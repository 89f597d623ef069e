"""The files of one pack of several plans, each with the name it is downloaded under.

Owns: which file is made of the views. Refuses: reading them, and what stands in a file (`plans_docx`,
`plans_xlsx`, `plans_summary`).
"""

from collections.abc import Sequence

from data_model.board.rows_plans import MeetingDay, SeenPlan
from data_model.shared.sentence_text import counted
from exports.pack.pack_choices import PackChoices
from exports.pack.pack_docx import Picture
from exports.pack.plans_docx import plans_docx
from exports.pack.plans_summary import plans_summary_docx
from exports.pack.plans_xlsx import plans_xlsx


def plans_pack_file(
    plans: Sequence[SeenPlan],
    *,
    day: MeetingDay | None,
    choices: PackChoices,
    picture: Picture,
    template: bytes | None,
) -> tuple[bytes, str]:
    """Write the pack for Word; `picture` draws a measure's chart. Raises BadTemplate."""
    content = plans_docx(plans, choices, picture, day=day, template=template)
    return content, f"{plans_pack_name(plans, day)}.docx"


def plans_tables_file(
    plans: Sequence[SeenPlan], *, day: MeetingDay | None, choices: PackChoices
) -> tuple[bytes, str]:
    """Write every table behind the pack for Excel."""
    return plans_xlsx(plans, choices), f"{plans_pack_name(plans, day)}.xlsx"


def plans_summary_file(
    plans: Sequence[SeenPlan], *, day: MeetingDay | None, template: bytes | None
) -> tuple[bytes, str]:
    """Write the summary on one page for Word. Raises BadTemplate."""
    content = plans_summary_docx(plans, day=day, template=template)
    return content, f"{plans_pack_name(plans, day)}, one page.docx"


def plans_pack_name(plans: Sequence[SeenPlan], day: MeetingDay | None) -> str:
    """Name the file without an ending: of how many plans, and the day of the meeting or of the figures."""
    of_day = day.held_on if day is not None else max(one.view.moment.as_at for one in plans)
    return f"{counted(len(plans), 'plan')} - board pack {of_day.isoformat()}"
