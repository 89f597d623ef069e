"""Content of area 5: care leavers. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due, Exceptional

CARE_LEAVERS = DemoArea(
    title=(
        "5. Support for care leavers: timely and ambitious pathway plans, a safe place "
        "to live, someone to turn to, and help into work or learning until the age of "
        "25."
    ),
    headings=(
        ("outcome", "Outcome"),
        ("action", "What we will do"),
        ("owner", "Lead officer"),
        ("due", "By when"),
        ("progress", "Progress including evidence (figures, audits and young people’s views)"),
        ("impact", "Impact (anticipated at first, achieved later)"),
        ("rag", "RAG rating"),
    ),
    outcomes=(
        DemoOutcome(
            (
                "Care leavers know what they are entitled to and have a plan which they "
                "recognise as their own."
            ),
            (
                DemoAction(
                    "Rewrite the local offer with care leavers and put it where they will find it.",
                    "OOCC",
                    "{leaving_care}",
                    Due("date", -60),
                    (
                        "Twelve care leavers paid as editors.",
                        "Text agreed on {d-78}.",
                        "Launched {d-58} as a phone-first page; 510 visits in its first three weeks.",
                    ),
                    (
                        "Young people claim what is theirs.",
                        "",
                        (
                            "Requests for the setting-up-home allowance doubled. Survey of 96 care leavers: "
                            "71% know the offer, from 38%."
                        ),
                    ),
                ),
                DemoAction(
                    "Bring 95% of pathway plans up to date, each written with the young person.",
                    "ODRO",
                    "{leaving_care}",
                    Due("date", -25),
                    (
                        "69% up to date.",
                        "82% up to date at {d-71}.",
                        "88% at {d-40}.",
                        "91% at {d-8}; of 20 plans sampled, 16 use the young person’s own words.",
                    ),
                    ("Plans are read, not filed.",),
                    moved=((3, Due("date", 12)),),
                    exceptional=Exceptional(
                        "Plans for young people living outside the county were not in the new format.",
                        "Two personal advisers freed for six weeks to rewrite them.",
                        Due("date", 12),
                    ),
                ),
                DemoAction(
                    ("Recruit four more personal advisers so that nobody holds more than 22 young people."),
                    "OCCC",
                    "{leaving_care}",
                    Due("date", -110),
                    ("Two appointed.", "All four in post since {d-112}."),
                    (
                        "Young people hear back the same day.",
                        "Average 20.5 young people for each adviser, from 29.",
                    ),
                ),
                DemoAction(
                    "Give every young person a health passport by their 18th birthday.",
                    "OORR",
                    "{care}",
                    Due("date", -30),
                    (
                        "Nurse lead agreed.",
                        "41% have one.",
                        "52% have one; nurse on long-term absence since {d-61}.",
                        "58% have one. Bank nurse from {d-11} for two days a week.",
                    ),
                    ("Young adults hold their own health history.",),
                    moved=((4, Due("date", 33)),),
                ),
            ),
            ("owner",),
        ),
        DemoOutcome(
            "More care leavers are in education, employment or training that suits them.",
            (
                DemoAction(
                    "Ring-fence 20 apprenticeships in the council and its suppliers.",
                    "OOOO",
                    "{hr.name} / {virtual.name}\n{hr.post} / {virtual.post}",
                    Due("date", 190),
                    (
                        "Four started.",
                        "Seven started.",
                        "",
                        "Eleven started; nine are still in post. Mentors meet monthly.",
                    ),
                    ("Care leavers earn and learn with people who expect them to succeed.",),
                ),
                DemoAction(
                    "Hold a weekly drop-in with the Jobcentre at the leaving care office.",
                    "  OO",
                    "{leaving_care}",
                    Due("date", 52),
                    (
                        "",
                        "",
                        "Agreed with the Jobcentre’s district manager on {d-41}.",
                        "Four sessions held, 27 young people came.",
                    ),
                    ("Benefits are sorted before rent is late.",),
                ),
                DemoAction(
                    (
                        "Set up a monthly panel for each 16 to 21 year old who is not in education, "
                        "employment or training."
                    ),
                    "OCCC",
                    "{virtual}",
                    Due("date", -130),
                    (
                        "Terms of reference drafted.",
                        "Panel has met monthly since {d-135} and has considered 58 young people.",
                    ),
                    (
                        "In education, employment or training: 47% at the start.",
                        "54% at {d-70}; 19 of the 58 have started something that they chose.",
                    ),
                ),
                DemoAction(
                    "Exempt care leavers from council tax until 25, wherever in the county they live.",
                    "-OOC",
                    "{director}",
                    Due("date", -10),
                    (
                        "",
                        "District councils asked on {d-88}.",
                        "Five of six districts agreed.",
                        "All six districts agreed by {d-12}. 143 care leavers exempt.",
                    ),
                    (
                        (
                            "- average saving £1,020 a year for each young person\n- fewer court summonses "
                            "for debt"
                        ),
                    ),
                ),
            ),
        ),
        DemoOutcome(
            "Care leavers live somewhere safe and stay connected to people who care about them.",
            (
                DemoAction(
                    "Extend Staying Close to young people who leave residential care.",
                    "---S",
                    "{care}",
                    Due("date", 265),
                    (),
                    ("Young people leaving children’s homes keep a base and a familiar adult.",),
                ),
                DemoAction(
                    (
                        "Get back in touch with every care leaver aged 21 to 25 with whom we have lost "
                        "contact."
                    ),
                    "OOOO",
                    "{leaving_care}",
                    Due("date", -4),
                    (
                        "112 young adults out of touch.",
                        "74 out of touch.",
                        "59 out of touch.",
                        (
                            "46 out of touch; each has had two letters, a text and a home visit where an "
                            "address is known."
                        ),
                    ),
                    (
                        "Nobody is forgotten on their 21st birthday.",
                        "",
                        "",
                        "Of the 66 young adults now back in touch, 23 asked for help that day.",
                    ),
                ),
                DemoAction(
                    "Open a care leavers’ hub in the county town.",
                    "OOPP",
                    "{commissioning}",
                    Due("date", 180),
                    (
                        "Three sites viewed.",
                        "Preferred site chosen with young people.",
                        "Paused {d-44}: the survey found structural faults.",
                        "",
                    ),
                    ("A front door that young people would want to walk through.",),
                ),
            ),
        ),
    ),
)
