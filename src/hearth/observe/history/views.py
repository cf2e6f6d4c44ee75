"""
What the memory tells: values that nobody can change.

Moments are unix seconds, durations seconds. What a percentile says lies
within 5 % of the truth (`hearth.observe.history.histogram`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from math import inf
from typing import Literal, NamedTuple

from hearth.core.observations import Outcome
from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.observe.live.views import Ecm
from hearth.observe.periods import ServiceKey

LinkKind = Literal["wired", "wireless", ""]
EcmKind = Literal["all", "good", "failed"]


@dataclass(frozen=True, slots=True)
class EcmFilter:
    """
    Which questions are meant.

    Attributes:
        receiver: "" for all.
        line: "" for all. With a line given, times are the line's own.
        service: None for all.
        kind: "good" got control words, "failed" did not.
        begin: From this moment on; `HistoryReader.ecms` alone looks at it.
        end: Up to, not including; likewise.

    """

    receiver: str = ""
    line: str = ""
    service: ServiceKey | None = None
    kind: EcmKind = "all"
    begin: float = 0.0
    end: float = inf


@dataclass(frozen=True, slots=True)
class Figures:
    """
    How many questions ended how, and how long the good ones took.

    Of a line, times are what it took itself (network and card); of all else,
    what receivers waited.

    Attributes:
        asked: Questions that came to an end.
        answered: Of these, how many got control words.
        failed: And how many did not.
        outcomes: How often each end came; those that never did are left out.
        missed: Of a line: attempts that it failed, whoever answered instead.
        spread_s: p95 less p50: small for a card nearby.
        worst_s: The longest of all, exactly.

    """

    asked: int = 0
    answered: int = 0
    failed: int = 0
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    missed: int = 0
    p50_s: float = 0.0
    p95_s: float = 0.0
    p99_s: float = 0.0
    worst_s: float = 0.0

    @property
    def spread_s(self) -> float:
        """How far the slow answers are from the usual ones."""
        return self.p95_s - self.p50_s


class Bucket(NamedTuple):
    """One step of a chart; the times are 0.0 where nothing was answered."""

    begin: float
    end: float
    asked: int
    failed: int
    p50_s: float
    p95_s: float
    p99_s: float
    worst_s: float


class Channel(NamedTuple):
    """A service's figures; ``period_s`` is its crypto period, None until learnt."""

    key: ServiceKey
    figures: Figures
    period_s: float | None


class Viewing(NamedTuple):
    """
    A receiver asked for a service, from the first question to the last.

    Attributes:
        asked: How many questions that were.
        failed: Of these, how many got no control words.

    """

    receiver: str
    ca_system_id: Caid
    provider_id: ProviderId
    service_id: ServiceId
    begin: float
    end: float
    link: LinkKind
    asked: int
    failed: int


class NoteKind(Enum):
    """What a note is about."""

    RESTART = "restart"
    RELOAD = "reload"
    FINDING = "finding"
    FREEZE = "freeze"  # somebody saw the picture stop
    LOGGED_IN = "logged in"
    LEFT = "left"
    REFUSED = "refused"
    LINE_UP = "line up"
    LINE_DOWN = "line down"
    LINE_GONE = "line gone"  # the configuration has it no more
    MISSED = "missed"  # a line did not answer; perhaps another one did
    BAD_CONTROL_WORDS = "bad control words"


class Note(NamedTuple):
    """
    Something that happened.

    Attributes:
        number: Grows with time.
        text: What was said of it: a reason, a finding's words.
        receiver: Whom it concerns; for REFUSED the name that was given.
        step: Where a line's connection failed.
        address: Where a receiver came from.
        times: How often it happened within half a minute, from ``at`` on.

    """

    number: int
    at: float
    kind: NoteKind
    text: str
    receiver: str = ""
    line: str = ""
    step: str = ""
    address: str = ""
    times: int = 1


class LineState(Enum):
    """What a line was, for a while."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"  # Hearth did not run, or had not tried yet


class LineSpan(NamedTuple):
    """A line was in one state; down: ``step`` and ``reason`` say why."""

    begin: float
    end: float
    state: LineState
    step: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Availability:
    """
    How much of the time a line was there.

    Attributes:
        share: 0 to 1, of the time of which something is known; None if
            nothing is.
        spans: The whole range, piece after piece.

    """

    share: float | None
    spans: tuple[LineSpan, ...]

    @property
    def down(self) -> tuple[LineSpan, ...]:
        """The pieces in which it was down."""
        return tuple(s for s in self.spans if s.state is LineState.DOWN)


@dataclass(frozen=True, slots=True)
class Around:
    """What happened to a receiver before a moment; both lists oldest first."""

    begin: float
    end: float
    ecms: tuple[Ecm, ...]
    notes: tuple[Note, ...]
