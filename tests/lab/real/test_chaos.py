"""A real ``hearth serve`` through chaos: it never ends, answers, and keeps nothing."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from hearth.lab.real.chaos import Chaos, Size, well_behaved
from hearth.lab.receiver import LabReceiver, State
from tests.cli.serving import Serving, serving

# `--hypothesis-profile=nightly` lets it go on for 10 minutes.
IS_NIGHTLY = settings.get_current_profile_name() == "nightly"
CHAOS_S = 600.0 if IS_NIGHTLY else 60.0
SEED = 5
SOON_S = 30.0
# What may stay: connections that are just ending, the log's file.
MORE_DESCRIPTORS = 3
# Python keeps what it once had for its tables and buffers; a leak goes on.
MORE_MEMORY_KB = 6000


def is_(receiver: LabReceiver, state: State) -> bool:
    return receiver.state is state


async def all_watch(receivers: list[LabReceiver]) -> None:
    async with asyncio.timeout(SOON_S):
        for receiver in receivers:
            await receiver.watch.until(partial(is_, receiver, State.WATCHING))


async def read_all(hearth: Serving) -> None:
    """Read its log as it comes: it must not fill the pipe."""
    while await hearth._line():
        pass


async def settled(pid: int, before: Size) -> Size:
    """Look until what has ended is closed."""
    size = Size.of(pid)
    loop = asyncio.get_running_loop()
    ends = loop.time() + SOON_S
    while (
        size.descriptors > before.descriptors + MORE_DESCRIPTORS and loop.time() < ends
    ):
        await asyncio.sleep(0)
        size = Size.of(pid)
    return size


@pytest.mark.asyncio
async def test_chaos_ends_nothing_and_those_who_behave_notice_nothing(
    tmp_path: Path,
) -> None:
    chaos = Chaos(tmp_path, seed=SEED)
    async with chaos.lines(), serving(chaos.config, impatient=True) as hearth:
        await hearth.says("ready")
        pid = hearth._process.pid
        receivers = well_behaved(chaos.port, SEED)
        async with asyncio.TaskGroup() as group:
            reading = group.create_task(read_all(hearth))
            for receiver in receivers:
                group.create_task(receiver.run())
            await all_watch(receivers)
            before = Size.of(pid)
            await chaos.go_on(CHAOS_S, pid)
            for receiver in receivers:
                receiver.stop()
            async with asyncio.timeout(SOON_S):
                for receiver in receivers:
                    await receiver.watch.until(partial(is_, receiver, State.OFF))
            after = await settled(pid, before)
            assert hearth._process.returncode is None
            reading.cancel()

    seen = {receiver.name: receiver.statistics for receiver in receivers}
    said = {name: (s.right, s.questions, s.reconnects) for name, s in seen.items()}
    assert all(s.all_right and not s.reconnects for s in seen.values()), said
    assert sum(s.right for s in seen.values()) > 3 * CHAOS_S
    assert after.descriptors <= before.descriptors + MORE_DESCRIPTORS
    assert after.memory_kb <= before.memory_kb + MORE_MEMORY_KB
    assert len(set(chaos.done)) >= 5
