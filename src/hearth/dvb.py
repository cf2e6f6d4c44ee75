"""
The words of the standards, as values.

Everything here is immutable and knows its own limits: what cannot exist on
air cannot be built. Nothing here knows a protocol.

Sources: ISO/IEC 13818-1 (sections), ETSI ETR 289 (CA_system_ID, ECM and EMM
tables, control words), ETSI TS 101 162 (who owns which CA_system_ID).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NoReturn, Self

from hearth.errors import PeerError, UsageError

SECTION_HEADER_SIZE: Final = 3  # bytes: table_id, flags, section_length
MAX_SECTION_LENGTH: Final = 4093  # bytes after the header, ISO/IEC 13818-1 2.4.4.11
CONTROL_WORD_SIZE: Final = 8  # bytes, ETSI ETR 289
CONTROL_WORDS_SIZE: Final = 2 * CONTROL_WORD_SIZE  # the even one, then the odd one
NODE_ID_SIZE: Final = 8  # bytes
SERIAL_SIZE: Final = 8  # bytes
SHARED_ADDRESS_SIZE: Final = 4  # bytes
MAX_LISTED_PROVIDER: Final = 0xFFFFFF  # a card has 3 bytes for it

ECM_TABLE_IDS: Final = (0x80, 0x81)  # ETSI ETR 289, table 2
EMM_TABLE_IDS: Final = range(0x82, 0x90)  # ETSI ETR 289, table 2

VIACCESS: Final = 0x05  # upper byte of the CA_system_ID, ETSI TS 101 162


class _Number(int):
    """A whole number with a width in bits, printed as the field prints it."""

    __slots__ = ()
    _bits: int
    _digits: int

    def __new__(cls, value: int) -> Self:
        if not 0 <= value < 1 << cls._bits:
            raise UsageError(
                f"{cls.__name__} {value:#x}", allowed=f"0..{(1 << cls._bits) - 1:#x}"
            )
        return super().__new__(cls, value)

    def __str__(self) -> str:
        return f"{int(self):0{self._digits}X}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({int(self):#0{self._digits + 2}x})"

    def __format__(self, spec: str) -> str:
        """Pad as text (``>8``); a spec with a letter (``04x``) is a number's."""
        if spec and spec[-1].isalpha() and spec[-1] != "s":
            return int.__format__(self, spec)
        return format(str(self), spec)


class Caid(_Number):
    """A CA_system_ID: which conditional-access system, 16 bits (ETSI TS 101 162)."""

    __slots__ = ()
    _bits = 16
    _digits = 4


class ProviderId(_Number):
    """
    A provider within one CA system; 0 is "not said".

    24 bits wherever cards list it; the CCcam ECM message has room for 32, and
    peers have been seen to use them, so 32 are taken.
    """

    __slots__ = ()
    _bits = 32
    _digits = 6


class ServiceId(_Number):
    """A service_id (SID): one channel of a multiplex, 16 bits (ETSI EN 300 468)."""

    __slots__ = ()
    _bits = 16
    _digits = 4


class NodeId(bytes):
    """The 8 bytes by which one card server knows another; not a secret."""

    __slots__ = ()

    def __new__(cls, value: bytes) -> Self:
        """Take 8 bytes; any other length is a UsageError."""
        if len(value) != NODE_ID_SIZE:
            raise UsageError(f"NodeId of {len(value)} bytes", allowed="8 bytes")
        return super().__new__(cls, value)

    def __str__(self) -> str:
        return self.hex()

    def __repr__(self) -> str:
        return f"NodeId({self.hex()})"

    def __format__(self, spec: str) -> str:
        """Pad the hexadecimal form."""
        return format(str(self), spec)


@dataclass(frozen=True, slots=True, repr=False)
class Section:
    """
    A whole ECM or EMM as it stands in the transport stream.

    Args:
        data: From ``table_id`` to the last payload byte.

    Raises:
        PeerError: The data are not as long as their own header says.

    Source:
        ISO/IEC 13818-1, 2.4.4.10 and 2.4.4.11 (private_section).

    """

    data: bytes

    def __post_init__(self) -> None:
        data = self.data
        size = len(data)
        if size < SECTION_HEADER_SIZE:
            raise PeerError("section", offset=0, got=size, allowed="3 bytes or more")
        section_length = (data[1] & 0x0F) << 8 | data[2]
        if section_length > MAX_SECTION_LENGTH:
            raise PeerError(
                "section_length", offset=1, got=section_length, allowed="0..4093 bytes"
            )
        if size != SECTION_HEADER_SIZE + section_length:
            raise PeerError(
                "section_length",
                offset=1,
                got=section_length,
                allowed=f"the {size - SECTION_HEADER_SIZE} bytes that follow",
            )

    @property
    def table_id(self) -> int:
        """The first byte: which table this section belongs to."""
        return self.data[0]

    @property
    def is_ecm(self) -> bool:
        """Whether ``table_id`` is one of the two that ECMs alternate between."""
        return self.data[0] in ECM_TABLE_IDS

    @property
    def is_emm(self) -> bool:
        """Whether ``table_id`` is one of those that EMMs use."""
        return self.data[0] in EMM_TABLE_IDS

    def __len__(self) -> int:
        return len(self.data)

    def __repr__(self) -> str:
        table_id = f"{self.data[0]:#04x}"
        return f"Section(table {table_id}, {len(self.data)} bytes)"


class ControlWords:
    """
    The answer to an ECM: the even control word, then the odd one. A secret.

    Shown nowhere: ``repr``, ``str`` and format strings give
    ``ControlWords(16 bytes, hidden)``, errors name lengths alone, and it
    cannot be pickled. Only `reveal` gives the bytes.

    Args:
        data: 16 bytes: even, then odd. One half may be all zero ("only the
            other one is new").

    Raises:
        UsageError: Not 16 bytes.

    Source:
        ETSI ETR 289 (control words); the check bytes are those of DVB-CSA as
        every CA system that drives it fills them.

    """

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        size = len(data)
        if size != CONTROL_WORDS_SIZE:
            del data  # no traceback with local values may show it
            raise UsageError(f"ControlWords of {size} bytes", allowed="16 bytes")
        self._data: Final = bytes(data)

    def reveal(self) -> bytes:
        """Return the 16 bytes, for the one who asked for them."""
        return self._data

    @property
    def is_all_zero(self) -> bool:
        """Whether both halves are zero, which means "no answer"."""
        return not any(self._data)

    @property
    def check_bytes_hold(self) -> bool:
        """
        Whether byte 3 of each half is the sum of 0..2 and byte 7 that of 4..6.

        A half of zeros passes: its sums are zero too.
        """
        d = self._data
        return (
            (d[0] + d[1] + d[2]) & 0xFF == d[3]
            and (d[4] + d[5] + d[6]) & 0xFF == d[7]
            and (d[8] + d[9] + d[10]) & 0xFF == d[11]
            and (d[12] + d[13] + d[14]) & 0xFF == d[15]
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ControlWords):
            return NotImplemented
        return self._data == other._data

    def __hash__(self) -> int:
        return hash(self._data)

    def __repr__(self) -> str:
        return "ControlWords(16 bytes, hidden)"

    def __format__(self, spec: str) -> str:
        """Pad what is shown, which tells nothing."""
        return format(str(self), spec)

    def __reduce__(self) -> NoReturn:
        msg = "control words are not to be pickled"
        raise TypeError(msg)


@dataclass(frozen=True, slots=True)
class Provider:
    """
    A provider on a card, with the address that the provider's EMMs use.

    Attributes:
        provider_id: Which provider.
        shared_address: 4 bytes; zero where unknown or not to be told.

    Raises:
        UsageError: A provider id over 24 bits, which no card can list, or an
            address of another length.

    """

    provider_id: ProviderId
    shared_address: bytes = field(default=bytes(SHARED_ADDRESS_SIZE), repr=False)

    def __post_init__(self) -> None:
        if self.provider_id > MAX_LISTED_PROVIDER:
            raise UsageError(f"provider {self.provider_id!r}", allowed="24 bits")
        if len(self.shared_address) != SHARED_ADDRESS_SIZE:
            raise UsageError(
                f"shared address of {len(self.shared_address)} bytes",
                allowed=f"{SHARED_ADDRESS_SIZE} bytes",
            )


@dataclass(frozen=True, slots=True)
class Card:
    """
    A card as a server announces it.

    Attributes:
        ca_system_id: The CA system that it belongs to.
        providers: At least one; ``ProviderId(0)`` where none is known.
        hops: How many servers are between the announcer and the card: 0 when
            the announcer holds it.
        reshare: Over how many further servers the announcer lets it travel.
        serial: 8 bytes; zero when EMMs are not to be sent. Not shown.
        nodes: The servers it came through, the holder first.
        good_services: Services said to work; empty when nothing was said.
        bad_services: Services said not to work.

    Raises:
        UsageError: No provider, hops or reshare outside 0..255, or a serial
            that is not 8 bytes.

    """

    ca_system_id: Caid
    providers: tuple[Provider, ...]
    hops: int = 0
    reshare: int = 0
    serial: bytes = field(default=bytes(SERIAL_SIZE), repr=False)
    nodes: tuple[NodeId, ...] = ()
    good_services: tuple[ServiceId, ...] = ()
    bad_services: tuple[ServiceId, ...] = ()

    def __post_init__(self) -> None:
        if not self.providers:
            raise UsageError("a card without a provider", allowed="one or more")
        for name, value in (("hops", self.hops), ("reshare", self.reshare)):
            if not 0 <= value <= 0xFF:
                raise UsageError(f"{name} {value}", allowed="0..255")
        if len(self.serial) != SERIAL_SIZE:
            raise UsageError(
                f"serial of {len(self.serial)} bytes", allowed=f"{SERIAL_SIZE} bytes"
            )

    def serves(self, ca_system_id: Caid, provider_id: ProviderId) -> bool:
        """
        Tell whether an ECM of this system and provider is for this card.

        Provider 0, in the question or alone on the card, means "not said" and
        fits. Viaccess keeps a key number in the lowest 4 bits of the provider
        id, which therefore do not count there.
        """
        if ca_system_id != self.ca_system_id:
            return False
        if provider_id == 0 or not any(p.provider_id for p in self.providers):
            return True
        mask = 0xFFFFFFF0 if ca_system_id >> 8 == VIACCESS else 0xFFFFFFFF
        wanted = provider_id & mask
        return any(p.provider_id & mask == wanted for p in self.providers)


def provider_ids(card: Card) -> Iterable[ProviderId]:
    """Give the provider ids of a card in the order in which it lists them."""
    return (provider.provider_id for provider in card.providers)
