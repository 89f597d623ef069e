"""Whether the product still says and writes the same, byte for byte, as it did before a change of its inside.

Owns: the command `python -m tests.sameness`. Refuses: judging whether what is said is right; tests do that.
"""
