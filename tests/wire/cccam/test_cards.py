"""The body of a card: the recorded ones, both ways, and what does not fit."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId, ServiceId
from hearth.errors import PeerError, UsageError
from hearth.wire.cccam.cards import decode_card, encode_card
from tests.wire.cccam.recordings import NAMES, load

HOLDER = NodeId(bytes.fromhex("c0ffee0011223344"))
SECOND = NodeId(bytes.fromhex("aabbccddeeff0011"))
NOTHING_KNOWN = (Provider(ProviderId(0)),)

PLAIN = Card(Caid(0x4ADA), NOTHING_KNOWN, hops=1, reshare=2, nodes=(HOLDER, SECOND))
TWO_PROVIDERS = Card(
    Caid(0x0500),
    (
        Provider(ProviderId(0x032830), b"\x01\x02\x03\x04"),
        Provider(ProviderId(0x041950)),
    ),
    serial=bytes(range(8)),
    nodes=(HOLDER,),
)

# what it shows          share id  card            body of CARD_ADDED
ADDED = [
    ("as recorded",      0x64,     PLAIN,
     ("00000064 00000064 4ada 01 02 0000000000000000 01 000000 00000000"
      "02 c0ffee0011223344 aabbccddeeff0011")),
    ("two providers, serial, an address", 0x9ABCDEF0, TWO_PROVIDERS,
     ("9abcdef0 9abcdef0 0500 00 00 0001020304050607"
      "02 032830 01020304 041950 00000000  01 c0ffee0011223344")),
    ("no nodes",         1,        Card(Caid(1), NOTHING_KNOWN),
     "00000001 00000001 0001 00 00 0000000000000000 01 000000 00000000 00"),
]  # fmt: skip


@pytest.mark.parametrize(("shows", "share_id", "card", "body"), ADDED)
def test_a_card_both_ways(shows: str, share_id: int, card: Card, body: str) -> None:
    raw = bytes.fromhex(body)

    assert encode_card(share_id, card) == raw, shows
    assert decode_card(raw, with_services=False) == (share_id, card), shows


WITH_SERVICES = (
    "00000001 00000002 4ada 00 03 0000000000000000"
    "01 02 01  123456 00000000  1234 2222  1235  01 c0ffee0011223344"
)


def test_a_card_with_services() -> None:
    share_id, card = decode_card(bytes.fromhex(WITH_SERVICES), with_services=True)

    assert share_id == 1
    assert card == Card(
        Caid(0x4ADA),
        (Provider(ProviderId(0x123456)),),
        reshare=3,
        nodes=(HOLDER,),
        good_services=(ServiceId(0x1234), ServiceId(0x2222)),
        bad_services=(ServiceId(0x1235),),
    )


def test_a_card_that_lists_no_provider_has_provider_0() -> None:
    body = bytes.fromhex("00000001 00000001 0001 0000 0000000000000000 00 00")

    assert decode_card(body, with_services=False)[1].providers == NOTHING_KNOWN


def test_a_body_that_ends_before_its_nodes_has_none() -> None:
    body = bytes.fromhex("00000001 00000001 0001 0000 0000000000000000 00")

    assert decode_card(body, with_services=False)[1].nodes == ()


@pytest.mark.parametrize(
    "cut", [c for c in range(len(bytes.fromhex(WITH_SERVICES))) if c != 36]
)
def test_a_body_that_ends_within_its_lists_is_the_peers_error(cut: int) -> None:
    """All cuts but the one before the nodes, which may be left out."""
    with pytest.raises(PeerError, match="card at byte"):
        decode_card(bytes.fromhex(WITH_SERVICES)[:cut], with_services=True)


def test_what_follows_the_nodes_is_left_alone() -> None:
    body = encode_card(1, PLAIN)

    assert decode_card(body + b"more", with_services=False) == (1, PLAIN)


# Each of these is over 1020 bytes.
UNSAYABLE = [
    replace(PLAIN, providers=NOTHING_KNOWN * 142),
    replace(PLAIN, providers=NOTHING_KNOWN * 256),
    replace(PLAIN, nodes=(HOLDER,) * 256),
]


@pytest.mark.parametrize("card", UNSAYABLE, ids=range(len(UNSAYABLE)))
def test_a_card_that_cannot_be_said_is_refused(card: Card) -> None:
    with pytest.raises(UsageError):
        encode_card(1, card)


@pytest.mark.parametrize("share_id", [-1, 1 << 32])
def test_a_share_id_that_cannot_be_said_is_refused(share_id: int) -> None:
    with pytest.raises(UsageError):
        encode_card(share_id, PLAIN)


@st.composite
def cards(draw: st.DrawFn) -> Card:
    """A card as CARD_ADDED can say it."""
    provider = st.builds(
        Provider,
        st.integers(0, 0xFFFFFF).map(ProviderId),
        st.binary(min_size=4, max_size=4),
    )
    return Card(
        Caid(draw(st.integers(0, 0xFFFF))),
        tuple(draw(st.lists(provider, min_size=1, max_size=20))),
        hops=draw(st.integers(0, 255)),
        reshare=draw(st.integers(0, 255)),
        serial=draw(st.binary(min_size=8, max_size=8)),
        nodes=tuple(
            draw(st.lists(st.binary(min_size=8, max_size=8).map(NodeId), max_size=5))
        ),
    )


@given(share_id=st.integers(0, 0xFFFFFFFF), card=cards())
def test_any_card_comes_back_as_it_was(share_id: int, card: Card) -> None:
    body = encode_card(share_id, card)

    assert decode_card(body, with_services=False) == (share_id, card)


@given(st.binary(max_size=1020), st.booleans())
def test_any_body_is_a_card_or_the_peers_error(body: bytes, services: bool) -> None:
    with suppress(PeerError):
        assert decode_card(body, with_services=services)[1].providers


@pytest.mark.parametrize("name", NAMES)
def test_the_recorded_cards(name: str) -> None:
    cards = 0
    for line in load(name).lines:
        if line.name in ("CARD_ADDED", "CARD_ADDED_SIDS"):
            share_id, card = decode_card(
                line.body, with_services=line.name == "CARD_ADDED_SIDS"
            )
            again = encode_card(share_id, card)
            if line.name == "CARD_ADDED":
                # Only the remote id, bytes 4 to 7, is ours to choose.
                assert again[:4] + again[8:] == line.body[:4] + line.body[8:]
            else:
                assert card.good_services == (0x1234, 0x2222, 0x1235)
                assert card.bad_services == ()
            cards += 1

    assert cards == {"plain": 1, "edges": 2, "partner": 1, "tvheadend": 1}[name]
