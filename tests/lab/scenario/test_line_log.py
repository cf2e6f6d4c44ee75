"""What a line did, counted from what core has seen."""

import pytest

from hearth.core.observations import (
    AttemptFailed,
    BadControlWords,
    EcmDone,
    Fault,
    LineAsked,
    LineDown,
    LineUp,
    Observation,
    Outcome,
)
from hearth.dvb import ServiceId
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID
from hearth.lab.scenario.line_log import LineLogs

SERVICE = ServiceId(1)


def done(outcome: Outcome, line_s: float, *, joined: bool = False) -> EcmDone:
    return EcmDone(
        "tv",
        CA_SYSTEM_ID,
        PROVIDER_ID,
        SERVICE,
        outcome,
        "a",
        1,
        1.0,
        0.0,
        line_s,
        joined,
    )


def test_answers_failures_and_outages() -> None:
    logs = LineLogs(["a", "b"], 0.0)
    logs.begin(1.0)
    happened: list[tuple[float, Observation]] = [
        (2.0, LineUp("a")),
        (3.0, done(Outcome.ANSWERED, 0.2)),
        (3.0, done(Outcome.ANSWERED, 0.2, joined=True)),  # the same answer
        (3.0, done(Outcome.REMEMBERED, 0.0)),
        (4.0, AttemptFailed("a", CA_SYSTEM_ID, SERVICE, 1.0, "x")),
        (4.0, BadControlWords("a", CA_SYSTEM_ID, SERVICE, Fault.STALE)),
        (4.0, LineAsked("a", CA_SYSTEM_ID, SERVICE, 2)),
        (5.0, LineDown("a", "connection", "x")),
        (6.0, LineDown("a", "connect", "x")),
        (7.0, LineDown("a", "connect", "x")),
        (9.0, LineUp("a")),
        (9.0, LineUp("unknown")),
    ]
    for now, seen in happened:
        logs.note(seen, now)
    logs.lost(10.0)
    a, b = logs.reports(12.0)

    assert (a.name, a.times.count, a.times.p99_s) == ("a", 1, 0.2)
    assert (a.failed, a.bad) == (1, 1)
    assert a.downs == {"connect": 2, "connection": 1}
    assert a.down_s == pytest.approx(1 + 4 + 2)
    assert b.down_s == pytest.approx(11.0)
