"""Node ids of partner programs: the recorded ones, and ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import NodeId
from hearth.errors import UsageError
from hearth.wire.cccam.node import HEARTH, is_partner, partner_node_id
from tests.wire.cccam.recordings import NAMES, load

# what it shows                        node id                    partner
SEEN = [
    ("OSCam as client",                "9d ba 36 10 10 bb 14 9c", True),
    ("OSCam as server",                "36 e8 99 22 10 df 14 fc", True),
    ("OSCam as server",                "3c d4 62 99 10 a9 14 f8", True),
    ("Tvheadend as client",            "01 02 03 04 54 fa 13 8c", True),
    ("a server with an id of its own", "aa bb cc dd ee ff 00 11", False),
    ("the made-up card",               "c0 ff ee 00 11 22 33 44", False),
    ("a checksum one too high",        "01 02 03 04 54 fa 13 8d", False),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "node_id", "partner"), SEEN)
def test_is_partner(shows: str, node_id: str, partner: bool) -> None:
    assert is_partner(NodeId(bytes.fromhex(node_id))) is partner, shows


@pytest.mark.parametrize(
    "node_id", [bytes.fromhex(row[1]) for row in SEEN if row[2]], ids=bytes.hex
)
def test_a_recorded_partner_id_is_made_from_its_first_five_bytes(
    node_id: bytes,
) -> None:
    assert partner_node_id(node_id[:4], node_id[4]) == node_id


@pytest.mark.parametrize("name", NAMES)
def test_the_recordings_hold_these_ids(name: str) -> None:
    recording = load(name)
    server = recording.first("server", "SRV_DATA")[:8]
    client = recording.first("client", "CLI_DATA")[20:28]

    assert is_partner(NodeId(server)) is not recording.plain
    # Seen: OSCam's client of plain.json has an id of its own, 01 02 ... 08.
    assert is_partner(NodeId(client)) is not recording.plain


def test_our_own() -> None:
    node_id = partner_node_id(bytes(4))

    assert node_id.hex(" ") == "00 00 00 00 48 e2 13 5e"
    assert node_id[4] == HEARTH


@given(st.binary(min_size=4, max_size=4), st.integers(0, 255))
def test_what_is_made_is_recognised(first_four: bytes, program: int) -> None:
    node_id = partner_node_id(first_four, program)

    assert is_partner(node_id)
    assert node_id[:5] == first_four + bytes([program])


@pytest.mark.parametrize(
    ("first_four", "program"), [(b"123", 1), (b"12345", 1), (b"1234", 256)]
)
def test_what_does_not_fit_is_refused(first_four: bytes, program: int) -> None:
    with pytest.raises(UsageError):
        partner_node_id(first_four, program)
