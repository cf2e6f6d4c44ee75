"""
All rules, one a file, each under the name of the trouble that it puts into words.

A rule is imported when its trouble occurred: most files have a few of them,
and what is not imported costs neither time nor memory.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from hearth.config.language.problems import Trouble
from hearth.config.rule import Rule


def rule_of(trouble: Trouble) -> Rule:
    """Import the rule that says a trouble to a person."""
    name = trouble.name.lower()
    rule = getattr(import_module(f"{__name__}.{name}"), name)
    assert isinstance(rule, Rule)
    return rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Import all rules, in the order of their codes."""
    return tuple(rule_of(trouble) for trouble in Trouble)


@cache
def rules_by_code() -> dict[str, Rule]:
    """Import all rules, by their codes."""
    return {rule.code: rule for rule in all_rules()}
