"""The rules with what they remember."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hearth.core.receivers.lockouts import Lockouts
from hearth.secret import Secret
from hearth.web.access.gate import OFF, Answer, Gate, Verdict
from hearth.web.access.passwords import Given
from hearth.web.settings import WebSettings
from tests.web.access.scene import ASKING, EXTERNAL, LOCKED, OPEN, PASSWORD, USER, Clock

RIGHT = Given(USER.encode(), Secret(PASSWORD.encode()))
WRONG = Given(USER.encode(), Secret(b"roses"))
HERE, OTHER = "192.168.1.20", "192.168.1.21"


def gate_of(settings: WebSettings = ASKING, clock: Clock | None = None) -> Gate:
    gate = Gate(Lockouts(), clock or Clock(), lambda: frozenset({"pi"}))
    gate.configure(settings)
    return gate


def judge(gate: Gate, given: Given, address: str = HERE) -> Verdict:
    assert gate.login is not None
    return gate.judge(given, gate.login, address)


def test_five_wrong_passwords_and_the_address_waits() -> None:
    clock = Clock()
    gate = gate_of(clock=clock)
    verdicts = [judge(gate, WRONG) for _ in range(5)]

    assert [it.answer for it in verdicts] == [Answer.WRONG] * 5
    assert [it.wait_s for it in verdicts] == [0, 0, 0, 0, 60]
    assert judge(gate, RIGHT) == Verdict(Answer.WAIT, 60)
    assert judge(gate, RIGHT, OTHER).answer is Answer.RIGHT

    clock.now += 61
    assert judge(gate, WRONG).wait_s == 120  # each further one doubles it
    clock.now += 121
    assert judge(gate, RIGHT).answer is Answer.RIGHT


def test_the_wait_grows_to_an_hour() -> None:
    clock = Clock()
    gate = gate_of(clock=clock)
    waits = []
    for _ in range(14):
        verdict = judge(gate, WRONG)
        waits.append(verdict.wait_s)
        clock.now += verdict.wait_s

    assert waits[4:] == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600, 3600]


def test_a_plugin_that_knows_the_password_does_not_help_who_guesses_beside_it() -> None:
    gate = gate_of()
    for _ in range(5):
        judge(gate, WRONG)
        judge(gate, RIGHT)

    assert judge(gate, RIGHT).answer is Answer.WAIT


def test_logging_in_forgets_what_was_mistyped() -> None:
    gate = gate_of()
    for _ in range(4):
        judge(gate, WRONG)
    gate.begin_session("", HERE)

    assert judge(gate, WRONG).wait_s == 0


def test_logging_in_gives_another_token_and_ends_the_old_one() -> None:
    gate = gate_of()
    first = gate.begin_session("x" * 43, HERE)
    second = gate.begin_session(first, HERE)

    assert len({first, second, "x" * 43}) == 3
    assert not gate.has_session("x" * 43)
    assert not gate.has_session(first)
    assert gate.has_session(second)
    assert not gate.has_session("")


def test_logging_out() -> None:
    gate = gate_of()
    ended: list[str] = []
    gate.on_log_out = lambda: ended.append("streams")
    token = gate.begin_session("", HERE)
    gate.end_session(token)

    assert not gate.has_session(token)
    assert ended == ["streams"]
    gate.on_log_out = None
    gate.end_session(token)


def test_a_new_password_ends_sessions_and_waits() -> None:
    gate = gate_of()
    token = gate.begin_session("", HERE)
    for _ in range(5):
        judge(gate, WRONG)

    assert gate.configure(replace(ASKING, password=Secret(b"roses")))
    assert not gate.has_session(token)
    assert judge(gate, WRONG).answer is Answer.RIGHT


@pytest.mark.parametrize(
    ("before", "after", "anew"),
    [
        (ASKING, ASKING, False),
        (ASKING, replace(ASKING, show_timing=True), False),
        (OPEN, ASKING, True),
        (ASKING, EXTERNAL, True),
        (EXTERNAL, LOCKED, True),
    ],
    ids=["the same", "something else", "a password", "the home", "no password"],
)
def test_whether_all_have_to_come_anew(
    before: WebSettings, after: WebSettings, anew: bool
) -> None:
    gate = gate_of(before)

    assert gate.configure(after) is anew


def test_nothing_is_open_before_it_is_configured() -> None:
    gate = Gate(Lockouts(), Clock(), frozenset)

    assert gate.settings is OFF
    assert not gate.is_external


def test_hosts() -> None:
    gate = gate_of()
    gate.addresses = ("192.168.1.2",)

    def knows(header: str, *, forgiving: bool = False) -> bool:
        return gate.knows_host(header, here="10.0.0.2", forgiving=forgiving)

    assert knows("pi:16001")
    assert knows("192.168.1.2:16001")
    assert knows("10.0.0.2")
    assert not knows("192.168.1.2t")
    assert knows("192.168.1.2t", forgiving=True)
    assert not knows("evil.example")
    assert not knows("")
