"""Every fault happens, shows as what it is, and Hearth keeps its promise meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hearth.lab.scenario.behaviours import MachineFacts
from hearth.lab.scenario.fault import World, says
from hearth.lab.scenario.plan import MACHINE, Scenario
from hearth.lab.scenario.registry import all_faults
from hearth.lab.scenario.report import LineReport, ReceiverReport, Report
from hearth.lab.scenario.timeline import turns
from hearth.lab.screen import Cause
from hearth.lab.simulated.household import SimulatedHousehold, simulate
from tests.lab.scenario.homes import SMALL, happens, home

LINE = "card.home.lan"
FAULT_S = 240.0
AFTERWARDS_S = 200.0  # a line's longest pause, or a lockout after wrong passwords
Check = Callable[[ReceiverReport, ReceiverReport, LineReport], bool]


def froze(seen: ReceiverReport, cause: Cause, least_s: float = 60.0) -> bool:
    return seen.frozen_s.get(cause.value, 0.0) > least_s


def p50(report: ReceiverReport) -> float:
    assert report.times.p50_s is not None
    return report.times.p50_s


def p99(report: ReceiverReport) -> float:
    assert report.times.p99_s is not None
    return report.times.p99_s


def down_at(step: str) -> Check:
    """The line is lost, cannot come back because of this step, and nobody sees TV."""
    return lambda tv, kitchen, line: (
        line.downs.get(step, 0) >= 3
        and line.down_s > 100
        and (froze(tv, Cause.NO_CARD) and froze(kitchen, Cause.NO_CARD))
    )


def alone_without_connection(
    tv: ReceiverReport, kitchen: ReceiverReport, line: LineReport
) -> bool:
    return froze(tv, Cause.NO_CONNECTION) and not kitchen.frozen_s and line.down_s < 1


def all_refused(tv: ReceiverReport, kitchen: ReceiverReport, line: LineReport) -> bool:
    return froze(tv, Cause.REFUSED) and tv.refused > 10 and line.failed + line.bad > 20


# fault, its part, parameters; what is to be seen of it (the usual card takes 0.195 s)
ACTS: list[tuple[str, str, dict[str, str], Check]] = [
    ("slow card", "card", {"more": "'4.5 s'"}, lambda tv, k, _: p99(tv) > 4),
    ("slow card", "card", {"more": "'1 s'"}, lambda tv, k, _: p99(tv) > 1.1),
    ("jittery card", "card", {}, lambda tv, k, _: 0.4 < p99(tv) < 0.8),
    ("serial card", "card", {"time": "'2 s'"}, lambda tv, k, _: p99(k) > 2),
    ("outliers", "card", {"times": "5"}, lambda tv, k, _: p99(tv) > 0.8),
    ("wrong control words", "card", {}, all_refused),
    ("wrong control words", "card", {"how": "'zero'"}, all_refused),
    (
        "wrong control words",
        "card",
        {"how": "'swapped'"},
        lambda tv, k, line: tv.wrong > 10 and froze(tv, Cause.WRONG) and not line.bad,
    ),
    ("stale control words", "card", {}, all_refused),
    ("refusals", "card", {}, all_refused),
    ("silent card", "card", {}, all_refused),
    ("reshared chain", "card", {"each": "'200 s'"}, lambda tv, k, _: p99(tv) > 1.2),
    ("line ends", LINE, {}, down_at("connect")),
    ("line falls silent", LINE, {}, down_at("connect")),
    ("closed port", LINE, {}, down_at("connect")),
    ("firewall drops", LINE, {}, down_at("connect")),
    ("firewall rejects", LINE, {}, down_at("connect")),
    ("line ends", "tv", {}, alone_without_connection),
    ("line falls silent", "tv", {}, alone_without_connection),
    ("loss", "tv", {"share": "'30 %'"}, lambda tv, k, _: p99(tv) > 0.5 > p99(k)),
    ("delay", "tv", {"more": "'1 s'"}, lambda tv, k, _: p99(tv) > 2 > p99(k)),
    ("jitter", "tv", {"jitter": "'1 s'"}, lambda tv, k, _: p99(tv) > 2 > p99(k)),
    (
        "wifi pauses",
        "tv",
        {"pause": "'5 s'", "each": "'12 s'"},
        lambda tv, k, _: p99(tv) > 3 > p99(k),
    ),
    ("wrong password", LINE, {}, down_at("log-in")),
    ("wrong password", "tv", {}, alone_without_connection),
    ("expired account", LINE, {}, all_refused),
    ("shared account", "tv", {"account": "'kitchen'"}, alone_without_connection),
    ("name unknown", LINE, {}, down_at("name look-up")),
    ("name elsewhere", LINE, {}, down_at("connect")),
    ("name elsewhere", LINE, {"outside": "true"}, down_at("home address")),
    (
        "reconnect storm",
        "tv",
        {"each": "'1 s'"},
        lambda tv, k, _: tv.reconnects > 50 and not k.frozen_s,
    ),
    (
        "stops reading",
        "tv",
        {},
        lambda tv, k, _: froze(tv, Cause.UNANSWERED) and not k.frozen_s,
    ),
    ("emm feeder", "tv", {}, lambda tv, k, line: not tv.frozen_s and not line.bad),
    (
        "hub restarts",
        "hearth",
        {"for_": "'20 s'"},
        lambda tv, k, _: froze(tv, Cause.NO_CONNECTION, 5.0) and tv.reconnects > 10,
    ),
]
FACTS: list[tuple[str, dict[str, str], Callable[[MachineFacts], bool]]] = [
    ("adapter held twice", {}, lambda it: it.adapter_holders == ("oscam", "tvheadend")),
    ("debug left on", {}, lambda it: it.debug and it.log_bytes_a_day > 100_000_000),
    ("disk full", {"free": "1000"}, lambda it: it.disk_free_bytes == 1000),
    ("clock off", {"off": "'10 min'"}, lambda it: it.clock_off_s == 600),
    ("clock off", {"late": "true"}, lambda it: it.clock_off_s == -3600),
]


def story(name: str, to: str, values: dict[str, str]) -> Scenario:
    values = {"at": "'5 min'", "for_": "'4 min'"} | values
    return home(happens(name, to, **values), text=SMALL.replace("20 min", "14 min"))


def parts(report: Report) -> tuple[ReceiverReport, ReceiverReport, LineReport]:
    tv, kitchen = report.receivers
    (line,) = report.lines
    return tv, kitchen, line


@pytest.mark.parametrize("number", range(len(ACTS)))
def test_it_shows_and_every_question_is_answered(number: int) -> None:
    name, to, values, is_seen = ACTS[number]
    report = simulate(story(name, to, values))

    assert report.left_unanswered == 0
    assert is_seen(*parts(report)), (name, report.as_json())
    if values.get("how") != "'swapped'":  # which no server can see
        assert sum(seen.wrong for seen in report.receivers) == 0


@pytest.mark.parametrize("number", range(len(ACTS)))
def test_what_is_over_is_over(number: int) -> None:
    """After the fault, pictures come back by themselves, and stay."""
    name, to, values, _ = ACTS[number]
    begun = story(name, to, values)
    household = SimulatedHousehold(begun)
    household.run(begun.lasts_s)

    for witness in household.witnesses:
        assert witness.viewer.statistics.last_s is not None
        assert sum(witness.during.values()) < FAULT_S + AFTERWARDS_S, name


def test_without_a_fault_nothing_is_seen() -> None:
    tv, kitchen, line = parts(simulate(home()))

    assert not tv.frozen_s
    assert not kitchen.frozen_s
    assert not line.failed + line.bad
    assert 0.15 < p50(tv) < 0.25


@pytest.mark.parametrize("number", range(len(FACTS)))
def test_a_fact_of_the_machine_can_be_read(number: int) -> None:
    name, values, holds = FACTS[number]
    scenario = story(name, "", values)
    household = SimulatedHousehold(scenario)
    (begins, ends) = turns(scenario, 1e6)

    household.conditions.take(begins, 0.0)
    assert holds(household.conditions.of(MachineFacts, MACHINE))
    household.conditions.take(ends, 1.0)
    assert household.conditions.of(MachineFacts, MACHINE) == MachineFacts()


def test_every_fault_has_its_test_and_says_what_is_noticed() -> None:
    tested = {name for name, *_ in ACTS} | {name for name, *_ in FACTS}

    assert tested == set(all_faults())
    for name, kind in all_faults().items():
        assert "__dataclass_fields__" in vars(kind), name
        assert says(kind).endswith("."), name
        assert kind.whom, name
        machine = kind.changes is MachineFacts
        assert (World.MACHINE in kind.worlds) is machine, name
