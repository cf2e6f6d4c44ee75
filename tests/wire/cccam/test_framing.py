"""Bytes to fields and messages, however they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import PeerError
from hearth.wire.cccam.cipher import StreamCipher
from hearth.wire.cccam.framing import Reader

Taken = list[tuple[int, int, bytes]]

# what it shows          clear bytes                   messages                left
STREAMS = [
    ("nothing",          "",                           [],                     0),
    ("an empty body",    "00 06 00 00",                [(0, 6, "")],           0),
    ("flag and body",    "07 01 00 02 aa bb",          [(7, 1, "aabb")],       0),
    ("two in a row",     "00 06 00 00 01 02 00 01 aa", [(0, 6, ""), (1, 2, "aa")], 0),
    ("half a header",    "00 06 00 00 01 02",          [(0, 6, "")],           2),
    ("half a body",      "07 01 00 02 aa",             [],                     1),
    ("the longest body", "00 01 03 fc" + "55" * 1020,  [(0, 1, "55" * 1020)],  0),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "clear", "messages", "left"), STREAMS)
def test_take_message(
    shows: str, clear: str, messages: list[tuple[int, int, str]], left: int
) -> None:
    reader = Reader(StreamCipher(b"key"))

    reader.feed(StreamCipher(b"key").encrypt(bytes.fromhex(clear)))

    taken = [(flag, number, body.hex()) for flag, number, body in _all(reader)]
    assert taken == messages, shows
    assert len(reader) == left, shows


def test_a_longer_body_is_refused_before_it_comes() -> None:
    reader = Reader(StreamCipher(b"key"))
    reader.feed(StreamCipher(b"key").encrypt(bytes.fromhex("00 01 03 fd")))

    with pytest.raises(PeerError, match="length at byte 2 is 0x3fd"):
        reader.take_message()


def test_fields_are_taken_whole_and_decrypted_once() -> None:
    other = StreamCipher(b"key")
    reader = Reader(StreamCipher(b"key"))
    reader.feed(other.encrypt(b"onetwo")[:4])

    assert reader.take(3) == b"one"
    assert reader.take(3) is None
    assert len(reader) == 1


def test_without_a_cipher_the_stream_is_clear() -> None:
    reader = Reader()
    reader.feed(b"seedrest")

    assert reader.take(4) == b"seed"
    reader.cipher = StreamCipher(b"key")
    assert reader.take(4) == StreamCipher(b"key").decrypt(b"rest")


def test_what_was_taken_is_given_back_and_what_is_left_stays() -> None:
    reader = Reader()
    reader.feed(b"takenleft")
    reader.take(5)

    reader.keep_only_what_is_left()
    assert len(reader) == 4
    reader.feed(b"over")
    assert reader.take(8) == b"leftover"


def test_clear_forgets_what_came() -> None:
    reader = Reader()
    reader.feed(b"bytes")

    reader.clear()

    assert len(reader) == 0
    assert reader.take(1) is None


bodies = st.lists(
    st.tuples(st.integers(0, 255), st.integers(0, 255), st.binary(max_size=200)),
    max_size=8,
)


@given(messages=bodies, cuts=st.lists(st.integers(1, 60), min_size=1))
def test_how_the_network_cuts_the_stream_does_not_matter(
    messages: Taken, cuts: list[int]
) -> None:
    clear = b"".join(
        bytes([flag, command]) + len(body).to_bytes(2) + body
        for flag, command, body in messages
    )
    sent = StreamCipher(b"key").encrypt(clear)
    reader = Reader(StreamCipher(b"key"))
    taken: Taken = []
    at = turn = 0
    while at < len(sent):
        size = cuts[turn % len(cuts)]
        reader.feed(sent[at : at + size])
        taken += _all(reader)
        reader.keep_only_what_is_left()
        at, turn = at + size, turn + 1

    assert taken == messages
    assert len(reader) == 0


def _all(reader: Reader) -> Taken:
    return list(iter(reader.take_message, None))
