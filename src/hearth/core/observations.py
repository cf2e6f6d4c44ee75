"""
What core has seen happen: facts for the log, the history and the pages.

Times are seconds. No observation holds a control word, a password or a key.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

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

    __hash__ = object.__hash__  # Enum's own is no built-in, and there is one an ECM


class EcmDone(NamedTuple):
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
    line: str = ""
    hop: int = 0
    total_s: float = 0.0
    queue_s: float = 0.0
    line_s: float = 0.0
    joined: bool = False


class LineAsked(NamedTuple):
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


class BadControlWords(NamedTuple):
    """A line gave control words that cannot be right; nobody got them."""

    line: str
    ca_system_id: Caid
    service_id: ServiceId
    fault: Fault


class AttemptFailed(NamedTuple):
    """A line did not answer one question; ``after_s`` is how long it was waited for."""

    line: str
    ca_system_id: Caid
    service_id: ServiceId
    after_s: float
    reason: str


class LinePaused(NamedTuple):
    """A line that failed is asked only if nobody else can be, for this long."""

    line: str
    pause_s: float


class LineUp(NamedTuple):
    """A line is logged in; ``connect_s``: how long the connection took to be made."""

    line: str
    connect_s: float = 0.0


class LineDown(NamedTuple):
    """A line's connection ended or could not be made, at this step."""

    line: str
    step: str
    reason: str


class CardLearnt(NamedTuple):
    """A line's card is available as the share of this number."""

    line: str
    share: int
    card: Card


class CardLeft(NamedTuple):
    """A line's card is there no more."""

    line: str
    share: int


class CardNotTaken(NamedTuple):
    """A line's card is not used, for this reason."""

    line: str
    card: Card
    reason: str


class ReceiverLoggedIn(NamedTuple):
    """A receiver is in; ``replaced``: its earlier connection was still there."""

    receiver: str
    address: str
    replaced: bool = False


class ReceiverRunning(NamedTuple):
    """A receiver said which program it runs."""

    receiver: str
    program: str


class ReceiverLeft(NamedTuple):
    """A receiver's connection ended."""

    receiver: str
    address: str
    reason: str


class ConnectionRefused(NamedTuple):
    """Somebody was not let in; ``user`` is "" before a name was given."""

    address: str
    user: str
    reason: str


class EmmPassed(NamedTuple):
    """An EMM went to the line of its card."""

    receiver: str
    line: str
    ca_system_id: Caid
    size: int


class EmmKept(NamedTuple):
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
