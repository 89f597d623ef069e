"""Content of area 3: social work capacity and caseloads. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due, Exceptional

WORKFORCE = DemoArea(
    title=(
        "3. Social work capacity: the number of permanent, experienced social workers, "
        "and caseloads that leave each of them enough time to build a relationship with "
        "every child."
    ),
    headings=(
        ("ref", "Ref"),
        ("outcome", "Outcome"),
        ("action", "What we will do"),
        ("owner", "Lead officer"),
        ("due", "By when"),
        ("progress", "Progress update"),
        ("impact", "Impact"),
        ("rag", "RAG"),
    ),
    rating="indexed",
    outcomes=(
        DemoOutcome(
            ("Children keep the same social worker because social workers choose to stay in Fernshire."),
            (
                DemoAction(
                    (
                        "Agree a three-year workforce strategy with a yearly target for turnover and "
                        "vacancies."
                    ),
                    "OOCC",
                    "{hr}",
                    Due("slashes", -80),
                    (
                        "Draft in hand.",
                        "Considered by the employment committee {d-82}.",
                        "Approved {d-48}. Target: turnover under 14% and vacancies under 12%.",
                    ),
                    ("A stable workforce.", "", "Turnover 17.8% over the year to {m-1}, from 23.1%."),
                ),
                DemoAction(
                    "Pay a retention award after two and four years in hard-to-fill teams.",
                    "OOOO",
                    "{hr}",
                    Due("year slip", -50),
                    (
                        "Scheme costed.",
                        "Trade unions consulted.",
                        "First payments made in {m-1} to 38 social workers.",
                        "Second group of 21 to be paid in {m+1}.",
                    ),
                    (
                        "Experience stays with children.",
                        "",
                        "",
                        (
                            "Resignations in the four hard-to-fill teams: two this quarter, nine in the "
                            "same quarter of last year."
                        ),
                    ),
                ),
                DemoAction(
                    (
                        "Run a recruitment campaign led by our own social workers, with a promise on "
                        "caseloads."
                    ),
                    "OOCC",
                    "{hr.name} / {psw.name} {hr.post} / {psw.post}",
                    Due("slashes", -50),
                    (
                        "Film made with nine social workers.",
                        "Campaign live from {d-130}: 61 applications, 24 interviews.",
                        (
                            "19 appointed, of whom 13 have started. Cost per hire £1,140, against £6,200 "
                            "through agencies."
                        ),
                    ),
                    ("Vacancies fall from 27% to 15%.", "", "Vacancies 18% at {d-40}."),
                ),
                DemoAction(
                    (
                        "Hold an exit conversation with every leaver and report themes to the board "
                        "each quarter."
                    ),
                    "OOCC",
                    "{hr.name} / {psw.name} {hr.post} / {psw.post}",
                    Due("slashes", -50),
                    (
                        "Question set agreed.",
                        "17 conversations held.",
                        (
                            "26 conversations; the themes are travel, duty weeks and laptops. A plan for "
                            "each was agreed {d-46}."
                        ),
                    ),
                    ("We learn why people go before the next one does.",),
                ),
            ),
            ("owner", "due"),
        ),
        DemoOutcome(
            ("Social workers have caseloads that let them see children as often as the child needs."),
            (
                DemoAction(
                    "Bring every caseload to 17 children or fewer.",
                    "OODD",
                    "{fieldwork}",
                    Due("slashes", -35),
                    (
                        "Average 23.4; highest 38.",
                        "Average 19.6; 31 social workers above 17.",
                        "Average 18.9; 27 above 17. It will not be met by the due date.",
                        "Average 18.2; 22 above 17, all in the east locality.",
                    ),
                    (
                        "Children see their social worker at least every four weeks.",
                        "",
                        "",
                        "Visits in time: 88% in {m-1}, from 71%.",
                    ),
                    exceptional=Exceptional(
                        (
                            "Six starters in the east locality were delayed by pre-employment checks, and "
                            "demand rose by 9%."
                        ),
                        (
                            "A project team of five holds 74 children until {d+60}. Weekly caseload meeting "
                            "chaired by the head of service."
                        ),
                        Due("slashes", 75),
                    ),
                ),
                DemoAction(
                    "Open a third assessment team in the east locality.",
                    "-ODD",
                    "{front_door}",
                    Due("slashes", -60),
                    (
                        "",
                        "Budget agreed {d-84}. Team manager appointed.",
                        "Three of seven social workers in post; due date moved once.",
                        "Four of seven in post. The office lease was signed on {d-12}.",
                    ),
                    ("Assessments within 45 working days rise from 68% to 85%.",),
                    moved=((3, Due("slashes", -8)),),
                    exceptional=Exceptional(
                        "Too few applicants for the east of the county; the office lease was late.",
                        "Assessments shared with the central team. Second advert with a relocation offer.",
                        Due("slashes", 65),
                    ),
                ),
                DemoAction(
                    "Introduce a caseload weighting tool which counts travel, siblings and court work.",
                    "--SS",
                    "{data}",
                    Due("slashes", 97),
                    (),
                    ("Work is shared fairly, and staff can see that it is.",),
                ),
                DemoAction(
                    "Reduce agency social workers from 64 to 30 without raising caseloads.",
                    "RRRR",
                    "{fieldwork}",
                    Due("quarter", 200),
                    (
                        "64 agency social workers.",
                        "57 at {d-70}.",
                        "53 at {d-39}.",
                        (
                            "51 at {d-8}. Six have asked to become permanent; conversion is slower than "
                            "planned because agency pay still rises faster than ours. What has been done "
                            "this month: regional pay cap re-confirmed by all nine councils; four agency "
                            "workers in the disabled children’s team offered permanent posts; a "
                            "leaving-agency payment agreed with the trade unions; each team’s agency use "
                            "reviewed by the head of service on {d-13}, with an end date for 17 of the 51."
                        ),
                    ),
                    (
                        (
                            "Fewer changes of social worker: 2.9 changes a year for children on plans at "
                            "the start."
                        ),
                    ),
                ),
            ),
        ),
        DemoOutcome(
            ("Newly qualified social workers are well supported and grow into confident practitioners."),
            (
                DemoAction(
                    "Open a social work academy with protected caseloads for the first 12 months.",
                    "OOOO",
                    "{psw}",
                    Due("slashes", 24),
                    (
                        "Academy lead appointed {d-214}.",
                        "First group of 14 began on {d-110}.",
                        "All 14 still in post. Caseloads within the protected limit for 13 of 14.",
                        "Second group of 16 recruited; they begin on {d+20}.",
                    ),
                    (
                        "Newly qualified staff stay.",
                        "",
                        "“I have never felt alone with a decision” (newly qualified social worker, {m-1}).",
                    ),
                ),
                DemoAction(
                    "Publish a career pathway from student to advanced practitioner.",
                    "----",
                    "HR consultants",
                    Due("TBC"),
                    (),
                    ("Good practitioners can be promoted and still work with children.",),
                ),
            ),
        ),
    ),
)
