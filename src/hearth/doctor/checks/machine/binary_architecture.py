"""D207, binary-architecture."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well


@check("D207", "binary-architecture")
def binary_architecture(case: Case) -> Iterator[Verdict]:
    """
    D207 binary-architecture: a program is for another kind of processor.

    ## What it looks at
    The ELF header of the program named with --binary: its processor, its word
    size, and its loader.

    ## Thresholds
    None: the kernel says "Exec format error", or "not found" where the loader
    is missing.

    ## What to do
    Take the build for this processor.
    """
    binary = case.facts.machine.binary
    if binary is None:
        if "binary" in case.facts.machine.unlooked:
            yield unknown("what a program needs", case.facts.machine.unlooked["binary"])
        return
    if binary.problem:
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"{binary.path} is no program that Linux can run",
            evidence=(binary.problem,),
            remedy="Copy it again (in binary mode, if by FTP), or take another build",
        )
    elif binary.kind != binary.machine:
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"{binary.path} is for {binary.kind}, and this machine is"
            f" {binary.machine}",
            evidence=(f"its loader is {binary.interpreter or 'none: it is static'}",),
            remedy=f"Take the build for {binary.machine}",
            commands=(f"readelf -h {binary.path}", "uname -m"),
        )
    else:
        yield well(f"{binary.path} is for this kind of processor: {binary.kind}")
