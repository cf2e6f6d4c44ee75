"""A scenario's home on real sockets: cards, networks and receivers around a hub."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Final, Self

from hearth.core.observations import Observation
from hearth.dvb import Section
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.identities import lab_card
from hearth.lab.real.relay import HOST, Relay
from hearth.lab.receiver import LabReceiver, State
from hearth.lab.scenario.behaviours import (
    HubBehaviour,
    LinkBehaviour,
    LogInBehaviour,
    NameBehaviour,
    ReceiverBehaviour,
    Resolves,
)
from hearth.lab.scenario.conditions import Conditions, Part
from hearth.lab.scenario.line_log import LineLogs
from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.witness import Witness
from hearth.lab.screen import Cause
from hearth.net.lookup import Address, LookUp
from hearth.net.settings import Upstream
from hearth.secret import Secret

USER: Final = "hearth"
PASSWORD: Final = "made-up"  # noqa: S105  # opens nothing but a made-up card
WRONG: Final = Secret(b"not that one")
FIRST_ADDRESS: Final = 10  # 127.0.0.10 is the first receiver's
NOBODY: Final = "127.0.0.9"  # where no program listens
OUTSIDE: Final = "192.0.2.1"  # RFC 5737: of no home, and of nobody else
LEADS_TO: Final = {
    Resolves.RIGHT: HOST,
    Resolves.ELSEWHERE: NOBODY,
    Resolves.OUTSIDE: OUTSIDE,
}
AWAY: Final = {
    State.CONNECTING: Cause.NO_CONNECTION,
    State.LOGGING_IN: Cause.NO_CONNECTION,
    State.PAUSING: Cause.NO_CONNECTION,
    State.NO_CARD: Cause.NO_CARD,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPlan:
    """
    What whoever runs Hearth has to know.

    Attributes:
        config: A CCcam.cfg.
        look_up: Finds the addresses of the lines' hosts.
        observe: Is to be told of everything that core sees.

    """

    config: str
    look_up: LookUp
    observe: Callable[[Observation, float], None]


OpenHub = Callable[[HubPlan], AbstractAsyncContextManager[None]]


class RealHome:
    """
    Everything but Hearth itself; use it with ``async with``.

    Args:
        scenario: What it is.
        seed: Of every dice.
        open_hub: Runs Hearth.
        conditions: How every part behaves.
        pace: So much of the scenario passes in a second.

    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int,
        open_hub: OpenHub,
        conditions: Conditions,
        pace: float,
    ) -> None:
        self._scenario = scenario
        self._seed = seed
        self._open_hub = open_hub
        self._conditions = conditions
        self._pace = pace
        self.logs = LineLogs(line.name for line in scenario.lines)
        self.witnesses: list[Witness] = []
        self.receivers: dict[str, LabReceiver] = {}
        self._names = {line.name: NameBehaviour() for line in scenario.lines}
        self._accounts: dict[str, dict[str, Secret]] = {}
        self._readers: dict[str, CardReader] = {}
        self._servers: dict[str, LabCardServer] = {}
        self._relays: dict[str, Relay] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._hub_port = 0
        self._hub_stack: AsyncExitStack | None = None
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Switch everything on, cards first."""
        await self._stack.__aenter__()
        self._hub_port = free_port()
        for card in self._scenario.cards:
            seed = f"{self._seed} {card.name}"
            self._readers[card.name] = CardReader(card.behaviour, seed=seed)
        for number in range(len(self._scenario.lines)):
            await self._open_line(number)
        for number in range(len(self._scenario.receivers)):
            await self._open_receiver(number)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Switch everything off, Hearth first."""
        for timer in self._timers.values():
            timer.cancel()
        await self.switch_hub(on=False)
        await self._stack.__aexit__(kind, error, traceback)

    @property
    def now(self) -> float:
        """The clock of everything in here."""
        return asyncio.get_running_loop().time()

    async def switch_hub(self, *, on: bool) -> None:
        """Begin or end Hearth."""
        if on and self._hub_stack is None:
            self._hub_stack = AsyncExitStack()
            plan = HubPlan(
                config=self._config(), look_up=self._look_up, observe=self.logs.note
            )
            await self._hub_stack.enter_async_context(self._open_hub(plan))
        elif not on and self._hub_stack is not None:
            stack, self._hub_stack = self._hub_stack, None
            await stack.aclose()
            self.logs.lost(self.now)

    async def change(self, part: Part) -> None:
        """Let a part behave as it does now."""
        kind, name = part
        of = self._conditions.of
        if kind is CardBehaviour:
            self._readers[name].behaviour = of(CardBehaviour, name)
        elif kind is LinkBehaviour:
            await self._relays[name].change(of(LinkBehaviour, name))
        elif kind is NameBehaviour:
            self._names[name] = of(NameBehaviour, name)
            self._servers[name].drop()
        elif kind is ReceiverBehaviour:
            self._behave(name, of(ReceiverBehaviour, name))
        elif kind is HubBehaviour:
            await self.switch_hub(on=of(HubBehaviour, name).is_on)
        elif kind is LogInBehaviour:
            self._change_log_in(name, of(LogInBehaviour, name))

    # Building

    async def _open_line(self, number: int) -> None:
        plan = self._scenario.lines[number]
        hops = next(c.hops for c in self._scenario.cards if c.name == plan.card)
        self._accounts[plan.name] = {USER: Secret(PASSWORD.encode())}
        server = LabCardServer(
            self._accounts[plan.name],
            (lab_card(hops=hops),),
            reader=self._readers[plan.card],
            partner=plan.partner,
        )
        self._servers[plan.name] = await self._stack.enter_async_context(server)
        await self._open_relay(plan.name, lambda: (HOST, server.port), HOST)

    async def _open_receiver(self, number: int) -> None:
        plan = self._scenario.receivers[number]
        source = f"127.0.0.{FIRST_ADDRESS + number}"
        relay = await self._open_relay(
            plan.name, lambda: (HOST, self._hub_port), source
        )
        witness = Witness(
            self._scenario,
            plan,
            seed=self._seed,
            clock=lambda: self.now,
            faults_between=self._conditions.faults_between,
            pace=self._pace,
        )

        def told(receiver: LabReceiver) -> None:
            witness.keeps_away(AWAY.get(receiver.state))

        self.witnesses.append(witness)
        self.receivers[plan.name] = LabReceiver(
            Upstream(plan.name, HOST, relay.port, plan.name, _password(plan.name)),
            witness.viewer,
            partner=plan.partner,
            told=told,
        )

    async def _open_relay(
        self, name: str, target: Callable[[], tuple[str, int]], source: str
    ) -> Relay:
        relay = Relay(
            target,
            self._conditions.of(LinkBehaviour, name),
            seed=f"{self._seed} to {name}",
            source=source,
        )
        self._relays[name] = await self._stack.enter_async_context(relay)
        return relay

    def _config(self) -> str:
        lines = [f"SERVER LISTEN PORT : {self._hub_port}", "DISABLE EMM : no"]
        lines += [
            f"C: {plan.name} {self._relays[plan.name].port} {USER} {PASSWORD}"
            for plan in self._scenario.lines
        ]
        for plan in self._scenario.receivers:
            password = _password(plan.name).reveal().decode()
            lines.append(f"F: {plan.name} {password}")
        return "\n".join(lines)

    async def _look_up(self, host: str, port: int) -> tuple[Address, ...]:
        """Find a line's address: on this machine, or what its name's fault says."""
        resolves = self._names[host].resolves
        if resolves is Resolves.NOT:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        address = LEADS_TO[resolves]
        return (Address(socket.AF_INET, (address, port)),)

    # What happens

    def _behave(self, name: str, behaviour: ReceiverBehaviour) -> None:
        receiver = self.receivers[name]
        receiver.reconnect_s = behaviour.reconnect_s
        receiver.read(on=behaviour.reads)
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()
        if behaviour.hangs_up_every_s:
            self._again(name, behaviour.hangs_up_every_s, receiver.drop)
        if behaviour.emm_every_s:
            every_s = behaviour.emm_every_s
            self._again(name, every_s, lambda: receiver.send_emm(self._emm(every_s)))

    def _again(self, name: str, every_s: float, action: Callable[[], None]) -> None:
        """Do something again and again, until the timer is taken away."""
        action()
        loop = asyncio.get_running_loop()
        self._timers[name] = loop.call_later(
            every_s, self._again, name, every_s, action
        )

    def _emm(self, every_s: float) -> Section:
        """Give the card update that is on air: the same for everybody."""
        number = int(self.now / every_s) & 0xFFFFFFFF
        return Section(b"\x82\x70\x07" + number.to_bytes(4, "big") + b"emm")

    def _change_log_in(self, name: str, behaviour: LogInBehaviour) -> None:
        if name in self._servers:
            self._change_account(name, behaviour)
            return
        receiver = self.receivers[name]
        user = behaviour.account or name
        password = _password(user) if behaviour.is_right else WRONG
        receiver.upstream = replace(receiver.upstream, user=user, password=password)
        receiver.drop()

    def _change_account(self, name: str, behaviour: LogInBehaviour) -> None:
        """Let a line's server know our account, another password, or nothing."""
        server, accounts = self._servers[name], self._accounts[name]
        accounts.clear()
        if not behaviour.is_expired:
            right = Secret(PASSWORD.encode())
            accounts[USER] = right if behaviour.is_right else WRONG
        server.refuses_all = behaviour.is_expired
        if not behaviour.is_expired:
            server.drop()


def _password(name: str) -> Secret:
    return Secret(f"of-{name}".encode())


def free_port() -> int:
    """Find a port that nobody listens on at this moment."""
    with socket.socket() as sock:
        sock.bind((HOST, 0))
        port: int = sock.getsockname()[1]
        return port
