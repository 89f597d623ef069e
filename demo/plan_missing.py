"""Content of area 7: children who go missing. All of it invented.

Owns: sentences only. Refuses: layout, and any real child, person or council.
"""

from demo.plan_front_door import CONSENT_GUIDE
from demo.plan_types import DemoAction, DemoArea, DemoOutcome, Due, Exceptional

MISSING = DemoArea(
    title=(
        "7. Return home interviews and the wider response when children go missing: "
        "offered quickly, held by someone whom the child can trust, and used to make "
        "the next episode less likely."
    ),
    headings=(
        ("outcome", "Outcome"),
        ("ref", "Ref"),
        ("action", "What we will do"),
        ("owner", "Lead officer"),
        ("due", "By when"),
        ("progress", "Progress including evidence (dip samples, performance data)"),
        ("impact", "Impact (anticipated or achieved)"),
        ("rag", "RAG rating"),
    ),
    rating="word",
    outcomes=(
        DemoOutcome(
            ("Children who return are listened to within 72 hours, and what they say is acted on."),
            (
                DemoAction(
                    (
                        "Offer a return home interview for every episode and complete 90% of accepted "
                        "interviews within 72 hours."
                    ),
                    "OOOO",
                    "{missing}",
                    Due("slashes", 16),
                    (
                        "Offered for 83% of episodes; 49% completed in 72 hours.",
                        "Offered for 95%; 66% completed in 72 hours ({m-1}).",
                        "Offered for 97%; 74% in 72 hours ({m-1}).",
                        "Offered for 99%; 81% in 72 hours ({m-1}). Weekend cover began on {d-22}.",
                    ),
                    (
                        "Children talk while it is fresh.",
                        "",
                        "",
                        (
                            "Children who accept: 64%, from 45% when interviews were held by the allocated "
                            "social worker."
                        ),
                    ),
                ),
                DemoAction(
                    "Commission an independent return home interview service.",
                    "OCCC",
                    "{missing}",
                    Due("slashes", -105),
                    (
                        "Tender out.",
                        "Contract began on {d-107} with a youth charity. Young people sat on the panel.",
                    ),
                    (
                        "Children can choose somebody outside the council.",
                        "Seven in ten children choose the charity’s worker.",
                    ),
                ),
                DemoAction(
                    "Shorten the interview record to two pages, with the child’s words first.",
                    "OCEE",
                    "{missing}",
                    Due("slashes", -155),
                    (
                        "New form tested with 15 records.",
                        "Live since {d-158}.",
                        "Dip sample {d-47}: child’s words present in 48 of 50 records.",
                    ),
                    (
                        "The record is read by those who need it.",
                        "",
                        "Records shared with police within one working day: 94%, from 60%.",
                    ),
                ),
                DemoAction(
                    "Dip sample 20 interviews a month for quality and safety planning.",
                    "OOCC",
                    "{qa}",
                    Due("slashes", -33),
                    (
                        "Sample tool agreed.",
                        "40 sampled: good or better 45%.",
                        (
                            "60 sampled: good or better 62%. Now part of the audit cycle, so the action is "
                            "closed."
                        ),
                    ),
                    ("Interviews lead to plans, not to paper.",),
                ),
            ),
        ),
        DemoOutcome(
            "Patterns are seen early and places of risk are made safer.",
            (
                DemoAction(
                    "Hold a daily ten-minute missing call with police and the emergency duty team.",
                    "OCEE",
                    "{missing}",
                    Due("slashes", -165),
                    (
                        "Call began {d-222}.",
                        "Daily since then, weekends included.",
                        "Thematic review by police {d-57}: grading of risk agreed in 96% of calls.",
                    ),
                    (
                        "Every missing child has a named adult looking for them.",
                        "Average length of an episode: 9 hours, from 16.",
                    ),
                ),
                DemoAction(
                    "Bring push and pull factors from interviews to the exploitation panel each month.",
                    "OOOO",
                    "{missing} / {data.name} {data.post}",
                    Due("slashes", 165),
                    (
                        "Factors coded by hand.",
                        "First map of places shown to the panel {d-79}.",
                        "",
                        (
                            "Two parks and one take-away visited with licensing and youth workers after the "
                            "{m-1} panel."
                        ),
                    ),
                    ("Disruption follows what children tell us.",),
                ),
                DemoAction(
                    CONSENT_GUIDE,
                    "----",
                    "{missing}",
                    Due("slashes", 80),
                    (),
                    ("Partners tell us at once when a child is missing.",),
                ),
            ),
        ),
        DemoOutcome(
            (
                "Children in care who live outside the county are looked for as hard as those "
                "who live within it."
            ),
            (
                DemoAction(
                    (
                        "Agree with four neighbouring police forces how missing reports and interviews "
                        "are shared."
                    ),
                    "OODD",
                    "{care}",
                    Due("slashes", -22),
                    (
                        "Letters sent to four forces.",
                        "Two forces have agreed.",
                        "Third force has asked for a new data agreement.",
                        "Three forces agreed; the fourth meets on {d+18}.",
                    ),
                    ("Interviews for children living elsewhere: 38% completed at the start.",),
                    exceptional=Exceptional(
                        "One force will not share until a new data protection assessment is signed.",
                        (
                            "The charity travels to the child in the meantime. Assessment drafted by our "
                            "own officer."
                        ),
                        Due("slashes", 42),
                    ),
                ),
                DemoAction(
                    (
                        "Tell the independent reviewing officer of each episode within one working day, "
                        "and review the plan after the third."
                    ),
                    "OOOR",
                    "{qa}",
                    Due("slashes", 29),
                    (
                        "Alert designed.",
                        "Alert tested.",
                        "Alert live {d-45}: 82% told in time.",
                        (
                            "79% told in time; the alert fails for children placed through the emergency "
                            "duty team. Fix requested."
                        ),
                    ),
                    ("Reviewing officers challenge drift in safety plans.",),
                ),
            ),
        ),
    ),
)
