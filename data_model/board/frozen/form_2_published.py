"""The record of form 2 that is what was published beside a measure: one line, and the figures behind it.

Owns: what a document of form 2 holds of published figures. Refuses: what rows hold today (they change), and
reading (see `kinds`). Meetings frozen before have none.
"""

from data_model.board.frozen.kinds import NUMBER, TEXT, WHOLE, Maybe, Record
from data_model.published.rows import PublishedLine

LINE = Record(
    PublishedLine,
    measure_id=WHOLE,
    text=TEXT,
    published=TEXT,
    when=TEXT,
    council=TEXT,
    value=Maybe(NUMBER),
    england=Maybe(NUMBER),
    neighbours=Maybe(NUMBER),
    rank=TEXT,
    note=TEXT,
    source=TEXT,
)
