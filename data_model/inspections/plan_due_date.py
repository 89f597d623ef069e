"""By when the law asks for an action plan after an inspection's report.

Owns: that day. Refuses: bank holidays beyond those known (see `working_days`).
"""

from datetime import date

from data_model.shared.days.working_days import WorkingDay, add_working_days

PLAN_DUE_WORKING_DAYS = 70


def plan_due(published_on: date) -> WorkingDay:
    """Return by when the action plan is due: 70 working days after the report's publication.

    The day of publication is day 0. Source: the Education and Inspections Act 2006 (Inspection of Local
    Authorities) Regulations 2007, as the ILACS framework states it.
    """
    return add_working_days(published_on, PLAN_DUE_WORKING_DAYS)
