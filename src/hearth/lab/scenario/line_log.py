"""What core has seen of each line, counted: outages, failures, answers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from hearth.core.observations import (
    AttemptFailed,
    BadControlWords,
    EcmDone,
    LineDown,
    LineUp,
    Observation,
    Outcome,
)
from hearth.lab.scenario.report import LineReport, times_of


class LineLogs:
    """
    An observer of core.

    Args:
        names: Of the lines.
        now: The moment from which they count as not connected.

    """

    def __init__(self, names: Iterable[str], now: float = 0.0) -> None:
        self._logs = {name: LineLog(now) for name in names}

    def note(self, observation: Observation, now: float) -> None:
        """Take note of what core has seen."""
        log = self._logs.get(getattr(observation, "line", ""))
        if log is not None:
            log.note(observation, now)

    def lost(self, now: float) -> None:
        """Take note that every connection has ended, with Hearth itself."""
        for log in self._logs.values():
            log.lose(now)

    def begin(self, now: float) -> None:
        """Count what is not connected from now on."""
        for log in self._logs.values():
            log.begin(now)

    def reports(self, now: float) -> tuple[LineReport, ...]:
        """Say what each line did."""
        return tuple(log.report(name, now) for name, log in self._logs.items())


class LineLog:
    """One line's."""

    def __init__(self, now: float) -> None:
        self._failed = 0
        self._bad = 0
        self._times = array("d")
        self._downs: dict[str, int] = {}
        self._down_s = 0.0
        self._down_since: float | None = now

    def begin(self, now: float) -> None:
        """Count from now on how long it is not connected."""
        if self._down_since is not None:
            self._down_since = now

    def note(self, observation: Observation, now: float) -> None:
        """Take note of what core has seen of it."""
        match observation:
            case EcmDone(outcome=Outcome.ANSWERED, joined=False):
                self._times.append(observation.line_s)
            case AttemptFailed():
                self._failed += 1
            case BadControlWords():
                self._bad += 1
            case LineUp():
                if self._down_since is not None:
                    self._down_s += now - self._down_since
                self._down_since = None
            case LineDown():
                step = observation.step
                self._downs[step] = self._downs.get(step, 0) + 1
                self.lose(now)
            case _:
                pass

    def lose(self, now: float) -> None:
        """Take note that it is not connected any more."""
        if self._down_since is None:
            self._down_since = now

    def report(self, name: str, now: float) -> LineReport:
        """Say what it did until now."""
        since = self._down_since
        return LineReport(
            name=name,
            times=times_of(self._times),
            failed=self._failed,
            bad=self._bad,
            down_s=self._down_s + (0.0 if since is None else now - since),
            downs=dict(sorted(self._downs.items())),
        )
