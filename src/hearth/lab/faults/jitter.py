"""The fault ``jitter``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LinkBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Jitter(Fault[LinkBehaviour]):
    """
    The same question takes 50 ms once and 300 ms the next time: a busy network.

    Attributes:
        jitter_s: By how much the way varies, to either side.

    """

    name: ClassVar = "jitter"
    changes: ClassVar = LinkBehaviour
    whom: ClassVar = frozenset({Whom.LINE, Whom.RECEIVER})

    jitter_s: float = 0.1

    def change(self, behaviour: LinkBehaviour) -> LinkBehaviour:
        """Give how it behaves meanwhile."""
        return replace(
            behaviour,
            delay_s=max(behaviour.delay_s, self.jitter_s),
            jitter_s=max(behaviour.jitter_s, self.jitter_s),
        )
