"""Work in a thread that nobody has to wait for."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T]) -> T:
    """
    Do something in a thread of its own, and give what it gives.

    asyncio's own threads hold the end of a program up until they are done; a
    disk that hangs would keep the doctor from ending. These do not.

    Args:
        work: What is to be done; what it raises is raised here.

    """
    loop = asyncio.get_running_loop()
    result: asyncio.Future[T] = loop.create_future()

    def tell(found: T | None, error: BaseException | None) -> None:
        if result.done():
            return
        if error is not None:
            result.set_exception(error)
        else:
            result.set_result(found)  # type: ignore[arg-type]  # None only if T is

    def run() -> None:
        found: T | None = None
        failed: BaseException | None = None
        try:
            found = work()
        except Exception as error:  # noqa: BLE001  # raised again where it is awaited
            failed = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
            loop.call_soon_threadsafe(tell, found, failed)

    threading.Thread(target=run, name="doctor", daemon=True).start()
    return await result
