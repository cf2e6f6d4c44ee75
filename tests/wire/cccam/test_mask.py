"""The mask of plain mode: a table, the recordings, and the slow form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import NodeId
from hearth.wire.cccam.mask import AnswerMask
from tests.wire.cccam.recordings import load
from tests.wire.cccam.reference import mask

ZEROS = "00" * 8

# what it shows             node id             share id     zeros masked
MASKED = [
    ("odd places flipped",  ZEROS,              0,           "00ff" * 8),
    ("share id, 2 bits a place", ZEROS,         0x000000E4,  "e4c60efc" + "00ff" * 6),
    ("its upper bits",      ZEROS,              0x80000000,  "00ff" * 6 + "80df08fd"),
    ("the node from its end", "0000000000000021", 0,         "21fd" + "00ff" * 7),
    ("its first byte last", "2100000000000000", 0,           "00ff" * 6 + "00ef21fd"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "node_id", "share_id", "masked"), MASKED)
def test_mask(shows: str, node_id: str, share_id: int, masked: str) -> None:
    of_client = AnswerMask(NodeId(bytes.fromhex(node_id)))

    assert of_client.apply(share_id, bytes(16)).hex() == masked, shows


@given(
    node_id=st.binary(min_size=8, max_size=8),
    share_id=st.integers(0, 0xFFFFFFFF),
    data=st.binary(min_size=16, max_size=16),
)
def test_the_mask_is_its_own_inverse_and_that_of_the_slow_form(
    node_id: bytes, share_id: int, data: bytes
) -> None:
    of_client = AnswerMask(NodeId(node_id))

    masked = of_client.apply(share_id, data)

    assert masked == mask(node_id, share_id, data)
    assert of_client.apply(share_id, masked) == data


@pytest.mark.parametrize("name", ["plain", "edges"])
def test_the_recorded_answers(name: str) -> None:
    recording = load(name)
    of_client = AnswerMask(NodeId(recording.first("client", "CLI_DATA")[20:28]))
    share_id = 0
    answers = 0
    for line in recording.lines:
        if line.name == "ECM" and line.sender == "client":
            share_id = int.from_bytes(line.body[6:10])
        elif line.name == "ECM":
            assert of_client.apply(share_id, line.body) == line.control_words
            answers += 1

    assert answers == {"plain": 12, "edges": 4}[name]
