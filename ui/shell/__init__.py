"""The frame of every page: sign-in, access, navigation, links, address, head, database, clock, cache."""
