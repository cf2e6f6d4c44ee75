"""Our client against our server, whatever the network does to the bytes."""

import hashlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from hearth.dvb import Caid, ControlWords, ProviderId, Section, ServiceId
from hearth.secret import Secret
from hearth.wire.cccam.client import ClientSession, Step
from hearth.wire.cccam.events import (
    Answered,
    CardAdded,
    CardRemoved,
    ClientEvent,
    Closed,
    EcmAsked,
    EmmSent,
    Greeted,
    LogInAsked,
    Refused,
    ServerEvent,
)
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.server import ServerSession
from hearth.wire.cccam.session import MAX_KEPT
from tests.wire.cccam import peers
from tests.wire.cccam.peers import CARD, EMM, PASSWORD, USER


def section_of(number: int) -> Section:
    return Section(b"\x80\x70\x04" + number.to_bytes(4))


def answer_to(section: Section) -> ControlWords:
    """What the made-up card gives: every question has its own."""
    return ControlWords(hashlib.sha256(section.data).digest()[:16])


class Home:
    """Two sessions, and what is on the wire between them."""

    def __init__(self, client: Identity, server: Identity) -> None:
        self.client = ClientSession(user=USER, password=PASSWORD, identity=client)
        self.server = ServerSession(seed=peers.SEED, identity=server)
        self.to_client = bytearray()
        self.to_server = bytearray()
        self.at_client: list[ClientEvent] = []
        self.at_server: list[ServerEvent] = []

    def send(self) -> None:
        self.to_client += self.server.take_output()
        self.to_server += self.client.take_output()

    def carry(self, size: int, *, to_client: bool) -> None:
        """Bring so many bytes over; the server decides a log-in at once."""
        self.send()
        wire = self.to_client if to_client else self.to_server
        piece = bytes(wire[:size])
        del wire[:size]
        if to_client:
            self.at_client += self.client.receive(piece)
            return
        for event in self.server.receive(piece):
            self.at_server.append(event)
            if isinstance(event, LogInAsked):
                assert event.proof.matches(PASSWORD)
                self.at_server += self.server.accept()

    def settle(self) -> None:
        """Bring everything over until both are silent."""
        self.send()
        while self.to_client or self.to_server:
            self.carry(len(self.to_client), to_client=True)
            self.carry(len(self.to_server), to_client=False)
            self.send()


# client        server          partner mode
MODES = [
    (peers.PLAIN,   peers.PLAIN,   False),
    (peers.PLAIN,   peers.PARTNER, True),  # the server's id is what counts
    (peers.PARTNER, peers.PLAIN,   False),
    (peers.PARTNER, peers.PARTNER, True),
]  # fmt: skip


@pytest.mark.parametrize(("client", "server", "partner"), MODES)
def test_a_connection_from_the_seed_to_the_last_card(
    client: Identity, server: Identity, partner: bool
) -> None:
    home = Home(client, server)
    home.settle()
    home.server.announce(7, CARD)
    home.client.send_emm(Caid(1), ProviderId(2), 7, EMM)
    home.settle()
    home.server.withdraw(7)
    home.settle()

    assert [home.client.partner_mode, home.server.partner_mode] == [partner, partner]
    assert EmmSent(Caid(1), ProviderId(2), 7, EMM) in home.at_server
    assert CardAdded(7, CARD) in home.at_client
    assert home.at_client[-1] == CardRemoved(7)
    assert home.client.step is Step.READY


def test_an_offer_unasked_brings_partner_mode_about() -> None:
    home = Home(peers.PARTNER, peers.PLAIN)
    home.settle()

    assert home.server.offer_partner()
    home.server.announce(7, CARD)
    home.settle()

    assert home.client.partner_mode
    assert home.server.partner_mode


def test_a_wrong_password_is_seen_and_nothing_is_answered() -> None:
    home = Home(peers.PLAIN, peers.PLAIN)
    home.send()
    home.client.receive(bytes(home.to_client))
    home.send()
    [event] = home.server.receive(bytes(home.to_server))

    assert isinstance(event, LogInAsked)
    assert not event.proof.matches(Secret(b"another"))
    home.server.refuse()
    assert home.server.take_output() == b""
    assert "password wrong" in home.client.peer_closed().reason


class AnyWire(RuleBasedStateMachine):
    """Whatever is asked when and however it travels: each gets its own answer."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Home(peers.PLAIN, peers.PLAIN)
        self.seen_at_client = self.seen_at_server = 0
        self.last = 0
        self.waiting: set[int] = set()
        self.open: dict[int, Section] = {}  # the server's numbers

    @initialize(mode=st.sampled_from(MODES), offered=st.booleans())
    def begin(self, mode: tuple[Identity, Identity, bool], offered: bool) -> None:
        self.home = Home(mode[0], mode[1])
        while not any(isinstance(event, Greeted) for event in self.home.at_server):
            self.home.carry(1000, to_client=True)
            self.home.carry(1000, to_client=False)
        if offered:
            self.home.server.offer_partner()
        self.home.server.announce(7, CARD)

    @rule(size=st.integers(1, 300), to_client=st.booleans())
    def carry(self, size: int, to_client: bool) -> None:
        self.home.carry(size, to_client=to_client)

    @rule(times=st.integers(1, 5))
    def ask(self, times: int) -> None:
        client = self.home.client
        if client.step is not Step.READY:
            return
        for _ in range(min(times, client.capacity - client.under_way)):
            self.last += 1
            self.waiting.add(self.last)
            client.ask(
                self.last,
                ca_system_id=Caid(0x4ADA),
                provider_id=ProviderId(0),
                share_id=7,
                service_id=ServiceId(1),
                section=section_of(self.last),
            )

    @precondition(lambda self: self.open)
    @rule(data=st.data(), refused=st.booleans())
    def reply(self, data: st.DataObject, refused: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.open)))
        section = self.open.pop(number)
        if refused:
            self.home.server.cannot_answer(number)
        else:
            self.home.server.answer(number, answer_to(section))

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def give_up(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.waiting)))
        self.waiting.remove(number)
        self.home.client.forget(number)

    @rule(from_client=st.booleans())
    def keep_alive(self, from_client: bool) -> None:
        if not from_client:
            self.home.server.keep_alive()
        elif self.home.client.step is Step.READY:
            self.home.client.keep_alive()

    @invariant()
    def each_gets_its_own_answer(self) -> None:
        for event in self.home.at_server[self.seen_at_server :]:
            assert not isinstance(event, Closed), event
            if isinstance(event, EcmAsked):
                self.open[event.number] = event.section
        self.seen_at_server = len(self.home.at_server)
        for answer in self.home.at_client[self.seen_at_client :]:
            assert not isinstance(answer, Closed), answer
            if isinstance(answer, Answered | Refused):
                self.waiting.remove(answer.number)
            if isinstance(answer, Answered):
                assert answer.control_words == answer_to(section_of(answer.number))
        self.seen_at_client = len(self.home.at_client)

    def teardown(self) -> None:
        self.home.settle()
        self.each_gets_its_own_answer()
        for number, section in list(self.open.items()):
            self.home.server.answer(number, answer_to(section))
        self.home.settle()
        self.each_gets_its_own_answer()
        assert self.waiting == set()
        assert self.home.client.under_way == 0
        assert self.home.server.under_way == ()


TestAnyWire = AnyWire.TestCase
TestAnyWire.settings = settings(max_examples=60, stateful_step_count=40)


@settings(max_examples=60)
@given(flips=st.lists(st.tuples(st.integers(0, 300), st.integers(1, 255)), min_size=1))
def test_a_damaged_stream_never_raises_at_either_end(
    flips: list[tuple[int, int]],
) -> None:
    home = Home(peers.PARTNER, peers.PARTNER)
    damage = dict(flips)
    for at, piece in enumerate(_pieces_of_a_log_in(home)):
        broken = bytes(byte ^ damage.get(at, 0) for byte in piece)
        home.at_client += home.client.receive(broken)
        assert home.client.kept <= MAX_KEPT
        assert home.server.kept <= MAX_KEPT


def _pieces_of_a_log_in(home: Home) -> Iterator[bytes]:
    """Give what comes to the client, byte by byte, as long as anything does."""
    for _ in range(400):
        home.carry(10_000, to_client=False)
        home.send()
        if not home.to_client:
            return
        yield bytes(home.to_client[:1])
        del home.to_client[:1]
