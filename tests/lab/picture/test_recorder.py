"""One service, clear and alone, out of a multiplex."""

from hearth.dvb import Caid, ServiceId
from hearth.lab.picture.recorder import Recorder
from hearth.lab.picture.tuner import Tuner
from hearth.lab.stream.packets import PACKET_SIZE, make_packets, pid_of
from hearth.lab.stream.psi import (
    CaEntry,
    Program,
    Stream,
    make_pat,
    make_pmt,
    read_pat,
    read_pmt,
)
from hearth.lab.stream.sections import SectionReader, pack_section

SERVICE = ServiceId(0x1234)
PROGRAM = Program(
    SERVICE,
    0x101,
    (Stream(2, 0x101), Stream(3, 0x102)),
    (CaEntry(Caid(0x4ADA), 0x1200),),
)
PAT = next(pack_section(0, make_pat({SERVICE: 0x100, ServiceId(0x1235): 0x110})))
PMT = next(pack_section(0x100, make_pmt(PROGRAM)))
PICTURE = [bytes(p) for p in make_packets(0x101, bytes(300))]
OTHER = next(make_packets(0x111, bytes(184)))


def recorder() -> Recorder:
    tuner = Tuner(SERVICE)
    for table in (PAT, PMT):
        tuner.take(bytes(table))
    return Recorder(tuner)


def scrambled(packet: bytes) -> bytes:
    return packet[:3] + bytes([packet[3] | 0x80]) + packet[4:]


def test_before_the_service_is_found_there_is_nothing() -> None:
    assert Recorder(Tuner(SERVICE)).take(bytes(PAT) + PICTURE[0]) == (b"", b"")


def test_its_tables_name_it_alone_and_clear() -> None:
    counted = bytearray(PAT)
    counted[3] |= 7

    shown, kept = recorder().take(bytes(counted + PMT + OTHER))

    assert shown == kept
    pat, pmt = shown[:PACKET_SIZE], shown[PACKET_SIZE:]
    assert pat[3] == counted[3]  # the continuity counter stays
    (section,) = SectionReader().take(pat)
    assert read_pat(section) == {SERVICE: 0x100}
    (section,) = SectionReader().take(pmt)
    assert (read_pmt(section).streams, read_pmt(section).ca) == (PROGRAM.streams, ())


def test_its_pictures_and_sounds_are_kept_as_they_are() -> None:
    data = b"".join(PICTURE) + bytes(OTHER)

    assert recorder().take(data) == (data[:-PACKET_SIZE], data[:-PACKET_SIZE])
    assert recorder().pids == {0x101, 0x102}


def test_a_picture_with_a_hole_is_shown_up_to_it() -> None:
    """What is after the hole would be taken for the end of an older picture."""
    begin, end = PICTURE
    data = begin + scrambled(end) + end + begin + end

    shown, kept = recorder().take(data)

    assert shown == begin + begin + end
    assert kept == data
    assert pid_of(kept) == 0x101
