"""PAT, PMT and SDT: what is written is read, and bytes are as docs/lab.md says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, ServiceId
from hearth.errors import PeerError
from hearth.lab.stream.psi import (
    MPEG1_AUDIO,
    MPEG2_VIDEO,
    CaEntry,
    Program,
    Stream,
    make_pat,
    make_pmt,
    make_sdt,
    read_pat,
    read_pmt,
)
from hearth.lab.stream.sections import crc_32

PIDS = st.integers(0x20, 0x1FFE)
SERVICES = st.integers(1, 0xFFFF).map(ServiceId)
PROGRAMS = st.builds(
    Program,
    SERVICES,
    PIDS,
    st.lists(st.builds(Stream, st.integers(0, 255), PIDS), max_size=5).map(tuple),
    st.lists(
        st.builds(CaEntry, st.integers(0, 0xFFFF).map(Caid), PIDS),
        unique=True,
        max_size=5,
    ).map(tuple),
)


@given(st.dictionaries(SERVICES, PIDS, max_size=20))
def test_a_pat_is_read_as_it_was_made(pmt_pids: dict[ServiceId, int]) -> None:
    assert read_pat(make_pat(pmt_pids)) == pmt_pids


@given(PROGRAMS)
def test_a_pmt_is_read_as_it_was_made(program: Program) -> None:
    assert read_pmt(make_pmt(program)) == program


def test_the_default_service_is_as_the_page_says() -> None:
    """docs/lab.md: tag 9, length 4, CAID, 0xE000 | ECM PID, for the program."""
    program = Program(
        ServiceId(0x1234),
        0x0101,
        (Stream(MPEG2_VIDEO, 0x0101), Stream(MPEG1_AUDIO, 0x0102)),
        (CaEntry(Caid(0x4ADA), 0x1200),),
    )

    section = make_pmt(program)

    head, body = section[:8], section[8:-4]
    assert head.hex() == "02b01d1234c10000"
    assert body.hex() == "e101f00609044adaf20002e101f00003e102f000"
    assert crc_32(section) == 0
    assert program.streams[0].is_video
    assert not program.streams[1].is_video


def test_a_ca_descriptor_of_one_stream_counts() -> None:
    whole = bytearray(make_pmt(Program(ServiceId(1), 0x101, (Stream(2, 0x101),))))
    whole[-6:-4] = b"\xf0\x06"
    whole[2] += 6
    body = bytes(whole[:-4]) + bytes.fromhex("09 04 0b00 e1ff")
    section = body + crc_32(body).to_bytes(4, "big")

    assert read_pmt(section).ca == (CaEntry(Caid(0x0B00), 0x1FF),)


def test_the_networks_table_is_no_service() -> None:
    pat = make_pat({ServiceId(0): 0x10, ServiceId(1): 0x100})

    assert read_pat(pat) == {ServiceId(1): 0x100}


def test_the_services_of_an_sdt_are_scrambled() -> None:
    section = make_sdt({ServiceId(0x1234): "Hearth 1"})

    assert section[3:5].hex() == "0051"
    assert section[8:11].hex() == "ff01ff"
    assert section[11:16].hex() == "1234fc900d"  # running, free_CA_mode
    assert section[16:-4] == b"\x48\x0b\x01\x00\x08Hearth 1"


@given(st.binary(max_size=40))
def test_any_bytes_are_a_table_or_a_peer_error(data: bytes) -> None:
    for read in (read_pat, read_pmt):
        with pytest.raises(PeerError):
            read(data)


def test_a_pmt_with_nothing_in_it_is_a_peer_error() -> None:
    head = bytes.fromhex("02b0091234c10000")

    with pytest.raises(PeerError, match="PMT"):
        read_pmt(head + crc_32(head).to_bytes(4, "big"))
