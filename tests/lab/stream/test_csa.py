"""DVB-CSA by libdvbcsa: batch as single, there and back."""

import ctypes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import UsageError
from hearth.lab.card_system import control_word
from hearth.lab.stream import csa
from hearth.lab.stream.csa import BatchKey, load_library
from hearth.lab.stream.errors import MissingError
from tests.lab.stream import need

WORDS = st.integers(0, 1000).map(control_word)
PAYLOADS = st.lists(st.binary(min_size=8, max_size=184), min_size=1, max_size=40)


def single(word: bytes, payload: bytes) -> bytes:
    """Scramble one payload by the part of the library that knows no batches."""
    library = ctypes.CDLL(csa.LIBRARY)
    library.dvbcsa_key_alloc.restype = ctypes.c_void_p
    key = ctypes.c_void_p(library.dvbcsa_key_alloc())
    data = ctypes.create_string_buffer(payload, len(payload))
    library.dvbcsa_key_set(word, key)
    library.dvbcsa_encrypt(key, data, len(payload))
    library.dvbcsa_key_free(key)
    return data.raw


def joined(payloads: list[bytes]) -> tuple[bytearray, list[tuple[int, int]]]:
    data, spans = bytearray(b"ab"), []
    for payload in payloads:
        spans.append((len(data), len(payload)))
        data += payload + b"-"
    return data, spans


@need.library
@given(word=WORDS, payloads=PAYLOADS)
def test_a_batch_scrambles_as_one_by_one(word: bytes, payloads: list[bytes]) -> None:
    data, spans = joined(payloads)
    with BatchKey() as key:
        key.set(word)
        key.scramble(data, spans)
        assert data == joined([single(word, payload) for payload in payloads])[0]

        key.descramble(data, spans)
        assert data == joined(payloads)[0]


@need.library
def test_more_payloads_than_one_batch_takes() -> None:
    with BatchKey() as key:
        payloads = [bytes([n & 0xFF]) * 184 for n in range(key.batch_size + 3)]
        data, spans = joined(payloads)
        key.set(control_word(0))
        key.scramble(data, spans)

        assert data == joined([single(control_word(0), p) for p in payloads])[0]


@need.library
def test_another_control_word_opens_nothing() -> None:
    data = bytearray(184)
    with BatchKey() as key:
        key.set(control_word(0))
        key.scramble(data, [(0, 184)])
        key.set(control_word(1))
        key.descramble(data, [(0, 184)])

    assert data != bytes(184)


@need.library
def test_nothing_to_do_is_done() -> None:
    data = bytearray(b"12345678")
    with BatchKey() as key:
        key.scramble(data, [])

    assert data == b"12345678"


@need.library
@pytest.mark.parametrize("span", [(0, 7), (0, 185), (-1, 8), (193, 8)])
def test_no_payload_outside_of_the_data(span: tuple[int, int]) -> None:
    with BatchKey() as key, pytest.raises(UsageError):
        key.scramble(bytearray(200), [span])


@need.library
def test_a_control_word_has_eight_bytes_and_is_not_told() -> None:
    with BatchKey() as key, pytest.raises(UsageError) as caught:
        key.set(b"secret!")

    assert "secret" not in str(caught.value)


@need.library
def test_a_closed_key_does_nothing() -> None:
    key = BatchKey()
    key.close()
    key.close()

    with pytest.raises(UsageError):
        key.set(bytes(8))
    with pytest.raises(UsageError):
        key.scramble(bytearray(8), [(0, 8)])


@need.library
def test_no_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load_library(), "dvbcsa_bs_key_alloc", lambda: None)

    with pytest.raises(MemoryError):
        BatchKey()


def test_a_missing_library_is_named_with_its_package() -> None:
    with pytest.raises(MissingError, match="apt-get install libdvbcsa1") as caught:
        load_library("libnot-there.so.1")

    assert caught.value.what == "libnot-there.so.1"
