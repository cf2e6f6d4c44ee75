"""What a fault of the laboratory is: a change to how one part of a home behaves."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import Enum
from typing import Any, ClassVar, Generic, TypeVar

B = TypeVar("B")


class World(Enum):
    """Where a fault does something."""

    SIMULATED = "simulated time"
    REAL = "real sockets"
    MACHINE = "a fact of the machine, which the doctor reads"


class Whom(Enum):
    """Who can have a fault."""

    CARD = "a card"
    LINE = "a line"
    RECEIVER = "a receiver"
    HUB = "Hearth"
    MACHINE = "the machine"


BOTH_WORLDS = frozenset({World.SIMULATED, World.REAL})
MACHINE_ALONE = frozenset({World.MACHINE})


class Fault(ABC, Generic[B]):
    """
    One kind of fault; its subclasses are frozen dataclasses.

    Their docstring's first line is what a person at home notices. Their fields
    are the fault's parameters, whose names end in their unit: ``_s`` for
    seconds, ``_bytes``; in a scenario's file they stand without it.

    Several faults may be on at once: each changes what the others have left.

    Attributes:
        name: As a scenario's file has it.
        changes: Which behaviour of theirs it changes.
        whom: Who can have it.
        worlds: Where it does something.

    """

    name: ClassVar[str]
    changes: ClassVar[type[Any]]
    whom: ClassVar[frozenset[Whom]]
    worlds: ClassVar[frozenset[World]] = BOTH_WORLDS

    __slots__ = ()

    @abstractmethod
    def change(self, behaviour: B) -> B:
        """Give how the part behaves while this fault is on."""


def says(kind: type[Fault[Any]]) -> str:
    """Tell what a person notices of a fault: the first line of what is said of it."""
    return (kind.__doc__ or "").strip().partition("\n")[0]
