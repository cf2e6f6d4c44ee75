import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hearth.doctor import gather as module
from hearth.doctor.facts import Trouble
from hearth.doctor.gather import ALL_S, Errand, gather, read_history
from hearth.doctor.ladder.patience import USUAL
from hearth.doctor.machine.firewall import Printed
from hearth.doctor.machine.look import Wanted
from hearth.doctor.machine_facts import Dns
from hearth.net import lookup
from hearth.net.lookup import Address
from tests.doctor.answers.test_from_history import BEGAN, remember
from tests.doctor.ladder.peers import CLIMBER, PATIENT, saying, serving, upstream
from tests.doctor.machine.small import process, write
from tests.doctor.made import evening


def wanted(root: Path) -> Wanted:
    return Wanted(root=root, now=BEGAN + 900, run=lambda _: Printed(False, ""))


def errand(root: Path) -> Errand:
    lines = (("line", upstream(9, "card.home.lan")),)
    climber = CLIMBER._replace(look_up=unknown)
    return Errand(lines=lines, accounts=("a",), climber=climber, wanted=wanted(root))


async def unknown(host: str, port: int) -> tuple[Address, ...]:
    raise OSError(port, f"{host} is not known")


async def never(host: str, port: int) -> tuple[Address, ...]:
    del host, port
    await asyncio.Event().wait()
    return ()


@pytest.mark.asyncio
async def test_everything_is_collected(tmp_path: Path) -> None:
    remember(tmp_path / "history.db", *evening(seconds=100))
    write(tmp_path, "/etc/resolv.conf", "nameserver 192.168.1.1\n")
    told: list[str] = []
    its = replace(errand(tmp_path), history=tmp_path / "history.db", told=told.append)

    facts = await gather(its)

    assert [it.trouble for it in facts.ladders] == [Trouble.NAME_UNKNOWN]
    assert facts.machine.dns is not None
    assert facts.machine.dns.servers == ("192.168.1.1",)
    assert facts.machine.dns.took_s is not None, "it said that there is no such name"
    assert facts.record is not None
    assert len(facts.record.seen) == 10
    assert "history" in told


@pytest.mark.asyncio
async def test_what_takes_too_long_is_not_known(tmp_path: Path) -> None:
    climber = CLIMBER._replace(look_up=never, patience=PATIENT)
    its = replace(errand(tmp_path), climber=climber, within_s=0.3)

    facts = await gather(its)

    assert facts.ladders == ()
    assert facts.unlooked["lines"] == "it took over 0.3 s"


@pytest.mark.asyncio
async def test_processes_are_watched(tmp_path: Path) -> None:
    process(tmp_path, 9, "oscam")

    facts = await gather(replace(errand(tmp_path), watch_s=0.05))

    assert facts.machine.trends is not None
    assert len(facts.machine.trends[0].samples) >= 3


def test_a_history_that_is_not_there(tmp_path: Path) -> None:
    its = errand(tmp_path)

    assert "Hearth has not run here" in read_history(its)[1]
    gone = replace(its, history=tmp_path / "none.db")
    assert str(tmp_path / "none.db") in read_history(gone)[1]


def test_a_history_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "history.db").write_bytes(b"no database" * 1000)

    record, why = read_history(
        replace(errand(tmp_path), history=tmp_path / "history.db")
    )

    assert record is None
    assert why


def test_a_freeze_narrows_what_is_read(tmp_path: Path) -> None:
    remember(tmp_path / "history.db", *evening(seconds=1200))
    its = replace(errand(tmp_path), history=tmp_path / "history.db")

    record, _ = read_history(replace(its, freeze=(BEGAN + 100, "livingroom")))

    assert record is not None
    assert record.end == BEGAN + 160
    assert all(at <= BEGAN + 160 for at, _ in record.seen)


@pytest.mark.asyncio
async def test_no_name_server_is_asked_for_an_address(tmp_path: Path) -> None:
    write(tmp_path, "/etc/resolv.conf", "nameserver 192.168.1.1\n")
    with socket.create_server(("127.0.0.1", 0)) as sock:
        port = sock.getsockname()[1]

    facts = await gather(
        replace(
            errand(tmp_path), lines=(("127.0.0.1", upstream(port)),), climber=CLIMBER
        )
    )

    assert facts.machine.dns == Dns(servers=("192.168.1.1",))


SCALE = 0.04  # of the real times: 30 s are 1.2 s
WHOLE_S = 30.0  # that the doctor may take, whatever hangs
REST_S = 2.0  # for starting, for judging and for printing


def test_the_times_of_all_steps_fit_into_the_doctors() -> None:
    assert USUAL.longest_s < ALL_S < WHOLE_S - REST_S


@contextmanager
def full_port() -> Iterator[int]:
    """Take nobody in at a port, as a firewall that drops does."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket())
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.settimeout(0)
            waiting.connect_ex(server.getsockname())
        yield server.getsockname()[1]


@contextmanager
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let name servers, packet filters and the history's disk hang for real."""
    ends = threading.Event()

    def hang(*_: object) -> None:
        ends.wait()
        raise OSError

    monkeypatch.setattr(lookup, "_system_look_up", hang)
    monkeypatch.setattr(module, "read_history", hang)
    monkeypatch.setattr(module, "look_at_machine", hang)
    try:
        yield
    finally:
        ends.set()


@pytest.mark.asyncio
async def test_everything_hangs_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    its = errand(tmp_path)
    loop = asyncio.get_running_loop()
    began = loop.time()

    with hanging(monkeypatch), full_port() as full:
        async with serving(saying(b"")) as silent:
            lines = tuple(
                (f"{host}:{port}", upstream(port, host))
                for host, port in (
                    ("127.0.0.1", silent),
                    ("127.0.0.1", full),
                    ("card.home.lan", 12000),
                )
            )
            facts = await gather(
                replace(
                    its,
                    lines=lines,
                    climber=its.climber._replace(
                        look_up=_numbers_or_hang, patience=USUAL.scaled(SCALE)
                    ),
                    within_s=ALL_S * SCALE,
                )
            )
            took_s = loop.time() - began

    assert [it.trouble for it in facts.ladders] == [
        Trouble.NO_SEED,
        Trouble.DROPPED,
        Trouble.NAME_SLOW,
    ]
    assert "it took over" in facts.unlooked["record"]
    assert "firewall" in facts.machine.unlooked
    assert took_s < (WHOLE_S - REST_S) * SCALE + 1.0, "a second for a busy machine"


async def _numbers_or_hang(host: str, port: int) -> tuple[Address, ...]:
    """Look up for real, in a thread that hangs; but for addresses."""
    if host[0].isdigit():
        return (Address(socket.AF_INET, (host, port)),)
    return await lookup.look_up(host, port)
