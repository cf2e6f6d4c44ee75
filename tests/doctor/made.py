"""Made-up evenings: records for checks to judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from hearth.core.observations import EcmDone, LineUp, Observation, Outcome
from hearth.doctor.case import Case
from hearth.doctor.checks import check_of
from hearth.doctor.facts import Facts, Ladder, Record
from hearth.doctor.machine_facts import MachineFacts
from hearth.doctor.verdict import Standing, Verdict
from hearth.dvb import Caid, ProviderId, ServiceId

CAID = Caid(0x0D02)
LINE = "card.home.lan"
PERIOD_S = 10.0
Event = tuple[float, Observation]


def done(receiver: str = "livingroom", **changes: Any) -> EcmDone:
    values: dict[str, Any] = {
        "ca_system_id": CAID,
        "provider_id": ProviderId(0),
        "service_id": ServiceId(0x765D),
        "outcome": Outcome.ANSWERED,
        "line": LINE,
        "hop": 1,
        "line_s": 0.2,
    }
    values |= changes
    if "total_s" not in values:
        values["total_s"] = values["line_s"] + values.get("queue_s", 0.0)
    return EcmDone(receiver, **values)


def evening(
    receiver: str = "livingroom",
    *,
    seconds: float = 1200.0,
    begin: float = 3.0,
    line_s: Callable[[int], float] = lambda _: 0.2,
    **changes: Any,
) -> list[Event]:
    """Questions in the rhythm of the broadcast, each answered after ``line_s``."""
    events: list[Event] = []
    for number in range(int(seconds / PERIOD_S)):
        event = done(receiver, line_s=line_s(number), **changes)
        events.append((begin + number * PERIOD_S + event.total_s, event))
    return events


def record(*events: Event | Iterable[Event], **changes: Any) -> Record:
    seen: list[Event] = []
    for item in events:
        if isinstance(item, tuple):
            seen.append(item)
        else:
            seen += item
    if not any(isinstance(what, LineUp) and at < 1 for at, what in seen):
        seen.append((0.5, LineUp(LINE, 0.001)))
    seen.sort(key=lambda it: it[0])
    values: dict[str, Any] = {"begin": 0.0, "end": 1200.0}
    return Record(seen=tuple(seen), **(values | changes))


def facts(*events: Event | Iterable[Event], **changes: Any) -> Facts:
    return Facts(record=record(*events, **changes))


def verdicts(code: str, facts: Facts) -> list[Verdict]:
    check = check_of(code)
    assert check is not None
    return list(check.judge(Case(facts)))


def one(code: str, facts: Facts) -> Verdict:
    (verdict,) = verdicts(code, facts)
    return verdict


def standings(code: str, facts: Facts) -> list[Standing]:
    return [verdict.standing for verdict in verdicts(code, facts)]


def machine(**values: Any) -> Facts:
    return Facts(machine=MachineFacts(**values))


def ladders(*found: Ladder) -> Facts:
    return Facts(lines=tuple(it.line for it in found), ladders=found)
