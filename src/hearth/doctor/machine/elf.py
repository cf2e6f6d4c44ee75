"""What an ELF program needs: read with pyelftools, also one of another machine."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

from hearth.doctor.machine.tree import ROOT, below, entries
from hearth.doctor.machine_facts import Binary

NOT_INSTALLED: Final = (
    "pyelftools is not installed, which reads programs: pip install 'hearth[elf]'"
)
FOLDERS: Final = ("/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib")
# e_machine, as pyelftools names it, and what `uname -m` says of such a machine.
_KINDS: Final = {
    "EM_386": "x86, 32 bits",
    "EM_X86_64": "x86, 64 bits",
    "EM_ARM": "ARM, 32 bits",
    "EM_AARCH64": "ARM, 64 bits",
    "EM_MIPS": "MIPS",
    "EM_SH": "SuperH",
    "EM_PPC": "PowerPC",
    "EM_RISCV": "RISC-V",
}
_MACHINES: Final = (
    (r"i[3-6]86", "EM_386"),
    (r"x86_64|amd64", "EM_X86_64"),
    (r"aarch64|arm64", "EM_AARCH64"),
    (r"arm.*", "EM_ARM"),
    (r"mips.*", "EM_MIPS"),
    (r"sh4.*", "EM_SH"),
    (r"ppc.*", "EM_PPC"),
    (r"riscv.*", "EM_RISCV"),
)
_LIBC: Final = re.compile(r"libc-(\d+\.\d+)\.so|libc\.so\.6")


class NoElfReaderError(Exception):
    """Programs cannot be read here; the text says what is missing."""


def look_at_binary(
    path: Path, root: Path = ROOT, machine: str | None = None, glibc: str | None = None
) -> Binary:
    """
    Read what a program needs, and see whether it is here.

    Args:
        path: The program.
        root: Below which libraries and loader are looked for.
        machine: What ``uname -m`` says; None: it is asked.
        glibc: Which glibc is here; None: it is looked for.

    Raises:
        NoElfReaderError: pyelftools is not installed.

    """
    try:
        from elftools.common.exceptions import ELFError
        from elftools.elf.elffile import ELFFile
    except ImportError:
        raise NoElfReaderError(NOT_INSTALLED) from None
    here = _kind_here(machine or platform.machine())
    is_executable = os.access(path, os.X_OK)
    try:
        with path.open("rb") as file:
            facts = _read(ELFFile(file))
    except OSError as error:
        return Binary(path=str(path), machine=here, problem=error.strerror or "?")
    except (ELFError, ValueError, AttributeError, KeyError, TypeError, AssertionError):
        # pyelftools raises all of these for a file that was cut off.
        return Binary(path=str(path), machine=here, problem=_what_else(path))
    interpreter, needs, versions, kind = facts
    folders = list(_folders(root))
    return Binary(
        path=str(path),
        kind=_KINDS.get(kind, kind),
        machine=here,
        interpreter=interpreter,
        has_interpreter=not interpreter or below(root, interpreter).exists(),
        needs=needs,
        missing=tuple(name for name in needs if not _is_in(name, folders)),
        glibc=_newest(versions),
        glibc_here=_glibc_here(folders) if glibc is None else glibc,
        is_executable=is_executable,
    )


def _read(elf: Any) -> tuple[str, tuple[str, ...], tuple[str, ...], str]:
    from elftools.elf.dynamic import DynamicSegment
    from elftools.elf.gnuversions import GNUVerNeedSection
    from elftools.elf.segments import InterpSegment

    interpreter = ""
    needs: list[str] = []
    for segment in elf.iter_segments():
        if isinstance(segment, InterpSegment):
            interpreter = str(segment.get_interp_name())
        elif isinstance(segment, DynamicSegment):
            tags: Any = segment.iter_tags("DT_NEEDED")
            needs += [str(tag.needed) for tag in tags]
    versions = [
        str(version.name)
        for section in elf.iter_sections()
        if isinstance(section, GNUVerNeedSection)
        for _, auxiliaries in section.iter_versions()
        for version in auxiliaries
    ]
    return interpreter, tuple(needs), tuple(versions), str(elf["e_machine"])


def _kind_here(machine: str) -> str:
    for pattern, kind in _MACHINES:
        if re.fullmatch(pattern, machine):
            return _KINDS[kind]
    return machine


def _folders(root: Path) -> Iterator[Path]:
    """Give where libraries are: the usual folders, and those of Debian's triplets."""
    for folder in FOLDERS:
        yield below(root, folder)
        for entry in entries(root, folder):
            if entry.name.count("-") >= 2 and entry.is_dir():
                yield entry


def _is_in(name: str, folders: list[Path]) -> bool:
    return any((folder / name).exists() for folder in folders)


def _newest(versions: tuple[str, ...]) -> str:
    found = [v.removeprefix("GLIBC_") for v in versions if v.startswith("GLIBC_2")]
    return max(found, key=_as_numbers, default="")


def _as_numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def _glibc_here(folders: list[Path]) -> str:
    """Read glibc's version from its file's name, or from what it says of itself."""
    for folder in folders:
        for file in _files(folder):
            match = _LIBC.fullmatch(file.name)
            if match:
                version = match[1] or _version_in(file)
                if version:
                    return version
    return ""


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.glob("libc[-.]*so*"))
    except OSError:
        return []


def _version_in(file: Path) -> str:
    marker = b"GNU C Library"
    try:
        with file.open("rb") as stream:
            text = _after(stream, marker)
    except OSError:
        return ""
    match = re.search(rb"version (\d+\.\d+)", text)
    return match[1].decode() if match else ""


def _after(stream: IO[bytes], marker: bytes) -> bytes:
    data = stream.read(4_000_000)  # of a libc of 2 MB
    at = data.find(marker)
    return data[at : at + 100] if at >= 0 else b""


def _what_else(path: Path) -> str:
    start = path.read_bytes()[:64]
    if start.startswith(b"#!"):
        return "it is a script, not a program for a processor"
    if start.startswith(b"\x7fELF"):
        return "its ELF header is damaged: it was copied as text, or cut off"
    return "it does not begin as a program does (no ELF header)"
