"""
What the pages show of this moment: values that nobody can change.

Times with a date are unix seconds, durations seconds. 0.0 is "never" for the
one and "not known" for the other, unless a field says None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final, NamedTuple

from hearth.core.observations import Outcome
from hearth.dvb import Caid, Card, ProviderId, ServiceId
from hearth.observe.live.verdicts import Manner, Margin, judge_margin

__all__ = [
    "GOOD",
    "Ecm",
    "Headline",
    "HeadlineKind",
    "LineStatus",
    "LogLine",
    "Manner",
    "Margin",
    "Outcome",
    "Picture",
    "ReceiverStatus",
    "Refusal",
    "Status",
    "Watching",
    "is_good",
]

GOOD: Final = (Outcome.ANSWERED, Outcome.REMEMBERED)  # the receiver got control words


def is_good(outcome: Outcome) -> bool:
    """Tell whether the receiver got control words."""
    return outcome in GOOD


class Picture(Enum):
    """What is to be seen on a receiver's screen, as far as a card server can tell."""

    OFF = "off"  # not connected
    IDLE = "idle"  # asks nothing: standby, or a channel that is free to air
    WELL = "well"
    LATE = "late"  # the last control words came when they were nearly needed, or not
    NO_KEY = "no key"


class Ecm(NamedTuple):
    """
    A receiver's question, as history and pages show it.

    Attributes:
        number: Grows with each.
        at: When it was answered, or given up.
        line: The line that answered, or the last that was asked; "" if none was.
        hop: 1 where the card is in the server at the other end of the line.
        total_s: From the receiver's question to its answer.
        queue_s: Of that, waiting for the line to be free.
        line_s: Of that, network and card.
        joined: Another receiver had asked the same, and this one waited with it.

    """

    number: int
    at: float
    receiver: str
    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId
    outcome: Outcome
    line: str
    hop: int
    total_s: float
    queue_s: float
    line_s: float
    joined: bool

    @property
    def service(self) -> tuple[Caid, ProviderId, ServiceId]:
        """What it was asked for: a channel, by whose key its period is learnt."""
        return self[3:6]

    @property
    def is_good(self) -> bool:
        """Whether the receiver got control words."""
        return is_good(self.outcome)

    @property
    def wait_s(self) -> float:
        """
        How long it waited for the same question of another receiver.

        0.0 unless it joined; if so, ``queue_s`` and ``line_s`` lie within this
        and are the other one's: show either this or those two.
        """
        return self.queue_s + self.line_s if self.joined else 0.0

    @property
    def rest_s(self) -> float:
        """What remains: Hearth itself, and writing back."""
        return max(0.0, self.total_s - self.queue_s - self.line_s)


class LogLine(NamedTuple):
    """A line of the log; ``level`` is logging's (20 info, 30 warning, 40 error)."""

    number: int
    at: float
    level: int
    text: str


class Refusal(NamedTuple):
    """
    A log-in that was refused, and nobody from there has logged in since.

    Attributes:
        at: When it was refused last.
        user: The name that was given, "" before any; not always an account's.

    """

    at: float
    address: str
    user: str
    reason: str


@dataclass(frozen=True, slots=True)
class Watching:
    """The service that a receiver asks for, and since when."""

    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId
    since: float


class Trip(NamedTuple):
    """
    How long the network takes there and back, as the system measured it.

    Attributes:
        least_s: The shortest in the last minutes: the network alone.
        usual_s: Smoothed over the last ones, with the other end's own delay.
        jitter_s: How much those differ.

    """

    least_s: float
    usual_s: float
    jitter_s: float


class Trips(NamedTuple):
    """The network to whoever is connected, by the name of a receiver or a line."""

    receivers: Mapping[str, Trip]
    lines: Mapping[str, Trip]


NO_TRIPS: Final = Trips({}, {})


@dataclass(frozen=True, slots=True)
class ReceiverStatus:
    """
    A receiver: an account, connected or not.

    Attributes:
        since: Connected since then; if it is not: gone since then, 0.0 if it was
            never here.
        program: What it said it runs, "" if it did not.
        watching: The service it asks for; of several, the one that goes worst.
        last: Its last question.
        usual_s: The median of its last answers.
        period_s: The crypto period of that service, None until it is learnt.
        margin: ``p99_s`` as a share of the lead (`verdicts.lead_of`).
        asked: Questions since midnight.
        failed: Of these, how many got no control words.
        last_refusal: Why the last log-in under this name failed; "" if the last
            one went well.
        picture_since: Since when ``picture`` is what it is.
        trouble_at: When it was last late or without a key, while connected.
        outcome: Why there is no key or it is late, as the last question of
            ``watching`` ended; None if nothing is asked.
        trip: The network to it; None if the system does not tell.
        emms: Card updates that it sent since midnight.
        emms_kept: Of these, how many went to no line.

    """

    name: str
    is_connected: bool
    address: str
    program: str
    since: float
    picture: Picture
    watching: Watching | None
    last: Ecm | None
    usual_s: float
    p99_s: float
    period_s: float | None
    margin: float | None
    asked: int
    failed: int
    last_refusal: str
    last_refusal_at: float
    picture_since: float = 0.0
    trouble_at: float = 0.0
    outcome: Outcome | None = None
    trip: Trip | None = None
    emms: int = 0
    emms_kept: int = 0

    @property
    def verdict(self) -> Margin | None:
        """How much room its answers leave, in a word."""
        return judge_margin(self.margin)


@dataclass(frozen=True, slots=True)
class LineStatus:
    """
    A line, by the name that the log gives it.

    Attributes:
        since: Up, or down, since then.
        step: Where the connection failed; "" while it is up or the first attempt
            is still being made.
        is_paused: It failed a moment ago: others are asked first.
        hop: As its last answer had it, else of its nearest card; 0 without any.
        usual_s: The median of its last answers, network and card alone.
        asked: Attempts since midnight that came to an end.
        failed: Of these, how many got no control words.
        spread_s: p95 less p50 of its last answers.
        manner: What that spread says of it.
        connect_s: How long its last connection took to be made; 0.0 before one.
        trip: As for a receiver.

    """

    name: str
    is_up: bool
    since: float
    step: str
    reason: str
    is_paused: bool
    cards: tuple[Card, ...]
    hop: int
    last_s: float
    usual_s: float
    p99_s: float
    asked: int
    failed: int
    spread_s: float = 0.0
    manner: Manner = Manner.UNKNOWN
    connect_s: float = 0.0
    trip: Trip | None = None


class HeadlineKind(Enum):
    """What the one sentence is about; the worst first."""

    NO_LINES_CONFIGURED = "no lines configured"
    ALL_LINES_DOWN = "all lines down"
    RECEIVER_NO_KEY = "receiver no key"
    LINE_DOWN = "line down"  # while another one serves
    RECEIVER_LATE = "receiver late"
    RECEIVER_REFUSED = "receiver refused"  # in the last ten minutes
    NO_RECEIVER = "no receiver"  # is connected
    ALL_WELL = "all well"


@dataclass(frozen=True, slots=True)
class Headline:
    """
    Whether all is well, and if not what is wrong, since when.

    Attributes:
        receiver: Whom it is about, "" if nobody alone.
        line: The line that it is about, or that the receiver's question went to.
        step: Where a line failed.
        reason: Why: a line's or a refusal's words, or an `Outcome`'s value.
        count: How many are concerned; for ALL_WELL the receivers that are
            watching.

    """

    kind: HeadlineKind
    since: float
    receiver: str = ""
    line: str = ""
    step: str = ""
    reason: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """
    Everything, at one moment.

    Attributes:
        started: When Hearth was started.
        receivers: Every account, in the order of the configuration.
        lines: Every line, in that order: the preferred one first.
        refusals: The last log-ins that were refused, the newest first.

    """

    at: float
    started: float
    headline: Headline
    receivers: tuple[ReceiverStatus, ...]
    lines: tuple[LineStatus, ...]
    refusals: tuple[Refusal, ...] = ()
