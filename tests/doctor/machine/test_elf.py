import sys
from pathlib import Path

import pytest

from hearth.doctor.machine import elf
from hearth.doctor.machine.elf import NoElfReaderError, look_at_binary
from tests.doctor.machine.small import write

pytest.importorskip("elftools")


def test_a_program_of_this_machine() -> None:
    found = look_at_binary(Path(sys.executable).resolve())

    assert found.kind == found.machine
    assert found.problem == ""
    assert found.has_interpreter
    assert not found.missing


def test_on_another_machine_nothing_of_it_is_there(tmp_path: Path) -> None:
    program = Path(sys.executable).resolve()

    found = look_at_binary(program, root=tmp_path, machine="mips", glibc="2.9")

    assert found.machine == "MIPS" != found.kind
    assert found.missing == found.needs
    assert found.glibc_here == "2.9"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"#!/bin/sh\n", "script"),
        (b"\x7fELF\x01\x01\x01" + bytes(9), "damaged"),
        (b"\x7fELF" + bytes(100), "damaged"),
        (b"PK\x03\x04", "no ELF header"),
        (b"", "no ELF header"),
    ],
)
def test_what_is_no_program(tmp_path: Path, data: bytes, words: str) -> None:
    file = write(tmp_path, "/CCcam", data)

    assert words in look_at_binary(file, root=tmp_path).problem


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    assert look_at_binary(tmp_path / "CCcam").problem == "No such file or directory"


def test_glibc_is_known_by_its_name_or_by_what_it_says(tmp_path: Path) -> None:
    program = Path(sys.executable).resolve()
    libc = write(tmp_path, "/lib/arm-linux-gnueabihf/libc.so.6", b"x GNU C Library v")
    assert look_at_binary(program, root=tmp_path).glibc_here == ""
    libc.write_bytes(b"\0GNU C Library (Debian) stable release version 2.36.\n")
    assert look_at_binary(program, root=tmp_path).glibc_here == "2.36"
    write(tmp_path, "/lib/libc-2.9.so")
    assert look_at_binary(program, root=tmp_path).glibc_here == "2.9"


def test_libraries_are_found_below_the_root(tmp_path: Path) -> None:
    program = Path(sys.executable).resolve()
    needs = look_at_binary(program).needs
    for name in needs:
        write(tmp_path, f"/usr/lib/{name}")

    assert look_at_binary(program, root=tmp_path).missing == ()


def test_without_pyelftools_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "elftools.elf.elffile", None)

    with pytest.raises(NoElfReaderError, match="hearth\\[elf\\]"):
        look_at_binary(Path("/bin/sh"))


@pytest.mark.parametrize(
    ("machine", "kind"),
    [("armv7l", "ARM, 32 bits"), ("i686", "x86, 32 bits"), ("s390x", "s390x")],
)
def test_the_kinds_of_machines(machine: str, kind: str) -> None:
    assert elf._kind_here(machine) == kind
