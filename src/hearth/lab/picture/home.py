"""Cards, a card server and a receiver with a picture, all on this machine."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, replace
from typing import IO, Final

from hearth.dvb import ServiceId
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.picture.asking import PictureReceiver, StreamViewer
from hearth.lab.picture.box import Box
from hearth.lab.picture.pace import RealPace
from hearth.lab.picture.player import Player, Progress
from hearth.lab.picture.result import PictureResult
from hearth.lab.receiver import State
from hearth.lab.stream.head_end import HeadEnd, StreamPlan
from hearth.net.settings import Upstream
from hearth.secret import Secret

HOME: Final = "127.0.0.1"
CARD_USER: Final = "hearth"
RECEIVER: Final = "livingroom"
CARD_THERE_S: Final = 5.0  # from the log-in to the first card, at most

# Runs a server with a CCcam.cfg that has no port yet, and tells its port.
OpenServer = Callable[[str], AbstractAsyncContextManager[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """
    What happens while the picture runs.

    Attributes:
        stream: What is on air.
        delay_s: How long the preferred card takes, in the stream's seconds.
        jitter_s: By how much that varies.
        second_line: Whether there is a second card, which is quick.
        kill_s: When the preferred line is killed; None: never.
        silently: Whether it dies without a word: it takes and never answers.
        speed: Seconds of the stream in one second.

    """

    stream: StreamPlan
    delay_s: float = 0.06
    jitter_s: float = 0.0
    second_line: bool = False
    kill_s: float | None = None
    silently: bool = False
    speed: float = 1.0


class PictureHome:
    """
    The home; `run` is its whole life.

    Args:
        evening: What happens.
        open_server: Runs the server between receiver and cards.
        told: Called now and then with how far the picture is.

    """

    def __init__(
        self,
        evening: Evening,
        open_server: OpenServer,
        told: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self._evening = evening
        self._open_server = open_server
        self._told = told
        self._card_password = secrets.token_hex(8)  # for this run alone
        self._password = secrets.token_hex(8)
        self._cards: list[LabCardServer] = []
        self._is_killed = False

    async def run(self, save: IO[bytes] | None = None) -> PictureResult:
        """
        Show the picture from its beginning to its end.

        Args:
            save: Where the descrambled stream is to go.

        Raises:
            hearth.errors.HearthError: Something is missing, or cannot be.
            OSError: The home cannot be set up on this machine.

        """
        async with contextlib.AsyncExitStack() as stack:
            for number in range(1 + self._evening.second_line):
                card = await stack.enter_async_context(self._make_card(number))
                self._cards.append(card)
            port = await stack.enter_async_context(self._open_server(self._config()))
            try:
                result = await self._watch(port, save)
            except ExceptionGroup as errors:
                raise errors.exceptions[0] from None
        answers = tuple(card.counts.answers for card in self._cards)
        return replace(result, answers_by_line=answers)

    async def _watch(self, port: int, save: IO[bytes] | None) -> PictureResult:
        """Log the receiver in, and play the stream through it."""
        speed = self._evening.speed
        pace = RealPace(speed)
        head_end = HeadEnd(self._evening.stream)
        service_id = head_end.services[0].service_id
        with Box(service_id) as box:
            receiver = self._make_receiver(port, service_id, box, pace)
            box.ask = receiver.hear
            async with asyncio.TaskGroup() as group:
                player = Player(
                    head_end,
                    box,
                    pace,
                    service_id=service_id,
                    told=lambda now: self._go_on(now, group),
                    save=save,
                )
                group.create_task(receiver.run(), name=RECEIVER)
                try:
                    result = await player.run(lambda: _card_is_there(receiver))
                    return replace(result, waited_s=pace.waited_s)
                finally:
                    receiver.stop()
                    receiver.drop()

    def _make_receiver(
        self, port: int, service_id: ServiceId, box: Box, pace: RealPace
    ) -> PictureReceiver:
        viewer = StreamViewer(
            service_id,
            lambda ecm, words: box.answer(ecm, words, pace.now),
            speed=self._evening.speed,
        )
        password = Secret(self._password.encode())
        account = Upstream(RECEIVER, HOME, port, RECEIVER, password)
        return PictureReceiver(account, viewer)

    def _make_card(self, number: int) -> LabCardServer:
        evening = self._evening
        behaviour = CardBehaviour()
        if number == 0:
            behaviour = CardBehaviour(
                delay_s=evening.delay_s / evening.speed,
                jitter_s=evening.jitter_s / evening.speed,
            )
        return LabCardServer(
            {CARD_USER: Secret(self._card_password.encode())},
            reader=CardReader(behaviour, seed=evening.stream.seed),
        )

    def _config(self) -> str:
        """Write the CCcam.cfg of the home, without a port."""
        lines = [
            f"C: {HOME} {card.port} {CARD_USER} {self._card_password}"
            for card in self._cards
        ]
        return "\n".join([*lines, f"F: {RECEIVER} {self._password}"])

    def _go_on(self, now: Progress, group: asyncio.TaskGroup) -> None:
        """Pass on how far it is, and kill the line when its time has come."""
        kill_s = self._evening.kill_s
        if kill_s is not None and now.seconds >= kill_s and not self._is_killed:
            self._is_killed = True
            if self._evening.silently:
                self._cards[0].stall()
            else:
                group.create_task(self._cards[0].__aexit__(None, None, None))
        self._told(now)


async def _card_is_there(receiver: PictureReceiver) -> None:
    """Wait until the receiver can ask; without a card it is to be seen black."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(CARD_THERE_S):
            await receiver.watch.until(lambda: receiver.state is State.WATCHING)
