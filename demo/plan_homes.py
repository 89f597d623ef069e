"""Content of area 4: homes for children in care. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due, Exceptional

HOMES = DemoArea(
    title=(
        "4. Enough of the right homes, in the right places, for children in care and "
        "for children who may need to come into care, so that brothers and sisters can "
        "stay together and no child lives in a home that is not registered."
    ),
    headings=(
        ("outcome", "Outcomes for children and families"),
        ("action", "Action needed"),
        ("owner", "Responsible"),
        ("due", "Due Date"),
        ("progress", "Progress"),
        ("impact", "Impact (anticipated, then achieved)"),
        ("rag", "RAG"),
    ),
    group_heading="Who and when",
    outcomes=(
        DemoOutcome(
            "Children live close to home, in a home that was chosen for them.",
            (
                DemoAction(
                    "Publish a sufficiency strategy which rests on what children and carers told us.",
                    "OCCC",
                    "{commissioning}",
                    Due("dots", -95),
                    ("86 children and 41 carers have given their views.", "Adopted by cabinet on {d-97}."),
                    (
                        (
                            "We buy what children need, not what is left. The strategy forecasts need by "
                            "age, sibling group and locality for three years."
                        ),
                    ),
                ),
                DemoAction(
                    "Open three council-run homes for two or three children each.",
                    "OORR",
                    "{commissioning}",
                    Due("end", 70),
                    (
                        "Two buildings bought.",
                        "Planning consent for the first and second homes.",
                        "Contractor for the second home has gone into administration.",
                        (
                            "First home registered on {d-19}; its first children have moved in. "
                            "New contractor for the second home begins {d+22}."
                        ),
                    ),
                    (
                        (
                            "Seven children live within 20 miles of home who would otherwise have been "
                            "placed at a distance."
                        ),
                    ),
                    moved=((3, Due("end", 150)),),
                ),
                DemoAction(
                    "Sign a block contract with neighbouring councils for therapeutic homes.",
                    "-OOO",
                    "{commissioning}",
                    Due("mid", 75),
                    (
                        "",
                        "Five councils have signed a memorandum.",
                        "Tender published {d-51}.",
                        "Six bids received; young inspectors aged 15 to 19 will score one in five marks.",
                    ),
                    ("Fewer emergency moves: 37 in the six months before the plan.",),
                ),
                DemoAction(
                    "Set up two emergency beds for children who need a home the same night.",
                    "OOPP",
                    "{commissioning} / {edge.name} {edge.post}",
                    Due("blank"),
                    (
                        "Provider found.",
                        "Provider withdrew {d-73}.",
                        "Paused by the programme board on {d-40} until the first council home has settled.",
                        "",
                    ),
                    ("No child waits in an office.",),
                ),
            ),
        ),
        DemoOutcome(
            "More children grow up in foster families who are well supported, or with kin.",
            (
                DemoAction(
                    "Start two Mockingbird constellations of foster families.",
                    "OOOO",
                    "{fostering}",
                    Due("slashes", 19),
                    (
                        "First hub home carer chosen.",
                        "First constellation of eight families began {d-86}.",
                        "",
                        "Second hub home carer approved on {d-18}; six families have joined.",
                    ),
                    (
                        "Fewer placement endings that nobody planned.",
                        "",
                        "",
                        "No unplanned endings in the first constellation in its first 80 days.",
                    ),
                ),
                DemoAction(
                    "Recruit 25 new fostering households, five of them for teenagers.",
                    "OOOD",
                    "{fostering}",
                    Due("slashes", -18),
                    (
                        "Regional campaign joined.",
                        "Nine households approved, 12 in assessment.",
                        "Thirteen approved, ten in assessment.",
                        (
                            "Fifteen approved, two of them for teenagers, so the target was missed. Eleven "
                            "left in the same period, mostly through retirement."
                        ),
                    ),
                    ("More teenagers in families.",),
                    exceptional=Exceptional(
                        (
                            "Enquiries fell by a third across the region, and assessments took 27 weeks on "
                            "average against 16 planned."
                        ),
                        (
                            "Two more assessors from {d+14}. Carers’ “bring a friend” payment doubled. "
                            "Weekly tracking of each stage."
                        ),
                        Due("TBC"),
                    ),
                ),
                DemoAction(
                    "Write a kinship local offer with kinship carers.",
                    "--SS",
                    "{fostering}",
                    Due("season", 300),
                    (),
                    ("Grandparents, aunts and family friends know what they can ask for.",),
                ),
            ),
            ("owner",),
        ),
        DemoOutcome(
            (
                "No child lives in a home that is not registered without the director knowing "
                "why, and until when."
            ),
            (
                DemoAction(
                    "Review each such arrangement weekly with the director.",
                    "CCEE",
                    "{care}",
                    Due("dots", -170),
                    (
                        "Weekly meeting since {d-238}.",
                        "",
                        "Internal audit {d-55}: every arrangement was reviewed in each of 26 weeks.",
                    ),
                    (
                        "Time spent in such homes falls.",
                        "None since {d-100}; four at the start of the plan.",
                        "Held at none for 60 days.",
                    ),
                ),
                DemoAction(
                    (
                        "Visit every commissioned home twice a year, once without notice, and ask the "
                        "children about it."
                    ),
                    "OOOO",
                    "{commissioning}",
                    Due("slashes", 27),
                    (
                        "Visit form written with the children in care council.",
                        "31 of 88 visits made.",
                        "47 of 88 visits made.",
                        (
                            "69 of 88 visits made. Four homes had placements suspended; two of them are now "
                            "improving."
                        ),
                    ),
                    (
                        "We see what children see.",
                        "",
                        "",
                        (
                            "Children’s own rating of their bedroom and food is now on the front page of "
                            "each report."
                        ),
                    ),
                ),
            ),
        ),
    ),
)
