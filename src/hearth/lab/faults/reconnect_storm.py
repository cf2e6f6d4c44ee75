"""The fault ``reconnect storm``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import ReceiverBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconnectStorm(Fault[ReceiverBehaviour]):
    """
    A receiver connects and leaves many times a second, and the log is full of it.

    Attributes:
        every_s: How long each of its connections lasts.

    """

    name: ClassVar = "reconnect storm"
    changes: ClassVar = ReceiverBehaviour
    whom: ClassVar = frozenset({Whom.RECEIVER})

    every_s: float = 0.5

    def change(self, behaviour: ReceiverBehaviour) -> ReceiverBehaviour:
        """Give how it behaves meanwhile."""
        return replace(
            behaviour, hangs_up_every_s=self.every_s, reconnect_s=min(0.1, self.every_s)
        )
