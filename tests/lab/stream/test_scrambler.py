"""Packets of services, marked and scrambled."""

import pytest

from hearth.lab.card_system import control_word
from hearth.lab.stream.csa import BatchKey
from hearth.lab.stream.multiplex import Service, make_services
from hearth.lab.stream.packets import (
    PACKET_SIZE,
    make_packets,
    make_pcr_packet,
    scrambling_of,
)
from hearth.lab.stream.profile import Profile
from hearth.lab.stream.scrambler import Scrambler
from tests.lab.stream import need

pytestmark = need.library

SERVICES = make_services(2)
PROFILE = Profile(period_s=1.0)


def scrambled(packets: list[bytearray], start_s: float, packet_s: float) -> bytearray:
    data = bytearray(b"".join(packets))
    with Scrambler(SERVICES, PROFILE) as scrambler:
        scrambler.scramble(data, start_s, packet_s)
    return data


def full(pid: int) -> bytearray:
    return next(make_packets(pid, bytes(range(184))))


# service, period, transport_scrambling_control: 10b even, 11b odd
MARKS = [(0, 2, 0x80), (0, 3, 0xC0), (1, 2, 0x80)]


@pytest.mark.parametrize(("index", "period", "mark"), MARKS)
def test_a_packet_has_its_service_s_and_period_s_control_word(
    index: int, period: int, mark: int
) -> None:
    service: Service = SERVICES[index]
    data = scrambled([full(service.video_pid)], float(period), 0.001)

    assert scrambling_of(data) == mark
    with BatchKey() as key:
        key.set(control_word(period, service_id=service.service_id))
        key.descramble(data, [(4, 184)])
    assert data[4:] == bytes(range(184))


def test_the_change_is_at_its_packet() -> None:
    packets = [full(SERVICES[0].audio_pid) for _ in range(4)]

    data = scrambled(packets, 1.8, 0.1)

    marks = [scrambling_of(data, at) for at in range(0, len(data), PACKET_SIZE)]
    assert marks == [0xC0, 0xC0, 0x80, 0x80]


def test_what_is_not_scrambled() -> None:
    """docs/lab.md: tables, packets without payload; short payloads are but marked."""
    service = SERVICES[0]
    short = next(make_packets(service.video_pid, b"1234567"))
    clock = make_pcr_packet(service.video_pid)

    data = scrambled([full(service.pmt_pid), clock, short], 2.0, 0.001)

    assert data[: 2 * PACKET_SIZE] == full(service.pmt_pid) + clock
    assert scrambling_of(data, 2 * PACKET_SIZE) == 0x80
    assert data[-7:] == b"1234567"
