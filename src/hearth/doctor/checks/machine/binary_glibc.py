"""D209, binary-glibc."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, unknown, well


@check("D209", "binary-glibc")
def binary_glibc(case: Case) -> Iterator[Verdict]:
    """
    D209 binary-glibc: a program needs a newer glibc than this machine has.

    ## What it looks at
    The newest GLIBC version that the program asks for, and the one of this
    machine's libc.

    ## Thresholds
    None: the loader refuses with "version GLIBC_... not found".

    ## What to do
    Take an older or a static build, or update the image.
    """
    binary = case.facts.machine.binary
    if binary is None or not binary.glibc or binary.kind != binary.machine:
        return
    if not binary.glibc_here:
        yield unknown(
            f"whether glibc is new enough for {binary.path}",
            f"it needs {binary.glibc}, and which one is here is not known",
        )
    elif _version(binary.glibc) > _version(binary.glibc_here):
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"{binary.path} needs glibc {binary.glibc}, and here is"
            f" {binary.glibc_here}",
            evidence=(f"it asks for GLIBC_{binary.glibc}",),
            remedy="Take an older or a static build of the program, or update"
            " the image",
        )
    else:
        yield well(f"glibc {binary.glibc_here} is new enough for {binary.path}")


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdecimal())
