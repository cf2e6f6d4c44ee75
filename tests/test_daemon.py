"""The whole program on real sockets: receivers, Hearth, servers with the card."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from hearth import daemon
from hearth.config.meaning.model import Settings
from hearth.core import observations as seen
from hearth.core.observations import Outcome
from hearth.core.routing.router import HOLD_S
from hearth.core.server import Server
from hearth.daemon import DRAIN_SPARE_S, Hearth
from hearth.dvb import ProviderId
from hearth.net.listener import PortTakenError
from hearth.net.lookup import Address
from hearth.observe.log import LogObserver, set_up_logging
from hearth.secret import Secret
from hearth.wire.cccam import events as heard
from hearth.wire.cccam.messages import Identity
from hearth.wire.cccam.steps import Step
from tests.net.clock import Clock
from tests.net.namespaces import THERE, two_machines
from tests.net.peers import (
    CAID,
    CARD,
    CARD_ID,
    EMM,
    OURS,
    PARTNER,
    PLAIN,
    FakeServer,
    words,
)
from tests.net.scene import LIVING_ROOM, Scene, account, line, needs_ipv6, turns

TWO_ROOMS = replace(LIVING_ROOM, accounts=(account("livingroom"), account("kitchen")))


def gives_all(server: FakeServer) -> FakeServer:
    """Let a server answer everything at once."""
    server.answers = lambda section: words(int.from_bytes(section.data[3:]))
    return server


# One question's journey


@pytest.mark.parametrize("upstream", [PLAIN, PARTNER])
@pytest.mark.parametrize("downstream", [PLAIN, PARTNER])
@pytest.mark.asyncio
async def test_an_answer_comes_from_the_card_to_who_asked(
    upstream: Identity, downstream: Identity
) -> None:
    async with Scene() as scene:
        server = await scene.server(gives_all(FakeServer(identity=upstream)))
        hearth = await scene.hearth(server)
        receiver, share = await scene.receiver(hearth, identity=downstream)

        for number in (1, 2, 3):
            assert await receiver.get(number, share) == words(number)

        done = await scene.seen.next(seen.EcmDone)
        assert (done.outcome, done.line, done.hop, done.receiver) == (
            Outcome.ANSWERED,
            "127.0.0.1",
            1,
            "livingroom",
        )


@needs_ipv6
@pytest.mark.asyncio
async def test_over_ipv6() -> None:
    async with Scene() as scene:
        server = await scene.server(gives_all(FakeServer()), "::1")
        settings = replace(LIVING_ROOM, lines=(line(server.port, "::1"),))
        hearth = await scene.hearth(settings=settings)
        assert "::1" in hearth.addresses
        receiver = await scene.stranger(hearth.port, host="::1")

        assert await receiver.get(1, await receiver.settle()) == words(1)


@pytest.mark.asyncio
async def test_two_receivers_with_the_same_question_cost_one_on_the_line() -> None:
    async with Scene() as scene:
        server = await scene.server()
        hearth = await scene.hearth(server, settings=TWO_ROOMS)
        first, share = await scene.receiver(hearth, "livingroom")
        second, _ = await scene.receiver(hearth, "kitchen")

        first.ask(1, share)
        question = await server.question()
        second.ask(1, share)
        await turns()
        server.answer(question, words(1))

        for receiver in (first, second):
            answered = await receiver.heard.next(heard.Answered)
            assert answered.control_words == words(1)
        assert server.asked.waiting() == []


@pytest.mark.asyncio
async def test_nobody_is_left_without_an_answer() -> None:
    clock = Clock()
    async with Scene() as scene:
        server = await scene.server()
        hearth = await scene.hearth(server)
        receiver, share = await scene.receiver(hearth)
        receiver.ask(1, share)
        await server.question()

        await clock.pass_by(4.9)
        assert receiver.heard.waiting() == []
        await clock.pass_by(0.2)

        assert await receiver.heard.next(heard.Refused) == heard.Refused(1, False)
        done = await scene.seen.next(seen.EcmDone)
        assert done.outcome is Outcome.TIMED_OUT


@pytest.mark.asyncio
async def test_an_emm_goes_to_the_card_where_that_is_wanted() -> None:
    async with Scene() as scene:
        server = await scene.server()
        settings = replace(LIVING_ROOM, disable_emm=False)
        hearth = await scene.hearth(server, settings=settings)
        receiver, share = await scene.receiver(hearth)

        receiver.session.send_emm(CAID, ProviderId(0), share, EMM)
        receiver.flush()

        sent = await server.peer.heard.next(heard.EmmSent)
        assert (sent.section, sent.share_id) == (EMM, CARD_ID)


@pytest.mark.asyncio
async def test_what_is_going_on_can_be_looked_at() -> None:
    async with Scene() as scene:
        server = await scene.server()
        hearth = await scene.hearth(server)
        await scene.receiver(hearth)

        snapshot = hearth.snapshot()

        assert [it.name for it in snapshot.receivers] == ["livingroom"]
        assert [(it.name, it.is_up) for it in snapshot.lines] == [("127.0.0.1", True)]


# Lines that fail


@pytest.mark.asyncio
async def test_a_line_that_is_back_soon_is_noticed_by_nobody() -> None:
    clock = Clock()
    async with Scene() as scene:
        server = await scene.server(gives_all(FakeServer()))
        hearth = await scene.hearth(server)
        receiver, share = await scene.receiver(hearth)
        server.peer.transport.abort()
        await scene.seen.next(seen.LineDown)

        receiver.ask(1, share)
        await clock.pass_by(1.1)

        answered = await receiver.heard.next(heard.Answered)
        assert answered.control_words == words(1)
        assert receiver.heard.waiting() == []
        assert len(server.peers) == 2


@pytest.mark.asyncio
async def test_cards_of_a_lost_line_go_and_come_back_and_nobody_is_disconnected() -> (
    None
):
    clock = Clock()
    async with Scene() as scene:
        server = await scene.server(gives_all(FakeServer()))
        hearth = await scene.hearth(server)
        receiver, share = await scene.receiver(hearth)
        server.closes_at = Step.SEED  # it is down
        server.peer.transport.abort()
        await scene.seen.next(seen.LineDown)

        await clock.pass_by(HOLD_S + 0.1)
        assert (await receiver.heard.next(heard.CardRemoved)).share_id == share
        await scene.seen.next(seen.LineDown)  # once more, and the next pause begins

        server.closes_at = None
        await clock.pass_by(60)
        assert await receiver.card() == share
        assert await receiver.get(1, share) == words(1)


@pytest.mark.asyncio
async def test_the_second_line_answers_when_the_first_dies_while_it_is_asked() -> None:
    async with Scene() as scene:
        first = await scene.server()
        second = await scene.server(gives_all(FakeServer()), "127.0.0.2")
        lines = (line(first.port), line(second.port, "127.0.0.2"))
        hearth = await scene.hearth(settings=replace(LIVING_ROOM, lines=lines))
        for _ in lines:
            await scene.seen.next(seen.CardLearnt)
        receiver, share = await scene.receiver(hearth)

        receiver.ask(1, share)
        await first.question()
        first.peer.transport.abort()

        answered = await receiver.heard.next(heard.Answered)
        assert answered.control_words == words(1)
        assert (await scene.seen.next(seen.EcmDone)).line == "127.0.0.2"


@pytest.mark.asyncio
async def test_the_second_line_answers_when_the_first_falls_silent() -> None:
    loop = asyncio.get_running_loop()
    with two_machines() as machines:
        async with Scene() as scene:
            with machines.at_the_other():
                first = await scene.server(host=THERE)
            second = await scene.server(gives_all(FakeServer()))
            lines = (line(first.port, THERE), line(second.port))
            hearth = await scene.hearth(settings=replace(LIVING_ROOM, lines=lines))
            for _ in lines:
                await scene.seen.next(seen.CardLearnt)
            receiver, share = await scene.receiver(hearth)

            receiver.ask(1, share)
            asked_at = loop.time()
            await first.question()
            machines.take_the_other_away()
            answered = await receiver.heard.next(heard.Answered)
            took = loop.time() - asked_at

            assert answered.control_words == words(1)
            assert took < 1.5
            receiver.ask(2, share)
            assert (await receiver.heard.next(heard.Answered)).number == 2


# Who may log in from where


class Names:
    """A name server that gives the next answer each time."""

    def __init__(self, *answers: str | None) -> None:
        self._answers = list(answers)

    async def __call__(self, host: str, port: int) -> tuple[Address, ...]:
        found = self._answers.pop(0)
        if found is None:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return (Address(socket.AF_INET, (found, port)),)


def locked(host: str) -> Settings:
    return replace(LIVING_ROOM, accounts=(account("livingroom", host=host),))


@pytest.mark.asyncio
async def test_a_host_lock_is_looked_up_at_each_log_in() -> None:
    names = Names("127.0.0.1", "10.0.0.9", None, "127.0.0.1")
    async with Scene() as scene:
        hearth = await scene.hearth(settings=locked("tv.home.lan"), look_up=names)

        first = await scene.stranger(hearth.port)
        await first.heard.next(heard.ServerGreeted)
        await first.close()
        for what in ("tv.home.lan (10.0.0.9)", "tv.home.lan (address not found)"):
            receiver = await scene.stranger(hearth.port)
            await receiver.end()
            refused = await scene.seen.next(seen.ConnectionRefused)
            assert refused.reason == f"this account may log in from {what} alone"
        last = await scene.stranger(hearth.port)
        await last.heard.next(heard.ServerGreeted)


@pytest.mark.asyncio
async def test_a_host_lock_may_be_an_address() -> None:
    async with Scene() as scene:
        hearth = await scene.hearth(settings=locked("127.0.0.3"))

        wrong = await scene.stranger(hearth.port)
        await wrong.end()
        right = await scene.stranger(hearth.port, source="127.0.0.3")
        await right.heard.next(heard.ServerGreeted)


@pytest.mark.asyncio
async def test_the_end_does_not_wait_for_a_name_server() -> None:
    looking, cancelled = asyncio.Event(), asyncio.Event()

    async def never(host: str, port: int) -> tuple[Address, ...]:
        del host, port
        looking.set()
        try:
            async with asyncio.timeout(10):
                await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.set()
            raise
        return ()

    async with Scene() as scene:
        hearth = await scene.hearth(settings=locked("tv.home.lan"), look_up=never)
        receiver = await scene.stranger(hearth.port)
        async with asyncio.timeout(5):
            await looking.wait()
    await receiver.end()
    assert cancelled.is_set()


# The end


@pytest.mark.asyncio
async def test_the_end_answers_what_is_under_way_and_takes_nothing_new() -> None:
    async with Scene() as scene:
        server = await scene.server()
        hearth = await scene.hearth(server, settings=TWO_ROOMS)
        port = hearth.port
        receiver, share = await scene.receiver(hearth, identity=PARTNER)
        receiver.ask(1, share)
        question = await server.question()

        async with asyncio.TaskGroup() as group:
            draining = group.create_task(hearth.drain())
            await turns()
            receiver.ask(2, share)
            with pytest.raises(ConnectionRefusedError):
                await scene.stranger(port, "kitchen")
            assert not draining.done()
            server.answer(question, words(1))

        assert (await receiver.heard.next(heard.Answered)).number == 1
        assert server.asked.waiting() == []


@pytest.mark.asyncio
async def test_the_end_comes_at_once_where_nothing_is_under_way() -> None:
    async with Scene() as scene:
        hearth = await scene.hearth()
        async with asyncio.timeout(1):
            await hearth.drain()


@pytest.mark.asyncio
async def test_the_end_waits_no_longer_than_an_answer_may_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    async with Scene() as scene:
        hearth = await scene.hearth()
        # As if one were forgotten; where all is right it ends before that.
        monkeypatch.setattr(Server, "questions_under_way", 1)

        async with asyncio.TaskGroup() as group:
            draining = group.create_task(hearth.drain())
            await turns()
            await clock.pass_by(5 + DRAIN_SPARE_S - 0.1)
            assert not draining.done()
            await clock.pass_by(0.2)


@pytest.mark.asyncio
async def test_after_the_end_everything_is_closed_and_told() -> None:
    async with Scene() as scene:
        server = await scene.server()
        async with Hearth(
            replace(LIVING_ROOM, lines=(line(server.port),)),
            node_id=OURS.node_id,
            observers=[scene.seen],
        ) as hearth:
            port = hearth.port
            receiver, _ = await scene.receiver(hearth)

        left = [it for it in scene.seen.waiting() if isinstance(it, seen.ReceiverLeft)]
        assert [it.reason for it in left] == ["Hearth is ending"]
        await receiver.end()
        await server.peer.end()
        assert hearth.port is None
        with pytest.raises(ConnectionRefusedError):
            await scene.stranger(port)


@pytest.mark.asyncio
async def test_what_goes_wrong_inside_comes_out_as_it_is() -> None:
    with pytest.raises(KeyError, match="mine"):
        async with Hearth(LIVING_ROOM, node_id=OURS.node_id):
            raise KeyError("mine")


@pytest.mark.asyncio
async def test_it_can_be_cancelled() -> None:
    inside = asyncio.Event()

    async def run() -> None:
        async with Hearth(LIVING_ROOM, node_id=OURS.node_id):
            inside.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        running = group.create_task(run())
        await inside.wait()
        running.cancel()

    assert running.cancelled()


@pytest.mark.asyncio
async def test_a_taken_port_is_an_error_of_its_own_and_nothing_stays_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError) as caught:
            async with Hearth(
                replace(LIVING_ROOM, listen_port=port), node_id=OURS.node_id
            ):
                pass
    assert caught.value.port == port
    with socket.create_server(("127.0.0.1", port)):
        pass  # it can be used: nobody listens there


# New settings


@pytest.mark.asyncio
async def test_new_settings_are_noticed_by_those_alone_whom_they_touch() -> None:
    async with Scene() as scene:
        server = await scene.server(gives_all(FakeServer()))
        settings = replace(
            TWO_ROOMS,
            accounts=(*TWO_ROOMS.accounts, account("attic")),
            lines=(line(server.port),),
        )
        hearth = await scene.hearth(settings=settings)
        stays, share = await scene.receiver(hearth, "livingroom")
        removed, _ = await scene.receiver(hearth, "kitchen")
        changed, _ = await scene.receiver(hearth, "attic")

        new = replace(
            settings,
            accounts=(account("livingroom"), account("attic", b"new"), account("hall")),
            recv_timeout_ms=3000,
            keep_alive_s=20.0,
        )
        await hearth.apply(new)

        await removed.end()
        await changed.end()
        assert stays.heard.waiting() == []
        assert await stays.get(1, share) == words(1)
        assert len(server.peers) == 1
        await scene.receiver(hearth, "hall")
        keep_alives = {receiver.keep_alive_s for receiver in hearth._engine.receivers}
        assert keep_alives == {20.0}


@pytest.mark.asyncio
async def test_a_new_port_keeps_who_is_connected() -> None:
    async with Scene() as scene:
        server = await scene.server(gives_all(FakeServer()))
        settings = replace(TWO_ROOMS, lines=(line(server.port),))
        hearth = await scene.hearth(settings=settings)
        old = hearth.port
        receiver, share = await scene.receiver(hearth)

        with socket.create_server(("127.0.0.1", 0)) as free:
            new = free.getsockname()[1]
        await hearth.apply(replace(settings, listen_port=new))

        assert hearth.port == new
        assert await receiver.get(1, share) == words(1)
        await scene.receiver(hearth, "kitchen")
        with pytest.raises(ConnectionRefusedError):
            await scene.stranger(old)


@pytest.mark.asyncio
async def test_a_new_port_that_is_taken_leaves_the_old_one_and_applies_the_rest() -> (
    None
):
    async with Scene() as scene:
        hearth = await scene.hearth()
        old = hearth.port
        with socket.create_server(("127.0.0.1", 0)) as other:
            taken = other.getsockname()[1]
            with pytest.raises(PortTakenError):
                await hearth.apply(replace(TWO_ROOMS, listen_port=taken))

        assert hearth.port == old
        receiver = await scene.stranger(old, "kitchen")
        await receiver.heard.next(heard.ServerGreeted)


@pytest.mark.asyncio
async def test_receivers_may_be_switched_off_and_on() -> None:
    async with Scene() as scene:
        hearth = await scene.hearth()
        old = hearth.port

        await hearth.apply(replace(LIVING_ROOM, listen_port=None))
        assert (hearth.port, hearth.addresses) == (None, ())
        with pytest.raises(ConnectionRefusedError):
            await scene.stranger(old)

        await hearth.apply(LIVING_ROOM)
        receiver = await scene.stranger(hearth.port)
        await receiver.heard.next(heard.ServerGreeted)


@pytest.mark.asyncio
async def test_a_new_password_of_a_line_is_used_and_leaves_no_stale_card() -> None:
    async with Scene() as scene:
        server = await scene.server(gives_all(FakeServer()))
        hearth = await scene.hearth(server)
        receiver, share = await scene.receiver(hearth)

        server.password = Secret(b"another one")
        server.cards = {CARD_ID + 1: CARD}
        lines = (line(server.port, password=b"another one"),)
        await hearth.apply(replace(LIVING_ROOM, lines=lines))
        await scene.seen.next(seen.LineDown)
        await scene.seen.next(seen.CardLearnt)

        assert await receiver.get(1, share) == words(1)
        question = await server.peer.heard.next(heard.EcmAsked)
        assert question.share_id == CARD_ID + 1
        assert [len(it.cards) for it in hearth.snapshot().lines] == [1]
        assert receiver.heard.waiting() == []


def test_the_time_of_day_is_the_homes(monkeypatch: pytest.MonkeyPatch) -> None:
    evening = time.struct_time((2026, 1, 31, 20, 15, 59, 5, 31, 0))
    monkeypatch.setattr("hearth.daemon.time.localtime", lambda: evening)

    assert daemon._minute_of_day(12345.6) == 20 * 60 + 15


# The log of the whole


class LogFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    def text(self) -> str:
        return self.path.read_text()


@pytest.fixture
def log_file(tmp_path: Path) -> LogFile:
    return LogFile(tmp_path / "hearth.log")


@pytest.mark.asyncio
async def test_no_secret_is_in_the_log_at_the_highest_level(
    log_file: LogFile, restored_logging: None
) -> None:
    secrets = {
        "account": b"Account-Secret",
        "line": b"Line-Secret",
        "wrong": b"Wrong-Secret",
        "answer": words(0x5A5B).reveal(),
    }
    set_up_logging(12, log_file.path)
    observer = LogObserver(12, lambda *_: "Channel")
    async with Scene() as scene:
        for upstream in (PLAIN, PARTNER):
            server = await scene.server(
                FakeServer(identity=upstream, password=secrets["line"])
            )
            settings = replace(
                LIVING_ROOM,
                accounts=(account("livingroom", secrets["account"]),),
                lines=(line(server.port, password=secrets["line"]),),
                disable_emm=False,
            )
            async with Hearth(
                settings, node_id=OURS.node_id, observers=[observer, scene.seen]
            ) as hearth:
                await scene.seen.next(seen.CardLearnt)
                for downstream in (PLAIN, PARTNER):
                    await everything(scene, hearth, server, downstream, secrets)
                changed = line(server.port, password=secrets["wrong"])
                await hearth.apply(replace(settings, lines=(changed,)))
                await scene.seen.next(seen.LineDown)

    text = log_file.text()
    assert "answered in" in text
    assert "ControlWords(16 bytes, hidden)" in text
    for name, secret in secrets.items():
        for form in (secret.decode("latin-1"), secret.hex(), repr(secret)):
            assert form.lower() not in text.lower(), name


async def everything(
    scene: Scene,
    hearth: Hearth,
    server: FakeServer,
    identity: Identity,
    secrets: dict[str, bytes],
) -> None:
    """Do once with a receiver whatever can be done with one."""
    wrong = await scene.stranger(hearth.port, "livingroom", secrets["wrong"])
    await wrong.end()
    receiver = await scene.stranger(
        hearth.port, "livingroom", secrets["account"], identity=identity
    )
    share = await receiver.settle()
    receiver.session.send_emm(CAID, ProviderId(0), share, EMM)
    receiver.flush()
    await receiver.heard.next(heard.EmmAcknowledged)
    number = 0x5A5B if identity is PLAIN else 0x5A5B + (1 << 24)
    receiver.ask(number, share)
    if identity is PLAIN:
        server.answer(await server.question(), words(0x5A5B))
        await receiver.heard.next(heard.Answered)
    else:
        question = await server.question()
        server.peer.session.cannot_answer(question.number)
        server.peer.flush()
        await scene.seen.next(seen.AttemptFailed)
    await receiver.close()


@pytest.mark.asyncio
async def test_the_log_has_one_line_for_each_question(
    log_file: LogFile, restored_logging: None
) -> None:
    clock = Clock()
    set_up_logging(1, log_file.path)
    async with Scene() as scene:
        server = await scene.server()
        settings = replace(LIVING_ROOM, lines=(line(server.port),))
        async with Hearth(
            settings,
            node_id=OURS.node_id,
            observers=[LogObserver(1, lambda *_: None), scene.seen],
        ) as hearth:
            receiver, share = await scene.receiver(hearth)
            receiver.ask(1, share)
            server.answer(await server.question(), words(1))
            await receiver.heard.next(heard.Answered)
            receiver.ask(2, share)
            await server.question()
            await clock.pass_by(5.02)
            await receiver.heard.next(heard.Refused)

    lines = [text.split(" ", 3)[3] for text in log_file.text().splitlines()]
    answered, timed_out = (text for text in lines if text.startswith("ECM"))
    assert re.fullmatch(
        r"ECM: CAID=4ADA SID=1234 - answered in \d+ms by 127\.0\.0\.1 \(hop 1\)"
        r" for livingroom",
        answered,
    )
    assert re.fullmatch(
        r"ECM: CAID=4ADA SID=1234 - No answer after 50\d\dms from 127\.0\.0\.1"
        r" for livingroom",
        timed_out,
    )
