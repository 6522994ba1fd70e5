"""Profiles of contacts: answers given by hand, by figures of a period, and by the points of other answers (9)."""
