"""Content of area 2: management oversight and supervision. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due

OVERSIGHT = DemoArea(
    title=(
        "2. Management oversight of practice: a firm grip at every level, regular and "
        "reflective supervision, clear recorded decisions, and quality assurance which "
        "finds drift before a child feels it."
    ),
    headings=(
        ("outcome", "Outcomes for children and families"),
        ("action", "Action needed"),
        ("owner", "Responsible"),
        ("due", "Due date"),
        ("progress", "Progress including evidence (data, audit findings, feedback)"),
        ("impact", "Impact"),
        ("rag", "RAG"),
    ),
    outcomes=(
        DemoOutcome(
            ("Children’s plans move forward because their social worker has time to think with a manager."),
            (
                DemoAction(
                    "Write a supervision standard with staff and launch it at the practice conference.",
                    "OCCC",
                    "{psw}",
                    Due("date", -140),
                    (
                        "Staff reference group of 14 formed.",
                        "Standard launched {d-143} at a conference of 260 staff.",
                    ),
                    (
                        "Everyone knows what good supervision looks like.",
                        (
                            "Survey {d-90}: 81% of social workers say that supervision helps them to think "
                            "(54% a year before)."
                        ),
                    ),
                ),
                DemoAction(
                    (
                        "Hold monthly supervision for every child’s case, with 90% recorded within five "
                        "working days."
                    ),
                    "OOOO",
                    "{fieldwork}",
                    Due("date", 40),
                    (
                        "66% of children had monthly supervision recorded in {m-1}.",
                        "78% in {m-1}. Two teams are below 60% and have weekly help from the practice lead.",
                        "83% in {m-1}.",
                        "86% in {m-1}; the lowest team has risen from 57% to 79%.",
                    ),
                    (
                        "Drift is noticed within a month.",
                        "",
                        "",
                        "Children whose plan had no progress for three months: 31, down from 74.",
                    ),
                ),
                DemoAction(
                    "Offer reflective group supervision in each locality every six weeks.",
                    "OOCE",
                    "{psw}",
                    Due("date", -75),
                    (
                        "Facilitators trained.",
                        "Twelve groups held; average attendance seven.",
                        "All four localities now have a standing group.",
                        (
                            "Third cycle complete with no group cancelled. The evaluation by the teaching "
                            "partnership, {d-13}, calls the groups “a safe place to be unsure”."
                        ),
                    ),
                    (
                        "Better hypotheses, less blame.",
                        "",
                        "Audits graded good for analysis: 44% in {m-1}, from 27%.",
                    ),
                ),
                DemoAction(
                    (
                        "Build a live supervision tracker that warns managers ten days before "
                        "supervision is due."
                    ),
                    "ORRR",
                    "{data}",
                    Due("date", -15),
                    (
                        "Specification written.",
                        "The recording system’s supplier has changed its reporting tables; rework needed.",
                        "Tables rebuilt. Testing with three teams began {d-47}.",
                        (
                            "Testing found that joint supervisions were counted twice. Second release "
                            "expected {d+15}."
                        ),
                    ),
                    ("Managers act before a gap opens.",),
                    moved=((3, Due("date", 10)), (4, Due("date", 28))),
                ),
            ),
        ),
        DemoOutcome(
            "Quality assurance is honest, and what it finds changes practice.",
            (
                DemoAction(
                    "Complete 40 collaborative audits each month with the social worker and the family.",
                    "OOOO",
                    "{qa}",
                    Due("date", 9),
                    (
                        "22 audits in {m-1}.",
                        "36 audits in {m-1}. Family voice heard in 19.",
                        "41 audits in {m-1}; family voice heard in 27.",
                        (
                            "40 audits in {m-1}; family voice heard in 31. Inadequate: 12%, from 29% in the "
                            "first month."
                        ),
                    ),
                    ("Anticipated: fewer than 10% of audits graded inadequate by the end of the plan.",),
                ),
                DemoAction(
                    "Set up a monthly moderation panel with an external auditor to test grades.",
                    "OCCC",
                    "{qa}",
                    Due("date", -120),
                    (
                        "Partner authority found.",
                        (
                            "Panel running since {d-125}. Grades changed: 9 of 30 in the first month, 4 of "
                            "30 in {m-1}."
                        ),
                    ),
                    ("Staff trust the grade.", "Grades changed at moderation fell from 30% to 13%."),
                ),
                DemoAction(
                    "Track every audit recommendation until the child’s record shows that it was done.",
                    "OOOO",
                    "{qa}",
                    Due("date", -12),
                    (
                        "Spreadsheet in use.",
                        "214 recommendations, 131 shown as done.",
                        "288 recommendations, 190 done.",
                        (
                            "322 recommendations, 251 done (78%). The 14 that are older than eight weeks "
                            "are with the heads of service."
                        ),
                    ),
                    ("What we promise after an audit happens for the child.",),
                ),
                DemoAction(
                    "Ask every family at the end of an assessment what helped and what did not.",
                    "-OOO",
                    "{psw.name} / {qa.name}\n{psw.post} / {qa.post}",
                    Due("date", 66),
                    (
                        "",
                        "Five questions agreed with the parents’ panel.",
                        "Text-message survey live from {d-49}: 38 replies.",
                        "117 replies. Lowest score: “I was told when things were running late.”",
                    ),
                    ("Families shape how we work.",),
                    reworded=(
                        "Ask every family at the end of an assessment what helped, what did not and "
                        "what they would change."
                    ),
                ),
            ),
            ("owner",),
        ),
        DemoOutcome(
            "Senior leaders know the quality of practice at first hand.",
            (
                DemoAction(
                    (
                        "Chair a fortnightly legal and permanence panel that tracks every child in "
                        "pre-proceedings."
                    ),
                    "OCCC",
                    "{fieldwork}",
                    Due("date", -100),
                    ("Terms of reference agreed.", "Panel has met every fortnight since {d-130}."),
                    (
                        "Children do not wait for decisions about where they will grow up.",
                        "Average length of pre-proceedings: 17 weeks in {m-1}, from 29.",
                    ),
                ),
                DemoAction(
                    "Spend one day a month in a front-line team and report back what was seen.",
                    "OOOO",
                    "{director}",
                    Due("Ongoing"),
                    (
                        "First visit {d-216}, to the disabled children’s team.",
                        "Five visits made. “You said, we did” notice sent after each.",
                        "Six visits made.",
                        (
                            "Seven visits made; the last, to the fostering support team on {d-15}, led to "
                            "new laptops for 11 staff."
                        ),
                    ),
                    ("Leaders’ account of practice matches what inspectors and families see.",),
                ),
            ),
        ),
    ),
)
