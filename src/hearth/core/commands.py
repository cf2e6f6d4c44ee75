"""What core wants done, in this order. Net carries it out and decides nothing."""

from __future__ import annotations

from typing import NamedTuple

from hearth.core.observations import Observation
from hearth.dvb import Caid, Card, ControlWords, ProviderId, Section, ServiceId


class Drop(NamedTuple):
    """End a connection, without a word to the far end."""

    connection: int
    reason: str


class LookUp(NamedTuple):
    """Find the addresses of an account's host lock, then tell `HostResolved`."""

    connection: int
    host: str


class Admit(NamedTuple):
    """The log-in is right: say so to the receiver."""

    connection: int
    account: str


class Announce(NamedTuple):
    """Tell a receiver of a card, exactly as given."""

    connection: int
    share: int
    card: Card


class Withdraw(NamedTuple):
    """Tell a receiver that a card is gone."""

    connection: int
    share: int


class Answer(NamedTuple):
    """Give a receiver its control words."""

    connection: int
    number: int
    control_words: ControlWords


class CannotAnswer(NamedTuple):
    """Tell a receiver that there is no answer; ``share_gone``: nor will there be."""

    connection: int
    number: int
    share_gone: bool = False


class Ask(NamedTuple):
    """Put a question to a line; the answer names ``attempt``."""

    line: str
    attempt: int
    ca_system_id: Caid
    provider_id: ProviderId
    share: int
    service_id: ServiceId
    section: Section


class Forget(NamedTuple):
    """Stop waiting for an attempt: an answer that still comes is nobody's."""

    line: str
    attempt: int


class SendEmm(NamedTuple):
    """Pass an EMM to a line."""

    line: str
    ca_system_id: Caid
    provider_id: ProviderId
    share: int
    section: Section


class ResetLine(NamedTuple):
    """End a line's connection and make it anew."""

    line: str
    reason: str


class WakeAt(NamedTuple):
    """Tell `TimeCame` at this moment (monotonic seconds); it replaces the last one."""

    time: float


class Observe(NamedTuple):
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
