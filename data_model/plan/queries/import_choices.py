"""What was decided of the columns and sheets of a plan's workbooks."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_model.plan.import_choices import ChoiceFiles, ChoiceKind, ImportChoice
from data_model.plan.tables_updates import ImportChoiceMade, ImportChoiceUsed


def list_choices(session: Session, plan_id: int, files: ChoiceFiles = ChoiceFiles.PLAN) -> list[ImportChoice]:
    """List the choices that hold for the plan's next file of a kind, in the order they were made.

    Of several about one column or sheet the newest holds; one that was taken back is left out.
    """
    newest = (
        select(func.max(ImportChoiceMade.id))
        .where(ImportChoiceMade.plan_id == plan_id, ImportChoiceMade.files == files.value)
        .group_by(ImportChoiceMade.kind, ImportChoiceMade.about)
    )
    made = session.scalars(
        select(ImportChoiceMade)
        .where(ImportChoiceMade.id.in_(newest), ImportChoiceMade.meaning != "")
        .order_by(ImportChoiceMade.id)
    )
    return choice_rows(made.all())


def list_import_choices(session: Session, import_id: int) -> list[ImportChoice]:
    """List the choices that an import was read with, in the order they were made."""
    used = session.scalars(
        select(ImportChoiceMade)
        .join(ImportChoiceUsed, ImportChoiceUsed.choice_id == ImportChoiceMade.id)
        .where(ImportChoiceUsed.import_id == import_id)
        .order_by(ImportChoiceMade.id)
    )
    return choice_rows(used.all())


def choice_rows(made: Sequence[ImportChoiceMade]) -> list[ImportChoice]:
    """Return stored choices as the rows that pages and reports show."""
    return [
        ImportChoice(
            ChoiceKind(one.kind), one.about, one.written, one.meaning, one.decided_by, one.decided_at
        )
        for one in made
    ]
