"""Benefits on a page: views and forms of a benefit and its readings."""
