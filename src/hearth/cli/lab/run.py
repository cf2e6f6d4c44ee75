"""What ``hearth lab card`` and ``hearth lab receiver`` do, once it is clear what."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import click

from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.receiver import LabReceiver, State
from hearth.lab.statistics import Statistics, milliseconds
from hearth.lab.viewer import Outcome, Viewer, zap
from hearth.net.port_holder import holder_of
from hearth.net.settings import Upstream
from hearth.secret import Secret


def until_told(end: Callable[[], object]) -> None:
    """
    Call something at the first Ctrl-C or SIGTERM; a second one ends at once.

    Args:
        end: Called in the running loop.

    """
    loop = asyncio.get_running_loop()

    def told() -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        end()

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRun:
    """
    A card server in the foreground.

    Attributes:
        shown: What is printed where the password would stand.
        partner: Whether partner mode is spoken.
        seed: Of the card's dice.

    """

    host: str
    port: int
    user: str
    password: Secret
    shown: str
    behaviour: CardBehaviour
    partner: bool = True
    seed: int = 0

    async def serve(self) -> None:
        """
        Serve until told to end; then say what was done.

        Raises:
            hearth.household.NotHomeError: The host is not a home address.
            OSError: The port cannot be listened on.

        """
        ending = asyncio.Event()
        server = LabCardServer(
            {self.user: self.password},
            reader=CardReader(self.behaviour, seed=self.seed),
            host=self.host,
            port=self.port,
            partner=self.partner,
        )
        async with server:
            until_told(ending.set)
            host = f"[{server.host}]" if ":" in server.host else server.host
            click.echo(f"listening on {host}:{server.port}")
            click.echo(f"C: {server.host} {server.port} {self.user} {self.shown}")
            await ending.wait()
        counts = server.counts
        click.echo(
            f"{counts.questions} questions: {counts.answers} answered,"
            f" {counts.refusals} refused"
        )

    def cannot_listen(self, error: OSError) -> str:
        """Say what is in the way, and what to do."""
        holder = holder_of(self.port) if self.port else None
        why = f"{holder} has it" if holder else error.strerror or str(error)
        return (
            f"cannot listen on {self.host} port {self.port}: {why}."
            " Choose another --port, or none for a free one."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """
    What a receiver in the foreground watches, and how long.

    Attributes:
        period_s: How long a control word lasts.
        zap_s: How long one of several services is watched, about.
        seconds: None: until told to end.
        seed: Of the zapping.

    """

    services: tuple[ServiceId, ...]
    period_s: float
    zap_s: float
    seconds: float | None = None
    seed: int = 0

    def viewer(self, told: Callable[[Outcome], None]) -> Viewer:
        """Make who watches it."""
        dice = Random(self.seed)  # noqa: S311  # zapping, no secrets
        stays = zap(self.services, self.zap_s, dice)
        return Viewer(Broadcast(period_s=self.period_s), stays, told=told)


async def watch(
    upstream: Upstream, programme: Programme, *, partner: bool
) -> Statistics:
    """
    Watch in the foreground, with a line for whatever happens.

    Args:
        upstream: The server, and our account there.
        programme: What to watch.
        partner: Whether to speak partner mode if the server does.

    Raises:
        hearth.household.NotHomeError: The host is not of this home.
        hearth.errors.UsageError: User or password cannot be sent.

    """
    loop = asyncio.get_running_loop()
    began = loop.time()

    def say(text: str) -> None:
        click.echo(f"{loop.time() - began:7.2f} s  {text}")

    def say_outcome(outcome: Outcome) -> None:
        asked = outcome.question
        ended = f"{outcome.verdict.value} after {milliseconds(outcome.after_s)}"
        say(f"service {asked.service_id}  period {asked.period}  {ended}")

    def say_state(receiver: LabReceiver) -> None:
        ended = receiver.state is State.PAUSING
        say(f"{receiver.state.value}{': ' + receiver.reason if ended else ''}")

    receiver = LabReceiver(
        upstream, programme.viewer(say_outcome), partner=partner, told=say_state
    )
    until_told(receiver.stop)
    if programme.seconds is not None:
        loop.call_later(programme.seconds, receiver.stop)
    await receiver.run()
    click.echo(summary(receiver.statistics))
    return receiver.statistics


def summary(statistics: Statistics) -> str:
    """Say in a line what a receiver has seen."""
    counts = [
        f"{count} {what}"
        for count, what in (
            (statistics.right, "right"),
            (statistics.wrong, "wrong"),
            (statistics.refused, "refused"),
            (statistics.unanswered, "unanswered"),
            (statistics.reconnects, "reconnects"),
        )
        if count or what == "right"
    ]
    asked = statistics.questions
    return (
        f"{asked} question{'' if asked == 1 else 's'}: {', '.join(counts)};"
        f" p50 {milliseconds(statistics.p50_s)}, p95 {milliseconds(statistics.p95_s)}"
    )
