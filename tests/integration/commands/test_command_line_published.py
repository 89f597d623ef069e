"""`load-published`: what is printed, the codes, that a dry run is dry, and whose plan it is."""

import json

import pytest

from commands.terminal import DONE, REFUSED, USAGE
from loaders.published.published_report import PUBLISHED_KEYS
from tests.integration.commands.test_command_line import Run, Save
from tests.integration.commands.test_command_line import loaded as loaded
from tests.integration.commands.test_command_line import run as run
from tests.integration.commands.test_command_line import save as save

FILE = (
    "\ufeffShort Desc,Data item,Years,LA and Regions,Values,LA Number,Region\n"
    "ReReferral,Percentage of referrals,2024,Hillside,27.2,801.0,North\n"
    "ReReferral,,2024,England,-,970.0,NA\n"
    "Costs,Money,2024,Hillside,5,801.0,North\n"
).encode()
PUBLISHED_ON = ("--as-at", "2024-10-31")


@pytest.mark.usefixtures("loaded")
def test_a_release_is_loaded_once_and_a_plan_is_given_its_council(run: Run, save: Save) -> None:
    file = save("figures.csv", FILE)
    told = json.loads(run("load-published", file, *PUBLISHED_ON, "--dry-run", "--json")[1])
    assert list(told) == list(PUBLISHED_KEYS)
    assert (told["rows"], told["stored"], told["new"]) == (3, ["ReReferral"], 2)
    assert (told["symbols"], told["councils"], told["release"]) == ({"-": 1}, 1, "2024")
    assert run("load-published", file, *PUBLISHED_ON)[1].endswith("\nLoaded.\n")
    assert run("load-published", file, *PUBLISHED_ON)[1].endswith("\nNothing changed.\n")
    code, _, err = run("load-published", file, *PUBLISHED_ON, "--council", "999")
    assert (code, "No release that is loaded names a council 999" in err) == (REFUSED, True)
    assert run("load-published", file, *PUBLISHED_ON, "--council", "801")[1].endswith("\nLoaded.\n")
    assert run("load-published", file, *PUBLISHED_ON, "--council", "801")[1].endswith("\nNothing changed.\n")


def test_what_is_not_said_and_what_is_no_file_is_one_message(run: Run, save: Save) -> None:
    file = save("figures.csv", FILE)
    code, _, err = run("load-published", file)
    assert (code, "nothing says when the release was published" in err) == (REFUSED, True)
    assert run("load-published", file, "--year-ends", "13")[0] == USAGE
    code, _, err = run("load-published", save("other.csv", b"Month,Value\n1,2\n"), *PUBLISHED_ON)
    assert (code, "none of the published files" in err) == (REFUSED, True)
    code, out, _ = run("load-published", file, *PUBLISHED_ON, "--measure", "Costs", "--dry-run")
    assert (code, "* Costs: Money" in out) == (DONE, True)
