"""What a line above or between the rows of a table says by its words: a title, a label, an edition, a key.

Owns: these words. Refuses: where a line stands, which `find_tables` weighs with them.
"""

import re

from loaders.files.default_names import is_default_name

OUTCOME_ROW = re.compile(r"(?:outcome|objective)s?\b[^:\n]{0,40}:\s*(\S.*)", re.IGNORECASE | re.DOTALL)
AREA_WORD = re.compile(
    r"\s*(ofsted\s+)?(area|priority|recommendation|theme|workstream)\b.{0,30}?\d", re.IGNORECASE
)
# "40% complete" or "3 of 7" beside a title.
SHARE = re.compile(r"\d{1,3}(?:\.\d+)? ?%(?: \w+){0,2}|\d+ ?(?:/|of) ?\d+(?: \w+){0,2}", re.IGNORECASE)
_KEY_HEADING = re.compile(
    r"(b?rag[b]?|r/a/g|colour|status)?\s*(rating|status)?\s*(key|legend)\s*:?", re.IGNORECASE
)
# "Strategic lead: …", "Overall RAG: …" and what a tool's export says of itself head nothing.
_LABEL = re.compile(
    r"[^\n:]{0,30}\b(?:lead|leads|owner|sponsor|officer|chair|director|date|status|rag|brag|rating|updated?"
    r"|version|author|plan (?:name|id|title))\b\s*:.*|plan (?:name|id|title)|date of export",
    re.IGNORECASE | re.DOTALL,
)
_OFFICE = re.compile(
    r"sro|(?:senior responsible|accountable|executive|strategic|operational|programme|priority)?\s*"
    r"(?:owner|officer|lead|sponsor|chair|director)s?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"\s*\(?(?:cont(?:inued|d|['’]d)?|see|notes?|(?:sub-?)?totals?|page|end of)\b", re.I)


def is_key_title(text: str) -> bool:
    """Say whether a text heads a key of ratings."""
    return len(text) < 40 and bool(_KEY_HEADING.fullmatch(text.strip()))


def is_label(text: str) -> bool:
    """Say whether a line above a table is no title: "Strategic lead: …", or "Table 1" as a program writes."""
    return text.rstrip().endswith(":") or is_default_name(text) or bool(_LABEL.fullmatch(text.strip()))


def names_office(text: str) -> bool:
    """Say whether a text is no more than an office: "SRO", "Executive lead", "Sponsor"."""
    return bool(_OFFICE.fullmatch(text.strip(" :")))


def names_rows(text: str) -> bool:
    """Tell "Workforce" and "Front door and thresholds" from a ref, a note and "continued"."""
    return bool(re.search(r"[^\W\d_]{4,}", text)) and not (
        re.search(r"[.:;]\s*$", text) or is_label(text) or _NO_NAME.match(text)
    )


def is_edition(text: str) -> bool:
    """A line such as "Version 3" or a date says which edition of the plan this is, and heads nothing."""
    return is_date_like(text) or bool(
        re.match(r"\s*(version|draft|v\d+|(last )?updated|as at|as of|dated?)\b", text, re.IGNORECASE)
    )


def is_date_like(text: str) -> bool:
    """A line such as "12 December 2022" begins with a number and numbers nothing."""
    return bool(re.fullmatch(r"\s*\d{1,2}(st|nd|rd|th)?\s+[A-Za-z]{3,9}\.?,?\s+\d{2,4}.{0,20}", text))
