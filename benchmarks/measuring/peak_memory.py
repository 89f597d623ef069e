"""The most memory that a process of its own holds, before and after a piece of work.

Owns: how that is asked of the system. Refuses: the work; a benchmark brings it as a script.
"""

import subprocess
import sys
from pathlib import Path

# What a piece of work finds there: `sys`, and `print_peak`, which it calls before and after.
_BEGINNING = """
import resource, sys
from pathlib import Path


def print_peak():
    status = Path("/proc/self/status")
    told = status.read_text().partition("VmHWM:")[2].split() if status.exists() else []
    print(told[0] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)

"""


def peak_memory(work: str, *args: str | Path) -> tuple[float, float]:
    """Return the megabytes that a process has held at most, before and after the work, which gets `args`."""
    done = subprocess.run(
        [sys.executable, "-c", _BEGINNING + work, *map(str, args)],
        capture_output=True,
        check=True,
        text=True,
    )
    # Kilobytes, save on macOS, where they are bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    before, after = (int(line) / unit for line in done.stdout.split())
    return before, after
