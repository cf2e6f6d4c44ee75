import asyncio
import threading

import pytest

from hearth.net.aside import aside

pytestmark = pytest.mark.asyncio


async def test_what_work_gives_or_raises() -> None:
    assert await aside(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        await aside(lambda: 1 // 0)


async def test_work_that_hangs_holds_nobody_up() -> None:
    hangs = threading.Event()
    loop = asyncio.get_running_loop()
    task = loop.create_task(aside(hangs.wait))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task

    hangs.set()  # it ends afterwards, and tells nobody
    for thread in threading.enumerate():
        if thread.name == "aside":
            thread.join(5)
    await asyncio.sleep(0)
