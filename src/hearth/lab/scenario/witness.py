"""What one receiver saw: its questions and their answers, its picture, and why not."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

from hearth.lab.scenario.plan import (
    DAY_S,
    NEVER,
    Kind,
    ReceiverPlan,
    Scenario,
    Watching,
)
from hearth.lab.screen import Cause, Dark, Screen
from hearth.lab.statistics import Verdict
from hearth.lab.viewer import Outcome, Stay, Viewer

TVHEADEND_HIDES: Final = 0.8  # of the period: what it shows is that much behind
TVHEADEND_REFUSALS: Final = 3
NO_FAULT: Final = "no fault"

# How a question's end shows: what keeps the key away, if anything does.
_TROUBLES: Final = {
    Verdict.REFUSED: Cause.REFUSED,
    Verdict.UNANSWERED: Cause.UNANSWERED,
}


class Witness:
    """
    A receiver's viewer and screen, wherever it is: simulated or on a socket.

    Args:
        scenario: What is on air.
        plan: Whose evenings these are.
        seed: Of its dice.
        clock: Tells the moment of what is happening; the caller's.
        faults_between: Tells which faults were on between two moments.
        pace: So much of the scenario passes in a second of the clock.

    Attributes:
        viewer: Asks and judges.
        screen: Shows.
        times: Seconds of each answer, right or wrong.
        late: Right answers that took longer than the lead.
        longest_s: The longest freeze.
        during: Seconds of frozen picture, by the faults that were on then.

    """

    def __init__(
        self,
        scenario: Scenario,
        plan: ReceiverPlan,
        *,
        seed: int,
        clock: Callable[[], float],
        faults_between: Callable[[float, float], list[str]],
        pace: float = 1.0,
    ) -> None:
        self.name = plan.name
        is_tvheadend = plan.kind is Kind.TVHEADEND
        broadcast = scenario.broadcast
        self._clock = clock
        self._faults_between = faults_between
        self._away: Cause | None = None
        self.times = array("d")
        self.late = 0
        self.longest_s = 0.0
        self.during: dict[str, float] = {}
        self.screen = Screen(
            broadcast,
            hides_s=TVHEADEND_HIDES * broadcast.period_s if is_tvheadend else 0.0,
            told=self._dark,
        )
        self.viewer = Viewer(
            broadcast,
            _stays(scenario, plan, _dice(seed, plan.name), pace),
            told=self._outcome,
            zapped=self._zapped,
            most_refusals=TVHEADEND_REFUSALS if is_tvheadend else 0,
        )

    def keeps_away(self, cause: Cause | None) -> None:
        """Take note of what keeps every answer away now; None: nothing does."""
        self._away = cause
        if cause is not None:
            self.screen.trouble(cause)

    def _zapped(self, stay: Stay, at: float) -> None:
        if not stay.is_on:
            self.screen.turn_off(at)
            return
        self.screen.turn_to(stay.service_id, at)
        if self._away is not None:
            self.screen.trouble(self._away)

    def _outcome(self, outcome: Outcome) -> None:
        now = self._clock()
        service_id = outcome.question.service_id
        trouble = _TROUBLES.get(outcome.verdict)
        if trouble is not None:
            gave_up = self.viewer.has_given_up
            self.screen.trouble(Cause.GAVE_UP if gave_up else trouble)
            return
        self.times.append(outcome.after_s)
        if outcome.verdict is Verdict.WRONG:
            self.screen.spoilt(service_id, now)
            return
        if outcome.after_s > self.viewer.broadcast.lead:
            self.late += 1
        self.screen.answered(service_id, outcome.question.period, now)

    def _dark(self, dark: Dark) -> None:
        if dark.is_zap:
            return
        self.longest_s = max(self.longest_s, dark.seconds)
        for name in self._faults_between(dark.begin, dark.end) or [NO_FAULT]:
            self.during[name] = self.during.get(name, 0.0) + dark.seconds


def _dice(seed: int, name: str) -> Random:
    return Random(f"{seed} {name}")  # noqa: S311  # zapping, no secrets


def _stays(
    scenario: Scenario, plan: ReceiverPlan, chance: Random, pace: float
) -> Iterator[Stay]:
    """Give what a receiver watches, day after day, from the scenario's beginning."""
    at_s = scenario.starts_s
    services = scenario.service_ids
    service_id = services[plan.watching[0].channels[0]]
    while True:
        watching, wait_s = _next(plan.watching, at_s)
        if wait_s > 0:
            yield Stay(service_id, wait_s / pace, is_on=False)
            at_s += wait_s
        ends_s = at_s + _left(watching, at_s)
        channels = [services[name] for name in watching.channels]
        service_id = chance.choice(channels) if watching.zap_s < NEVER else channels[0]
        while at_s < ends_s:
            zap_s = pace * watching.zap_s
            if len(channels) > 1 and zap_s < NEVER:
                stay_s = min(ends_s - at_s, chance.uniform(zap_s / 2, zap_s * 3 / 2))
            else:
                stay_s = ends_s - at_s
            yield Stay(service_id, stay_s / pace)
            at_s += stay_s
            others = [other for other in channels if other != service_id]
            service_id = chance.choice(others) if others else service_id


def _next(evenings: tuple[Watching, ...], at_s: float) -> tuple[Watching, float]:
    """Find the evening that is on, or comes next, and how long until then."""
    return min(
        ((evening, _wait(evening, at_s)) for evening in evenings),
        key=lambda found: found[1],
    )


def _wait(evening: Watching, at_s: float) -> float:
    return 0.0 if _left(evening, at_s) > 0 else (evening.begin_s - at_s) % DAY_S


def _left(evening: Watching, at_s: float) -> float:
    """Tell how long an evening still lasts; 0 if it is not on."""
    lasts_s = (evening.end_s - evening.begin_s) % DAY_S
    if not lasts_s:
        return NEVER
    since_s = (at_s - evening.begin_s) % DAY_S
    return max(0.0, lasts_s - since_s)
