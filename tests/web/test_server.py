"""WebInfo as a whole: it listens, takes new settings, and ends in a second."""

from __future__ import annotations

import asyncio
import logging
import socket
import subprocess
import sys
from dataclasses import replace

import httpx
import pytest

from hearth.core.receivers.lockouts import Lockouts
from hearth.net.addresses import own_home_addresses
from hearth.secret import Secret
from hearth.web.access.doors import Machine, Place
from hearth.web.app import Pages
from hearth.web.home import Home
from hearth.web.server import WebServer
from tests.net.namespaces import CABLE, HERE, Machines, two_machines
from tests.web.access.scene import (
    ASKING,
    EXTERNAL,
    HTML,
    LOCKED,
    MACHINE,
    OPEN,
    Ours,
    browser,
    free_port,
    home,
    log_in,
    send_raw,
    serving,
)

GET = b"GET /info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.mark.asyncio
async def test_a_taken_port_leaves_the_card_server_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        machine = replace(MACHINE, holder_of=lambda port: "oscam (process 812)")
        async with serving(replace(OPEN, listen_port=port), machine=machine) as server:
            assert server.addresses == ()
            assert "taken by oscam (process 812)" in server.problem
            await server.apply(replace(OPEN, listen_port=port))
            said = [it for it in caplog.records if it.levelno == logging.ERROR]

            await server.apply(OPEN)
            assert server.port
            assert server.problem == ""

    assert len(said) == 1  # not again while it stays so


@pytest.mark.asyncio
async def test_off_and_on_again() -> None:
    async with serving() as server:
        before = server.port
        await server.apply(replace(OPEN, listen_port=None))
        assert server.port is None
        assert server.addresses == ()
        await server.apply(OPEN)

        assert before
        assert b"200 OK" in await send_raw(server.port, GET)


@pytest.mark.asyncio
async def test_another_port() -> None:
    async with serving() as server:
        port = free_port()
        await server.apply(replace(OPEN, listen_port=port))

        assert server.port == port
        assert b"200 OK" in await send_raw(port, GET)


@pytest.mark.asyncio
async def test_telnet_comes_and_goes() -> None:
    on = replace(OPEN, telnet=True, telnet_port=0)
    async with serving(on) as server:
        port = server.telnet_port
        assert b"Uptime" in await send_raw(port, b"info\n")
        await server.apply(OPEN)

        assert port
        assert server.telnet_port is None


@pytest.mark.asyncio
async def test_a_new_password_sends_everybody_to_the_log_in_and_ends_streams() -> None:
    ours = Ours()
    async with serving(ASKING, ours=ours) as server, browser(server) as client:
        await log_in(client)
        async with client.stream("GET", "/events"):
            await ours.streaming.wait()
            await server.apply(replace(ASKING, password=Secret(b"roses")))
            await ours.stream_ended.wait()
        outside = await client.get("/")
        again = await log_in(client, "roses")

    assert outside.status_code == 303
    assert again.status_code == 303


@pytest.mark.asyncio
async def test_settings_that_say_nothing_new_disturb_nobody() -> None:
    ours = Ours()
    async with serving(ASKING, ours=ours) as server, browser(server) as client:
        await log_in(client)
        async with client.stream("GET", "/events"):
            await ours.streaming.wait()
            await server.apply(replace(ASKING, show_timing=True))
            assert not ours.stream_ended.is_set()
            assert (await client.get("/")).status_code == 200


@pytest.mark.asyncio
async def test_an_open_stream_does_not_hold_up_the_end() -> None:
    ours = Ours()
    loop = asyncio.get_running_loop()
    async with (
        serving(ours=ours) as server,
        browser(server) as client,
        client.stream("GET", "/events"),
    ):
        await ours.streaming.wait()
        began = loop.time()
        await server.close()
        took = loop.time() - began

    assert ours.stream_ended.is_set()
    assert took < 1


@pytest.mark.asyncio
async def test_an_answer_under_way_is_waited_for() -> None:
    ours = Ours()
    async with serving(ours=ours) as server, browser(server) as client:
        async with asyncio.TaskGroup() as group:
            asked = group.create_task(client.get("/slow"))
            await ours.slow_begun.wait()
            closing = group.create_task(server.close())
            await asyncio.sleep(0)
            ours.go_on.set()
        await closing

    assert asked.result().text == "at last"


@pytest.mark.asyncio
async def test_an_answer_that_never_comes_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hearth.web.access.connections._END_S", 0.01)
    ours = Ours()
    async with (
        serving(ours=ours) as server,
        browser(server) as client,
        asyncio.TaskGroup() as group,
    ):
        asked = group.create_task(_is_broken_off(client, "/slow"))
        await ours.slow_begun.wait()
        await server.close()

    assert asked.result()


async def _is_broken_off(client: httpx.AsyncClient, path: str) -> bool:
    try:
        await client.get(path)
    except httpx.TransportError:
        return True
    return False


# Addresses


@pytest.mark.asyncio
async def test_addresses_are_followed_with_external_access() -> None:
    own = [Place("127.0.0.1"), Place("127.0.0.2")]
    machine = Machine(own_addresses=lambda: tuple(own), names=frozenset)
    async with serving(EXTERNAL, machine=machine) as server:
        port = server.port
        assert server.addresses == ("127.0.0.1", "127.0.0.2")
        own[:] = [Place("127.0.0.1"), Place("127.0.0.3")]
        await server.follow_addresses()

        assert server.addresses == ("127.0.0.1", "127.0.0.3")
        assert server.port == port


async def heard(machines: Machines, at: str, port: int | None, own: str = "") -> bytes:
    """Ask from the other machine; b"" if nobody answers."""
    assert port
    with machines.at_the_other(), socket.socket() as sock:
        sock.settimeout(0)
        sock.bind((own, 0))
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(2):
                await loop.sock_connect(sock, (at, port))
                await loop.sock_sendall(sock, GET.replace(b"localhost", at.encode()))
                return await loop.sock_recv(sock, 4096)
        except OSError:
            return b""


@pytest.mark.asyncio
async def test_the_home_is_let_in_with_a_password_and_nobody_from_elsewhere() -> None:
    public, elsewhere = "203.0.113.1", "203.0.113.2"
    machine = Machine(own_addresses=own_home_addresses, names=frozenset)
    with two_machines() as machines:
        machines.here(f"addr add {public}/24 dev {CABLE}")
        machines.there(f"addr add {elsewhere}/24 dev {CABLE}")
        async with serving(EXTERNAL, machine=machine) as server:
            port = server.port
            assert b" 401 " in await heard(machines, HERE, port)
            assert await heard(machines, HERE, port, elsewhere) == b""
            assert await heard(machines, public, port) == b""

            await server.apply(ASKING)
            assert await heard(machines, HERE, port) == b""


@pytest.mark.asyncio
async def test_loopback_alone_follows_nothing() -> None:
    async with serving() as server:
        await server.follow_addresses()

        assert set(server.addresses) <= {"127.0.0.1", "::1"}


@pytest.mark.asyncio
async def test_a_page_that_is_locked_is_said_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(LOCKED):
        assert "the pages show nothing" in caplog.text


@pytest.mark.asyncio
async def test_the_task_of_the_group_follows_addresses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hearth.web.server.LOOK_S", 0)
    followed = asyncio.Event()

    async def follow_addresses() -> None:
        followed.set()

    async with serving(EXTERNAL) as server:
        monkeypatch.setattr(server, "follow_addresses", follow_addresses)
        async with asyncio.timeout(5):
            await followed.wait()


@pytest.mark.asyncio
async def test_a_look_that_fails_is_not_the_last(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("hearth.web.server.LOOK_S", 0)
    looks: list[int] = []
    again = asyncio.Event()

    async def follow_addresses() -> None:
        looks.append(1)
        if len(looks) > 1:
            again.set()
        raise OSError("no more sockets")

    async with serving(EXTERNAL) as server:
        monkeypatch.setattr(server, "follow_addresses", follow_addresses)
        async with asyncio.timeout(5):
            await again.wait()

    assert "no more sockets" in caplog.text


@pytest.mark.asyncio
async def test_pages_that_cannot_be_made_leave_the_card_server_alone() -> None:
    def broken(home: Home) -> Pages:
        raise ImportError("No module named 'jinja2'")

    server = WebServer(home(), MACHINE, Lockouts(), broken)
    on = replace(OPEN, telnet=True, telnet_port=0)
    async with asyncio.TaskGroup() as group:
        await server.start(on, group)
        answers = [await send_raw(server.port, GET) for _ in range(2)]
        told = await send_raw(server.telnet_port, b"info\n")
        await server.close()

    assert "jinja2" in server.problem
    assert answers == [b"", b""]
    assert b"Uptime" in told


@pytest.mark.asyncio
async def test_pages_are_made_when_somebody_looks() -> None:
    made = list[Home]()

    def ours(home: Home) -> Pages:
        made.append(home)
        return Ours().pages(home)

    server = WebServer(home(), MACHINE, Lockouts(), ours)
    async with asyncio.TaskGroup() as group:
        await server.start(OPEN, group)
        assert made == []
        async with browser(server) as client:
            both = [client.get("/"), client.get("/info")]
            first, second = await asyncio.gather(*both)
        await server.close()

    assert len(made) == 1
    assert first.text.startswith("<p>All is well")
    assert "Uptime" in second.text


@pytest.mark.asyncio
async def test_without_our_pages_there_are_cccams() -> None:
    server = WebServer(home(), MACHINE, Lockouts())
    async with asyncio.TaskGroup() as group:
        await server.start(OPEN, group)
        async with browser(server) as client:
            ours = await client.get("/")
            theirs = await client.get("/servers", headers=HTML)
        await server.close()

    assert ours.status_code == 404
    assert "Server connections" in theirs.text


@pytest.mark.asyncio
async def test_what_was_never_started_can_be_closed() -> None:
    await WebServer(home(), MACHINE, Lockouts()).close()


# Memory


def test_the_libraries_of_the_web_are_imported_only_for_the_pages() -> None:
    program = (
        "import sys, hearth.web.server, hearth.web.compat.telnet\n"
        "heavy = {'starlette', 'uvicorn', 'h11', 'jinja2', 'anyio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )

    assert done.stdout.strip() == "[]"
