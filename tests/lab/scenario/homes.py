"""Homes for the tests of scenarios: small ones, and what happens in them."""

from __future__ import annotations

from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.reading import read_scenario

SMALL = """
name = "A small home"
tells = "One card, one line, two receivers."
lasts = "20 min"
channels = ["One", "Two"]
[[card]]
name = "card"
[[line]]
name = "card.home.lan"
[[receiver]]
name = "tv"
channels = "One"
[[receiver]]
name = "kitchen"
channels = "Two"
"""

TWO_LINES = """
name = "Two lines"
tells = "Two cards, two lines, two receivers."
lasts = "20 min"
channels = ["One", "Two"]
[[card]]
name = "card"
[[card]]
name = "other"
[[line]]
name = "card.home.lan"
card = "card"
[[line]]
name = "other.home.lan"
card = "other"
[[receiver]]
name = "tv"
channels = "One"
[[receiver]]
name = "kitchen"
channels = ["One", "Two"]
zap = "2 min"
"""


def home(*more: str, text: str = SMALL, top: str = "") -> Scenario:
    """A home, and what else is written in its file."""
    return read_scenario("\n".join([top, text, *more]).encode(), file="home.toml")


def happens(fault: str, to: str = "", **values: str) -> str:
    """Write a fault into a file; a value is as TOML has it."""
    lines = ["[[happens]]", f'fault = "{fault}"']
    if to:
        lines.append(f'to = "{to}"')
    lines += [f"{key.rstrip('_')} = {value}" for key, value in values.items()]
    return "\n".join(lines)
