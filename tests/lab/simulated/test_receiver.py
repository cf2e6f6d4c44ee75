"""A receiver in simulated time: it comes in, asks, and comes back."""

from __future__ import annotations

from hearth.core.observations import (
    ConnectionRefused,
    EmmKept,
    EmmPassed,
    Observation,
    ReceiverLoggedIn,
)
from hearth.lab.scenario.plan import Scenario
from hearth.lab.simulated.household import SimulatedHousehold
from tests.lab.scenario.homes import happens, home


def seen_in(scenario: Scenario, seconds: float) -> list[Observation]:
    seen: list[Observation] = []
    household = SimulatedHousehold(
        scenario, observers=[lambda observation, now: seen.append(observation)]
    )
    household.run(seconds)
    return seen


def count(seen: list[Observation], kind: type[Observation]) -> int:
    return sum(isinstance(observation, kind) for observation in seen)


def test_it_logs_in_once_and_stays() -> None:
    assert count(seen_in(home(), 600.0), ReceiverLoggedIn) == 2


def test_a_wrong_password_is_refused_and_tried_again() -> None:
    seen = seen_in(home(happens("wrong password", "tv")), 60.0)
    refused = [s for s in seen if isinstance(s, ConnectionRefused)]

    assert count(seen, ReceiverLoggedIn) == 1
    assert len(refused) > 3
    assert {r.user for r in refused} <= {"tv", ""}


def test_two_on_one_account_are_told_apart_by_their_addresses() -> None:
    seen = seen_in(home(happens("shared account", "tv", account="'kitchen'")), 60.0)
    refused = [s for s in seen if isinstance(s, ConnectionRefused)]

    assert refused
    assert all("in use at 192.168.1.1" in r.reason for r in refused)


def test_a_second_emm_feeder_sends_what_was_sent_already() -> None:
    two = [happens("emm feeder", who) for who in ("tv", "kitchen")]
    seen = seen_in(home(*two), 300.0)

    assert count(seen, EmmPassed) > 40
    assert count(seen, EmmKept) > 40


def test_who_reads_nothing_for_long_is_ended_by_hearth() -> None:
    text = "[broadcast]\nperiod = '1 s'\nlead = '900 ms'"
    household = SimulatedHousehold(home(text, happens("stops reading", "tv")))
    household.run(600.0)

    assert household.report().receivers[0].reconnects > 0
    assert household.report().receivers[1].reconnects == 0


def test_plain_mode_asks_one_question_at_a_time_and_is_never_stuck() -> None:
    more = "[[receiver]]\nname = 'old'\npartner = false\nzap = '30 s'"
    silent = happens("silent card", "card", at="'2 min'", for_="'1 min'")
    household = SimulatedHousehold(home(more, silent))
    household.run(600.0)
    old = household.report().receivers[2]

    assert old.right > 50
    assert old.refused
    assert household.report().left_unanswered == 0
