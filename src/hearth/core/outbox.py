"""Where the parts of core put what they want done, in their order."""

from __future__ import annotations

from collections.abc import Callable

from hearth.core.commands import Command, Observe
from hearth.core.observations import Observation


class Outbox:
    """
    The commands of the event that is being handled.

    Attributes:
        put: Takes a command: keeps it until `take`, or hands it on at once to
            whom `deliver_to` named.
        observe: Takes something for the log and the history, likewise.

    """

    def __init__(self) -> None:
        self._commands: list[Command] = []
        self.put: Callable[[Command], None] = self._keep
        self.observe: Callable[[Observation], None] = self._keep_observed

    def deliver_to(
        self,
        carry_out: Callable[[Command], None],
        observe: Callable[[Observation], None],
    ) -> None:
        """Hand everything on as it is put; `take` has nothing any more."""
        self.put = carry_out
        self.observe = observe

    def take(self) -> list[Command]:
        """Remove and return what was kept, in order."""
        commands, self._commands = self._commands, []
        return commands

    def _keep(self, command: Command) -> None:
        self._commands.append(command)

    def _keep_observed(self, observation: Observation) -> None:
        self._commands.append(Observe(observation))
