"""Every file of the hostile corpus ends as it should, and none takes much memory on the way."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from loaders.files.issues import ISSUE_TYPES
from tests.hostile_files import LOADS, HostileFile, hostile_files
from tests.places import ROOT

CORPUS = list(hostile_files())
MOST_MEMORY = 600 * 1024  # kB

# Read in a process of its own, so that its peak memory is the readers' and not that of other tests.
READ_ALL = """
import json, resource, sys, warnings
from pathlib import Path
from loaders.files.issues import Issue
from tests.hostile_files import hostile_files, keep_outcome, made_once, outcome_of

warnings.simplefilter("error")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
outcomes = {}
for hostile in hostile_files():
    outcome = outcome_of(hostile, made_once(hostile, Path(sys.argv[1])))
    keep_outcome(hostile, Path(sys.argv[1]), outcome)
    refused = isinstance(outcome, Issue)
    outcomes[hostile.name] = (outcome.type.code, outcome.seen) if refused else ("loads", "")
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(json.dumps({"outcomes": outcomes, "grown": grown}))
"""


@pytest.fixture(scope="session")
def result(folder_of_run: Path) -> Any:
    """Read the whole corpus once, however many workers the tests of this module are spread over."""
    file = folder_of_run / "hostile-files.json"
    with FileLock(f"{file}.lock"):
        if not file.exists():
            done = subprocess.run(
                [sys.executable, "-c", READ_ALL, str(folder_of_run)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=900,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            file.write_text(done.stdout, encoding="utf-8")
    return json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.name)
def test_a_hostile_file_ends_as_expected(hostile: HostileFile, result: Any) -> None:
    assert result["outcomes"][hostile.name][0] == hostile.expected


@pytest.mark.parametrize(
    "hostile", [hostile for hostile in CORPUS if hostile.expected != LOADS], ids=lambda hostile: hostile.name
)
def test_a_refusal_says_what_was_seen(hostile: HostileFile, result: Any) -> None:
    assert result["outcomes"][hostile.name][1]


def test_reading_the_whole_corpus_takes_bounded_memory(result: Any) -> None:
    assert result["grown"] < MOST_MEMORY


def test_the_corpus_expects_every_kind_of_refusal_and_names_files_once() -> None:
    refusals = {code for code in ISSUE_TYPES if code.startswith("file-")}
    assert {hostile.expected for hostile in CORPUS} - {LOADS} == refusals
    assert len({hostile.name for hostile in CORPUS}) == len(CORPUS)
