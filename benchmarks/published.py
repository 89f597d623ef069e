"""How long checking the sector's long data takes, against pandas reading the same file, and in which memory.

641,070 invented rows, of which a twentieth of the measures is kept, against `pandas.read_csv` of the same
file, which keeps all of it and understands nothing. Both in processor time, each in a process of its own,
whose peak memory is measured too. Run `python -m benchmarks.published`.
"""

import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.inputs.large_published import ROWS, write_long_data
from benchmarks.measuring.ratios import Compared, in_turn, options, report

ROUNDS = 3
_AFTER = """
import resource, time
from pathlib import Path
begun = time.process_time()
{work}
took, status = time.process_time() - begun, Path("/proc/self/status")
# getrusage would also tell of the process that this one was started by.
told = status.read_text().partition("VmHWM:")[2].split() if status.exists() else []
print(took, float(told[0] if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
"""
_OURS = """
import sys
from datetime import date
from loaders.published.published_import import ToldOfRelease, check_published
from loaders.published.published_read import read_published_file
""" + _AFTER.format(
    work="""
with open(sys.argv[1], "rb") as stream:
    report = check_published(None, read_published_file("long.csv", stream), ToldOfRelease(date(2025, 10, 30)))
assert report.can_load and report.read.rows == int(sys.argv[2]), report.issues
"""
)
_THEIRS = "import sys, pandas\n" + _AFTER.format(
    work="assert len(pandas.read_csv(sys.argv[1])) == int(sys.argv[2])"
)


def run(script: str, path: Path, peaks: list[float]) -> float:
    """Run a script in a process of its own; return its processor time, and note its peak memory in MB."""
    command = [sys.executable, "-c", script, str(path), str(ROWS)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    peaks.append(float(said[1]))
    return float(said[0])


def compare(rounds: int, folder: Path) -> tuple[Compared, str]:
    """Measure both in turn."""
    path = folder / "long.csv"
    write_long_data(path)
    ours: list[float] = []
    theirs: list[float] = []
    measured, against = in_turn(rounds, partial(run, _OURS, path, ours), partial(run, _THEIRS, path, theirs))
    sentence = f"Peak memory: {median(ours):.0f} MB against {median(theirs):.0f} MB (whole processes)."
    return Compared(f"check of {ROWS:,} rows / `pandas.read_csv`", measured, against), sentence


def main() -> int:
    """Print the result; nothing is promised but that memory does not grow with the rows."""
    given = options(__doc__, ROUNDS).parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        result, sentence = compare(given.rounds, Path(folder))
    return report("published", [result], [sentence], write=given.write)


if __name__ == "__main__":
    sys.exit(main())
