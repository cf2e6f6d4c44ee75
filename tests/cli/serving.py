"""``hearth serve`` as a process of its own, whose log is read as it comes."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

PATIENCE_S: Final = 20.0  # only a test that fails waits this long

# The same as the command, but it looks at its file more often than every 2 s.
IMPATIENT: Final = (
    "from hearth.cli import main, serve; serve.LOOK_S = 0.05; main(prog_name='hearth')"
)


class Serving:
    """A running ``hearth serve``."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._buffer = ""
        self.log = ""  # all that was read of it

    async def says(self, text: str) -> str:
        """Wait for the next line of the log that holds this; return it."""
        async with asyncio.timeout(PATIENCE_S):
            while line := await self._line():
                if text in line:
                    return line
        raise AssertionError(f"it ended without saying {text!r}:\n{self.log}")

    async def ends(self) -> int:
        """Wait until it has ended; return its exit code."""
        async with asyncio.timeout(PATIENCE_S):
            while await self._line():
                pass
            return await self._process.wait()

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self.ends()

    async def _line(self) -> str:
        assert self._process.stderr is not None
        line = (await self._process.stderr.readline()).decode()
        self.log += line
        return line


@asynccontextmanager
async def serving(
    config: Path, *more: str, impatient: bool = False
) -> AsyncIterator[Serving]:
    """Run it with this configuration; afterwards it has ended, cleanly."""
    program = ("-c", IMPATIENT) if impatient else ("-m", "hearth")
    state = ("--state", str(config.parent / "state"))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-W",
        "always::ResourceWarning",
        *program,
        "serve",
        "-c",
        str(config),
        *state,
        *more,
        stderr=asyncio.subprocess.PIPE,
    )
    it = Serving(process)
    try:
        yield it
    finally:
        await it.kill()
    for trouble in ("ResourceWarning", "Traceback", "never awaited", "was destroyed"):
        assert trouble not in it.log, it.log
