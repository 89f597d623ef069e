"""What somebody typed into the fields of a form and has not saved, as a draft stores it.

Owns: that form, and how much a draft may hold, in what was typed. Refuses: whose draft it is and of what.
"""

import json
from collections.abc import Mapping

from data_model.shared.refusals import Refused

_LONGEST = 200_000  # bytes of the words alone, as a text file would have them


def write_fields(fields: Mapping[str, str], what: str, instead: str) -> str:
    """Return the fields as a draft stores them: in ASCII, so that it holds what no database takes in a text.

    Raises Refused for words of more than 200 kB, saying `what` they are and what to do `instead`.
    """
    if sum(len(words.encode("utf-8", "surrogatepass")) for words in fields.values()) > _LONGEST:
        raise Refused(f"{what} is too long to be kept (more than 200 kB). {instead}")
    return json.dumps(dict(fields))
