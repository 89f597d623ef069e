"""Funds on a page: cards, views and forms of a fund, its conditions and its movements."""
