"""The refs of actions as paths of numbers.

Owns: parting a ref. Refuses: what a ref without numbers means.
"""

import re

_NUMBERED = re.compile(r"\s*[A-Za-z]{0,4}[\s.\-]?(\d+(?:[.\-]\d+)*)[.)]?\s*")


def ref_path(ref: str) -> tuple[str, ...]:
    """Part a ref into its numbers: "1.2.3" is ("1", "2", "3"); () for what is no number."""
    match = _NUMBERED.fullmatch(ref)
    return tuple(re.split(r"[.\-]", match[1])) if match else ()
