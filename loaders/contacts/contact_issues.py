"""The kinds of issue that a list of contacts can raise.

Owns: their words; every code begins with "contact-". Refuses: values of a list, which no message may hold.
"""

from loaders.files.issues import Severity, define

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CONTACT_IDENTIFYING = define(
    "contact-identifying",
    "The list of contacts holds what could identify a person; nothing of it was kept",
    _E,
    "Delete the column that is named, save the list under a new name and load that; for Annex A run the "
    "command annex-a.",
)
CONTACT_NONE_USED = define(
    "contact-none-used",
    "No contact of the list could be counted",
    _E,
    "Check the dates of the list and the as-at day.",
)
CONTACT_CHANGED = define(
    "contact-changed",
    "The list of contacts changed while it was read",
    _E,
    "Wait until it is written in full, then load it again.",
)
CONTACT_COLUMN_NOT_READ = define(
    "contact-column-not-read",
    "A column of the list of contacts was not read, and nothing of it was kept",
    _N,
    "Nothing; leave it out of the list next time.",
)

# Contacts that are left out of every figure.
RECEIVED_BLANK = define(
    "contact-received-blank",
    "Contacts without a day received were left out of every figure",
    _W,
    "Write the day on which each was received.",
)
RECEIVED_UNREADABLE = define(
    "contact-received-unreadable",
    "Contacts whose day received cannot be read were left out of every figure",
    _W,
    "Write it day first, such as 06/04/2023 16:50.",
)
DECIDED_UNREADABLE = define(
    "contact-decided-unreadable",
    "Contacts whose day decided cannot be read were left out of every figure",
    _W,
    "Write it day first, such as 06/04/2023 16:50, or leave it blank while the contact is open.",
)
DECIDED_FIRST = define(
    "contact-decided-first",
    "Contacts decided before they were received were left out of every figure",
    _W,
    "Correct the two dates.",
)
RECEIVED_LATER = define(
    "contact-received-later",
    "Contacts received after the as-at day were left out of every figure",
    _W,
    "Correct the date, or choose the day on which the list was drawn as the as-at day.",
)
DECIDED_LATER = define(
    "contact-decided-later",
    "Contacts decided after the as-at day were left out of every figure",
    _W,
    "Correct the date, or choose the day on which the list was drawn as the as-at day.",
)
ROW_TOO_LONG = define(
    "contact-row-too-long",
    "Rows with more cells than there are headings were left out of every figure",
    _W,
    "Put quotation marks around texts that hold the delimiter.",
)

# Contacts that count in some figures only.
WITHIN_TIME = define(
    "contact-within-time",
    "Open contacts still within their time count neither as in time nor as late",
    _N,
    "Load a later list; the months are then restated.",
)
TIER_BLANK = define(
    "contact-tier-blank",
    "Contacts without a tier count in no figure of triage",
    _W,
    "Write the tier of each contact.",
)
TIER_WITHOUT_LIMIT = define(
    "contact-tier-no-limit",
    "Contacts of tiers without a limit on the day received count in no figure of triage",
    _W,
    "Give the tier its limit, from the day on which it holds, then load the list again.",
)
NO_TIME_OF_DAY = define(
    "contact-no-time",
    "Contacts without a time of day count in no figure of a tier whose limit is in hours",
    _W,
    "Write both dates with their time of day; 00:00 counts as none.",
)
OUTCOME_BLANK = define(
    "contact-outcome-blank",
    "Decided contacts without an outcome count in no share of outcomes",
    _W,
    "Write the outcome of each contact that was decided.",
)
OUTCOME_UNDATED = define(
    "contact-outcome-undated",
    "Contacts with an outcome and no day decided count as open",
    _W,
    "Write the day on which each was decided.",
)
OUTCOME_DOUBT = define(
    "contact-outcome-doubt",
    "Outcomes that speak of a referral or of no action counted as neither",
    _W,
    "Write Referral, or No further action, where that is what is meant.",
)
OUTCOME_STILL_OPEN = define(
    "contact-outcome-open",
    "Open contacts count in the shares of outcomes as contacts that have none yet",
    _N,
    "Load a later list; the months are then restated.",
)
HOLIDAYS_UNKNOWN = define(
    "contact-holidays-unknown",
    "Limits were counted beyond the bank holidays that are known",
    _W,
    "Take these figures with care: a bank holiday there counted as a working day.",
)
TEAM_RARE = define(
    "contact-team-rare",
    "Names in the team column that stand beside few contacts were not taken as teams",
    _W,
    "Check that the column holds teams and no people; the contacts count in the whole.",
)

# Months.
OPEN_OF_LIST_ALONE = define(
    "contact-open-since",
    "Open contacts are counted of this list alone",
    _N,
    "Check that the list also holds older contacts that were still open then.",
)
MONTH_NOT_OVER = define(
    "contact-month-not-over",
    "Contacts received in a month that is not over are in no figure yet",
    _N,
    "Load a later list.",
)
FIRST_MONTH_DOUBT = define(
    "contact-first-month",
    "The list begins within a month, which may not be whole",
    _W,
    "Check that the list holds the month from its first day on.",
)
MONTH_EMPTY = define(
    "contact-month-empty",
    "Months without any contact received have no figures",
    _W,
    "Check that the list is whole; a count of none can be added by hand.",
)
LIST_STOPS = define(
    "contact-list-stops",
    "The list stops well before the as-at day",
    _W,
    "Choose the day on which the list was drawn as the as-at day, or draw it again.",
)
