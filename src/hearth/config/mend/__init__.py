"""
Mending a configuration file: `fixes` does it, `diff` shows it, `write` keeps it.

Nothing is done here that a person was not shown; what the file says stays the
same, unless that person said otherwise.
"""
