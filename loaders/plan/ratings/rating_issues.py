"""The kinds of issue that the ratings of a plan and the key that explains them can raise.

Owns: their wording, in the manner of `issues`, and nothing else. Refuses: finding any of them.
"""

from loaders.files.issues import Severity, define

_W = Severity.WARNING

# Ratings.
RAG_COLOUR_UNKNOWN = define(
    "rag-colour-unknown",
    "A colour that the RAG key does not explain",
    _W,
    "Say what it means in the key; until then these actions are not rated.",
)
RAG_WORD_UNKNOWN = define(
    "rag-word-unknown",
    "A rating in words that the RAG key does not explain",
    _W,
    "Say what it means in the key; until then these actions are not rated.",
)
RAG_NO_COLOUR = define(
    "rag-no-colour",
    "Actions without a rating",
    _W,
    "Rate them; or decide once what no colour means in this plan.",
)
RAG_BEFORE_STANDS = define(
    "rag-before-stands",
    "Actions whose newest rating is blank; the one before it was loaded",
    _W,
    "Rate them in the newest column; or decide once what no colour means in this plan, if blank says it.",
)
RAG_CONTRADICTS = define(
    "rag-contradicts",
    "Colour and word of a rating contradict each other; the word was kept",
    _W,
    "Correct the one that is wrong.",
)
RAG_TICKS_UNCLEAR = define(
    "rag-ticks-unclear",
    "Of the columns that rate by a mark more than one is marked, or one holds words",
    _W,
    "Mark one column for each action.",
)
RAG_COLUMN_MISSING = define(
    "rag-column-missing",
    "A table without a RAG column",
    _W,
    "Nothing was rated there; add a RAG column if you can.",
)

# The key that explains them.
RAG_KEY_MISSING = define(
    "rag-key-missing",
    "The workbook has no RAG key that explains its colours",
    _W,
    "Choose the key that the plan uses; until then these actions are not rated.",
)
KEY_LABEL_UNKNOWN = define(
    "key-label-unknown",
    "A label of the RAG key whose meaning is not plain",
    _W,
    "Say which status it stands for.",
)
KEY_COLOUR_TWICE = define(
    "key-colour-twice",
    "The RAG key gives one colour two labels; the first was kept",
    _W,
    "Say which of the two the colour stands for.",
)
KEY_FORMAT_UNREAD = define(
    "format-unread", "A conditional format that cannot be read", _W, "Check the ratings in its range."
)
