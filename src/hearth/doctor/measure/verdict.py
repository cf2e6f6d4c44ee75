"""What figures of a line mean: a grade and a sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Final, NamedTuple

from hearth.doctor.answers.late_words import limit_words
from hearth.doctor.answers.lateness import JITTER_S, SLOW_WAY_S
from hearth.doctor.measure.measured import EcmTimes, Measured, Source
from hearth.doctor.words import ms, number, percent, shown
from hearth.observe.live.verdicts import (
    DEFAULT_PERIOD_S,
    Manner,
    Margin,
    judge_line,
    judge_margin,
    lead_of,
)

# docs/ecm-time.md: within a home under 5 ms; over a VPN up to 80 ms is very good
# (SLOW_WAY_S) and up to 150 ms good.
NEAR_S: Final = 0.005
GOOD_WAY_S: Final = 0.15
# What CCcamInfoPHP shows as "very slow" ends at 300 ms; then comes "bad".
BAD_WAY_S: Final = 0.3
# A packet that is lost costs at least 200 ms until it is sent again (Linux,
# TCP_RTO_MIN), as much as a card: one in a hundred is felt as one late answer in a
# hundred, one in twenty as a freeze now and then.
LOST_SOME: Final = 0.01
LOST_MUCH: Final = 0.05
LEAST_LOST: Final = 2  # packets: a single one says nothing
# One question in a hundred fails in a home now and then; one in twenty is a frozen
# picture every three minutes of 10 s periods.
FAILED_SOME: Final = 0.01
FAILED_MUCH: Final = 0.05
LEAST_SAID_S: Final = 0.0001
FINE_BELOW_S: Final = 0.01


class Grade(IntEnum):
    """How good a line is; the worst figure counts."""

    GOOD = 0
    FAIR = 1
    POOR = 2
    OFF = 3

    @property
    def word(self) -> str:
        """The grade as it is said."""
        return self.name.lower()


class Figure(NamedTuple):
    """One thing that was measured: in numbers, in words, and how good it is."""

    name: str
    text: str
    grade: Grade = Grade.GOOD


def figures_of(measured: Measured) -> tuple[Figure, ...]:
    """Judge everything that is known of a line."""
    return tuple(_figures(measured))


def grade_of(figures: tuple[Figure, ...]) -> Grade:
    """Give the worst grade."""
    return max((figure.grade for figure in figures), default=Grade.GOOD)


def fine(seconds: float) -> str:
    """Write a time of a network: tenths of a millisecond where it is short."""
    if seconds < LEAST_SAID_S:
        return "under 0.1 ms"
    return f"{1000 * seconds:.1f} ms" if seconds < FINE_BELOW_S else ms(seconds)


def _figures(measured: Measured) -> Iterator[Figure]:
    if measured.trouble:
        yield Figure("off", shown(measured.trouble, 200), Grade.OFF)
    yield from _connects(measured)
    yield from _jitter(measured)
    yield from _wire(measured)
    if measured.log_in_s is not None:
        cards = number(measured.cards or 0, "card")
        server = f", {shown(measured.server)}" if measured.server else ""
        yield Figure("log-in", f"{fine(measured.log_in_s)}, {cards}{server}")
    if measured.ecm is not None:
        yield from _ecm(measured.ecm, measured.period_s)


def _connects(measured: Measured) -> Iterator[Figure]:
    usual_s = measured.connect_s
    if usual_s is None:
        return
    tried = len(measured.connects_s) + measured.refused
    times = (
        f"{fine(usual_s)} usually, {fine(max(measured.connects_s))} at worst,"
        f" {len(measured.connects_s)} of {tried} connections"
    )
    words, grade = _way(usual_s)
    if measured.refused:
        words, grade = "some could not be made", Grade.POOR
    yield Figure("connect", f"{times}: {words}", grade)


def _way(seconds: float) -> tuple[str, Grade]:
    if seconds <= NEAR_S:
        return "as in a home's own network", Grade.GOOD
    if seconds <= SLOW_WAY_S:
        return "very good over a VPN; much for a home's own network", Grade.GOOD
    if seconds <= GOOD_WAY_S:
        return "good over a VPN; too much for a home's own network", Grade.GOOD
    if seconds <= BAD_WAY_S:
        return "a slow network", Grade.FAIR
    return "a very slow network", Grade.POOR


def _jitter(measured: Measured) -> Iterator[Figure]:
    jitter_s = measured.jitter_s
    if jitter_s is None:
        return
    if jitter_s < JITTER_S:
        yield Figure("jitter", f"{fine(jitter_s)}: steady")
    else:
        text = f"{fine(jitter_s)}: uneven; from 20 ms on it is felt"
        yield Figure("jitter", text, Grade.FAIR)


def _wire(measured: Measured) -> Iterator[Figure]:
    wire = measured.wire
    if wire is None and not measured.connects_s:
        return
    if wire is None:
        yield Figure("round trip", "not known: this system does not tell")
        return
    whose = "on Hearth's connection" if measured.is_hearths else "by the system"
    trip = wire.trip
    yield Figure(
        "round trip",
        f"{fine(trip.least_s)} at best, {fine(trip.usual_s)} usually, {whose}"
        " (with the server's own delay)",
    )
    lost = measured.lost_share or 0.0
    count = wire.again or "none"
    text = f"{count} of {wire.sent} packets to the server had to be sent again"
    if lost >= LOST_SOME and wire.again >= LEAST_LOST:
        grade = Grade.POOR if lost >= LOST_MUCH else Grade.FAIR
        yield Figure("loss", f"{text} ({percent(lost)}): each costs 200 ms", grade)
    else:
        yield Figure("loss", text)


def _ecm(ecm: EcmTimes, period_s: float | None) -> Iterator[Figure]:
    whose = "asked now" if ecm.source is Source.ASKED else "by receivers, in seven days"
    asked = f"{number(ecm.asked, 'question')} {whose}"
    if ecm.failed:
        share = percent(ecm.failed_share)
        text = f"{ecm.failed} of {asked} got no good answer ({share})"
        yield Figure("failures", text, _failed(ecm))
    times = ecm.times
    if not times.count:
        return
    yield Figure(
        "ECM time",
        f"{asked}: half within {ms(times.p50_s)}, 95 of 100 within {ms(times.p95_s)},"
        f" 99 within {ms(times.p99_s)}, at worst {ms(times.worst_s)}:"
        f" {limit_words(times.p95_s)}",
    )
    yield _margin(times.p99_s, period_s)
    if judge_line(times.count, times.p50_s, times.p95_s) is Manner.SWINGING:
        text = "times swing by more than the usual time, as in a chain of servers"
        yield Figure("spread", text, Grade.FAIR)


def _failed(ecm: EcmTimes) -> Grade:
    if ecm.failed_share >= FAILED_MUCH:
        return Grade.POOR
    return Grade.FAIR if ecm.failed_share >= FAILED_SOME else Grade.GOOD


_MARGINS: Final = {
    Margin.GOOD: ("plenty", Grade.GOOD),
    Margin.FAIR: ("enough", Grade.GOOD),
    Margin.WEAK: ("little", Grade.FAIR),
    Margin.WILL_FREEZE: ("none: it will freeze", Grade.POOR),
}


def _margin(p99_s: float, period_s: float | None) -> Figure:
    used_s = DEFAULT_PERIOD_S if period_s is None else period_s
    lead_s = lead_of(used_s)
    margin = judge_margin(p99_s / lead_s)
    assert margin is not None
    word, grade = _MARGINS[margin]
    guess = ", as most systems have" if period_s is None else ""
    text = (
        f"{word}: the slowest hundredth takes {percent(p99_s / lead_s)} of the"
        f" {lead_s:.3g} s that there are (half of a period of {used_s:.3g} s{guess})"
    )
    return Figure("time to spare", text, grade)
