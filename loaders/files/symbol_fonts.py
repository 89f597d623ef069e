"""Letters of symbol fonts as the symbols that are seen: "l" in Wingdings is ●.

Owns: the symbols that plans use for ratings, ticks and directions, by font. Refuses: the rest of these fonts,
whose letters stay as written.
"""

_WINGDINGS = {
    "A": "✌",
    "C": "👍",
    "D": "👎",
    "J": "☺",
    "K": "😐",
    "L": "☹",
    "O": "⚐",
    "P": "⚑",
    "R": "☼",
    "l": "●",
    "m": "❍",
    "n": "■",
    "o": "□",
    "p": "◻",
    "q": "❑",
    "r": "❒",
    "s": "⬧",
    "t": "⧫",
    "u": "◆",
    "v": "❖",
    "w": "⬥",
    "x": "⌧",
    "\x9f": "•",
    "\xa1": "○",
    "\xa4": "◉",
    "\xa5": "◎",
    "\xa7": "▪",
    "\xa8": "◻",
    "\xab": "★",
    "\xd5": "⌫",
    "\xd8": "➢",
    "\xdf": "←",
    "\xe0": "→",
    "\xe1": "↑",
    "\xe2": "↓",
    "\xe7": "←",
    "\xe8": "→",
    "\xe9": "↑",
    "\xea": "↓",
    "\xeb": "↖",
    "\xec": "↗",
    "\xed": "↙",
    "\xee": "↘",
    "\xf0": "⇨",
    "\xf1": "⇧",
    "\xf2": "⇩",
    "\xfb": "✗",
    "\xfc": "✓",
    "\xfd": "☒",
    "\xfe": "☑",
}
_WINGDINGS_2 = {
    "O": "✗",
    "P": "✓",
    "Q": "☒",
    "R": "☑",
    "S": "☒",
    "T": "☒",
    "U": "⮾",
    "V": "⮿",
    "\x95": "•",
    "\x96": "●",
    "\x97": "●",
    "\x98": "⬤",
    "\x99": "○",
    "\xa0": "▪",
    "\xa1": "■",
    "\xa2": "■",
    "\xa3": "□",
}
_WINGDINGS_3 = {
    "f": "←",
    "g": "→",
    "h": "↑",
    "i": "↓",
    "j": "↖",
    "k": "↗",
    "l": "↙",
    "m": "↘",
    "p": "▲",
    "q": "▼",
    "r": "△",
    "s": "▽",
    "t": "◀",
    "u": "▶",
    "v": "◁",
    "w": "▷",
    "\x80": "▶",
    "\xc6": "▸",
}
_WEBDINGS = {
    "3": "◀",
    "4": "▶",
    "5": "▲",
    "6": "▼",
    "a": "✓",
    "c": "□",
    "g": "■",
    "n": "●",
    "r": "✗",
    "x": "✗",
}
_SYMBOL = {
    "\xa3": "≤",
    "\xa5": "∞",
    "\xa7": "♣",
    "\xa8": "♦",
    "\xa9": "♥",
    "\xaa": "♠",
    "\xab": "↔",
    "\xac": "←",
    "\xad": "↑",
    "\xae": "→",
    "\xaf": "↓",
    "\xb3": "≥",
    "\xb4": "×",
    "\xb7": "•",
    "\xb8": "÷",
    "\xb9": "≠",
    "\xbb": "≈",
    "\xd6": "√",
    **dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True)),
    **dict(zip("ABGDEZHQIKLMNXOPRSTUFCYW", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", strict=True)),
}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def symbol_font(name: str) -> str:
    """Give the name of a symbol font as this module knows it, "" for a font of letters."""
    folded = name.strip().casefold()
    return folded if folded in _FONTS else ""


def as_symbols(text: str, font: str) -> str:
    """Write a text in a symbol font as what is seen; a letter that is not known stays. `font` is as
    symbol_font() gives it."""
    symbols = _FONTS[font]
    return "".join(symbols.get(_byte_of(letter), letter) for letter in text)


def _byte_of(letter: str) -> str:
    """Give the place of a letter in its font: programs write it as a letter, or in the private area."""
    code = ord(letter)
    if 0xF000 <= code <= 0xF0FF:
        return chr(code - 0xF000)
    try:
        return letter.encode("cp1252").decode("latin-1")
    except UnicodeEncodeError:
        return letter
