"""Where the parts of core put what they want done, in their order."""

from __future__ import annotations

from hearth.core.commands import Command, Observe
from hearth.core.observations import Observation


class Outbox:
    """The commands of the event that is being handled."""

    def __init__(self) -> None:
        self._commands: list[Command] = []

    def put(self, command: Command) -> None:
        """Add a command."""
        self._commands.append(command)

    def observe(self, observation: Observation) -> None:
        """Add something for the log and the history."""
        self._commands.append(Observe(observation))

    def take(self) -> list[Command]:
        """Remove and return everything, in order."""
        commands, self._commands = self._commands, []
        return commands
