"""What was measured of one line: values, judged by nobody yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from statistics import mean, median

from hearth.doctor.answers.digest import Times, times_of
from hearth.doctor.measure.kernel import Wire


class Source(Enum):
    """Where ECM times are from."""

    ASKED = "asked"  # by the measurement itself
    HISTORY = "history"  # by receivers, as Hearth remembers


@dataclass(frozen=True, slots=True, kw_only=True)
class EcmTimes:
    """
    How a line answered questions; times are the line's own, without Hearth's.

    Attributes:
        source: Who asked.
        asked: Questions.
        failed: Of these, how many the line did not answer well.
        times: Of the others.
        each_s: The single times, where they are known.

    """

    source: Source
    asked: int
    failed: int
    times: Times
    each_s: tuple[float, ...] = ()

    @property
    def failed_share(self) -> float:
        """How much of all went wrong."""
        return self.failed / self.asked if self.asked else 0.0


def asked_times(each_s: Sequence[float], failed: int) -> EcmTimes:
    """Make ECM times of single answers."""
    return EcmTimes(
        source=Source.ASKED,
        asked=len(each_s) + failed,
        failed=failed,
        times=times_of(each_s),
        each_s=tuple(each_s),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """
    One line.

    Attributes:
        line: Its name as observations have it.
        at: Unix seconds.
        place: Host and port, for a person to read.
        trouble: Why it cannot be used; "" if nothing is known to be in the way.
        connects_s: How long each connection took to be made.
        refused: How many connections could not be made.
        wire: What the system measured; None: it does not say.
        is_hearths: Whether that is of the connection of a Hearth that runs.
        log_in_s: From the connection to the server's name; None: not tried.
        cards: How many it announced; None: not tried.
        server: What the server said it is.
        ecm: ECM times; None: none are known.
        period_s: The shortest crypto period of what was watched lately; None:
            not known.
        notes: What was not done, and why.

    """

    line: str
    at: float
    place: str = ""
    trouble: str = ""
    connects_s: tuple[float, ...] = ()
    refused: int = 0
    wire: Wire | None = None
    is_hearths: bool = False
    log_in_s: float | None = None
    cards: int | None = None
    server: str = ""
    ecm: EcmTimes | None = None
    period_s: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def connect_s(self) -> float | None:
        """The usual time of a connection: one round trip, and no more."""
        return median(self.connects_s) if self.connects_s else None

    @property
    def jitter_s(self) -> float | None:
        """
        By how much a connection's time differs from the one before, on average.

        Not the system's own figure: that has the far end's delay of its
        acknowledgements in it, up to 40 ms, which is nobody's jitter.
        """
        if len(self.connects_s) < 2:
            return None
        return mean(abs(a - b) for a, b in pairwise(self.connects_s))

    @property
    def lost_share(self) -> float | None:
        """How much of what we sent was sent again; None: not known."""
        return (
            self.wire.again / self.wire.sent if self.wire and self.wire.sent else None
        )
