"""What a run of a scenario has shown: values, the same for simulated and real time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from hearth.lab.scenario.plan import Scenario
from hearth.lab.scenario.witness import Witness
from hearth.lab.screen import Cause
from hearth.lab.statistics import percentile

DIGITS: Final = 4  # of seconds: tenths of milliseconds


@dataclass(frozen=True, slots=True)
class Times:
    """Percentiles of answers' times, in seconds; none without an answer."""

    count: int
    p50_s: float | None
    p95_s: float | None
    p99_s: float | None
    longest_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverReport:
    """
    What one receiver saw.

    Attributes:
        right: Answers with the right control words.
        late: Of those, how many took longer than the lead.
        times: Of all answers.
        frozen_s: By cause, seconds of frozen picture.
        freezes: By cause, how often.
        during: Seconds of frozen picture, by the faults that were on.
        zap: Seconds from a change of channel to the picture.
        black_s: By cause, seconds without a picture after changes of channel.
        reconnects: How often its connection ended, or did not come about.

    """

    name: str
    watched_s: float
    questions: int
    right: int
    late: int
    wrong: int
    refused: int
    unanswered: int
    times: Times
    frozen_s: Mapping[str, float]
    freezes: Mapping[str, int]
    longest_freeze_s: float
    during: Mapping[str, float]
    zap: Times
    black_s: Mapping[str, float]
    reconnects: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReport:
    """
    What one line did.

    Attributes:
        asked: Questions that it answered or failed.
        times: Of its answers: network and card.
        failed: By reason, questions that it did not answer.
        bad: Answers that cannot have been right, and went to nobody.
        down_s: How long it was not connected.
        downs: How often it was lost, or could not be connected, by step.

    """

    name: str
    times: Times
    failed: int
    bad: int
    down_s: float
    downs: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """
    All of it.

    Attributes:
        world: In which time it was run.
        seconds: How long, in the scenario's time.
        left_unanswered: Questions that Hearth neither answered nor refused,
            of receivers that waited for it: always 0, if it keeps its promise.

    """

    scenario: str
    tells: str
    world: str
    seed: int
    seconds: float
    period_s: float
    lead_s: float
    receivers: tuple[ReceiverReport, ...]
    lines: tuple[LineReport, ...]
    faults: tuple[str, ...]
    left_unanswered: int

    @property
    def frozen_s(self) -> float:
        """Seconds of frozen picture, of all receivers."""
        return sum(sum(seen.frozen_s.values()) for seen in self.receivers)

    def frozen_by_cause(self) -> dict[str, tuple[int, float]]:
        """Give how often and how long pictures froze, by cause, the longest first."""
        totals: dict[str, tuple[int, float]] = {}
        for seen in self.receivers:
            for cause, seconds in seen.frozen_s.items():
                count, total = totals.get(cause, (0, 0.0))
                totals[cause] = (count + seen.freezes[cause], total + seconds)
        return dict(sorted(totals.items(), key=lambda item: (-item[1][1], item[0])))

    def as_json(self) -> dict[str, Any]:
        """Give it as values that JSON has, rounded so that it reads well."""
        values = asdict(self)
        values["frozen_s"] = self.frozen_s
        values["causes"] = [
            {"cause": cause, "freezes": count, "frozen_s": seconds}
            for cause, (count, seconds) in self.frozen_by_cause().items()
        ]
        rounded = _rounded(values)
        assert isinstance(rounded, dict)
        return rounded


def times_of(seconds: Iterable[float]) -> Times:
    """Give the percentiles of some times."""
    ordered = sorted(seconds)
    if not ordered:
        return Times(0, None, None, None, None)
    p50, p95, p99 = (percentile(ordered, share) for share in (0.5, 0.95, 0.99))
    return Times(len(ordered), p50, p95, p99, ordered[-1])


def seen_by(witness: Witness) -> ReceiverReport:
    """Say what one receiver saw."""
    statistics, screen = witness.viewer.statistics, witness.screen
    return ReceiverReport(
        name=witness.name,
        watched_s=screen.watched_s,
        questions=statistics.questions,
        right=statistics.right,
        late=witness.late,
        wrong=statistics.wrong,
        refused=statistics.refused,
        unanswered=statistics.unanswered,
        times=times_of(witness.times),
        frozen_s=_by_cause(screen.frozen),
        freezes={c.value: screen.freezes[c] for c in Cause if c in screen.freezes},
        longest_freeze_s=witness.longest_s,
        during=dict(sorted(witness.during.items())),
        zap=times_of(screen.zaps),
        black_s=_by_cause(screen.black),
        reconnects=statistics.reconnects,
    )


def faults_of(scenario: Scenario) -> tuple[str, ...]:
    """Name what happens in a scenario, and to whom."""
    return tuple(
        f"{happening.fault.name}: {', '.join(happening.to)}"
        for happening in scenario.happens
    )


def _by_cause(seconds: Mapping[Cause, float]) -> dict[str, float]:
    return {cause.value: seconds[cause] for cause in Cause if cause in seconds}


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, DIGITS)
        case dict():
            return {key: _rounded(item) for key, item in value.items()}
        case list() | tuple():
            return [_rounded(item) for item in value]
        case _:
            return value
