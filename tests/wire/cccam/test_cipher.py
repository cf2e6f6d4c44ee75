"""Both forms of the cipher give the bytes that the page on the protocol means."""

import importlib.util
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.wire.cccam import cipher
from hearth.wire.cccam.cipher import Cipher, PureCipher, StreamCipher
from tests.wire.cccam.recordings import NAMES, load
from tests.wire.cccam.reference import End, NaiveCipher

FORMS: list[Callable[[bytes], Cipher]] = [PureCipher]
if cipher.COMPILED:
    FORMS.append(StreamCipher)

keys = st.binary(min_size=1, max_size=300)
runs = st.lists(
    st.tuples(st.booleans(), st.binary(max_size=600)), min_size=1, max_size=6
)

# Over zeros, what comes out is the key stream of RC4 xor the key's first byte:
# any table of RC4 checks the first three (de188941, eb9f7781b7, 6044db6d41).
#
# what it shows              key               plaintext         ciphertext
KNOWN = [
    ("a key of zero",        "00",             "00 00 00 00",    "de 18 89 41"),
    ("the key 'Key'",        "4b 65 79",       "00 00 00 00 00", "a0 d4 3c ca fc"),
    ("the key 'Wiki'",       "57 69 6b 69",    "00 00 00 00 00", "37 13 8c 3a 16"),
    ("a byte marks what follows", "00",        "01 00 00 00",    "df 19 88 40"),
    ("two bytes undo it",    "00",             "01 01 00 00",    "df 18 89 41"),
    ("nothing",              "01 02",          "",               ""),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("shows", "key", "plain", "cipher_text"), KNOWN)
def test_known_bytes(
    form: Callable[[bytes], Cipher],
    shows: str,
    key: str,
    plain: str,
    cipher_text: str,
) -> None:
    key_bytes = bytes.fromhex(key)

    encrypted = form(key_bytes).encrypt(bytes.fromhex(plain))

    assert encrypted.hex(" ") == cipher_text, shows
    assert form(key_bytes).decrypt(encrypted) == bytes.fromhex(plain), shows


@pytest.mark.parametrize("form", FORMS)
@given(key=keys, runs=runs)
def test_every_form_gives_the_bytes_of_the_slow_one(
    form: Callable[[bytes], Cipher], key: bytes, runs: list[tuple[bool, bytes]]
) -> None:
    """Both directions in turn, over any cuts, on one stream and on its copy."""
    slow, quick = NaiveCipher(key), form(key)
    for encrypting, data in runs:
        copy = quick.copy()
        if encrypting:
            expected = slow.encrypt(data)
            assert quick.encrypt(data) == expected
            assert copy.encrypt(bytearray(data)) == expected
        else:
            expected = slow.decrypt(data)
            assert quick.decrypt(data) == expected
            assert copy.decrypt(bytearray(data)) == expected


@given(key=keys, data=st.binary(max_size=300), wrong=st.integers(1, 255))
def test_two_ends_that_disagree_on_the_state_misread_one_byte_alone(
    key: bytes, data: bytes, wrong: int
) -> None:
    sent = PureCipher(key).encrypt(data)
    other = PureCipher(key)
    other._state ^= wrong

    assert other.decrypt(sent)[1:] == data[1:]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", FORMS)
def test_the_recorded_log_ins(form: Callable[[bytes], Cipher], name: str) -> None:
    recording = load(name)
    client = recording.sent["client"]
    end = End.of(recording.sent["server"][:16])
    stream = form(end.to_server.key)
    stream.decrypt(end.to_client.key)  # what the set-up runs through it

    lines = {line.name: line.body for line in recording.lines}
    assert stream.decrypt(client[:20]) == lines["hash"]
    assert stream.decrypt(client[20:40]) == lines["user"]
    stream.encrypt(recording.password)
    assert stream.decrypt(client[40:46]) == b"CCcam\0"


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_key_is_refused(form: Callable[[bytes], Cipher]) -> None:
    with pytest.raises(ValueError, match="the key of the cipher is empty"):
        form(b"")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wrong", ["text", 7, None])
def test_what_is_not_bytes_is_a_type_error(
    form: Callable[[bytes], Cipher], wrong: object
) -> None:
    stream = form(b"key")

    with pytest.raises(TypeError):
        stream.encrypt(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        stream.decrypt(wrong)  # type: ignore[arg-type]


def _cipher_imported_again() -> ModuleType:
    spec = importlib.util.find_spec(cipher.__name__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_a_compiler_the_pure_form_serves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "hearth.wire.cccam._cipher", None)

    module = _cipher_imported_again()

    assert not module.COMPILED
    assert module.StreamCipher is module.PureCipher


def test_the_pure_form_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_PURE_CIPHER", "1")

    assert not _cipher_imported_again().COMPILED


needs_the_compiled_form = pytest.mark.skipif(
    not cipher.COMPILED, reason="the compiled cipher was not built on this machine"
)


@needs_the_compiled_form
def test_the_compiled_form_is_what_serves() -> None:
    assert StreamCipher.__module__ == "hearth.wire.cccam._cipher"
    assert type(StreamCipher(b"key").copy()) is StreamCipher


@needs_the_compiled_form
def test_the_compiled_form_leaks_nothing() -> None:
    """A million bytes and ten thousand objects leave the process as it was."""
    program = (
        "import resource\n"
        "from hearth.wire.cccam._cipher import Cipher\n"
        "def work():\n"
        "    for _ in range(10_000):\n"
        "        c = Cipher(b'k').copy(); c.encrypt(bytes(1000)); c.decrypt(b'')\n"
        "        for wrong in (lambda: Cipher(b''), lambda: c.encrypt(None)):\n"
        "            try: wrong()\n"
        "            except (ValueError, TypeError): pass\n"
        "work()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "work()\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    grown = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        env={**os.environ, "HEARTH_PURE_CIPHER": "0"},
    )

    assert int(grown.stdout) < 1000, "KiB"


@needs_the_compiled_form
def test_the_state_of_the_compiled_form_cannot_be_pickled() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(StreamCipher(b"key"))
