"""`load-funds` and the exports of funds: what is printed, the codes, and that a dry run changes nothing."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cli import main
from commands.terminal import DONE, REFUSED, USAGE
from tests.integration.commands.conftest import *  # noqa: F403 - its fixtures
from tests.workbooks import build_xlsx

FUND_REPORT_KEYS = [
    *("file", "sha256", "size", "plan", "as_at", "can_load", "changes_nothing", "sentence", "tables", "funds"),
    *("lines", "movements", "unchanged", "loaded_before", "issues"),
]
GRANTS = [
    ["Fund", "Funder", "Year", "Line", "Amount £"],
    ["Grant A", "Department", "2024/25", "Training", 35000],
]
LEDGER = "Date,Type,Fund,Line,Amount £,Reference\n01/05/2024,Invoice,Grant A,Training,12.34,I-1\n"
