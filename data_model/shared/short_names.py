"""Short names for areas, for places where a whole title does not fit.

Owns: where a title may be cut. Refuses: rewording; a short name is a run of the title's own words.
"""

import re

LONGEST = 45  # characters

# Where a title goes on to say why, how or for whom; the part before it stands alone.
_BREAKS = re.compile(
    r"[,;:(–—]| - |\. | (?:so that|in order to|in order that|to ensure|to make sure|including|such as|when"
    r"|where|which|who|that|by|for children|for all children|across|through|and direction|and those"
    r"|at all levels)\b",
    re.IGNORECASE,
)
# How most areas begin, which says nothing that tells one from another.
_OPENING = re.compile(
    r"(?:the )?(?:(?:quality|timeliness|effectiveness|consistency|speed|impact)(?:,? and |, )?)+ of (?:the )?"
    r"|(?:the )?(?:service |council's )?response to (?:the )?",
    re.IGNORECASE,
)
_DANGLING = frozenset(
    "a all an and at by each every for from in into of on or our the their to with".split()  # noqa: SIM905
)
_SHORTEST = 8  # a shorter beginning says too little to stand alone


def short_name(title: str) -> str:
    """Return the first telling words of a title, at most 45 characters, cut where they can stand alone.

    An opening such as "The quality and timeliness of" is left out where enough remains. Cut before the first
    natural break; a part still too long is cut after a whole word and marked with "…". Empty only for an
    empty title.
    """
    tidy = " ".join(title.split()).rstrip(" .,;:")
    opening = _OPENING.match(tidy)
    if opening:
        rest = tidy[opening.end() :]
        if len(_BREAKS.split(rest, maxsplit=1)[0]) >= _SHORTEST:
            return rest[0].upper() + _cut(rest)[1:]
    return _cut(tidy) or title.strip()


def _cut(tidy: str) -> str:
    found = (match.start() for match in _BREAKS.finditer(tidy))
    start = tidy[: next((place for place in found if place >= _SHORTEST), len(tidy))].rstrip(" .,;:-–—(")
    if len(start) <= LONGEST:
        return start
    words = start[:LONGEST].rsplit(" ", 1)[0].split()
    while len(words) > 1 and words[-1].lower() in _DANGLING:
        words.pop()
    return " ".join(words)[: LONGEST - 1].rstrip(" .,;:-–—(") + "…"
