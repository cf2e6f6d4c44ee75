"""Checks of the lines: one for each step at which one can fail."""
