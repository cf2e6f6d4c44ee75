"""A service is found, and nothing but the laboratory's own is taken."""

import pytest

from hearth.dvb import Caid, ServiceId
from hearth.lab.picture.tuner import NotOursError, Tuner
from hearth.lab.stream.errors import StreamError
from hearth.lab.stream.packets import NULL_PACKET
from hearth.lab.stream.psi import CaEntry, Program, Stream, make_pat, make_pmt
from hearth.lab.stream.sections import pack_section

SERVICE = ServiceId(0x1234)
OURS = CaEntry(Caid(0x4ADA), 0x1200)


def tuned(*ca: CaEntry, service_id: ServiceId = SERVICE) -> Tuner:
    tuner = Tuner(SERVICE)
    program = Program(service_id, 0x101, (Stream(2, 0x101),), ca)
    sections = [(0, make_pat({service_id: 0x100})), (0x100, make_pmt(program))]
    for pid, section in sections:
        for packet in pack_section(pid, section):
            tuner.take(bytes(packet))
    return tuner


def test_before_its_tables_nothing_is_known() -> None:
    tuner = Tuner(SERVICE)
    tuner.take(NULL_PACKET)

    assert (tuner.program, tuner.pmt_pid, tuner.ecm_pid) == (None, None, None)


def test_the_ecms_are_where_the_pmt_says() -> None:
    tuner = tuned(OURS)

    assert tuner.program is not None
    assert (tuner.pmt_pid, tuner.ecm_pid) == (0x100, 0x1200)


# the CA systems of the stream, which are refused
OTHERS = [
    ((0x0500,), "0500"),
    ((0x4ADA, 0x0B00), "0B00"),
    ((0x09C4, 0x1800), "09C4, 1800"),
]


@pytest.mark.parametrize(("systems", "refused"), OTHERS)
def test_any_other_ca_system_is_refused(systems: tuple[int, ...], refused: str) -> None:
    with pytest.raises(NotOursError) as caught:
        tuned(*(CaEntry(Caid(system), 0x1200) for system in systems))

    assert str(caught.value) == (
        f"service 1234 is scrambled by CA system {refused}:"
        " the laboratory takes streams of its own, 4ADA, alone"
    )


def test_a_clear_service_needs_no_card() -> None:
    with pytest.raises(StreamError, match="not scrambled"):
        tuned()


def test_a_service_that_is_not_there() -> None:
    with pytest.raises(StreamError, match="there are: 1235"):
        tuned(OURS, service_id=ServiceId(0x1235))


def test_the_pmt_of_another_service_is_not_ours() -> None:
    tuner = Tuner(SERVICE)
    other = make_pmt(Program(ServiceId(1), 0x101, (), (CaEntry(Caid(0x0500), 0x1200),)))
    for pid, section in ((0, make_pat({SERVICE: 0x100})), (0x100, other)):
        for packet in pack_section(pid, section):
            tuner.take(bytes(packet))

    assert tuner.program is None


def test_a_damaged_table_is_told_with_its_pid() -> None:
    pat = bytearray(make_pat({SERVICE: 0x100}))
    pat[-1] ^= 1
    (packet,) = pack_section(0, bytes(pat))

    with pytest.raises(StreamError, match="PID 0x0000"):
        Tuner(SERVICE).take(bytes(packet))
