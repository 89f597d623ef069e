"""What was seen in a RAG column, in words that need no eye for colour.

Owns: naming colours as people do, and saying what a key entry's `seen` stands for. Refuses: what it means.
"""

from functools import lru_cache

NO_FILL = "fill:none"


@lru_cache(maxsize=4096)
def colour_name(rgb: str) -> str:
    """Name the family of a colour "RRGGBB" as a person would: green, yellow, amber, red, blue, …"""
    red, green, blue = (int(rgb[place : place + 2], 16) for place in (0, 2, 4))
    high, low = max(red, green, blue), min(red, green, blue)
    if high < 40:
        return "black"
    if high - low < 24 or (high - low) / high < 0.09:
        return "white" if low > 240 else "grey"
    spread = high - low
    if high == red:
        hue = 60 * ((green - blue) / spread % 6)
    elif high == green:
        hue = 60 * ((blue - red) / spread + 2)
    else:
        hue = 60 * ((red - green) / spread + 4)
    limits = ((15, "red"), (47, "amber"), (66, "yellow"), (170, "green"), (260, "blue"), (330, "purple"))
    return next((name for limit, name in limits if hue < limit), "red")


def describe(seen: str) -> str:
    """Put what was seen into words: "fill:00B050" is "green (#00B050)"."""
    kind, _, value = seen.partition(":")
    if seen == NO_FILL:
        return "no colour"
    if kind == "fill":
        return f"{colour_name(value)} (#{value})"
    if kind == "ink":
        return f"{colour_name(value)} letters (#{value})"
    return f"any {value}" if kind == "colour" else f"“{value}”"
