"""By when the law asks for an action plan."""

from datetime import date

from data_model.inspections.plan_due_date import plan_due


def test_a_plan_is_due_70_working_days_after_publication() -> None:
    due = plan_due(date(2022, 9, 5))
    assert (due.day, due.is_known) == (date(2022, 12, 13), True)
    assert not plan_due(date(2045, 1, 9)).is_known
