"""A core that decides what the test says, and an engine that runs it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

from hearth.core.commands import Command
from hearth.core.events import Event
from hearth.core.server import Server
from hearth.net.engine import Engine
from tests.net.peers import Mailbox

Decide = Callable[[Event], list[Command]]


class Script:
    """Stands for core: remembers every event, and answers it as it is told to."""

    def __init__(self) -> None:
        self.heard = Mailbox()
        self.times: list[float] = []
        self.decide: Decide = lambda event: []
        self.questions_under_way = 0
        self.is_idle = True

    def handle(self, event: Event, now: float) -> list[Command]:
        self.times.append(now)
        self.heard.put(event)
        return self.decide(event)


def scripted() -> tuple[Engine, Script]:
    script = Script()
    engine = Engine(
        cast("Server", script), asyncio.get_running_loop(), lambda host, tell: None
    )
    return engine, script
