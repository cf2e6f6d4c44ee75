"""D208, binary-libraries."""

from __future__ import annotations

from collections.abc import Iterator

from hearth.doctor.case import Case
from hearth.doctor.check import check
from hearth.doctor.verdict import Standing, Verdict, well
from hearth.doctor.words import listed


@check("D208", "binary-libraries")
def binary_libraries(case: Case) -> Iterator[Verdict]:
    """
    D208 binary-libraries: a program needs libraries that are not here.

    ## What it looks at
    The libraries and the loader that an ELF program names, and whether they are
    in the usual folders; also for a program of another machine, where ldd
    fails.

    ## Thresholds
    None.

    ## What to do
    Install them, or take a static build.
    """
    binary = case.facts.machine.binary
    if binary is None or binary.problem or binary.kind != binary.machine:
        return
    missing = list(binary.missing)
    if not binary.has_interpreter:
        missing.insert(0, binary.interpreter)
    if missing:
        yield Verdict(
            standing=Standing.CAUSE,
            title=f"{binary.path} needs what is not here: {listed(missing)}",
            evidence=tuple(
                f"{name} is in none of the usual folders" for name in missing
            ),
            remedy="Install the packages that have them, or take a static build of the"
            " program; a missing loader is reported as 'not found' though the"
            " file is there",
            commands=(f"ldd {binary.path}",),
        )
    elif binary.needs:
        yield well(f"{binary.path} finds its libraries", listed(binary.needs))
