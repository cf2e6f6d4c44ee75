"""A made-up home for the tests of the laboratory: accounts, and a client to probe."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TypeVar

from hearth.dvb import ServiceId
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_server import LabCardServer
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID, SERVICE_ID, make_ecm
from hearth.lab.client import ClientConnection, connect
from hearth.lab.receiver import LabReceiver
from hearth.lab.viewer import Viewer, zap
from hearth.lab.watch import Watch
from hearth.net.settings import Upstream
from hearth.secret import Secret
from hearth.wire.cccam.events import Answered, CardAdded, ClientEvent, Refused

PASSWORD = Secret(b"made-up")
NAMES = ("livingroom", "kitchen", "bedroom")
ACCOUNTS = dict.fromkeys(NAMES, PASSWORD)
SOON_S = 5.0  # what takes longer on loopback does not come any more

Kind = TypeVar("Kind")


def account(
    server: LabCardServer, name: str = NAMES[0], password: Secret = PASSWORD
) -> Upstream:
    return Upstream(name, "127.0.0.1", server.port, name, password)


def receiver(
    server: LabCardServer,
    *,
    services: tuple[int, ...] = (SERVICE_ID,),
    period_s: float = 0.05,
    give_up_s: float = 10.0,
    partner: bool = True,
) -> LabReceiver:
    """Make a receiver that is in more of a hurry than real ones."""
    stays = zap([ServiceId(s) for s in services], 4 * period_s, Random(1))
    viewer = Viewer(Broadcast(period_s=period_s), stays, give_up_s=give_up_s)
    return LabReceiver(account(server), viewer, partner=partner, reconnect_s=0.01)


class Probe:
    """A client that asks what it is told to, and keeps what it hears."""

    connection: ClientConnection

    def __init__(self) -> None:
        self.heard: list[ClientEvent] = []
        self.watch = Watch()

    async def connect(self, upstream: Upstream, *, partner: bool = True) -> None:
        self.connection = await connect(
            upstream, self.heard.append, self.watch.changed, partner=partner
        )

    def ask(self, number: int, *, share: int = 1, period: int | None = None) -> None:
        self.connection.session.ask(
            number,
            ca_system_id=CA_SYSTEM_ID,
            provider_id=PROVIDER_ID,
            share_id=share,
            service_id=SERVICE_ID,
            section=make_ecm(number if period is None else period),
        )
        self.connection.flush()

    def all(self, kind: type[Kind]) -> list[Kind]:
        return [event for event in self.heard if isinstance(event, kind)]

    async def until(self, kind: type[Kind], count: int = 1) -> list[Kind]:
        async with asyncio.timeout(SOON_S):
            await self.watch.until(lambda: len(self.all(kind)) >= count)
        return self.all(kind)

    async def until_ended(self) -> str:
        async with asyncio.timeout(SOON_S):
            return await self.connection.ended

    @property
    def answers(self) -> dict[int, bytes]:
        return {a.number: a.control_words.reveal() for a in self.all(Answered)}

    @property
    def refused(self) -> dict[int, bool]:
        return {r.number: r.share_gone for r in self.all(Refused)}


async def logged_in(
    server: LabCardServer, name: str = NAMES[0], *, partner: bool = True
) -> Probe:
    """Connect a probe, and wait for the card."""
    probe = Probe()
    await probe.connect(account(server, name), partner=partner)
    if server.shares:
        await probe.until(CardAdded)
    return probe
