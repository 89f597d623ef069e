"""Where the program lies and what its command is called.

Owns: telling a copy that was installed from the project's folder. Refuses: where data lie (`data_folder`).
"""

from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]
# Only the wheel makes a package of the program's folder (pyproject.toml).
IS_INSTALLED = (PROGRAM / "__init__.py").is_file()
# What a person types before a command's name, and the name under which it speaks.
COMMAND = "improvement-plan" if IS_INSTALLED else "python cli.py"
COMMAND_NAME = "improvement-plan" if IS_INSTALLED else "cli.py"
