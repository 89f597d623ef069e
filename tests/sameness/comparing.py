"""What differs between two collections.

Owns: naming files that differ, are missing or are new, and showing how a text differs. Refuses: forgiving
any difference.
"""

from collections.abc import Iterator
from difflib import unified_diff
from itertools import islice
from pathlib import Path

_LINES, _LONGEST = 40, 300


def compare(one: Path, other: Path) -> int:
    """Print every difference and return 1 where there is any, 2 where a folder holds nothing."""
    before, after = _files(one), _files(other)
    if not before or not after:
        print(f"There is nothing in {one if not before else other}.")
        return 2
    different = 0
    for name in sorted(before.keys() | after.keys()):
        if name not in after:
            print(f"- only in {one}: {name}")
        elif name not in before:
            print(f"+ only in {other}: {name}")
        else:
            old, new = before[name].read_bytes(), after[name].read_bytes()
            if old == new:
                continue
            print(f"! {name}")
            for line in islice(_difference(old, new), _LINES):
                print(f"    {line[:_LONGEST]}")
        different += 1
    print(f"{different:,} of {len(before.keys() | after.keys()):,} files differ.")
    return 1 if different else 0


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def _difference(old: bytes, new: bytes) -> Iterator[str]:
    try:
        texts = old.decode().splitlines(), new.decode().splitlines()
    except UnicodeDecodeError:
        return iter([f"{len(old):,} bytes before, {len(new):,} after"])
    return unified_diff(*texts, "before", "after", lineterm="", n=2)
