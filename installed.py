"""The way into an installed copy: the command `improvement-plan`.

Owns: letting an installed copy find its own modules. Refuses: every command (`cli`).

A wheel holds the whole program in one folder, of which this file is the `__init__` (pyproject.toml says so):
names such as `pages` and `charts` are too common to stand beside other packages. In the project's folder
nothing imports it.
"""

import sys
from pathlib import Path


def main() -> int:
    """Run one command of the command line and return its exit code."""
    # First, so that no other package of the environment can be taken for one of ours.
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    import cli

    return cli.main()
