"""What core wants done, in this order. Net carries it out and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass

from hearth.core.observations import Observation
from hearth.dvb import Caid, Card, ControlWords, ProviderId, Section, ServiceId


@dataclass(frozen=True, slots=True)
class Drop:
    """End a connection, without a word to the far end."""

    connection: int
    reason: str


@dataclass(frozen=True, slots=True)
class LookUp:
    """Find the addresses of an account's host lock, then tell `HostResolved`."""

    connection: int
    host: str


@dataclass(frozen=True, slots=True)
class Admit:
    """The log-in is right: say so to the receiver."""

    connection: int
    account: str


@dataclass(frozen=True, slots=True)
class Announce:
    """Tell a receiver of a card, exactly as given."""

    connection: int
    share: int
    card: Card


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Tell a receiver that a card is gone."""

    connection: int
    share: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Give a receiver its control words."""

    connection: int
    number: int
    control_words: ControlWords


@dataclass(frozen=True, slots=True)
class CannotAnswer:
    """Tell a receiver that there is no answer; ``share_gone``: nor will there be."""

    connection: int
    number: int
    share_gone: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question to a line; the answer names ``attempt``."""

    line: str
    attempt: int
    ca_system_id: Caid
    provider_id: ProviderId
    share: int
    service_id: ServiceId
    section: Section


@dataclass(frozen=True, slots=True)
class Forget:
    """Stop waiting for an attempt: an answer that still comes is nobody's."""

    line: str
    attempt: int


@dataclass(frozen=True, slots=True)
class SendEmm:
    """Pass an EMM to a line."""

    line: str
    ca_system_id: Caid
    provider_id: ProviderId
    share: int
    section: Section


@dataclass(frozen=True, slots=True)
class ResetLine:
    """End a line's connection and make it anew."""

    line: str
    reason: str


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Tell `TimeCame` at this moment (monotonic seconds); it replaces the last one."""

    time: float


@dataclass(frozen=True, slots=True)
class Observe:
    """Something worth remembering happened; for the log and the history."""

    observation: Observation


Command = (
    Drop
    | LookUp
    | Admit
    | Announce
    | Withdraw
    | Answer
    | CannotAnswer
    | Ask
    | Forget
    | SendEmm
    | ResetLine
    | WakeAt
    | Observe
)
