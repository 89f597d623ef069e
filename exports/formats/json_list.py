"""Records as a JSON list for programs.

Owns: encoding, and that every text is as written. Refuses: which records there are.
"""

import json
from collections.abc import Mapping, Sequence


def write_json(records: Sequence[Mapping[str, object]]) -> bytes:
    """Write records as a JSON list in UTF-8; raises ValueError for a number that JSON lacks."""
    text = json.dumps(records, ensure_ascii=False, indent=2, allow_nan=False)
    # Half a surrogate pair has no UTF-8 form; as an escape it is still valid JSON.
    return (text + "\n").encode("utf-8", "backslashreplace")
