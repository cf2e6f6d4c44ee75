import sys
from pathlib import Path

import pytest

from hearth.doctor.machine.firewall import Printed
from hearth.doctor.machine.look import PARTS, Wanted, look_at_machine
from hearth.doctor.machine_facts import MachineFacts
from tests.doctor.machine.small import process, sockets, write


def look(root: Path, **values: object) -> tuple[MachineFacts, list[str]]:
    told: list[str] = []
    wanted = Wanted(
        root=root,
        run=lambda _: Printed(is_well=False, text=""),
        **values,  # type: ignore[arg-type]
    )
    return look_at_machine(wanted, told.append), told


def test_an_empty_machine_tells_why_nothing_is_known(tmp_path: Path) -> None:
    facts, told = look(tmp_path, listen_port=12000)

    assert told == [name for name, _ in PARTS]
    assert {"port", "firewall", "programs", "links", "wan", "dns"} == set(
        facts.unlooked
    )


def test_a_small_machine(tmp_path: Path) -> None:
    process(tmp_path, 9, "oscam", "-d", "255")
    sockets(tmp_path)
    config = write(tmp_path, "/etc/CCcam.cfg")

    facts, _ = look(
        tmp_path,
        listen_port=12000,
        config=config,
        state=tmp_path,
        binary=Path(sys.executable),
        debug_level=12,
        debug_where="CCcam.cfg:3",
    )

    assert facts.port_holder == ""
    assert facts.files is not None
    assert [it.role for it in facts.files] == ["configuration", "program", "state"]
    assert facts.debugs is not None
    assert [it.program for it in facts.debugs] == ["oscam", "Hearth"]
    assert facts.binary is not None
    assert facts.disks


def test_without_a_reader_of_programs_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "elftools.elf.elffile", None)

    facts, _ = look(tmp_path, binary=Path("/bin/sh"))

    assert "pyelftools" in facts.unlooked["binary"]
