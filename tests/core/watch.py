"""
What must hold at every event, whatever happens: looks over core's shoulder.

A `Watch` is told each event before core is, and each command after. It knows
nothing of how core decides, only what may never come out of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from hearth.core import commands, events
from hearth.core.settings import Account, Settings
from hearth.dvb import Caid, Card, ControlWords, ProviderId, ServiceId, provider_ids
from hearth.household import MAX_ACCOUNTS, MAX_HOPS
from hearth.secret import Secret

HOLD_S: Final = 3.0  # no answer is given up sooner, however short RECV TIMEOUT is
SLACK_S: Final = 0.011  # two ticks of the timers
EMM_REPEATED_S: Final = 60.0
STALE_S: Final = 300.0  # a pair that comes again later may be right

SectionKey = tuple[Caid, bytes]


@dataclass
class Asked:
    """A receiver's question that is not answered yet."""

    event: events.EcmAsked
    since: float
    deadline: float
    may: bool
    has_card: bool

    @property
    def key(self) -> SectionKey:
        return self.event.ca_system_id, self.event.section.data


@dataclass
class WatchedConnection:
    """A connection that was offered and has not ended."""

    address: str
    user: str = ""
    is_admitted: bool = False
    is_ready: bool = False
    told: dict[int, Card] = field(default_factory=dict)


@dataclass
class WatchedLine:
    """A line, as its own events tell it."""

    capacity: int = 0
    cards: dict[int, Card] = field(default_factory=dict)
    queued_for: dict[int, list[Card]] = field(default_factory=dict)
    under_way: dict[int, commands.Ask] = field(default_factory=dict)


class Watch:
    """Fails at the first command that may not be."""

    def __init__(
        self, settings: Settings, minute_of_day: Callable[[float], int]
    ) -> None:
        self.settings = settings
        self._minute_of_day = minute_of_day
        self.connections: dict[int, WatchedConnection] = {}
        self.lines = {line.key: WatchedLine() for line in settings.lines}
        self.asked: dict[tuple[int, int], Asked] = {}
        self.wake: float | None = None
        self._attempts: set[int] = set()
        self._offered: dict[SectionKey, set[ControlWords]] = {}
        self._given: dict[
            tuple[Caid, ProviderId, ServiceId],
            dict[ControlWords, tuple[float, SectionKey]],
        ] = {}
        self._numbers: dict[int, tuple[Caid, frozenset[ProviderId]]] = {}
        self._emms: dict[tuple[Caid, bytes], float] = {}

    # Before

    def hear(self, event: events.Event, now: float) -> None:
        """Take note of what happens, before core does."""
        match event:
            case events.ConnectionOffered():
                self.connections[event.connection] = WatchedConnection(event.address)
            case events.LogInAsked():
                if connection := self.connections.get(event.connection):
                    connection.user = connection.user or event.user
            case events.ReceiverReady():
                if connection := self.connections.get(event.connection):
                    connection.is_ready = connection.is_admitted
            case events.ConnectionLost():
                self._end(event.connection)
            case events.EcmAsked():
                self._hear_question(event, now)
            case events.TimeCame():
                self.wake = None
            case events.SettingsChanged():
                self._hear_settings(event.settings, now)
            case _:
                self._hear_line(event)

    def _hear_question(self, event: events.EcmAsked, now: float) -> None:
        connection = self.connections.get(event.connection)
        if connection is None or not connection.is_ready:
            return
        self.asked[event.connection, event.number] = Asked(
            event,
            since=now,
            deadline=now + max(self.settings.recv_timeout_s, HOLD_S),
            may=self._may(event, now),
            has_card=self._has_card(event),
        )

    def _hear_settings(self, settings: Settings, now: float) -> None:
        self.settings = settings
        keys = [line.key for line in settings.lines]
        self.lines = {key: self.lines.get(key) or WatchedLine() for key in keys}
        for asked in self.asked.values():
            held_until = asked.since + max(settings.recv_timeout_s, HOLD_S)
            asked.deadline = max(asked.deadline, held_until)
            asked.may = asked.may or self._may(asked.event, now)

    def _hear_line(self, event: events.Event) -> None:
        line = self.lines.get(getattr(event, "line", ""))
        if line is None:
            return
        match event:
            case events.LineReady():
                line.capacity = event.capacity
            case events.CardAdded():
                line.cards[event.share] = event.card
                line.queued_for.setdefault(event.share, []).append(event.card)
            case events.CardRemoved():
                line.cards.pop(event.share, None)
            case events.LineAnswered():
                ask = line.under_way.pop(event.attempt, None)
                if ask is not None:
                    key = ask.ca_system_id, ask.section.data
                    self._offered.setdefault(key, set()).add(event.control_words)
            case events.LineRefused():
                line.under_way.pop(event.attempt, None)
            case events.LineLost():
                line.capacity = 0
                line.cards.clear()
                line.queued_for.clear()
                line.under_way.clear()
            case _:
                pass

    # After

    def check(
        self, event: events.Event, said: list[commands.Command], now: float
    ) -> None:
        """Check what core said to an event."""
        for command in said:
            match command:
                case commands.WakeAt():
                    assert self.wake is None or command.time < self.wake
                    self.wake = command.time
                case commands.Observe():
                    _check_hides_secrets(command)
                case commands.SendEmm():
                    self._check_emm(command, event, now)
                case commands.Ask() | commands.Forget() | commands.ResetLine():
                    self._check_line(command)
                case _:
                    self._check_receiver(command, now)
        time_came = isinstance(event, events.TimeCame)
        if time_came and self.wake is not None:
            assert self.wake > now, "what has come is looked at once"
        self._check_deadlines(now, time_came=time_came)

    def _check_deadlines(self, now: float, *, time_came: bool) -> None:
        if not self.asked:
            return
        first = min(asked.deadline for asked in self.asked.values())
        assert self.wake is not None, "a question waits, and nobody will look"
        assert self.wake <= first + SLACK_S, "core will look too late"
        assert not time_came or first > now - SLACK_S, "left without an answer"

    def _check_line(
        self, command: commands.Ask | commands.Forget | commands.ResetLine
    ) -> None:
        line = self.lines[command.line]
        match command:
            case commands.Ask():
                self._check_ask(line, command)
            case commands.Forget():
                assert command.attempt in line.under_way
                del line.under_way[command.attempt]
            case commands.ResetLine():
                line.capacity = 0
                line.under_way.clear()

    def _check_ask(self, line: WatchedLine, ask: commands.Ask) -> None:
        assert len(line.under_way) < line.capacity, "more than the line can take"
        assert ask.attempt not in self._attempts, "a number that was used before"
        assert any(
            card.serves(ask.ca_system_id, ask.provider_id)
            and card.hops <= MAX_HOPS
            and ask.service_id not in card.bad_services
            for card in line.queued_for[ask.share]  # it may have gone since
        ), "a card that the line has not, or not for this home"
        self._attempts.add(ask.attempt)
        line.under_way[ask.attempt] = ask

    def _check_receiver(self, command: commands.Command, now: float) -> None:
        assert isinstance(
            command,
            commands.Drop
            | commands.LookUp
            | commands.Admit
            | commands.Announce
            | commands.Withdraw
            | commands.Answer
            | commands.CannotAnswer,
        )
        connection = self.connections[command.connection]
        match command:
            case commands.Drop():
                self._end(command.connection)
            case commands.Admit():
                assert connection.user == command.account
                connection.is_admitted = True
                admitted = [c for c in self.connections.values() if c.is_admitted]
                assert len({c.user for c in admitted}) == len(admitted)
                assert len(admitted) <= MAX_ACCOUNTS
            case commands.Announce():
                self._check_announced(command, connection)
            case commands.Withdraw():
                del connection.told[command.share]
            case commands.Answer():
                self._check_answer(command, now)
            case commands.CannotAnswer():
                del self.asked[command.connection, command.number]
            case commands.LookUp():
                assert not connection.is_admitted

    def _check_announced(
        self, command: commands.Announce, connection: WatchedConnection
    ) -> None:
        assert connection.is_ready
        assert command.share not in connection.told
        card = command.card
        connection.told[command.share] = card
        account = self._account(connection)
        assert account is not None
        assert 1 <= card.hops <= min(account.up_hops, MAX_HOPS) + 1
        assert card.reshare == 0
        assert card.nodes[-1] == self.settings.node_id
        assert not any(card.serial) or (self.settings.pass_emm and account.allow_emm)
        identity = card.ca_system_id, frozenset(provider_ids(card))
        assert self._numbers.setdefault(command.share, identity) == identity
        for asked in self.asked.values():
            asked.has_card = asked.has_card or self._has_card(asked.event)

    def _check_answer(self, answer: commands.Answer, now: float) -> None:
        asked = self.asked.pop((answer.connection, answer.number))  # once, and asked
        pair = answer.control_words
        assert asked.may, "its account may not"
        assert asked.has_card, "its account has no card for this"
        assert pair in self._offered[asked.key], "nobody gave this for that section"
        assert pair.check_bytes_hold
        assert not pair.is_all_zero
        event = asked.event
        service = event.ca_system_id, event.provider_id, event.service_id
        given = self._given.setdefault(service, {})
        at, key = given.setdefault(pair, (now, asked.key))
        if key != asked.key:
            assert now - at >= STALE_S, "the pair is stale"
            given[pair] = (now, asked.key)
        while len(given) > 2:
            del given[next(iter(given))]

    def _check_emm(
        self, command: commands.SendEmm, event: events.Event, now: float
    ) -> None:
        assert isinstance(event, events.EmmSent)
        account = self._account(self.connections[event.connection])
        assert account is not None
        assert account.allow_emm
        assert self.settings.pass_emm
        assert command.share in self.lines[command.line].cards
        key = command.ca_system_id, command.section.data
        assert now - self._emms.get(key, -EMM_REPEATED_S) >= EMM_REPEATED_S
        self._emms[key] = now

    # What is true now

    def _account(self, connection: WatchedConnection) -> Account | None:
        for account in self.settings.accounts:
            if account.name == connection.user:
                return account
        return None

    def _may(self, event: events.EcmAsked, now: float) -> bool:
        account = self._account(self.connections[event.connection])
        if account is None:
            return False
        asked = event.ca_system_id, event.provider_id
        return (
            account.is_open_at(self._minute_of_day(now) % 1440)
            and not account.denies(*asked, event.service_id)
            and account.may_ask(*asked)
        )

    def _has_card(self, event: events.EcmAsked) -> bool:
        return any(
            card.serves(event.ca_system_id, event.provider_id)
            for card in self.connections[event.connection].told.values()
        )

    def _end(self, number: int) -> None:
        self.connections.pop(number, None)
        self.asked = {
            key: asked for key, asked in self.asked.items() if key[0] != number
        }


def _check_hides_secrets(command: commands.Observe) -> None:
    for value in command.observation:
        assert not isinstance(value, ControlWords | Secret)
