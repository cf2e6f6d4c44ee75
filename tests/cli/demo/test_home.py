"""The home of the demo: Hearth between a made-up card and three receivers."""

import asyncio
import socket

import pytest

from hearth.cli.demo.home import (
    CHANNELS,
    HIDDEN,
    RECEIVERS,
    DemoHome,
    Passwords,
    Plan,
    config_text,
    free_port,
)
from hearth.cli.demo.view import Phase, Scene
from hearth.config.read import read_config
from hearth.lab.card_reader import CardBehaviour
from hearth.net.listener import PortTakenError


async def run(plan: Plan) -> tuple[Scene, list[Scene], list[str]]:
    scenes: list[Scene] = []
    notices: list[str] = []
    last = await DemoHome(plan, notices.append).run(scenes.append, 0.05)
    return last, scenes, notices


@pytest.mark.asyncio
async def test_every_receiver_gets_right_answers_through_hearth() -> None:
    behaviour = CardBehaviour(delay_s=0.02, jitter_s=0.01)
    plan = Plan(port=0, period_s=0.2, seconds=1.5, behaviour=behaviour)

    last, scenes, notices = await run(plan)

    assert notices == []
    assert last.phase is Phase.OVER
    assert last.all_right, summary_of(last)
    assert [row.name for row in last.receivers] == list(RECEIVERS)
    assert {row.channel for row in last.receivers} <= set(CHANNELS.values())
    assert len({row.channel for s in scenes for row in s.receivers}) > 2  # they zap
    assert all(row.statistics.questions >= 5 for row in last.receivers)
    (line,) = last.lines
    assert line.view.is_up
    assert [card.hops for card in line.view.cards] == [0]
    assert line.usual_s is not None
    assert 0.01 <= line.usual_s < 0.2
    assert 0 < last.card_questions <= last.ended
    assert last.card_ms == "20 ms (give or take 10 ms)"
    assert last.web_port


def summary_of(scene: Scene) -> list[tuple[int, int]]:
    return [(row.statistics.right, row.statistics.questions) for row in scene.receivers]


@pytest.mark.asyncio
async def test_a_wrong_answer_is_seen() -> None:
    plan = Plan(port=0, period_s=0.4, seconds=0.5, behaviour=CardBehaviour(wrong=1))

    last, _, _ = await run(plan)

    assert not last.all_right
    assert last.right == 0
    assert last.ended > 0
    assert last.card_ms == "0 ms"


@pytest.mark.asyncio
async def test_who_is_told_to_end_ends() -> None:
    home = DemoHome(Plan(port=0, period_s=0.2), print)

    def show(scene: Scene) -> None:
        if scene.right >= 3:
            home.end()

    async with asyncio.timeout(5):
        last = await home.run(show, 0.05)

    assert last.seconds is None
    assert last.ended == sum(row.statistics.questions for row in last.receivers)


@pytest.mark.asyncio
async def test_the_last_answers_are_waited_for() -> None:
    plan = Plan(port=0, seconds=0.4, behaviour=CardBehaviour(delay_s=0.7))

    last, scenes, _ = await run(plan)

    assert [scene.phase for scene in scenes[-3:]] == 3 * [Phase.ENDING]
    assert last.all_right


@pytest.mark.asyncio
async def test_a_port_that_is_taken_is_named_and_another_one_used() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]

        last, _, notices = await run(Plan(port=taken, period_s=0.2, seconds=0.5))

    (notice,) = notices
    assert notice.startswith(f"Port {taken} is taken by ")
    assert "process" in notice
    assert notice.endswith(f"using port {last.port} instead.")
    assert last.all_right


@pytest.mark.asyncio
async def test_when_no_port_can_be_had_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        monkeypatch.setattr("hearth.cli.demo.home.free_port", lambda *_: taken)

        with pytest.raises(PortTakenError):
            await run(Plan(port=0))


def test_the_file_is_one_that_hearth_reads_without_a_finding() -> None:
    reading = read_config(config_text(12000, 40000, Passwords()).encode(), file="demo")

    assert reading.findings == ()
    assert reading.settings.listen_port == 12000
    assert [account.name for account in reading.settings.accounts] == list(RECEIVERS)
    assert [str(line) for line in reading.settings.lines] == ["127.0.0.1:40000"]


def test_passwords_are_others_each_time_and_can_be_hidden() -> None:
    one, two = Passwords(), Passwords()
    every = [one.card, two.card, *one.receivers.values(), *two.receivers.values()]
    shown = config_text(12000, 40000, one.hidden())

    assert len(set(every)) == len(every)
    assert not any(password in shown for password in every)
    assert shown.count(HIDDEN) == 4


def test_every_channel_has_a_name() -> None:
    assert all(0 < len(name) < 12 for name in CHANNELS.values())  # what fits its column
    assert len(CHANNELS) > len(RECEIVERS)


def test_a_free_port_is_free() -> None:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", free_port()))
