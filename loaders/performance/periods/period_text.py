"""A period as reports of a file write it.

Owns: its days and, of a forecast, the month that it was made in. Refuses: headings, which say a period in the
council's own words.
"""

from data_model.measures.measure_vocabulary import Period
from data_model.shared.sentence_text import short_day


def days_text(period: Period) -> str:
    """Write a period by its first and last day, by one where they are the same."""
    first, last = short_day(period.start), short_day(period.end)
    return first if first == last else f"{first} to {last}"


def period_text(period: Period) -> str:
    """Write a period by its days, a forecast with the month that it was made in."""
    made = f" as forecast at month {period.forecast_month}" if period.forecast_month else ""
    return days_text(period) + made
