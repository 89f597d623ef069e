"""What a page drew, as text: every element in its order with everything that a reader sees of it.

Owns: what is left out: ids, keys, addresses of scripts and of media. Refuses: opening a page (see `pages`).
"""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from streamlit.testing.v1.element_tree import Block, Node

_LEFT_OUT = frozenset(
    (
        "id", "element_id", "form_id", "page_script_hash", "url", "deferred_file_id", "data", "arrow_data",
        "styler", "editing_mode", "fragment_id",
    )
)  # fmt: skip
_SHORT = 90  # characters of what is shown on one line
_JSON = frozenset(("spec", "columns", "config"))
_WIDGET = re.compile(r"\$\$(?:ID|WIDGET)[^\s\"]*")


def words_of(node: Node, depth: int = 0) -> Iterator[str]:
    """Say a block or an element and all that lies in it, a field a line."""
    inset = "  " * depth
    fields = _fields(node)
    is_block = isinstance(node, Block)
    if fields or not is_block:
        yield f"{inset}{node.type}"
        for name, value in fields.items():
            yield from _field(f"{inset}  ", name, value)
    if is_block:
        for _, child in sorted(node.children.items()):
            yield from words_of(child, depth + bool(fields))


def _fields(node: Node) -> dict[str, Any]:
    proto = getattr(node, "proto", None)
    if not isinstance(proto, Message):
        return {}
    fields = _tidy(MessageToDict(proto, preserving_proto_field_name=True))
    if node.type in ("dataframe", "arrow_data_frame", "table", "arrow_table"):
        fields["rows"] = cast(Any, node).value.to_csv(index=False)
    value = getattr(node, "value", None)
    if value is not None and "options" in fields:
        fields["chosen"] = str(value)
    return dict(sorted(fields.items()))


def _tidy(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        kept = {key: _tidy(one, key) for key, one in value.items() if key not in _LEFT_OUT}
        return {key: one for key, one in kept.items() if one not in ({}, [], None)}
    if isinstance(value, list):
        return [_tidy(one) for one in value]
    if isinstance(value, str) and name in _JSON:
        return _tidy(json.loads(value)) if value else None
    return _WIDGET.sub("…", value) if isinstance(value, str) else value


def _field(inset: str, name: str, value: Any) -> Iterator[str]:
    lines = (value if isinstance(value, str) else _shown(value)).splitlines() or [""]
    if len(lines) == 1:
        yield f"{inset}{name}: {lines[0]}"
        return
    yield f"{inset}{name}:"
    for line in lines:
        yield f"{inset}  {line}"


def _shown(value: Any) -> str:
    """Write a value as JSON, on one line where it is short."""
    written = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return (
        written if len(written) <= _SHORT else json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    )
