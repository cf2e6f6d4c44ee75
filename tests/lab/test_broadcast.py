"""What is on air at which time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, ProviderId, ServiceId
from hearth.errors import UsageError
from hearth.lab.broadcast import Broadcast
from hearth.lab.card_system import (
    SERVICE_ID,
    Halves,
    LabCard,
    control_words_of,
    make_ecm,
)

ONE, TWO = ServiceId(0x1234), ServiceId(0x1235)

# what it shows           broadcast                          service  at      period
ON_AIR = [
    ("the first", Broadcast(), ONE, 0.0, 0),
    ("its end", Broadcast(), ONE, 9.99, 0),
    ("the second", Broadcast(), ONE, 10.0, 1),
    ("a timer's haste", Broadcast(), ONE, 10.0 - 1e-7, 1),
    ("all at once", Broadcast(), TWO, 10.0, 1),
    ("0x1234 is 4/8 late", Broadcast(period_s=8, staggered=True), ONE, 11.9, 0),
    ("0x1234 then", Broadcast(period_s=8, staggered=True), ONE, 12.0, 1),
    ("0x1235 is 5/8 late", Broadcast(period_s=8, staggered=True), TWO, 12.0, 0),
    ("before its first", Broadcast(period_s=8, staggered=True), ONE, 0.0, 0),
]


@pytest.mark.parametrize(("shows", "broadcast", "service", "now", "period"), ON_AIR)
def test_the_period_on_air(
    shows: str, broadcast: Broadcast, service: ServiceId, now: float, period: int
) -> None:
    assert broadcast.period(service, now) == period, shows


@given(
    st.floats(0.01, 20), st.integers(0, 0xFFFF), st.integers(0, 100_000), st.booleans()
)
def test_a_period_is_on_air_from_the_moment_of_its_begin(
    period_s: float, sid: int, period: int, staggered: bool
) -> None:
    broadcast, service_id = Broadcast(period_s, staggered=staggered), ServiceId(sid)

    begin = broadcast.begin(service_id, period)

    assert broadcast.period(service_id, begin) == period


def test_the_ecm_and_its_answer() -> None:
    broadcast = Broadcast(ca_system_id=Caid(0x4ADB), provider_id=ProviderId(7))
    ecm = broadcast.ecm(TWO, 5)

    assert ecm == make_ecm(
        5, ca_system_id=Caid(0x4ADB), provider_id=ProviderId(7), service_id=TWO
    )
    right = broadcast.control_words(TWO, 5)
    assert right == control_words_of(5, service_id=TWO) == LabCard().answer(ecm)


@pytest.mark.parametrize("period_s", [0, -1])
def test_a_period_lasts_some_time(period_s: float) -> None:
    with pytest.raises(UsageError):
        Broadcast(period_s)


def test_the_lead_is_from_the_ecm_to_the_change_of_keys() -> None:
    on_air = Broadcast(lead_s=2.0)

    assert [on_air.ecm_period(SERVICE_ID, now) for now in (0.0, 17.9, 18.0)] == [
        0,
        0,
        1,
    ]
    assert on_air.ecm_begin(SERVICE_ID, 1) == on_air.begin(SERVICE_ID, 2) - 2.0
    assert on_air.lead == 2.0
    assert Broadcast().lead == 10.0


@pytest.mark.parametrize("lead_s", [0.0, -1.0, 10.1])
def test_a_lead_that_cannot_be(lead_s: float) -> None:
    with pytest.raises(UsageError):
        Broadcast(lead_s=lead_s)


def test_one_half_carries_the_next_word_alone() -> None:
    on_air = Broadcast(halves=Halves.ONE)
    even, odd = (on_air.control_words(SERVICE_ID, n).reveal() for n in (0, 1))

    assert (even[:8], odd[8:]) == (bytes(8), bytes(8))
    assert LabCard().answer(on_air.ecm(SERVICE_ID, 1)) == on_air.control_words(
        SERVICE_ID, 1
    )
