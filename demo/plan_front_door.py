"""Content of area 1: the front door. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due, Exceptional

# One action stands under two areas with different dates, as happens when two groups write one plan.
CONSENT_GUIDE = "Publish a one-page guide to consent and information sharing for partner agencies."

FRONT_DOOR = DemoArea(
    title=(
        "1. The speed and quality of the first response when a child, a relative or a "
        "professional contacts the multi-agency safeguarding hub (MASH), so that no "
        "child waits in a queue for a decision about risk, and so that families who "
        "need help early are offered it early."
    ),
    headings=(
        ("outcome", "Outcomes for children and families"),
        ("action", "Action needed"),
        ("owner", "Responsible"),
        ("due", "Due Date"),
        ("progress", "Progress"),
        ("impact", "Impact"),
        ("rag", "RAG"),
    ),
    owner_on_one_line=True,
    outcomes=(
        DemoOutcome(
            (
                "Children get a timely decision when someone is worried about them, and "
                "nobody’s worry sits unread."
            ),
            (
                DemoAction(
                    "Recruit six permanent social workers to the MASH screening teams.",
                    "OCCC",
                    "{front_door}",
                    Due("slashes", -150),
                    (
                        (
                            "Adverts live from {d-230}. Agency cover agreed for all six posts until "
                            "permanent staff arrive."
                        ),
                        (
                            "All six posts filled; the last starter joined on {d-148}. Agency cover ended "
                            "on {d-120}."
                        ),
                    ),
                    (
                        "Anticipated: screening decisions made the same day for children at greatest risk.",
                        (
                            "Achieved: contacts decided within one working day rose from 61% in {m-5} to "
                            "84% in {m-1}."
                        ),
                    ),
                ),
                DemoAction(
                    (
                        "Create a second service manager post so that a manager is in the MASH for "
                        "every shift."
                    ),
                    "CCEE",
                    "{front_door}",
                    Due("slashes", -175),
                    (
                        "Post created and filled on an interim basis from {d-240}.",
                        "Permanent appointment made {d-160}.",
                        "Shift cover audited {d-45}: a manager was present for 60 of 60 shifts sampled.",
                    ),
                    (
                        "Decisions about urgent contacts are seen by a manager before the end of the shift.",
                        "",
                        (
                            "Achieved: 58 of 60 urgent contacts sampled carried a manager’s rationale on "
                            "the day."
                        ),
                    ),
                ),
                DemoAction(
                    (
                        "Hold a 9\u00a0am triage huddle every working day with police, health and education "
                        "to rank overnight contacts."
                    ),
                    "OCEE",
                    "{mash}",
                    Due("slashes", -160),
                    (
                        "Huddle piloted for four weeks from {d-235}.",
                        (
                            "Daily since {d-165}. Attendance log shows police at 97% and health at 91% of "
                            "huddles."
                        ),
                        "Staff survey ({d-50}, 31 replies): 28 say that the huddle makes the morning safer.",
                    ),
                    (
                        "Children at greatest risk are seen first.",
                        "",
                        (
                            "Red contacts triaged within four hours: 98% in {m-1} (79% before the huddle "
                            "began)."
                        ),
                    ),
                ),
                DemoAction(
                    "Clear contacts open for longer than five working days and hold the number at zero.",
                    "OOCR",
                    "{mash}",
                    Due("slashes", -90),
                    (
                        "412 contacts open on {d-220}, 96 of them beyond five working days.",
                        "Down to 138 open on {d-75}, 9 beyond five working days. Overtime on two Saturdays.",
                        (
                            "Zero beyond five working days from {d-52} to {d-40}. Action closed by the "
                            "programme board."
                        ),
                        (
                            "Reopened: 17 contacts went beyond five working days in {w-14} after a "
                            "surge and three absences. Saturday sessions are running again."
                        ),
                    ),
                    (
                        "No family waits more than a week to hear what will happen.",
                        "",
                        (
                            "Parents’ feedback line: 11 of 14 callers in {m-1} said that they knew what "
                            "would happen next."
                        ),
                        "The gain did not hold; see progress.",
                    ),
                    moved=((4, Due("slashes", 25)),),
                ),
            ),
            ("owner",),
        ),
        DemoOutcome(
            (
                "Professionals share an understanding of thresholds, so that the right request "
                "reaches the right service first time."
            ),
            (
                DemoAction(
                    (
                        "Refresh the threshold guidance with partners and launch it through the "
                        "safeguarding partnership."
                    ),
                    "-OOO",
                    "{qa}",
                    Due("slashes", 21),
                    (
                        "",
                        "Working group of nine agencies met on {d-95} and {d-74}. First draft shared.",
                        (
                            "Consultation closed {d-41} with 63 replies; young people from the youth "
                            "council rewrote the summary page."
                        ),
                        "Final draft goes to the partnership executive on {d+8}.",
                    ),
                    (
                        (
                            "Anticipated: fewer contacts that should have gone straight to early help (34% "
                            "of contacts at the start)."
                        ),
                    ),
                ),
                DemoAction(
                    (
                        "Run termly workshops on thresholds for designated safeguarding leads in every "
                        "school cluster."
                    ),
                    "OOOO",
                    "{welfare}",
                    Due("slashes", 48),
                    (
                        "Dates agreed with all 11 clusters.",
                        "Six clusters done by {d-72}: 148 designated leads attended.",
                        "",
                        "Nine of 11 clusters done by {d-9}; 221 leads attended. The last two are booked.",
                    ),
                    (
                        "Leads feel able to talk a worry through before sending a form.",
                        "",
                        "",
                        (
                            "Evaluation: 92% “much more confident” about consent; contacts from the first "
                            "six clusters that met the threshold rose from 48% to 63%."
                        ),
                    ),
                ),
                DemoAction(
                    CONSENT_GUIDE,
                    "-OOC",
                    "{qa}",
                    Due("slashes", -20),
                    (
                        "",
                        "Draft written with the parents’ panel.",
                        "Legal check received {d-44}.",
                        "Published {d-21}; downloaded 390 times in the first fortnight.",
                    ),
                    (
                        (
                            "Families are asked before information about them is shared, unless asking "
                            "would put a child at risk."
                        ),
                    ),
                ),
                DemoAction(
                    (
                        "Replace the Word referral form with an online form that cannot be sent without "
                        "consent being recorded."
                    ),
                    "OODD",
                    "{data} / {front_door.name} {front_door.post}",
                    Due("slashes", -28),
                    (
                        "Specification agreed with the supplier on {d-218}.",
                        "Test version seen by 12 referrers on {d-80}; wording shortened by a third.",
                        "Security test failed on {d-43}: attachments could be opened after sending.",
                        "Supplier’s fix promised for {d+12}. The Word form stays in use until then.",
                    ),
                    ("Anticipated: referrals returned for missing consent fall from 22% to under 5%.",),
                    exceptional=Exceptional(
                        (
                            "The supplier’s form failed the security test and the fix took longer than the "
                            "contract allows."
                        ),
                        (
                            "Consent checked by telephone on the day of receipt. Weekly call with the "
                            "supplier; service credits claimed."
                        ),
                        Due("slashes", 50),
                    ),
                ),
            ),
        ),
        DemoOutcome(
            "Help is in proportion to need, and decisions to take no further action are safe.",
            (
                DemoAction(
                    (
                        "Dip sample 30 no-further-action decisions every week and feed the learning "
                        "back to the screening teams."
                    ),
                    "OOOO",
                    "{mash}",
                    Due("start", -205),
                    (
                        "Sampling tool agreed.",
                        (
                            "Weekly since {d-200}. To date 510 decisions sampled, 23 sent back for another "
                            "look (4.5%)."
                        ),
                        "642 sampled, 26 sent back. Domestic abuse notifications are the commonest theme.",
                        "780 sampled, 29 sent back (3.7%). Two themes taken to team meetings on {d-16}.",
                    ),
                    (
                        "Confidence that children are not turned away when they need help.",
                        "",
                        "Threshold decisions upheld: 96% in {m-1}, against 88% in the first month.",
                    ),
                ),
                DemoAction(
                    (
                        "• Write practice guidance on repeat contacts and the history of the family\n• "
                        "Introduce a rule that a third contact in six months is read by a team manager"
                    ),
                    "OOOO",
                    "{mash}",
                    Due("slashes", 14),
                    (
                        "Guidance drafted.",
                        "Guidance out for comment {d-90}.",
                        "",
                        (
                            "Rule live since {d-30}: 41 third contacts read by a manager, 12 of them "
                            "changed to a referral. The guidance still needs sign-off."
                        ),
                    ),
                    (
                        (
                            "Children who come to notice again and again are seen as a whole, not contact "
                            "by contact."
                        ),
                    ),
                ),
                DemoAction(
                    (
                        "Agree a step-across pathway so that early help begins within ten working days "
                        "of a contact."
                    ),
                    "-OOR",
                    "{front_door.name} and {edge.name} {front_door.post} / {edge.post}",
                    Due("slashes", 58),
                    (
                        "",
                        "Two workshops held; process map agreed on {d-71}.",
                        "Pilot in two localities from {d-42}.",
                        (
                            "Family workers in the east locality have no capacity: median wait is 17 "
                            "working days, against 8 in the west."
                        ),
                    ),
                    (
                        (
                            "Families tell their story once. Re-referrals within 12 months fall from 26% "
                            "towards 20%."
                        ),
                    ),
                ),
            ),
        ),
        DemoOutcome(
            (
                "Child protection enquiries are thorough and begin with a timely strategy "
                "discussion that every agency attends."
            ),
            (
                DemoAction(
                    ("Review strategy discussions with police and health and agree one rota for attendance."),
                    "OOOO",
                    "{front_door}",
                    Due("week", 18),
                    (
                        "Baseline audit of 40 discussions: 52% had both police and health present.",
                        "Rota agreed {d-88}.",
                        "Attendance by both agencies 81% in {m-1}.",
                        (
                            "Attendance 86% in {m-1}; notes shared within one working day in 35 of 40 "
                            "discussions."
                        ),
                    ),
                    (
                        "Decisions rest on what every agency knows.",
                        "",
                        (
                            "Audit of 40 discussions, {d-39}: risk analysis good or better in 29 (17 at "
                            "baseline)."
                        ),
                    ),
                ),
                DemoAction(
                    "Secure a full-time health practitioner in the MASH.",
                    "RRDD",
                    "{director}",
                    Due("dots", -45),
                    (
                        "Asked of the integrated care board on {d-225}.",
                        "Business case returned with questions {d-77}; answered within the week.",
                        "No post funded by the due date.",
                        (
                            "Chief executives met on {d-17}. Funding for 12 months offered from the next "
                            "quarter."
                        ),
                    ),
                    ("Health information is available in the room, not days later.",),
                    exceptional=Exceptional(
                        "Funding for the post was not agreed between the health partners.",
                        "Named nurses on duty by telephone from 9 am to 1 pm. Daily list of urgent checks.",
                        Due("end", 80),
                    ),
                ),
            ),
        ),
    ),
)
