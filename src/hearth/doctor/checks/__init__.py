"""All checks, one a file; they are pages of the documentation as well."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Final

from hearth.doctor.check import Check

GROUPS: Final = ("line", "machine", "answers")


@cache
def all_checks() -> tuple[Check, ...]:
    """Import all checks, in the order of their codes."""
    found = {check.code: check for group in GROUPS for check in _of(group)}
    return tuple(found[code] for code in sorted(found))


def check_of(code: str) -> Check | None:
    """Find a check by its code, however it is written."""
    wanted = code.strip().upper()
    return next((check for check in all_checks() if check.code == wanted), None)


def _of(group: str) -> Iterator[Check]:
    package = import_module(f"{__name__}.{group}")
    assert isinstance(package, ModuleType)
    for module in pkgutil.iter_modules(package.__path__):
        loaded = import_module(f"{package.__name__}.{module.name}")
        yield from (it for it in vars(loaded).values() if isinstance(it, Check))
