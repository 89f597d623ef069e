"""Content of area 8: children missing education or educated at home. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due

EDUCATION = DemoArea(
    title=(
        "8. Oversight of children who are missing education, on part-time timetables, "
        "or educated at home, so that the council knows where each is, that they are "
        "safe and that they are learning."
    ),
    headings=(
        ("outcome", "Outcome"),
        ("action", "What we will do"),
        ("owner", "Lead officer"),
        ("due", "By when"),
        ("progress", "Progress including evidence (attendance data, audits, what families say)"),
        ("impact", "Impact (anticipated – then what has been achieved, with evidence)"),
        ("rag", "RAG rating"),
    ),
    outcomes=(
        DemoOutcome(
            "Children who are missing education are found quickly and return to a school place.",
            (
                DemoAction(
                    "Rewrite the children missing education procedure with one tracker for all checks.",
                    "OCCC",
                    "{welfare}",
                    Due("date", -85),
                    (
                        "Old procedure reviewed.",
                        "New procedure in use since {d-87}. Checks made: health, housing, border, benefits.",
                    ),
                    ("Children are found sooner.", "Median time to trace a child: 9 working days, from 23."),
                ),
                DemoAction(
                    "Build a dashboard that joins the attendance, social care and missing records.",
                    "OOOO",
                    "{data}",
                    Due("date", 23),
                    (
                        "Data agreement signed.",
                        "First version matches 91% of children.",
                        "Matches 97%.",
                        (
                            "Used at the weekly vulnerable pupils meeting since {d-20}. Exports for schools "
                            "are still to come."
                        ),
                    ),
                    ("One picture of each child.",),
                ),
                DemoAction(
                    "Add the date and result of each check to the case note template.",
                    "OOCC",
                    "{welfare}",
                    Due("date", -40),
                    (
                        "Template agreed.",
                        "Template tested.",
                        "Live {d-42}. Training given to all 18 officers.",
                    ),
                    ("Anyone who picks up the case can see what was tried.",),
                ),
                DemoAction(
                    (
                        "Keep a register of every part-time timetable, reviewed every six weeks with "
                        "the school."
                    ),
                    "-OOO",
                    "",
                    Due("date", 70),
                    (
                        "",
                        "Return asked of all 214 schools.",
                        "161 schools have replied: 203 children on part-time timetables.",
                        "198 schools have replied; 131 of 226 timetables have an end date.",
                    ),
                    (
                        "Part-time timetables are short and have a purpose.",
                        "",
                        "",
                        "37 children are back to full-time learning.",
                    ),
                ),
            ),
        ),
        DemoOutcome(
            "Children educated at home are safe, and their parents get advice that they value.",
            (
                DemoAction(
                    "Appoint two more elective home education advisers.",
                    "OOOO",
                    "{welfare}",
                    Due("date", 17),
                    (
                        "One appointed.",
                        "First adviser began {d-92}.",
                        "Second post re-advertised.",
                        "Second adviser accepted {d-10}; begins {d+14}.",
                    ),
                    ("Every family is offered a conversation within 15 working days.",),
                ),
                DemoAction(
                    (
                        "Offer every home-educating family a yearly visit in which the child is seen "
                        "and heard."
                    ),
                    "----",
                    "{welfare}",
                    Due("date", 215),
                    (),
                    ("We know that children are well.",),
                ),
                DemoAction(
                    (
                        "Rate the risk for each child educated at home and review it each term with "
                        "social care."
                    ),
                    "-OOO",
                    "{welfare.name} / {front_door.name}\n{welfare.post} / {front_door.post}",
                    Due("date", 145),
                    (
                        "",
                        "Rating scale borrowed from a neighbouring council and adapted.",
                        "410 of 1,184 children rated.",
                        "760 of 1,184 children rated; 22 joint visits made.",
                    ),
                    ("Children known to social care are not withdrawn from school unnoticed.",),
                ),
                DemoAction(
                    (
                        "Agree with school nurses how home-educated children get their health checks "
                        "and vaccinations."
                    ),
                    "----",
                    "{virtual}",
                    Due("date", 240),
                    (),
                    ("Home-educated children are not missed by universal health services.",),
                ),
            ),
        ),
        DemoOutcome(
            "Leaders and schools hold one another to account for every child’s education.",
            (
                DemoAction(
                    "Report each term to scrutiny on children not in full-time school.",
                    "---S",
                    "{welfare}",
                    Due("date", 290),
                    (),
                    ("Elected members can see whether things get better.",),
                ),
                DemoAction(
                    "Agree an inclusion charter with head teachers.",
                    "----",
                    "{virtual}",
                    Due("date", 340),
                    (),
                    ("Fewer children lose their school place.",),
                ),
            ),
        ),
    ),
)
