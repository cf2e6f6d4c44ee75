"""
What can happen to core. Each is told once, with ``now``, through `Server.handle`.

``connection`` is the number that net gave a receiver's connection; ``line`` is
the key of an upstream line. Share ids in receivers' events are ours, in lines'
events they are the line's own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hearth.core.settings import Settings
from hearth.dvb import Caid, Card, ControlWords, ProviderId, Section, ServiceId
from hearth.secret import Secret


@dataclass(frozen=True, slots=True)
class ConnectionOffered:
    """Somebody at a home address has connected; ``address`` is in its plain form."""

    connection: int
    address: str


@dataclass(frozen=True, slots=True)
class LogInAsked:
    """A connection names its user; ``proves`` tells whether it knows a password."""

    connection: int
    user: str
    proves: Callable[[Secret], bool]


@dataclass(frozen=True, slots=True)
class HostResolved:
    """The answer to `commands.LookUp`: plain addresses, none if the name is unknown."""

    connection: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiverReady:
    """A receiver has said who it is and can take cards."""

    connection: int
    program: str = ""


@dataclass(frozen=True, slots=True)
class EcmAsked:
    """
    A receiver asks for control words.

    Attributes:
        number: The connection's own number for this question.
        share: Which of our shares it means; 0 where its protocol does not say.

    """

    connection: int
    number: int
    ca_system_id: Caid
    provider_id: ProviderId
    share: int
    service_id: ServiceId
    section: Section


@dataclass(frozen=True, slots=True)
class EmmSent:
    """A receiver passes on an EMM for a card."""

    connection: int
    ca_system_id: Caid
    provider_id: ProviderId
    share: int
    section: Section


@dataclass(frozen=True, slots=True)
class ConnectionLost:
    """A receiver's connection has ended, by whichever side."""

    connection: int
    reason: str


@dataclass(frozen=True, slots=True)
class LineReady:
    """
    A line is logged in, or can take another number of questions than before.

    Attributes:
        capacity: How many questions may be under way on it at a time.

    """

    line: str
    capacity: int


@dataclass(frozen=True, slots=True)
class CardAdded:
    """A line announces a card under its own share id."""

    line: str
    share: int
    card: Card


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """A line withdraws a card."""

    line: str
    share: int


@dataclass(frozen=True, slots=True)
class LineAnswered:
    """A line answers; ``attempt`` is the number that `commands.Ask` gave."""

    line: str
    attempt: int
    control_words: ControlWords


@dataclass(frozen=True, slots=True)
class LineRefused:
    """A line cannot answer; ``share_gone``: it has no such card any more."""

    line: str
    attempt: int
    share_gone: bool = False


@dataclass(frozen=True, slots=True)
class LineLost:
    """
    A line's connection has ended or could not be made.

    Attributes:
        step: How far it came: "name look-up", "connect", "seed", "log-in", ...
        reason: Why, in plain words.

    """

    line: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeCame:
    """The moment that `commands.WakeAt` named has come."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The configuration was read again."""

    settings: Settings


Event = (
    ConnectionOffered
    | LogInAsked
    | HostResolved
    | ReceiverReady
    | EcmAsked
    | EmmSent
    | ConnectionLost
    | LineReady
    | CardAdded
    | CardRemoved
    | LineAnswered
    | LineRefused
    | LineLost
    | TimeCame
    | SettingsChanged
)
