"""The fault ``firewall rejects``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour, Way
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallRejects(Fault[LinkBehaviour]):
    """
    It never connects: a firewall says no at once.

    On real sockets that looks as a closed port does, since loopback has no
    firewall of its own.

    """

    name: ClassVar = "firewall rejects"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, way=Way.REJECTED)
