"""
The doctor: what is the cause, what is well, what could not be looked at.

Probes collect facts (`ladder`, `machine`, `answers`), which are values; checks
judge them and look at nothing themselves, so that every judgement can be
proved with made-up facts. `examine` brings both together.
"""
