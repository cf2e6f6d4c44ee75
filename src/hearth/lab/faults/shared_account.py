"""The fault ``shared account``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from hearth.lab.scenario.behaviours import LogInBehaviour
from hearth.lab.scenario.fault import Fault, Whom


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedAccount(Fault[LogInBehaviour]):
    """
    Two receivers throw each other out, or only one ever gets in.

    Attributes:
        account: Whose account this receiver uses as well.

    """

    name: ClassVar = "shared account"
    changes: ClassVar = LogInBehaviour
    whom: ClassVar = frozenset({Whom.RECEIVER})

    account: str

    def change(self, behaviour: LogInBehaviour) -> LogInBehaviour:
        """Give how it behaves meanwhile."""
        return replace(behaviour, account=self.account)
