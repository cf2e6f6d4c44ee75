"""
The protocol once more, as short and slow as it can be said: the other end.

Shares nothing with the code under test, so that the two can disagree. The
recordings check it in their turn (test_server, test_client).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, NamedTuple

NAMES: Final = {
    "CLI_DATA": 0x00,
    "ECM": 0x01,
    "EMM": 0x02,
    "CARD_REMOVED": 0x04,
    "KEEPALIVE": 0x06,
    "CARD_ADDED": 0x07,
    "SRV_DATA": 0x08,
    "CARD_ADDED_SIDS": 0x0F,
    "NOK1": 0xFE,
    "NOK2": 0xFF,
}


class NaiveCipher:
    """Byte by byte, as the page on the protocol puts it."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        self.table = list(range(256))
        j = 0
        for i in range(256):
            j = (j + key[i % len(key)] + self.table[i]) % 256
            self.table[i], self.table[j] = self.table[j], self.table[i]
        self.state, self.counter, self.sum = key[0], 0, 0

    def encrypt(self, data: bytes) -> bytes:
        return bytes(self._step(byte, encrypting=True) for byte in data)

    def decrypt(self, data: bytes) -> bytes:
        return bytes(self._step(byte, encrypting=False) for byte in data)

    def _step(self, byte: int, *, encrypting: bool) -> int:
        t = self.table
        self.counter = (self.counter + 1) % 256
        self.sum = (self.sum + t[self.counter]) % 256
        t[self.counter], t[self.sum] = t[self.sum], t[self.counter]
        out = byte ^ t[(t[self.counter] + t[self.sum]) % 256] ^ self.state
        self.state ^= byte if encrypting else out
        return out


class Message(NamedTuple):
    """A message as the recordings list it."""

    name: str
    flag: int
    body: bytes

    @property
    def encoded(self) -> bytes:
        size = len(self.body).to_bytes(2)
        return bytes([self.flag, NAMES[self.name]]) + size + self.body


@dataclass
class End:
    """One end that is not ours: the ciphers of both directions, and a log-in."""

    proof_of_seed: bytes
    to_client: NaiveCipher
    to_server: NaiveCipher

    @classmethod
    def of(cls, seed: bytes) -> End:
        product = [i * seed[i] % 256 for i in range(8)]
        mixed = bytes(
            byte ^ letter
            for byte, letter in zip(
                seed[:8] + bytes(product), b"CCcam".ljust(16, b"\0"), strict=True
            )
        )
        digest = hashlib.sha1(mixed).digest()
        to_client = NaiveCipher(digest)
        to_server = NaiveCipher(to_client.decrypt(mixed))
        return cls(to_server.decrypt(digest), to_client, to_server)

    def log_in(self, user: bytes, password: bytes) -> bytes:
        """The client's 46 bytes."""
        cipher = self.to_server
        sent = cipher.encrypt(self.proof_of_seed)
        sent += cipher.encrypt(user.ljust(20, b"\0"))
        cipher.encrypt(password)
        return sent + cipher.encrypt(b"CCcam\0")

    def acknowledge(self) -> bytes:
        """The server's 20 bytes."""
        return self.to_client.encrypt(b"CCcam".ljust(20, b"\0"))

    def ask(self, *messages: Message) -> bytes:
        """Messages from the client."""
        return b"".join(self.to_server.encrypt(m.encoded) for m in messages)

    def tell(self, *messages: Message, plain: bool = False) -> bytes:
        """Messages from the server; answers of plain mode are masked already."""
        sent = b""
        for message in messages:
            sent += self.to_client.encrypt(message.encoded)
            if plain and message.name == "ECM":
                self.to_client.encrypt(message.body)
        return sent

    def hear(self, data: bytes, *, plain: bool = False) -> list[Message]:
        """Read what a server sent after its acknowledgement."""
        return _read(self.to_client, data, plain=plain)

    def overhear(self, data: bytes) -> list[Message]:
        """Read what a client sent after its log-in."""
        return _read(self.to_server, data, plain=False)


def _read(cipher: NaiveCipher, data: bytes, *, plain: bool) -> list[Message]:
    messages = []
    while data:
        flag, command, *length = cipher.decrypt(data[:4])
        size = int.from_bytes(bytes(length))
        body = cipher.decrypt(data[4 : 4 + size])
        name = next(name for name, number in NAMES.items() if number == command)
        if plain and name == "ECM":
            cipher.encrypt(body)
        messages.append(Message(name, flag, body))
        data = data[4 + size :]
    return messages


def mask(node_id: bytes, share_id: int, data: bytes) -> bytes:
    """Mask control words, or take the mask off."""
    n = node_id[::-1]
    out = []
    for i, byte in enumerate(data):
        k = n[i // 2] if i % 2 == 0 else n[i // 2] >> 4
        if i % 2 and i < 15:
            k |= n[i // 2 + 1] << 4 & 0xFF
        t = byte ^ k
        out.append((share_id >> 2 * i ^ (~t if i % 2 else t)) & 0xFF)
    return bytes(out)
