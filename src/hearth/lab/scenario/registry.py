"""Which faults there are: one file each in `hearth.lab.faults`."""

from __future__ import annotations

import inspect
import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from hearth.lab import faults
from hearth.lab.scenario.fault import Fault


@cache
def all_faults() -> dict[str, type[Fault[Any]]]:
    """Give every kind of fault by its name, in the order of the names."""
    found: dict[str, type[Fault[Any]]] = {}
    for module_info in pkgutil.iter_modules(faults.__path__):
        module = import_module(f"{faults.__name__}.{module_info.name}")
        for kind in vars(module).values():
            if _is_fault_of(kind, module.__name__):
                found[kind.name] = kind
    return dict(sorted(found.items()))


def _is_fault_of(kind: object, module: str) -> bool:
    return (
        inspect.isclass(kind) and issubclass(kind, Fault) and kind.__module__ == module
    )
