"""What was seen in a RAG column, in words.

Owns: saying "fill:00B050" so that a person knows the colour without seeing it. Refuses: its meaning.
"""

import colorsys

_HUES = (
    (15, "red"), (36, "orange"), (52, "amber"), (70, "yellow"), (165, "green"), (200, "turquoise"),
    (255, "blue"), (320, "purple"), (345, "pink"), (361, "red"),
)  # fmt: skip


def seen_words(seen: str) -> str:
    """Say what a key entry stands for: "green fill (#00B050)", "no fill", "any green", "the word “Amber”"."""
    kind, _, value = seen.partition(":")
    if kind == "fill":
        return "no fill" if value == "none" else f"{_colour_word(value)} fill (#{value})"
    if kind == "colour":
        return f"any {value}"
    return f"the word “{value}”" if kind == "word" else seen


def _colour_word(hexadecimal: str) -> str:
    try:
        red, green, blue = (int(hexadecimal[start : start + 2], 16) / 255 for start in (0, 2, 4))
    except ValueError:
        return "some"
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if lightness > 0.97:
        return "white"
    if lightness < 0.08:
        return "black"
    if saturation < 0.12:
        return "grey"
    word = next(word for end, word in _HUES if hue * 360 < end)
    return f"pale {word}" if lightness > 0.8 else word
