"""Content of area 6: homeless 16 and 17 year olds. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due

HOMELESS = DemoArea(
    title=(
        "6. The response to 16 and 17 year olds who are homeless or at risk of it, so "
        "that each is assessed as a child first, knows their right to come into care, "
        "and is not placed in bed and breakfast."
    ),
    headings=(
        ("outcome", "Outcomes for young people"),
        ("action", "Action needed"),
        ("owner", "Responsible officer"),
        ("due", "Due Date"),
        ("progress", "Progress"),
        ("impact", "Impact"),
        ("rag", "RAG"),
    ),
    rating="theme",
    outcomes=(
        DemoOutcome(
            ("Young people who have nowhere to stay get a joint assessment that starts the same day."),
            (
                DemoAction(
                    "Sign a joint protocol between children’s services and all six housing authorities.",
                    "OOCC",
                    "{edge.name} / {housing.name}\n{edge.post} / {housing.post}",
                    Due("slashes", -70),
                    (
                        "Draft shared with housing leads.",
                        "Signed by four of six.",
                        "Signed by all six on {d-50}.",
                    ),
                    ("No young person is sent from one desk to another.",),
                ),
                DemoAction(
                    (
                        "Begin every joint assessment on the day the young person asks for help, and "
                        "finish it within ten working days."
                    ),
                    "OOOO",
                    "{edge.name} / {housing.name}\n{edge.post} / {housing.post}",
                    Due("slashes", 6),
                    (
                        "Started the same day: 55%.",
                        "Started the same day: 70% in {m-1}.",
                        "Started the same day: 81% in {m-1}.",
                        (
                            "Started the same day: 88% in {m-1}; finished within ten working days: 76%. The "
                            "gap is evenings, so a duty rota starts {w+6}."
                        ),
                    ),
                    ("Young people are safe tonight and heard tomorrow.",),
                ),
                DemoAction(
                    ("Train housing and social work staff together on the law and on what young people say."),
                    "OOOO",
                    "{psw}",
                    Due("slashes", 35),
                    (
                        "Young trainers recruited.",
                        "Two of five sessions held; 44 staff.",
                        "",
                        "Four of five sessions held; 97 staff. All would recommend it.",
                    ),
                    ("Consistent advice whichever office a young person walks into.",),
                ),
                DemoAction(
                    (
                        "Explain the choice between coming into care and other help in a short film and "
                        "a leaflet."
                    ),
                    "--SS",
                    "{leaving_care}",
                    Due("dots", 120),
                    (),
                    (
                        (
                            "Young people decide with the facts in front of them, and with an advocate if "
                            "they want one."
                        ),
                    ),
                ),
            ),
            ("owner",),
        ),
        DemoOutcome(
            ("Young people can go home when that is safe, and have somewhere suitable when it is not."),
            (
                DemoAction(
                    "Recruit eight supported lodgings hosts and end the use of bed and breakfast.",
                    "OORR",
                    "{fostering} / {housing.name} {housing.post}",
                    Due("slashes", -20),
                    (
                        "Two hosts approved.",
                        "Three hosts approved; one in assessment.",
                        (
                            "Three hosts approved. Date moved because the assessment slots went to foster "
                            "carers."
                        ),
                        (
                            "Four hosts approved; three in assessment. One night of bed and breakfast was "
                            "used in {m-1}."
                        ),
                    ),
                    (
                        "Nights in bed and breakfast: 46 in the quarter before the plan.",
                        "",
                        "",
                        "Nights in bed and breakfast: one in the last 60 days.",
                    ),
                    moved=((3, Due("slashes", 45)),),
                ),
                DemoAction(
                    "Offer family mediation within five working days.",
                    "-OOO",
                    "{edge}",
                    Due("review", 100),
                    (
                        "",
                        "Mediators commissioned from {d-76}.",
                        "Eleven families offered, eight accepted.",
                        "Nineteen families offered, 14 accepted.",
                    ),
                    (
                        "Young people return home safely.",
                        "",
                        "",
                        "Nine of 14 young people were at home four weeks later.",
                    ),
                ),
            ),
        ),
    ),
)
