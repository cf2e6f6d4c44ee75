"""Receivers in a closed loop: as much load as a server can bear, for measuring."""

from __future__ import annotations

import asyncio
import time
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hearth.dvb import ControlWords, Section, ServiceId
from hearth.errors import UsageError
from hearth.lab.card_system import (
    CA_SYSTEM_ID,
    PROVIDER_ID,
    control_words_of,
    make_ecm,
)
from hearth.lab.client import ClientConnection, connect
from hearth.lab.statistics import percentile
from hearth.lab.watch import Watch
from hearth.net.settings import Upstream
from hearth.wire.cccam import events as heard

FIRST_SERVICE: Final = 0x4000  # the first receiver's; each has one of its own
LOG_IN_S: Final = 10.0  # from the connection to the first card
LAST_ANSWERS_S: Final = 10.0  # for those that are under way at the end

Prepared = tuple[Section, ControlWords]


def prepare(
    count: int, *, service_id: ServiceId, first_period: int = 0
) -> list[Prepared]:
    """
    Make distinct ECMs and their answers, so that asking costs little later.

    Args:
        count: How many; 100,000 take some seconds and 40 MB.
        service_id: No two receivers share an ECM if these differ.
        first_period: To have others than the last time.

    """
    return [
        (
            make_ecm(period, service_id=service_id),
            control_words_of(period, service_id=service_id),
        )
        for period in range(first_period, first_period + count)
    ]


@dataclass(slots=True)
class LoadResult:
    """
    What a run of one or more receivers has seen.

    Attributes:
        seconds: From the first question to the last answer.
        right: Answers with the right control words.
        wrong: Answers with others.
        refused: Questions that the server said it cannot answer.
        unanswered: Questions without an answer.
        latencies: Seconds of each answer, in the order of each receiver.

    """

    seconds: float = 0.0
    right: int = 0
    wrong: int = 0
    refused: int = 0
    unanswered: int = 0
    latencies: array[float] = field(default_factory=lambda: array("d"))

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    @property
    def all_right(self) -> bool:
        """Whether every question got the right answer."""
        return self.right > 0 and not self.wrong + self.refused + self.unanswered

    def percentiles(self, *shares: float) -> list[float]:
        """
        Give percentiles of the latencies, in seconds.

        Raises:
            UsageError: There was no answer.

        """
        ordered = sorted(self.latencies)
        return [percentile(ordered, share) for share in shares]

    def add(self, other: LoadResult) -> None:
        """Add what another receiver has seen in the same run."""
        self.seconds = max(self.seconds, other.seconds)
        self.right += other.right
        self.wrong += other.wrong
        self.refused += other.refused
        self.unanswered += other.unanswered
        self.latencies.extend(other.latencies)


class LoadReceiver:
    """
    One receiver that asks the next ECM as soon as the last one is answered.

    Args:
        upstream: The server, and our account there.
        prepared: What to ask, from the first; after the last, again the first.
        service_id: The one that they were prepared for.
        window: So many questions under way at once; over 1 needs partner mode.
        partner: Whether to speak partner mode if the server does.

    """

    def __init__(
        self,
        upstream: Upstream,
        prepared: Sequence[Prepared],
        *,
        service_id: ServiceId,
        window: int = 1,
        partner: bool = True,
    ) -> None:
        self.result = LoadResult()
        self._upstream = upstream
        self._prepared = prepared
        self._service_id = service_id
        self._window = window
        self._partner = partner
        self._connection: ClientConnection
        self._share: int | None = None
        self._watch = Watch()
        self._asked: dict[int, float] = {}
        self._last = 0
        self._left = 0.0
        self._began = 0.0

    async def log_in(self) -> None:
        """
        Connect, and wait for a card.

        Raises:
            OSError: The server does not answer, does not let us in, or has
                announced no card within 10 s.
            hearth.household.NotHomeError: The host is not of this home.

        """
        self._connection = await connect(
            self._upstream, self._hear, partner=self._partner
        )
        self._connection.ended.add_done_callback(lambda _: self._watch.changed())
        ended = self._connection.ended
        async with asyncio.timeout(LOG_IN_S):
            await self._watch.until(lambda: self._share is not None or ended.done())
        if ended.done():
            raise ConnectionError(ended.result())
        capacity = self._connection.session.capacity
        if self._window > capacity:
            self._connection.end("the window is too wide")
            raise UsageError(f"window {self._window}", allowed=f"1..{capacity}")

    async def run(self, questions: float) -> None:
        """
        Ask so many questions; return when all have their answer.

        Args:
            questions: How many; infinite: until `stop`.

        """
        self._left = questions
        self._began = time.perf_counter()
        for _ in range(self._window):
            self._ask_next(self._began)
        self._connection.flush()
        ended = self._connection.ended
        await self._watch.until(lambda: not self._asked or ended.done())
        self._left = 0
        self._give_up()

    async def finish(self) -> None:
        """Ask nothing more, and wait for what is under way."""
        self._left = 0
        ended = self._connection.ended
        try:
            async with asyncio.timeout(LAST_ANSWERS_S):
                await self._watch.until(lambda: not self._asked or ended.done())
        except TimeoutError:
            self._give_up()

    def keep_alive(self) -> None:
        """Send a keepalive, whether one is due or not."""
        self._connection.session.keep_alive()
        self._connection.flush()

    def close(self) -> None:
        """End the connection."""
        self._connection.end("the measurement is over")

    def _give_up(self) -> None:
        if self._asked:
            self.result.unanswered += len(self._asked)
            self.result.seconds = time.perf_counter() - self._began
            self._asked.clear()
            self._watch.changed()

    def _ask_next(self, now: float) -> None:
        if self._left <= 0:
            return
        assert self._share is not None
        self._left -= 1
        number = self._last
        self._last += 1
        self._asked[number] = now
        self._connection.session.ask(
            number,
            ca_system_id=CA_SYSTEM_ID,
            provider_id=PROVIDER_ID,
            share_id=self._share,
            service_id=self._service_id,
            section=self._prepared[number % len(self._prepared)][0],
        )

    def _hear(self, event: heard.ClientEvent) -> None:
        match event:
            case heard.Answered():
                self._answered(event)
            case heard.Refused():
                self.result.refused += 1
                self._settled(event.number, time.perf_counter())
            case heard.CardAdded():
                if event.card.ca_system_id == CA_SYSTEM_ID:
                    self._share = event.share_id
                    self._watch.changed()
            case _:
                pass

    def _answered(self, event: heard.Answered) -> None:
        now = time.perf_counter()
        result = self.result
        right = self._prepared[event.number % len(self._prepared)][1]
        if event.control_words == right:
            result.right += 1
        else:
            result.wrong += 1
        result.latencies.append(now - self._asked[event.number])
        self._settled(event.number, now)

    def _settled(self, number: int, now: float) -> None:
        del self._asked[number]
        self._ask_next(now)
        if not self._asked:
            self.result.seconds = now - self._began
            self._watch.changed()


async def closed_loop(
    receivers: Sequence[LoadReceiver],
    *,
    questions: int | None = None,
    seconds: float | None = None,
) -> LoadResult:
    """
    Let receivers ask as fast as they get answers, all at once.

    Every one of them is logged in before the first question is asked.

    Args:
        receivers: Which.
        questions: So many each; or
        seconds: for so long.

    Returns:
        What all of them have seen together.

    Raises:
        UsageError: Neither or both are given.
        OSError: A receiver could not log in.

    """
    if (questions is None) == (seconds is None):
        raise UsageError("closed_loop()", allowed="questions or seconds")
    for receiver in receivers:
        await receiver.log_in()
    try:
        async with asyncio.TaskGroup() as group:
            for receiver in receivers:
                group.create_task(
                    receiver.run(float("inf") if questions is None else questions)
                )
            if seconds is not None:
                await asyncio.sleep(seconds)
                for receiver in receivers:
                    group.create_task(receiver.finish())
    finally:
        for receiver in receivers:
            receiver.close()
    total = LoadResult()
    for receiver in receivers:
        total.add(receiver.result)
    return total


def load_receivers(
    upstreams: Sequence[Upstream],
    *,
    distinct: int,
    first_period: int = 0,
    window: int = 1,
    partner: bool = True,
) -> list[LoadReceiver]:
    """
    Make receivers that share no ECM, each with its questions prepared.

    Args:
        upstreams: One for each.
        distinct: How many ECMs each has; then it begins again. A server that
            remembers answers must have forgotten the first by then.
        first_period: To have other ECMs than the last time.
        window: So many questions under way at once each.
        partner: Whether to speak partner mode if the server does.

    """
    services = [ServiceId(FIRST_SERVICE + i) for i in range(len(upstreams))]
    return [
        LoadReceiver(
            upstream,
            prepare(distinct, service_id=service_id, first_period=first_period),
            service_id=service_id,
            window=window,
            partner=partner,
        )
        for upstream, service_id in zip(upstreams, services, strict=True)
    ]
