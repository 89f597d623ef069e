"""Relationships between the parts of an Office package.

Owns: which part another points to inside the package, and the addresses of links that lead outside.
Refuses: following a link that leads outside; it is an address to show and nothing else.
"""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from loaders.files.read_package import Package
from loaders.files.read_xml import each_child, parse_xml


class Link(NamedTuple):
    """A relationship from one part to another."""

    id: str
    kind: str  # the last word of its type: "worksheet", "styles"
    target: str


def links_of(package: Package, part: str) -> Iterator[Link]:
    """Give the relationships of a part inside the package; "" is the package itself."""
    folder = posixpath.dirname(part)
    for written in _written(package, part):
        if written.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, written.get("Target", "")))
            kind = written.get("Type", "").rpartition("/")[2]
            yield Link(written.get("Id", ""), kind, target.lstrip("/"))


def outside_links(package: Package, part: str) -> dict[str, str]:
    """Give the addresses that a part's hyperlinks lead to, by the number of the relationship."""
    return {
        written.get("Id", ""): written.get("Target", "")
        for written in _written(package, part)
        if written.get("TargetMode") == "External" and written.get("Type", "").endswith("/hyperlink")
    }


def _written(package: Package, part: str) -> Iterator[Element]:
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place in package:
        yield from each_child(parse_xml(package.read(place)), "Relationship")


def small_part(package: Package, part: str | None) -> Element | None:
    """Parse a part that is held whole; None for no part."""
    return parse_xml(package.read(part)) if part is not None else None
