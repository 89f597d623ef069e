"""Words of the service that no name of a person is made of, and the outcomes that figures are made of.

Owns: the words by which "North Team" is told from a name, and the wordings of a referral and of no further
action.
Refuses: guessing an outcome from a part of its words; what only speaks of a referral is named as a doubt.
"""

from enum import Enum

from data_model.measures.measure_vocabulary import measure_key

_SERVICE = """
a abuse academy accepted access action adoption adult adults advice after aftercare agency alcohol amber
ambulance and anonymous area assessed assessment authority awaiting blue board borough brief cafcass camhs
care carer case central centre child children childrens cin city client closed coast college community
complete completed concern conference contact control council county court criminal csc day dealt decision
declined dentist department disabilities disability disabled district domestic door down drug duty early
east eastern education eh emergency emotional enquiries enquiry exploitation families family finance fire
first five for forwarded foster fostering four from front further gp green group harm health help high
hospital hospitals hours housing hub immigration in independent information initial inn intake integrated
intervention justice kinship leaving level library local locality looked low mash match medical medium
meeting member mental midwife multi multi-agency national need needs neglect neighbour new nfa nhs night no
none north north-east north-west northern not nursery of offending office officer on one online open orange
other out outcome outside parent parents partnership passed pathway pending people permanence person
physical pink plan police pool practice practitioner prevention primary priority private probation
professional progress progressed progressing project protection provider public purple quality reassess
received red redirected refer referral referred region regional rejected relative request required
residential resource response return review risk room rural safeguard safeguarding same school screening
secondary seconds section sector self send senior service services setting seven sexual sign signpost
signposted signposting six social south south-east south-west southern specialist st stage start statutory
step stop strategy street sub substance support supported targeted team telephone ten the three threshold
through tier to town transfer transferred triage two undecided unit universal university unknown up urgent
valley virtual visitor voluntary welfare west western work worker yellow yes yot young youth
"""
NOT_NAMES = frozenset(_SERVICE.split())


class Ending(Enum):
    """What an outcome counts as."""

    REFERRAL = "referral"
    NO_ACTION = "no further action"
    OTHER = "other"
    DOUBT = "doubt"  # it speaks of a referral or of no action and is neither wording
    BLANK = "blank"


_OWN_WORDS = "s child children childrens social care csc the a new services service assessment to as"
_OWN = frozenset(_OWN_WORDS.split())
_REFERRAL = frozenset(
    (
        *("referral", "referral accepted", "accepted referral", "accepted", "progress referral", "referred"),
        *("progressed referral", "progressing referral", "progresses referral", "proceed referral"),
        *("proceeded referral", "converted referral", "convert referral", "contact referral", "re referral"),
        *("contact progressed referral", "contact accepted referral", "became referral", "referral made"),
        *("becomes referral", "resulting in referral", "contact resulting in referral", "referral created"),
        "step up referral",
    )
)


def ending_of(outcome: str) -> Ending:
    """Say what an outcome as written counts as. The service's own words beside a referral do not matter:
    "Progress to referral", "Referral to children's social care"."""
    key = measure_key(outcome)
    if not key:
        return Ending.BLANK
    words = key.split()
    if words[0] == "nfa" or key.startswith("no further action") or key == "no action":
        return Ending.NO_ACTION
    rest = " ".join(word for word in words if word not in _OWN)
    if "referral" in words or "referred" in words:
        return Ending.REFERRAL if rest in _REFERRAL else Ending.DOUBT
    return Ending.DOUBT if "nfa" in words or "no further action" in key or "refer" in words else Ending.OTHER
