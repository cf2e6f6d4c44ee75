"""
The log-in: seed, keys of both directions, and the proof of the password.

Source: docs/protocols/cccam.md, "Log-in".
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

from hearth.errors import UsageError
from hearth.secret import Secret
from hearth.wire.cccam.cipher import Cipher, StreamCipher

SEED_SIZE: Final = 16  # bytes: 12 random ones, then 4 sums
HASH_SIZE: Final = 20  # bytes, SHA-1
USER_SIZE: Final = 20  # bytes, zero-padded
PROOF: Final = b"CCcam\x00"  # what is sent behind the password's step
ACKNOWLEDGEMENT: Final = b"CCcam".ljust(20, b"\x00")
MAX_PASSWORD_SIZE: Final = 64  # bytes; peers keep no more


def make_seed(random12: bytes) -> bytes:
    """
    Make the seed that a server greets with.

    Args:
        random12: 12 bytes from a source of randomness.

    Returns:
        16 bytes: those, then for each of the last 4 the sum of three of them.

    Raises:
        UsageError: Not 12 bytes.

    """
    if len(random12) != 12:
        raise UsageError(f"seed from {len(random12)} bytes", allowed="12 bytes")
    sums = bytes(
        (random12[i] + random12[4 + i] + random12[8 + i]) & 0xFF for i in range(4)
    )
    return bytes(random12) + sums


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """
    What both ends make of a seed.

    Attributes:
        proof_of_seed: 20 bytes that the client sends and the server compares.
        to_client: The cipher from server to client, 16 bytes on.
        to_server: The cipher from client to server, 20 bytes on.

    """

    proof_of_seed: bytes
    to_client: Cipher
    to_server: Cipher


def set_up_keys(seed: bytes) -> Keys:
    """
    Make the ciphers of both directions from the server's seed.

    Args:
        seed: 16 bytes. Whether its sums are right does not matter: the
            original servers' are not.

    Raises:
        UsageError: Not 16 bytes.

    """
    if len(seed) != SEED_SIZE:
        raise UsageError(f"seed of {len(seed)} bytes", allowed="16 bytes")
    mixed = bytearray(seed)
    for i in range(8):
        mixed[8 + i] = i * seed[i] & 0xFF
    for i, letter in enumerate(PROOF):
        mixed[i] ^= letter
    digest = hashlib.sha1(mixed, usedforsecurity=False).digest()
    to_client = StreamCipher(digest)
    to_server = StreamCipher(to_client.decrypt(mixed))
    return Keys(to_server.decrypt(digest), to_client, to_server)


class PasswordProof:
    """
    The proof that a client knows a password, without the password.

    The client's cipher has taken in the password before it encrypted the
    proof, and ours has to take in the same.

    It proves little: all that the cipher keeps of a password is its length and
    the xor of its bytes, so one wrong password of the right length in 256 is
    taken for the right one. The protocol has nothing better. So the caller
    limits how often anybody may try.
    """

    __slots__ = ("_advanced", "_cipher", "_proof")

    def __init__(self, cipher: Cipher, proof: bytes) -> None:
        self._cipher: Final = cipher
        self._proof: Final = proof
        self._advanced: Cipher | None = None

    def matches(self, password: Secret) -> bool:
        """
        Tell whether this is the password that the client used.

        The work does not depend on the password: ask with a made-up one for a
        name that does not exist, and both cases take equally long. A right
        password is remembered as the state that the cipher then has.

        Args:
            password: Of the account; bytes after the 64th do not count.

        """
        known = password.reveal()[:MAX_PASSWORD_SIZE]
        cipher = self._cipher.copy()
        self._cipher.copy().encrypt(bytes(MAX_PASSWORD_SIZE - len(known)))
        cipher.encrypt(known)
        if not hmac.compare_digest(cipher.decrypt(self._proof), PROOF):
            return False
        self._advanced = cipher
        return True

    def take_cipher(self) -> Cipher:
        """
        Return the cipher as it goes on after the right password.

        Raises:
            UsageError: No password has matched.

        """
        if self._advanced is None:
            raise UsageError("accept()", allowed="after a password that matches")
        return self._advanced

    def __repr__(self) -> str:
        return "PasswordProof(hidden)"
