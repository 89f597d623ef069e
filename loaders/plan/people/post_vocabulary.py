"""The words by which a post, a team or an organisation is told from a person's name.

Owns: the lexicon of post words, topics and abbreviations, and the questions asked of one word.
Refuses: reading a whole cell (`responsible` does). Words that are also common surnames (Young,
West, Foster, Ward, Dean) are left out on purpose: a name must not lose its surname.
"""

import re
from functools import lru_cache

from data_model.shared.name_key import TITLES


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# The noun that makes a phrase a post; its plural makes it a post of several people.
_HEADS = _words(
    """
    head director manager lead leader officer chair chairperson chairman chairwoman worker consultant
    specialist commissioner coordinator co-ordinator practitioner adviser advisor analyst auditor accountant
    solicitor lawyer barrister reviewer trainer tutor teacher headteacher nurse doctor gp psychologist
    therapist supervisor superintendent inspector partner sponsor owner holder secretary administrator clerk
    assessor governor councillor professional colleague mentor ambassador registrar controller guardian
    convenor facilitator developer engineer trustee treasurer chief staff member dcs
    """
)
# Words of posts, teams and topics that do not make a post by themselves.
_TOPICS = _words(
    """
    assistant deputy vice service interim acting strategic business practice team partnership executive
    corporate independent designated social principal senior advanced newly qualified board committee panel
    group sub subgroup forum council city county borough district cabinet portfolio leadership operational
    programme project performance quality assurance data intelligence information improvement transformation
    strategy policy commissioning procurement finance financial legal human resources workforce learning
    development commission training recruitment retention communications engagement participation children
    childrens child care leaver looked regulated family families adult adults education educational early
    years help intervention prevention front door first response fieldwork safeguarding protection
    assessment referral duty emergency disability disabilities disabled inclusion send special needs school
    schools virtual attendance welfare admissions exclusion missing exploitation contextual youth justice
    offending homelessness housing health police probation hospital mental public nhs community communities
    locality localities area region regional edge fostering adoption kinship permanence placement placements
    sufficiency residential home homes accommodation semi-independent leaving aftercare unaccompanied asylum
    seeking court courts proceedings conference conferencing reviewing review audit scrutiny governance risk
    complaints customer digital systems technology ict technical innovation research evaluation equality
    diversity multi multi-agency agency agencies cross-council directorate department division office unit
    hub network college university trust charity voluntary sector provider providers third-sector statutory
    non-statutory national local authority government ofsted dfe department's all each every any both
    various everyone whole relevant appropriate respective other named nominated allocated current new
    temporary permanent external internal lay parent parents carer carers people person persons advocacy
    advocate return interview interviews domestic abuse violence substance misuse drug alcohol targeted
    universal specialised thematic insight systemic support supported responsible accountable tbc tbd tba
    vacant vacancy pending unknown none appointed confirmed ongoing monthly weekly quarterly immediate dual
    shared joint co-chair working task finish property estates facilities commercial contracts contract
    brokerage payments democratic change delivery planning excellence standards academy lives life story
    wellbeing inspection
    """
)
# Compared as written, since "Ad" or "Pa" may be a name where "AD" and "PA" are not.
_HEAD_ABBREVIATIONS = _words(
    """
    HR HoS HOS HoSs DCS AD ADs SM SMs TM TMs ATM ATMs DTM LADO IRO IROs PSW PSWs CEO SRO DSL VSH EWO PA PAs
    GP GPs SW SWs ASW COO CFO DASS DPH SENCO SENCo PM CSM GM DM ADM CPC CPCC ASYE ASYEs BSO SSW
    """
)
_TOPIC_ABBREVIATIONS = _words(
    """
    QA MASH CIS CIC CiC LAC UASC SEND EHCP EHC CSC CSCP LSCP LSCB NCSCP MACE MET CME EWS YJS YOT YOS NHS ICB
    CCG CAMHS DfE DFE DWP CPS SLT CLT DMT DLT SMT ELT PMO BI IT ICT PI RHI NEET NRM EDT FGC PLO CP CIN CiN
    CWD ILACS PR LA LGA NSPCC VS CE CCE CSE DA IDVA MARAC MAPPA SCR CDOP FJB CAFCASS Cafcass PIB EIB IB DBS
    L&D OD EH FH TBC TBD TBA NA EDI PEP PEPs CLA CYP CYPS SG SGO ART QAF QAT PQA OOH
    """
)
PARTICLES = _words(
    """
    de da di do dos du del della van von der den ter la le el al bin bint ibn ap ab ul ur y und af av zu
    """
)

_NAME = re.compile(r"(?:d['’])?[^\W\d_](?:[^\W\d_]|['’‘ʼ`.\-‐‑–]|[\u0300-\u036f\u0900-\u0dff])*")
_POSSESSIVE = re.compile(r"['’‘ʼ]s?$")


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word.casefold().strip(".!?*\"“”'’‘"))


def _in(word: str, words: frozenset[str]) -> bool:
    return word in words or (word.endswith("s") and word[:-1] in words)


@lru_cache(maxsize=8192)
def is_post_head(word: str) -> bool:
    """Say whether a word makes a phrase a post ("Manager", "consultants", "LADO")."""
    bare = _bare(word)
    if word.strip(".!?*") in _HEAD_ABBREVIATIONS or _in(bare, _HEADS):
        return True
    *first, last = re.split("[-‐‑–]", bare)  # "Vice-Chair", but not "Example-Head"
    return (
        bool(first) and _in(last, _HEADS) and all(_in(part, _TOPICS) or _in(part, _HEADS) for part in first)
    )


@lru_cache(maxsize=8192)
def is_plural_head(word: str) -> bool:
    """Say whether a word makes a phrase a post of several people ("Managers", "IROs", "staff")."""
    stripped, bare = word.strip(".!?*"), _bare(word)
    if stripped in _HEAD_ABBREVIATIONS:
        return stripped.endswith("s")
    return bare == "staff" or (bare.endswith("s") and bare not in _HEADS and bare[:-1] in _HEADS)


@lru_cache(maxsize=8192)
def is_post_word(word: str) -> bool:
    """Say whether a word belongs to posts, teams and topics rather than to names."""
    if is_post_head(word):
        return True
    stripped, bare = word.strip(".!?*"), _bare(word)
    if stripped in _TOPIC_ABBREVIATIONS or stripped.removesuffix("s") in _TOPIC_ABBREVIATIONS:
        return True
    parts = re.split("[-‐‑–]", bare)
    return _in(bare, _TOPICS) or all(_in(part, _TOPICS) or _in(part, _HEADS) for part in parts)


@lru_cache(maxsize=8192)
def is_name_word(word: str) -> bool:
    """Say whether a word can stand in a person's name: a capital first, letters only, not a post word."""
    if not _NAME.fullmatch(word) or _POSSESSIVE.search(word) or is_post_word(word):
        return False
    return not word[0].islower() or word[1:2] in "'’" and word[2:3].isupper()


def is_title(word: str) -> bool:
    """Say whether a word is a title before a name ("Dr", "Cllr.")."""
    return word.rstrip(".").casefold() in TITLES


def is_bare_capitals(word: str) -> bool:
    """Say whether a word is capitals alone and so may be initials or an abbreviation."""
    letters = word.replace(".", "")
    return len(letters) >= 2 and letters.isalpha() and letters.isupper()
