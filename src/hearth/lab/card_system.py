"""
The laboratory's conditional-access system: made up, and no secret.

It stands in for a real card wherever Hearth is shown or tested. An ECM
carries the control word of its own crypto period and the next one's, so who
gets the answer within the period never loses the picture. The bytes are
described in docs/lab.md.
"""

from __future__ import annotations

import hashlib
import struct
from enum import Enum
from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from hearth.dvb import (
    CONTROL_WORD_SIZE,
    SECTION_HEADER_SIZE,
    Caid,
    ControlWords,
    ProviderId,
    Section,
    ServiceId,
)
from hearth.errors import UsageError

LAB_KEY: Final = b"LAB-KEY-NOT-SEC_"  # 16 bytes: AES-128 and HMAC alike

CA_SYSTEM_ID: Final = Caid(0x4ADA)  # no client treats it as a special case
PROVIDER_ID: Final = ProviderId(0)  # what a client finds when the PMT names none
SERVICE_ID: Final = ServiceId(0x1234)  # of the channel with the plain seed

ECM_SIZE: Final = 107  # bytes, within what cards on air use
MIN_ECM_SIZE: Final = 44  # bytes: no fill between control words and MAC
MAX_ECM_SIZE: Final = 183  # bytes: with its pointer_field, one packet's payload

_HEADER: Final = struct.Struct(">BH4sH3sHIBB")  # up to the control words
_WORDS: Final = slice(_HEADER.size, _HEADER.size + 16)  # one AES block
_MARK: Final = b"LAB\x01"
_MARK_AT: Final = slice(3, 7)
_MAC_SIZE: Final = 8  # bytes
_SECTION_FLAGS: Final = 0x7000  # no section syntax, hence no CRC-32; reserved bits
_MAX_PERIOD: Final = 0xFFFFFFFF  # 32 bits in the ECM

# One block of 16 bytes and nothing to hide in it: ECB is the plain block cipher.
_AES: Final = Cipher(algorithms.AES(LAB_KEY), modes.ECB())  # noqa: S305
_ENCRYPTOR: Final = _AES.encryptor()

_PADDED_KEY: Final = LAB_KEY.ljust(64, b"\0")  # to SHA-256's block size
_INNER: Final = hashlib.sha256(bytes(byte ^ 0x36 for byte in _PADDED_KEY))
_OUTER: Final = hashlib.sha256(bytes(byte ^ 0x5C for byte in _PADDED_KEY))


class Halves(Enum):
    """
    What an ECM carries.

    Real systems do either; with one half alone a receiver that has just come
    to a channel has no key before the next one is in use.
    """

    BOTH = "both"  # its own period's word and the next one's
    ONE = "one"  # the next one's alone; the other half is zero


def period_at(time_s: float, period_s: float) -> int:
    """
    Tell which crypto period is on air.

    Args:
        time_s: Seconds since the start of period 0: the stream's clock.
        period_s: Seconds that a control word lasts.

    Raises:
        UsageError: The time is before period 0, or a period lasts no time.

    """
    if time_s < 0:
        raise UsageError(f"time_s {time_s}", allowed="0 or later")
    if period_s <= 0:
        raise UsageError(f"period_s {period_s}", allowed="over 0")
    return int(time_s // period_s)


def control_word(period: int, *, service_id: ServiceId = SERVICE_ID) -> bytes:
    """
    Make the control word of one crypto period of one service.

    Args:
        period: Counted from 0.
        service_id: Every service but the default one adds itself to the seed,
            so that the answer for another channel is a wrong answer.

    Returns:
        8 bytes, whose bytes 3 and 7 are the sums of the three before them.

    Raises:
        UsageError: ``period`` does not fit 32 bits.

    """
    _check_period(period)
    return _control_word(period, service_id)


def _check_period(period: int) -> None:
    if not 0 <= period <= _MAX_PERIOD:
        raise UsageError(f"period {period}", allowed=f"0..{_MAX_PERIOD}")


@lru_cache(maxsize=256)  # each is in two ECMs
def _control_word(period: int, service_id: ServiceId) -> bytes:
    seed = b"tvh-lab-cw-seed" + period.to_bytes(4, "big")
    if service_id != SERVICE_ID:
        seed += service_id.to_bytes(2, "big")
    word = bytearray(hashlib.sha256(seed).digest()[:CONTROL_WORD_SIZE])
    word[3] = (word[0] + word[1] + word[2]) & 0xFF
    word[7] = (word[4] + word[5] + word[6]) & 0xFF
    return bytes(word)


def control_words_of(
    period: int,
    *,
    service_id: ServiceId = SERVICE_ID,
    halves: Halves = Halves.BOTH,
) -> ControlWords:
    """
    Give what the ECM of a crypto period carries: its own word and the next.

    Args:
        period: Counted from 0. Even periods use the even word, odd ones the odd.
        service_id: As for `control_word`.
        halves: With one alone, its own word's place holds zeros.

    Raises:
        UsageError: This period or the next does not fit 32 bits.

    """
    _check_period(period)
    _check_period(period + 1)
    return _control_words_of(period, service_id, halves)


@lru_cache(maxsize=256)  # each goes into an ECM, and is what its answer should be
def _control_words_of(
    period: int, service_id: ServiceId, halves: Halves
) -> ControlWords:
    own = _control_word(period, service_id)
    if halves is Halves.ONE:
        own = bytes(CONTROL_WORD_SIZE)
    following = _control_word(period + 1, service_id)
    return ControlWords(following + own if period & 1 else own + following)


def make_ecm(
    period: int,
    *,
    ca_system_id: Caid = CA_SYSTEM_ID,
    provider_id: ProviderId = PROVIDER_ID,
    service_id: ServiceId = SERVICE_ID,
    size: int = ECM_SIZE,
    halves: Halves = Halves.BOTH,
) -> Section:
    """
    Make the ECM that is on air during one crypto period of one service.

    Args:
        period: Counted from 0; its parity is that of ``table_id``.
        ca_system_id: Stands in the ECM; the card does not look at it.
        provider_id: Likewise, up to 24 bits.
        service_id: Likewise, and the control words depend on it.
        size: Bytes of the whole section.
        halves: Whether it carries two control words or one.

    Raises:
        UsageError: An argument has no place in the layout.

    """
    if not MIN_ECM_SIZE <= size <= MAX_ECM_SIZE:
        raise UsageError(f"size {size}", allowed=f"{MIN_ECM_SIZE}..{MAX_ECM_SIZE}")
    if provider_id >> 24:
        raise UsageError(f"provider_id {provider_id}", allowed="0..FFFFFF")
    words = control_words_of(period, service_id=service_id, halves=halves)
    parity = period & 1
    header = _HEADER.pack(
        0x80 | parity,
        _SECTION_FLAGS | (size - SECTION_HEADER_SIZE),
        _MARK,
        ca_system_id,
        provider_id.to_bytes(3, "big"),
        service_id,
        period,
        parity,
        0,
    )
    signed = (
        header + _ENCRYPTOR.update(words.reveal()) + _fill(period, size - MIN_ECM_SIZE)
    )
    return Section(signed + _mac(signed))


class LabCard:
    """The laboratory's card: it knows the key, and nothing of periods or services."""

    def __init__(self) -> None:
        self._decryptor = _AES.decryptor()  # kept: making one costs more than using it

    def answer(self, section: Section) -> ControlWords | None:
        """
        Decrypt one ECM.

        Returns:
            The control words, or None where a real card would refuse: a size
            that the layout has no place for, another system's mark, or a
            single changed byte.

        """
        data = section.data
        if not MIN_ECM_SIZE <= len(data) <= MAX_ECM_SIZE or data[_MARK_AT] != _MARK:
            return None
        if _mac(data[:-_MAC_SIZE]) != data[-_MAC_SIZE:]:
            return None
        return ControlWords(self._decryptor.update(data[_WORDS]))


def _mac(signed: bytes) -> bytes:
    """HMAC-SHA256 (RFC 2104), its key taken in once: a third of hmac.digest's time."""
    inner = _INNER.copy()
    inner.update(signed)
    outer = _OUTER.copy()
    outer.update(inner.digest())
    return outer.digest()[:_MAC_SIZE]


@lru_cache(maxsize=64)  # those of one moment are the same for every service
def _fill(period: int, size: int) -> bytes:
    """Make bytes that carry nothing, so that ECMs differ and have a real one's size."""
    seed = b"lab-ecm-fill" + period.to_bytes(4, "big")
    digest_size = 32  # bytes, SHA-256
    count = -(-size // digest_size)
    fill = b"".join(hashlib.sha256(seed + bytes([i])).digest() for i in range(count))
    return fill[:size]
