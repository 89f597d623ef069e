"""What every test may rely on."""

import gc
import os
from pathlib import Path

import pytest

from tests.databases import OneFile, ReadyFiles

# The rubbish of a run is small beside what its modules and tests keep to its end, which Python would look
# through again and again: a tenth of the time of a page. What is thrown away is still collected.
gc.set_threshold(50_000, 20, 20)


def pytest_xdist_auto_num_workers() -> int:
    """Three workers for two cores: while one waits for a browser or a server, two have work."""
    return max(1, (os.cpu_count() or 1) * 3 // 2)


def pytest_collection_finish() -> None:
    """Let Python not look for rubbish in modules and collected tests, which stay to the end."""
    gc.freeze()


@pytest.fixture(scope="session")
def folder_of_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that all workers of one run share."""
    folder = tmp_path_factory.getbasetemp()
    # A worker of pytest-xdist has a folder of its own within the run's.
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def ready_files(folder_of_run: Path) -> ReadyFiles:
    """SQLite files to copy, made once however many workers there are."""
    return ReadyFiles(folder_of_run)


@pytest.fixture(scope="session")
def one_file(tmp_path_factory: pytest.TempPathFactory, ready_files: ReadyFiles) -> OneFile:
    """This worker's SQLite file and engine."""
    return OneFile(tmp_path_factory.mktemp("database") / "plan.db", ready_files)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: a file made for a test holds the moment it was made, and every worker
    of a run must collect the same names."""
    return argname if isinstance(val, bytes) else None
