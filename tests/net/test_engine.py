"""Events go in one after the other, commands come out to whom they are for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import cast

import pytest

from hearth.core import commands, events
from hearth.core.observations import LineUp, Observation
from hearth.core.server import Server
from hearth.dvb import Caid, Card, ControlWords, ProviderId, ServiceId
from hearth.net.engine import TOGETHER, Engine, LineConnection, Receiver
from tests.net.clock import Clock
from tests.net.peers import CARD, EMM, ecm, words
from tests.net.script import Script, scripted

Log = list[tuple[object, ...]]


class Anybody(Receiver, LineConnection):
    """A receiver or a line that notes what it is told."""

    def __init__(self) -> None:
        self.keep_alive_s = 30.0
        self.told: Log = []
        self.on_told: Callable[[], None] = lambda: None

    def _note(self, *what: object) -> None:
        self.told.append(what)
        self.on_told()

    @property
    def name(self) -> str:
        return "tv"

    def round_trip(self) -> None: ...

    def admit(self) -> None:
        self._note("admit")

    def drop(self, reason: str) -> None:
        self._note("drop", reason)

    def stop_reading(self) -> None: ...

    def announce(self, share: int, card: Card) -> None:
        self._note("announce", share, card)

    def withdraw(self, share: int) -> None:
        self._note("withdraw", share)

    def answer(self, number: int, control_words: ControlWords) -> None:
        self._note("answer", number, control_words)

    def cannot_answer(self, number: int, *, share_gone: bool) -> None:
        self._note("cannot answer", number, share_gone)

    def ask(self, command: commands.Ask) -> None:
        self._note("ask", command)

    def forget(self, attempt: int) -> None:
        self._note("forget", attempt)

    def send_emm(self, command: commands.SendEmm) -> None:
        self._note("send emm", command)

    def reset(self, reason: str) -> None:
        self._note("reset", reason)


ASK = commands.Ask("a", 5, Caid(1), ProviderId(2), 3, ServiceId(4), ecm(1))
SEND = commands.SendEmm("a", Caid(1), ProviderId(2), 3, EMM)


def mistaken(event: events.Event) -> list[commands.Command]:
    raise IndexError(event)


# a command                                 what who it is for is told
COMMANDS: list[tuple[commands.Command, tuple[object, ...]]] = [
    (commands.Admit(1, "kitchen"), ("admit",)),
    (commands.Announce(1, 7, CARD), ("announce", 7, CARD)),
    (commands.Withdraw(1, 7), ("withdraw", 7)),
    (commands.Answer(1, 5, words(1)), ("answer", 5, words(1))),
    (commands.CannotAnswer(1, 5), ("cannot answer", 5, False)),
    (commands.CannotAnswer(1, 5, share_gone=True), ("cannot answer", 5, True)),
    (commands.Drop(1, "why"), ("drop", "why")),
    (ASK, ("ask", ASK)),
    (commands.Forget("a", 5), ("forget", 5)),
    (SEND, ("send emm", SEND)),
    (commands.ResetLine("a", "why"), ("reset", "why")),
]


@pytest.mark.parametrize(("command", "told"), COMMANDS)
@pytest.mark.asyncio
async def test_a_command_reaches_whom_it_is_for(
    command: commands.Command, told: tuple[object, ...]
) -> None:
    engine, script = scripted()
    receiver, line = Anybody(), Anybody()
    assert engine.add_receiver(receiver) == 1
    engine.add_line("a", line)
    engine.add_receiver(bystander := Anybody())
    engine.add_line("b", bystander)
    script.decide = lambda _: [command]

    engine.tell(events.TimeCame())

    assert receiver.told + line.told == [told]
    assert bystander.told == []


@pytest.mark.parametrize(("command", "told"), COMMANDS)
@pytest.mark.asyncio
async def test_a_command_for_somebody_who_is_gone_is_nothing(
    command: commands.Command, told: tuple[object, ...]
) -> None:
    del told
    engine, script = scripted()
    receiver, line = Anybody(), Anybody()
    engine.remove_receiver(engine.add_receiver(receiver), "gone")
    engine.add_line("a", line)
    engine.remove_line("a", line)
    script.decide = lambda _: [command]

    engine.tell(events.TimeCame())

    assert receiver.told + line.told == []


@pytest.mark.asyncio
async def test_each_connection_has_a_number_of_its_own_for_ever() -> None:
    engine, _ = scripted()

    numbers = []
    for _ in range(3):
        numbers.append(engine.add_receiver(Anybody()))
        engine.remove_receiver(numbers[-1], "gone")

    assert len(set(numbers)) == 3


@pytest.mark.asyncio
async def test_the_end_of_a_connection_is_told_once() -> None:
    engine, script = scripted()
    number = engine.add_receiver(Anybody())

    engine.remove_receiver(number, "it left")
    engine.remove_receiver(number, "it left")

    assert script.heard.waiting() == [events.ConnectionLost(number, "it left")]


@pytest.mark.asyncio
async def test_who_core_drops_is_not_told_to_core_as_lost() -> None:
    engine, script = scripted()
    number = engine.add_receiver(Anybody())
    script.decide = lambda _: [commands.Drop(number, "no such user")]

    engine.tell(events.TimeCame())
    engine.remove_receiver(number, "closed")

    assert script.heard.waiting() == [events.TimeCame()]
    assert engine.receivers == ()


@pytest.mark.asyncio
async def test_a_line_that_has_a_new_connection_keeps_it_when_the_old_one_ends() -> (
    None
):
    engine, script = scripted()
    old, new = Anybody(), Anybody()
    engine.add_line("a", old)
    engine.add_line("a", new)

    engine.remove_line("a", old)

    script.decide = lambda _: [ASK]
    engine.tell(events.TimeCame())
    assert new.told == [("ask", ASK)]
    assert old.told == []


@pytest.mark.asyncio
async def test_what_a_command_brings_about_waits_until_its_event_is_done() -> None:
    engine, script = scripted()
    receiver = Anybody()
    number = engine.add_receiver(receiver)
    ready = events.ReceiverReady(number)
    receiver.on_told = lambda: engine.tell(ready) if len(receiver.told) == 1 else None
    script.decide = lambda event: (
        [commands.Admit(number, "x"), commands.Withdraw(number, 1)]
        if event == events.TimeCame()
        else [commands.Withdraw(number, 2)]
    )

    engine.tell(events.TimeCame())

    assert receiver.told == [("admit",), ("withdraw", 1), ("withdraw", 2)]
    assert script.heard.waiting() == [events.TimeCame(), ready]


@pytest.mark.asyncio
async def test_core_is_told_the_time_of_the_loop() -> None:
    clock = Clock()
    engine, script = scripted()

    before = clock.now()
    engine.tell(events.TimeCame())
    await clock.pass_by(1000)
    engine.tell(events.TimeCame())

    assert before <= script.times[0] < before + 100
    assert before + 1000 <= script.times[1] < before + 1100


@pytest.mark.asyncio
async def test_core_is_woken_at_the_moment_it_named_last() -> None:
    clock = Clock()
    engine, script = scripted()
    began = clock.now()
    wakes = [commands.WakeAt(began + 500), commands.WakeAt(began + 100)]
    script.decide = lambda _: [wakes.pop()] if wakes else []
    engine.tell(events.TimeCame())
    engine.tell(events.TimeCame())
    script.heard.waiting()

    await clock.pass_by(400)
    assert script.heard.waiting() == []

    await clock.pass_by(100)
    assert script.heard.waiting() == [events.TimeCame()]
    assert script.times[-1] >= began + 500
    engine.close()


@pytest.mark.asyncio
async def test_time_goes_on_after_a_failure(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    engine, script = scripted()
    script.decide = lambda _: [commands.WakeAt(clock.now() + 10)]
    engine.tell(events.TimeCame())
    script.decide = mistaken

    await clock.pass_by(10)
    assert "a fault in Hearth, at TimeCame" in caplog.text
    assert "IndexError" in caplog.text

    script.decide = lambda _: []
    script.heard.waiting()
    await clock.pass_by(1)
    assert script.heard.waiting() == [events.TimeCame()]


@pytest.mark.asyncio
async def test_one_failure_does_not_stop_the_events_of_others() -> None:
    engine, script = scripted()
    script.decide = mistaken
    engine.tell(events.TimeCame())

    script.decide = lambda _: []
    engine.tell(events.TimeCame())

    assert script.heard.waiting() == [events.TimeCame()] * 2


@pytest.mark.asyncio
async def test_a_host_lock_is_looked_up_and_its_addresses_told() -> None:
    asked: list[str] = []
    script = Script()

    def look_up(host: str, tell: Callable[[tuple[str, ...]], None]) -> None:
        asked.append(host)
        tell(("10.0.0.5",))

    engine = Engine(cast("Server", script), asyncio.get_running_loop(), look_up)
    script.decide = lambda event: (
        [commands.LookUp(3, "tv.home.lan")] if event == events.TimeCame() else []
    )

    engine.tell(events.TimeCame())

    assert asked == ["tv.home.lan"]
    assert script.heard.waiting() == [
        events.TimeCame(),
        events.HostResolved(3, ("10.0.0.5",)),
    ]


@pytest.mark.asyncio
async def test_observers_are_told_afterwards_and_in_order() -> None:
    clock = Clock()
    engine, script = scripted()
    told: list[tuple[str, Observation]] = []
    engine.observe_with(lambda seen, now: told.append(("first", seen)))
    engine.observe_with(lambda seen, now: told.append(("second", seen)))
    script.decide = lambda _: [commands.Observe(LineUp("a"))]

    engine.tell(events.TimeCame())
    engine.observe(LineUp("b"))
    assert told == [], "that is off the ECM's path"

    await clock.pass_by(1)
    assert told == [
        ("first", LineUp("a")),
        ("second", LineUp("a")),
        ("first", LineUp("b")),
        ("second", LineUp("b")),
    ]


@pytest.mark.asyncio
async def test_a_flood_of_observations_is_told_in_pieces() -> None:
    clock = Clock()
    engine, _ = scripted()
    told: list[Observation] = []
    engine.observe_with(lambda seen, now: told.append(seen))
    flood = [LineUp(str(number)) for number in range(40)]
    for observation in flood:
        engine.observe(observation)

    engine._tell_observers()
    assert 0 < len(told) < len(flood)

    await clock.pass_by(1)
    assert told == flood


@pytest.mark.asyncio
async def test_many_observations_are_told_before_their_moment() -> None:
    asyncio.get_running_loop().time = lambda: 0.0  # type: ignore[method-assign]
    engine, script = scripted()
    script.is_idle = False
    told: list[Observation] = []
    engine.observe_with(lambda seen, now: told.append(seen))
    for number in range(TOGETHER):
        await asyncio.sleep(0)
        assert told == [], "they are told together"
        engine.observe(LineUp(str(number)))

    await asyncio.sleep(0)
    assert len(told) == TOGETHER

    engine.observe(LineUp("one more"))
    await asyncio.sleep(0)
    assert len(told) == TOGETHER


@pytest.mark.asyncio
async def test_while_nobody_waits_observers_are_told_in_the_loop_s_next_turn() -> None:
    asyncio.get_running_loop().time = lambda: 0.0  # type: ignore[method-assign]
    engine, _ = scripted()
    told: list[Observation] = []
    engine.observe_with(lambda seen, now: told.append(seen))

    engine.observe(LineUp("a"))
    assert told == []
    await asyncio.sleep(0)
    assert told == [LineUp("a")]


@pytest.mark.asyncio
async def test_a_failing_observer_costs_one_observation() -> None:
    loop, clock = asyncio.get_running_loop(), Clock()
    failures: list[object] = []
    loop.set_exception_handler(lambda _, context: failures.append(context["exception"]))
    engine, _ = scripted()
    told: list[Observation] = []

    def fail_once(seen: Observation, now: float) -> None:
        del now
        told.append(seen)
        if len(told) == 1:
            raise OSError("the disk is full")

    engine.observe_with(fail_once)
    engine.observe(LineUp("a"))
    engine.observe(LineUp("b"))

    await clock.pass_by(1)

    assert told == [LineUp("a"), LineUp("b")]
    assert len(failures) == 1


@pytest.mark.asyncio
async def test_what_was_observed_last_is_told_before_the_end() -> None:
    clock = Clock()
    engine, _ = scripted()
    told: list[Observation] = []
    engine.observe_with(lambda seen, now: told.append(seen))

    engine.observe(LineUp("a"))
    engine.close()
    assert told == [LineUp("a")]

    await clock.pass_by(1)
    assert told == [LineUp("a")]


@pytest.mark.asyncio
async def test_without_an_observer_nothing_is_kept() -> None:
    engine, script = scripted()
    script.decide = lambda _: [commands.Observe(LineUp("a"))]

    engine.tell(events.TimeCame())

    assert not engine._observed


@pytest.mark.asyncio
async def test_it_is_quiet_when_nobody_waits_for_an_answer() -> None:
    engine, script = scripted()
    quiet: list[bool] = []
    engine.on_quiet = lambda: quiet.append(True)

    script.questions_under_way = 1
    engine.tell(events.TimeCame())
    assert quiet == []

    script.questions_under_way = 0
    engine.tell(events.TimeCame())
    assert quiet == [True]


@pytest.mark.asyncio
async def test_core_is_there_to_be_looked_at() -> None:
    engine, script = scripted()

    assert cast("Script", engine.server) is script
