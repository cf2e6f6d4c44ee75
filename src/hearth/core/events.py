"""
What can happen to core. Each is told once, with ``now``, through `Server.handle`.

``connection`` is the number that net gave a receiver's connection; ``line`` is
the key of an upstream line. Share ids in receivers' events are ours, in lines'
events they are the line's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hearth.core.settings import Settings
from hearth.dvb import Caid, Card, ControlWords, ProviderId, Section, ServiceId
from hearth.secret import Secret


class ConnectionOffered(NamedTuple):
    """Somebody at a home address has connected; ``address`` is in its plain form."""

    connection: int
    address: str


class LogInAsked(NamedTuple):
    """A connection names its user; ``proves`` tells whether it knows a password."""

    connection: int
    user: str
    proves: Callable[[Secret], bool]


class HostResolved(NamedTuple):
    """The answer to `commands.LookUp`: plain addresses, none if the name is unknown."""

    connection: int
    addresses: tuple[str, ...]


class ReceiverReady(NamedTuple):
    """A receiver has said who it is and can take cards."""

    connection: int
    program: str = ""


class EcmAsked(NamedTuple):
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


class EmmSent(NamedTuple):
    """A receiver passes on an EMM for a card."""

    connection: int
    ca_system_id: Caid
    provider_id: ProviderId
    share: int
    section: Section


class ConnectionLost(NamedTuple):
    """A receiver's connection has ended, by whichever side."""

    connection: int
    reason: str


class LineReady(NamedTuple):
    """
    A line is logged in, or can take another number of questions than before.

    Attributes:
        capacity: How many questions may be under way on it at a time.
        connect_s: How long its connection took to be made.

    """

    line: str
    capacity: int
    connect_s: float = 0.0


class CardAdded(NamedTuple):
    """A line announces a card under its own share id."""

    line: str
    share: int
    card: Card


class CardRemoved(NamedTuple):
    """A line withdraws a card."""

    line: str
    share: int


class LineAnswered(NamedTuple):
    """A line answers; ``attempt`` is the number that `commands.Ask` gave."""

    line: str
    attempt: int
    control_words: ControlWords


class LineRefused(NamedTuple):
    """A line cannot answer; ``share_gone``: it has no such card any more."""

    line: str
    attempt: int
    share_gone: bool = False


class LineLost(NamedTuple):
    """
    A line's connection has ended or could not be made.

    Attributes:
        step: How far it came: "name look-up", "connect", "seed", "log-in", ...
        reason: Why, in plain words.

    """

    line: str
    step: str
    reason: str


class TimeCame(NamedTuple):
    """The moment that `commands.WakeAt` named has come."""


class SettingsChanged(NamedTuple):
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
