"""Seed, keys and the proof of a password; the recordings know them all."""

from collections.abc import Callable
from functools import reduce
from operator import xor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.errors import UsageError
from hearth.secret import Secret
from hearth.wire.cccam import login
from hearth.wire.cccam.cipher import Cipher, StreamCipher
from hearth.wire.cccam.login import PasswordProof, make_seed, set_up_keys
from tests.wire.cccam.recordings import NAMES, load
from tests.wire.cccam.reference import End

# what it shows     12 random bytes         the 4 behind them
SEEDS = [
    ("sums of three", "01 02 03 04  10 20 30 40  05 06 07 08", "16 28 3a 4c"),
    ("mod 256",       "ff 80 00 00  01 80 00 00  01 80 00 00", "01 80 00 00"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "random12", "sums"), SEEDS)
def test_make_seed(shows: str, random12: str, sums: str) -> None:
    twelve = bytes.fromhex(random12)

    assert make_seed(twelve) == twelve + bytes.fromhex(sums), shows


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_seeds_have_these_sums(name: str) -> None:
    seed = load(name).sent["server"][:16]

    assert make_seed(seed[:12]) == seed


@pytest.mark.parametrize("size", [0, 11, 13, 16])
def test_a_seed_of_other_lengths_is_refused(size: int) -> None:
    with pytest.raises(UsageError):
        make_seed(bytes(size))


@pytest.mark.parametrize("size", [0, 15, 17])
def test_keys_from_a_seed_of_another_length_are_refused(size: int) -> None:
    with pytest.raises(UsageError):
        set_up_keys(bytes(size))


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_log_ins(name: str) -> None:
    recording = load(name)
    keys = set_up_keys(recording.sent["server"][:16])
    client = recording.sent["client"]
    lines = {line.name: line.body for line in recording.lines}

    assert keys.proof_of_seed == lines["hash"]
    assert keys.to_server.decrypt(client[:20]) == lines["hash"]
    assert keys.to_server.decrypt(client[20:40]) == lines["user"]
    proof = PasswordProof(keys.to_server, client[40:46])
    assert not proof.matches(Secret(b"not " + recording.password))
    assert proof.matches(Secret(recording.password))
    assert keys.to_client.decrypt(recording.sent["server"][16:36]) == lines["ack"]


@given(seed=st.binary(min_size=16, max_size=16))
def test_keys_are_those_of_the_slow_form_whatever_the_sums(seed: bytes) -> None:
    keys, end = set_up_keys(seed), End.of(seed)

    assert keys.proof_of_seed == end.proof_of_seed
    assert keys.to_client.encrypt(b"x") == end.to_client.encrypt(b"x")
    assert keys.to_server.encrypt(b"x") == end.to_server.encrypt(b"x")


@given(password=st.binary(max_size=64))
def test_the_password_matches_and_the_cipher_goes_on_from_there(
    password: bytes,
) -> None:
    client, proof = _proof_of(password)

    assert proof.matches(Secret(password))
    assert proof.take_cipher().decrypt(client.encrypt(b"on")) == b"on"


# what it shows               password    another      taken for it
OTHERS = [
    ("another byte",          b"password", b"passwore", False),
    ("a longer one",          b"password", b"password1", False),
    ("a shorter one",         b"password", b"passwo",  False),
    ("none",                  b"password", b"",        False),
    ("a longer one of zeros", b"",         b"\0",      False),
    # All that the cipher keeps of a password is its length and one running xor.
    ("two letters swapped",   b"password", b"apssword", True),
    ("the same xor",          b"06\x84",   b"2R\xe2",  True),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "password", "other", "taken"), OTHERS)
def test_what_the_proof_proves(
    shows: str, password: bytes, other: bytes, taken: bool
) -> None:
    _, proof = _proof_of(password)

    assert proof.matches(Secret(other)) is taken, shows


@given(password=st.binary(max_size=64), other=st.binary(max_size=80))
def test_the_proof_tells_length_and_xor_and_nothing_else(
    password: bytes, other: bytes
) -> None:
    _, proof = _proof_of(password)
    known = other[:64]

    alike = len(known) == len(password) and reduce(xor, known + password, 0) == 0
    assert proof.matches(Secret(other)) is alike


def _proof_of(password: bytes) -> tuple[Cipher, PasswordProof]:
    client = StreamCipher(b"key")
    client.encrypt(password)
    return client, PasswordProof(StreamCipher(b"key"), client.encrypt(b"CCcam\0"))


def test_bytes_after_the_64th_do_not_count() -> None:
    _, proof = _proof_of(b"p" * 64)

    assert proof.matches(Secret(b"p" * 64 + b"more"))


def test_without_a_match_there_is_no_cipher() -> None:
    proof = PasswordProof(StreamCipher(b"key"), bytes(6))

    assert not proof.matches(Secret(b"wrong"))
    with pytest.raises(UsageError, match="after a password that matches"):
        proof.take_cipher()


class CountingCipher:
    """Counts the bytes that every copy of it has run through."""

    total = 0

    def copy(self) -> "CountingCipher":
        return self

    def encrypt(self, data: bytes | bytearray, /) -> bytes:
        CountingCipher.total += len(data)
        return bytes(data)

    decrypt = encrypt


@given(password=st.binary(max_size=100))
def test_the_work_does_not_depend_on_the_password(password: bytes) -> None:
    CountingCipher.total = 0

    PasswordProof(CountingCipher(), b"CCcam\0").matches(Secret(password))

    assert CountingCipher.total == login.MAX_PASSWORD_SIZE + len(login.PROOF)


# what prints   how
PRINTED: list[tuple[str, Callable[[object], str]]] = [
    ("repr", repr),
    ("str", str),
    ("in a list", lambda thing: str([thing])),
]


@pytest.mark.parametrize(("shows", "show"), PRINTED)
def test_neither_keys_nor_proof_are_printed(
    shows: str, show: Callable[[object], str]
) -> None:
    keys = set_up_keys(bytes(16))
    proof = PasswordProof(keys.to_server, b"secret")

    assert "PasswordProof(hidden)" in show(proof), shows
    assert "secret" not in show(proof)
    assert keys.proof_of_seed.hex() not in show(keys)
    assert repr(keys.proof_of_seed) not in show(keys)
