"""The lab card server on real sockets, asked by our own client role."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from hearth.dvb import Caid, ProviderId
from hearth.errors import UsageError
from hearth.household import NotHomeError
from hearth.lab import card_server
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.card_system import CA_SYSTEM_ID, control_words_of, make_ecm
from hearth.lab.identities import lab_card
from hearth.secret import Secret
from hearth.wire.cccam.client import ClientSession
from hearth.wire.cccam.events import (
    Answered,
    CardAdded,
    CardRemoved,
    EmmAcknowledged,
    Refused,
    ServerGreeted,
)
from tests.lab.house import ACCOUNTS, SOON_S, Probe, account, logged_in

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LabCardServer]:
    async with LabCardServer(ACCOUNTS) as server:
        yield server


def behave(server: LabCardServer, behaviour: CardBehaviour) -> None:
    server.reader.behaviour = behaviour


@pytest.mark.parametrize("partner", [True, False])
async def test_it_answers_what_it_is_asked(partner: bool) -> None:
    async with LabCardServer(ACCOUNTS, partner=partner) as server:
        probe = await logged_in(server, partner=partner)
        assert probe.connection.session.partner_mode is partner

        for number in range(5):
            probe.ask(number)
            await probe.until(Answered, number + 1)

        assert probe.answers == {n: control_words_of(n).reveal() for n in range(5)}
        assert (server.counts.questions, server.counts.answers) == (5, 5)
        assert list(server.sections) == [make_ecm(n) for n in range(5)]


@pytest.mark.parametrize(
    ("ours", "theirs"), [(True, False), (False, True), (False, False)]
)
async def test_both_ends_have_to_want_partner_mode(ours: bool, theirs: bool) -> None:
    async with LabCardServer(ACCOUNTS, partner=ours) as server:
        probe = await logged_in(server, partner=theirs)

        for number in range(3):
            probe.ask(number)
            await probe.until(Answered, number + 1)

        (greeted,) = probe.all(ServerGreeted)
        assert greeted.partner is ours
        assert not probe.connection.session.partner_mode
        assert probe.answers == {n: control_words_of(n).reveal() for n in range(3)}


async def test_the_kind_of_node_id_can_be_changed_for_the_next_connection(
    server: LabCardServer,
) -> None:
    first = await logged_in(server)
    server.partner = False
    second = await logged_in(server, "kitchen")

    assert first.connection.session.partner_mode
    assert not second.connection.session.partner_mode


async def test_a_partner_that_sends_no_text_gets_its_card_all_the_same(
    server: LabCardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(card_server, "PARTNER_TEXT_S", 0.01)
    monkeypatch.setattr(ClientSession, "_send_partner_text", lambda *_, **__: None)

    probe = await logged_in(server)

    (greeted,) = probe.all(ServerGreeted)
    assert greeted.partner


async def test_many_questions_at_once(server: LabCardServer) -> None:
    behave(server, CardBehaviour(delay_s=0.01, jitter_s=0.01))
    probe = await logged_in(server)

    for number in range(255):
        probe.ask(number)
    await probe.until(Answered, 255)

    assert probe.answers == {n: control_words_of(n).reveal() for n in range(255)}


# who logs in, with what
STRANGERS = [("livingroom", b"guessed"), ("nobody", b"made-up")]


@pytest.mark.parametrize(("name", "password"), STRANGERS)
async def test_who_has_no_account_is_not_let_in(
    server: LabCardServer, name: str, password: bytes
) -> None:
    probe = Probe()
    await probe.connect(account(server, name, Secret(password)))

    reason = await probe.until_ended()

    assert "user name or password wrong" in reason
    assert probe.heard == []
    assert (server.counts.log_ins, server.counts.log_ins_refused) == (0, 1)


async def test_accounts_can_be_changed_while_it_runs() -> None:
    accounts = {"kitchen": Secret(b"one")}
    async with LabCardServer(accounts) as server:
        accounts["livingroom"] = Secret(b"made-up")

        await logged_in(server)

        assert server.counts.log_ins == 1


async def test_bytes_that_are_no_cccam_end_the_connection(
    server: LabCardServer,
) -> None:
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(bytes(100))

    async with asyncio.timeout(SOON_S):
        received = await reader.read()
        await server.watch.until(lambda: server.connected == 0)
    writer.close()

    assert len(received) == 16  # the seed, and nothing else


async def test_a_card_says_what_it_is_asked_to_say() -> None:
    card = lab_card(
        ca_system_id=Caid(0x0D96), provider_ids=[ProviderId(4), ProviderId(8)], hops=1
    )
    async with LabCardServer(ACCOUNTS, [lab_card(), card]) as server:
        probe = await logged_in(server)
        own, other = await probe.until(CardAdded, 2)

        assert (own.share_id, own.card.hops, len(own.card.nodes)) == (1, 0, 1)
        assert (other.share_id, other.card.hops, len(other.card.nodes)) == (2, 1, 2)
        assert own.card.ca_system_id == CA_SYSTEM_ID
        assert other.card.nodes[-1:] == own.card.nodes
        assert [p.provider_id for p in other.card.providers] == [4, 8]


async def test_cards_come_and_go(server: LabCardServer) -> None:
    probe = await logged_in(server)
    card = server.shares[1]

    server.withdraw(1)
    (removed,) = await probe.until(CardRemoved)
    probe.ask(0)
    await probe.until(Refused)
    assert (removed.share_id, probe.refused) == (1, {0: True})

    server.announce(1, replace(card, hops=1))
    added = await probe.until(CardAdded, 2)
    probe.ask(1)
    await probe.until(Answered)
    assert added[-1].card.hops == 1

    with pytest.raises(UsageError):
        server.withdraw(2)


async def test_who_is_not_of_this_home_is_not_talked_to(
    server: LabCardServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearth.household.is_home_address", lambda _: False)
    reader, writer = await asyncio.open_connection(server.host, server.port)

    async with asyncio.timeout(SOON_S):
        assert await reader.read() == b""
    writer.close()
    assert server.counts.connections == 0


async def test_who_comes_later_is_told_of_what_is_there_then(
    server: LabCardServer,
) -> None:
    card = server.shares[1]
    server.withdraw(1)
    probe = await logged_in(server)
    await probe.until(ServerGreeted)

    server.announce(7, card)

    (added,) = await probe.until(CardAdded)
    assert added.share_id == 7


async def test_an_account_whose_time_is_over_is_refused_everything(
    server: LabCardServer,
) -> None:
    server.refuses_all = True
    probe = await logged_in(server)

    probe.ask(3)
    await probe.until(Refused)

    assert probe.refused == {3: False}


async def test_refusals(server: LabCardServer) -> None:
    behave(server, CardBehaviour(refuse=1))
    probe = await logged_in(server)

    probe.ask(3)
    await probe.until(Refused)

    assert probe.refused == {3: False}
    assert (server.counts.answers, server.counts.refusals) == (0, 1)


async def test_slow_answers_come_in_the_order_in_which_they_are_due() -> None:
    reader = CardReader(CardBehaviour(delay_s=0.2))
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        probe = await logged_in(server)
        probe.ask(1)
        async with asyncio.timeout(SOON_S):
            await server.watch.until(lambda: server.counts.questions == 1)
        behave(server, CardBehaviour())

        probe.ask(2)
        answered = await probe.until(Answered, 2)

        assert [event.number for event in answered] == [2, 1]


async def test_a_stalled_server_takes_questions_and_answers_nothing() -> None:
    reader = CardReader(CardBehaviour(delay_s=0.02))
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        probe = await logged_in(server)
        probe.ask(1)
        async with asyncio.timeout(SOON_S):
            await server.watch.until(lambda: server.counts.questions == 1)
            server.stall()
            probe.ask(2)
            await server.watch.until(lambda: server.counts.questions == 2)
        server.resume()
        server.reader.behaviour = CardBehaviour(delay_s=0.05)

        probe.ask(3)
        await probe.until(Answered)

        assert list(probe.answers) == [3]


async def test_emms_are_counted_and_acknowledged(server: LabCardServer) -> None:
    probe = await logged_in(server)
    emm = replace(make_ecm(0), data=b"\x82" + make_ecm(0).data[1:])

    probe.connection.session.send_emm(CA_SYSTEM_ID, ProviderId(0), 1, emm)
    probe.connection.session.keep_alive()
    probe.connection.flush()

    await probe.until(EmmAcknowledged)
    assert server.counts.emms == 1


async def test_the_sections_that_it_keeps_are_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(card_server, "SECTIONS_KEPT", 3)
    async with LabCardServer(ACCOUNTS) as server:
        probe = await logged_in(server)
        for number in range(10):
            probe.ask(number)
        await probe.until(Answered, 10)

        assert list(server.sections) == [make_ecm(n) for n in (7, 8, 9)]


async def test_dropping_ends_every_connection(server: LabCardServer) -> None:
    probes = [await logged_in(server, name) for name in ACCOUNTS]
    assert server.connected == 3

    server.drop()

    for probe in probes:
        assert "closed the connection" in await probe.until_ended()
    async with asyncio.timeout(SOON_S):
        await server.watch.until(lambda: server.connected == 0)
    assert server.counts.connections == 3


async def test_an_answer_that_is_due_after_the_end_is_for_nobody() -> None:
    reader = CardReader(CardBehaviour(delay_s=0.02))
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        gone, other = await logged_in(server), await logged_in(server, "kitchen")
        gone.ask(1)
        async with asyncio.timeout(SOON_S):
            await server.watch.until(lambda: server.counts.questions == 1)
        gone.connection.end("unplugged")

        other.ask(2)
        await other.until(Answered)

        assert server.counts.answers == 1


async def test_it_listens_again_on_the_port_that_it_had() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        port = server.port
    async with LabCardServer(ACCOUNTS, port=port) as server:
        assert server.port == port
        await logged_in(server)


@pytest.mark.parametrize("host", ["8.8.8.8", "0.0.0.0", "example.com", "2001:db8::1"])
async def test_it_listens_at_home_alone(host: str) -> None:
    with pytest.raises(NotHomeError):
        LabCardServer(ACCOUNTS, host=host)
