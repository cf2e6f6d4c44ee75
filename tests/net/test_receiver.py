"""Receivers on real sockets: how they come in, are answered, and go."""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
from typing import cast

import pytest

from hearth.core import commands, events
from hearth.core import observations as seen
from hearth.core.receivers.door import LOG_IN_S, MAX_STRANGERS_OF_ONE
from hearth.dvb import Card, Provider, ProviderId
from hearth.net.receiver import PARTNER_TEXT_S, ReceiverConnection
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.login import SEED_SIZE
from hearth.wire.cccam.messages import Command
from tests.net.clock import Clock
from tests.net.house import KEEP_ALIVE_S, House
from tests.net.namespaces import CABLE, HERE, two_machines
from tests.net.peers import (
    CAID,
    CARD,
    CARD_ID,
    EMM,
    PARTNER,
    PLAIN,
    FakeReceiver,
    ecm,
    words,
)
from tests.net.scene import PASSWORD, needs_ipv6, turns
from tests.net.script import scripted

USER_TIMEOUT = socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT

# Who comes in, and from where


@pytest.mark.asyncio
async def test_a_receiver_logs_in_gets_its_card_and_its_answers() -> None:
    async with House() as house:
        receiver, share = await house.receiver()
        for number in (1, 2):
            receiver.ask(number, share)
            asked = await house.asked()
            assert asked.section == ecm(number)
            house.answer(asked, words(number))

            answered = await receiver.heard.next(heard.Answered)
            assert answered.control_words == words(number)

        logged_in = await house.seen.next(seen.ReceiverLoggedIn)
        assert logged_in == seen.ReceiverLoggedIn("livingroom", "127.0.0.1")
        [connection] = house.engine.receivers
        assert connection.name == "livingroom"
        assert connection.round_trip() is not None


@needs_ipv6
@pytest.mark.asyncio
async def test_over_ipv6() -> None:
    async with House(host="::1") as house:
        await house.receiver()

        logged_in = await house.seen.next(seen.ReceiverLoggedIn)
        assert logged_in.address == "::1"


@needs_ipv6
@pytest.mark.asyncio
async def test_an_ipv4_address_in_ipv6_clothes_is_the_ipv4_address() -> None:
    async with House() as house:
        with socket.create_server(
            ("::", 0), family=socket.AF_INET6, dualstack_ipv6=True
        ) as both:
            loop = asyncio.get_running_loop()
            server = await loop.create_server(house._let_in, sock=both)
            receiver = FakeReceiver("livingroom", PASSWORD)
            house._receivers.append(receiver)
            await receiver.connect(both.getsockname()[1])
            await receiver.card()
            server.close()

        logged_in = await house.seen.next(seen.ReceiverLoggedIn)
        assert logged_in.address == "127.0.0.1"


class Connected(asyncio.Transport):
    """A transport that says from where to where it goes, and notes its end."""

    def __init__(self, peer: str | None, own: str | None) -> None:
        super().__init__(
            {
                "peername": (peer, 40000) if peer else None,
                "sockname": (own, 12000) if own else None,
            }
        )
        self.aborted = False

    def abort(self) -> None:
        self.aborted = True


# from where               to where         which of them is not of this home
OUTSIDE = [
    ("203.0.113.9", "192.168.1.2", "203.0.113.9"),
    ("192.168.1.5", "203.0.113.1", "203.0.113.1"),
    ("2001:db8::9", "fd00::1", "2001:db8::9"),
    ("fd00::9", "2001:db8::1", "2001:db8::1"),
    ("::ffff:203.0.113.9", "::ffff:10.0.0.1", "::ffff:203.0.113.9"),
]


@pytest.mark.parametrize(("peer", "own", "outside"), OUTSIDE)
@pytest.mark.asyncio
async def test_both_ends_have_to_be_of_this_home(
    peer: str, own: str, outside: str
) -> None:
    async with House() as house:
        connection, transport = house._let_in(), Connected(peer, own)

        connection.connection_made(transport)
        connection.data_received(bytes(46))  # what is already there is not read
        connection.connection_lost(None)

        assert transport.aborted
        refused = await house.seen.next(seen.ConnectionRefused)
        assert refused.address == peer
        assert refused.reason == f"H901: {outside} is no home address"
        assert house.engine.receivers == ()


@pytest.mark.parametrize(("peer", "own"), [(None, "10.0.0.1"), ("10.0.0.2", None)])
@pytest.mark.asyncio
async def test_a_connection_that_is_over_before_it_has_begun_is_let_go(
    peer: str | None, own: str | None
) -> None:
    async with House() as house:
        connection, transport = house._let_in(), Connected(peer, own)
        await asyncio.sleep(0)
        house.seen.waiting()

        connection.connection_made(transport)
        connection.connection_lost(None)

        assert transport.aborted
        assert house.seen.waiting() == []


@pytest.mark.asyncio
async def test_who_comes_when_all_is_over_is_let_go() -> None:
    async with House() as house:
        house.engine.close()
        house.seen.waiting()
        connection, transport = house._let_in(), Connected("10.0.0.2", "10.0.0.1")

        connection.connection_made(transport)
        connection.connection_lost(None)
        await turns()

        assert transport.aborted
        assert house.engine.receivers == ()
        assert house.seen.waiting() == []


@pytest.mark.asyncio
async def test_nobody_from_outside_comes_in_and_nobody_by_an_outside_address() -> None:
    with two_machines() as machines:
        machines.here(f"addr add 203.0.113.1/24 dev {CABLE}")
        machines.there(f"addr add 203.0.113.2/24 dev {CABLE}")
        machines.there(f"route add {HERE}/32 dev {CABLE} src 203.0.113.2")
        async with House(host="0.0.0.0") as house:
            house._host = HERE
            with machines.at_the_other():
                receiver = await house.stranger()
            await receiver.end()
            assert receiver.received == b""
            refused = await house.seen.next(seen.ConnectionRefused)
            assert refused.reason == "H901: 203.0.113.2 is no home address"

            machines.there(f"route replace 203.0.113.1/32 dev {CABLE} src 10.77.0.2")
            house._host = "203.0.113.1"
            with machines.at_the_other():
                receiver = await house.stranger()
            await receiver.end()
            assert receiver.received == b""
            refused = await house.seen.next(seen.ConnectionRefused)
            assert refused.reason == "H901: 203.0.113.1 is no home address"


class Mute(FakeReceiver):
    """Says nothing by itself."""

    def data_received(self, data: bytes) -> None:
        self.heard.put(data)


@pytest.mark.asyncio
async def test_too_many_strangers_of_one_address_do_not_even_get_a_seed() -> None:
    async with House() as house:
        for _ in range(MAX_STRANGERS_OF_ONE):
            await house.let_connect(Mute("nobody", b"x"))
        one_more = await house.stranger()

        await one_more.end()

        assert one_more.received == b""
        refused = await house.seen.next(seen.ConnectionRefused)
        assert refused.reason.startswith("over 16 connections of this address")


# Log-ins


@pytest.mark.asyncio
async def test_a_wrong_password_and_an_unknown_user_look_the_same_from_outside() -> (
    None
):
    async with House() as house:
        wrong = await house.stranger("livingroom", b"wrong")
        await wrong.end()
        unknown = await house.stranger("nobody", PASSWORD)
        await unknown.end()

        assert len(wrong.received) == len(unknown.received) == SEED_SIZE
        assert wrong.error is unknown.error is None  # a plain end in both
        refused = [await house.seen.next(seen.ConnectionRefused) for _ in range(2)]
        assert refused == [
            seen.ConnectionRefused("127.0.0.1", "livingroom", "wrong password"),
            seen.ConnectionRefused("127.0.0.1", "nobody", "no such user"),
        ]


@pytest.mark.parametrize("sent", [0, 20, 45])
@pytest.mark.asyncio
async def test_a_log_in_takes_ten_seconds_at_most(sent: int) -> None:
    clock = Clock()
    async with House() as house:
        slow = Mute("livingroom", PASSWORD)
        await house.let_connect(slow)
        slow.session.receive(await slow.heard.next(bytes))
        slow.transport.write(slow.session.take_output()[:sent])
        await turns()

        await clock.pass_by(LOG_IN_S - 1)
        assert slow.heard.waiting() == []
        await clock.pass_by(1.1)
        await slow.end()

        refused = await house.seen.next(seen.ConnectionRefused)
        assert refused.reason == "no complete log-in within 10 s"


@pytest.mark.asyncio
async def test_who_does_not_say_what_it_is_after_its_log_in_is_dropped_too() -> None:
    class Silent(FakeReceiver):
        def act_on(self, event: object) -> None:
            if isinstance(event, heard.LoggedIn):
                self.session.take_output()  # and with it CLI_DATA

    clock = Clock()
    async with House() as house:
        silent = Silent("livingroom", PASSWORD)
        await house.let_connect(silent)
        await silent.heard.next(heard.LoggedIn)

        await clock.pass_by(LOG_IN_S + 0.1)

        await silent.end()


@pytest.mark.asyncio
async def test_the_account_of_another_address_is_refused_and_both_are_named() -> None:
    async with House() as house:
        first, share = await house.receiver()
        second = await house.stranger(source="127.0.0.2")
        await second.end()

        refused = await house.seen.next(seen.ConnectionRefused)
        assert refused.address == "127.0.0.2"
        assert "this account is in use at 127.0.0.1" in refused.reason
        first.ask(1, share)
        house.answer(await house.asked(), words(1))
        await first.heard.next(heard.Answered)


@pytest.mark.asyncio
async def test_a_receiver_that_comes_back_replaces_its_own_old_connection() -> None:
    async with House() as house:
        old, _ = await house.receiver()

        new, _ = await house.receiver()

        await old.end()
        left = await house.seen.next(seen.ReceiverLeft)
        assert left.reason.startswith("replaced by a new connection")
        logged_in = await house.seen.next(seen.ReceiverLoggedIn)
        assert logged_in.replaced
        assert new.heard.waiting() == []
        assert len(house.engine.receivers) == 1


# Cards: at once, or after the partner's text


@pytest.mark.asyncio
async def test_a_plain_receiver_gets_its_cards_at_once() -> None:
    Clock()
    async with House() as house:
        receiver, _ = await house.receiver(identity=PLAIN)

        running = await house.seen.next(seen.ReceiverRunning)
        assert running.program == "CCcam 2.3.0 build 3367"
        assert not receiver.session.partner_mode


@pytest.mark.asyncio
async def test_a_partner_gets_its_cards_after_its_text() -> None:
    async with House() as house:
        receiver = await house.stranger(identity=PARTNER)

        await receiver.heard.next(heard.PartnerAgreed)
        await receiver.card()

        running = await house.seen.next(seen.ReceiverRunning)
        assert running.program == "Peer 1.0 (python)"


@pytest.mark.asyncio
async def test_a_partner_without_a_text_is_offered_it_and_then_its_cards() -> None:
    clock = Clock()
    async with House(identity=PLAIN) as house:  # so that the other end sends no text
        receiver = await house.stranger(identity=PARTNER)
        await receiver.heard.next(heard.KeptAlive)

        await clock.pass_by(PARTNER_TEXT_S - 0.1)
        assert receiver.heard.waiting() == []
        await clock.pass_by(0.2)

        await receiver.heard.next(heard.PartnerAgreed)
        share = await receiver.card()
        receiver.ask(1, share)
        house.answer(await house.asked(), words(1))
        answered = await receiver.heard.next(heard.Answered)
        assert answered.control_words == words(1)


@pytest.mark.parametrize("first", ["question", "EMM"])
@pytest.mark.asyncio
async def test_a_partner_that_asks_already_is_not_offered_anything(first: str) -> None:
    clock = Clock()
    async with House(identity=PLAIN) as house:
        receiver = await house.stranger(identity=PARTNER)
        await receiver.heard.next(heard.ServerGreeted)
        if first == "question":
            receiver.ask(1, 0)
            house.answer(await house.asked(), words(1))
        else:
            receiver.session.send_emm(CAID, ProviderId(0), 0, EMM)
            receiver.flush()
        await receiver.card()

        await clock.pass_by(PARTNER_TEXT_S)
        await turns()

        others = [type(event) for event in receiver.heard.waiting()]
        assert heard.PartnerAgreed not in others


@pytest.mark.asyncio
async def test_cards_go_and_come_back_without_an_end_of_the_connection() -> None:
    async with House() as house:
        receiver, share = await house.receiver()

        house.engine.tell(events.CardRemoved("line", CARD_ID))
        removed = await receiver.heard.next(heard.CardRemoved)
        house.engine.tell(events.CardAdded("line", CARD_ID + 1, CARD))

        assert removed.share_id == share
        assert await receiver.card() == share, "the same card is the same share"


@pytest.mark.asyncio
async def test_a_card_too_long_for_a_message_costs_itself_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    providers = tuple(Provider(ProviderId(number)) for number in range(1, 143))
    too_long = Card(CAID, providers, nodes=(PLAIN.node_id,))
    async with House() as house:
        receiver, share = await house.receiver()

        house.engine.tell(events.CardAdded("line", 99, too_long))
        receiver.ask(1, share)
        house.answer(await house.asked(), words(1))

        await receiver.heard.next(heard.Answered)
    [record] = caplog.records
    assert record.message.startswith("livingroom is not told of share ")


# Answers


@pytest.mark.asyncio
async def test_an_emm_is_acknowledged_and_passed_on() -> None:
    async with House() as house:
        receiver, share = await house.receiver()

        receiver.session.send_emm(CAID, ProviderId(0), share, EMM)
        receiver.flush()

        await receiver.heard.next(heard.EmmAcknowledged)
        sent = await house.line.told.next(commands.SendEmm)
        assert sent.section == EMM


@pytest.mark.parametrize("share_gone", [False, True])
@pytest.mark.asyncio
async def test_no_answer_is_told_as_it_is(share_gone: bool) -> None:
    async with House() as house:
        receiver, share = await house.receiver()
        receiver.ask(1, share)
        await house.asked()

        house.connections[0].cannot_answer(1, share_gone=share_gone)

        refused = await receiver.heard.next(heard.Refused)
        assert refused == heard.Refused(1, share_gone)


@pytest.mark.asyncio
async def test_who_is_told_to_stop_reading_still_gives_answers() -> None:
    async with House() as house:
        receiver, share = await house.receiver(identity=PARTNER)
        receiver.ask(1, share)
        asked = await house.asked()

        house.connections[0].stop_reading()
        receiver.ask(2, share)
        house.answer(asked, words(1))

        assert (await receiver.heard.next(heard.Answered)).number == 1
        await turns()
        assert house.line.told.waiting() == []


# Signs of life


@pytest.mark.asyncio
async def test_a_keepalive_is_answered() -> None:
    async with House() as house:
        receiver, _ = await house.receiver()

        receiver.session.keep_alive()
        receiver.flush()

        await receiver.heard.next(heard.KeptAlive)


@pytest.mark.asyncio
async def test_a_keepalive_goes_out_after_silence_and_only_then() -> None:
    clock = Clock()
    async with House() as house:
        receiver, share = await house.receiver()

        await clock.pass_by(KEEP_ALIVE_S - 5)
        receiver.ask(1, share)
        house.answer(await house.asked(), words(1))
        await receiver.heard.next(heard.Answered)
        await clock.pass_by(10)  # 10 s after the answer
        assert receiver.heard.waiting() == []

        for _ in range(3):
            await clock.pass_by(KEEP_ALIVE_S)
            await receiver.heard.next(heard.KeptAlive)


@pytest.mark.asyncio
async def test_a_changed_keepalive_time_counts_from_the_next_one_on() -> None:
    clock = Clock()
    async with House() as house:
        receiver, _ = await house.receiver()
        [connection] = house.connections
        assert connection._transport is not None
        sock = connection._transport.get_extra_info("socket")
        assert sock.getsockopt(*USER_TIMEOUT) == 1000 * KEEP_ALIVE_S - 500

        connection.keep_alive_s = 5.0
        await clock.pass_by(KEEP_ALIVE_S)
        await receiver.heard.next(heard.KeptAlive)
        await clock.pass_by(5)
        await receiver.heard.next(heard.KeptAlive)

        assert sock.getsockopt(*USER_TIMEOUT) == 4500


@pytest.mark.parametrize("cable_pulled", [True, False])
@pytest.mark.asyncio
async def test_a_receiver_that_vanishes_is_noticed_within_two_keepalive_times(
    cable_pulled: bool,
) -> None:
    keep_alive_s = 1.0
    loop = asyncio.get_running_loop()
    with two_machines() as machines:
        async with House(host="0.0.0.0", keep_alive_s=keep_alive_s) as house:
            house._host = HERE
            with machines.at_the_other():
                await house.receiver()

            if cable_pulled:
                machines.pull_the_cable()
            else:
                machines.take_the_other_away()
            began = loop.time()
            left = await house.seen.next(seen.ReceiverLeft)
            took = loop.time() - began

    assert left.reason.startswith("no sign of life from the other end")
    # A busy machine needs 0.3 s more, and where a machine's own link is gone the
    # kernel looks every 0.5 s only.
    assert took < 2 * keep_alive_s + 0.3 + 0.5 * cable_pulled


@pytest.mark.asyncio
async def test_who_does_not_read_is_dropped_and_the_others_notice_nothing() -> None:
    async with House() as house:
        house.listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        deaf, _ = await house.receiver("kitchen")
        other, share = await house.receiver("livingroom")
        deaf.transport.pause_reading()

        asked = 0
        while house.engine.receivers and len(house.engine.receivers) == 2:
            for _ in range(2000):  # each is answered
                deaf.session.keep_alive()
            deaf.flush()
            asked += 1
            other.ask(asked, share)
            house.answer(await house.asked(), words(asked))
            answered = await other.heard.next(heard.Answered)
            assert answered.control_words == words(asked)

        left = await house.seen.next(seen.ReceiverLeft)
        assert left.receiver == "kitchen"
        assert left.reason == "it does not read what it is sent"


# Ends


@pytest.mark.asyncio
async def test_a_receiver_that_closes_is_gone() -> None:
    async with House() as house:
        receiver, _ = await house.receiver()

        receiver.transport.close()

        left = await house.seen.next(seen.ReceiverLeft)
        assert left.reason == "the receiver closed it"


@pytest.mark.asyncio
async def test_a_receiver_that_breaks_off_is_gone() -> None:
    async with House() as house:
        receiver, _ = await house.receiver()

        receiver.socket.setsockopt(  # a close sends RST, not FIN
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        receiver.transport.abort()

        left = await house.seen.next(seen.ReceiverLeft)
        assert left.reason == "the other end broke it off"


@pytest.mark.asyncio
async def test_what_is_no_cccam_at_all_is_ended_with_its_reason() -> None:
    async with House() as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.port)

        writer.write(b"GET / HTTP/1.1\r\nHost: hearth.home.lan\r\n\r\n")

        assert len(await reader.read()) == SEED_SIZE
        refused = await house.seen.next(seen.ConnectionRefused)
        assert "not a CCcam client" in refused.reason
        writer.close()
        await writer.wait_closed()


class Hasty(FakeReceiver):
    """Sends more than it should, in one segment with what it should."""

    def __init__(self, after: type, *, flood: int = 0, body: bytes = b"") -> None:
        super().__init__("livingroom", PASSWORD)
        self._after = after
        self._flood = flood
        self._body = body

    def data_received(self, data: bytes) -> None:
        if self._flood:
            self.session.receive(data)
            self.transport.write(self.session.take_output() + bytes(self._flood))
        else:
            super().data_received(data)

    def act_on(self, event: object) -> None:
        if isinstance(event, self._after):
            self.session._send(Command.ECM, self._body)


@pytest.mark.asyncio
async def test_a_flood_behind_a_right_log_in_ends_that_connection_alone() -> None:
    async with House() as house:
        other, share = await house.receiver("kitchen")
        hasty = Hasty(heard.LoggedIn, flood=9000)
        await house.let_connect(hasty)

        await hasty.end()

        left = await house.seen.next(seen.ReceiverLeft)
        assert left.receiver == "livingroom"
        assert left.reason  # which one: where the reads happen to end
        other.ask(1, share)
        house.answer(await house.asked(), words(1))
        await other.heard.next(heard.Answered)


@pytest.mark.asyncio
async def test_rubbish_behind_a_greeting_ends_that_connection_alone() -> None:
    async with House() as house:
        hasty = Hasty(heard.LoggedIn)
        await house.let_connect(hasty)

        await hasty.end()

        left = await house.seen.next(seen.ReceiverLeft)
        assert left.reason.startswith("ECM")


@pytest.mark.asyncio
async def test_rubbish_behind_a_question_ends_that_connection_alone() -> None:
    async with House() as house:
        other, share = await house.receiver("kitchen")
        other.ask(1, share)
        house.answer(await house.asked(), words(1))
        await other.heard.next(heard.Answered)
        receiver, share = await house.receiver()

        receiver.session.keep_alive()
        for _ in range(20):  # what is remembered is answered at once
            receiver.session._send(
                Command.ECM,
                struct.pack(">HIIHB", CAID, 0, share, 1, len(ecm(1))) + ecm(1).data,
            )
        receiver.session._send(Command.ECM, b"rubbish")
        receiver.flush()

        await receiver.end()
        left = await house.seen.next(seen.ReceiverLeft)
        assert left.receiver == "livingroom"


@pytest.mark.asyncio
async def test_cards_for_a_session_that_has_just_ended_go_nowhere() -> None:
    async with House() as house:
        await house.receiver()
        [connection] = house.connections
        session = connection._session
        assert session is not None

        session.receive(bytes(9000))  # its end is not acted on yet
        assert session.closed
        connection.announce(1, CARD)
        connection.withdraw(1)
        connection.answer(1, words(1))
        connection.cannot_answer(1, share_gone=False)
        connection.admit()

        assert house.escaped == []


@pytest.mark.asyncio
async def test_a_connection_that_was_ended_stays_ended() -> None:
    async with House() as house:
        receiver, _ = await house.receiver()
        [connection] = house.connections

        connection.drop("enough")
        connection.drop("enough, again")
        connection.stop_reading()
        connection.announce(1, CARD)
        await receiver.end()

        left = await house.seen.next(seen.ReceiverLeft)
        assert left.reason == "enough"


# The log


@pytest.mark.asyncio
async def test_a_check_by_a_closed_program_is_noted_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with House() as house:
        receiver, _ = await house.receiver()

        for _ in range(3):
            receiver.session._send(0x0A, b"\1\2\3")
        receiver.session.keep_alive()
        receiver.flush()
        await receiver.heard.next(heard.KeptAlive)

    messages = [record.message for record in caplog.records]
    assert messages == [
        "livingroom sent a message of kind 0x0a, which is not for us and is ignored"
    ]


@pytest.mark.asyncio
async def test_a_strangers_name_puts_no_line_of_its_own_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with House() as house:
        stranger = await house.stranger("a\n<3>fake line", b"x")
        await stranger.end()

    assert caplog.records
    assert all("\n" not in record.message for record in caplog.records)


@pytest.mark.asyncio
async def test_a_receiver_is_called_by_its_address_until_it_is_known(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with House() as house:
        await house.receiver()

    who = [record.message.partition(":")[0] for record in caplog.records]
    assert who[0] == "127.0.0.1"
    assert who[-1] == "livingroom"


@pytest.mark.asyncio
async def test_a_connection_knows_nothing_before_it_is_made() -> None:
    engine, script = scripted()
    connection = ReceiverConnection(engine, PLAIN, 30.0)

    connection.admit()
    connection.data_received(b"x")
    connection.drop("why")

    assert script.heard.waiting() == []
    assert cast("object", connection._session) is None
