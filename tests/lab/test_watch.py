"""Whoever waits goes on when its condition holds, and nobody else does."""

import asyncio

import pytest

from hearth.lab.watch import Watch


@pytest.mark.asyncio
async def test_what_holds_already_is_not_waited_for() -> None:
    await Watch().until(lambda: True)


@pytest.mark.asyncio
async def test_a_change_lets_those_go_on_whose_condition_holds() -> None:
    watch, count, seen = Watch(), [0], list[int]()

    async def wait(least: int) -> None:
        await watch.until(lambda: count[0] >= least)
        seen.append(least)

    async with asyncio.timeout(5), asyncio.TaskGroup() as group:
        for least in (1, 2, 2):
            group.create_task(wait(least))
        for expected in ([], [1], [1, 2, 2]):
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            assert seen == expected
            count[0] += 1
            watch.changed()
            watch.changed()  # twice is once


@pytest.mark.asyncio
async def test_who_gives_up_waiting_is_forgotten() -> None:
    watch = Watch()

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await watch.until(lambda: False)

    watch.changed()
