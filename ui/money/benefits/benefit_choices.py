"""What a benefit may be tied to, read for its form.

Owns: those reads and how each choice is named. Refuses: the form (`benefit_forms`).
"""

from datetime import date

from data_model.measures.queries.measures import list_measures
from data_model.money.queries.savings import list_savings
from data_model.plan.queries.actions import list_actions
from data_model.plan.queries.responsible.people import list_people
from ui.money.benefits.benefit_forms import BenefitChoices
from ui.shell.database import reading
from ui.shell.plain_text import shorten


def read_choices(plan_id: int, as_at: date) -> BenefitChoices:
    """Read the people, measures, actions and savings of a plan as at a day, each with its name."""
    with reading() as session:
        return BenefitChoices(
            {row.id: row.name for row in list_people(session, plan_id, as_at)},
            {row.id: row.name for row in list_measures(session, plan_id, as_at)},
            {row.id: f"{row.ref} {shorten(row.text, 70)}" for row in list_actions(session, plan_id, as_at)},
            {row.id: shorten(row.content.title, 80) for row in list_savings(session, plan_id, as_at)},
        )
