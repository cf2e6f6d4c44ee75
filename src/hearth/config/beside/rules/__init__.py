"""
All rules of the files beside CCcam.cfg, one a file, each under the name of its kind.

A rule is imported when there is something to say, like those of CCcam.cfg.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from hearth.config.beside.remarks import Kind
from hearth.config.beside.rule import BesideRule


def rule_of(kind: Kind) -> BesideRule:
    """Import the rule that says a remark to a person."""
    name = kind.name.lower()
    rule = getattr(import_module(f"{__name__}.{name}"), name)
    assert isinstance(rule, BesideRule)
    return rule


@cache
def all_rules() -> tuple[BesideRule, ...]:
    """Import all rules, in the order of their codes."""
    return tuple(rule_of(kind) for kind in Kind)
