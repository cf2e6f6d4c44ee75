"""Our sessions at the point where a test begins, and the other end of each."""

from __future__ import annotations

from typing import Final

from hearth.dvb import Caid, Card, NodeId, Provider, ProviderId, Section, ServiceId
from hearth.secret import Secret
from hearth.wire.cccam.cards import encode_card
from hearth.wire.cccam.client import ClientSession
from hearth.wire.cccam.events import EcmAsked, LogInAsked
from hearth.wire.cccam.login import make_seed
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.node import partner_node_id
from hearth.wire.cccam.server import ServerSession
from tests.wire.cccam.reference import End, Message

SEED: Final = make_seed(bytes(range(12)))
USER: Final = "kitchen"
PASSWORD: Final = Secret(b"open sesame")
NODE_ID: Final = NodeId(bytes.fromhex("0102030405060708"))  # of no partner
PARTNER_NODE_ID: Final = partner_node_id(b"home")
OTHER_PARTNER: Final = partner_node_id(b"else", program=0x10)

PLAIN: Final = Identity(NODE_ID)
PARTNER: Final = Identity(PARTNER_NODE_ID)

CARD: Final = Card(Caid(0x4ADA), (Provider(ProviderId(0)),))
SECTION: Final = Section(bytes.fromhex("80 70 03 aa bb cc"))
EMM: Final = Section(bytes.fromhex("82 70 01 dd"))
PARTNER_TEXT: Final = b"PARTNER: Other 1.0 (there) [EXT,SID,SLP]\0"
OUR_TEXT: Final = b"PARTNER: Hearth 0.1.0 (python) [EXT]\0"
KEEPALIVE: Final = Message("KEEPALIVE", 0, b"")


def cli_data(node_id: bytes = NODE_ID) -> Message:
    texts = b"2.3.0".ljust(32, b"\0") + b"3367".ljust(32, b"\0")
    return Message("CLI_DATA", 0, bytes(20) + node_id + b"\0" + texts)


def srv_data(node_id: bytes = NODE_ID) -> Message:
    texts = b"2.3.0".ljust(32, b"\0") + b"3367".ljust(32, b"\0")
    return Message("SRV_DATA", 0, node_id + texts)


def ecm(flag: int = 0, share_id: int = 7, section: bytes = SECTION.data) -> Message:
    body = bytes.fromhex("4ada00123456") + share_id.to_bytes(4) + b"\x12\x34"
    return Message("ECM", flag, body + bytes([len(section) & 0xFF]) + section)


def emm(section: bytes = EMM.data) -> Message:
    body = bytes.fromhex("4ada00 00123456 00000007") + bytes([len(section) & 0xFF])
    return Message("EMM", 0, body + section)


def asked(number: int, share_id: int = 7) -> EcmAsked:
    """What the session says to `ecm`."""
    return EcmAsked(
        number, Caid(0x4ADA), ProviderId(0x123456), share_id, ServiceId(0x1234), SECTION
    )


# A server of ours, and a client to test it with


def fresh_server(identity: Identity = PARTNER) -> tuple[ServerSession, End]:
    """The seed is out and read."""
    session = ServerSession(seed=SEED, identity=identity)
    return session, End.of(session.take_output())


def deciding_server() -> tuple[ServerSession, End, LogInAsked]:
    """The client waits for its log-in to be decided."""
    session, client = fresh_server()
    [event] = session.receive(client.log_in(USER.encode(), PASSWORD.reveal()))
    assert isinstance(event, LogInAsked)
    return session, client, event


def greeting_server() -> tuple[ServerSession, End]:
    """The client is logged in and has not said who it is."""
    session, client, event = deciding_server()
    assert event.proof.matches(PASSWORD)
    assert session.accept() == []
    assert session.take_output() == client.acknowledge()
    return session, client


def ready_server(node_id: bytes = NODE_ID) -> tuple[ServerSession, End]:
    """The greetings are exchanged; still plain mode."""
    session, client = greeting_server()
    session.receive(client.ask(cli_data(node_id)))
    client.hear(session.take_output())
    return session, client


def partner_server() -> tuple[ServerSession, End]:
    """Partner mode is agreed."""
    session, client = ready_server(OTHER_PARTNER)
    session.receive(client.ask(Message("NOK1", 0, PARTNER_TEXT)))
    client.hear(session.take_output())
    return session, client


# A client of ours, and a server to test it with


def fresh_client(identity: Identity = PLAIN) -> ClientSession:
    return ClientSession(user=USER, password=PASSWORD, identity=identity)


def logged_in_client(identity: Identity = PLAIN) -> tuple[ClientSession, End]:
    """The server has confirmed the log-in; CLI_DATA and KEEPALIVE are read."""
    session = fresh_client(identity)
    server = End.of(SEED)
    session.receive(SEED)
    assert session.take_output() == server.log_in(USER.encode(), PASSWORD.reveal())
    session.receive(server.acknowledge())
    server.overhear(session.take_output())
    return session, server


def greeted_client(identity: Identity = PLAIN) -> tuple[ClientSession, End]:
    """The greetings are exchanged; plain mode."""
    session, server = logged_in_client(identity)
    session.receive(server.tell(Message("CLI_DATA", 0, b""), srv_data()))
    assert session.take_output() == b""
    return session, server


def client_with_card() -> tuple[ClientSession, End]:
    """A card is announced; plain mode."""
    session, server = greeted_client()
    session.receive(server.tell(Message("CARD_ADDED", 0, encode_card(7, CARD))))
    return session, server


def partner_client() -> tuple[ClientSession, End]:
    """Partner mode is agreed."""
    session, server = logged_in_client(PARTNER)
    session.receive(
        server.tell(srv_data(OTHER_PARTNER), Message("NOK1", 0, PARTNER_TEXT))
    )
    server.overhear(session.take_output())
    return session, server


def ask(session: ClientSession, number: int, share_id: int = 7) -> None:
    """Ask what `ecm` says."""
    session.ask(
        number,
        ca_system_id=Caid(0x4ADA),
        provider_id=ProviderId(0x123456),
        share_id=share_id,
        service_id=ServiceId(0x1234),
        section=SECTION,
    )
