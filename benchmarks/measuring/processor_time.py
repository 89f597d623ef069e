"""How much processor time and memory the processes that a benchmark started use: servers and browsers.

Owns: reading it from what Linux tells of each process. Refuses: other systems, which tell it otherwise.
"""

import os
from collections import defaultdict
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
# Of /proc/<id>/stat, after the name: the parent; user and system time, its own and that of dead children.
_PARENT, _TIMES = 1, slice(11, 15)


def process_seconds(number: int) -> float:
    """Return the seconds of processor time that one process has used. Raises OSError where nothing tells."""
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[_TIMES])) / _TICKS


def started_processes() -> float:
    """Return the seconds of processor time of every process under this one, those that ended included.

    Raises OSError where the system does not tell.
    """
    parents: defaultdict[int, list[int]] = defaultdict(list)
    seconds: dict[int, float] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended meanwhile
        number = int(folder.name)
        parents[int(fields[_PARENT])].append(number)
        seconds[number] = sum(map(int, fields[_TIMES])) / _TICKS
    total, left = 0.0, list(parents[os.getpid()])
    if not seconds:
        raise OSError("this system does not tell the processor time of processes under /proc")
    while left:
        number = left.pop()
        total += seconds[number]
        left += parents[number]
    return total


def seconds_of(process: int) -> float:
    """Return the seconds of processor time of one process, without those of its children."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[_TIMES][:2])) / _TICKS


def memory_of(process: int) -> float:
    """Return the memory that a process holds at present, in megabytes."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
