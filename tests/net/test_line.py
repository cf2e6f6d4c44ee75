"""One line's connection: how it comes up, what it carries, where and why it ends."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from hearth.core import commands, events
from hearth.dvb import ProviderId, Section
from hearth.errors import UsageError
from hearth.net.engine import Engine
from hearth.net.line import CARDS_S, LOG_IN_S, CccamLine
from hearth.net.settings import Upstream
from hearth.secret import Secret
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.messages import Command
from hearth.wire.cccam.steps import Step
from tests.net.clock import Clock
from tests.net.namespaces import HERE, THERE, Machines, two_machines
from tests.net.peers import (
    CAID,
    CARD,
    CARD_ID,
    EMM,
    OURS,
    PARTNER,
    PLAIN,
    SERVICE,
    FakeServer,
    ecm,
    words,
)
from tests.net.scene import turns
from tests.net.script import Script, scripted

KEEP_ALIVE_S = 30.0


@dataclass(frozen=True)
class Link:
    """A line, the core that hears of it, and the server at its other end."""

    line: CccamLine
    engine: Engine
    script: Script
    server: FakeServer

    async def told(self, *kinds: type[events.Event]) -> list[events.Event]:
        """Wait until core was told of one of each kind, in this order."""
        return [await self.script.heard.next(kind) for kind in kinds]

    async def lost(self) -> tuple[str, str]:
        async with asyncio.timeout(5):
            lost = await asyncio.shield(self.line.ended)
        assert lost.line == "key"
        return lost.step, lost.reason


@asynccontextmanager
async def link(
    server: FakeServer | None = None,
    *,
    password: bytes = b"line password",
    keep_alive_s: float = KEEP_ALIVE_S,
    machines: Machines | None = None,
) -> AsyncIterator[Link]:
    """Connect a line to a server; afterwards both ends are closed."""
    engine, script = scripted()
    server = server or FakeServer()
    loop = asyncio.get_running_loop()
    escaped: list[object] = []
    loop.set_exception_handler(lambda _, context: escaped.append(context))
    host = "127.0.0.1"
    if machines is None:
        await server.open()
    else:
        host = THERE
        with machines.at_the_other():
            await server.open(host)
    upstream = Upstream("key", host, server.port, "house", Secret(password))
    line = CccamLine(engine, upstream, OURS, keep_alive_s)
    await loop.create_connection(lambda: line, host, server.port)
    try:
        yield Link(line, engine, script, server)
    finally:
        line.reset("the test is over")
        await line.ended
        await server.close()
    assert escaped == []


def ask(attempt: int, number: int | None = None) -> commands.Ask:
    section = ecm(attempt if number is None else number)
    return commands.Ask("key", attempt, CAID, ProviderId(0), CARD_ID, SERVICE, section)


# What it carries


@pytest.mark.asyncio
async def test_a_partner_takes_many_questions_at_once() -> None:
    async with link(FakeServer(identity=PARTNER)) as it:
        first, card, second = await it.told(
            events.LineReady, events.CardAdded, events.LineReady
        )

        assert first == events.LineReady("key", 1)
        assert card == events.CardAdded("key", CARD_ID, CARD)
        assert second == events.LineReady("key", 255)
        for attempt in (11, 12):
            it.line.ask(ask(attempt))
        questions = [await it.server.question() for _ in range(2)]
        for question in reversed(questions):
            it.server.answer(question, words(question.section.data[-1]))
        assert await it.told(events.LineAnswered, events.LineAnswered) == [
            events.LineAnswered("key", 12, words(12)),
            events.LineAnswered("key", 11, words(11)),
        ]


@pytest.mark.asyncio
async def test_a_plain_server_takes_one_question_at_a_time() -> None:
    async with link(FakeServer(identity=PLAIN)) as it:
        ready, _ = await it.told(events.LineReady, events.CardAdded)
        assert ready == events.LineReady("key", 1)

        for attempt in (1, 2):
            it.line.ask(ask(attempt))
            it.server.answer(await it.server.question(), words(attempt))

            [answered] = await it.told(events.LineAnswered)
            assert answered == events.LineAnswered("key", attempt, words(attempt))


@pytest.mark.asyncio
async def test_a_partner_whose_text_comes_first_is_ready_for_many_at_once() -> None:
    async with link(FakeServer(identity=PARTNER, text_first=True)) as it:
        [ready] = await it.told(events.LineReady)

        assert ready == events.LineReady("key", 255)


@pytest.mark.parametrize("share_gone", [False, True])
@pytest.mark.asyncio
async def test_a_refusal_is_told_as_it_is(share_gone: bool) -> None:
    async with link() as it:
        await it.told(events.LineReady, events.LineReady)
        it.line.ask(ask(5))
        question = await it.server.question()

        it.server.peer.session.cannot_answer(question.number, share_gone=share_gone)
        it.server.peer.flush()

        [refused] = await it.told(events.LineRefused)
        assert refused == events.LineRefused("key", 5, share_gone)


@pytest.mark.asyncio
async def test_cards_come_and_go() -> None:
    async with link() as it:
        await it.told(events.CardAdded)

        it.server.peer.session.withdraw(CARD_ID)
        it.server.peer.session.announce(8, CARD)
        it.server.peer.flush()

        assert await it.told(events.CardRemoved, events.CardAdded) == [
            events.CardRemoved("key", CARD_ID),
            events.CardAdded("key", 8, CARD),
        ]


@pytest.mark.asyncio
async def test_an_emm_goes_out() -> None:
    async with link() as it:
        await it.told(events.LineReady)

        it.line.send_emm(commands.SendEmm("key", CAID, ProviderId(0), CARD_ID, EMM))

        sent = await it.server.peer.heard.next(heard.EmmSent)
        assert sent.section == EMM


@pytest.mark.asyncio
async def test_the_answer_to_what_was_given_up_is_told_to_nobody() -> None:
    async with link() as it:
        await it.told(events.LineReady, events.LineReady)
        it.line.ask(ask(1))
        late = await it.server.question()

        it.line.forget(1)
        it.line.ask(ask(2))
        it.server.answer(late, words(1))
        it.server.answer(await it.server.question(), words(2))

        [answered] = await it.told(events.LineAnswered)
        assert answered == events.LineAnswered("key", 2, words(2))


# Where and why it ends

# the server closes                what the line says: the step, and why
CLOSINGS = [
    (Step.SEED, "seed", "the server closed the connection before anything was sent"),
    (Step.ACKNOWLEDGEMENT, "log-in", "the server closed the connection instead of"),
    (Step.GREETING, "log-in", "the server confirmed the log-in and then closed"),
    (Step.CARDS, "cards", "the server closed the connection before it announced a"),
    (Step.READY, "connection", "the server closed the connection"),
]


@pytest.mark.parametrize(("closes_at", "step", "reason"), CLOSINGS)
@pytest.mark.parametrize("broken_off", [False, True])
@pytest.mark.asyncio
async def test_the_step_at_which_it_ends_is_named_with_its_reason(
    closes_at: Step, step: str, reason: str, broken_off: bool
) -> None:
    server = FakeServer(closes_at=closes_at, broken_off=broken_off)
    if closes_at is Step.CARDS:
        server.cards = {}
    async with link(server) as it:
        lost = await it.lost()

    assert lost[0] == step
    assert lost[1].startswith(reason)


@pytest.mark.asyncio
async def test_a_wrong_password_is_named_as_what_it_may_be() -> None:
    async with link(password=b"wrong") as it:
        step, reason = await it.lost()

    assert step == "log-in"
    assert "user name or password wrong" in reason


# how long the server goes on                       the step that is named
STALLS = [(Step.SEED, "seed"), (Step.ACKNOWLEDGEMENT, "log-in")]


@pytest.mark.parametrize(("stalls_at", "step"), STALLS)
@pytest.mark.asyncio
async def test_a_log_in_takes_ten_seconds_at_most(stalls_at: Step, step: str) -> None:
    clock = Clock()
    server = FakeServer(stalls_at=stalls_at)
    async with link(server) as it:
        await server.connected.next(object)
        if stalls_at is Step.ACKNOWLEDGEMENT:
            await server.peer.heard.next(heard.LogInAsked)
        await clock.pass_by(LOG_IN_S - 1)
        assert not it.line.ended.done()

        await clock.pass_by(1.1)

        assert await it.lost() == (
            step,
            "the server did not complete the log-in within 10 s",
        )


@pytest.mark.asyncio
async def test_a_log_in_that_is_complete_may_last() -> None:
    clock = Clock()
    async with link() as it:
        await it.told(events.LineReady)

        await clock.pass_by(10 * LOG_IN_S)

        assert not it.line.ended.done()


@pytest.mark.asyncio
async def test_what_cannot_be_read_ends_it_with_its_reason() -> None:
    async with link() as it:
        await it.told(events.CardAdded)

        it.server.peer.session._send(Command.CARD_ADDED, b"cut off")
        it.server.peer.flush()

        step, reason = await it.lost()
        assert step == "connection"
        assert reason.startswith("card at byte 0 is 0x7, allowed: ")


@pytest.mark.asyncio
async def test_rubbish_behind_the_greeting_ends_it_with_its_reason() -> None:
    async with link(FakeServer(rubbish=True)) as it:
        await it.told(events.LineReady)

        step, reason = await it.lost()
        assert step == "cards"
        assert reason.startswith("card at byte 0 is 0x7, allowed: ")


@pytest.mark.asyncio
async def test_a_server_that_does_not_read_is_given_up() -> None:
    emm = Section(bytes.fromhex("82 73e0") + bytes(0x3E0))
    async with link() as it:
        await it.told(events.LineReady)
        assert it.line._transport is not None
        sock = it.line._transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        it.server.peer.transport.pause_reading()

        while not it.line.ended.done():
            it.line.send_emm(commands.SendEmm("key", CAID, ProviderId(0), 7, emm))
            await asyncio.sleep(0)

        _, reason = await it.lost()
        assert reason == "the server does not read what it is sent"


@pytest.mark.asyncio
async def test_core_may_end_it() -> None:
    async with link() as it:
        await it.told(events.CardAdded)

        it.line.reset("no answer after 5000 ms")
        it.line.reset("a second reason does not count")

        assert await it.lost() == ("connection", "no answer after 5000 ms")
        await it.server.peer.end()


@pytest.mark.asyncio
async def test_whoever_still_has_it_does_no_harm_after_its_end() -> None:
    async with link() as it:
        await it.told(events.CardAdded)
        it.line._session.receive(bytes(9000))  # its end is not acted on yet
        assert it.line._session.closed

        it.line.ask(ask(1))
        it.line.forget(1)
        it.line.send_emm(commands.SendEmm("key", CAID, ProviderId(0), CARD_ID, EMM))
        it.line.reset("over")

        await it.lost()


@pytest.mark.parametrize("cable_pulled", [True, False])
@pytest.mark.asyncio
async def test_a_server_that_vanishes_is_noticed_within_two_keepalive_times(
    cable_pulled: bool,
) -> None:
    keep_alive_s = 1.0
    loop = asyncio.get_running_loop()
    with two_machines() as machines:
        async with link(keep_alive_s=keep_alive_s, machines=machines) as it:
            await it.told(events.LineReady, events.LineReady)
            await turns()

            if cable_pulled:
                machines.pull_the_cable()
            else:
                machines.take_the_other_away()
            began = loop.time()
            step, reason = await it.lost()
            took = loop.time() - began

    assert step == "connection"
    assert reason.startswith("no sign of life from the other end")
    # A busy machine needs 0.3 s more, and where a machine's own link is gone the
    # kernel looks every 0.5 s only.
    assert took < 2 * keep_alive_s + 0.3 + 0.5 * cable_pulled


@pytest.mark.parametrize(
    ("user", "password"), [("x" * 21, b"x"), ("", b"x"), ("x", b"x" * 65)]
)
@pytest.mark.asyncio
async def test_a_name_that_cannot_be_sent_is_refused_at_once(
    user: str, password: bytes
) -> None:
    engine, _ = scripted()
    upstream = Upstream("key", HERE, 12000, user, Secret(password))

    with pytest.raises(UsageError):
        CccamLine(engine, upstream, OURS, KEEP_ALIVE_S)


# Signs of life, and what is worth knowing


@pytest.mark.asyncio
async def test_a_keepalive_goes_out_after_silence_and_only_then() -> None:
    clock = Clock()
    async with link(FakeServer(identity=PLAIN)) as it:
        await it.told(events.CardAdded)
        await it.server.peer.heard.next(heard.KeptAlive)  # the one of the log-in

        await clock.pass_by(KEEP_ALIVE_S - 5)
        it.line.ask(ask(1))
        await it.server.peer.heard.next(heard.EcmAsked)
        await clock.pass_by(10)  # 10 s after the question
        assert it.server.peer.heard.waiting() == []

        for _ in range(3):
            await clock.pass_by(KEEP_ALIVE_S)
            await it.server.peer.heard.next(heard.KeptAlive)


@pytest.mark.asyncio
async def test_a_changed_keepalive_time_counts_from_the_next_one_on() -> None:
    clock = Clock()
    async with link(FakeServer(identity=PLAIN)) as it:
        await it.told(events.CardAdded)
        await it.server.peer.heard.next(heard.KeptAlive)

        it.line.keep_alive_s = 5.0
        await clock.pass_by(KEEP_ALIVE_S)
        await it.server.peer.heard.next(heard.KeptAlive)
        await clock.pass_by(5)
        await it.server.peer.heard.next(heard.KeptAlive)

        assert it.line._transport is not None
        sock = it.line._transport.get_extra_info("socket")
        timeout_ms = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
        assert timeout_ms == 4500


@pytest.mark.parametrize(("cards", "warns"), [({}, True), ({CARD_ID: CARD}, False)])
@pytest.mark.asyncio
async def test_a_server_without_a_card_is_a_warning_but_stays(
    cards: dict[int, object], warns: bool, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    async with link(FakeServer(cards={CARD_ID: CARD} if cards else {})) as it:
        await it.told(events.LineReady, events.LineReady)

        await clock.pass_by(CARDS_S + 0.1)

        assert not it.line.ended.done()
    messages = [r.message for r in caplog.records if r.levelno == logging.WARNING]
    assert bool(messages) == warns
    assert all("has announced no card in 10 s" in message for message in messages)


@pytest.mark.asyncio
async def test_who_the_server_is_and_what_it_sends_besides_is_noted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    async with link() as it:
        await it.told(events.LineReady, events.LineReady)
        for _ in range(3):
            it.server.peer.session._send(0x0A, b"\1\2")
        it.server.peer.session.withdraw(CARD_ID)
        it.server.peer.flush()
        await it.told(events.CardRemoved)

    assert [record.message for record in caplog.records] == [
        f"line key: the server is CCcam 2.3.0 build 3367, node {PARTNER.node_id}",
        "line key: the server is Peer 1.0 (python)",
        "line key sent a message of kind 0x0a, which is not for us and is ignored",
    ]


@pytest.mark.asyncio
async def test_at_the_highest_level_every_message_is_shown_but_no_secret(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with link() as it:
        await it.told(events.LineReady, events.LineReady)
        it.line.ask(ask(1))
        it.server.answer(await it.server.question(), words(1))
        await it.told(events.LineAnswered)

    shown = "\n".join(record.message for record in caplog.records)
    assert "line key: Answered(number=1, control_words=ControlWords(16 " in shown
    assert words(1).reveal().hex() not in shown
    assert str(words(1).reveal()) not in shown
    assert "line password" not in shown
