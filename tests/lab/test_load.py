"""Receivers in a closed loop."""

import asyncio
from array import array
from dataclasses import replace

import pytest

from hearth.dvb import ServiceId
from hearth.errors import UsageError
from hearth.lab import load
from hearth.lab.card_reader import CardBehaviour, CardReader
from hearth.lab.card_server import LabCardServer
from hearth.lab.card_system import SERVICE_ID, LabCard
from hearth.lab.identities import lab_card
from hearth.lab.load import (
    LoadReceiver,
    LoadResult,
    closed_loop,
    load_receivers,
    prepare,
)
from hearth.secret import Secret
from tests.lab.house import ACCOUNTS, NAMES, SOON_S, account


def test_what_is_prepared_is_distinct_and_right() -> None:
    prepared = prepare(20, service_id=ServiceId(0x4000), first_period=7)

    assert len({section for section, _ in prepared}) == 20
    assert all(LabCard().answer(section) == right for section, right in prepared)
    assert prepare(1, service_id=ServiceId(0x4000), first_period=26)[0] == prepared[-1]


def test_results_are_added_up() -> None:
    one = LoadResult(2.0, right=3, latencies=array("d", [0.1, 0.2, 0.3]))
    two = LoadResult(4.0, right=1, wrong=1, latencies=array("d", [0.4, 0.5]))

    one.add(two)
    one.add(LoadResult(1.0, refused=1, unanswered=2))

    assert (one.right, one.wrong, one.refused, one.unanswered) == (4, 1, 1, 2)
    assert one.rate == 5 / 4.0
    assert one.percentiles(0.5, 1) == [0.3, 0.5]
    assert LoadResult().rate == 0


# one thing that is not right, all right
FLAWS = [
    ({}, True),
    ({"right": 0}, False),
    ({"wrong": 1}, False),
    ({"refused": 1}, False),
    ({"unanswered": 1}, False),
]


@pytest.mark.parametrize(("flaw", "all_right"), FLAWS)
def test_all_right(flaw: dict[str, int], all_right: bool) -> None:
    result = LoadResult(1.0, right=5)
    for name, value in flaw.items():
        setattr(result, name, value)

    assert result.all_right is all_right


@pytest.mark.asyncio
@pytest.mark.parametrize(("window", "partner"), [(1, True), (1, False), (20, True)])
async def test_so_many_questions_each(window: int, partner: bool) -> None:
    async with LabCardServer(ACCOUNTS) as server:
        receivers = load_receivers(
            [account(server, name) for name in NAMES],
            distinct=100,
            window=window,
            partner=partner,
        )
        async with asyncio.timeout(SOON_S):
            result = await closed_loop(receivers, questions=150)

        assert result.all_right
        assert result.right == len(result.latencies) == server.counts.questions == 450
        assert len(set(server.sections)) == 300  # each began again once
        assert 0 < result.percentiles(0.5)[0] <= result.seconds
        assert result.rate == pytest.approx(450 / result.seconds)


@pytest.mark.asyncio
async def test_for_so_long() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        receivers = load_receivers([account(server)], distinct=10, window=3)
        async with asyncio.timeout(SOON_S):
            result = await closed_loop(receivers, seconds=0.1)

        assert result.all_right
        assert result.right == server.counts.questions
        assert 0.1 <= result.seconds < 1


# how the card behaves, what is counted
TROUBLES = [
    (CardBehaviour(refuse=1), "refused"),
    (CardBehaviour(wrong=1), "wrong"),
]


@pytest.mark.asyncio
@pytest.mark.parametrize(("behaviour", "counted"), TROUBLES)
async def test_what_is_not_right_is_counted(
    behaviour: CardBehaviour, counted: str
) -> None:
    async with LabCardServer(ACCOUNTS, reader=CardReader(behaviour)) as server:
        receivers = load_receivers([account(server)], distinct=10)
        result = await closed_loop(receivers, questions=20)

    assert getattr(result, counted) == 20
    assert not result.all_right


@pytest.mark.asyncio
async def test_a_connection_that_ends_loses_its_questions() -> None:
    reader = CardReader(CardBehaviour(stalled=True))
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        receivers = load_receivers([account(server)], distinct=10, window=4)
        async with asyncio.timeout(SOON_S), asyncio.TaskGroup() as group:
            run = group.create_task(closed_loop(receivers, questions=20))
            await server.watch.until(lambda: server.counts.questions == 4)
            server.drop()

        assert run.result().unanswered == 4


@pytest.mark.asyncio
async def test_answers_that_do_not_come_are_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(load, "LAST_ANSWERS_S", 0.01)
    reader = CardReader(CardBehaviour(stalled=True))
    async with LabCardServer(ACCOUNTS, reader=reader) as server:
        receivers = load_receivers([account(server)], distinct=10)
        async with asyncio.timeout(SOON_S):
            result = await closed_loop(receivers, seconds=0.01)

    assert result.unanswered == 1


@pytest.mark.asyncio
async def test_who_is_not_let_in_measures_nothing() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        stranger = replace(account(server), password=Secret(b"guessed"))
        with pytest.raises(ConnectionError, match="password wrong"):
            await closed_loop(load_receivers([stranger], distinct=1), questions=1)


@pytest.mark.asyncio
async def test_a_window_needs_partner_mode() -> None:
    async with LabCardServer(ACCOUNTS, [lab_card()], partner=False) as server:
        receivers = load_receivers([account(server)], distinct=1, window=2)
        with pytest.raises(UsageError):
            await closed_loop(receivers, questions=1)


@pytest.mark.asyncio
@pytest.mark.parametrize("limits", [{}, {"questions": 1, "seconds": 1}])
async def test_one_limit_is_needed(limits: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        await closed_loop([], **limits)


@pytest.mark.asyncio
async def test_one_receiver_may_be_run_by_hand() -> None:
    async with LabCardServer(ACCOUNTS) as server:
        prepared = prepare(5, service_id=SERVICE_ID)
        one = LoadReceiver(account(server), prepared, service_id=SERVICE_ID)
        await one.log_in()
        await one.run(5)
        await one.run(5)
        await one.finish()
        one.close()

    assert one.result.right == 10
