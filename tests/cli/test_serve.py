"""``hearth serve``: started, told to read again, and ended, as a process and inside."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hearth.cli import main, serve
from hearth.cli.serve import CANNOT_START, LOOK_S, Service, _no_name_yet
from hearth.config.find import Found, NotFound
from hearth.keeper import Keeper
from hearth.net.listener import PortTakenError
from hearth.observe.log import set_up_logging
from hearth.wire.cccam import events as heard
from tests.cli.serving import serving
from tests.net.clock import Clock
from tests.net.peers import OURS, PARTNER, FakeReceiver, FakeServer, words
from tests.net.scene import PASSWORD, Scene, free_port, turns

LIVING_ROOM = f"F: livingroom {PASSWORD.decode().replace(' ', '')}\n"
SECRET = PASSWORD.replace(b" ", b"")


def text_of(path: Path) -> str:
    return path.read_text()


@dataclass
class File:
    """A CCcam.cfg that a test writes again and again."""

    path: Path
    port: int
    web_port: int = 0  # off

    def write(self, *lines: str) -> None:
        text = (
            f"SERVER LISTEN PORT : {self.port}\nCHANNELINFO FILE : \n"
            f"WEBINFO LISTEN PORT : {self.web_port}\n"
        )
        new = self.path.with_suffix(".new")
        new.write_text(text + "".join(lines))
        new.replace(self.path)


@pytest.fixture
def file(tmp_path: Path) -> File:
    made = File(tmp_path / "CCcam.cfg", free_port())
    made.write(LIVING_ROOM)
    return made


def c_line(server: FakeServer) -> str:
    return f"C: 127.0.0.1 {server.port} house {server.password.reveal().decode()}\n"


def card_server() -> FakeServer:
    return FakeServer(password=b"linepassword")


# As a process


@pytest.mark.asyncio
async def test_a_life_from_start_to_the_last_answer(file: File) -> None:
    async with Scene() as scene:
        server = await scene.server(card_server())
        file.write(LIVING_ROOM, "F: kitchen x\n", c_line(server))
        async with serving(file.path) as it:
            ready = await it.says("ready: 2 accounts, 1 lines, port ")
            assert "127.0.0.1" in ready
            await it.says("line 127.0.0.1 is up")
            receiver = await scene.stranger(
                file.port, "livingroom", SECRET, identity=PARTNER
            )
            share = await receiver.settle()
            removed = await scene.stranger(file.port, "kitchen", b"x")
            await removed.settle()

            file.write(LIVING_ROOM, c_line(server))
            it.send(signal.SIGHUP)
            await it.says("was read again: ")
            await removed.end()
            receiver.ask(1, share)
            question = await server.question()

            it.send(signal.SIGTERM)
            await it.says("ending: answering what is under way")
            server.answer(question, words(1))
            answered = await receiver.heard.next(heard.Answered)
            assert answered.control_words == words(1)

            await receiver.end()
            assert await it.ends() == 0
            assert it.log.endswith(" I ended\n")
            assert re.search(
                r"ECM: CAID=4ADA SID=1234 - answered in \d+ms by 127\.0\.0\.1"
                r" \(hop 1\) for livingroom\n",
                it.log,
            )
            assert len(server.peers) == 1


@pytest.mark.asyncio
async def test_a_second_sigterm_ends_it_at_once(file: File) -> None:
    async with Scene() as scene:
        server = await scene.server(card_server())
        file.write(LIVING_ROOM, c_line(server), "RECV TIMEOUT : 60000\n")
        async with serving(file.path) as it:
            await it.says("line 127.0.0.1 is up")
            receiver = await scene.stranger(file.port, "livingroom", SECRET)
            receiver.ask(1, await receiver.settle())
            await server.question()

            it.send(signal.SIGTERM)
            await it.says("ending: answering what is under way")
            it.send(signal.SIGTERM)

            assert await it.ends() == 0
            await receiver.end()


@pytest.mark.asyncio
async def test_a_change_of_the_file_is_noticed(file: File) -> None:
    async with serving(file.path, impatient=True) as it:
        await it.says("ready: 1 accounts")

        file.write(LIVING_ROOM, "F: kitchen x\n")
        await it.says("was read again: ")
        file.write("F: \n")
        await it.says("errors: the running settings stay as they are")

        it.send(signal.SIGINT)
        assert await it.ends() == 0


@pytest.mark.asyncio
async def test_a_taken_port_is_said_with_its_holder(file: File) -> None:
    with socket.create_server(("127.0.0.1", file.port)):
        async with serving(file.path) as it:
            assert await it.ends() == CANNOT_START
            assert f"hearth: port {file.port} is taken by " in it.log
            assert f"(process {os.getpid()})" in it.log


# Inside: what the command does before it serves


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, restored_logging: None) -> list[Service]:
    """Let no server run; give the list of those that would have."""
    services: list[Service] = []

    async def run(self: Service) -> None:
        services.append(self)

    monkeypatch.setattr(Service, "run", run)
    return services


def typed(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["serve", *map(str, arguments)])


def test_what_it_reads_is_what_it_serves(file: File, run: list[Service]) -> None:
    result = typed("-c", file.path, "--state", file.path.parent)

    assert result.exit_code == 0
    [service] = run
    assert [account.name for account in service._settings.accounts] == ["livingroom"]
    assert service._node_id.hex() in text_of(file.path.parent / "node-id")


def test_a_file_that_cannot_be_read_is_said(file: File, run: list[Service]) -> None:
    result = typed("-c", file.path.with_name("other.cfg"))

    assert result.exit_code == CANNOT_START
    assert result.stderr.endswith(
        "other.cfg cannot be read: No such file or directory. Name the right file with"
        " -c, or make it readable.\n"
    )
    assert run == []


def test_a_log_that_cannot_be_written_is_said(file: File, run: list[Service]) -> None:
    result = typed("-c", file.path, "--log", file.path / "hearth.log")

    assert result.exit_code == CANNOT_START
    assert "hearth.log cannot be written: Not a directory" in result.stderr
    assert run == []


def test_without_a_name_it_looks_where_cccam_looks(
    file: File, run: list[Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = file.path.with_name("other.cfg")
    monkeypatch.setattr(serve, "find_config", lambda: Found(file.path, (other,)))

    result = typed("--state", file.path.parent, "--log", file.path.with_suffix(".log"))

    assert result.exit_code == 0
    assert [service._keeper.path for service in run] == [file.path]
    log = text_of(file.path.with_suffix(".log"))
    assert f"W {other} is there too, and is not read" in log


def test_where_nothing_is_found_it_says_where_it_looked(
    run: list[Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = (Path("/var/etc/CCcam.cfg"), Path("/etc/CCcam.cfg"))
    monkeypatch.setattr(serve, "find_config", lambda: NotFound(looked))

    result = typed()

    assert result.exit_code == CANNOT_START
    assert "looked at /var/etc/CCcam.cfg, /etc/CCcam.cfg. Name your file" in (
        result.stderr
    )


def test_what_is_wrong_in_the_file_is_logged_and_the_rest_served(
    file: File, run: list[Service]
) -> None:
    log = file.path.with_suffix(".log")
    file.write(LIVING_ROOM, "F: \n", "NO SUCH THING : 1\n", "DEBUG LEVEL : 2\n")

    result = typed("-c", file.path, "--state", file.path.parent, "--log", log)

    assert result.exit_code == 0
    assert len(run[0]._settings.accounts) == 1
    assert f" E {file.path}:5:1: error H" in text_of(log)
    assert f" W {file.path}:6:1: warning H" in text_of(log)
    assert f" I {file.path}:7:1: note H" in text_of(log)


def test_notes_are_for_who_wants_to_know_more(file: File, run: list[Service]) -> None:
    log = file.path.with_suffix(".log")
    file.write(LIVING_ROOM, "DEBUG LEVEL : 1\n")

    typed("-c", file.path, "--state", file.path.parent, "--log", log)

    assert ": note H" not in text_of(log)


def test_a_folder_that_cannot_be_used_is_a_warning_alone(
    file: File, run: list[Service]
) -> None:
    log = file.path.with_suffix(".log")

    result = typed("-c", file.path, "--state", file.path / "x", "--log", log)

    assert result.exit_code == 0
    assert "Until then it is another one at each start." in text_of(log)
    assert len(run[0]._node_id) == 8


def test_a_taken_port_is_an_exit_with_its_reason(
    file: File, monkeypatch: pytest.MonkeyPatch, restored_logging: None
) -> None:
    async def run(self: Service) -> None:
        raise PortTakenError(12000, "oscam (process 812)")

    monkeypatch.setattr(Service, "run", run)

    result = typed("-c", file.path, "--state", file.path.parent)

    assert result.exit_code == CANNOT_START
    assert "hearth: port 12000 is taken by oscam (process 812)." in result.stderr


def test_ctrl_c_before_it_serves_is_no_traceback(
    file: File, monkeypatch: pytest.MonkeyPatch, restored_logging: None
) -> None:
    async def run(self: Service) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Service, "run", run)

    assert typed("-c", file.path, "--state", file.path.parent).exit_code == 0


# Inside: the running service


@dataclass
class Running:
    """A service that runs in the test's own loop, and its log."""

    service: Service
    file: File
    log: Path
    clock: Clock

    def told(self) -> list[str]:
        """Return the lines of the log, without their times."""
        return [line.split(" ", 2)[2] for line in text_of(self.log).splitlines()]

    async def says(self, text: str, after: int = 0) -> str:
        """Wait for a line that holds this, after so many others; return it."""
        async with asyncio.timeout(10):
            while True:
                for line in self.told()[after:]:
                    if text in line:
                        return line
                await asyncio.sleep(0)

    async def knows_names(self) -> None:
        """Wait until the files of names are read: receivers can log in before."""
        async with asyncio.timeout(10):
            while True:
                if self.service._log.channel_name is not _no_name_yet:
                    return
                await asyncio.sleep(0)

    async def reload(self, says: str) -> str:
        """Send SIGHUP, and wait for what the log says of it."""
        before = len(self.told())
        os.kill(os.getpid(), signal.SIGHUP)
        return await self.says(says, before)

    async def look(self) -> None:
        """Let the time of one look at the file go by."""
        await self.clock.pass_by(LOOK_S + 0.1)

    async def receiver(self, user: str, password: bytes) -> FakeReceiver:
        receiver = FakeReceiver(user, password)
        await receiver.connect(self.file.port)
        return receiver


@asynccontextmanager
async def running(file: File) -> AsyncIterator[Running]:
    """Run a service; afterwards it was told to end, and has ended."""
    log = file.path.with_suffix(".log")
    keeper = Keeper(file.path)
    set_up_logging(1, log)
    folder = file.path.with_name("state")
    service = Service(keeper, keeper.read().settings, OURS.node_id, folder)
    it = Running(service, file, log, Clock())
    async with asyncio.TaskGroup() as group:
        task = group.create_task(service.run())
        await it.says("ready: ")
        try:
            yield it
        finally:
            if not task.done():
                os.kill(os.getpid(), signal.SIGTERM)
    assert it.told()[-1] == "I ended"


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_ready_says_where(file: File) -> None:
    async with running(file) as it:
        [ready] = [line for line in it.told() if "ready" in line]

        assert ready.startswith(f"I ready: 1 accounts, 0 lines, port {file.port} at 12")


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_ready_says_if_nobody_can_log_in(file: File) -> None:
    file.port = 0
    file.write(LIVING_ROOM)
    async with running(file) as it:
        assert it.told()[-1] == (
            "I ready: 1 accounts, 0 lines, no receiver can log in"
            " (SERVER LISTEN PORT is 0)"
        )


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_ready_says_if_there_is_no_address(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearth.net.listener.own_home_addresses", lambda: ())
    async with running(file) as it:
        assert it.told()[-1].endswith(f"port {file.port} at no address yet")


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_sighup_reads_again_even_if_nothing_has_changed(file: File) -> None:
    async with running(file) as it:
        said = await it.reload("read again")

        assert said == f"I {file.path} was read again: nothing has changed"


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_sighup_applies_what_has_changed(file: File) -> None:
    async with running(file) as it:
        file.write(LIVING_ROOM, "F: kitchen x\n", "DEBUG LEVEL : 8\n")

        assert "kitchen" in await it.reload("was read again: ")
        await turns()

        assert logging.getLogger("hearth.net").level == logging.DEBUG
        receiver = await it.receiver("kitchen", b"x")
        await receiver.heard.next(heard.LoggedIn)
        await receiver.close()


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_a_file_that_stays_is_left_alone_and_one_that_changes_is_read(
    file: File,
) -> None:
    async with running(file) as it:
        for _ in range(3):
            await it.look()
        assert not [line for line in it.told() if "read again" in line]

        file.write(LIVING_ROOM, "F: kitchen x\n")
        for _ in range(2):
            await it.look()

        await it.says("was read again: ")


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_a_file_with_errors_leaves_the_running_settings(file: File) -> None:
    async with running(file) as it:
        file.write("F: \n", "C: 127.0.0.1 99999 a b\n")

        said = await it.reload("running settings")

        assert said == (
            f"E {file.path} has 2 errors: the running settings stay as they are"
        )
        receiver = await it.receiver("livingroom", SECRET)
        await receiver.heard.next(heard.LoggedIn)
        await receiver.close()


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_a_file_that_is_gone_leaves_the_running_settings(file: File) -> None:
    async with running(file) as it:
        file.path.unlink()

        said = await it.reload("running settings")

        assert said == (
            f"E {file.path} cannot be read (No such file or directory): the running"
            " settings stay as they are"
        )


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_a_new_port_that_is_taken_is_said_and_the_old_one_stays(
    file: File,
) -> None:
    async with running(file) as it:
        old = file.port
        with socket.create_server(("127.0.0.1", 0)) as other:
            file.port = other.getsockname()[1]
            file.write(LIVING_ROOM)
            said = await it.reload(" is taken by ")
        file.port = old

        assert said.startswith("E port ")
        receiver = await it.receiver("livingroom", SECRET)
        await receiver.heard.next(heard.LoggedIn)
        await receiver.close()


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_a_channel_is_named_from_its_file(file: File) -> None:
    names = file.path.with_name("CCcam.channelinfo")
    names.write_text('4ada:000000:1234 "News 24"\n')
    async with Scene() as scene:
        server = await scene.server(card_server())
        server.answers = lambda section: words(section.data[-1])
        file.write(LIVING_ROOM, c_line(server), f"CHANNELINFO FILE : {names}\n")
        async with running(file) as it:
            await it.knows_names()
            receiver = await it.receiver("livingroom", SECRET)
            await receiver.get(1, await receiver.settle())
            await receiver.close()

            assert (await it.says("ECM")).endswith(" for livingroom [News 24]")


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_told_to_end_it_looks_at_the_file_no_more(file: File) -> None:
    async with running(file) as it:
        file.write(LIVING_ROOM, "F: kitchen x\n")
        os.kill(os.getpid(), signal.SIGTERM)
        await it.says("ended")

        assert not [line for line in it.told() if "read again" in line]


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_told_twice_to_end_it_waits_for_no_answer(file: File) -> None:
    async with Scene() as scene:
        server = await scene.server(card_server())
        file.write(LIVING_ROOM, c_line(server))
        async with running(file) as it:
            receiver = await it.receiver("livingroom", SECRET)
            receiver.ask(1, await receiver.settle())
            await server.question()

            os.kill(os.getpid(), signal.SIGTERM)
            await it.says("ending")
            assert not [line for line in it.told() if "ended" in line]
            os.kill(os.getpid(), signal.SIGINT)
            await it.says("ended")

        await receiver.end()


# The files beside it


def beside(file: File, name: str, text: str) -> Path:
    path = file.path.with_name(name)
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)
    return path


def test_hearth_toml_is_laid_over_the_file_from_the_start(
    file: File, run: list[Service]
) -> None:
    log = file.path.with_suffix(".log")
    toml = beside(file, "hearth.toml", '[server]\nkeep_alive_s = 45\nx = "y"\nz\n')

    result = typed("-c", file.path, "--state", file.path.parent, "--log", log)

    assert result.exit_code == 0
    assert run[0]._settings.keep_alive_s == 45
    assert f" W {toml}:3:1: warning H702 " in text_of(log)
    assert f" E {toml}:4:1: error H701 " in text_of(log)


def test_a_hearth_toml_that_cannot_be_read_is_said(
    file: File, run: list[Service]
) -> None:
    toml = file.path.with_name("hearth.toml")
    toml.mkdir()

    result = typed("-c", file.path)

    assert result.exit_code == CANNOT_START
    assert f"the configuration {toml} cannot be read: " in result.stderr
    assert run == []


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_hearth_toml_is_watched_like_the_file(file: File) -> None:
    async with running(file) as it:
        beside(file, "hearth.toml", "[server]\nkeep_alive_s = 45\n")
        for _ in range(2):
            await it.look()
        await it.says("was read again: keep_alive_s: 30 -> 45")

        toml = beside(file, "hearth.toml", "[server]\nkeep_alive_s = 0\n")
        said = await it.reload("the running settings stay")
        assert said == f"E {toml} has 1 errors: the running settings stay as they are"
        assert it.service._settings.keep_alive_s == 45

        toml.unlink()
        for _ in range(2):
            await it.look()
        await it.says("was read again: keep_alive_s: 45 -> 30")


@pytest.mark.usefixtures("restored_logging")
@pytest.mark.asyncio
async def test_what_is_wrong_in_a_side_file_is_said_at_start_and_at_reload(
    file: File,
) -> None:
    prio = beside(file, "CCcam.prio", "X: 0500\n")
    async with running(file) as it:
        wrong = f"W {prio}:1:1: warning H751 "
        assert (await it.says(wrong)).startswith(wrong)

        before = len(it.told())
        assert (await it.reload(wrong)).startswith(wrong)
        await it.says("was read again", before)
