"""
A home in a test: receivers that ask, lines that answer, and a clock to turn.

Read a test as a story::

    home = Home(lines=("one", "two"))
    tv = home.receiver("tv")
    tv.asks(1)                        # the section of number 1
    assert home["one"].asked() == [1]
    home.after(0.51)                  # every wake on the way is delivered
    home["two"].answers(1)            # with the right control words
    assert tv.hears() == [(1, 1)]     # section 1 was answered with words 1

Every event of every story is looked over by a `Watch`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeVar

from hearth.core import commands, events
from hearth.core.observations import EcmDone, Observation
from hearth.core.server import Server
from hearth.core.settings import Account, Line, Settings
from hearth.dvb import (
    Caid,
    Card,
    ControlWords,
    NodeId,
    Provider,
    ProviderId,
    Section,
    ServiceId,
)
from hearth.secret import Secret
from tests.core.watch import Watch

NODE: Final = NodeId(b"hearth..")
SYSTEM: Final = Caid(0x4ADA)
PROVIDER: Final = ProviderId(0x010203)
SERVICE: Final = ServiceId(0x1234)
PASSWORD: Final = "secret"
PARTNER: Final = 255  # capacity of a line in partner mode
PLAIN: Final = 1

ZERO: Final = ControlWords(bytes(16))
WRONG: Final = ControlWords(bytes(range(16)))  # check bytes do not hold

T = TypeVar("T")


def ecm(number: int) -> Section:
    """The section of this number: parities alternate, as on air."""
    body = number.to_bytes(4, "big") + b"lab"
    return Section(bytes([0x80 | number & 1, 0x70, len(body)]) + body)


def number_of(section: Section) -> int:
    return int.from_bytes(section.data[3:7], "big")


def words(number: int) -> ControlWords:
    """The right control words for the section of this number."""
    high, middle, low = number.to_bytes(3, "big")
    half = bytes([high, middle, low, (high + middle + low) & 0xFF, 1, 2, 3, 6])
    return ControlWords(half + half)


RIGHT: Final = {words(number): number for number in range(4096)}


def card(
    *providers: int,
    system: int = SYSTEM,
    hops: int = 0,
    serial: bytes = b"serial.1",
    nodes: tuple[NodeId, ...] = (),
    good: tuple[int, ...] = (),
    bad: tuple[int, ...] = (),
) -> Card:
    return Card(
        Caid(system),
        tuple(Provider(ProviderId(p)) for p in providers or (PROVIDER,)),
        hops=hops,
        reshare=2,
        serial=serial,
        nodes=nodes or (NodeId(b"holder.."),),
        good_services=tuple(map(ServiceId, good)),
        bad_services=tuple(map(ServiceId, bad)),
    )


def proves(password: str = PASSWORD) -> Callable[[Secret], bool]:
    """What a log-in with this password proves."""
    return Secret(password.encode()).__eq__


def account(
    name: str,
    password: str = PASSWORD,
    *,
    host: str | None = None,
    up_hops: int = 5,
    allow_emm: bool = True,
) -> Account:
    return Account(
        name,
        Secret(password.encode()),
        host=host,
        up_hops=up_hops,
        allow_emm=allow_emm,
    )


class Receiver:
    """One connection of a receiver."""

    def __init__(self, home: Home, connection: int, address: str) -> None:
        self._home = home
        self.connection = connection
        self.address = address
        self.is_connected = True
        self.is_admitted = False
        self.cards: dict[int, Card] = {}
        self._sections: dict[int, int] = {}  # by our numbers of questions
        self._heard: list[tuple[int, int | None]] = []
        self._last_number = 0

    def says(self, user: str, password: str = PASSWORD) -> None:
        """Name a user, and know a password."""
        self._home.tell(events.LogInAsked(self.connection, user, proves(password)))

    def is_ready(self, program: str = "a box 1.0") -> None:
        self._home.tell(events.ReceiverReady(self.connection, program))

    def asks(
        self,
        section: int,
        *,
        service: int = SERVICE,
        provider: int = PROVIDER,
        system: int = SYSTEM,
    ) -> int:
        """Ask for a section; return the number of the question."""
        self._last_number += 1
        self._sections[self._last_number] = section
        self._home.tell(
            events.EcmAsked(
                self.connection,
                self._last_number,
                Caid(system),
                ProviderId(provider),
                0,
                ServiceId(service),
                ecm(section),
            )
        )
        return self._last_number

    def sends_emm(
        self, emm: Section, *, share: int | None = None, system: int = SYSTEM
    ) -> None:
        if share is None:
            share = next(iter(self.cards), 0)
        self._home.tell(
            events.EmmSent(self.connection, Caid(system), PROVIDER, share, emm)
        )

    def leaves(self) -> None:
        self.is_connected = False
        self._home.tell(events.ConnectionLost(self.connection, "it went away"))

    def hears(self) -> list[tuple[int, int | None]]:
        """
        Return what it was answered since it was last looked at.

        Each is the section's number, and the number of the section whose right
        control words came; None for "cannot answer".
        """
        heard, self._heard = self._heard, []
        return heard

    def take(self, command: commands.Command) -> None:
        match command:
            case commands.Drop():
                self.is_connected = False
                self.cards.clear()
            case commands.Admit():
                self.is_admitted = True
            case commands.Announce():
                self.cards[command.share] = command.card
            case commands.Withdraw():
                del self.cards[command.share]
            case commands.Answer():
                section = self._sections.pop(command.number)
                self._heard.append((section, RIGHT[command.control_words]))
            case commands.CannotAnswer():
                self._heard.append((self._sections.pop(command.number), None))
            case _:
                pass


class UpstreamLine:
    """The far end of a line."""

    def __init__(self, home: Home, key: str) -> None:
        self._home = home
        self.key = key
        self.on_ask: Callable[[int, int], None] = lambda attempt, section: None
        self.resets = 0
        self.is_reset = False  # and core was not told yet that it is down
        self.under_way: dict[int, int] = {}  # section by attempt
        self.emms: list[tuple[int, Section]] = []
        self._asked: list[int] = []

    def comes_up(self, *cards: Card, capacity: int = PARTNER) -> None:
        """Log in, and announce cards (one of the home's own if none is given)."""
        if self.is_reset:
            self.goes_down()
        self._home.tell(events.LineReady(self.key, capacity))
        for share, its_card in enumerate(cards or (card(),), 101):
            self.adds(share, its_card)

    def adds(self, share: int, its_card: Card) -> None:
        self._home.tell(events.CardAdded(self.key, share, its_card))

    def removes(self, share: int) -> None:
        self._home.tell(events.CardRemoved(self.key, share))

    def asked(self) -> list[int]:
        """Return the sections that it was asked for since it was last looked at."""
        asked, self._asked = self._asked, []
        return asked

    def answers(self, section: int, pair: ControlWords | None = None) -> None:
        """Answer the oldest question for a section, rightly unless told otherwise."""
        self.ends(self._oldest(section), words(section) if pair is None else pair)

    def refuses(self, section: int) -> None:
        self.ends(self._oldest(section), None)

    def ends(self, attempt: int, pair: ControlWords | None) -> None:
        """Answer an attempt, or refuse it."""
        self.under_way.pop(attempt, None)
        if pair is None:
            self._home.tell(events.LineRefused(self.key, attempt))
        else:
            self._home.tell(events.LineAnswered(self.key, attempt, pair))

    def goes_down(self) -> None:
        self.is_reset = False
        self.under_way.clear()
        self._home.tell(events.LineLost(self.key, "connection", "it was cut"))

    def take(self, command: commands.Command) -> None:
        match command:
            case commands.Ask():
                section = number_of(command.section)
                self.under_way[command.attempt] = section
                self._asked.append(section)
                self.on_ask(command.attempt, section)
            case commands.Forget():
                del self.under_way[command.attempt]
            case commands.ResetLine():
                self.resets += 1
                self.is_reset = True
                self.under_way.clear()
            case commands.SendEmm():
                self.emms.append((command.share, command.section))
            case _:
                pass

    def _oldest(self, section: int) -> int:
        return next(a for a, s in self.under_way.items() if s == section)


class Home:
    """
    A home: core, whoever is connected to it, and the time.

    Args:
        accounts: Names or accounts.
        lines: Keys or lines.
        up: Whether each line is up from the beginning, with one card of the
            home's own and this ``capacity``.
        now: Where the time begins.

    Attributes:
        now: Monotonic seconds.
        minute: Of the day, from midnight; a test sets it.
        chance: For the jitter of pauses; a test may set it.

    """

    def __init__(
        self,
        *,
        accounts: tuple[str | Account, ...] = ("tv", "bedroom", "kids"),
        lines: tuple[str | Line, ...] = ("card",),
        recv_timeout_s: float = 5.0,
        pass_emm: bool = False,
        up: bool = True,
        capacity: int = PARTNER,
        now: float = 1000.0,
    ) -> None:
        self.now = now
        self.minute = 0
        self.chance = 0.0
        self.settings = Settings(
            NODE,
            tuple(a if isinstance(a, Account) else account(a) for a in accounts),
            tuple(x if isinstance(x, Line) else Line(x, f"{x}.lan") for x in lines),
            recv_timeout_s,
            pass_emm,
        )
        self.server = Server(
            self.settings,
            minute_of_day=lambda _: self.minute,
            chance=lambda: self.chance,
        )
        self.watch = Watch(self.settings, lambda _: self.minute)
        self.receivers: dict[int, Receiver] = {}
        self.lines = {line.key: self._line(line.key) for line in self.settings.lines}
        self.looked_up: list[commands.LookUp] = []
        self.on_hearing: Callable[[Receiver], None] = lambda receiver: None
        self._said: list[commands.Command] = []
        self._last_connection = 0
        for line in self.lines.values() if up else ():
            line.comes_up(capacity=capacity)
        self.said()

    def __getitem__(self, key: str) -> UpstreamLine:
        return self.lines[key]

    def __contains__(self, receiver: Receiver) -> bool:
        """Whether a connection has not ended."""
        return receiver.is_connected

    def _line(self, key: str) -> UpstreamLine:
        return UpstreamLine(self, key)

    # Who comes

    def connects(self, address: str = "192.168.1.2") -> Receiver:
        """Let somebody connect who has not logged in."""
        self._last_connection += 1
        number = self._last_connection
        receiver = self.receivers[number] = Receiver(self, number, address)
        self.tell(events.ConnectionOffered(number, address))
        return receiver

    def receiver(
        self, user: str, address: str | None = None, password: str = PASSWORD
    ) -> Receiver:
        """Let a receiver connect, log in and be ready; each user has its address."""
        if address is None:
            names = [a.name for a in self.settings.accounts]
            address = f"192.168.1.{10 + names.index(user)}"
        receiver = self.connects(address)
        receiver.says(user, password)
        receiver.is_ready()
        return receiver

    # What happens

    def tell(self, event: events.Event) -> list[commands.Command]:
        """Tell core of an event, carry out what it says, and return that."""
        self.watch.hear(event, self.now)
        said = self.server.handle(event, self.now)
        self.watch.check(event, said, self.now)
        self._said += said
        for command in said:
            match command:
                case commands.LookUp():
                    self.looked_up.append(command)
                case (
                    commands.Ask()
                    | commands.Forget()
                    | commands.ResetLine()
                    | commands.SendEmm()
                ):
                    self.lines[command.line].take(command)
                case commands.WakeAt() | commands.Observe():
                    pass
                case _:
                    receiver = self.receivers[command.connection]
                    receiver.take(command)
                    self.on_hearing(receiver)
        return said

    def configure(self, settings: Settings) -> list[commands.Command]:
        """Let the configuration be read again; return what core says to it."""
        self.settings = settings
        keys = [line.key for line in settings.lines]
        for key, line in self.lines.items():
            if key not in keys:
                line.under_way.clear()
        for key in keys:
            if key not in self.lines:
                self.lines[key] = self._line(key)
        return self.tell(events.SettingsChanged(settings))

    def after(self, seconds: float) -> Home:
        """Let time pass; every wake on the way is delivered at its moment."""
        end = self.now + seconds
        while self.watch.wake is not None and self.watch.wake <= end:
            self.now = max(self.now, self.watch.wake)
            self.tell(events.TimeCame())
        self.now = end
        return self

    def passes_unseen(self, seconds: float) -> Home:
        """Let time pass while nobody looks: the machine was asleep."""
        self.now += seconds
        return self

    # What was said

    def said(self) -> list[commands.Command]:
        """Return what core said since it was last looked at, without the wakes."""
        said, self._said = self._said, []
        return [c for c in said if not isinstance(c, commands.WakeAt)]

    def seen(self, kind: type[T]) -> list[T]:
        """Return what core observed of a kind since anything was looked at."""
        return list(_of(kind, self.said()))

    def done(self) -> EcmDone:
        """Return the one question that ended since anything was looked at."""
        (done,) = self.seen(EcmDone)
        return done

    # At the end

    def settles(self) -> None:
        """Let all be over, and check that core keeps nothing of it."""
        self.after(30.0)
        assert not self.watch.asked
        assert self.server.questions_under_way == 0
        lines = list(self.server._lines)
        assert [len(line.under_way) for line in lines] == [0] * len(lines)
        for line in lines:
            assert not any(entry[2].is_pending for entry in line._queue)
        assert not self.server._router._by_number
        assert len(self.server._timers) == 0
        assert len(self.server._timers._ticks) == 0


def _of(kind: type[T], said: list[commands.Command]) -> Iterator[T]:
    for command in said:
        if isinstance(command, commands.Observe):
            observation: Observation = command.observation
            if isinstance(observation, kind):
                yield observation
