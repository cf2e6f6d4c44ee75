"""Who the laboratory's programs say they are, and which cards they say they hold."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Final

from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId
from hearth.lab.card_system import CA_SYSTEM_ID, PROVIDER_ID
from hearth.wire.cccam.login import make_seed
from hearth.wire.cccam.node import partner_node_id

RESHARE: Final = 1  # as a home's card holder would set it: over one more server


def lab_node_id(*, partner: bool) -> NodeId:
    """Make a node id, of the kind that partner programs know or another."""
    node_id = partner_node_id(secrets.token_bytes(4))
    if partner:
        return node_id
    return NodeId(node_id[:7] + bytes([node_id[7] ^ 0xFF]))


def lab_seed(*, partner: bool) -> bytes:
    """
    Make a seed, with right sums or as the original servers do.

    Seen: Tvheadend 4.3 takes right sums for the sign of a partner program.
    """
    seed = make_seed(secrets.token_bytes(12))
    return seed if partner else seed[:15] + bytes([seed[15] ^ 0xFF])


def lab_card(
    *,
    ca_system_id: Caid = CA_SYSTEM_ID,
    provider_ids: Iterable[ProviderId] = (PROVIDER_ID,),
    hops: int = 0,
) -> Card:
    """
    Make a card for a lab card server to announce.

    Args:
        ca_system_id: Which CA system it says that it is of.
        provider_ids: Which providers it says that it has.
        hops: How many servers it says are between; its node list says so too.

    """
    return Card(
        ca_system_id=ca_system_id,
        providers=tuple(Provider(provider_id) for provider_id in provider_ids),
        hops=hops,
        reshare=RESHARE,
        nodes=tuple(lab_node_id(partner=True) for _ in range(hops)),
    )
