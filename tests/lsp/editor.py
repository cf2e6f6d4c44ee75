"""An editor's side of things: its counting, its edits, and its conversation."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final

from lsprotocol.types import Position, TextEdit

PATIENCE_S: Final = 20.0  # only a test that fails waits this long


def lines_of(source: str) -> list[str]:
    """Cut a text as editors do: at LF, CR LF and CR, and nowhere else."""
    return source.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def after(source: str, edits: list[TextEdit]) -> str:
    """Carry out edits as an editor does that counts in UTF-16."""
    units = [line.encode("utf-16-le", "replace") for line in lines_of(source)]

    def offset(position: Position) -> int:
        before = sum(len(line) + 2 for line in units[: position.line])
        return before + 2 * position.character

    text = "\n".join(lines_of(source)).encode("utf-16-le", "replace")
    for edit in sorted(edits, key=lambda it: offset(it.range.start), reverse=True):
        begin, end = offset(edit.range.start), offset(edit.range.end)
        text = text[:begin] + edit.new_text.encode("utf-16-le") + text[end:]
    return text.decode("utf-16-le")


class Editor:
    """A conversation with the language server, over two streams."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._number = 0
        self._heard: list[dict[str, Any]] = []

    async def begin(self, **capabilities: Any) -> dict[str, Any]:
        """Shake hands; return what the server can do."""
        able = await self.ask(
            "initialize",
            processId=None,
            rootUri=None,
            capabilities={"textDocument": capabilities},
        )
        self.tell("initialized")
        found: dict[str, Any] = able["capabilities"]
        return found

    async def end(self) -> None:
        """Say goodbye."""
        await self.ask("shutdown")
        self.tell("exit")
        await self._writer.drain()

    def open(self, path: Path, text: str, language: str = "cccam") -> str:
        """Open a file; return how it is called from now on."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def change(self, uri: str, text: str) -> None:
        self.tell(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": 2},
            contentChanges=[{"text": text}],
        )

    def close(self, uri: str) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": uri})

    async def marks(self, uri: str) -> list[str]:
        """Wait for the next marks of a file: line, column and code of each."""
        while True:
            for at, message in enumerate(self._heard):
                if message.get("params", {}).get("uri") == uri:
                    found = self._heard.pop(at)["params"]["diagnostics"]
                    return [
                        "{line}:{character}".format(**mark["range"]["start"])
                        + f" {mark['code']}"
                        for mark in found
                    ]
            self._heard.append(await self._hear())

    async def at(self, method: str, uri: str, line: int, character: int) -> Any:
        """Ask about a place of a file."""
        return await self.ask(
            f"textDocument/{method}",
            textDocument={"uri": uri},
            position={"line": line, "character": character},
        )

    async def ask(self, method: str, **params: Any) -> Any:
        """Ask, and wait for the answer."""
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params or None})
        while True:
            message = await self._hear()
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]
            self._heard.append(message)

    def tell(self, method: str, **params: Any) -> None:
        """Say something that has no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    async def _hear(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE_S):
            head = await self._reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split()[0])
            body = await self._reader.readexactly(length)
        message: dict[str, Any] = json.loads(body)
        return message


class Process:
    """``hearth lsp``, started as an editor starts it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self.editor = Editor(process.stdout, process.stdin)

    @classmethod
    async def start(cls) -> Process:
        return cls(
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-W", "error", "-m", "hearth", "lsp"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
        )

    async def ends(self) -> tuple[int, str]:
        """Wait for its end; return its exit code and what it said on standard error."""
        async with asyncio.timeout(PATIENCE_S):
            _, said = await self._process.communicate()
        assert self._process.returncode is not None
        return self._process.returncode, said.decode()

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.communicate()


@asynccontextmanager
async def inside(serve: Callable[[BinaryIO, BinaryIO], None]) -> AsyncIterator[Editor]:
    """Run a server in a thread, with pipes for its standard streams."""
    loop = asyncio.get_running_loop()
    to_server, to_editor = os.pipe(), os.pipe()
    with os.fdopen(to_server[0], "rb") as stdin, os.fdopen(to_editor[1], "wb") as out:
        served = loop.run_in_executor(None, serve, stdin, out)
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        heard, _ = await loop.connect_read_pipe(
            lambda: protocol, os.fdopen(to_editor[0], "rb")
        )
        sent, _ = await loop.connect_write_pipe(
            lambda: asyncio.streams.FlowControlMixin(loop),
            os.fdopen(to_server[1], "wb"),
        )
        editor = Editor(reader, asyncio.StreamWriter(sent, protocol, reader, loop))
        try:
            yield editor
            await editor.end()
        finally:
            sent.close()
            async with asyncio.timeout(PATIENCE_S):
                await served
            heard.close()
