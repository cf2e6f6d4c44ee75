"""The language server: a whole session as a process, and what it keeps to itself."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from hearth.lsp.actions import KINDS
from hearth.lsp.server import QuietHandler, make_server, takes_snippets
from tests.lsp.editor import Editor, Process, inside

SNIPPETS = {"completion": {"completionItem": {"snippetSupport": True}}}


@asynccontextmanager
async def session() -> AsyncIterator[Editor]:
    """Run a session with a server in this very process."""
    server = make_server()
    async with inside(server.start_io) as editor:
        await editor.begin()
        yield editor


@pytest.mark.asyncio
async def test_a_session_as_an_editor_has_it(tmp_path: Path) -> None:
    process = await Process.start()
    try:
        await process.editor.begin(**SNIPPETS)
        await everything(process.editor, tmp_path)
        await process.editor.end()
        assert await process.ends() == (0, "")
    finally:
        await process.kill()


@pytest.mark.asyncio
async def test_a_session_inside(tmp_path: Path) -> None:
    async with inside(make_server().start_io) as editor:
        able = await editor.begin(**SNIPPETS)
        assert able["positionEncoding"] == "utf-16"
        assert able["codeActionProvider"]["codeActionKinds"] == list(KINDS)
        await everything(editor, tmp_path)


async def everything(editor: Editor, folder: Path) -> None:
    """Open, point, mend, complete, change and close, as a person would."""
    first = "WEBINFO PORT :16001\nSERVER LISTN PORT : 1\n"
    uri = editor.open(folder / "CCcam.cfg", first)
    assert {"0:0 H401", "1:0 H101"} <= set(await editor.marks(uri))

    hovered = await editor.at("hover", uri, 1, 3)
    assert "**warning H101 unknown-directive**" in hovered["contents"]["value"]
    assert await editor.at("hover", uri, 2, 0) is None

    offered = await editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": uri},
        range={
            "start": {"line": 0, "character": 0},
            "end": {"line": 2, "character": 0},
        },
        context={"diagnostics": [], "only": ["quickfix"]},
    )
    fix = next(action for action in offered if action["title"].endswith("(H101)"))
    assert fix["edit"]["changes"][uri][0]["newText"] == "SERVER LISTEN PORT"

    completed = await editor.at("completion", uri, 2, 0)
    labels = {item["label"]: item for item in completed}
    assert labels["F:"]["textEdit"]["newText"] == "F: ${1:user name} ${2:password}"

    editor.change(uri, "WEBINFO LISTEN PORT : 16001\nSERVER LISTEN PORT : 1\n")
    assert not {"H101", "H401"} & {m.split()[1] for m in await editor.marks(uri)}
    editor.close(uri)
    assert await editor.marks(uri) == []


@pytest.mark.asyncio
async def test_hearth_toml_is_judged_with_the_file_beside_it(tmp_path: Path) -> None:
    cccam_cfg = tmp_path / "CCcam.cfg"
    cccam_cfg.write_bytes(b"C: h 1 u p\n")
    async with session() as editor:
        toml = editor.open(tmp_path / "hearth.toml", '[lines."h:2"]\nretries = 1\n')
        assert await editor.marks(toml) == ["0:7 H705"]

        # From now on what the editor has counts, not what is on the disk.
        uri = editor.open(cccam_cfg, "C: h 2 u p\n")
        assert await editor.marks(toml) == []
        editor.change(uri, "C: h 3 u p\n")
        assert await editor.marks(toml) == ["0:7 H705"]


@pytest.mark.asyncio
async def test_a_hearth_toml_alone_is_judged_alone(tmp_path: Path) -> None:
    async with session() as editor:
        toml = editor.open(tmp_path / "hearth.toml", '[lines."h:2"]\nretry = 1\n')

        assert await editor.marks(toml) == ["1:0 H702"]


@pytest.mark.asyncio
async def test_a_file_of_any_name_that_the_editor_calls_cccam(tmp_path: Path) -> None:
    async with session() as editor:
        uri = editor.open(tmp_path / "any.cfg", "rubbish\n")
        assert "0:0 H102" in await editor.marks(uri)
        other = editor.open(tmp_path / "any.txt", "rubbish\n", "plaintext")
        assert await editor.marks(other) == []


@pytest.mark.asyncio
async def test_what_cannot_be_handled_is_not_repeated(tmp_path: Path) -> None:
    process = await Process.start()
    try:
        editor = process.editor
        await editor.begin()
        editor.tell("textDocument/didOpen", textDocument={"text": "F: kids S3cr3t"})
        uri = editor.open(tmp_path / "CCcam.cfg", "rubbish\n")
        assert "0:0 H102" in await editor.marks(uri)
        await editor.end()
        code, said = await process.ends()
    finally:
        await process.kill()

    assert code == 0
    assert said
    assert "S3cr3t" not in said
    assert all(line.startswith("hearth lsp: ") for line in said.splitlines())


def test_an_error_is_said_without_what_it_was_about(
    capsys: pytest.CaptureFixture[str],
) -> None:
    handler = QuietHandler()
    error = ValueError("S3cr3t")
    place = ("pygls", logging.ERROR, "/x/json_rpc.py", 7, "in %s", ("F: kids S3cr3t",))
    handler.emit(logging.LogRecord(*place, exc_info=(ValueError, error, None)))
    handler.emit(logging.LogRecord(*place, exc_info=None))

    assert capsys.readouterr().err == (
        "hearth lsp: ValueError in the language server (json_rpc, line 7)\n"
        "hearth lsp: an error in the language server (json_rpc, line 7)\n"
    )


def test_an_editor_that_says_nothing_of_snippets_gets_none() -> None:
    class Silent:
        text_document = None

    class Server:
        client_capabilities = Silent()

    assert takes_snippets(Server()) is False  # type: ignore[arg-type]


def test_the_server_does_what_it_says_it_can() -> None:
    features = make_server().protocol.fm.features

    assert {
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "textDocument/hover",
        "textDocument/codeAction",
        "textDocument/completion",
    } <= set(features)
