"""Named reads. Every function returns frozen rows and obeys the as-at day it is given."""
