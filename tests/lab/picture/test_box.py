"""A receiver without clock and socket."""

import pytest

from hearth.dvb import Caid, ServiceId
from hearth.lab.card_system import SERVICE_ID, make_ecm
from hearth.lab.picture.box import Box, HeardEcm
from hearth.lab.stream.errors import StreamError
from hearth.lab.stream.packets import make_packets
from hearth.lab.stream.psi import CaEntry, Program, Stream, make_pat, make_pmt
from hearth.lab.stream.sections import pack_section
from tests.lab.stream import need

pytestmark = need.library

CA = CaEntry(Caid(0x4ADA), 0x1200)


def packets(pid: int, section: bytes) -> bytearray:
    return bytearray(b"".join(pack_section(pid, section)))


def tables(service_id: ServiceId = SERVICE_ID) -> bytearray:
    program = Program(service_id, 0x101, (Stream(2, 0x101),), (CA,))
    pat = make_pat({service_id: 0x100})
    return packets(0, pat) + packets(0x100, make_pmt(program))


def ecm(number: int) -> bytearray:
    return packets(0x1200, make_ecm(number).data)


def test_it_asks_for_each_new_ecm_once() -> None:
    asked: list[HeardEcm] = []
    with Box(SERVICE_ID) as box:
        box.ask = asked.append
        box.take(ecm(0), 0.0, 0.001)  # before its place is known
        box.take(tables() + ecm(1) + ecm(1), 1.0, 0.001)
        box.take(ecm(1) + ecm(2), 2.0, 0.001)

        assert [one.section for one in asked] == [make_ecm(1), make_ecm(2)]
        assert [one.heard_s for one in asked] == pytest.approx([1.002, 2.001])
        assert asked == box.ecms


def test_an_answer_is_a_key() -> None:
    with Box(SERVICE_ID) as box:
        box.take(tables() + ecm(1), 0.0, 0.001)
        had_key = box.has_key
        box.answer(box.ecms[0], box.ecms[0].right, 0.5)
        assert (had_key, box.has_key) == (False, True)
        marked = next(make_packets(0x101, b"short"))
        marked[3] |= 0xC0
        shown, kept = box.take(marked, 1.0, 0.001)
        assert shown == kept
        assert shown[-5:] == b"short"
        assert box.periods[0].key_s == 0.5


def test_an_ecm_that_no_lab_card_answers_is_refused() -> None:
    """A stream may say that it is ours and not be."""
    foreign = bytearray(make_ecm(1).data)
    foreign[-1] ^= 1
    with Box(SERVICE_ID) as box, pytest.raises(StreamError, match="not the laboratory"):
        box.take(tables() + packets(0x1200, bytes(foreign)), 0.0, 0.001)
