"""The fault ``stops reading``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import ReceiverBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class StopsReading(Fault[ReceiverBehaviour]):
    """One receiver hangs: it asks and asks, and takes no answer."""

    name: ClassVar = "stops reading"
    changes: ClassVar = ReceiverBehaviour
    whom: ClassVar = frozenset({Whom.RECEIVER})

    def change(self, behaviour: ReceiverBehaviour) -> ReceiverBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, reads=False)
