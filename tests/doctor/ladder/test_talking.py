"""Pieces of the second half of the ladder; `test_climb` has it on sockets."""

import pytest

from hearth.doctor.ladder.talking import Probe, _is_text, _share_for
from hearth.dvb import Caid, Card, Provider, ProviderId, ServiceId
from tests.net.peers import ecm

CAID = Caid(0x0D02)


def card(hops: int = 0, provider: int = 0x10, caid: int = 0x0D02) -> Card:
    return Card(Caid(caid), (Provider(ProviderId(provider)),), hops=hops)


def probe(provider: int) -> Probe:
    return Probe(CAID, ProviderId(provider), ServiceId(1), ecm(1))


@pytest.mark.parametrize(
    ("cards", "provider", "share"),
    [
        ({1: card()}, 0x10, 1),
        ({1: card()}, 0, 1),
        ({1: card()}, 0x20, None),
        ({1: card(provider=0)}, 0x20, 1),
        ({1: card(hops=5)}, 0x10, None),
        ({1: card(caid=0x500), 2: card()}, 0x10, 2),
        ({}, 0x10, None),
    ],
)
def test_which_card_is_asked(
    cards: dict[int, Card], provider: int, share: int | None
) -> None:
    assert _share_for(cards, probe(provider)) == share


@pytest.mark.parametrize(
    ("data", "is_text"),
    [
        (b"220 ready\r\n", True),
        (b"HTTP/1.1 200 OK\r\n", True),
        (bytes(16), False),
        (b"abc", False),
        (b"abcdefghijklmno\x80", False),
    ],
)
def test_a_greeting_that_can_be_read_is_no_card_servers(
    data: bytes, is_text: bool
) -> None:
    assert _is_text(data) is is_text
