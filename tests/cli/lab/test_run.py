"""What the laboratory's commands do, in this process."""

import asyncio
import os
import signal

import pytest

from hearth.cli.lab.run import CardRun, Programme, summary, until_told, watch
from hearth.dvb import ServiceId
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.statistics import Statistics, Verdict
from hearth.lab.watch import Watch
from tests.lab.house import ACCOUNTS, PASSWORD, SOON_S, account

ONE_SERVICE = (ServiceId(0x1234),)


def statistics(*verdicts: Verdict, reconnects: int = 0) -> Statistics:
    seen = Statistics()
    seen.questions = len(verdicts)
    seen.reconnects = reconnects
    for verdict in verdicts:
        seen.count(verdict, 0.05)
    return seen


R, W, F, U = Verdict.RIGHT, Verdict.WRONG, Verdict.REFUSED, Verdict.UNANSWERED

TIMES = "p50 50 ms, p95 50 ms"
SUMMARIES = [
    (statistics(), "0 questions: 0 right; p50 -, p95 -"),
    (statistics(R, R), f"2 questions: 2 right; {TIMES}"),
    (statistics(R, W, F, F), f"4 questions: 1 right, 1 wrong, 2 refused; {TIMES}"),
    (statistics(U), "1 question: 0 right, 1 unanswered; p50 -, p95 -"),
    (statistics(R, reconnects=3), f"1 question: 1 right, 3 reconnects; {TIMES}"),
]


@pytest.mark.parametrize(("seen", "said"), SUMMARIES)
def test_summary(seen: Statistics, said: str) -> None:
    assert summary(seen) == said


@pytest.mark.asyncio
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_the_first_signal_is_heard_and_the_next_is_the_systems(
    number: signal.Signals,
) -> None:
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM)}
    told = asyncio.Event()
    until_told(told.set)

    os.kill(os.getpid(), number)
    async with asyncio.timeout(SOON_S):
        await told.wait()

    assert {n: signal.getsignal(n) for n in before} == {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: signal.SIG_DFL,
    }
    for n, handler in before.items():
        signal.signal(n, handler)


@pytest.mark.asyncio
async def test_a_card_serves_until_it_is_told_to_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    watch = Watch()

    def say(text: str) -> None:
        said.append(text)
        watch.changed()

    monkeypatch.setattr("hearth.cli.lab.run.click.echo", say)
    run = CardRun(
        host="127.0.0.1",
        port=0,
        user="livingroom",
        password=PASSWORD,
        shown="hidden",
        behaviour=CardBehaviour(),
    )
    async with asyncio.timeout(SOON_S), asyncio.TaskGroup() as group:
        group.create_task(run.serve())
        await watch.until(lambda: len(said) == 2)
        os.kill(os.getpid(), signal.SIGTERM)

    port = said[0].removeprefix("listening on 127.0.0.1:")
    assert said[1:] == [
        f"C: 127.0.0.1 {port} livingroom hidden",
        "0 questions: 0 answered, 0 refused",
    ]


@pytest.mark.asyncio
async def test_watching_tells_of_whatever_happens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reader = CardReader(CardBehaviour(refuse=0.5))
    programme = Programme(services=ONE_SERVICE, period_s=0.05, zap_s=1, seconds=1)
    async with (
        LabCardServer(ACCOUNTS, reader=reader) as server,
        asyncio.timeout(SOON_S),
        asyncio.TaskGroup() as group,
    ):
        watching = group.create_task(watch(account(server), programme, partner=True))
        await server.watch.until(lambda: server.counts.questions > 4)
        server.drop()
        await watching

    seen = watching.result()
    said = capsys.readouterr().out
    assert said.count(" right after ") == seen.right > 0
    assert said.count(" refused after ") == seen.refused > 0
    assert "not connected: " in said
    assert said.endswith(summary(seen) + "\n")
    assert not seen.all_right
