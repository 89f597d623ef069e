"""Annex A as a case system draws it, made in code, with invented children.

Owns: lists with the headings of Annex A and any number of rows, and signs in every column that nothing may
carry out. Refuses: what should be counted of them.
"""

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import xlsxwriter

Row = Sequence[Any]
HEADINGS: dict[str, tuple[str, ...]] = {
    "List 1": (
        *("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Contact"),
        "Contact Source",
    ),
    "List 3": (
        *("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Referral"),
        *("Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", "Allocated Team"),
        "Allocated Worker",
    ),
    "List 4": (
        *("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"),
        *("Does the Child have a Disability", "Continuous Assessment Start Date"),
        *("Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation"),
        "Was the child assessed as requiring LA children's social care support?",
        *("Allocated Team", "Allocated Worker"),
    ),
    "List 5": (
        *("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"),
        *("Does the Child have a Disability", "Strategy discussion initiating Section 47 Enquiry Start Date"),
        "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference",
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        *("Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months"),
        *("Allocated Team", "Allocated Worker"),
    ),
}
TEAMS = (
    "Front Door Team",
    "Locality 1 Duty Team",
    "Locality 2 Duty Team",
    "Locality 3 Unit 2",
    "Disability Team",
)
# How often a row is of each team: the last has so few that its figures must be withheld.
_WEIGHTS = (40, 30, 20, 9, 1)
FIRST, LAST = date(2022, 4, 1), date(2022, 9, 30)


def sign(list_name: str, column: int, row: int) -> str:
    """Make a sign that stands in one cell alone and nowhere else in the world."""
    return f"Zq{list_name[-1]}x{column:02}y{row:05}w"


def made_rows(list_name: str, count: int, *, signed: bool = False) -> Iterator[list[Any]]:
    """Make rows of one list over six months; with `signed` a sign in every cell that nothing is counted from,
    else a number."""
    chance = random.Random(list_name)
    days = (LAST - FIRST).days + 1
    for number in range(count):
        width = len(HEADINGS[list_name])
        row: list[Any] = [sign(list_name, place, number) if signed else number for place in range(width)]
        day = FIRST + timedelta(days=chance.randrange(days) if number > 1 else (days - 1) * number)
        team = chance.choices(TEAMS, _WEIGHTS)[0]
        if list_name == "List 1":
            row[5] = day
        elif list_name == "List 3":
            row[5], row[8], row[9] = day, chance.choice((0, 0, 0, 1, 2)), team
        elif list_name == "List 4":
            started = day - timedelta(days=chance.randrange(20, 80))
            row[6], row[8], row[10] = started, day if chance.random() < 0.9 else None, team
        else:
            held = day + timedelta(days=chance.randrange(5, 35))
            has_conference = chance.random() < 0.6 and held <= LAST
            row[6], row[7] = day, "No" if has_conference else chance.choice(("Yes", "a) Yes", None))
            row[8], row[12] = held if has_conference else None, team
        yield row


def annex_a(lists: Mapping[str, Sequence[Row]], headings: Mapping[str, Sequence[str]] = HEADINGS) -> bytes:
    """Write a workbook with a sheet a list and its headings in the first row, days as dates."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": False, "in_memory": True})
    shown = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in lists.items():
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, headings.get(name, ()))
        for number, row in enumerate(rows, start=1 if name in headings else 0):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, shown)
                elif value is not None:
                    sheet.write(number, column, value)
    book.close()
    return target.getvalue()


def as_text(list_name: str, rows: Sequence[Row], delimiter: str = ",") -> bytes:
    """Write one list as a text file, days as dd/mm/yyyy."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerow(HEADINGS[list_name])
    for row in rows:
        writer.writerow([f"{one:%d/%m/%Y}" if isinstance(one, date) else one for one in row])
    return target.getvalue().encode()
