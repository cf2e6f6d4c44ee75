"""
What core has seen happen: facts for the log, the history and the pages.

Times are seconds. No observation holds a control word, a password or a key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from hearth.dvb import Caid, Card, ProviderId, ServiceId


class Outcome(Enum):
    """How a receiver's question ended."""

    ANSWERED = "answered"
    REMEMBERED = "remembered"  # the same section was answered a moment ago
    TIMED_OUT = "timed out"
    REFUSED = "refused"  # every line that could be asked said no
    NO_CARD = "no card"
    DENIED = "denied"  # this channel is closed to the account
    OUT_OF_HOURS = "out of hours"


@dataclass(frozen=True, slots=True)
class EcmDone:
    """
    A receiver's question has ended: the one line of the log, the one row of history.

    Attributes:
        receiver: The account's name.
        line: The line that answered, or the last that was asked; "" if none was.
        hop: 1 where the card is in the server at the other end of the line.
        total_s: From the receiver's question to its answer.
        queue_s: Of that, waiting for the line to be free.
        line_s: Of that, network and card.
        joined: Another receiver had asked the same, and this one waited with it.

    """

    receiver: str
    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId
    outcome: Outcome
    line: str
    hop: int
    total_s: float
    queue_s: float = 0.0
    line_s: float = 0.0
    joined: bool = False


@dataclass(frozen=True, slots=True)
class LineAsked:
    """A question went to a line; ``turn`` is 1 for the first that was asked."""

    line: str
    ca_system_id: Caid
    service_id: ServiceId
    turn: int


class Fault(Enum):
    """What was wrong with control words that a line gave."""

    CHECK_BYTES = "their check bytes are wrong"
    ALL_ZERO = "they are all zero"
    STALE = "they were already given for another section of this service"


@dataclass(frozen=True, slots=True)
class BadControlWords:
    """A line gave control words that cannot be right; nobody got them."""

    line: str
    ca_system_id: Caid
    service_id: ServiceId
    fault: Fault


@dataclass(frozen=True, slots=True)
class AttemptFailed:
    """A line did not answer one question; ``after_s`` is how long it was waited for."""

    line: str
    ca_system_id: Caid
    service_id: ServiceId
    after_s: float
    reason: str


@dataclass(frozen=True, slots=True)
class LinePaused:
    """A line that failed is asked only if nobody else can be, for this long."""

    line: str
    pause_s: float


@dataclass(frozen=True, slots=True)
class LineUp:
    """A line is logged in."""

    line: str


@dataclass(frozen=True, slots=True)
class LineDown:
    """A line's connection ended or could not be made, at this step."""

    line: str
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class CardLearnt:
    """A line's card is available as the share of this number."""

    line: str
    share: int
    card: Card


@dataclass(frozen=True, slots=True)
class CardLeft:
    """A line's card is there no more."""

    line: str
    share: int


@dataclass(frozen=True, slots=True)
class CardNotTaken:
    """A line's card is not used, for this reason."""

    line: str
    card: Card
    reason: str


@dataclass(frozen=True, slots=True)
class ReceiverLoggedIn:
    """A receiver is in; ``replaced``: its earlier connection was still there."""

    receiver: str
    address: str
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class ReceiverRunning:
    """A receiver said which program it runs."""

    receiver: str
    program: str


@dataclass(frozen=True, slots=True)
class ReceiverLeft:
    """A receiver's connection ended."""

    receiver: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConnectionRefused:
    """Somebody was not let in; ``user`` is "" before a name was given."""

    address: str
    user: str
    reason: str


@dataclass(frozen=True, slots=True)
class EmmPassed:
    """An EMM went to the line of its card."""

    receiver: str
    line: str
    ca_system_id: Caid
    size: int


@dataclass(frozen=True, slots=True)
class EmmKept:
    """An EMM was not passed on, for this reason."""

    receiver: str
    ca_system_id: Caid
    reason: str


Observation = (
    EcmDone
    | LineAsked
    | BadControlWords
    | AttemptFailed
    | LinePaused
    | LineUp
    | LineDown
    | CardLearnt
    | CardLeft
    | CardNotTaken
    | ReceiverLoggedIn
    | ReceiverRunning
    | ReceiverLeft
    | ConnectionRefused
    | EmmPassed
    | EmmKept
)
