"""What each command does, once its words are understood; `cli.py` parses them and gives the exit codes."""
