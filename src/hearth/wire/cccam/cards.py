"""
The body that announces a card.

Source: docs/protocols/cccam.md, "A card".
"""

from __future__ import annotations

import struct
from typing import Final

from hearth.dvb import (
    NODE_ID_SIZE,
    SHARED_ADDRESS_SIZE,
    Caid,
    Card,
    NodeId,
    Provider,
    ProviderId,
    ServiceId,
)
from hearth.errors import PeerError, UsageError
from hearth.wire.cccam.messages import MAX_BODY_SIZE, check_share_id

# share id, remote id, CAID, hops, reshare, serial, number of providers
_START: Final = struct.Struct(">IIHBB8sB")
_NOTHING_KNOWN: Final = (Provider(ProviderId(0)),)


def encode_card(share_id: int, card: Card) -> bytes:
    """
    Encode a card for CARD_ADDED, without its lists of services.

    Args:
        share_id: Our own number for it, which stands for the remote id too.
        card: ``hops`` and ``reshare`` go out as they are.

    Raises:
        UsageError: The share id is not one of 32 bits, or there are too many
            providers or nodes for one message.

    """
    parts = [
        _START.pack(
            check_share_id(share_id),
            share_id,
            card.ca_system_id,
            card.hops,
            card.reshare,
            card.serial,
            len(card.providers) & 0xFF,  # what this cuts is too big a body, see below
        )
    ]
    parts += (p.provider_id.to_bytes(3) + p.shared_address for p in card.providers)
    parts.append(bytes([len(card.nodes) & 0xFF]))
    parts += card.nodes
    body = b"".join(parts)
    if len(body) > MAX_BODY_SIZE:
        raise UsageError(f"a card of {len(body)} bytes", allowed="1020 bytes")
    return body


def decode_card(body: bytes, *, with_services: bool) -> tuple[int, Card]:
    """
    Decode an announced card.

    What follows the node ids is left alone. A body that ends before their
    number has none.

    Args:
        body: Of CARD_ADDED or CARD_ADDED_SIDS.
        with_services: Whether it is CARD_ADDED_SIDS, with lists of services.

    Returns:
        The share id, and the card; one that lists no provider has provider 0.

    Raises:
        PeerError: It ends before its lists do.

    """
    fields = _Fields(body)
    share_id, _, caid, hops, reshare, serial, count = _START.unpack(
        fields.take(_START.size)
    )
    good = fields.take_byte() if with_services else 0
    bad = fields.take_byte() if with_services else 0
    providers = tuple(_decode_provider(fields) for _ in range(count))
    good_services = tuple(_decode_service(fields) for _ in range(good))
    bad_services = tuple(_decode_service(fields) for _ in range(bad))
    hop_count = fields.take_byte() if fields.left else 0
    nodes = tuple(NodeId(fields.take(NODE_ID_SIZE)) for _ in range(hop_count))
    return share_id, Card(
        ca_system_id=Caid(caid),
        providers=providers or _NOTHING_KNOWN,
        hops=hops,
        reshare=reshare,
        serial=serial,
        nodes=nodes,
        good_services=good_services,
        bad_services=bad_services,
    )


def _decode_provider(fields: _Fields) -> Provider:
    provider_id = ProviderId(int.from_bytes(fields.take(3)))
    return Provider(provider_id, fields.take(SHARED_ADDRESS_SIZE))


def _decode_service(fields: _Fields) -> ServiceId:
    return ServiceId(int.from_bytes(fields.take(2)))


class _Fields:
    """A body, taken from the front."""

    __slots__ = ("_at", "_body")

    def __init__(self, body: bytes) -> None:
        self._body: Final = body
        self._at = 0

    @property
    def left(self) -> int:
        return len(self._body) - self._at

    def take(self, size: int) -> bytes:
        if size > self.left:
            raise PeerError(
                "card",
                offset=self._at,
                got=len(self._body),
                allowed=f"{self._at + size} bytes or more",
            )
        self._at += size
        return self._body[self._at - size : self._at]

    def take_byte(self) -> int:
        return self.take(1)[0]
