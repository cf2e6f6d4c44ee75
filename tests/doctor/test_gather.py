import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from hearth.doctor.facts import Trouble
from hearth.doctor.gather import Errand, gather, read_history
from hearth.doctor.machine.firewall import Printed
from hearth.doctor.machine.look import Wanted
from hearth.doctor.machine_facts import Dns
from hearth.net.lookup import Address
from tests.doctor.answers.test_from_history import BEGAN, remember
from tests.doctor.ladder.peers import CLIMBER, PATIENT, upstream
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
    assert facts.machine.dns == Dns(servers=("192.168.1.1",))
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
