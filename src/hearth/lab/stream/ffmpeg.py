"""A running ffmpeg, which ends with the block that it was started for."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from types import TracebackType
from typing import IO, Final, Self

from hearth.lab.stream.errors import MissingError, ProgramError

PROGRAM: Final = "ffmpeg"
READ_SIZE: Final = 65536  # bytes: what a pipe holds
SAID_SIZE: Final = 500  # characters of its last words
# Nothing but errors, no keys, one thread: two runs give the same bytes.
QUIETLY: Final = ("-hide_banner", "-v", "error", "-nostdin", "-threads", "1")


class Ffmpeg:
    """
    Runs it with ``async with``; at the end it is killed if it still runs.

    Args:
        arguments: After the common ones.
        has_input: Whether it is fed by `write`.
        program: What to run.

    """

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        has_input: bool = False,
        program: str = PROGRAM,
    ) -> None:
        self._command = (program, *QUIETLY, *arguments)
        self._has_input = has_input
        self._process: asyncio.subprocess.Process
        self._said: IO[bytes]

    async def __aenter__(self) -> Self:
        """
        Start it.

        Raises:
            MissingError: It is not installed.

        """
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  # __aexit__ closes it
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=PIPE if self._has_input else DEVNULL,
                stdout=PIPE,
                stderr=self._said,
            )
        except FileNotFoundError:
            self._said.close()
            raise MissingError(
                self._command[0],
                use="makes the laboratory's pictures and looks at them",
                package=PROGRAM,
            ) from None
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End it, and wait until it has ended."""
        process = self._process
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
        if process.stdin is not None:
            process.stdin.close()
        assert process.stdout is not None
        while await process.stdout.read(READ_SIZE):
            pass
        await process.wait()
        self._said.close()

    async def read(self) -> bytes:
        """
        Read what it has made; nothing at its end.

        Raises:
            ProgramError: It ended with an error.

        """
        assert self._process.stdout is not None
        data = await self._process.stdout.read(READ_SIZE)
        if not data and await self._process.wait():
            raise ProgramError(self._command[0], self.said)
        return data

    async def write(self, data: bytes) -> None:
        """Feed it; what it takes no more is lost, and `read` says why."""
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(data)
            await self._process.stdin.drain()

    async def finish_input(self) -> None:
        """Feed it nothing more: it comes to its end by itself."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        with contextlib.suppress(ConnectionError):
            await self._process.stdin.wait_closed()

    @property
    def said(self) -> str:
        """The last of what it complained about."""
        self._said.seek(0)
        return self._said.read().decode(errors="replace").strip()[-SAID_SIZE:]
